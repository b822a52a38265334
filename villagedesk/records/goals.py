"""Shared goals, how far they are and what serves them, as lists, cards, forms and exports see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from villagedesk.core.audience import Audience


class GoalFilter(StrEnum):
    """Which goals a list shows."""

    OPEN = "open"
    REACHED = "reached"
    ENDED = "ended"
    ALL = "all"


class LinkKind(StrEnum):
    """What can serve a goal."""

    MEETING = "meeting"
    SERIES = "series"
    ACTION = "action"
    DEAL = "deal"
    DECISION = "decision"
    QUESTION = "question"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One line of the list of goals; `latest` is the last measure, `shared_with` the names of who shares it."""

    id: str
    kind: str
    title: str
    title_cy: str
    why: str
    unit: str
    baseline: float | None
    baseline_on: date | None
    target: float | None
    target_on: date | None
    set_on: date
    reached_on: date | None
    ended_on: date | None
    end_reason: str
    decision_id: str | None
    decision: str
    latest: float | None
    latest_on: date | None
    shared_with: tuple[str, ...]
    audience: Audience
    binned: bool = False

    @property
    def way(self) -> float | None:
        """How much of the way from the baseline to the target is gone: 0 to 1, or beyond; None without all three."""
        if self.latest is None or self.baseline is None or self.target is None or self.target == self.baseline:
            return None
        return (self.latest - self.baseline) / (self.target - self.baseline)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """How far a goal was on a day, and the evidence that says so."""

    id: str
    on_date: date
    value: float
    note: str
    evidence_id: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class SharerRow:
    """Who shares a goal."""

    id: str
    person_id: str | None
    organization_id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class ServesRow:
    """Something that serves a goal: what it is called, how it stands, and what shows it (a decision's meeting)."""

    id: str
    serves: LinkKind
    of_id: str
    opens_id: str | None
    thing: str
    stands: str


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal whole: its measures in the order of their days, who shares it, what serves it."""

    row: GoalRow
    measures: tuple[MeasureRow, ...]
    sharers: tuple[SharerRow, ...]
    serving: tuple[ServesRow, ...]


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """What is typed about a goal."""

    title: str = ""
    title_cy: str = ""
    why: str = ""
    unit: str = ""
    baseline: float | None = None
    baseline_on: date | None = None
    target: float | None = None
    target_on: date | None = None
    set_on: date | None = None
    decision_id: str | None = None
    audience: Audience = Audience.COUNCIL


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """What is typed about how far a goal is."""

    value: float | None = None
    on: date | None = None
    note: str = ""
    evidence_id: str | None = None


@dataclass(frozen=True, slots=True)
class EndDraft:
    """When a goal was reached or given up, and why."""

    reason: str = ""
    on: date | None = None
