"""Turns a council's list of councillors into the rows that it asks for: wards, seats, people, posts and parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _
from villagedesk.core.ids import outside_id
from villagedesk.core.parties import SCHEME as PARTIES
from villagedesk.core.parties import match_party
from villagedesk.core.text import fold, one_line, sort_name
from villagedesk.core.words import OrganizationKind, Role
from villagedesk.models import Area, Identifier, Membership, Organization, Person, Post
from villagedesk.records.imports import Contact, CouncillorEntry, CouncillorList, Departed, Identifiers, ImportOptions
from villagedesk.services.bodies import identifier_rows
from villagedesk.services.known import KnownPeople
from villagedesk.services.posts import running
from villagedesk.services.reach import contact_rows
from villagedesk.services.seats import Council
from villagedesk.services.typed import Typed
from villagedesk.services.wanted import Asked, Line, Wanted

COUNCIL_SCHEME = "moderngov-council"


def asked(session: Session, content: CouncillorList, options: ImportOptions, today: date) -> Asked:
    """What a council's list asks for, and who is no longer on it."""
    councillors = _Councillors(session, content, options, today)
    lines = [councillors.line(entry) for entry in content.entries]
    return Asked(
        lines,
        councillors.typed,
        tuple(councillors.shared),
        content.refused,
        (*councillors.notes, *content.notes),
        councillors.names,
        departed=councillors.departed(lines),
    )


