"""The group's people and bodies as a list to be sent on, for an audience."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import Role
from villagedesk.models import (
    Area,
    ContactDetail,
    Content,
    Document,
    Group,
    Identifier,
    Membership,
    Organization,
    OtherName,
    Person,
    Post,
    Tag,
    Tagging,
)
from villagedesk.records.imports import (
    AreaEntry,
    Contact,
    Identifiers,
    MembershipEntry,
    OrganizationEntry,
    PeopleList,
    PersonEntry,
    PostEntry,
)
from villagedesk.services.consent import may_be_used, may_contact
from villagedesk.services.posts import role_words
from villagedesk.services.redact import View
from villagedesk.services.references import MERGED
from villagedesk.store import files

OWN_SCHEME = "villagedesk"
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class AddressBook:
    """A list, and how many people are not on it because they are not to be contacted or stay only for the record."""

    content: PeopleList
    do_not_contact: int
    restricted: int

    def left_out(self) -> tuple[str, ...]:
        """Sentences on who is not on the list."""
        said = []
        if n := self.do_not_contact:
            words = ngettext(
                "Left out: {n} person who is not to be contacted.",
                "Left out: {n} people who are not to be contacted.",
                n,
            )
            said.append(words.format(n=n))
        if n := self.restricted:
            words = ngettext(
                "Left out: {n} person who was erased but for what must stay.",
                "Left out: {n} people who were erased but for what must stay.",
                n,
            )
            said.append(words.format(n=n))
        return tuple(said)


def gather(session: Session, audience: Audience, only: Collection[str] | None = None) -> AddressBook:
    """The people and bodies (those with the keys `only`, when given) as an audience may see them.

    Who is not to be contacted is left out, and so is each contact detail that is not to be used.
    """
    return _Book(session, audience, only).gather()


def of_kind(session: Session, audience: Audience, kind: str) -> AddressBook:
    """`gather` for the command line: people, organizations, or "" for both. Refused for another kind."""
    if kind not in ("", "people", "organizations"):
        raise Refused(_("Only people and organizations are written so; {kind} as json.").format(kind=kind))
    keys = {"people": select(Person.id), "organizations": select(Organization.id)}.get(kind)
    return gather(session, audience, None if keys is None else set(session.scalars(keys)))


def save(path: Path, book: AddressBook, format: str) -> None:
    """Write a list as csv, xlsx, vcard (4.0), vcard3 or popolo. Unavailable when the place can't be written."""
    files.write(path, as_bytes(book, format))


def as_bytes(book: AddressBook, format: str) -> bytes:
    """A list as the bytes of a file. Refused for a format that there is not."""
    return _writer(format)(book.content)


def formats() -> dict[str, tuple[str, str]]:
    """The formats that a list can be written in: what each is called, and how its file names end."""
    return {
        "csv": (_("Spreadsheet as text (CSV)"), "csv"),
        "xlsx": (_("Excel workbook (XLSX)"), "xlsx"),
        "vcard": (_("Contact cards for telephones and address books (vCard 4.0)"), "vcf"),
        "vcard3": (_("Contact cards for older programs (vCard 3.0)"), "vcf"),
        "popolo": (_("Open data on people in office (Popolo JSON)"), "json"),
    }


def _writer(format: str) -> Callable[[PeopleList], bytes]:
    from villagedesk.exchange import popolo_out, sheets_out, vcard_out

    writers: dict[str, Callable[[PeopleList], bytes]] = {
        "csv": sheets_out.as_csv,
        "xlsx": sheets_out.as_xlsx,
        "vcard": vcard_out.write,
        "vcard3": lambda content: vcard_out.write(content, "3.0"),
        "popolo": popolo_out.write,
    }
    if format not in writers:
        names = ", ".join(writers)
        raise Refused(_("People can be written as {names}, not as {format}.").format(names=names, format=format))
    return writers[format]


