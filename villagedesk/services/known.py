"""Who is here already: told by what others call them, else by name and a way to reach them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.i18n import _
from villagedesk.core.text import fold
from villagedesk.core.words import ContactKind
from villagedesk.models import ContactDetail, Identifier, Membership, OtherName, Person
from villagedesk.models.consent import Erasure
from villagedesk.records.imports import Contact, Identifiers
from villagedesk.services.reach import Same, same
from villagedesk.services.references import MERGED

TELLING = {ContactKind.EMAIL, ContactKind.PHONE, ContactKind.MOBILE}


def own_key(value: str) -> str:
    """The key that an outside identifier is, when it is one of ours that came back ("urn:uuid:..."), else ""."""
    try:
        return str(uuid.UUID(value.removeprefix("urn:uuid:")))
    except ValueError:
        return ""


class KnownPeople:
    """Everybody who is here, in the bin or not, as an import looks them up. `join` makes somebody known too."""

    def __init__(self, session: Session) -> None:
        self._by_identifier: dict[tuple[str, str], str] = {}
        self._schemes: dict[str, set[str]] = {}  # of somebody who came with this import
        self._by_reach: dict[tuple[str, Same], list[str]] = {}
        self._by_place: dict[tuple[str, str], set[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self.contacts: dict[str, list[Any]] = {}
        """The contact details of each person: rows of id, person_id, kind, value, label, preferred."""
        self.names: dict[str, str] = {}
        self.summaries: dict[str, str] = {}
        self.pictures: dict[str, str] = {}
        self.closed = {
            key: _("Was erased here, so is not taken in again.") for key in session.scalars(select(Erasure.person_id))
        }
        """Why nothing about somebody is taken in, by key."""
        self._load(session)

    def by_identifier(self, identifiers: Identifiers) -> str:
        """The key of whoever has one of these identifiers, or has it as their own key; "" for nobody."""
        for scheme, value in identifiers:
            if found := self._by_identifier.get((scheme, value)):
                return found
            if (key := self.stays(own_key(value))) in self.names or key in self.closed:
                return key
        return ""

    def stays(self, key: str) -> str:
        """The key itself; that of the one who stayed when it was merged into somebody."""
        return self._by_identifier.get((MERGED, key), key)

    def by_reach(self, identifiers: Identifiers, name: str, contacts: Iterable[Contact]) -> str:
        """The key of somebody of this name with one of these e-mail addresses or numbers; "" for nobody.

        Two people of one import whom the same source calls differently are two.
        """
        for contact in contacts:
            if contact.kind in TELLING:
                for key in self._by_reach.get((fold(name), same(contact.kind, contact.value)), ()):
                    if not self._schemes.get(key, set()) & {scheme for scheme, _value in identifiers}:
                        return key
        return ""

    def by_place(self, name: str, body: str) -> str:
        """The key of the one person of this name who belongs to a body; "" for nobody or for several."""
        found = self._by_place.get((fold(name), body), set())
        return next(iter(found)) if len(found) == 1 else ""

    def alike(self, name: str) -> str:
        """The name of somebody who is here and is called the same, "" when nobody is."""
        return next((self.names[key] for key in self._by_name.get(fold(name), ())), "")

    def join(self, key: str, identifiers: Identifiers, name: str, contacts: Iterable[Contact]) -> None:
        """From now on this person is known; who is here only since this import is told apart by identifiers."""
        if key not in self.names:
            self.names[key] = name
            self._schemes.setdefault(key, set()).update(scheme for scheme, _value in identifiers)
        for identifier in identifiers:
            self._by_identifier.setdefault(identifier, key)
        for contact in contacts:
            if contact.kind in TELLING:
                self._reach(key, name, contact.kind, contact.value)

    def claim(self, key: str, identifiers: Identifiers) -> None:
        """These identifiers are this person's from now on."""
        self._schemes.setdefault(key, set()).update(scheme for scheme, _value in identifiers)
        for identifier in identifiers:
            self._by_identifier.setdefault(identifier, key)

    def _load(self, session: Session) -> None:
        everybody = select(
            Person.id, Person.name, Person.summary, Person.picture_id, Person.binned_at, Person.restricted_at
        ).execution_options(binned=True)
        for key, name, summary, picture, binned_at, restricted_at in session.execute(everybody):
            self.names[key], self.summaries[key], self.pictures[key] = name, summary, picture or ""
            if binned_at:
                self.closed[key] = _("Is in the bin here, so is not taken in again.")
            elif restricted_at:
                self.closed[key] = _("Was erased here but for what must stay; nothing is added to that.")
        called: dict[str, list[str]] = {key: [name] for key, name in self.names.items()}
        also = select(OtherName.person_id, OtherName.name).where(OtherName.person_id.isnot(None))
        for owner, name in session.execute(also):
            called.setdefault(owner or "", []).append(name)
        for key, names in called.items():
            if key not in self.closed:
                for name in names:
                    self._by_name.setdefault(fold(name), []).append(key)
        for key, body in session.execute(select(Membership.person_id, Membership.organization_id)):
            for name in called.get(key, ()):
                self._by_place.setdefault((fold(name), body), set()).add(key)
        known = select(Identifier.scheme, Identifier.value, Identifier.row_id).where(Identifier.kind == "person")
        self._by_identifier = {(scheme, value): key for scheme, value, key in session.execute(known)}
        columns = (getattr(ContactDetail, name) for name in ("id", "person_id", "kind", "value", "label", "preferred"))
        details = select(*columns).where(ContactDetail.person_id.isnot(None)).order_by(ContactDetail.id)
        for detail in session.execute(details):
            self.contacts.setdefault(detail.person_id, []).append(detail)
            if detail.kind in TELLING:
                for name in called.get(detail.person_id, ()):
                    self._reach(detail.person_id, name, detail.kind, detail.value)

    def _reach(self, key: str, name: str, kind: str, value: str) -> None:
        there = self._by_reach.setdefault((fold(name), same(kind, value)), [])
        if key not in there:
            there.append(key)
            there.sort(key=lambda key: key in self.closed)
