"""Quorums and majorities, with tables worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.core.quorum import MajorityRule, Quorum, carried, needed, parse_fraction, votes_needed
from villagedesk.core.words import Majority, MajorityOf, QuorumKind

THIRD = Fraction(1, 3)


@pytest.mark.parametrize(
    ("rule", "members", "expected"),
    [
        (Quorum(), 12, None),
        (Quorum(QuorumKind.NONE, 5, THIRD), 12, None),
        (Quorum(QuorumKind.NUMBER, 5), 12, 5),
        (Quorum(QuorumKind.NUMBER, 5, THIRD), 30, 5),
        (Quorum(QuorumKind.NUMBER), 12, None),
        (Quorum(QuorumKind.NUMBER, 15), 12, 15),
        (Quorum(QuorumKind.FRACTION, None, THIRD), 12, 4),
        (Quorum(QuorumKind.FRACTION, None, THIRD), 13, 5),
        (Quorum(QuorumKind.FRACTION, None, Fraction(1, 2)), 7, 4),
        (Quorum(QuorumKind.FRACTION, None, Fraction(1, 10)), 41, 5),
        (Quorum(QuorumKind.FRACTION, None, Fraction(1, 10)), 1, 1),
        (Quorum(QuorumKind.FRACTION, None, THIRD), 0, None),
        (Quorum(QuorumKind.GREATER, 3, THIRD), 8, 3),
        (Quorum(QuorumKind.GREATER, 3, THIRD), 9, 3),
        (Quorum(QuorumKind.GREATER, 3, THIRD), 10, 4),
        (Quorum(QuorumKind.GREATER, 3), 10, 3),
        (Quorum(QuorumKind.GREATER, None, THIRD), 10, 4),
    ],
)
def test_how_many_must_be_there(rule: Quorum, members: int, expected: int | None) -> None:
    assert needed(rule, members) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/3", THIRD),
        (" 1 / 3 ", THIRD),
        ("a third", THIRD),
        ("One third", THIRD),
        ("two-thirds", Fraction(2, 3)),
        ("half", Fraction(1, 2)),
        ("10%", Fraction(1, 10)),
        ("33.33 per cent", Fraction(3333, 10000)),
        ("3/3", Fraction(1)),
        ("2/1", None),
        ("0/3", None),
        ("1/0", None),
        ("-1/3", None),
        ("101%", None),
        ("3", None),
        ("", None),
        ("1/3 of the members", None),
    ],
)
def test_fractions_as_they_are_typed(text: str, expected: Fraction | None) -> None:
    assert parse_fraction(text) == expected


CAST, PRESENT, MEMBERS = MajorityOf.CAST, MajorityOf.PRESENT, MajorityOf.MEMBERS


@pytest.mark.parametrize(
    ("size", "of", "votes", "expected"),
    [
        # for, against, abstained, present, members
        (Majority.SIMPLE, CAST, (4, 3, 5, 12, 20), True),
        (Majority.SIMPLE, CAST, (4, 4, 4, 12, 20), False),
        (Majority.SIMPLE, CAST, (1, 0, 11, 12, 20), True),
        (Majority.SIMPLE, CAST, (0, 0, 12, 12, 20), False),
        (Majority.SIMPLE, PRESENT, (6, 0, 6, 12, 20), False),
        (Majority.SIMPLE, PRESENT, (7, 5, 0, 12, 20), True),
        (Majority.SIMPLE, PRESENT, (6, 3, 2, 11, 20), True),
        (Majority.SIMPLE, MEMBERS, (10, 0, 0, 12, 20), False),
        (Majority.SIMPLE, MEMBERS, (11, 1, 0, 12, 20), True),
        (Majority.TWO_THIRDS, CAST, (8, 4, 0, 12, 20), True),
        (Majority.TWO_THIRDS, CAST, (7, 4, 1, 12, 20), False),
        (Majority.TWO_THIRDS, CAST, (0, 0, 12, 12, 20), False),
        (Majority.TWO_THIRDS, PRESENT, (8, 0, 4, 12, 20), True),
        (Majority.TWO_THIRDS, PRESENT, (8, 0, 5, 13, 20), False),
        (Majority.TWO_THIRDS, MEMBERS, (14, 0, 0, 14, 20), True),
        (Majority.TWO_THIRDS, MEMBERS, (13, 0, 0, 14, 20), False),
        (Majority.THREE_QUARTERS, CAST, (9, 3, 0, 12, 20), True),
        (Majority.THREE_QUARTERS, CAST, (8, 3, 1, 12, 20), False),
        (Majority.THREE_QUARTERS, MEMBERS, (15, 0, 0, 15, 20), True),
        (Majority.THREE_QUARTERS, MEMBERS, (15, 0, 0, 15, 21), False),
    ],
)
def test_whether_a_motion_is_carried(
    size: Majority, of: MajorityOf, votes: tuple[int, int, int, int, int], expected: bool
) -> None:
    assert carried(MajorityRule(size, of), *votes, None) is expected


@pytest.mark.parametrize(
    ("size", "of", "votes", "casting", "expected"),
    [
        (Majority.SIMPLE, CAST, (4, 4, 1, 9, 9), True, True),
        (Majority.SIMPLE, CAST, (4, 4, 1, 9, 9), False, False),
        (Majority.SIMPLE, CAST, (4, 5, 0, 9, 9), True, False),  # no tie: it has no vote
        (Majority.SIMPLE, CAST, (5, 4, 0, 9, 9), False, True),
        (Majority.SIMPLE, PRESENT, (4, 4, 1, 9, 9), True, True),  # five of nine
        (Majority.SIMPLE, PRESENT, (3, 3, 3, 9, 9), True, False),  # four of nine
        (Majority.TWO_THIRDS, CAST, (1, 1, 0, 2, 9), True, False),
    ],
)
def test_the_chairs_casting_vote(
    size: Majority, of: MajorityOf, votes: tuple[int, int, int, int, int], casting: bool, expected: bool
) -> None:
    assert carried(MajorityRule(size, of), *votes, casting) is expected


numbers = st.integers(0, 400)
rules = st.builds(MajorityRule, st.sampled_from(Majority), st.sampled_from(MajorityOf))


@given(st.integers(1, 60), st.integers(1, 60), numbers)
def test_a_fraction_is_the_least_number_that_reaches_it(over: int, under: int, members: int) -> None:
    part = Fraction(min(over, under), max(over, under))
    found = needed(Quorum(QuorumKind.FRACTION, None, part), members) or 0
    assert found >= part * members > found - 1 or found == members == 0
    assert found <= members


@given(st.integers(1, 50), st.integers(1, 20), numbers)
def test_the_greater_of_two_is_neither_less(number: int, under: int, members: int) -> None:
    greater = needed(Quorum(QuorumKind.GREATER, number, Fraction(1, under)), members)
    part = needed(Quorum(QuorumKind.FRACTION, None, Fraction(1, under)), members) or 0
    assert greater == max(number, part)


@given(rules, numbers, numbers, numbers, numbers)
def test_one_vote_more_never_loses_a_motion(
    rule: MajorityRule, votes_for: int, against: int, abstained: int, more: int
) -> None:
    present = votes_for + against + abstained + 1
    members = present + more
    if carried(rule, votes_for, against, abstained, present, members, None):
        assert votes_for > against
        assert carried(rule, votes_for + 1, against, abstained, present, members, None)
        assert not (against and carried(rule, against, votes_for, abstained, present, members, None))


@given(rules, numbers, numbers, numbers)
def test_carried_is_the_votes_that_are_needed(rule: MajorityRule, votes_for: int, against: int, rest: int) -> None:
    present = votes_for + against + rest
    least = votes_needed(rule, cast=votes_for + against, present=present, members=present)
    assert carried(rule, votes_for, against, rest, present, present, None) is (votes_for >= least)


@given(rules, numbers, numbers)
def test_a_tie_is_lost_without_a_casting_vote(rule: MajorityRule, votes: int, abstained: int) -> None:
    total = 2 * votes + abstained
    assert not carried(rule, votes, votes, abstained, total, total, None)
    assert not carried(rule, votes, votes, abstained, total, total, False)
