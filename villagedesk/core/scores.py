"""What several people score from 1 to 5, as one figure of each side, and the gap between the two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LOWEST, HIGHEST = 1, 5
WIDE = 1.0
"""From this gap on the two sides see a thing differently enough to talk about it."""


@dataclass(frozen=True, slots=True)
class Mean:
    """The average of `of` scores, which are those of `people` (one each, unless it is over several statements)."""

    value: float
    of: int
    people: int

    @property
    def shown(self) -> float:
        """To one decimal place, halves upwards."""
        return int(self.value * 10 + 0.5 + 1e-9) / 10


@dataclass(frozen=True, slots=True)
class Both:
    """What each side scored; None where nobody of it did."""

    ours: Mean | None = None
    theirs: Mean | None = None

    @property
    def gap(self) -> float | None:
        """How far apart they are, as it is shown; None while one side has not scored."""
        if self.ours is None or self.theirs is None:
            return None
        return round(abs(self.ours.shown - self.theirs.shown), 1)

    @property
    def is_wide(self) -> bool:
        """Whether it is worth talking about."""
        return self.gap is not None and self.gap >= WIDE


def mean(scores: Iterable[tuple[str, int]]) -> Mean | None:
    """The average of (who, score); None of none."""
    given = list(scores)
    if not given:
        return None
    return Mean(sum(score for _who, score in given) / len(given), len(given), len({who for who, _score in given}))
