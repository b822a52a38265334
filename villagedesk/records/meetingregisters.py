"""The registers that fill themselves from meetings, as lists and sheets see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from villagedesk.core.audience import Audience
from villagedesk.core.words import MeetingStatus, MinutesState, Outcome, Way


class MeetingRegister(StrEnum):
    """Which register it is."""

    DECISIONS = "decisions"
    ELECTIONS = "elections"
    DECLARATIONS = "declarations"
    ATTENDANCE = "attendance"
    RHYTHM = "rhythm"


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """What a register is asked for: of one series (of all, without), from `start` to `end` with both days.

    `only` is an Outcome of decisions, "contested" or "unopposed" of elections, "left" or "stayed" of declarations,
    "missed" of attendance, a MeetingStatus of the rhythm; "" is everything. `sort` is the name of a column, "date" the
    usual one. `person_id` is who moved a decision, stood in an election or put somebody forward, declared an interest,
    or was at a meeting. `audience` is who reads it: None on the group's own screens, which show everything.
    """

    kind: MeetingRegister
    series_id: str | None = None
    start: date | None = None
    end: date | None = None
    words: str = ""
    only: str = ""
    sort: str = "date"
    descending: bool = True
    person_id: str | None = None
    audience: Audience | None = None


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """A decision of the register; `is_twice` when another has the same number, `is_gone` when its meeting is binned.

    `corrected` says when it was corrected in approved minutes and what it said before, "" where it never was.
    `ratified_on` is the day from which one between meetings stands; `waits` as long as it does not.
    `casting_for` is which way the chair broke a tie, None where nobody had to.
    """

    id: str
    number: str
    decided_on: date
    text: str
    reason: str
    outcome: Outcome
    way: Way
    how: str
    votes: str
    proposer: str
    seconder: str
    meeting_id: str | None
    meeting: str
    item: str
    is_twice: bool
    is_gone: bool
    ratified_on: date | None = None
    waits: bool = False
    corrected: str = ""
    casting_for: bool | None = None


@dataclass(frozen=True, slots=True)
class ElectionEntry:
    """An election: the post, who was elected and how, and in `more` who else stood and who put them forward."""

    id: str
    held_on: date
    label: str
    seats: int
    text: str
    more: str
    is_contested: bool
    meeting_id: str | None
    meeting: str
    item: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class DeclarationEntry:
    """An interest that was declared, in what item, and whether whoever declared it stayed."""

    id: str
    on_date: date
    name: str
    interest: str
    stays: bool
    meeting_id: str
    meeting: str
    item: str


@dataclass(frozen=True, slots=True)
class AttendanceEntry:
    """How often somebody came to the meetings of one body: to `came` of the `of` held that were theirs to come to.

    A meeting that was nobody's duty counts for who was entered. `missed` are the last three that they were not at, the
    latest first; `missed_last` when these are the last three of all, and they still belong to the body. `id` is that of
    the person, or the name of somebody without a card, and of the body; `body` is "" where it is the group itself.
    """

    id: str
    person_id: str | None
    name: str
    role: str
    votes: bool
    came: int
    apologies: int
    absent: int
    of: int
    last_on: date | None
    last_id: str | None
    missed: tuple[date, ...]
    missed_last: bool
    body: str = ""


@dataclass(frozen=True, slots=True)
class RhythmEntry:
    """A meeting of the rhythm; `gap` is how many days after the one held before in its series, None for the first."""

    id: str
    on_date: date
    title: str
    series: str
    status: MeetingStatus
    minutes_state: MinutesState | None
    cancelled_by: str
    cancel_reason: str
    came: int
    gap: int | None


Entry = DecisionEntry | ElectionEntry | DeclarationEntry | AttendanceEntry | RhythmEntry


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a register: its heading, and its width on paper in ems (0: a share of what is left).

    One that goes `under` stands on paper as a softer line of the column before it, which leaves room for the words.
    """

    title: str
    width: float = 0
    under: bool = False


SheetValue = str | int | date | None


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """A register as it is printed or saved: `about` says of what time and series it is, `sum_up` what it comes to.

    `for_whom` is the audience that it is for, in the group's own words; `left_out` how many entries that one does not
    get.
    """

    title: str
    group: str
    as_at: date
    about: str
    sum_up: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetValue, ...], ...]
    for_whom: str
    left_out: int
