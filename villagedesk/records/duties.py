"""Duties that come back, as lists, cards, forms and exports see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from villagedesk.core.audience import Audience


class DutyFilter(StrEnum):
    """Which duties a list shows."""

    ACTIVE = "active"
    PAUSED = "paused"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One line of the list of duties: `every` so many months, due `next_on`; `action_id` is the last time's action."""

    id: str
    kind: str
    title: str
    rule: str
    every: int
    first_on: date
    next_on: date | None
    days_before: int
    raised_to: date | None
    owner_id: str | None
    organization_id: str | None
    owner: str
    source: str
    offered: str
    paused_on: date | None
    audience: Audience
    binned: bool = False


@dataclass(frozen=True, slots=True)
class DutyTime:
    """A time that was raised: its action, when it is or was due, and how it stands."""

    action_id: str
    number: str
    due_on: date | None
    stands: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class DutyCard:
    """A duty whole, with the actions that it raised, the latest first."""

    row: DutyRow
    times: tuple[DutyTime, ...]


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """What is typed about a duty."""

    title: str = ""
    every: int = 12
    first_on: date | None = None
    days_before: float | None = 28
    owner_id: str | None = None
    organization_id: str | None = None
    source: str = ""
    audience: Audience = Audience.COMMITTEE


@dataclass(frozen=True, slots=True)
class DutyOffer:
    """A duty that the law asks of groups of this form, with its source; see core/duties."""

    key: str
    title: str
    first_on: date
    every: int
    days_before: int
    source: str
    needs_date: bool
