"""Turnover: what somebody leaves behind, who takes it on, and bodies that are followed by others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from villagedesk.records.people import Choice, Follows


class PromiseKind(StrEnum):
    """What can be handed on. The values are those of `Handover.of_kind`."""

    ACTION = "action"
    QUESTION = "question"
    FOLLOW_UP = "interaction"
    RESPONSE = "response"
    SERIES = "series"
    MEETING = "meeting"
    RHYTHM = "rhythm"
    PART = "organization"
    MEMBERSHIP = "membership"


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that stays open when its holder goes: `number` is its human number, `on` when it is due or was asked.

    `holder` is whose it is, where that is not plain from what is shown.
    """

    kind: PromiseKind
    id: str
    text: str
    number: str = ""
    on: date | None = None
    holder: str = ""

    @property
    def key(self) -> str:
        """ "action:0190...": unique among all kinds."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a person left behind and who might take it on; `proposed` is the key of one of `successors`, or ""."""

    person_id: str
    name: str
    promises: tuple[Promise, ...]
    successors: tuple[Choice, ...] = ()
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class HandOn:
    """Who takes on what: `to` names a person or body for each promise by its key; those left out stay as they are."""

    on: date | None
    reason: str = ""
    to: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ending:
    """Which memberships of the departed end, and their last day."""

    on: date | None
    membership_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SuccessionDraft:
    """A body, with others maybe, is followed by one or several from a day on.

    `names` are successors that are not here yet. `directed` says for single promises, by key, which successor takes
    them: a key, or a name of `names`; "" leaves one where it is (a membership just ends).
    """

    body_ids: tuple[str, ...]
    on: date | None = None
    successor_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    directed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one thing of a body: `to` is one of the successors, or "" when it stays as it is."""

    promise: Promise
    body_id: str
    to: str


@dataclass(frozen=True, slots=True)
class SuccessionPreview:
    """What carrying a succession out would move; nothing has been written yet.

    `is_ahead`: its day has not come, so that nothing but the plan itself is written.
    """

    bodies: tuple[Choice, ...]
    successors: tuple[Choice, ...]
    moves: tuple[Move, ...]
    on: date
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class Poll:
    """A body's polling day: still ahead, or over with no list of who was elected taken in since."""

    organization_id: str
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who holds nothing any more and had promised something that is still open."""

    person_id: str
    name: str
    promises: int


@dataclass(frozen=True, slots=True)
class TurnoverDue:
    """What turnover asks for today: polls near or just over, bodies whose last day has come, promises of the departed.

    `succeeded` are bodies with a plan whose day has come and that was not yet carried out.
    """

    polls: tuple[Poll, ...] = ()
    succeeded: tuple[Follows, ...] = ()
    left: tuple[Left, ...] = ()
