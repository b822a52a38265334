"""Scores of several people as one figure of each side."""

from __future__ import annotations

import pytest

from villagedesk.core.scores import Both, mean


@pytest.mark.parametrize(
    ("scores", "shown", "people"),
    [
        ([("a", 4)], 4.0, 1),
        ([("a", 4), ("b", 3)], 3.5, 2),
        ([("a", 1), ("b", 2), ("c", 2)], 1.7, 3),
        ([("a", 3), ("a", 4), ("b", 3), ("b", 4)], 3.5, 2),
        ([("a", 2), ("b", 2), ("c", 2), ("d", 3)], 2.3, 4),  # 2.25: halves go upwards
    ],
)
def test_a_mean_is_shown_to_one_place_with_how_many_people(
    scores: list[tuple[str, int]], shown: float, people: int
) -> None:
    found = mean(scores)
    assert found and (found.shown, found.people) == (shown, people)


def test_there_is_no_mean_of_nobody_and_no_gap_with_one_side() -> None:
    assert mean([]) is None
    assert Both(mean([("a", 3)]), None).gap is None


@pytest.mark.parametrize(("theirs", "gap", "is_wide"), [(3, 0.0, False), (4, 1.0, True), (5, 2.0, True)])
def test_the_gap_is_wide_from_one_point(theirs: int, gap: float, is_wide: bool) -> None:
    both = Both(mean([("a", 3)]), mean([("b", theirs)]))
    assert (both.gap, both.is_wide) == (gap, is_wide)
