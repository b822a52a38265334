"""Counts of a survey as shares, with the care that small numbers want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SMALL = 5
"""A count under this could tell who said it: others do not get it."""
FEWEST = 10
"""Of fewer answers no percentage is shown: one more or less would change it by more than ten."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many chose an answer: `count` None when it is held back, `share` None too when there are too few."""

    label: str
    count: int | None
    share: float | None


def shares(counts: Sequence[tuple[str, int]], answered: int, *, careful: bool, many: bool = False) -> list[Share]:
    """The answers with their shares of all who answered.

    When `careful`, counts under five are held back; and where that is one only, the next smallest too (one of nobody
    where there is no other), unless people could choose `many`: it could be had from the others.
    """
    held = {n for n, (_label, count) in enumerate(counts) if careful and 0 < count < SMALL}
    if len(held) == 1 and not many:
        others = [(not count, count, n) for n, (_label, count) in enumerate(counts) if n not in held]
        held |= {min(others)[2]} if others else set()
    return [
        Share(
            label,
            None if n in held else count,
            None if n in held or answered < FEWEST else count / answered,
        )
        for n, (label, count) in enumerate(counts)
    ]
