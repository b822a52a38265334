"""What a meeting's files are called: one pattern, the date always in it."""

from __future__ import annotations

from datetime import date

from villagedesk.services import calendars, filenames, word

ON = date(2027, 3, 12)


def test_every_file_of_a_meeting_has_its_title_and_its_date() -> None:
    assert word.agenda_name("Annual general meeting", ON) == "Agenda, Annual general meeting, 12 March 2027.docx"
    assert word.minutes_name("AGM", ON) == "Minutes, AGM, 12 March 2027.docx"
    assert calendars.file_of_meeting("Talk: bats/owls?", ON) == "Talk bats owls, 12 March 2027.ics"
    assert calendars.file_of_several("Monthly committee", ON) == "Calendar, Monthly committee, 12 March 2027.ics"
    assert (
        filenames.of_meeting("Minutes", "AGM", ON, "version 2", "draft")
        == "Minutes, AGM, 12 March 2027, version 2, draft"
    )


def test_a_long_title_is_cut_and_the_date_never() -> None:
    long = (
        "Cyfarfod cyffredinol blynyddol Cymdeithas Gymunedol Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    )
    name = filenames.of_meeting("Agenda", long, ON)
    assert name.startswith("Agenda, Cyfarfod cyffredinol blynyddol Cymdeithas")
    assert name.endswith(", 12 March 2027")
    assert len(name) < 100
