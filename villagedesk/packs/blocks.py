"""The small vocabulary that sections write in; values in it are plain text, never markup.

PDF is drawn from it by build.py; whatever else a pack is made into reads the same blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from villagedesk.records.charts import Chart
from villagedesk.records.forms import ReplyForm

Tone = Literal["plain", "green", "amber", "red", "blue"]
Style = Literal["text", "strong", "soft", "small"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style. `link` is a web or mail address; any other is left out."""

    text: str
    style: Style = "text"
    link: str = ""


Spans = tuple[Span, ...]


def text(value: str, style: Style = "text") -> Spans:
    """One run."""
    return (Span(value, style),)


@dataclass(frozen=True, slots=True)
class Badge:
    """A word on a tint. The word says all; the tone only says it sooner."""

    word: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Title:
    """The top of the cover: whose pack, what for."""

    over: str
    text: str
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 starts a section, a page and an entry of the contents. Anchors are unique in a pack.

    A level 2 comes under a level 1. `mark` stands at the head of each page of the section.
    """

    level: Literal[1, 2]
    text: str
    anchor: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list with a dot before each item, or its number."""

    items: tuple[Spans, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says."""

    label: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels in one column, what they say in the other."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A thing that stands out of running text: its label ("Decision 2026/07/3"), its words, a softer second line."""

    label: str
    spans: Spans
    second: Spans = ()
    tone: Tone = "green"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, its width in ems of the text size (0: a share of what is left), and where its text stands."""

    title: str
    width: float = 0
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is in a cell, from the top: words, badges, softer lines."""

    spans: Spans = ()
    badges: tuple[Badge, ...] = ()
    second: tuple[Spans, ...] = ()


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that belong together, under a line that says why when `title` is not empty."""

    rows: tuple[Row, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column headings, which come again on each page; a short one that `is_whole` stays on one page."""

    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the pack's sections with their pages goes here."""

    title: str


@dataclass(frozen=True, slots=True)
class Blanks:
    """Lines to write on, side by side, each over its label; `over` says what is signed and stays with them."""

    labels: tuple[str, ...]
    over: Spans = ()


@dataclass(frozen=True, slots=True)
class Asks:
    """The questions of a form go here, to be filled in; `on_paper` draws boxes to tick and lines to write on."""

    form: ReplyForm
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as wide as the text; `said` tells in words what it shows, for what has no pictures."""

    chart: Chart
    said: str


Block = Title | Heading | Para | Bullets | Facts | Callout | Table | Contents | Blanks | Asks | Picture
