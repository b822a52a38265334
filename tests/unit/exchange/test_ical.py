"""Calendars as other programs write them, and what goes wrong in them."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import icalendar
import pytest

from villagedesk.core.errors import Refused
from villagedesk.exchange import ical_out
from villagedesk.exchange.formats import parse
from villagedesk.records.calendar import Calendar, EventOut, Invited

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "ical"


def event(*lines: str, uid: str = "one@hall") -> str:
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Committee", *lines, "END:VEVENT"))


def calendar(*events: str) -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", "")).encode()


def read(data: bytes) -> Calendar:
    name, content = parse(data)
    assert name == "ical"
    return content


def starts(data: bytes) -> list[str]:
    return [f"{one.starts:%Y-%m-%d %H:%M}" for one in read(data).events]


def test_a_meeting_at_seven_stays_at_seven_when_summer_time_begins_and_ends() -> None:
    found = starts(calendar(event("DTSTART;TZID=Europe/London:20260309T190000", "RRULE:FREQ=MONTHLY;COUNT=2")))
    assert found == ["2026-03-09 19:00", "2026-04-09 18:00"]  # in UTC


def test_times_that_were_moved_or_called_off_take_the_place_of_the_rules() -> None:
    weekly = event("DTSTART:20260105T190000Z", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20260119T190000Z")
    moved = event("RECURRENCE-ID:20260112T190000Z", "DTSTART:20260113T200000Z", "SEQUENCE:2")
    found = read(calendar(weekly, moved)).events
    assert [(one.occurrence, one.is_cancelled) for one in found] == [
        ("20260105T190000Z", False), ("20260119T190000Z", True), ("20260112T190000Z", False),
    ]  # fmt: skip
    assert (found[2].starts, found[2].sequence) == (datetime(2026, 1, 13, 20, tzinfo=UTC), 2)


def test_a_rule_without_end_is_followed_for_a_while_and_one_that_is_too_often_is_refused() -> None:
    endless = read(calendar(event("DTSTART:20260105T190000Z", "RRULE:FREQ=DAILY")))
    assert len(endless.events) == 3000
    assert endless.events[0].notes == ("It comes again without end: the first 3000 times were looked at.",)
    often = read(calendar(event("DTSTART:20260105T190000Z", "RRULE:FREQ=SECONDLY")))
    assert [row.reason for row in often.refused] == ["How it comes again cannot be understood."]


def test_an_event_without_a_date_is_a_row_that_is_refused() -> None:
    found = read(calendar(event(), event("DTSTART:garbage", uid="two"), event("DTSTART:20260105", uid="three")))
    assert [(row.row, row.name, row.reason) for row in found.refused] == [
        (1, "Committee", "It has no date that can be read."), (2, "Committee", "It has no date that can be read."),
    ]  # fmt: skip
    assert [one.starts for one in found.events] == [date(2026, 1, 5)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (calendar(), "The calendar holds no events"),
        (calendar(event("DTSTART:20260105T190000Z"))[:-40], "ends in the middle"),
        (b"BEGIN:VCALENDAR\r\nnonsense\r\nEND:VCALENDAR\r\n", "is broken"),
    ],
)
def test_a_bad_calendar_is_refused_in_a_plain_sentence(data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said) as no:
        parse(data)
    assert no.value.message.endswith("Nothing has been changed.")


def test_letters_of_windows_are_read_and_said_to_be() -> None:
    data = calendar(event("DTSTART:20260105T190000Z", "LOCATION:Caffi Llŷr – café")).replace("ŷ".encode(), b"y")
    found = read(data.decode().encode("cp1252"))
    assert found.events[0].place == "Caffi Llyr – café"
    assert "not UTF-8" in found.notes[0]
    assert read(data.decode().encode("utf-16")).events[0].place == "Caffi Llyr – café"


def test_a_night_across_midnight_keeps_its_length_and_a_stay_of_days_loses_its_end() -> None:
    found = read(calendar(
        event("DTSTART;TZID=Europe/London:20270327T210000", "DTEND;TZID=Europe/London:20270328T033000"),
        event("DTSTART:20260105T190000Z", "DTEND:20260108T190000Z", uid="two"),
    )).events  # fmt: skip
    assert found[0].ends == datetime(2027, 3, 28, 2, 30, tzinfo=UTC)
    assert found[1].ends is None
    assert "more than a day" in found[1].notes[0]


@pytest.mark.skipif(not REAL.exists(), reason="the calendars are kept beside the project")
def test_real_calendars_are_read() -> None:
    found = {path.name: read(path.read_bytes()) for path in REAL.glob("*.ics")}
    assert {name: (len(seen.events), len(seen.refused)) for name, seen in found.items()} == {
        "america_new_york.ics": (1, 0),
        "created_calendar_with_unicode_fields.ics": (2, 1),
        "issue_1050_calendar_with_events_and_todos.ics": (2, 0),
    }
    assert found["america_new_york.ics"].events[0].starts == datetime(2014, 8, 29, 12, tzinfo=UTC)


def test_what_is_written_has_summer_time_right_and_ends_after_midnight() -> None:
    night = EventOut("uid-1", 3, "Bat count", date(2027, 3, 27), time(21), time(3, 30), "Europe/London", "Orchard")
    off = EventOut("uid-2", 1, "Walk", date(2027, 5, 1), None, None, "Europe/London", is_cancelled=True)
    talk = EventOut(
        "uid-3", 0, "Talk; with, marks", date(2027, 7, 1), time(19), None, "Europe/London",
        invited=(Invited("Siân Ellis, chair", "sian@elm.example"),),
    )  # fmt: skip
    written = ical_out.write("Elm Park", [night, off, talk], datetime(2026, 11, 21, tzinfo=UTC))
    assert b"TZOFFSETTO:+0100" in written
    first, second, third = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert (first["UID"], first["SEQUENCE"], first["STATUS"]) == ("uid-1", 3, "CONFIRMED")
    assert first.end.astimezone(UTC) == datetime(2027, 3, 28, 2, 30, tzinfo=UTC)
    assert (second["STATUS"], second.start, second.end) == ("CANCELLED", date(2027, 5, 1), date(2027, 5, 2))
    assert third.start.astimezone(UTC) == datetime(2027, 7, 1, 18, tzinfo=UTC)
    assert str(third["ATTENDEE"]) == "mailto:sian@elm.example"
    back = read(written).events
    assert [(one.uid, one.sequence, one.title, one.is_cancelled) for one in back] == [
        ("uid-1", 3, "Bat count", False), ("uid-2", 1, "Walk", True), ("uid-3", 0, "Talk; with, marks", False),
    ]  # fmt: skip
