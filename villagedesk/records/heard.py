"""Who is heard, in numbers: no name of anybody is in any of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from villagedesk.core.words import Involvement


class Among(StrEnum):
    """Which of the group's meetings are counted."""

    ALL = "all"
    OPEN = "open"
    LIAISON = "liaison"
    COMMITTEE = "committee"


@dataclass(frozen=True, slots=True)
class Heard:
    """Twelve months of meetings, from `start` to `end`.

    `people` are different people, `new` those who had never come before (None when nothing is known of before), `times`
    how often anybody came, and `top` how many of those times were the three who came most.
    """

    start: date
    end: date
    meetings: int
    people: int
    new: int | None
    times: int
    top: int

    @property
    def share(self) -> float | None:
        """The share of the three who came most, from 0 to 1; None of so few people that it says nothing."""
        return self.top / self.times if self.people > FEW and self.times else None


FEW = 4
"""Of no more people than these the share of three says nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """A street, or a group of people: how many we know there, and of them how many came; None for one to four."""

    name: str
    known: int
    came: int | None


@dataclass(frozen=True, slots=True)
class Places:
    """Streets or groups that are large enough to be told of, those not heard first, and how many are not."""

    told: tuple[Place, ...] = ()
    small: int = 0

    @property
    def unheard(self) -> tuple[Place, ...]:
        """Those of which nobody came."""
        return tuple(place for place in self.told if place.came == 0)


@dataclass(frozen=True, slots=True)
class Stages:
    """The decisions of twelve months by the stage at which residents were involved; `unsaid` where nobody noted it."""

    start: date
    end: date
    counts: Mapping[Involvement, int]
    unsaid: int

    @property
    def noted(self) -> int:
        """Those of which it is known."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class DecisionStage:
    """A decision and the stage at which residents were involved, None while nobody noted it."""

    id: str
    number: str
    text: str
    decided_on: date
    meeting_id: str | None
    item_id: str | None
    stage: Involvement | None


@dataclass(frozen=True, slots=True)
class HeardCard:
    """Everything about who is heard: the last twelve months first, then those before."""

    years: tuple[Heard, ...]
    streets: Places
    groups: Places
    stages: tuple[Stages, ...]
    decisions: tuple[DecisionStage, ...]

    @property
    def now(self) -> Heard:
        """The last twelve months."""
        return self.years[0]
