"""The partnership on one page, as the screen and the paper tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from villagedesk.records.charts import Chart
from villagedesk.records.goals import GoalRow
from villagedesk.records.health import CheckCard
from villagedesk.records.heard import HeardCard
from villagedesk.records.promises import Record
from villagedesk.records.questions import Unanswered


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The meetings of a series with another body in twelve months: `longest` days between two, as far as known."""

    series_id: str
    name: str
    body: str
    held: int
    cancelled: int
    longest: int | None
    last_on: date | None
    next_on: date | None
    next_id: str | None


@dataclass(frozen=True, slots=True)
class Overview:
    """How the partnership stands on a day: `start` is that of the twelve months that are counted."""

    group: str
    audience: str
    language: str
    as_at: date
    start: date
    goals: tuple[GoalRow, ...]
    promised: Record
    unanswered: tuple[Unanswered, ...]
    rhythms: tuple[Rhythm, ...]
    heard: HeardCard
    check: CheckCard | None


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """A thing by name, and how it stands."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class OverviewPart:
    """A part of the printed page: in a sentence, in charts (title, chart, the same in words), line by line.

    `nothing` is said where there is none of these, `note` stands small at its end.
    """

    key: str
    title: str
    sum_up: str = ""
    charts: tuple[tuple[str, Chart, str], ...] = ()
    lines: tuple[OverviewLine, ...] = ()
    nothing: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.sum_up or self.charts or self.lines)


@dataclass(frozen=True, slots=True)
class OverviewPaper:
    """The page as it is printed; `audience` is whom it is for, in the group's own words."""

    title: str
    group: str
    audience: str
    language: str
    as_at: date
    parts: tuple[OverviewPart, ...]
