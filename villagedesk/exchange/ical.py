"""Reads meetings from a calendar (iCalendar, RFC 5545), each occurrence of those that come again on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar as Components
from icalendar import Component

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line, shorten
from villagedesk.exchange.encoding import given_away
from villagedesk.records.calendar import Calendar, CalendarEvent, Invited
from villagedesk.records.imports import RefusedRow

_MOST_EVENTS = 10_000  # of a file
_MOST_TIMES = 3_000  # occurrences of one event: a weekly meeting for 57 years
_MOST_ALL = 20_000  # occurrences of all events
_MOST_ATTENDEES = 1_000  # of one event
_LONGEST = 300  # letters of a title, a place or a name
_FIRST, _LAST = 1900, 2200  # years that are taken for a date
_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_MAIL = re.compile(r"(?:mailto:)?\s*([^\s@:<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def parse(data: bytes) -> Calendar:
    """The meetings of a calendar. Refused when it is broken as a whole or holds no events; a bad event is a row."""
    calendars, notes = _calendars(data)
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if not events:
        raise Refused(_("The calendar holds no events. Nothing has been changed."))
    if len(events) > _MOST_EVENTS:
        raise Refused(
            _("The calendar holds {n} events; up to {most} are taken at once. Nothing has been changed.").format(
                n=len(events), most=_MOST_EVENTS
            )
        )
    cancels = any(str(calendar.get("METHOD", "")).upper() == "CANCEL" for calendar in calendars)
    reader = _Reader(events, cancels=cancels)
    for row, event in enumerate(events, 1):
        reader.take(row, event)
    name = next((_words(c, "X-WR-CALNAME") or _words(c, "NAME") for c in calendars if c.name == "VCALENDAR"), "")
    return Calendar(name, tuple(reader.found), tuple(reader.refused), (*notes, *_left_out(calendars, events)))


def _calendars(data: bytes) -> tuple[list[Component], list[str]]:
    notes = []
    try:
        text = data.decode(given_away(data) or "utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        notes.append(_("The file is not UTF-8, as a calendar should be: it was read as Windows text."))
    text = re.sub(r"[\r\n]+", "\r\n", text.replace("\0", "").strip("\ufeff\r\n \t"))
    if not re.search(r"END:\w+\s*\Z", text, re.IGNORECASE):
        raise Refused(_("The calendar ends in the middle: fetch the file again. Nothing has been changed."))
    try:
        return list(Components.from_ical(text, multiple=True)), notes
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise Refused(
            _("This calendar is broken, so it cannot be read: fetch the file again. Nothing has been changed.")
        ) from error


class _Reader:
    """Takes event by event; occurrences that were moved or called off on their own take the place of the rule's."""

    def __init__(self, events: list[Component], *, cancels: bool) -> None:
        self.found: list[CalendarEvent] = []
        self.refused: list[RefusedRow] = []
        self._cancels = cancels
        self._moved = {
            (_words(event, "UID"), moved)
            for event in events
            if event.get("RECURRENCE-ID") is not None and (moved := _occurrence(event))
        }

    def take(self, row: int, event: Component) -> None:
        title = shorten(_words(event, "SUMMARY"), _LONGEST)
        try:
            starts = event.start  # type: ignore[attr-defined]
        except ValueError:
            self.refused.append(RefusedRow(row, title, _("It has no date that can be read.")))
            return
        if not _FIRST <= starts.year <= _LAST:
            reason = _("Its year, {year}, is no year of a meeting.").format(year=starts.year)
            self.refused.append(RefusedRow(row, title, reason))
            return
        notes: list[str] = []
        attendees = _attendees(event)
        lasts = _lasts(event, starts, notes)
        try:
            times = list(self._times(event, starts, notes))
        except (ValueError, TypeError, AttributeError, OverflowError):
            self.refused.append(RefusedRow(row, title, _("How it comes again cannot be understood.")))
            return
        if len(self.found) + len(times) > _MOST_ALL:
            raise Refused(
                _("The events of the calendar come again more than {n} times. Nothing has been changed.").format(
                    n=_MOST_ALL
                )
            )
        for occurrence, at, called_off in times:
            self.found.append(
                self._event(row, event, title, (occurrence, at, called_off), lasts, tuple(notes), attendees)
            )

    def _event(
        self, row: int, event: Component, title: str, when: tuple[str, Any, bool], lasts: timedelta | None,
        notes: tuple[str, ...], attendees: tuple[Invited, ...],
    ) -> CalendarEvent:  # fmt: skip
        occurrence, starts, called_off = when
        place, link = _place(event)
        return CalendarEvent(
            row=row,
            uid=shorten(_words(event, "UID"), _LONGEST),
            occurrence=occurrence,
            sequence=_number(event),
            title=title,
            starts=_utc(starts),
            ends=None if lasts is None else _later(starts, lasts),
            place=place,
            link=link,
            is_cancelled=called_off or self._cancels or _words(event, "STATUS").upper() == "CANCELLED",
            notes=notes,
            attendees=attendees,
        )

    def _times(self, event: Component, starts: Any, notes: list[str]) -> Iterator[tuple[str, Any, bool]]:
        """(which occurrence, when, whether it was called off) of an event."""
        if event.get("RECURRENCE-ID") is not None:
            yield _occurrence(event), starts, False
            return
        rules, dates = _listed(event, "RRULE"), _dates(event, "RDATE")
        if not rules and not dates:
            yield "", starts, False
            return
        if any(str(freq).upper() in _TOO_OFTEN for rule in rules for freq in rule.get("FREQ", [])):
            raise ValueError
        found = list(islice(_expanded(starts, rules, dates), _MOST_TIMES + 1))
        if len(found) > _MOST_TIMES:
            found.pop()
            notes.append(_("It comes again without end: the first {n} times were looked at.").format(n=_MOST_TIMES))
        off = {_stamp(at) for at in _dates(event, "EXDATE")}
        uid = _words(event, "UID")
        for at in found:
            if (uid, key := _stamp(at)) not in self._moved:
                yield key, at, key in off


