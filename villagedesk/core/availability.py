"""When something can be had: the days as they are kept, and as a plain question asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from villagedesk.core.dates import day_names
from villagedesk.core.i18n import _
from villagedesk.core.text import fold

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK, _END = DAYS[:5], DAYS[5:]
_SHORTEST = 3  # letters of a day's name
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class When:
    """Words of a question that say when: text[start:end] means one of `days`, or a `part` of the day ("morning")."""

    start: int
    end: int
    days: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was typed, with what was understood of it."""

    text: str
    whens: tuple[When, ...] = ()

    @property
    def days(self) -> frozenset[str]:
        """The days that are asked for; none means any."""
        return frozenset(day for when in self.whens for day in when.days)

    @property
    def parts(self) -> frozenset[str]:
        """The parts of the day that are asked for; none means any."""
        return frozenset(when.part for when in self.whens if when.part)

    @property
    def words(self) -> tuple[str, ...]:
        """What is looked for, without the words that only make it a question."""
        text = self.text
        for when in sorted(self.whens, key=lambda when: when.start, reverse=True):
            text = f"{text[: when.start]} {text[when.end :]}"
        idle = _idle()
        return tuple(word for word in _WORD.findall(fold(text)) if word not in idle)

    def without(self, words: Iterable[str]) -> Question:
        """The question with these of its words (as `said` gives them) looked for and no longer understood."""
        refused = set(words)
        return replace(self, whens=tuple(when for when in self.whens if self.said(when) not in refused))

    def said(self, when: When) -> str:
        """The words that were understood as a time, folded."""
        return fold(self.text[when.start : when.end])


def read(text: str) -> Question:
    """What `text` asks for: "who has a van and is free on Saturday mornings". Never raises."""
    whens: list[When] = []
    names, parts, joining = _day_words(), _part_words(), _("to").split()
    words = list(_WORD.finditer(text))
    for number, found in enumerate(words):
        word = fold(found[0])
        if days := names.get(word):
            is_range = (number > 1 and fold(words[number - 1][0]) in joining) or _is_dash(text, words, number)
            before = whens[-1] if whens else None
            if is_range and before and len(before.days) == 1 and len(days) == 1:
                first, last = DAYS.index(before.days[0]), DAYS.index(days[0])
                if first < last:
                    whens[-1] = When(before.start, found.end(), DAYS[first : last + 1])
                    continue
            whens.append(When(found.start(), found.end(), days))
        elif part := parts.get(word):
            whens.append(When(found.start(), found.end(), part=part))
    return Question(text, tuple(whens))


def fits(days: str, times: str, asked: Question) -> bool | None:
    """Whether what is kept of something answers the question: None when nobody said, so that it is worth asking."""
    by_day = _fits_days(days, asked.days)
    by_part = _fits_part(times, asked.parts)
    if by_day is False or by_part is False:
        return False
    return None if None in (by_day, by_part) else True


def show_days(days: str) -> str:
    """The days as one phrase: "Weekdays", "Monday to Thursday", "Tuesday, Saturday"; "" when nobody said."""
    kept = tuple(day for day in DAYS if day in days.split())
    whole = {DAYS: _("Any day"), _WEEK: _("Weekdays"), _END: _("Weekends")}
    if kept in whole:
        return whole[kept]
    names = dict(zip(DAYS, day_names(), strict=True))
    first = DAYS.index(kept[0]) if kept else 0
    if len(kept) > 2 and kept == DAYS[first : first + len(kept)]:
        return _("{first} to {last}").format(first=names[kept[0]], last=names[kept[-1]])
    return ", ".join(names[day] for day in kept)


def show_part(part: str) -> str:
    """A part of the day as a question has it."""
    return {"morning": _("Mornings"), "afternoon": _("Afternoons"), "evening": _("Evenings")}[part]


def as_days(words: Iterable[str]) -> str:
    """Days in the order of the week, as they are kept."""
    given = set(words)
    return " ".join(day for day in DAYS if day in given)


def _fits_days(days: str, asked: frozenset[str]) -> bool | None:
    if not asked:
        return True
    return bool(asked & set(days.split())) if days else None


def _fits_part(times: str, asked: frozenset[str]) -> bool | None:
    if not asked:
        return True
    said = {part for word in _WORD.findall(fold(times)) if (part := _part_words().get(word))}
    return bool(said & asked) if said else None


def _is_dash(text: str, words: list[re.Match[str]], number: int) -> bool:
    return number > 0 and text[words[number - 1].end() : words[number].start()].strip() in ("-", "–")


def _day_words() -> dict[str, tuple[str, ...]]:
    """Every way to write a day or several: "sat", "saturdays", "weekends"."""
    known: dict[str, tuple[str, ...]] = {}
    for day, name in zip(DAYS, map(fold, day_names()), strict=True):
        for end in range(_SHORTEST, len(name) + 1):
            known[name[:end]] = known[name[:end] + "s"] = (day,)
    known |= dict.fromkeys(fold(_("weekend weekends")).split(), _END)
    return known | dict.fromkeys(fold(_("weekday weekdays")).split(), _WEEK)


def _part_words() -> dict[str, str]:
    known = dict.fromkeys(fold(_("morning mornings")).split(), "morning")
    known |= dict.fromkeys(fold(_("afternoon afternoons")).split(), "afternoon")
    return known | dict.fromkeys(fold(_("evening evenings night nights")).split(), "evening")


def _idle() -> frozenset[str]:
    words = _(
        "a all an and any anybody anyone around at available be can could do does during for free from got has have "
        "help helps i in is know knows lend lends me near need needs of offer offers on or our own owns some somebody "
        "someone speak speaks that the there they to us use we what when where which who whose will with would"
    )
    return frozenset(fold(words).split())
