"""Which item of an agenda a line names: by its number, its title, or the first words of that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line

_NUMBER = re.compile(r"[,;(]?\s*(?:(?:about|in|on|for)\s+)?\bitem\s+(\d{1,3})\b\)?", re.I)
_CLAUSE = re.compile(r"[^,;:]+")
_WORD = re.compile(r"[\w'’-]+")
_LEAST = 4  # letters of a single word that names an item


@dataclass(frozen=True, slots=True)
class Named:
    """The number of the item that is named, None where none is or it is not clear which, and the rest of the line."""

    number: int | None
    rest: str


def by_number(text: str) -> Named:
    """The item that a line names as "item 3"."""
    line = one_line(text)
    if number := _NUMBER.search(line):
        return Named(int(number[1]), one_line(line[: number.start()] + line[number.end() :]))
    return Named(None, line)


def by_title(text: str, items: Sequence[tuple[int, str]]) -> Named:
    """The item of these, as (number, title), that a line names; of several, that of which it says the most words.

    Two first words of a title are enough, one behind "about". What only says which item it is leaves the line.
    """
    line = one_line(text)
    said = _words(line)
    scores = {number: _likeness(_words(title), said) for number, title in items}
    best = max(scores.values(), default=0)
    meant = [number for number, score in scores.items() if score == best]
    if not best or len(meant) > 1:
        return Named(None, line)
    title = next(_words(title) for number, title in items if number == meant[0])
    return Named(meant[0], _without(line, title))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _about() -> set[str]:
    return set(_("about regarding concerning re").split())


def _likeness(title: list[str], said: list[str]) -> int:
    """How many of the first words of a title are said one behind the other; 0 where they are too few to name it."""
    best = 0
    for start in range(len(said)):
        count = 0
        while count < min(len(title), len(said) - start) and title[count] == said[start + count]:
            count += 1
        before = said[start - 1] if start else ""
        if start > 1 and before == _("the"):
            before = said[start - 2]
        is_long = len(title[0]) >= _LEAST if title else False
        if count > 1 or (count == 1 and is_long and (before in _about() or len(title) == 1)):
            best = max(best, count)
    return best


def _without(line: str, title: list[str]) -> str:
    """The line without the clause that says nothing but which item it is: "about Hall bookings,"."""
    small = _about() | set(_("in on for the").split())
    for clause in _CLAUSE.finditer(line):
        named = _words(clause[0])
        while named and named[0] in small:
            named = named[1:]
        if named and named == title[: len(named)]:
            rest = one_line(f"{line[: clause.start()].rstrip(' ,;')}{line[clause.end() :]}").lstrip(" ,;:")
            return rest or line
    return line