class _Book:
    """Reads table by table, and shows of each row what the audience may see."""

    def __init__(self, session: Session, audience: Audience, only: Collection[str] | None) -> None:
        own = session.scalars(select(Group)).one()
        self._session, self._view = session, View(audience, own.two_bodies)
        self._only = None if only is None else set(only)

    def gather(self) -> AddressBook:
        people = [row for row in self._all(Person, Person.sort_name) if self._is_asked(row.id)]
        sending = [row for row in people if may_contact(row)]
        self._bodies = {row.id: row for row in self._all(Organization, Organization.sort_name)}
        self._areas = {row.id: row for row in self._all(Area, Area.name)}
        self._posts = {row.id: row for row in self._all(Post, Post.id) if row.organization_id in self._bodies}
        held = self._held({row.id for row in sending})
        bodies = self._wanted_bodies(held)
        self._details = self._contacts()
        self._called = self._grouped(OtherName, lambda row: row.name, OtherName.name, "other_name", "name")
        tags = {row.id: row.name for row in self._session.scalars(select(Tag))}
        self._tags = self._grouped(Tagging, lambda row: tags[row.tag_id], Tagging.id, "tag", "name")
        self._known_as = self._identifiers()
        self._pictures = self._photos(sending)
        posts = {row.post_id: self._posts[row.post_id] for row in held if row.post_id in self._posts}
        areas = {row.area_id for row in posts.values()} | {self._bodies[key].area_id for key in bodies}
        content = PeopleList(
            people=tuple(self._person(n, row) for n, row in enumerate(sending, 1)),
            organizations=tuple(self._body(n, self._bodies[key]) for n, key in enumerate(bodies, 1)),
            areas=tuple(
                AreaEntry(n, key, row.name, row.name_cy, row.label, identifiers=self._known(key))
                for n, (key, row) in enumerate(self._areas.items(), 1)
                if key in areas
            ),
            posts=tuple(self._post(n, row) for n, row in enumerate(posts.values(), 1)),
            memberships=tuple(self._membership(n, row) for n, row in enumerate(held, 1)),
        )
        kept_off = sum(row.do_not_contact and row.restricted_at is None for row in people)
        return AddressBook(content, kept_off, sum(row.restricted_at is not None for row in people))

    def _is_asked(self, key: str) -> bool:
        return self._only is None or key in self._only

    def _all(self, model: Any, order: Any) -> Iterator[Any]:
        """The rows that the audience may see, not in the bin."""
        rows = self._session.scalars(select(model).order_by(order, model.id))
        return (row for row in rows if self._view.sees(row.audience))

    def _held(self, people: set[str]) -> list[Any]:
        rows = self._session.scalars(select(Membership).order_by(Membership.start_on, Membership.id))
        return [
            row
            for row in rows
            if row.person_id in people
            and row.organization_id in self._bodies
            and (row.post_id is None or row.post_id in self._posts)
        ]

    def _wanted_bodies(self, held: Sequence[Any]) -> list[str]:
        """Bodies that are asked for, that somebody belongs to, and those above them; by name."""
        wanted = {row.organization_id for row in held} | {row.on_behalf_of_id for row in held}
        wanted |= {key for key in self._bodies if self._is_asked(key)}
        rest = set(wanted)
        while rest := {self._bodies[key].parent_id for key in rest if key in self._bodies} - wanted - {None}:
            wanted |= rest
        return [key for key in self._bodies if key in wanted]

    # -- what belongs to somebody, by their key

    def _contacts(self) -> dict[str, list[Contact]]:
        found: dict[str, list[Contact]] = {}
        rows = select(ContactDetail).where(ContactDetail.post_id.is_(None), may_be_used())
        for row in self._session.scalars(rows.order_by(ContactDetail.preferred.desc(), ContactDetail.id)):
            if self._view.sees(row.audience):
                contact = Contact(row.kind.value, row.value, row.label, row.preferred)
                found.setdefault(row.person_id or row.organization_id or "", []).append(contact)
        return found

    def _grouped(
        self, model: Any, text: Callable[[Any], str], order: Any, table: str, field: str
    ) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        if self._view.sees_field(table, field):
            for row in self._session.scalars(select(model).order_by(order)):
                found.setdefault(row.person_id or row.organization_id, []).append(text(row))
        return found

    def _identifiers(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        if self._view.sees(Audience.COMMITTEE):
            known = select(Identifier.row_id, Identifier.scheme, Identifier.value).where(Identifier.scheme != MERGED)
            for key, scheme, value in self._session.execute(known.order_by(Identifier.id)):
                found.setdefault(key, []).append((scheme, value))
        return found

    def _photos(self, people: Sequence[Any]) -> dict[str, bytes]:
        keys = [row.picture_id for row in people if row.picture_id]
        found: dict[str, bytes] = {}
        for n in range(0, len(keys), _CHUNK):
            pictures = select(Document.id, Document.audience, Content.bytes)
            pictures = pictures.join(Content, Content.sha256 == Document.sha256)
            for key, audience, data in self._session.execute(pictures.where(Document.id.in_(keys[n : n + _CHUNK]))):
                if self._view.sees(audience):
                    found[key] = data
        return found

    def _known(self, key: str) -> Identifiers:
        return (*self._known_as.get(key, ()), (OWN_SCHEME, key))

    # -- entries

    def _person(self, number: int, row: Any) -> PersonEntry:
        shown = self._view.shown(row)
        assert shown is not None
        return PersonEntry(
            number, row.id, shown.name, shown.title, shown.honours, shown.pronouns, shown.languages, shown.summary,
            tuple(self._called.get(row.id, ())), tuple(self._details.get(row.id, ())),
            tuple(self._tags.get(row.id, ())), self._pictures.get(row.picture_id or "", b""), self._known(row.id),
        )  # fmt: skip

    def _body(self, number: int, row: Any) -> OrganizationEntry:
        shown = self._view.shown(row)
        assert shown is not None
        return OrganizationEntry(
            number, row.id, shown.name, shown.name_cy, row.kind,
            row.parent_id if row.parent_id in self._bodies else "",
            row.area_id if row.area_id in self._areas else "", row.founded_on, row.dissolved_on,
            tuple(self._called.get(row.id, ())), tuple(self._details.get(row.id, ())), self._known(row.id),
            shown.summary, tuple(self._tags.get(row.id, ())),
        )  # fmt: skip

    def _post(self, number: int, row: Any) -> PostEntry:
        area = row.area_id if row.area_id in self._areas else ""
        return PostEntry(number, row.id, row.organization_id, row.label, row.role, area, self._known(row.id))

    def _membership(self, number: int, row: Any) -> MembershipEntry:
        shown = self._view.shown(row)
        assert shown is not None
        party = row.on_behalf_of_id if row.on_behalf_of_id in self._bodies else ""
        return MembershipEntry(
            number, row.id, row.person_id, row.organization_id, row.post_id or "", party, row.role, _label(row),
            row.start_on, row.end_on, (), shown.member_class, row.votes if shown.votes is not None else None,
        )  # fmt: skip


def _label(row: Any) -> str:
    """What somebody is called in a body, also where only the role says it."""
    if row.label or row.post_id or row.role in (Role.MEMBER, Role.OTHER):
        return str(row.label)
    return role_words()[row.role]
