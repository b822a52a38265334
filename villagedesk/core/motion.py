"""Understands how a typed decision was come to: "To ask for a crossing, 4 for, 2 against, proposed by Jane"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from villagedesk.core.text import one_line
from villagedesk.core.words import Majority, Outcome, Way

_CLAUSE = re.compile(r"(?:^|[,;.]\s+|\s*\(|\n+)(?P<words>(?:(?![,;.]\s|\n|\s*\(|[,;.)]+\s*$).)+)\)?", re.S)
_TURNED = re.compile(
    r"\b(for|in favour|against|abstained)\s+(\d{1,5})\b(?!\s+(?:votes?\s+)?(?:for|in|against|abst))", re.I
)
_HAND = r"(\d{1,5})\s+(?:votes?\s+)?(for|in favour|against|abstained|abstentions?|abstaining|by proxy|prox(?:y|ies))"
_HANDS = re.compile(rf"(?:(?:carried|lost|agreed|by|and)?\s*{_HAND}(?:\s+and)?\s*)+", re.I)
_EACH = re.compile(_HAND, re.I)
_NOBODY = re.compile(
    r"(?:agreed,?\s+)?(?:(?:nobody|no one|none|nem\.?) (?:against|con)\.?|unopposed|unanimous(?:ly)?)", re.I
)
_BALLOT = re.compile(r"(?:by\s+)?(?:a\s+)?(?:secret\s+|paper\s+)?ballot", re.I)
_CASTING = re.compile(r"(?:with\s+)?(?:the\s+)?(?:chair['’]?s?\s+)?casting\s+vote\s+(for|against)", re.I)
_MOVED = re.compile(
    r"(?:(?:proposed|prop)\.?\s+(?:by\s+)?(?P<proposer>.+?))?\s*(?:and\s+)?(?:second(?:ed|er)?\.?\s+(?:by\s+)?(?P<seconder>.+))?",
    re.I,
)
_SPECIAL = re.compile(
    r"(?:(?:needs|by|with|as)\s+)?(?:an?\s+)?(?:(?P<thirds>two[\s-]thirds|2/3)|(?P<quarters>three[\s-]quarters|3/4)|special)"
    r"(?:\s+(?:majority|resolution|decision))?",
    re.I,
)
_BECAUSE = re.compile(r"because\s+(.+)", re.I | re.S)
_OUTCOMES = {
    "agreed": Outcome.AGREED, "carried": Outcome.AGREED, "not agreed": Outcome.NOT_AGREED, "lost": Outcome.NOT_AGREED,
    "rejected": Outcome.NOT_AGREED, "deferred": Outcome.DEFERRED, "withdrawn": Outcome.WITHDRAWN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Motion:
    """What was decided and how; `outcome` is None where the line does not say it, people are words that name them.

    `is_special` where it needs the larger majority, `majority` the one that was named.
    """

    text: str
    way: Way = Way.AGREED
    outcome: Outcome | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    proxies: int | None = None
    casting_for: bool | None = None
    is_special: bool = False
    majority: Majority | None = None
    proposer: str = ""
    seconder: str = ""
    reason: str = ""


def read(text: str) -> Motion:
    """What a line says. What stands between commas and is understood is no part of the text; never raises."""
    found, left, end = Motion(""), "", 0
    for clause in _CLAUSE.finditer(text):
        changes = _understood(clause["words"].strip(), found) if clause.start("words") else None
        if changes is None:
            continue
        left += text[end : clause.start()]
        end = clause.end()
        found = replace(found, **changes)
    return replace(found, text=one_line(left + text[end:]).rstrip(" ,;"))


def _understood(words: str, so_far: Motion) -> dict[str, Any] | None:
    """What one clause says; None when it belongs to what was decided."""
    if outcome := _OUTCOMES.get(words.casefold()):
        return {"outcome": outcome}
    if _HANDS.fullmatch(counted := _TURNED.sub(r"\2 \1", words)):
        return _hands(counted) | {"way": so_far.way if so_far.way is Way.BALLOT else Way.VOTE}
    if _NOBODY.fullmatch(words):
        return {"way": Way.UNOPPOSED}
    if _BALLOT.fullmatch(words):
        return {"way": Way.BALLOT}
    if special := _SPECIAL.fullmatch(words):
        named = Majority.TWO_THIRDS if special["thirds"] else Majority.THREE_QUARTERS if special["quarters"] else None
        return {"is_special": True, "majority": named}
    if casting := _CASTING.fullmatch(words):
        return {"casting_for": casting[1].casefold() == "for"}
    if (moved := _MOVED.fullmatch(words)) and any(moved.groups()):
        return {name: one_line(said) for name, said in moved.groupdict().items() if said}
    if because := _BECAUSE.fullmatch(words):
        return {"reason": one_line(because[1])}
    return None


def _hands(words: str) -> dict[str, int]:
    names = {"f": "votes_for", "i": "votes_for", "a": "abstained", "p": "proxies", "b": "proxies"}
    return {
        "votes_against" if kind.casefold() == "against" else names[kind[0].casefold()]: int(count)
        for count, kind in _EACH.findall(words)
    }
