"""Who may know what: the audiences, their order, and the fields of each record that each may see."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Who a record, or a pack, is for. A record's audience is the widest that may see it."""

    COMMITTEE = "committee"
    TRUSTEES = "trustees"
    MEMBERS = "members"
    COUNCIL = "council"
    PUBLIC = "public"


_KNOWS = {
    Audience.COMMITTEE: 3,
    Audience.TRUSTEES: 3,
    Audience.MEMBERS: 2,
    Audience.COUNCIL: 1,
    Audience.PUBLIC: 0,
}


def may_see(reader: Audience, record: Audience, *, two_bodies: bool = False) -> bool:
    """Whether `reader` may see what is marked for `record`.

    Committee and trustees are one level; with `two_bodies` neither sees what is marked for the other.
    """
    if two_bodies and _KNOWS[record] == _KNOWS[Audience.COMMITTEE]:
        return reader is record
    return _KNOWS[reader] >= _KNOWS[record]


def seen_by(reader: Audience, *, two_bodies: bool = False) -> tuple[Audience, ...]:
    """The markings that `reader` may see: what a query filters on."""
    return tuple(mark for mark in Audience if may_see(reader, mark, two_bodies=two_bodies))


def narrowest(*marks: Audience) -> Audience:
    """The marking that fewest may see: what holds for a record inside another."""
    return max(marks, key=_KNOWS.__getitem__)
