"""Turns a list of people and bodies into the rows that it asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.ids import is_outside, outside_id
from villagedesk.core.text import fold, one_line, sort_name
from villagedesk.core.words import ContactKind, Role
from villagedesk.models import (
    Area,
    Document,
    Membership,
    Note,
    OtherName,
    Person,
    Post,
    Tag,
    Tagging,
)
from villagedesk.records.imports import (
    Contact,
    ImportOptions,
    MembershipEntry,
    OrganizationEntry,
    PeopleList,
    PersonEntry,
)
from villagedesk.services.bodies import (
    PUBLIC_ROLES,
    Bodies,
    identifier_rows,
    other_name,
    tag_rows,
)
from villagedesk.services.known import TELLING, KnownPeople
from villagedesk.services.reach import contact_rows, same
from villagedesk.services.typed import Typed
from villagedesk.services.wanted import Asked, Line, Wanted

_CHUNK = 500


def asked(session: Session, content: PeopleList, options: ImportOptions) -> Asked:
    """What the list asks for."""
    return _List(session, content, options).asked()


class _List:
    """Finds everybody of a list, then what each of them asks for."""

    def __init__(self, session: Session, content: PeopleList, options: ImportOptions) -> None:
        self._session, self._content, self._options = session, content, options
        self._known = KnownPeople(session)
        self._typed = Typed(session)
        self._bodies = Bodies(session, content, self._typed)
        self._memberships: dict[str, list[MembershipEntry]] = {}
        for row in content.memberships:
            self._memberships.setdefault(row.person, []).append(row)
        self._tags = {fold(name): key for key, name in session.execute(select(Tag.id, Tag.name))}
        self._by_identifier: set[str] = set()
        self._new: dict[str, str] = {}  # new people's entries with whom they look like
        self._contents: dict[str, bytes] = {}
        self._keys = {entry.key: self._find(entry) for entry in content.people}
        self._posts, self._post_rows = self._bodies.posts(self._keys)
        self._here = _Here(session, sorted(set(self._keys.values()) & set(self._known.names)))
        self._post_labels = {entry.key: entry.label for entry in content.posts}

    def asked(self) -> Asked:
        """The whole: a line for each person, and for each body that nobody in the list hangs on."""
        lines = [self._line(entry) for entry in self._content.people]
        alone = self._standing_alone()
        lines += [self._body_line(entry) for entry in alone]
        by_themselves = {entry.key for entry in alone}
        shared = [*self._bodies.area_rows]
        for key, rows in self._bodies.rows.items():
            if key not in by_themselves:
                shared += rows
        return Asked(
            lines,
            self._typed,
            (*shared, *self._post_rows),
            self._content.refused,
            self._content.notes + self._notes(by_themselves),
            self._names(),
            self._contents,
        )

    def _names(self) -> dict[str, str]:
        """What the rows are called that what is told may name."""
        bodies = self._bodies
        posts = {key: self._post_labels[entry] for (entry, _holder), key in self._posts.items()}
        areas = {bodies.areas[entry.key]: entry.name for entry in self._content.areas}
        return self._known.names | posts | areas | bodies.names

    # -- who is who

    def _find(self, entry: PersonEntry) -> str:
        """The key of somebody here, else the key that they get in every copy."""
        known = self._known
        if key := known.by_identifier(entry.identifiers):
            self._by_identifier.add(entry.key)
        else:
            key = known.by_reach(entry.identifiers, entry.name, entry.contacts) or self._by_place(entry)
            key = key or known.stays(self._new_key(entry))
            if key not in known.names and key not in known.closed:
                self._new[entry.key] = known.alike(entry.name)
        known.join(key, entry.identifiers, entry.name, entry.contacts)
        return key

    def _by_place(self, entry: PersonEntry) -> str:
        """Whoever of this name is in the same body, for those in public office and those who can't be reached."""
        if not self._is_public(entry) and any(contact.kind in TELLING for contact in entry.contacts):
            return ""
        bodies = (self._bodies.organizations.get(row.organization, "") for row in self._memberships.get(entry.key, ()))
        return next(filter(None, (self._known.by_place(entry.name, body) for body in bodies)), "")

    def _new_key(self, entry: PersonEntry) -> str:
        if entry.identifiers:
            return outside_id(*entry.identifiers[0])
        for kinds in ((ContactKind.EMAIL,), (ContactKind.PHONE, ContactKind.MOBILE)):
            for contact in entry.contacts:
                if contact.kind in kinds:
                    return outside_id("person", "/".join((fold(entry.name), *same(contact.kind, contact.value))))
        bodies = [row.organization for row in self._memberships.get(entry.key, ())]
        body = next((self._bodies.organizations[key] for key in bodies if key in self._bodies.organizations), "")
        return outside_id("person", f"{fold(entry.name)}/{body}")

    # -- people

    def _line(self, entry: PersonEntry) -> Line:
        key = self._keys[entry.key]
        if reason := self._known.closed.get(key):
            return Line(entry.row, entry.name, refused=reason, notes=entry.notes)
        notes = entry.notes
        if alike := self._new.get(entry.key):
            notes = (_("Looks like {name}, who is here already").format(name=alike), *notes)
        if self._is_public(entry) and not self._options.home_addresses and _homes(entry.contacts):
            notes = (*notes, _("Home details are left out"))
        rows = [
            *self._person(entry, key),
            *self._contacts(entry, key),
            *self._other_names(entry, key),
            *tag_rows("person_id", key, entry.tags, self._tags),
            *identifier_rows("person", key, entry.identifiers),
        ]
        for row in self._memberships.get(entry.key, ()):
            body = self._bodies.organizations.get(row.organization)
            if body in self._bodies.in_bin:
                name = self._bodies.names[body]
                notes = (*notes, _("{name} is in the bin here, so the place there is not taken").format(name=name))
            elif body:
                rows.append(self._membership(row, key, body))
        return Line(entry.row, entry.name, key, self._news(rows), notes=notes)

    def _news(self, rows: Iterable[Wanted]) -> list[Wanted]:
        """Without the taggings and tags that are here by another key."""
        return [row for row in rows if row.model is not Tagging or _tagging(row) not in self._here.taggings]

    def _is_public(self, entry: PersonEntry) -> bool:
        return any(row.role in PUBLIC_ROLES for row in self._memberships.get(entry.key, ()))

    def _person(self, entry: PersonEntry, key: str) -> list[Wanted]:
        """The person. Who is known by a name and a number alone keeps what is here; only what is empty is filled."""
        given = {
            "title": entry.title, "honours": entry.honours, "pronouns": entry.pronouns, "languages": entry.languages,
        }  # fmt: skip
        called = {"name": entry.name, "sort_name": sort_name(entry.name)}
        first = {"audience": Audience.PUBLIC if self._is_public(entry) else Audience.COMMITTEE}
        rest = {"summary": entry.summary.strip()}
        picture = self._picture(entry, key)
        if entry.key in self._by_identifier:
            person = Wanted(Person, key, called | given | {"picture_id": picture.id if picture else ""}, first, rest)
        else:
            person = Wanted(
                Person, key, {}, called | first, rest | given | {"picture_id": picture.id if picture else ""}
            )
        return [*([picture] if picture else []), person, *self._note(entry, key)]

    def _note(self, entry: PersonEntry, key: str) -> list[Wanted]:
        """What the list says about somebody, as a note, where something else is said here already."""
        stored, text = self._known.summaries.get(key, ""), entry.summary.strip()
        if not stored or not text or one_line(text) in one_line(stored):
            return []
        first = {"person_id": key, "text": text, "audience": Audience.COMMITTEE}
        return [Wanted(Note, outside_id("note", f"{key}/{text}"), {}, first, says=_("New note"))]

    def _picture(self, entry: PersonEntry, key: str) -> Wanted | None:
        """Their picture, unless there is one that may not be replaced: only who is known by identifier gets another."""
        there = self._known.pictures.get(key, "")
        may = not there or (entry.key in self._by_identifier and is_outside(there))
        if not entry.photo or not may:
            return None
        digest = hashlib.sha256(entry.photo).hexdigest()
        self._contents[digest] = entry.photo
        kind = "png" if entry.photo.startswith(b"\x89PNG") else "jpeg"
        first = {
            "name": _("Picture of {name}").format(name=entry.name), "media_type": f"image/{kind}",
            "size": len(entry.photo), "sha256": digest, "audience": Audience.COMMITTEE,
        }  # fmt: skip
        return Wanted(Document, outside_id("picture", f"{key}/{digest}"), {}, first)

    def _contacts(self, entry: PersonEntry, key: str) -> list[Wanted]:
        """Those that are not here yet; of somebody in a public role what is at home only when it was asked for."""
        is_public = self._is_public(entry)
        taken = [c for c in entry.contacts if c.label != "home" or self._options.home_addresses or not is_public]
        audience = Audience.PUBLIC if is_public else Audience.COMMITTEE
        return contact_rows("person_id", key, taken, self._known.contacts.get(key, ()), audience, self._typed)

    def _other_names(self, entry: PersonEntry, key: str) -> list[Wanted]:
        called = {fold(entry.name), fold(self._known.names.get(key, "")), *self._here.names.get(key, ())}
        fresh = {fold(name): name for name in entry.other_names if fold(name) not in called}
        return [other_name("person_id", key, name) for name in fresh.values()]

    def _membership(self, entry: MembershipEntry, person: str, body: str) -> Wanted:
        post = self._posts.get((entry.post, person)) or self._posts.get((entry.post, ""))
        party = self._bodies.organizations.get(entry.on_behalf_of)
        values = {
            "start_on": entry.start_on, "end_on": entry.end_on, "on_behalf_of_id": party, "votes": entry.votes,
            "member_class": entry.member_class,
        }  # fmt: skip
        label = self._post_labels.get(entry.post, "")
        what = label or entry.label
        name = self._bodies.names[body]
        says = _("New: {what}, {body}").format(what=what, body=name) if what else _("New: {body}").format(body=name)
        first = {"person_id": person, "organization_id": body, "role": entry.role, "label": entry.label}
        found = self._here.membership(person, body, post, label or entry.label, entry)
        start = entry.start_on.isoformat() if entry.start_on else ""
        key = found or outside_id("membership", "/".join((person, body, post or "", fold(entry.label), start)))
        return Wanted(Membership, key, values, first, {"post_id": post}, says=says)

    # -- the rest

    def _standing_alone(self) -> list[OrganizationEntry]:
        """The bodies that are rows of their own: the file describes them, or nothing else in the list names them."""
        content = self._content
        rows = {person.row for person in content.people} | {row.row for row in content.refused}
        named = {post.organization for post in content.posts}
        named |= {key for row in content.memberships for key in (row.organization, row.on_behalf_of)}
        named |= {row.parent for row in content.organizations}
        return [
            entry
            for entry in content.organizations
            if entry.key not in named or (entry.row not in rows and (entry.contacts or entry.summary))
        ]

    def _body_line(self, entry: OrganizationEntry) -> Line:
        key = self._bodies.organizations[entry.key]
        if key in self._bodies.in_bin:
            return Line(entry.row, entry.name, refused=_("Is in the bin here, so is not taken in again."))
        rows = [*self._bodies.rows[entry.key], *tag_rows("organization_id", key, entry.tags, self._tags)]
        return Line(entry.row, entry.name, key, self._news(rows))

    def _notes(self, by_themselves: set[str]) -> tuple[str, ...]:
        new = self._bodies.new
        bodies = len(self._bodies.added - by_themselves)
        parts = [
            ngettext("{n} organisation", "{n} organisations", bodies).format(n=bodies) if bodies else "",
            ngettext("{n} area", "{n} areas", new[Area]).format(n=new[Area]) if new[Area] else "",
            ngettext("{n} position", "{n} positions", new[Post]).format(n=new[Post]) if new[Post] else "",
        ]
        what = ", ".join(filter(None, parts))
        return (_("With them come {what}.").format(what=what),) if what else ()


