"""Understands one typed line such as "Treasurer to ask Highways about the crossing by fri": who, what, by when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from villagedesk.core.dates import day_names, month_names, parse_date, parse_time
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_WORD = re.compile(r"\S+")
_AT = re.compile(r"@\w[\w.'’-]*")
_LONGEST_OWNER = 5  # words
_LONGEST_NAMES = 10  # words of several owners
_LONGEST_DATE = 4  # words: "thursday 12 march 2026"
_NUMBERS = re.compile(r"\d{1,4}[/.\-]\d{1,2}(?:[/.\-]\d{1,4})?")
_OF_MONTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AS_GOOD_AS = 0.8  # how alike a word is to the name of a month or a day that it was meant to be


class PartKind(StrEnum):
    """What a part of the line was understood as."""

    OWNER = "owner"
    DUE = "due"
    MEETING = "meeting"  # by which it is due: "by the next liaison meeting"


@dataclass(frozen=True, slots=True)
class Part:
    """What was understood, and where it stands: cutting text[start:end] out leaves the rest."""

    kind: PartKind
    start: int
    end: int
    words: str  # the owner's without "to" or "@"; the date's without "by"; what the meeting is called, "" for any
    due: date | None = None


@dataclass(frozen=True, slots=True)
class QuickLine:
    """A line as it was typed, with what was understood of it: at most one owner, and one date or meeting."""

    text: str
    parts: tuple[Part, ...] = ()
    unread: str = ""  # words that look like a date and are none: "30 feb"

    def part(self, kind: PartKind) -> Part | None:
        """The part of this kind, if there is one."""
        return next((part for part in self.parts if part.kind is kind), None)

    @property
    def due(self) -> date | None:
        """The date by which."""
        part = self.part(PartKind.DUE)
        return part.due if part else None

    @property
    def owner(self) -> str:
        """The words that may name who is to do it: a hint, to be looked up among people; "" when there are none."""
        part = self.part(PartKind.OWNER)
        return part.words if part else ""

    @property
    def owner_candidates(self) -> tuple[str, ...]:
        """The owner's words as a whole, then one by one where they name several ("Jane and Tom")."""
        each = re.split(rf",|&|\s+{_('and')}\s+", self.owner)
        return tuple(dict.fromkeys(name for words in (self.owner, *each) if (name := one_line(words))))

    def without(self, part: Part) -> QuickLine:
        """The line with that part no longer understood; the text stays as typed."""
        return replace(self, parts=tuple(other for other in self.parts if other != part))

    def left(self, *kinds: PartKind) -> str:
        """The text on one line without the parts of these kinds; without all parts when no kind is given."""
        text = self.text
        for part in sorted(self.parts, key=lambda part: part.start, reverse=True):
            if not kinds or part.kind in kinds:
                text = f"{text[: part.start]} {text[part.end :]}"
        return one_line(text)


