"""Turns a council's list of councillors into the rows that it asks for: wards, seats, people, posts and parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _
from villagedesk.core.ids import outside_id
from villagedesk.core.text import fold, one_line, sort_name
from villagedesk.core.words import ContactKind, OrganizationKind, Role
from villagedesk.models import Area, ContactDetail, Identifier, Membership, Organization, Person, Post
from villagedesk.records.imports import CouncillorEntry, CouncillorList, ImportOptions

COUNCIL_SCHEME = "moderngov-council"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that an entry asks for. `values` are the list's and compared; `first` are set only on a new row."""

    model: Any
    id: str
    values: dict[str, Any]
    first: dict[str, Any] = field(default_factory=dict)
    says: str = ""  # what is told when it is new beside a person who is not
    is_own: bool = True  # False for what entries share: wards and parties


class _Here:
    """What is stored of a council already: keys by folded name, and who has which seat."""

    def __init__(self, session: Session, scheme: str, council_id: str) -> None:
        self._session = session
        known = select(Identifier.value, Identifier.row_id).where(Identifier.scheme == scheme)
        of_council = Post.organization_id == council_id
        parties = select(Organization.name, Organization.id).where(Organization.kind == OrganizationKind.PARTY)
        self.people = {row.value: row.row_id for row in session.execute(known)}
        self.areas = self._names(select(Area.name, Area.id).join(Post, Post.area_id == Area.id).where(of_council))
        self.posts = self._names(select(Post.label, Post.id).where(of_council))
        self.parties = {fold(name): (name, key) for name, key in session.execute(parties)}
        self.seats: dict[str, dict[int, str]] = {}
        """Each ward's seats by number."""
        self.seats_held = self._seats(council_id)
        """Which seat somebody has in a ward, by person and ward."""

    def _names(self, statement: Any) -> dict[str, str]:
        return {fold(name): key for name, key in self._session.execute(statement)}

    def _seats(self, council_id: str) -> dict[tuple[str, str], str]:
        seats = select(Post.id, Post.area_id, Post.seat).where(
            Post.organization_id == council_id, Post.role == Role.COUNCILLOR
        )
        wards: dict[str, str] = {}
        for post_id, area_id, seat in self._session.execute(seats):
            self.seats.setdefault(area_id or "", {})[seat or 1] = post_id
            wards[post_id] = area_id or ""
        held = select(Membership.person_id, Membership.post_id).where(
            Membership.organization_id == council_id, Membership.role == Role.COUNCILLOR
        )
        return {
            (person_id, wards[post_id]): post_id
            for person_id, post_id in self._session.execute(held)
            if post_id and post_id in wards
        }


