"""Small counts and small surveys are told with care; numbers are read as people type them."""

from __future__ import annotations

import pytest

from villagedesk.core.numbers import read_number, show_number
from villagedesk.core.shares import Share, shares


def counts(found: list[Share]) -> list[int | None]:
    return [one.count for one in found]


def test_inside_the_group_every_count_is_told() -> None:
    found = shares([("Yes", 40), ("No", 3)], 43, careful=False)
    assert counts(found) == [40, 3]
    assert found[0].share == 40 / 43


def test_a_small_count_is_held_back_and_cannot_be_worked_out() -> None:
    assert counts(shares([("A", 40), ("B", 12), ("C", 4)], 56, careful=True)) == [40, None, None]
    assert counts(shares([("A", 40), ("B", 4), ("C", 3)], 47, careful=True)) == [40, None, None]
    assert counts(shares([("A", 40), ("B", 5), ("C", 0)], 45, careful=True)) == [40, 5, 0]
    assert counts(shares([("A", 40), ("C", 4)], 42, careful=True, many=True)) == [40, None]
    assert counts(shares([("Yes", 3), ("No", 0)], 3, careful=True)) == [None, None]
    assert counts(shares([("A", 3), ("B", 0), ("C", 9)], 12, careful=True)) == [None, 0, None]


def test_no_percentage_of_fewer_than_ten() -> None:
    assert [one.share for one in shares([("A", 6), ("B", 3)], 9, careful=False)] == [None, None]
    assert [one.share for one in shares([("A", 5), ("B", 5)], 10, careful=False)] == [0.5, 0.5]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,200", 1200),
        ("62%", 62),
        ("£400.50", 400.5),
        ("-3", -3),
        ("−3", -3),
        (".5", 0.5),
        ("", None),
        ("ten", None),
        ("1e9", None),
        ("nan", None),
    ],
)
def test_numbers_as_people_type_them(typed: str, value: float | None) -> None:
    assert read_number(typed) == value


def test_numbers_with_their_units() -> None:
    assert [show_number(22, "people"), show_number(62.5, "%"), show_number(-1200, "£"), show_number(3)] == [
        "22 people", "62.5%", "-£1,200", "3",
    ]  # fmt: skip
