"""A council as it is stored: its wards, seats and positions, who holds them, and who no longer does."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.parties import SCHEME, match_party
from villagedesk.core.text import fold
from villagedesk.core.words import OrganizationKind, Role
from villagedesk.models import Area, Identifier, Membership, Organization, Person, Post
from villagedesk.records.imports import Departed

_PLACES = (Role.COUNCILLOR, Role.PORTFOLIO)


class Council:
    """What is stored of a council already: keys by folded name, and who has which seat."""

    def __init__(self, session: Session, scheme: str, council_id: str) -> None:
        self._session, self._id = session, council_id
        known = select(Identifier.value, Identifier.row_id).where(Identifier.scheme == scheme)
        of_council = Post.organization_id == council_id
        self.people = {row.value: row.row_id for row in session.execute(known)}
        self.areas = self._names(select(Area.name, Area.id).join(Post, Post.area_id == Area.id).where(of_council))
        self.posts = self._names(select(Post.label, Post.id).where(of_council))
        self.parties = known_parties(session)
        self.seats: dict[str, dict[int, str]] = {}
        """Each ward's seats by number."""
        self.seats_held: dict[tuple[str, str], str] = {}
        """Which seat somebody has in a ward, by person and ward."""
        self.sitting: dict[tuple[str, str], str] = {}
        """Who sits for a ward, by folded name and ward."""
        self.terms: dict[tuple[str, str], list[Any]] = {}
        """How somebody holds a position, by person and position: rows of id, start_on, end_on, the latest last."""
        self._wards: dict[str, str] = {}  # the name of the ward of each seat
        self._sits: dict[str, dict[str, Any]] = {}  # how somebody holds each seat, by person: the latest row
        self._load_seats()

    def _names(self, statement: Any) -> dict[str, str]:
        return {fold(name): key for name, key in self._session.execute(statement)}

    def _load_seats(self) -> None:
        seats = (
            select(Post.id, Post.area_id, Post.seat, Area.name)
            .outerjoin(Area, Area.id == Post.area_id)
            .where(Post.organization_id == self._id, Post.role == Role.COUNCILLOR)
            .order_by(Post.seat, Post.id)
        )
        wards: dict[str, str] = {}
        for post_id, area_id, seat, ward in self._session.execute(seats):
            there = self.seats.setdefault(area_id or "", {})
            there[seat if seat and seat not in there else max(there, default=0) + 1] = post_id
            wards[post_id], self._wards[post_id] = area_id or "", ward or ""
        held = (
            select(Membership.id, Membership.person_id, Membership.post_id, Person.name,
                   Membership.start_on, Membership.end_on)
            .join(Person, Person.id == Membership.person_id)
            .where(Membership.organization_id == self._id)
            .order_by(Membership.end_on.is_(None), Membership.end_on, Membership.start_on, Membership.id)
            .execution_options(binned=True)
        )  # fmt: skip
        for row in self._session.execute(held):
            self.terms.setdefault((row.person_id, row.post_id or ""), []).append(row)
            if row.post_id in wards:
                ward = wards[row.post_id]
                self.seats_held[row.person_id, ward] = row.post_id
                self._sits.setdefault(row.person_id, {})[row.post_id] = row
                self.sitting[fold(row.name), ward] = row.person_id

    def wards(self, person_id: str, today: date) -> list[str]:
        """The names of the wards that somebody sits for."""
        return [
            self._wards[post_id]
            for post_id, row in self._sits.get(person_id, {}).items()
            if (row.end_on or today) >= today
        ]

    def departed(self, named: Collection[str], people: Collection[str], today: date) -> tuple[Departed, ...]:
        """Who holds a seat here that a newer list does not give them: `named` are the places and `people` it names."""
        held = (
            select(Membership.id, Person.id, Person.name, Post.label, Organization.name, Membership.role)
            .join(Person, Person.id == Membership.person_id)
            .join(Organization, Organization.id == Membership.organization_id)
            .outerjoin(Post, Post.id == Membership.post_id)
            .where(
                Membership.organization_id == self._id,
                Membership.role.in_(_PLACES),
                or_(Membership.end_on.is_(None), Membership.end_on >= today),
            )
            .order_by(Person.sort_name, Membership.role, Membership.id)
        )
        by_person: dict[str, list[Any]] = {}
        for row in self._session.execute(held):
            by_person.setdefault(row[1], []).append(row)
        return tuple(_departed(rows, people) for rows in _without(by_person.values(), named))


def known_parties(session: Session) -> dict[str, tuple[str, str]]:
    """The key and name of each party that is here, by its name as it is registered, folded, and by its code."""
    parties = (
        select(Organization.id, Organization.name, Identifier.value)
        .outerjoin(Identifier, and_(Identifier.row_id == Organization.id, Identifier.scheme == SCHEME))
        .where(Organization.kind == OrganizationKind.PARTY)
        .order_by(Organization.id.desc())
    )
    found: dict[str, tuple[str, str]] = {}
    for key, name, code in session.execute(parties):
        for known_as in filter(None, (code, fold(match_party(name).name), fold(name))):
            found[known_as] = (key, name)
    return found


def _without(held: Iterable[list[Any]], named: Collection[str]) -> Iterable[list[Any]]:
    """What each person holds that is not named, where a seat is among it."""
    for rows in held:
        left = [row for row in rows if row[0] not in named]
        if any(row.role is Role.COUNCILLOR for row in left):
            yield left


def _departed(rows: list[Any], people: Collection[str]) -> Departed:
    held = tuple(label or body for _id, _person, _name, label, body, _role in rows)
    return Departed(rows[0][1], rows[0][2], held[0], tuple(row[0] for row in rows), held, rows[0][1] in people)
