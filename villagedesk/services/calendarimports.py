"""Takes in the meetings of a calendar: by UID and SEQUENCE what is new, changed, called off or known already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date, show_time
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.ids import outside_id
from villagedesk.core.text import fold, shorten
from villagedesk.core.words import MeetingKind, MeetingStatus
from villagedesk.models import ContactDetail, Group, Invitation, Meeting, Minutes, Organization, Person
from villagedesk.records.calendar import Calendar, CalendarEvent
from villagedesk.records.imports import ImportOptions, ImportPreview, ImportRow, Reading, Verdict
from villagedesk.services import meetings
from villagedesk.services.askedtocome import AskedToCome
from villagedesk.services.bodies import body_named
from villagedesk.services.typed import Typed
from villagedesk.store.writer import Work

_SCHEME = "ical"
_BACK, _AHEAD = timedelta(days=366), timedelta(days=2 * 366)  # which times of a recurring event are taken
_LONGEST = 80  # letters of a value that is told


@dataclass(frozen=True, slots=True)
class _Planned:
    """What to tell, and the rows to write: new ones, and what is to change by key."""

    preview: ImportPreview
    inserts: tuple[tuple[Any, list[dict[str, Any]]], ...]  # parents first
    updates: Mapping[str, dict[str, Any]]


def preview(
    session: Session, reading: Reading, calendar: Calendar, options: ImportOptions, today: date
) -> ImportPreview:
    """What taking the calendar in would change; nothing is written. `options.council` is whose meetings they are.

    Who is asked to come is known by e-mail address; with `options.add_people` whoever is not here is added.
    """
    return _plan(session, reading, calendar, options, today).preview


def apply(work: Work, reading: Reading, calendar: Calendar, options: ImportOptions) -> ImportPreview:
    """Write what `preview` shows. The same calendar again changes nothing."""
    planned = _plan(work.session, reading, calendar, options, work.today)
    for model, rows in planned.inserts:
        if rows:
            work.session.execute(insert(model), rows)
    for key, values in planned.updates.items():
        meetings.take_over(work, key, values)
    work.session.flush()
    work.session.expire_all()
    return planned.preview


def _plan(session: Session, reading: Reading, calendar: Calendar, options: ImportOptions, today: date) -> _Planned:
    comparing = _Comparing(session, options)
    rows = [comparing.tell(event) for event in _wanted(calendar, today, comparing.notes)]
    rows += [ImportRow(row.row, row.name, Verdict.REFUSED, row.reason) for row in calendar.refused]
    asked = comparing.asked
    seen = ImportPreview(
        reading.format,
        reading.source,
        tuple(sorted(rows, key=lambda row: row.row)),
        (*calendar.notes, *comparing.notes, *asked.notes()),
        beside=len(asked.people),
        strangers=asked.strangers,
    )
    bodies = [comparing.new_body] if comparing.new_body and comparing.inserts else []
    inserts = (
        (Organization, bodies), (Person, asked.people), (ContactDetail, asked.addresses), (Meeting, comparing.inserts),
        (Invitation, asked.invitations),
    )  # fmt: skip
    return _Planned(seen, inserts, comparing.updates)


def _wanted(calendar: Calendar, today: date, notes: list[str]) -> Iterator[CalendarEvent]:
    """The events; of those that come again, the times from a year ago until two years from now."""
    outside = 0
    for event in calendar.events:
        if event.occurrence and not today - _BACK <= _day(event.starts) <= today + _AHEAD:
            outside += 1
        else:
            yield event
    if outside:
        said = ngettext(
            "{n} time of a recurring meeting is over a year ago or more than two years ahead, so is left out.",
            "{n} times of recurring meetings are over a year ago or more than two years ahead, so are left out.",
            outside,
        )
        notes.append(said.format(n=outside))


def _day(starts: datetime | date) -> date:
    return starts.date() if isinstance(starts, datetime) else starts


class _Comparing:
    """Compares event by event with what is here, and collects what is to be written."""

    def __init__(self, session: Session, options: ImportOptions) -> None:
        self.inserts: list[dict[str, Any]] = []
        self.updates: dict[str, dict[str, Any]] = {}
        self.notes: list[str] = []
        own = session.scalars(select(Group)).one()
        self._zone, self._zone_name = _zone(own.zone)
        self.new_body, self._body_id = body_named(session, options.council)
        self._held = set(session.scalars(select(Minutes.meeting_id)))
        self._here: dict[str, Meeting] = {}
        for meeting in session.scalars(select(Meeting).execution_options(binned=True)):
            self._here[meeting.id] = meeting
            if meeting.uid:
                self._here[meeting.uid] = meeting
        self._seen: dict[str, int] = {}
        self._typed = Typed(session)
        self.asked = AskedToCome(session, self._typed, adds=options.add_people)

    def tell(self, event: CalendarEvent) -> ImportRow:
        """What becomes of an event; what it changes is noted for writing."""
        uid = f"{event.uid}/{event.occurrence}" if event.occurrence and event.uid else event.uid
        wanted = self._values(event)
        uid = uid or f"{fold(event.title)}/{wanted['on_date']}/{wanted['start_at']}"
        name = _("{title}, {date}").format(title=wanted["title"], date=show_date(wanted["on_date"]))
        notes = event.notes if event.uid else (*event.notes, _("It has no identifier: moved, it would look new."))
        if uid in self._seen:
            reason = _("The same as event {n} of the file.").format(n=self._seen[uid])
            return ImportRow(event.row, name, Verdict.REFUSED, reason)
        self._seen[uid] = event.row
        here = self._here.get(uid) or self._here.get(outside_id(_SCHEME, uid))
        if here is None:
            return self._new(event, uid, name, wanted, notes)
        return self._known(event, here, name, wanted, notes)

    def _new(
        self, event: CalendarEvent, uid: str, name: str, wanted: dict[str, Any], notes: tuple[str, ...]
    ) -> ImportRow:  # fmt: skip
        if event.is_cancelled:
            return ImportRow(event.row, name, Verdict.UNCHANGED, _("Called off, and was never here."), notes)
        kind = _kind(event.title) if self._body_id is None else MeetingKind.OTHER
        key = outside_id(_SCHEME, uid)
        self.inserts.append(
            wanted
            | {
                "id": key, "uid": uid, "kind": kind, "sequence": event.sequence,
                "taken_sequence": event.sequence, "audience": meetings.usual_audience(kind),
                "organization_id": self._body_id,
                "is_theirs": self._body_id is not None, "zone": self._zone_name,
            }
        )  # fmt: skip
        asked = self.asked.of(event.attendees, key, is_new=True)
        when = show_time(wanted["start_at"]) if wanted["start_at"] else ""
        about = ", ".join(filter(None, (when, wanted["place"])))
        return ImportRow(event.row, name, Verdict.ADDED, about or _("Not here yet"), (*asked, *notes))

    def _known(
        self, event: CalendarEvent, here: Meeting, name: str, wanted: dict[str, Any], notes: tuple[str, ...]
    ) -> ImportRow:  # fmt: skip
        reason = self._stays(event, here)
        if reason:
            return ImportRow(event.row, name, Verdict.UNCHANGED, reason, notes)
        after = {field: value for field, value in wanted.items() if value != getattr(here, field)}
        if event.sequence == _known_sequence(here):
            after = {
                field: value
                for field, value in after.items()
                if not self._typed.has(here.id, field, getattr(here, field))
            }
        called_off = after.get("status") is MeetingStatus.CANCELLED
        if called_off:
            after = {"status": MeetingStatus.CANCELLED}
        before = len(self.asked.invitations)
        asked = () if called_off else self.asked.of(event.attendees, here.id, is_new=False)
        if not after:
            if len(self.asked.invitations) > before:
                return ImportRow(event.row, name, Verdict.CHANGED, _("More are asked to come"), (*asked, *notes))
            return ImportRow(event.row, name, Verdict.UNCHANGED, _("Here already, the same"), (*asked, *notes))
        self.updates[here.id] = {**after, "sequence": max(event.sequence, here.sequence + 1)}
        if here.taken_sequence is not None:
            self.updates[here.id]["taken_sequence"] = event.sequence
        if called_off:
            return ImportRow(event.row, name, Verdict.CANCELLED, _("Called off"), notes)
        details = [_difference(field, getattr(here, field), value) for field, value in after.items()]
        return ImportRow(event.row, name, Verdict.CHANGED, _("Differs from what is here"), (*details, *asked, *notes))

    def _stays(self, event: CalendarEvent, here: Meeting) -> str:
        """Why what is here is not touched, "" when it may be."""
        if here.binned_at is not None:
            return _("Is in the bin here, so is not taken in again.")
        if here.id in self._held or here.status is MeetingStatus.HELD:
            return _("Has been held here, so stays as it is.")
        if event.sequence < _known_sequence(here):
            return _("What is here is newer than the file.")
        return ""

    def _values(self, event: CalendarEvent) -> dict[str, Any]:
        starts, ends = self._local(event.starts), self._local(event.ends)
        return {
            "title": event.title or _("Meeting"),
            "on_date": _day(starts) if starts else None,
            "start_at": _clock(starts),
            "end_at": _clock(ends),
            "place": event.place,
            "link": event.link,
            "status": MeetingStatus.CANCELLED if event.is_cancelled else MeetingStatus.PLANNED,
        }

    def _local(self, at: datetime | date | None) -> datetime | date | None:
        """By the group's own clock; what has no zone, or no hours, is as it stands."""
        return at.astimezone(self._zone) if isinstance(at, datetime) and at.tzinfo else at


