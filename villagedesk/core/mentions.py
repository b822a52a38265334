"""Finds people in free text by their names and details, however these are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from unicodedata import normalize

from villagedesk.core.text import fold

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_DIGITS = re.compile(r"\+?\d[\d\s()./\-\u00a0\u2010-\u2013]{5,}\d")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[^\W\d_a-z]|[\"“‘(\d])|\s*\n+\s*")
_EMAIL = re.compile(r"[^\s<>()\[\]{},;:\"“”‘’'@|]+@[^\s<>()\[\]{},;:\"“”‘’'@|]*[^\W_]")
_NUMBER = re.compile(r"(?<!\w)\+?\(?\d(?:[ \t\u00a0().\-\u2010-\u2013]{0,3}\d){6,}(?!\w)")
_DAY = re.compile(r"(?<!\d)(?:\d{4}[./\-]\d\d?[./\-]\d\d?|\d\d?[./\-]\d\d?[./\-]\d{4})(?!\d)")
_MARKS = re.compile(r"[\u0300-\u036f]+")
_TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "mx", "dr", "cllr", "councillor", "cyng", "cynghorydd", "sir", "dame", "lord", "lady",
    "baroness", "rev", "revd", "prof", "professor", "ald", "alderman",
))  # fmt: skip
_LEAST_NAME, _LEAST_NUMBER, _LEAST_DETAIL = 3, 7, 5  # letters of a name that stands alone; digits; letters
_LEAST_STRANGE = 9  # digits of a number of nobody who is known: fewer are a sum, a year, the number of a company


class Sort(IntEnum):
    """How surely a mention is of the person, the surest first."""

    NAME = 1
    DETAIL = 2
    PART = 3
    FORENAME = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names `who`, with a title before it; a DETAIL is an address or a number."""

    start: int
    end: int
    sort: Sort
    who: str


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    end: int


class Sought:
    """The names and details to be found, each under the key of whom it belongs to."""

    def __init__(self) -> None:
        self._runs: dict[str, list[tuple[tuple[str, ...], Sort, str]]] = {}
        self._numbers: dict[str, str] = {}
        self._anchors: set[str] = set()

    def add_name(self, who: str, name: str, *, forename: bool = True) -> None:
        """A whole name; it is found also turned round, without middle names, with initials, and by one part alone."""
        words = [folded for word in name.split() if (folded := _folded(word))]
        if not words:
            return
        whole = tuple(part for word in words for part in word)
        self._add(whole, Sort.NAME, who)
        if len(words) < 2:
            return
        first, last = words[0], words[-1]
        self._add((*last, *(part for word in words[:-1] for part in word)), Sort.NAME, who)
        self._add((*first, *last), Sort.NAME, who)
        self._add((first[0][0], *last), Sort.PART, who)
        if len("".join(last)) >= _LEAST_NAME:
            self._add(last, Sort.PART, who)
        if forename and len("".join(first)) >= _LEAST_NAME:
            self._add(first, Sort.FORENAME, who)

    def add_detail(self, who: str, value: str) -> None:
        """An e-mail address, or anything else that is written in one way and long enough to be nobody else's."""
        run = _folded(value)
        if len("".join(run)) >= _LEAST_DETAIL:
            self._add(run, Sort.DETAIL, who)

    def add_number(self, who: str, number: str) -> None:
        """A telephone number; found however its digits are parted, with or without the country."""
        digits = re.sub(r"\D", "", re.sub(r"\(0\)|(?:ext|x)\D*\d+\s*$", "", number, flags=re.IGNORECASE))
        digits = re.sub(r"^(?:0044|44|0)", "", digits)
        if len(digits) >= _LEAST_NUMBER:
            self._numbers[digits] = who

    def add_address(self, who: str, address: str) -> None:
        """A postal address: all of it, and the line with the house."""
        parts = [part for line in re.split(r"[,\n]", address) if (part := _folded(line))]
        self._add(tuple(word for part in parts for word in part), Sort.DETAIL, who)
        for place, part in enumerate(parts[:-1]):
            if any(char.isdigit() for word in part for char in word):
                house = part if len(part) > 1 else part + parts[place + 1]
                self._add(house, Sort.DETAIL, who)
                return

    def may_be_in(self, text: str) -> bool:
        """A quick look: False when there is certainly nothing to be found."""
        low = text.lower() if text.isascii() else _MARKS.sub("", normalize("NFKD", normalize("NFKD", text).casefold()))
        if any(anchor in low for anchor in self._anchors):
            return True
        if self._numbers:
            digits = re.sub(r"\D", "", text)
            return any(number in digits for number in self._numbers)
        return False

    def find(self, text: str) -> list[Mention]:
        """The mentions in a text, in order; of two that overlap the longer."""
        found = [*self._found_numbers(text), *self._found_runs(text)]
        found.sort(key=lambda mention: (mention.start - mention.end, mention.sort))
        kept: list[Mention] = []
        for mention in found:
            if all(mention.end <= other.start or mention.start >= other.end for other in kept):
                kept.append(mention)
        return sorted(kept, key=lambda mention: mention.start)

    def _add(self, run: tuple[str, ...], sort: Sort, who: str) -> None:
        if not run:
            return
        here = self._runs.setdefault(run[0], [])
        if (run, who) not in {(other, whose) for other, _sort, whose in here}:
            here.append((run, sort, who))
            self._anchors.add(max(run, key=len))

    def _found_runs(self, text: str) -> Iterator[Mention]:
        words = [_Word(fold(found.group()), found.start(), found.end()) for found in _WORD.finditer(text)]
        for place, word in enumerate(words):
            for run, sort, who in self._runs.get(word.folded, ()):
                last = place + len(run) - 1
                if last >= len(words) or tuple(w.folded for w in words[place : last + 1]) != run:
                    continue
                if sort >= Sort.PART and not _stands_alone(text, words, place, sort):
                    continue
                if sort is Sort.NAME and len(run) == 1 and text[word.start].islower() and len(words) > 1:
                    continue  # a name of one word, which is a word like others
                start = word.start if sort is Sort.DETAIL else _with_title(text, words, place)
                yield Mention(start, words[last].end, sort, who)

    def _found_numbers(self, text: str) -> Iterator[Mention]:
        for found in _DIGITS.finditer(text) if self._numbers else ():
            at = [found.start() + n for n, char in enumerate(found.group()) if char.isdigit()]
            digits = "".join(text[n] for n in at)
            for number, who in self._numbers.items():
                place = digits.find(number)
                if place >= 0:
                    before = digits[:place]
                    country = next((c for c in ("00440", "0044", "440", "44", "0") if before.endswith(c)), "")
                    start = at[place - len(country)]
                    start -= start > 0 and text[start - 1] == "+"
                    yield Mention(start, at[place + len(number) - 1] + 1, Sort.DETAIL, who)


