"""Meetings as calendars and councils publish them: what a reader found in a file, and what goes into one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from villagedesk.core.words import ActionStatus, BlockKind, Presence, Priority
from villagedesk.records.imports import RefusedRow


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event of a calendar, or one occurrence of an event that comes again.

    `starts` and `ends` are in UTC, or without a zone where the file names none; a day without hours is a date.
    `occurrence` is "" or which one of a series, as its first planned start ("20260305T190000Z").
    """

    row: int  # which event of the file, from 1
    uid: str
    occurrence: str
    sequence: int
    title: str
    starts: datetime | date
    ends: datetime | None
    place: str
    link: str
    is_cancelled: bool
    notes: tuple[str, ...] = ()  # sentences on what was not taken as it stands
    attendees: tuple[Invited, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The events of a calendar, in the order of the file. `name` is what the calendar calls itself, or ""."""

    name: str
    events: tuple[CalendarEvent, ...]
    refused: tuple[RefusedRow, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody a calendar event invites; going out, with the address that may be used. `name` may be ""."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class EventOut:
    """A meeting as a calendar is to show it; without `starts` it is the whole day."""

    uid: str
    sequence: int
    title: str
    on_date: date
    starts: time | None
    ends: time | None  # on the next day where it is not after `starts`
    zone: str
    place: str = ""
    link: str = ""
    is_cancelled: bool = False
    note: str = ""
    invited: tuple[Invited, ...] = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph or an entry of a list; `bold` are its bold parts, as "3-8 20-25" (from, to)."""

    kind: BlockKind
    text: str
    bold: str = ""


@dataclass(frozen=True, slots=True)
class PublishedPaper:
    """A paper of an item that a council published at an address."""

    key: str  # the council's own number of it, "" where there is none
    title: str
    url: str
    is_restricted: bool
    published_on: date | None


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """An agenda item as a council published it."""

    key: str  # the council's own key of it, else its place
    number: str
    title: str
    about: tuple[TextBlock, ...]
    minutes: tuple[TextBlock, ...]
    is_decision: bool
    is_restricted: bool
    papers: tuple[PublishedPaper, ...]


@dataclass(frozen=True, slots=True)
class PublishedAttendee:
    """Somebody in a council's list of who attended."""

    name: str
    title: str
    role: str
    presence: Presence
    party: str
    ward: str


@dataclass(frozen=True, slots=True)
class CouncilMeeting:
    """A meeting as a council published it. `body` is the committee's name where the file gives one."""

    key: str  # the council's number of the meeting
    body: str
    title: str
    on_date: date
    starts: time | None
    place: str
    status: str
    is_cancelled: bool
    items: tuple[PublishedItem, ...]
    attendees: tuple[PublishedAttendee, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TodoOut:
    """An action as a task; `status` is None where the reader may not know it."""

    uid: str
    title: str
    status: ActionStatus | None
    priority: Priority | None
    due_on: date | None
    done_on: date | None
    note: str = ""
