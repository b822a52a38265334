"""The bodies, areas and positions that a list of people names: found among those here, or asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.ids import outside_id
from villagedesk.core.parties import match_party
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import OrganizationKind, Role
from villagedesk.models import (
    Area,
    ContactDetail,
    Group,
    Identifier,
    Membership,
    Organization,
    OtherName,
    Post,
    Tag,
    Tagging,
)
from villagedesk.records.imports import (
    AreaEntry,
    Identifiers,
    OrganizationEntry,
    PeopleList,
    PostEntry,
)
from villagedesk.services.known import own_key
from villagedesk.services.reach import contact_rows
from villagedesk.services.references import MERGED
from villagedesk.services.seats import known_parties
from villagedesk.services.typed import Typed
from villagedesk.services.wanted import Wanted

PUBLIC_ROLES = (Role.COUNCILLOR, Role.PORTFOLIO)
_PUBLIC_KINDS = (OrganizationKind.COUNCIL, OrganizationKind.PARTY)


class Bodies:
    """Finds a key for every organisation and area of a list; `posts` does so for positions once people are known.

    `rows` are what each organisation asks for, by its key in the list, parents first.
    """

    def __init__(self, session: Session, content: PeopleList, typed: Typed) -> None:
        self._session, self._content, self._typed = session, content, typed
        self._entries = {entry.key: entry for entry in content.organizations}
        self._known = _known(session, "organization") | _known(session, "area") | _known(session, "post")
        self.in_bin: set[str] = set()
        self.names: dict[str, str] = {}
        self.added: set[str] = set()  # entries of bodies that are not here yet
        self.new: Counter[Any] = Counter()  # how many areas and positions are not
        self._by_name: dict[str, list[tuple[str, str | None, OrganizationKind]]] = {}
        self._also: set[tuple[str, str]] = set()  # other names, by body
        self._reached: dict[str, list[Any]] = {}  # ways to reach each body
        self._public = {row.organization for row in content.memberships if row.role in PUBLIC_ROLES}
        self._owners: dict[str, set[str]] = {}  # which bodies have positions for an area
        for post in content.posts:
            self._owners.setdefault(post.area, set()).add(post.organization)
        self._load()
        self._parties = known_parties(session)
        self._areas = self._areas_here() if content.areas else {}
        self.organizations: dict[str, str] = {}
        self.rows: dict[str, list[Wanted]] = {}
        self._parents: dict[str, str] = {}
        self.areas: dict[str, str] = {}
        self.area_rows: list[Wanted] = []
        for entry in content.organizations:
            self._add_organization(entry, ())
        for area in content.areas:
            self._add_area(area)
        for key, own in self.organizations.items():  # parents first
            entry = self._entries[key]
            self.rows[key] = [self._organization(entry, own), *self._belongings(entry, own)]

    def _load(self) -> None:
        columns = (
            Organization.id,
            Organization.name,
            Organization.parent_id,
            Organization.kind,
            Organization.binned_at,
        )
        for key, name, parent, kind, binned_at in self._session.execute(
            select(*columns).execution_options(binned=True).order_by(Organization.id)
        ):
            self.names[key] = name
            self._by_name.setdefault(fold(name), []).append((key, parent, kind))
            if binned_at:
                self.in_bin.add(key)
        other = select(OtherName.organization_id, OtherName.name).where(OtherName.organization_id.isnot(None))
        for owner, name in self._session.execute(other):
            self._also.add((owner or "", fold(name)))
            known_as = self._by_name.get(fold(self.names.get(owner or "", "")), ())
            self._by_name.setdefault(fold(name), []).extend(row for row in known_as if row[0] == owner)
        reached = select(
            ContactDetail.organization_id, ContactDetail.id, ContactDetail.kind, ContactDetail.value,
            ContactDetail.label, ContactDetail.preferred,
        )  # fmt: skip
        for row in self._session.execute(reached.where(ContactDetail.organization_id.isnot(None))):
            self._reached.setdefault(row.organization_id or "", []).append(row)

    # -- organisations

    def _add_organization(self, entry: OrganizationEntry, on_the_way: tuple[str, ...]) -> str:
        if entry.key in self.organizations:
            return self.organizations[entry.key]
        parent = self._entries.get(entry.parent)
        is_loop = entry.parent in (entry.key, *on_the_way)
        parent_id = self._add_organization(parent, (*on_the_way, entry.key)) if parent and not is_loop else None
        key = self._find(entry, parent_id) or self._new_key(entry, parent_id)
        self.organizations[entry.key] = key
        if key not in self.names:
            self.added.add(entry.key)
            self.names[key] = entry.name
            kind = entry.kind or OrganizationKind.OTHER
            self._by_name.setdefault(fold(entry.name), []).append((key, parent_id, kind))
        if parent_id:
            self._parents[entry.key] = parent_id
        return key

    def _find(self, entry: OrganizationEntry, parent_id: str | None) -> str | None:
        if found := _by_identifier(self._known, entry.identifiers, self.names):
            return found
        if entry.kind is OrganizationKind.PARTY:
            return self._parties.get(fold(match_party(entry.name).name), (None, ""))[0]
        fitting = [
            (key, parent)
            for key, parent, kind in self._by_name.get(fold(entry.name), ())
            if kind is not OrganizationKind.PARTY
        ]
        if parent_id:
            fitting = [row for row in fitting if row[1] == parent_id]
        fitting.sort(key=lambda row: (row[0] in self.in_bin, row[1] is not None))
        return fitting[0][0] if fitting else None

    def _new_key(self, entry: OrganizationEntry, parent_id: str | None) -> str:
        """The key that a body gets in every copy; that of the one that stayed when it was merged into another."""
        was = [old for (scheme, old), key in self._known.items() if scheme == MERGED and key == parent_id]
        keys = [_new_key(entry, parent) for parent in (parent_id, *was)]
        return next((self._known[MERGED, key] for key in keys if (MERGED, key) in self._known), keys[0])

    def _organization(self, entry: OrganizationEntry, key: str) -> Wanted:
        kind = entry.kind or OrganizationKind.OTHER
        first = {
            "name": entry.name, "sort_name": fold(entry.name), "kind": kind, "audience": self._audience(entry),
        }  # fmt: skip
        fills = {
            "name_cy": entry.name_cy, "parent_id": self._parents.get(entry.key), "area_id": self.areas.get(entry.area),
            "founded_on": entry.founded_on, "dissolved_on": entry.dissolved_on, "summary": entry.summary,
        }  # fmt: skip
        return Wanted(Organization, key, {}, first, fills)

    def _audience(self, entry: OrganizationEntry) -> Audience:
        is_public = entry.kind in _PUBLIC_KINDS or entry.key in self._public
        return Audience.PUBLIC if is_public else Audience.COMMITTEE

    def _belongings(self, entry: OrganizationEntry, key: str) -> list[Wanted]:
        called = {fold(name): name for name in entry.other_names if fold(name) != fold(entry.name)}
        rows = [
            other_name("organization_id", key, name) for also, name in called.items() if (key, also) not in self._also
        ]
        here, audience = self._reached.get(key, ()), self._audience(entry)
        rows += contact_rows("organization_id", key, entry.contacts, here, audience, self._typed)
        return rows + identifier_rows("organization", key, entry.identifiers)

    # -- areas and positions

    def _add_area(self, entry: AreaEntry) -> None:
        """An area is here when a body that the list has for it, or nobody, has an area of that name."""
        found = _by_identifier(self._known, entry.identifiers, {})
        if not found:
            owners = sorted(self._owners.get(entry.key, ()))
            bodies = [self.organizations[key] for key in owners if key in self.organizations]
            found = self._area_of(bodies, entry.name)
            place = f"{bodies[0] if bodies else ''}/{fold(entry.name)}"
            found = found or outside_id(*(entry.identifiers[0] if entry.identifiers else ("area", place)))
        self.areas[entry.key] = found
        self.new[Area] += all(found != key for key, _body in self._areas.get(fold(entry.name), ()))
        first = {"name": entry.name, "audience": Audience.PUBLIC}
        fills = {"name_cy": entry.name_cy, "label": entry.label, "parent_id": self.areas.get(entry.parent)}
        self.area_rows += [Wanted(Area, found, {}, first, fills), *identifier_rows("area", found, entry.identifiers)]

    def _areas_here(self) -> dict[str, list[tuple[str, str]]]:
        """The areas that are here by folded name: each with a body that has a position for it."""
        areas = select(Area.id, Area.name, Post.organization_id).outerjoin(Post, Post.area_id == Area.id)
        found: dict[str, list[tuple[str, str]]] = {}
        for key, name, body in self._session.execute(areas.order_by(Area.id)):
            found.setdefault(fold(name), []).append((key, body or ""))
        return found

    def _area_of(self, bodies: list[str], name: str) -> str | None:
        here = self._areas.get(fold(name), ())
        return next((key for key, body in here if body in bodies or not bodies), None)

    def posts(self, people: Mapping[str, str]) -> tuple[dict[tuple[str, str], str], list[Wanted]]:
        """A key for each position of the list and whoever has it, and the rows; `people` are the keys of its people.

        Seats that somebody of the list has already are not given to anybody else.
        """
        return _Posts(self._session, self, self._content, self._known, people).all()


class _Posts:
    """Gives each position of a list one that is here, or a new one; each holder has a seat of their own."""

    def __init__(
        self, session: Session, bodies: Bodies, content: PeopleList, known: Mapping[tuple[str, str], str],
        people: Mapping[str, str],
    ) -> None:  # fmt: skip
        self._bodies, self._entries, self._known = bodies, content.posts, known
        wanted = sorted(set(bodies.organizations.values()))
        self._here: dict[tuple[str, ...], list[str]] = {}
        of_bodies = select(Post.id, Post.organization_id, Post.role, Post.label, Post.area_id)
        for key, body, role, label, area in session.execute(of_bodies.order_by(Post.seat, Post.id)):
            self._here.setdefault(_sort(body, role, label, area), []).append(key)
        held = select(Membership.person_id, Membership.post_id).where(Membership.organization_id.in_(wanted))
        self._held: dict[str, set[str]] = {}
        for person, post in session.execute(held) if wanted else ():
            self._held.setdefault(person, set()).add(post or "")
        self._holders: dict[str, list[str]] = {}
        for row in content.memberships:
            if row.post and row.person in people:
                self._holders.setdefault(row.post, []).append(people[row.person])

    def all(self) -> tuple[dict[tuple[str, str], str], list[Wanted]]:
        """The key of each position, by its key in the list and whose it is ("" for anybody's), and the rows."""
        wanted = [
            (entry, holder)
            for entry in self._entries
            if entry.organization in self._bodies.organizations
            for holder in self._each(entry)
        ]
        keys = {(entry.key, who): key for entry, who in wanted if (key := self._certain(entry, who))}
        taken, rows = set(keys.values()), []
        for entry, who in wanted:
            number = 0
            if (entry.key, who) not in keys:
                keys[entry.key, who], number = self._next(entry, taken)
                taken.add(keys[entry.key, who])
            rows += self._rows(entry, keys[entry.key, who], number)
        return keys, rows

    def _each(self, entry: PostEntry) -> Iterable[str]:
        """Whose seats an entry stands for: one for each holder, where the list doesn't tell seats apart itself."""
        is_seat = entry.role is Role.COUNCILLOR and entry.area and not entry.identifiers
        return dict.fromkeys(self._holders.get(entry.key, [""])) if is_seat else [""]

    def _sort_of(self, entry: PostEntry) -> tuple[str, ...]:
        body = self._bodies.organizations.get(entry.organization, "")
        return _sort(body, entry.role, entry.label, self._bodies.areas.get(entry.area))

    def _certain(self, entry: PostEntry, who: str) -> str | None:
        if found := _by_identifier(self._known, entry.identifiers, {}):
            return found
        here = self._here.get(self._sort_of(entry), ())
        mine = (self._held.get(person, set()) for person in ([who] if who else self._holders.get(entry.key, ())))
        return next((key for held in mine for key in here if key in held), None)

    def _next(self, entry: PostEntry, taken: set[str]) -> tuple[str, int]:
        """A position of this sort that nobody has, and its number among them."""
        sort = self._sort_of(entry)
        here = self._here.get(sort, [])
        for number, key in enumerate(here, 1):
            if key not in taken:
                return key, number
        number = len(here) + 1
        if entry.identifiers:
            return outside_id(*entry.identifiers[0]), number
        while (key := outside_id("post", "/".join((*sort, str(number))))) in taken:
            number += 1
        return key, number

    def _rows(self, entry: PostEntry, key: str, number: int) -> list[Wanted]:
        self._bodies.new[Post] += key not in self._here.get(self._sort_of(entry), [])
        first = {
            "organization_id": self._bodies.organizations[entry.organization], "label": entry.label, "role": entry.role,
            "area_id": self._bodies.areas.get(entry.area),
            "seat": number if entry.role is Role.COUNCILLOR and number else None,
            "audience": Audience.PUBLIC if entry.role in PUBLIC_ROLES else Audience.COMMITTEE,
        }  # fmt: skip
        return [Wanted(Post, key, {}, first), *identifier_rows("post", key, entry.identifiers)]


def _sort(body: str, role: Role, label: str, area: str | None) -> tuple[str, ...]:
    """What interchangeable positions share: the seats of a ward are one sort whatever they are called."""
    return (body, role, area) if role is Role.COUNCILLOR and area else (body, fold(label), area or "")


def _new_key(entry: OrganizationEntry, parent_id: str | None) -> str:
    if entry.kind is OrganizationKind.PARTY:
        return outside_id("party", fold(match_party(entry.name).name))
    if entry.identifiers:
        return outside_id(*entry.identifiers[0])
    return outside_id("organization", f"{parent_id or ''}/{fold(entry.name)}")


def _known(session: Session, kind: str) -> dict[tuple[str, str], str]:
    known = select(Identifier.scheme, Identifier.value, Identifier.row_id).where(Identifier.kind == kind)
    return {(scheme, value): key for scheme, value, key in session.execute(known)}


def _by_identifier(
    known: Mapping[tuple[str, str], str], identifiers: Identifiers, own: Mapping[str, object]
) -> str | None:
    for scheme, value in identifiers:
        if found := known.get((scheme, value)):
            return found
        if (key := own_key(value)) in own:
            return key
    return None


def identifier_rows(kind: str, key: str, identifiers: Identifiers) -> list[Wanted]:
    """What remembers that a row is called so outside; our own keys need no remembering."""
    return [
        Wanted(
            Identifier,
            outside_id("identifier", f"{scheme}/{value}"),
            {"row_id": key},
            {"scheme": scheme, "value": value, "kind": kind},
        )
        for scheme, value in identifiers
        if own_key(value) != key
    ]


def other_name(owner: str, key: str, name: str) -> Wanted:
    """A further name; `owner` is the column of whoever has it."""
    return Wanted(OtherName, outside_id("other-name", f"{key}/{fold(name)}"), {}, {owner: key, "name": name})


def tag_rows(owner: str, key: str, tags: Iterable[str], here: Mapping[str, str]) -> list[Wanted]:
    """The taggings of somebody, and the tags that are not `here` (by folded name) yet."""
    rows = []
    for name in dict.fromkeys(tags):
        tag = here.get(fold(name)) or outside_id("tag", fold(name))
        rows += [
            Wanted(Tag, tag, {}, {"name": name}),
            Wanted(Tagging, outside_id("tagging", f"{tag}/{key}"), {}, {"tag_id": tag, owner: key}),
        ]
    return rows


def body_named(session: Session, name: str) -> tuple[dict[str, Any] | None, str | None]:
    """The body of this name as (row to be written where it is new, key); no key for the group itself, or no name."""
    name = one_line(name)
    own = session.scalars(select(Group)).one()
    if not name or fold(name) == fold(own.name):
        return None, None
    found = session.scalars(
        select(Organization.id).where(Organization.sort_name == fold(name)).order_by(Organization.id)
    ).first()
    if found:
        return None, None if found == own.organization_id else found
    kind = OrganizationKind.COUNCIL if "council" in fold(name) or "cyngor" in fold(name) else OrganizationKind.OTHER
    key = outside_id("body", fold(name))
    row = {"id": key, "name": name, "sort_name": fold(name), "kind": kind, "audience": Audience.PUBLIC}
    return row, key
