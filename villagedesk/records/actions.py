"""Actions as lists, cards, forms and exports see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from villagedesk.core.audience import Audience
from villagedesk.core.words import ActionStatus, Priority, Side
from villagedesk.records.interactions import AttachmentRow
from villagedesk.records.people import Choice


class ActionFilter(StrEnum):
    """Which actions a list shows."""

    OPEN = "open"
    LATE = "late"
    MINE = "mine"
    OURS = "ours"
    THEIRS = "theirs"
    DONE = "done"
    ALL = "all"


class Lane(StrEnum):
    """A column of the board."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"  # lately
    DROPPED = "dropped"


LATELY_DAYS = 60


class Narrow(StrEnum):
    """What else a list of actions can be narrowed to, with the key of which one."""

    OWNER = "owner"
    BODY = "body"  # a body with all that are part of it
    MEETING = "meeting"
    GOAL = "goal"
    DONE_SINCE = "done_since"  # the key is a date


class Colour(StrEnum):
    """Red, amber and green, from dates and status: never typed."""

    LATE = "late"
    SOON = "soon"
    ON_TIME = "on_time"
    DONE = "done"
    DROPPED = "dropped"


SOON_DAYS = 7


def colour(status: ActionStatus, due: date | None, today: date) -> Colour:
    """Late after its date; soon from 7 days before it; else on time. What is done or dropped is neither."""
    if status is ActionStatus.DONE:
        return Colour.DONE
    if status is ActionStatus.DROPPED:
        return Colour.DROPPED
    if due is None or (due - today).days > SOON_DAYS:
        return Colour.ON_TIME
    return Colour.LATE if due < today else Colour.SOON


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One line of the action log; `owner` is the lead, a person or a body, `source` the meeting it came from.

    `others` have it too; `due_meeting` is the meeting by which it is due; `carried` counts the meetings that it was
    carried forward at.
    """

    id: str
    kind: str
    number: str
    text: str
    side: Side
    status: ActionStatus
    owner: str
    owner_id: str | None
    organization_id: str | None
    due_on: date | None
    done_on: date | None
    raised_on: date
    meeting_id: str | None
    source: str
    times_moved: int
    is_promise: bool
    priority: Priority
    audience: Audience
    binned: bool = False
    others: tuple[str, ...] = ()
    due_meeting: str = ""
    due_meeting_id: str | None = None
    carried: int = 0


@dataclass(frozen=True, slots=True)
class Shared:
    """Somebody who has an action beside its lead: a person or a body."""

    name: str
    person_id: str | None = None
    organization_id: str | None = None


@dataclass(frozen=True, slots=True)
class NoteStep:
    """A word on how an action is going."""

    id: str
    on_date: date
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class CarriedStep:
    """A meeting that an action was carried forward at."""

    meeting_id: str
    meeting: str
    on_date: date


@dataclass(frozen=True, slots=True)
class SourceStep:
    """A conversation that an action came from, or that was about it."""

    interaction_id: str
    title: str
    on_date: date


@dataclass(frozen=True, slots=True)
class DueStep:
    """One date that an action was due by, and why it became that."""

    due: date | None
    set_on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class StateStep:
    """A state that an action came into."""

    state: ActionStatus
    set_on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class HandoverStep:
    """Something went from one to another, by the names they had then."""

    on_date: date
    from_name: str
    to_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ActionCard:
    """An action whole, with the trail of its dates, states and owners, oldest first."""

    row: ActionRow
    item: str
    meeting: str
    meeting_on: date | None
    decision: str
    binned: bool
    dues: tuple[DueStep, ...]
    states: tuple[StateStep, ...]
    handovers: tuple[HandoverStep, ...] = ()
    item_number: str = ""
    others: tuple[Shared, ...] = ()
    notes: tuple[NoteStep, ...] = ()
    carried: tuple[CarriedStep, ...] = ()
    talks: tuple[SourceStep, ...] = ()
    attachments: tuple[AttachmentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """What is typed about an action. Its side follows from the owner's organisation when it is None.

    With `due_meeting_id` it is due on that meeting's day. `others` None leaves who else has it as it is.
    """

    text: str = ""
    owner_id: str | None = None
    organization_id: str | None = None
    due_on: date | None = None
    priority: Priority = Priority.NORMAL
    side: Side | None = None
    is_promise: bool = False
    audience: Audience = Audience.COMMITTEE
    others: tuple[Shared, ...] | None = None
    due_meeting_id: str | None = None


@dataclass(frozen=True, slots=True)
class ActionChoices:
    """What a list of actions can be narrowed to; `ahead` are our meetings to come, by which one can be due."""

    people: tuple[Choice, ...] = ()
    bodies: tuple[Choice, ...] = ()
    meetings: tuple[Choice, ...] = ()
    goals: tuple[Choice, ...] = ()
    ahead: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class ChaseDraft:
    """A reminder to one owner of the actions `keys`; `email` is where it goes, "" where none is known."""

    owner_id: str = ""
    keys: tuple[str, ...] = ()
    email: str = ""
    addressee: str = ""
    salutation: str = ""
    subject: str = ""
    text: str = ""
    closing: str = ""
    signature: str = ""