class _Here:
    """What these people hold and are called already."""

    def __init__(self, session: Session, people: list[str]) -> None:
        self._held: dict[tuple[str, str], list[Any]] = {}
        self.names: dict[str, set[str]] = {}
        self.taggings: set[tuple[str, str]] = set()
        columns = (Membership.id, Membership.person_id, Membership.organization_id, Membership.post_id,
                   Membership.label, Membership.role, Membership.start_on, Post.label.label("post"))  # fmt: skip
        for n in range(0, len(people), _CHUNK):
            part = people[n : n + _CHUNK]
            held = select(*columns).outerjoin(Post, Post.id == Membership.post_id).order_by(Membership.id)
            for row in session.execute(held.where(Membership.person_id.in_(part))):
                self._held.setdefault((row.person_id, row.organization_id), []).append(row)
            also = select(OtherName.person_id, OtherName.name).where(OtherName.person_id.in_(part))
            for owner, name in session.execute(also):
                self.names.setdefault(owner or "", set()).add(fold(name))
        tagged = select(Tagging.tag_id, Tagging.person_id, Tagging.organization_id)
        for tag, person, body in session.execute(tagged):
            self.taggings.add((tag, person or body or ""))

    def membership(self, person: str, body: str, post: str | None, label: str, entry: MembershipEntry) -> str | None:
        """The key of the place that an entry is about: the same position, or the same words, of the same time."""
        for row in self._held.get((person, body), ()):
            by_role = not row.label and row.post_id is None and row.role not in (Role.MEMBER, Role.OTHER)
            said = fold(label) in {fold(row.label), fold(row.post or row.label)} or (by_role and row.role is entry.role)
            is_then = None in (row.start_on, entry.start_on) or row.start_on == entry.start_on
            if is_then and (row.post_id == post if post else said):
                return str(row.id)
        return None


def _tagging(row: Wanted) -> tuple[str, str]:
    return row.first["tag_id"], row.first.get("person_id") or row.first["organization_id"]


def _homes(contacts: Iterable[Contact]) -> bool:
    return any(contact.label == "home" for contact in contacts)