def details(text: str) -> list[Mention]:
    """Every e-mail address and telephone number in a text, whoever's they are; `who` is ""."""
    found = [Mention(one.start(), one.end(), Sort.DETAIL, "") for one in _EMAIL.finditer(text)]
    without = blanked(text, found)
    for one in _DAY.finditer(without):
        without = _blank(without, one.start(), one.end())
    for one in _NUMBER.finditer(without):
        digits = sum(char.isdigit() for char in one.group())
        if digits >= (_LEAST_NUMBER if one.group().startswith("+") else _LEAST_STRANGE):
            found.append(Mention(one.start(), one.end(), Sort.DETAIL, ""))
    return sorted(found, key=lambda mention: mention.start)


def blanked(text: str, mentions: list[Mention]) -> str:
    """The text with nothing to be found where these mentions are, everything else in its place."""
    for mention in mentions:
        text = _blank(text, mention.start, mention.end)
    return text


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a text begins and ends; a line of its own is one."""
    starts, ends = [0], []
    for gap in _SENTENCE_END.finditer(text):
        ends.append(gap.start())
        starts.append(gap.end())
    return [(start, end) for start, end in zip(starts, [*ends, len(text)], strict=True) if text[start:end].strip()]


def replaced(text: str, mentions: list[Mention], name: str, detail: str) -> str:
    """The text with `name` in place of each name and `detail` of each detail; a capital where a sentence begins."""
    starts = {start for start, _end in sentences(text)}
    parts, at = [], 0
    for mention in mentions:
        words = detail if mention.sort is Sort.DETAIL else name
        if mention.start in starts and words:
            words = words[0].upper() + words[1:]
        parts += [text[at : mention.start], words]
        at = mention.end
    return "".join([*parts, text[at:]])


def without_sentences(text: str, mentions: list[Mention]) -> str:
    """The text without the sentences that have a mention in them."""
    kept = [
        text[start:end].strip()
        for start, end in sentences(text)
        if not any(mention.start < end and mention.end > start for mention in mentions)
    ]
    return ("\n" if "\n" in text else " ").join(kept)


def only_sentences(text: str, mentions: list[Mention]) -> str:
    """The sentences that have a mention in them, with "..." where others were left out between."""
    parts: list[str] = []
    for start, end in sentences(text):
        if any(mention.start < end and mention.end > start for mention in mentions):
            parts.append(text[start:end].strip())
        elif not parts or parts[-1] != "...":
            parts.append("...")
    return " ".join(parts)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "\n" * (end - start) + text[end:]


def _folded(words: str) -> tuple[str, ...]:
    return tuple(fold(found.group()) for found in _WORD.finditer(words))


def _with_title(text: str, words: list[_Word], place: int) -> int:
    """Where the mention begins, its titles included."""
    start = words[place].start
    while place and words[place - 1].folded in _TITLES and not text[words[place - 1].end : start].strip(". "):
        place -= 1
        start = words[place].start
    return start


def _stands_alone(text: str, words: list[_Word], place: int, sort: Sort) -> bool:
    """Whether a part of a name is written as a name, and not as a part of somebody else's."""
    word = words[place]
    if text[word.start].islower():
        return False
    if place == 0 or text[words[place - 1].end : word.start].strip(" "):
        return True
    before = words[place - 1]
    if before.folded in _TITLES or text[before.start].islower() or sort is Sort.FORENAME:
        return True
    return before.start in {start for start, _end in sentences(text)}
