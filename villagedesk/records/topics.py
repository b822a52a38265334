"""What is found in minutes, and a topic's story over the years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from villagedesk.core.i18n import _


@dataclass(frozen=True, slots=True)
class FindQuery:
    """What is looked for in all minutes: of a series, from `start` to `end`, of meetings that somebody was at.

    `earlier` takes in the versions, too, that a later one has taken the place of.
    """

    words: str = ""
    series_id: str | None = None
    person_id: str | None = None
    start: date | None = None
    end: date | None = None
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, found by the words or not."""

    text: str
    is_found: bool = False


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class MinuteHit:
    """Something in minutes with the words in it: `title` is the item's, or what has the words; `text` a part of it.

    `id` is good as long as nothing is changed; `kind` is the table.
    """

    id: str
    kind: str
    key: str
    on_date: date
    meeting_id: str
    meeting: str
    title: Pieces
    text: Pieces


class StoryKind(StrEnum):
    """What an entry of a story is."""

    DECISION = "decision"
    ELECTION = "election"
    ACTION = "action"
    QUESTION = "question"
    MINUTES = "minute_block"


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One thing that happened with a topic. `became` is what came of it, `is_open` when nothing did yet.

    `source` is the meeting and item that it comes from, "" for none; `is_gone` when that meeting is in the bin.
    """

    id: str
    kind: StoryKind
    on_date: date
    number: str
    text: str
    who: str
    became: str
    is_open: bool
    meeting_id: str | None
    source: str
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A topic's story, the oldest first: the latest entries, of `total` in all.

    `for_whom` is the audience that it is for, in the group's own words, "" on the group's own screens; `left_out` how
    many entries that one does not get.
    """

    words: str
    group: str
    as_at: date
    entries: tuple[StoryEntry, ...]
    total: int
    for_whom: str = ""
    left_out: int = 0


def kind_words() -> dict[StoryKind, str]:
    """What the entries of a story are called."""
    return {
        StoryKind.DECISION: _("Decision"),
        StoryKind.ELECTION: _("Election"),
        StoryKind.ACTION: _("Action"),
        StoryKind.QUESTION: _("Question"),
        StoryKind.MINUTES: _("Minutes"),
    }


def by_year(entries: Iterable[StoryEntry]) -> list[tuple[int, list[StoryEntry]]]:
    """A story's entries, year by year."""
    return [(year, list(told)) for year, told in groupby(entries, lambda entry: entry.on_date.year)]