def _expanded(starts: Any, rules: list[Any], dates: list[Any]) -> Iterator[Any]:
    """Every start, by the clock of the event's own zone: a meeting at seven stays at seven in summer."""
    zone = starts.tzinfo if isinstance(starts, datetime) else None

    def bare(at: Any) -> datetime:
        if not isinstance(at, datetime):
            return datetime.combine(at, starts.time() if isinstance(starts, datetime) else datetime.min.time())
        return (at.astimezone(zone) if at.tzinfo and zone else at).replace(tzinfo=None)

    whole = rruleset()
    first = bare(starts)
    whole.rdate(first)
    for rule in rules:
        plain = rule.copy()
        if "UNTIL" in plain:
            last = plain["UNTIL"][0]
            plain["UNTIL"] = [bare(last) if isinstance(last, datetime) else datetime.combine(last, datetime.max.time())]
        whole.rrule(rrulestr(_rule_text(plain), dtstart=first))  # type: ignore[arg-type]
    for at in dates:
        whole.rdate(bare(at))
    for at in whole:
        if at.year > _LAST:
            return
        yield at.replace(tzinfo=zone) if isinstance(starts, datetime) else at.date()


def _rule_text(rule: Any) -> str:
    until = rule.pop("UNTIL", None)
    text: str = rule.to_ical().decode()
    return f"{text};UNTIL={until[0]:%Y%m%dT%H%M%S}" if until else text


def _listed(event: Component, name: str) -> list[Any]:
    value = event.get(name)
    return [] if value is None else value if isinstance(value, list) else [value]


def _dates(event: Component, name: str) -> list[Any]:
    found = [each.dt for dates in _listed(event, name) for each in dates.dts]
    return [at[0] if isinstance(at, tuple) else at for at in found]  # a period is taken by its start


