"""How many must be there, and how many votes carry a motion, by the rules of a constitution."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from villagedesk.core.words import Majority, MajorityOf, QuorumKind

_WRITTEN = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*(?:%|per\s?cent)")
_NAMED = {
    "half": Fraction(1, 2), "third": Fraction(1, 3), "two thirds": Fraction(2, 3), "quarter": Fraction(1, 4),
    "three quarters": Fraction(3, 4), "fifth": Fraction(1, 5), "tenth": Fraction(1, 10),
}  # fmt: skip
_AT_LEAST = {Majority.TWO_THIRDS: Fraction(2, 3), Majority.THREE_QUARTERS: Fraction(3, 4)}


@dataclass(frozen=True, slots=True)
class Quorum:
    """How a constitution says how many must be there; `fraction` is of the members with a vote."""

    kind: QuorumKind = QuorumKind.NONE
    number: int | None = None
    fraction: Fraction | None = None


@dataclass(frozen=True, slots=True)
class MajorityRule:
    """How large a majority must be, and of what."""

    size: Majority = Majority.SIMPLE
    of: MajorityOf = MajorityOf.CAST


def parse_fraction(text: str) -> Fraction | None:
    """ "1/3", "a third" or "10%" as a fraction above nought and up to one; None when it is none."""
    typed = " ".join(re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text.casefold()).split())
    for article in ("a ", "one "):
        typed = typed.removeprefix(article)
    found = _NAMED.get(typed)
    if (written := _WRITTEN.fullmatch(typed)) and int(written[2]):
        found = Fraction(int(written[1]), int(written[2]))
    elif percent := _PERCENT.fullmatch(typed):
        found = Fraction(percent[1]) / 100
    return found if found is not None and 0 < found <= 1 else None


def needed(rule: Quorum, members: int) -> int | None:
    """How many of so many members with a vote must be there; None where no quorum is asked. Fractions round up."""
    number = rule.number if rule.kind in (QuorumKind.NUMBER, QuorumKind.GREATER) else None
    part = rule.fraction if rule.kind in (QuorumKind.FRACTION, QuorumKind.GREATER) else None
    return max((found for found in (number, None if part is None else ceil(part * members)) if found), default=None)


def votes_needed(rule: MajorityRule, *, cast: int, present: int, members: int) -> int:
    """The fewest votes in favour that carry a motion: simple is more than half, the others are at least.

    `cast` is for and against together: an abstention is no vote cast. At least one vote is always needed.
    """
    base = {MajorityOf.CAST: cast, MajorityOf.PRESENT: present, MajorityOf.MEMBERS: members}[rule.of]
    if rule.size is Majority.SIMPLE:
        return base // 2 + 1
    return max(1, ceil(_AT_LEAST[rule.size] * base))


def carried(
    rule: MajorityRule, votes_for: int, against: int, abstained: int, present: int, members: int, casting: bool | None
) -> bool:
    """Whether a motion is carried. `present` and `members` have a vote; proxies are among them where they count.

    `casting` is how the chair used a casting vote, None when there was none. It is a further vote, and counts only in
    a tie under a simple majority: a tie is lost under a larger one, whoever casts another vote.
    """
    present = max(present, votes_for + against + abstained)
    if casting is not None and votes_for == against and rule.size is Majority.SIMPLE:
        votes_for, against = votes_for + casting, against + (not casting)
    return votes_for >= votes_needed(rule, cast=votes_for + against, present=present, members=members)
