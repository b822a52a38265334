"""The log of what was said, as lists, forms, exports and the first page see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from villagedesk.core.audience import Audience
from villagedesk.core.words import Direction, InteractionKind, Part, TouchUnit
from villagedesk.records.people import Choice


@dataclass(frozen=True, slots=True)
class ParticipantDraft:
    """Somebody who took part: a person or a body that is known, or only a name and an address."""

    name: str = ""
    address: str = ""
    part: Part = Part.PRESENT
    person_id: str | None = None
    organization_id: str | None = None


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Somebody who took part; `name` is what the entry calls them, whatever they are called now."""

    id: str
    name: str
    address: str
    part: Part
    person_id: str | None
    organization_id: str | None

    @property
    def is_known(self) -> bool:
        """Whether there is a card of theirs."""
        return bool(self.person_id or self.organization_id)


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A document kept with an entry; `size` in bytes."""

    id: str
    document_id: str
    name: str
    media_type: str
    size: int
    audience: Audience


@dataclass(frozen=True, slots=True)
class InteractionDraft:
    """What is typed about one entry. `answers_id` is the entry that it answers."""

    kind: InteractionKind = InteractionKind.CALL
    direction: Direction = Direction.BOTH
    on_date: date | None = None
    at_time: time | None = None
    participants: tuple[ParticipantDraft, ...] = ()
    subject: str = ""
    text: str = ""
    reply_by: date | None = None
    answers_id: str | None = None
    follow_up_on: date | None = None
    follow_up: str = ""
    meeting_id: str | None = None
    action_id: str | None = None
    question_id: str | None = None
    response_id: str | None = None
    audience: Audience = Audience.COMMITTEE


@dataclass(frozen=True, slots=True)
class InteractionRow:
    """One entry, whole. `kind` is "interaction", `interaction_kind` what sort of contact it was.

    `meeting`, `action`, `question` and `response` say what it is linked to. `settled_on` is the day on which the answer
    that was wanted came, was given or was given up; None while it is open or none was wanted.
    """

    id: str
    kind: str
    interaction_kind: InteractionKind
    direction: Direction
    on_date: date
    at_time: time | None
    subject: str
    text: str
    reply_by: date | None
    answers_id: str | None
    settled_on: date | None
    follow_up_on: date | None
    follow_up: str
    followed_up_on: date | None
    meeting_id: str | None
    meeting: str
    action_id: str | None
    action: str
    question_id: str | None
    question: str
    response_id: str | None
    response: str
    audience: Audience
    binned: bool
    participants: tuple[ParticipantRow, ...]
    attachments: tuple[AttachmentRow, ...]

    def draft(self) -> InteractionDraft:
        """What its form begins with."""
        same = {name: getattr(self, name) for name in InteractionDraft.__slots__}
        taking = tuple(
            ParticipantDraft(who.name, who.address, who.part, who.person_id, who.organization_id)
            for who in self.participants
        )
        return InteractionDraft(**(same | {"kind": self.interaction_kind, "participants": taking}))


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some entries of a log, the newest first, and how many there are in all."""

    rows: tuple[InteractionRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class LogChoices:
    """Who can take part in an entry, and what it can be linked to and answer."""

    people: tuple[Choice, ...]
    bodies: tuple[Choice, ...]
    meetings: tuple[Choice, ...]
    actions: tuple[Choice, ...]
    questions: tuple[Choice, ...]
    responses: tuple[Choice, ...]
    answerable: tuple[Choice, ...]
    silent: frozenset[str] = frozenset()  # the people who asked not to be contacted


class GetBackKind(StrEnum):
    """Why somebody is to be got back to."""

    FOLLOW_UP = "follow_up"
    OWED = "owed"
    AWAITED = "awaited"
    RHYTHM = "rhythm"


@dataclass(frozen=True, slots=True)
class GetBack:
    """Somebody to get back to. `id` is the entry's or the rhythm's, `owner_id` whose card it leads to, if anybody's.

    `on` is the day on which it is or was due; `last_on` when the group was last in touch (of a rhythm).
    """

    id: str
    kind: GetBackKind
    owner_id: str | None
    name: str
    words: str
    on: date
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class RhythmCard:
    """How often the group wants to be in touch with somebody. `last_on` is the last entry or shared meeting."""

    id: str
    owner_id: str
    name: str
    every: int
    unit: TouchUnit
    last_on: date | None
    due_on: date
