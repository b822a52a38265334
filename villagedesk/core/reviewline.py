"""Reads what somebody writes of actions in a plain e-mail: "26/31 done; 26/28 move to 12 Jan"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from villagedesk.core.dates import parse_date
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.core.words import ActionStatus

_NUMBER = re.compile(r"(?<![\w/])(\d{2}/\d{1,5})(?![\w/])")
_AND = re.compile(r"[\s,;&+]*(?:and\b)?[\s,;&+]*", re.IGNORECASE)
_LEAD = re.compile(r"^[\s:.,;–—-]*(?:(?:is|are|was|were|has been|have been|now|please)\b\s*)*", re.IGNORECASE)
_END = re.compile(r"[\s;,.–—-]+(?:and)?\s*$", re.IGNORECASE)
_QUOTED = re.compile(r"^\s*[>|]|^\s*(?:On\b.*\bwrote:|-{2,}\s*Original Message)", re.IGNORECASE)
_STOPS = re.compile(r"\s*(?:$|[.,;:!()–—]|-\s|\s-)")
_ASKS = re.compile(r"[^.;:!]*\?")
_LONGEST_DATE = 5  # words
_HALF_A_YEAR = 183


@dataclass(frozen=True, slots=True)
class Read:
    """What is said of one action."""

    number: str
    status: ActionStatus | None = None
    due: date | None = None
    comment: str = ""


def _states() -> tuple[tuple[ActionStatus, tuple[str, ...]], ...]:
    """The words that begin what is said of an action and say how it stands; the longest must stand first."""
    return (
        (ActionStatus.OPEN, (_("still open"), _("not done yet"), _("not done"), _("reopen"), _("open"))),
        (ActionStatus.DONE, (_("all done"), _("done"), _("completed"), _("complete"), _("finished"))),
        (ActionStatus.WAITING, (_("still waiting"), _("waiting"), _("on hold"))),
        (ActionStatus.DROPPED, (_("no longer needed"), _("dropped"), _("drop it"), _("drop"))),
    )


def _doubts() -> tuple[str, ...]:
    """The words that take back what stands before them."""
    return (_("no"), _("not"), _("but"), _("except"), _("apart from"), _("nearly"), _("almost"))


def _waits() -> tuple[str, ...]:
    """The words after "waiting" that say what for."""
    return (_("for"), _("on"), _("until"), _("till"))


def _days() -> tuple[str, ...]:
    """The words before the day on which something was done."""
    return (_("on"), _("by"), "")


def _moves() -> tuple[str, ...]:
    """The words before another date."""
    return (
        _("move it to"), _("move to"), _("moved to"), _("put off to"), _("put off until"), _("postpone to"),
        _("extend to"), _("change to"), _("due"), _("until"), _("by"),
    )  # fmt: skip


def read(text: str, numbers: Container[str], today: date) -> tuple[tuple[Read, ...], tuple[str, ...]]:
    """What is said of the actions with these numbers, and the lines that name none of them.

    Only words right after a number are taken for a state or a date, and for a state only where nothing goes on that
    could turn it round ("done except the gate", "drop in on Ann"); all else is a comment. Quoted lines and what stands
    under a signature's line are passed over. A date without a year is the next such day.
    """
    found: list[Read] = []
    unread: list[str] = []
    for line in _own_lines(text):
        marks = [mark for mark in _NUMBER.finditer(line) if mark[1] in numbers]
        if not marks:
            unread.append(one_line(line))
            continue
        if before := one_line(_END.sub("", line[: marks[0].start()])):
            unread.append(before)
        found += _of_line(line, marks, today)
    return tuple(found), tuple(unread)


def _own_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.rstrip() == "--" or re.match(r"^\s*(?:On\b.*\bwrote:|-{2,}\s*Original Message)", line, re.IGNORECASE):
            return
        if line.strip() and not _QUOTED.match(line):
            yield line


def _of_line(line: str, marks: list[re.Match[str]], today: date) -> list[Read]:
    """Numbers with nothing but "and" between them share what is said after the last of them."""
    made: list[Read] = []
    waiting: list[str] = []
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        waiting.append(mark[1])
        said = line[mark.end() : after.start() if after else len(line)]
        if after is not None and _AND.fullmatch(said):
            continue
        made += [_understood(number, said, today) for number in waiting]
        waiting = []
    return made


def _understood(number: str, said: str, today: date) -> Read:
    said = one_line(said)
    rest = _END.sub("", _LEAD.sub("", said))
    for status, ways in _states():
        for way in ways:
            if not _begins(rest, way) or not _is_meant(status, rest[len(way) :], today):
                continue
            if status is ActionStatus.DONE and _("please") in said[: len(said) - len(_LEAD.sub("", said))].casefold():
                return Read(number, None, None, _tidy(said))  # it is asked for
            due, comment = _due(_LEAD.sub("", rest[len(way) :]), today)
            if status in (ActionStatus.DONE, ActionStatus.DROPPED) and due:  # "done; next one due by 3 May"
                due, comment = None, rest[len(way) :]
            return Read(number, status, due, _tidy(comment))
    due, comment = _due(rest, today)
    return Read(number, None, due, _tidy(comment))


def _is_meant(status: ActionStatus, after: str, today: date) -> bool:
    """Whether what goes on after the words of a state lets them stand."""
    if _ASKS.match(after):
        return False
    if _STOPS.match(after):
        return not any(_begins(_tidy(after), word) for word in _doubts())
    words = after.strip()
    if status is ActionStatus.DONE:
        return any(_is_past(words[len(way) :], today) for way in _days() if not way or _begins(words, way))
    if status is ActionStatus.WAITING and any(_begins(words, word) for word in _waits()):
        return True
    return status is not ActionStatus.DROPPED and _due(words, today)[0] is not None


def _is_past(words: str, today: date) -> bool:
    """Whether they begin with a day that has been; without a year it is the nearest such day."""
    told = words.split()
    for count in range(min(_LONGEST_DATE, len(told)), 0, -1):
        if day := parse_date(" ".join(told[:count]).strip(" .,;:"), today):
            return day <= today or (day - today).days > _HALF_A_YEAR
    return False


def _due(words: str, today: date) -> tuple[date | None, str]:
    """The date that they move to and what else they say; the words whole when they do not begin with one."""
    for way in _moves():
        if not _begins(words, way):
            continue
        told = words[len(way) :].split()
        for count in range(min(_LONGEST_DATE, len(told)), 0, -1):
            if due := parse_date(" ".join(told[:count]).strip(" .,;:"), today):
                return due, " ".join(told[count:])
    return None, words


def _begins(words: str, way: str) -> bool:
    return re.match(rf"{re.escape(way)}\b", words, re.IGNORECASE) is not None


def _tidy(words: str) -> str:
    words = one_line(words).strip(" :;,.–—-()")
    return words[:1].upper() + words[1:]
