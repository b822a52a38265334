"""Who may know what."""

from itertools import product

import pytest

from villagedesk.core.audience import Audience, may_see, narrowest, seen_by

COMMITTEE, TRUSTEES, MEMBERS, COUNCIL, PUBLIC = Audience


def test_each_audience_knows_less_than_the_one_before() -> None:
    assert seen_by(COMMITTEE) == seen_by(TRUSTEES) == (COMMITTEE, TRUSTEES, MEMBERS, COUNCIL, PUBLIC)
    assert seen_by(MEMBERS) == (MEMBERS, COUNCIL, PUBLIC)
    assert seen_by(COUNCIL) == (COUNCIL, PUBLIC)
    assert seen_by(PUBLIC) == (PUBLIC,)


def test_two_bodies_keep_their_papers_from_each_other_and_from_nobody_else() -> None:
    assert seen_by(COMMITTEE, two_bodies=True) == (COMMITTEE, MEMBERS, COUNCIL, PUBLIC)
    assert seen_by(TRUSTEES, two_bodies=True) == (TRUSTEES, MEMBERS, COUNCIL, PUBLIC)
    assert seen_by(COUNCIL, two_bodies=True) == seen_by(COUNCIL)


@pytest.mark.parametrize("two_bodies", [False, True])
def test_two_bodies_never_widen_what_is_seen(two_bodies: bool) -> None:
    for reader, mark in product(Audience, Audience):
        assert not may_see(reader, mark, two_bodies=two_bodies) or may_see(reader, mark)


def test_a_record_inside_another_is_seen_by_those_who_may_see_both() -> None:
    for reader, one, other in product(Audience, Audience, Audience):
        assert may_see(reader, narrowest(one, other)) == (may_see(reader, one) and may_see(reader, other))
