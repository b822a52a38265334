"""The plan of an annual general meeting, worked back from its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AgmDraft:
    """How many days before the meeting each step is due; None leaves it out.

    `accounts_days` is when they are examined by, `reports_days` when reports are in, `papers_days` when papers go.
    """

    open_days: int | None = 56
    close_days: int | None = 14
    accounts_days: int | None = 42
    reports_days: int | None = 28
    notice_days: int | None = 21
    papers_days: int | None = 7


@dataclass(frozen=True, slots=True)
class AgmStep:
    """One step: its action's words, when it is due, why then, and the action that there is for it already.

    `is_past` when its day has gone by; `is_planned` when an action for it is open on that very day.
    """

    name: str
    text: str
    due: date
    why: str
    action_id: str | None
    is_done: bool
    is_planned: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class AgmPlan:
    """The steps to a general meeting, in order of their days. `clause` is what the constitution has about notice."""

    meeting_id: str
    on_date: date
    steps: tuple[AgmStep, ...]
    clause: str
    voters: int
    posts: tuple[str, ...]
