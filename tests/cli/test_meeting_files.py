"""Meetings to files and back by command: calendars, a council's meeting, agenda and minutes for Word."""

from __future__ import annotations

import json
from datetime import UTC
from functools import partial
from pathlib import Path

import icalendar
import pytest
from docx import Document

from tests.cli.conftest import Run, refused
from villagedesk.services.desk import Desk

DOCS = Path(__file__).parents[2] / "docs"
CALENDAR, MEETING = DOCS / "calendar.ics", DOCS / "meeting.xml"


@pytest.fixture
def file(sample_desk: Desk) -> Path:
    """The example group's file, closed."""
    sample_desk.close()
    return sample_desk.path


@pytest.fixture
def at(run: Run) -> Run:
    """Run a command without a code: the example group opens by itself."""
    return partial(run, code=None)


def counts(at: Run, file: Path, source: Path, *more: str) -> dict[str, object]:
    ran = at("import", file, source, "--json", *more)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stderr
    return json.loads(ran.stdout)


def test_a_calendar_comes_in_and_goes_out(at: Run, file: Path, tmp_path: Path) -> None:
    first = counts(at, file, CALENDAR)
    assert (first["added"], first["unchanged"]) == (7, 1)
    assert first["refused"] == [{"row": 4, "reason": "It has no date that can be read."}]
    again = counts(at, file, CALENDAR)
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 8)
    assert at("export", file, "meetings", "-o", "all.ics").returncode == 0
    events = icalendar.Calendar.from_ical((tmp_path / "all.ics").read_bytes()).walk("VEVENT")
    found = {str(event["UID"]): event for event in events}
    assert found["bats-2027@elmparkhall.example"].end.astimezone(UTC).isoformat() == "2027-03-28T01:30:00+00:00"


def test_a_councils_meeting_comes_in_and_goes_out_for_word(at: Run, file: Path, tmp_path: Path) -> None:
    assert counts(at, file, MEETING)["added"] == 5
    assert counts(at, file, MEETING)["unchanged"] == 5
    found = json.loads(at("show", file, "meetings", "--json").stdout)
    [theirs] = [one for one in found if one["is_theirs"] and one["title"] != "Cabinet"]
    ran = at("export", file, "minutes", "-o", "m.docx", "--meeting", theirs["id"], "--audience", "public")
    assert "Left out: Parts of the minutes" in ran.stdout or ran.returncode == 0
    said = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "m.docx")).paragraphs)
    assert "the crossing be put into the programme" in said
    assert "underpass" not in said


def test_an_agenda_has_real_headings(at: Run, file: Path, tmp_path: Path) -> None:
    assert at("export", file, "agenda", "-o", "a.docx", "--audience", "council").returncode == 0
    document = Document(str(tmp_path / "a.docx"))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 2"]
    assert headings[0] == "1. Welcome and apologies"
    assert document.core_properties.title.startswith("Agenda, ")
    assert document.core_properties.language == "en-GB"


def test_minutes_that_are_not_approved_say_so_on_each_page(at: Run, file: Path, tmp_path: Path) -> None:
    assert at("export", file, "minutes", "-o", "m.docx", "--meeting", "last").returncode == 0
    head = Document(str(tmp_path / "m.docx")).sections[0].header.paragraphs[0].text
    assert head == "DRAFT MINUTES: not approved yet"


def test_what_cannot_be_written_is_refused_in_a_sentence(at: Run, file: Path, tmp_path: Path) -> None:
    refused(at("export", file, "people", "-o", "x.ics"), "Only meetings and actions can be written as a calendar")
    refused(at("export", file, "people", "-o", "x.docx"), "say agenda or minutes")
    refused(at("export", file, "-o", "x.ics", "--series", "Nothing"), "There is no series called Nothing")
    bad = tmp_path / "bad.ics"
    bad.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    refused(at("import", file, bad), "holds no events")


def test_actions_go_out_as_tasks(at: Run, file: Path, tmp_path: Path) -> None:
    assert at("export", file, "actions", "--format", "ics", "-o", "tasks.ics").returncode == 0
    tasks = icalendar.Calendar.from_ical((tmp_path / "tasks.ics").read_bytes()).walk("VTODO")
    shown = {one["id"]: one for one in json.loads(at("show", file, "actions", "--json").stdout)}
    assert {str(task["UID"]) for task in tasks} == set(shown)
    states = {"open": "NEEDS-ACTION", "waiting": "IN-PROCESS", "done": "COMPLETED", "dropped": "CANCELLED"}
    for task in tasks:
        row = shown[str(task["UID"])]
        assert (str(task["SUMMARY"]), str(task["STATUS"])) == (row["text"], states[row["status"]])
        assert (task["DUE"].dt.isoformat() if "DUE" in task else None) == row["due_on"]
    ran = at("export", file, "actions", "--audience", "public", "-o", "public.ics")
    assert "not for this audience" in ran.stdout + ran.stderr
    assert b"PRIORITY" not in (tmp_path / "public.ics").read_bytes()
