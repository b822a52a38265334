"""What a chart shows, in numbers and words; how it is drawn is for packs/charts.py, on paper as on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a chart, each as "#rrggbb"; `ours` and `theirs` are told apart by their shapes too."""

    text: str = "#22282B"
    soft: str = "#5C666B"
    line: str = "#E4DFD5"
    ours: str = "#2C6A50"
    theirs: str = "#27587F"
    back: str = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day; `said` is how it is written beside the point."""

    on: date
    value: float
    said: str


@dataclass(frozen=True, slots=True)
class Over:
    """Values over time, in the order of their days, and where they are to be by a day.

    `start` is where they began, `goal` where they are to be; both are drawn across, with their words.
    """

    points: tuple[Point, ...]
    start: float | None = None
    start_said: str = ""
    goal: float | None = None
    goal_said: str = ""
    goal_on: date | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A share from 0 to 1, and how it is written: "62% (31)"."""

    label: str
    share: float
    said: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares of one whole, one under the other."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """What each of two sides scored; None where a side has not."""

    label: str
    ours: float | None
    theirs: float | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two sides' scores from `lowest` to `highest`, and how the sides are called."""

    pairs: tuple[Pair, ...]
    ours: str
    theirs: str
    lowest: float = 1
    highest: float = 5


Chart = Over | Bars | Pairs
