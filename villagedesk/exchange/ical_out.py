"""Writes meetings as a calendar, and actions as tasks (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, Todo, vCalAddress, vRecur, vText

from villagedesk.core.words import ActionStatus, Priority
from villagedesk.records.calendar import EventOut, Invited, TodoOut

_LONDON = "Europe/London"


def write(name: str, events: Sequence[EventOut], now: datetime, organizer: Invited | None = None) -> bytes:
    """The calendar of these meetings; `now` is when it was made, `organizer` the group where it gives an address.

    Addresses in it stand only where events have somebody invited.
    """
    calendar = _calendar(name)
    if any(event.zone == _LONDON and event.starts for event in events):
        calendar.add_component(_london())
    for event in events:
        calendar.add_component(_event(event, now, organizer))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def write_todos(name: str, todos: Sequence[TodoOut], now: datetime) -> bytes:
    """The actions as tasks, due on whole days; `now` is when the file was made."""
    calendar = _calendar(name)
    for todo in todos:
        calendar.add_component(_todo(todo, now))
    written: bytes = calendar.to_ical()
    return written


_STATUS = {
    ActionStatus.OPEN: "NEEDS-ACTION",
    ActionStatus.WAITING: "IN-PROCESS",
    ActionStatus.DONE: "COMPLETED",
    ActionStatus.DROPPED: "CANCELLED",
}
_PRIORITY = {Priority.HIGH: 1, Priority.NORMAL: 5, Priority.LOW: 9}


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//VillageDesk//VillageDesk//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def _todo(action: TodoOut, now: datetime) -> Todo:
    todo = Todo()
    todo.add("uid", action.uid)
    todo.add("dtstamp", now)
    todo.add("summary", action.title)
    if action.status:
        todo.add("status", _STATUS[action.status])
    if action.priority:
        todo.add("priority", _PRIORITY[action.priority])
    if action.due_on:
        todo.add("due", action.due_on)
    if action.done_on:
        todo.add("completed", datetime.combine(action.done_on, time(12), UTC))  # a time is wanted, and in UTC
    if action.note:
        todo.add("description", action.note)
    return todo


def _event(meeting: EventOut, now: datetime, organizer: Invited | None) -> Event:
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", now)
    event.add("summary", meeting.title)
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    _add_times(event, meeting)
    for field, value in (("location", meeting.place), ("url", meeting.link), ("description", meeting.note)):
        if value:
            event.add(field, value)
    if meeting.invited and organizer:
        event.add("organizer", _address(organizer))
    for invited in meeting.invited:
        address = _address(invited)
        address.params["ROLE"] = vText("REQ-PARTICIPANT")
        address.params["PARTSTAT"] = vText("NEEDS-ACTION")
        event.add("attendee", address)
    return event


def _add_times(event: Event, meeting: EventOut) -> None:
    if meeting.starts is None:
        event.add("dtstart", meeting.on_date)
        event.add("dtend", meeting.on_date + timedelta(days=1))
        return
    zone = ZoneInfo(meeting.zone)
    event.add("dtstart", datetime.combine(meeting.on_date, meeting.starts, zone))
    if meeting.ends:
        day = meeting.on_date + timedelta(days=meeting.ends <= meeting.starts)
        event.add("dtend", datetime.combine(day, meeting.ends, zone))


def _address(who: Invited) -> vCalAddress:
    address = vCalAddress(f"mailto:{who.email}")
    address.params["CN"] = vText(who.name)
    return address


def _london() -> Timezone:
    """Summer time by its rule (since 1996), at 01:00 UTC on both days.

    The library writes a list of dates that ends in 2038, and has summer begin an hour late.
    """
    zone = Timezone()
    zone.add("tzid", _LONDON)
    changes = (
        (TimezoneDaylight(), "BST", "19960331T010000", 0, 1, 3),
        (TimezoneStandard(), "GMT", "19961027T020000", 1, 0, 10),
    )
    for part, name, first, before, after, month in changes:
        part.add("tzname", name)
        part.add("dtstart", datetime.fromisoformat(first))
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        zone.add_component(part)
    return zone