class _Councillors:
    """Turns the entries of a council's list into the rows that they ask for."""

    def __init__(self, session: Session, content: CouncillorList, options: ImportOptions, today: date) -> None:
        self._session, self._options, self._today = session, options, today
        self._known, self.typed = KnownPeople(session), Typed(session)
        self.notes: list[str] = []
        council = self._council(content)
        self._key = self._council_key(council, content)
        self._scheme = f"moderngov:{self._key}"
        self._council_id = council.id if council else outside_id(COUNCIL_SCHEME, self._key)
        self.shared = self._council_rows(council, content)
        self._here = Council(session, self._scheme, self._council_id)
        self.names = self._known.names | dict(self._here.parties.values())
        if council:
            self.names[council.id] = council.name
        self._people: dict[int, str] = {}
        for entry in content.entries:
            if not entry.vacant:
                self._people[entry.row] = self._find(entry)
        self._keep_held_seats(content.entries)

    def line(self, entry: CouncillorEntry) -> Line:
        """What one entry asks for: the seat and, when it is held, the person, their party, posts and details."""
        area_id = self._area(entry.ward)
        if entry.vacant:
            seat = self._seat(entry, "", area_id)
            name = _("Vacant seat, {ward}").format(ward=entry.ward)
            return Line(entry.row, name, seat.id, [seat], notes=entry.notes)
        person_id = self._people[entry.row]
        if reason := self._known.closed.get(person_id):
            return Line(entry.row, entry.name, refused=reason, notes=entry.notes)
        person = Wanted(
            Person,
            person_id,
            {"name": entry.name, "sort_name": sort_name(entry.name), "title": entry.title, "honours": entry.honours},
            {"audience": Audience.PUBLIC},
        )
        seat = self._seat(entry, person_id, area_id)
        rows = [person, *identifier_rows("person", person_id, self._identifiers(entry)), seat]
        rows += [*self._held(entry, person_id, seat.id), *self._contacts(entry, person_id)]
        notes = entry.notes
        if person_id not in self._known.names and (alike := self._known.alike(entry.name)):
            notes = (_("Looks like {name}, who is here already").format(name=alike), *notes)
        return Line(entry.row, entry.name, person_id, rows, notes=notes)

    def departed(self, lines: Sequence[Line]) -> tuple[Departed, ...]:
        """Who holds a seat of this council still that the list does not give them."""
        named = {row.id for line in lines for row in line.wanted if row.model is Membership}
        return self._here.departed(named, set(self._people.values()), self._today)

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

    def _council_rows(self, council: Organization | None, content: CouncillorList) -> list[Wanted]:
        name = council.name if council else self._name_for(content)
        if council is None:
            self.notes.append(_("{name} is added as the council of this list.").format(name=name))
        first = {
            "name": name, "sort_name": fold(name), "kind": OrganizationKind.COUNCIL, "audience": Audience.PUBLIC,
        }  # fmt: skip
        identifiers = identifier_rows("organization", self._council_id, ((COUNCIL_SCHEME, self._key),))
        dates = {"listed_on": self._today, "elects_on": content.elects_on}
        return [Wanted(Organization, self._council_id, dates, first, decides=True), *identifiers]

    # -- wards, seats and people

    def _area(self, ward: str) -> str:
        key = self._here.areas.get(fold(ward)) or outside_id("moderngov-ward", f"{self._key}/{fold(ward)}")
        first = {"name": ward, "label": _("ward"), "audience": Audience.PUBLIC}
        self.shared.append(Wanted(Area, key, {}, first))
        return key

    def _identifiers(self, entry: CouncillorEntry) -> Identifiers:
        return ((self._scheme, entry.external_id or f"{fold(entry.name)}/{fold(entry.ward)}"),)

    def _find(self, entry: CouncillorEntry) -> str:
        """Somebody here: by the council's number, else whoever of that name sits for the ward or has the address."""
        identifiers = self._identifiers(entry)
        known = self._known.by_identifier(identifiers) or self._here.sitting.get(
            (fold(entry.name), self._here.areas.get(fold(entry.ward), ""))
        )
        known = known or self._known.by_reach(identifiers, entry.name, entry.contacts)
        key = known or self._known.stays(outside_id(*identifiers[0]))
        self._known.claim(key, identifiers)
        return key

    def _keep_held_seats(self, entries: Sequence[CouncillorEntry]) -> None:
        """Seats that somebody on the list has already are not given to anybody else."""
        self._given: set[str] = set()
        for entry in entries:
            if not entry.vacant and (seat := self._held_seat(entry)):
                self._given.add(seat)

    def _held_seat(self, entry: CouncillorEntry) -> str | None:
        area_id = self._here.areas.get(fold(entry.ward), "")
        return self._here.seats_held.get((self._people[entry.row], area_id))

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

    def _party(self, entry: CouncillorEntry) -> str | None:
        """The key of a party, None where the list says none."""
        if not entry.party and not entry.party_code:
            return None
        party = match_party(entry.party, entry.party_code)
        known = self._here.parties.get(party.code) or self._here.parties.get(fold(party.name))
        key, name = known or (outside_id("party", fold(party.name)), party.name)
        first = {
            "name": name, "sort_name": fold(name), "kind": OrganizationKind.PARTY, "audience": Audience.PUBLIC,
        }  # fmt: skip
        if party.code:
            self.shared += identifier_rows("organization", key, ((PARTIES, party.code),))
        self.names.setdefault(key, name)
        self.shared.append(Wanted(Organization, key, {}, first))
        return key

    def _held(self, entry: CouncillorEntry, person_id: str, seat_id: str) -> list[Wanted]:
        """The memberships of an entry: the seat, and each post named beside it, which is made where there is none."""
        before = self._here.wards(person_id, self._today)
        says = (
            _("Ward: {before} -> {after}").format(before=before[0], after=entry.ward)
            if len(before) == 1
            else _("New seat: {ward}").format(ward=entry.ward)
        )
        values = {"on_behalf_of_id": self._party(entry), "start_on": entry.start, "end_on": entry.end}
        rows = [self._membership(person_id, seat_id, Role.COUNCILLOR, values, says)]
        for label in entry.posts:
            post_id = self._here.posts.get(fold(label)) or outside_id("moderngov-post", f"{self._key}/{fold(label)}")
            first = {
                "organization_id": self._council_id, "role": Role.PORTFOLIO, "label": label,
                "audience": Audience.PUBLIC,
            }  # fmt: skip
            self.shared.append(Wanted(Post, post_id, {}, first))
            says = _("New post: {post}").format(post=label)
            rows.append(self._membership(person_id, post_id, Role.PORTFOLIO, {}, says))
        return rows

    def _membership(self, person_id: str, post_id: str, role: Role, values: dict[str, Any], says: str) -> Wanted:
        """How somebody holds a position. A term that ended before the list's begins stays as it was, beside the new."""
        first = {"person_id": person_id, "organization_id": self._council_id, "post_id": post_id, "role": role}
        key, start = outside_id("membership", f"{person_id}/{post_id}"), values.get("start_on")
        terms = self._here.terms.get((person_id, post_id), [])
        last = terms[-1] if terms else None
        is_over = last is not None and last.end_on is not None and last.end_on < self._today
        if last and is_over and start and last.end_on <= start:
            return Wanted(
                Membership,
                outside_id("membership", f"{person_id}/{post_id}/{start}"),
                values,
                first,
                says=says,
                decides=True,
            )
        empties = ("end_on",) if is_over and not values.get("end_on") else ()
        return Wanted(Membership, last.id if last else key, values, first, empties=empties, says=says, decides=True)

    def _contacts(self, entry: CouncillorEntry, person_id: str) -> list[Wanted]:
        found = list(entry.contacts)
        if entry.home_address:
            found.append(Contact("address", "\n".join(entry.home_address), "home"))
        taken = [
            replace(contact, label=_("home") if contact.label == "home" else _("council"))
            for contact in found
            if contact.label != "home" or self._options.home_addresses
        ]
        here = self._known.contacts.get(person_id, ())
        return contact_rows("person_id", person_id, taken, here, Audience.PUBLIC, self.typed)


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
        .where(Organization.kind == OrganizationKind.COUNCIL, Organization.parent_id.is_(None), running())
        .limit(2)
    ).all()
    return councils[0] if len(councils) == 1 else None