class Councillors:
    """Turns the entries of a council's list into the rows that they ask for."""

    def __init__(self, session: Session, content: CouncillorList, options: ImportOptions) -> None:
        self._session, self._options = session, options
        self.notes: list[str] = []
        council = self._council(content)
        self._key = self._council_key(council, content)
        self._scheme = f"moderngov:{self._key}"
        self._council_id = council.id if council else outside_id(COUNCIL_SCHEME, self._key)
        self.council_rows = self._council_wanted(council, content)
        self._here = _Here(session, self._scheme, self._council_id)
        self.party_names = {key: name for name, key in self._here.parties.values()}
        self._keep_held_seats(content.entries)

    def rows_for(self, entry: CouncillorEntry) -> list[Wanted]:
        """The rows of one entry: ward, seat and, when it is held, the person, their party, posts and details."""
        area = self._area(entry.ward)
        person_id = "" if entry.vacant else self._person_id(entry)
        seat = self._seat(entry, person_id, area.id)
        if entry.vacant:
            return [area, seat]
        person = Wanted(
            Person,
            person_id,
            {"name": entry.name, "title": entry.title, "honours": entry.honours, "binned_at": None},
            {"sort_name": sort_name(entry.name), "audience": Audience.PUBLIC},
        )
        known_as = entry.external_id or self._nameless(entry)
        identifier = Wanted(
            Identifier,
            outside_id("identifier", f"{self._scheme}/{known_as}"),
            {"row_id": person_id},
            {"scheme": self._scheme, "value": known_as, "kind": "person"},
        )
        return [area, *self._party(entry), person, identifier, seat, *self._held(entry, person_id, seat.id),
                *self._contacts(entry, person_id)]  # fmt: skip

    # -- the council

    def _council(self, content: CouncillorList) -> Organization | None:
        chosen = one_line(self._options.council)
        if not chosen:
            return known_council(self._session, content)
        councils = select(Organization).where(Organization.kind == OrganizationKind.COUNCIL)
        return self._session.scalar(councils.where(Organization.sort_name == fold(chosen)).limit(1))

    def _council_key(self, council: Organization | None, content: CouncillorList) -> str:
        if council:
            known = select(Identifier.value).where(Identifier.scheme == COUNCIL_SCHEME, Identifier.row_id == council.id)
            if key := self._session.scalar(known.limit(1)):
                return key
        return content.council_key or fold(self._name_for(content))

    def _name_for(self, content: CouncillorList) -> str:
        return one_line(self._options.council) or content.council_guess or _("The council")

    def _council_wanted(self, council: Organization | None, content: CouncillorList) -> tuple[Wanted, Wanted]:
        name = council.name if council else self._name_for(content)
        if council is None:
            self.notes.append(_("{name} is added as the council of this list.").format(name=name))
        first = {
            "name": name, "sort_name": fold(name), "kind": OrganizationKind.COUNCIL, "audience": Audience.PUBLIC,
        }  # fmt: skip
        known_as = {"scheme": COUNCIL_SCHEME, "value": self._key, "kind": "organization"}
        identifier = outside_id("identifier", f"{COUNCIL_SCHEME}/{self._key}")
        return (
            Wanted(Organization, self._council_id, {}, first, is_own=False),
            Wanted(Identifier, identifier, {"row_id": self._council_id}, known_as, is_own=False),
        )

    # -- wards, seats and people

    def _area(self, ward: str) -> Wanted:
        key = self._here.areas.get(fold(ward)) or outside_id("moderngov-ward", f"{self._key}/{fold(ward)}")
        return Wanted(Area, key, {"name": ward}, {"label": _("ward"), "audience": Audience.PUBLIC}, is_own=False)

    def _nameless(self, entry: CouncillorEntry) -> str:
        return f"{fold(entry.name)}/{fold(entry.ward)}"

    def _person_id(self, entry: CouncillorEntry) -> str:
        known_as = entry.external_id or self._nameless(entry)
        return self._here.people.get(known_as) or outside_id(self._scheme, known_as)

    def _keep_held_seats(self, entries: Sequence[CouncillorEntry]) -> None:
        """Seats that somebody on the list has already are not given to anybody else."""
        self._given: set[str] = set()
        for entry in entries:
            if not entry.vacant and (seat := self._held_seat(entry)):
                self._given.add(seat)

    def _held_seat(self, entry: CouncillorEntry) -> str | None:
        return self._here.seats_held.get((self._person_id(entry), self._area(entry.ward).id))

    def _seat(self, entry: CouncillorEntry, person_id: str, area_id: str) -> Wanted:
        key = self._here.seats_held.get((person_id, area_id)) if person_id else None
        there = self._here.seats.get(area_id, {})
        number = next((n for n, post_id in there.items() if post_id == key), 0)
        while key is None:
            number += 1
            candidate = there.get(number) or outside_id("moderngov-seat", f"{self._key}/{fold(entry.ward)}/{number}")
            if candidate not in self._given:
                key = candidate
        self._given.add(key)
        first = {
            "organization_id": self._council_id, "role": Role.COUNCILLOR, "area_id": area_id, "seat": number,
            "audience": Audience.PUBLIC, "label": _("Councillor for {ward}").format(ward=entry.ward),
        }  # fmt: skip
        return Wanted(Post, key, {}, first)

    def _party(self, entry: CouncillorEntry) -> list[Wanted]:
        if not entry.party:
            return []
        first = {
            "name": entry.party, "sort_name": fold(entry.party), "kind": OrganizationKind.PARTY,
            "audience": Audience.PUBLIC,
        }  # fmt: skip
        key = self._party_id(entry.party)
        self.party_names.setdefault(key, entry.party)
        return [Wanted(Organization, key, {}, first, is_own=False)]

    def _party_id(self, party: str) -> str:
        _name, key = self._here.parties.get(fold(party), ("", outside_id("party", fold(party))))
        return key

    def _held(self, entry: CouncillorEntry, person_id: str, seat_id: str) -> list[Wanted]:
        """The memberships of an entry: the seat, and each post named beside it, which is made where there is none."""
        rows = [
            self._membership(
                person_id,
                seat_id,
                Role.COUNCILLOR,
                {
                    "on_behalf_of_id": self._party_id(entry.party) if entry.party else None,
                    "start_on": entry.start,
                    "end_on": entry.end,
                },
                says=_("New seat: {ward}").format(ward=entry.ward),
            )
        ]
        for label in entry.posts:
            post_id = self._here.posts.get(fold(label)) or outside_id("moderngov-post", f"{self._key}/{fold(label)}")
            first = {
                "organization_id": self._council_id, "role": Role.PORTFOLIO, "label": label,
                "audience": Audience.PUBLIC,
            }  # fmt: skip
            rows.append(Wanted(Post, post_id, {}, first, is_own=False))
            says = _("New post: {post}").format(post=label)
            rows.append(self._membership(person_id, post_id, Role.PORTFOLIO, {}, says=says))
        return rows

    def _membership(self, person_id: str, post_id: str, role: Role, values: dict[str, Any], *, says: str) -> Wanted:
        first = {"person_id": person_id, "organization_id": self._council_id, "post_id": post_id, "role": role}
        return Wanted(Membership, outside_id("membership", f"{person_id}/{post_id}"), values, first, says)

    def _contacts(self, entry: CouncillorEntry, person_id: str) -> list[Wanted]:
        found = [contact for contact in entry.contacts if contact.label != "home" or self._options.home_addresses]
        rows, numbers = [], dict[tuple[str, str], int]()
        for kind, value, label in [(contact.kind, contact.value, contact.label) for contact in found] + (
            [("address", "\n".join(entry.home_address), "home")]
            if entry.home_address and self._options.home_addresses
            else []
        ):
            number = numbers[kind, label] = numbers.get((kind, label), 0) + 1
            home = label == "home"
            first = {
                "person_id": person_id, "kind": ContactKind(kind), "label": _("home") if home else _("council"),
                "audience": Audience.COMMITTEE if home else Audience.PUBLIC,
            }  # fmt: skip
            key = outside_id("contact", f"{person_id}/{kind}/{label}/{number}")
            says = _("New contact: {value}").format(value=one_line(value))
            rows.append(Wanted(ContactDetail, key, {"value": value}, first, says))
        return rows


def known_council(session: Session, content: CouncillorList) -> Organization | None:
    """The council that the list's key is known to be, else the only council there is."""
    if content.council_key:
        known = select(Identifier.row_id).where(
            Identifier.scheme == COUNCIL_SCHEME, Identifier.value == content.council_key
        )
        key = session.scalar(known.limit(1))
        if key and (council := session.get(Organization, key)):
            return council
    councils = session.scalars(
        select(Organization)
        .where(Organization.kind == OrganizationKind.COUNCIL, Organization.parent_id.is_(None))
        .limit(2)
    ).all()
    return councils[0] if len(councils) == 1 else None