@dataclass(frozen=True, slots=True)
class _Word:
    """One word without the punctuation around it, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        return self.text.casefold()


def read(text: str, today: date) -> QuickLine:
    """What `text` says about who and by when. Nothing between double quotes is looked at; never raises.

    A date counts behind "by", "before", "on", "until" or "due" anywhere, else only at the end of the line.
    """
    words = _words(text)
    due = _due(text, words, today) or _meeting(text, words)
    owner = _owner(text, words, due)
    return QuickLine(text, tuple(part for part in (owner, due) if part), "" if due else _unread(text, words))


def _words(text: str) -> list[_Word]:
    """The words outside quotes; a quotation is one word that means nothing."""
    hidden = _QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), text)
    words = []
    for found in _WORD.finditer(hidden):
        word = found[0].lstrip("([")
        start = found.end() - len(word)
        word = word.rstrip(".,;:!?)]")
        words.append(_Word(word, start, start + len(word)))
    return [word for word in words if word.text]


def _due(text: str, words: list[_Word], today: date) -> Part | None:
    before = _before()
    for start in range(len(words) - 1, 0, -1):
        if words[start - 1].folded in before and (found := _date_at(text, words, start, today)):
            return _with_punctuation(text, replace(found, start=words[start - 1].start))
    # "minutes of 12 mar", "out of the sun": such a date belongs to what is to be done
    blockers = set(_("the a an of for from since at to in and or than").split())
    for start in range(max(0, len(words) - _LONGEST_DATE), len(words)):
        found = _date_at(text, words, start, today)
        if found and found.end == words[-1].end and found.words.casefold() != _("yesterday"):  # "as Tom said yesterday"
            return None if start and words[start - 1].folded in blockers else _with_punctuation(text, found)
    return None


def _meeting(text: str, words: list[_Word]) -> Part | None:
    """ "by the next liaison meeting", "before the next meeting", "by the AGM"."""
    before, the, follows, meeting = _before(), _("the"), _("next"), _("meeting")
    for start in range(len(words) - 1):
        if words[start].folded not in before:
            continue
        rest = words[start + 1 : start + 3 + _LONGEST_OWNER]
        named = rest[1:] if rest[0].folded == the else rest
        is_next = bool(named) and named[0].folded == follows
        named = named[1:] if is_next else named
        if named and named[0].folded == _("AGM").casefold():
            return _with_punctuation(text, Part(PartKind.MEETING, words[start].start, named[0].end, named[0].text))
        stop = next((n for n, word in enumerate(named) if word.folded == meeting), None)
        if is_next and stop is not None:
            called = one_line(" ".join(word.text for word in named[:stop]))
            return _with_punctuation(text, Part(PartKind.MEETING, words[start].start, named[stop].end, called))
    return None


def _before() -> set[str]:
    return set(_("by before on until till due").split())


def _unread(text: str, words: list[_Word]) -> str:
    """The first words behind "by" or its like that look like a date; the caller knows that they are none."""
    before = _before()
    for start in range(1, len(words)):
        if words[start - 1].folded in before and (count := _like_a_date(words[start : start + _LONGEST_DATE])):
            return text[words[start].start : words[start + count - 1].end]
    return ""


def _like_a_date(words: list[_Word]) -> int:
    """How many of these words look like a date: "30 feb 2026" three, "thurzday" one, "40 chairs" none."""
    if not words:
        return 0
    first, rest = words[0].folded, [word.folded for word in words[1:]]
    if _NUMBERS.fullmatch(first):
        return 0 if parse_time(first) else 1
    if _is_nearly(first, day_names()):
        return 1
    if rest and _is_day(first):
        return 1 + inner if (inner := _like_a_date(words[1:])) else 0
    if rest and _OF_MONTH.fullmatch(first) and _is_nearly(rest[0], month_names(), whole=True):
        return 3 if len(rest) > 1 and _YEAR.fullmatch(rest[1]) else 2
    return 0


def _is_day(word: str) -> bool:
    return len(word) > 2 and any(name.casefold().startswith(word) for name in day_names())


def _is_nearly(word: str, names: tuple[str, ...], *, whole: bool = False) -> bool:
    """Whether a word is one of these misspelt, or with `whole` also well spelt or cut short."""
    known = [name.casefold() for name in names]
    if any(word.startswith(name) or (len(word) > 2 and name.startswith(word)) for name in known):
        return whole
    return bool(get_close_matches(word, known, 1, _AS_GOOD_AS))


def _with_punctuation(text: str, part: Part) -> Part:
    """The part with the brackets around it or the comma or full stop behind it, which mean nothing without it."""
    start, end = part.start, part.end
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        start, end = start - 1, end + 1
    while text[end : end + 1] in (".", ",", ";", ":"):
        end += 1
    return replace(part, start=start, end=end)


def _date_at(text: str, words: list[_Word], start: int, today: date) -> Part | None:
    """The longest date that begins with this word."""
    for stop in range(min(len(words), start + _LONGEST_DATE), start, -1):
        last = words[stop - 1]
        if stop < len(words) and stop - start > 2 and re.fullmatch(r"\d\d", last.text):
            continue  # "by 12 mar 40 chairs": no year
        if stop < len(words) and stop - start > 1 and _YEAR.fullmatch(words[stop].text):
            continue  # "by 29 feb 2027": there is no such day, and 2028 was not said
        if stop - start == 1 and _is_day(last.folded) and _like_a_date(words[stop : stop + _LONGEST_DATE]):
            continue  # "on thursday 31 nov" is not just any Thursday
        typed = text[words[start].start : last.end]
        if due := parse_date(typed, today):
            return Part(PartKind.DUE, words[start].start, last.end, typed, due)
    return None


def _owner(text: str, words: list[_Word], due: Part | None) -> Part | None:
    """ "@jane" anywhere, names before a colon ("Tom Ashworth, Nia Ellis: paint the gate"), else the few words before
    a "to" or "will" with a deed behind ("Write to Highways" has none).

    What stands around such a "to" goes with it: "Jane has agreed to", "Jane promised to", "Jane is to".
    """
    for word in words:
        if found := _AT.match(word.text):
            return Part(PartKind.OWNER, word.start, word.start + found.end(), found[0][1:].rstrip(".'’-"))
    if due:
        words = [word for word in words if word.end <= due.start or word.start >= due.end]
    if named := _named_first(text, words):
        return named
    behind = set(_("to will shall would").split())
    to = next((n for n, word in enumerate(words) if word.text in behind), 0)
    said = set(
        _("will would has have is are promised promises agreed agrees offered offers undertook undertakes").split()
    )
    end = to
    while end and words[end - 1].text in said:
        end -= 1
    if not 0 < end <= _LONGEST_OWNER:
        return None
    return _owner_before(text, words, due, end, to)


def _owner_before(text: str, words: list[_Word], due: Part | None, end: int, to: int) -> Part | None:
    """The owner whose words end before words[end], where a deed comes behind words[to]."""
    if to + 1 == len(words):
        return None
    recipients = set(_("the a an our your their his her my us them him it me you all every everyone each").split())
    sending = set(
        _(
            "write reply talk speak send go report respond return apply object listen agree agreed add submit present"
        ).split()
    )
    after = words[to + 1]
    if words[0].folded in sending or after.folded in recipients or not after.text[0].islower():
        return None
    if words[to].text != _("to") and after.folded in set(_("be not have").split()):
        return None  # "The hall will be closed"
    named = text[words[0].start : words[end - 1].end]
    if "\0" in "".join(word.text for word in words[:to]) or (due and words[0].start < due.start < words[to].start):
        return None
    return Part(PartKind.OWNER, words[0].start, words[to].end, named)


def _named_first(text: str, words: list[_Word]) -> Part | None:
    """Names before a colon, of two words at least: "Re: the roof" and "Hall: mend it" name nobody."""
    stop = next((n for n, word in enumerate(words[:_LONGEST_NAMES], 1) if text[word.end : word.end + 2] == ": "), 0)
    joins = {"&", _("and")}
    if not 1 < stop < len(words) or not all(word.text[0].isupper() or word.text in joins for word in words[:stop]):
        return None
    return Part(PartKind.OWNER, words[0].start, words[stop - 1].end + 1, text[words[0].start : words[stop - 1].end])
