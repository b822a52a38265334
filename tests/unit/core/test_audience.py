"""Who may know what."""

from villagedesk.core.audience import Audience, may_see, narrowest

COMMITTEE, TRUSTEES, MEMBERS, COUNCIL, PUBLIC = Audience


def seen_by(reader: Audience, *, two_bodies: bool = False) -> tuple[Audience, ...]:
    return tuple(mark for mark in Audience if may_see(reader, mark, two_bodies=two_bodies))


def test_each_audience_knows_less_than_the_one_before() -> None:
    assert seen_by(COMMITTEE) == seen_by(TRUSTEES) == (COMMITTEE, TRUSTEES, MEMBERS, COUNCIL, PUBLIC)
    assert seen_by(MEMBERS) == (MEMBERS, COUNCIL, PUBLIC)
    assert seen_by(COUNCIL) == (COUNCIL, PUBLIC)
    assert seen_by(PUBLIC) == (PUBLIC,)


def test_two_bodies_keep_their_papers_from_each_other_and_from_nobody_else() -> None:
    assert seen_by(COMMITTEE, two_bodies=True) == (COMMITTEE, MEMBERS, COUNCIL, PUBLIC)
    assert seen_by(TRUSTEES, two_bodies=True) == (TRUSTEES, MEMBERS, COUNCIL, PUBLIC)
    assert seen_by(COUNCIL, two_bodies=True) == seen_by(COUNCIL)


def test_the_narrowest_of_several_marks() -> None:
    assert narrowest(PUBLIC, MEMBERS, COUNCIL) is MEMBERS
    assert narrowest(PUBLIC, TRUSTEES, COMMITTEE) is TRUSTEES
    assert narrowest(COMMITTEE, TRUSTEES) is COMMITTEE