def _known_sequence(here: Meeting) -> int:
    """What the file's SEQUENCE is compared with: the source's own as it was last taken in, else ours."""
    return here.sequence if here.taken_sequence is None else here.taken_sequence


def _clock(at: datetime | date | None) -> time | None:
    return at.time().replace(second=0, microsecond=0, tzinfo=None) if isinstance(at, datetime) else None


def _zone(name: str) -> tuple[ZoneInfo, str]:
    try:
        return ZoneInfo(name), name
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("Europe/London"), "Europe/London"


def _kind(title: str) -> MeetingKind:
    """What sort of the group's own meeting it is, as far as its title says."""
    said = fold(title)
    if "annual general" in said or "agm" in said.split():
        return MeetingKind.AGM
    words = (("liaison", MeetingKind.LIAISON), ("trustee", MeetingKind.TRUSTEES), ("public", MeetingKind.PUBLIC))
    found = next((kind for word, kind in (*words, ("general", MeetingKind.GENERAL)) if word in said), None)
    return found or (MeetingKind.COMMITTEE if "committee" in said else MeetingKind.OTHER)


def _difference(field: str, before: Any, after: Any) -> str:
    words = {
        "title": _("Title"), "on_date": _("Date"), "start_at": _("Starts"), "end_at": _("Ends"), "place": _("Place"),
        "link": _("Online"), "status": _("Status"),
    }  # fmt: skip
    return _("{field}: {before} -> {after}").format(field=words[field], before=_shown(before), after=_shown(after))


def _shown(value: Any) -> str:
    if value is None or value == "":
        return _("none")
    if isinstance(value, MeetingStatus):
        return _("cancelled") if value is MeetingStatus.CANCELLED else _("planned")
    if isinstance(value, time):
        return show_time(value)
    return show_date(value) if isinstance(value, date) else shorten(str(value), _LONGEST)