def _occurrence(event: Component) -> str:
    at = getattr(event.get("RECURRENCE-ID"), "dt", None)
    return _stamp(at) if at else ""


def _stamp(at: Any) -> str:
    at = _utc(at)
    if not isinstance(at, datetime):
        return f"{at:%Y%m%d}"
    return f"{at:%Y%m%dT%H%M%S}" + ("Z" if at.tzinfo else "")


def _utc(at: Any) -> datetime | date:
    """The same moment in UTC, of plain types; what has no zone keeps none."""
    if not isinstance(at, datetime):
        return date(at.year, at.month, at.day)
    if at.tzinfo is None:
        return at
    return datetime.fromtimestamp(at.timestamp(), UTC)


def _later(starts: Any, lasts: timedelta) -> datetime | None:
    at = _utc(starts)
    return at + lasts if isinstance(at, datetime) else None


def _lasts(event: Component, starts: Any, notes: list[str]) -> timedelta | None:
    """How long it takes; None for whole days, and with a note where it can't be told."""
    try:
        ends = event.end  # type: ignore[attr-defined]
    except ValueError:
        notes.append(_("When it ends cannot be read, so that was left out."))
        return None
    if not isinstance(starts, datetime) or not isinstance(ends, datetime):
        if ends - starts > timedelta(days=1):
            notes.append(_("It lasts several days: the first of them is taken."))
        return None
    lasts = _moment(ends) - _moment(starts)
    if lasts >= timedelta(days=1):
        notes.append(_("It lasts more than a day, so its end was left out."))
        return None
    return lasts if lasts > timedelta() else None


def _moment(at: datetime) -> datetime:
    found = _utc(at)
    assert isinstance(found, datetime)
    return found


def _place(event: Component) -> tuple[str, str]:
    """Where it is, and the address to join it by."""
    place = shorten(_words(event, "LOCATION"), _LONGEST)
    said = [_words(event, name) for name in ("CONFERENCE", "X-GOOGLE-CONFERENCE", "LOCATION", "URL")]
    link = next((found[0] for text in said if (found := _ADDRESS.search(text))), "")
    return ("" if place == link else place), link[:2000]


def _attendees(event: Component) -> tuple[Invited, ...]:
    """Who is asked to come, each address once; rooms and things are not."""
    found: dict[str, Invited] = {}
    for value in _listed(event, "ATTENDEE")[:_MOST_ATTENDEES]:
        said = getattr(value, "params", {})
        if str(said.get("CUTYPE", "")).upper() in ("ROOM", "RESOURCE"):
            continue
        address = next(
            (a for text in (value, said.get("EMAIL", "")) if (a := _MAIL.fullmatch(one_line(str(text))))), None
        )
        if address:
            name = shorten(str(said.get("CN", "")).strip("\"' "), _LONGEST)
            found.setdefault(address[1].casefold(), Invited("" if "@" in name else name, address[1]))
    return tuple(found.values())


def _left_out(calendars: list[Component], events: list[Component]) -> list[str]:
    """A sentence on what the calendar holds that meetings have no place for."""
    tasks = sum(len(calendar.walk(name)) for calendar in calendars for name in ("VTODO", "VJOURNAL"))
    alarms = sum(len(event.walk("VALARM")) for event in events)
    counts = (
        (_("descriptions"), sum(bool(_words(event, "DESCRIPTION")) for event in events)),
        (_("attached files"), sum(len(_listed(event, "ATTACH")) for event in events)),
        (_("reminders"), alarms),
        (_("tasks and notes"), tasks),
    )
    said = ", ".join(f"{what} ({n})" for what, n in counts if n)
    return [_("Not brought in: {what}.").format(what=said)] if said else []


def _number(event: Component) -> int:
    try:
        return max(0, min(int(_words(event, "SEQUENCE") or 0), 2**31 - 1))
    except ValueError:
        return 0


def _words(component: Component, name: str) -> str:
    value = component.get(name, "")
    return one_line(str(value[0] if isinstance(value, list) and value else value))
