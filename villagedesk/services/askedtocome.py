"""Whom a calendar that is taken in asks to come: people known by their e-mail address, and those not here yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.ids import outside_id
from villagedesk.core.text import fold, shorten, sort_name
from villagedesk.core.words import ContactKind
from villagedesk.models import ContactDetail, Group, Invitation, Person
from villagedesk.models.consent import Erasure
from villagedesk.records.calendar import Invited
from villagedesk.services import series
from villagedesk.services.typed import Typed

_LONGEST = 300  # letters of the names that are told


class AskedToCome:
    """Finds who is meant by the addresses of each event, and collects the invitations and people to be written.

    With `adds` whoever is not here becomes one of the people. Nobody who is asked here already is left out again.
    """

    def __init__(self, session: Session, typed: Typed, *, adds: bool) -> None:
        self.people: list[dict[str, Any]] = []
        self.addresses: list[dict[str, Any]] = []
        self.invitations: list[dict[str, Any]] = []
        self._session, self._typed, self._adds = session, typed, adds
        self._names: dict[str, str] = {}
        self._closed = set(session.scalars(select(Erasure.person_id)))
        self._by_address: dict[str, list[str]] = {}
        self._strangers: dict[str, Invited] = {}
        self._load()

    def _load(self) -> None:
        everybody = select(Person.id, Person.name, Person.binned_at, Person.restricted_at)
        for key, name, binned_at, restricted_at in self._session.execute(everybody.execution_options(binned=True)):
            self._names[key] = name
            if binned_at or restricted_at:
                self._closed.add(key)
        known = select(ContactDetail.value, ContactDetail.person_id).where(ContactDetail.kind == ContactKind.EMAIL)
        for address, person in self._session.execute(known):
            self._by_address.setdefault(fold(address), []).append(person or "")
        own = self._session.scalars(select(Group)).one()
        self._own = fold(own.email)

    def notes(self) -> Iterable[str]:
        """Sentences on those who are not here, or who come with the import."""
        if n := len(self._strangers):
            yield ngettext(
                "{n} person who is asked to come is not in your people: {names}.",
                "{n} people who are asked to come are not in your people: {names}.",
                n,
            ).format(n=n, names=shorten(", ".join(self.strangers), _LONGEST))
        if n := len(self.people):
            yield ngettext("{n} person is added to your people.", "{n} people are added to your people.", n).format(n=n)

    @property
    def strangers(self) -> tuple[str, ...]:
        """Those who could be added, by name or address."""
        return tuple(_said(one) for one in self._strangers.values())

    def of(self, attendees: Iterable[Invited], meeting_id: str, *, is_new: bool) -> tuple[str, ...]:
        """What becomes of those whom an event asks: lines such as "Asked to come: Ann Bell"; none where all are."""
        wanted: dict[str, str] = {}
        told: dict[str, list[str]] = {"added": [], "unknown": [], "shared": []}
        for one in attendees:
            if fold(one.email) != self._own:
                self._find(one, wanted, told)
        asked = self._invite(wanted, meeting_id, is_new=is_new)
        lines = (
            (_("Asked to come: {names}"), asked),
            (_("Added to your people: {names}"), told["added"]),
            (_("Not in your people: {names}"), told["unknown"]),
            (_("More than one here has this address, so nobody is asked: {names}"), told["shared"]),
        )
        return tuple(line.format(names=shorten(", ".join(names), _LONGEST)) for line, names in lines if names)

    def _find(self, one: Invited, wanted: dict[str, str], told: Mapping[str, list[str]]) -> None:
        found = [key for key in self._by_address.get(fold(one.email), ()) if key not in self._closed]
        called = [key for key in found if fold(self._names.get(key, "")) == fold(one.name)]
        people = sorted(set(called or found))
        if len(people) > 1:
            told["shared"].append(_said(one))
        elif people and people[0]:
            wanted[people[0]] = self._names[people[0]]
        elif fold(one.email) in self._by_address or not self._may_add(one):
            told["unknown"].append(
                one.name or one.email
            )  # a body's address, or of somebody who is not to be written about
        else:
            key = self._add(one)
            wanted[key] = self._names[key]
            told["added"].append(self._names[key])

    def _may_add(self, one: Invited) -> bool:
        key = outside_id("email", fold(one.email))
        if key in self._closed or key in self._names:
            return False
        if not self._adds:
            self._strangers.setdefault(fold(one.email), one)
        return self._adds

    def _add(self, one: Invited) -> str:
        key = outside_id("email", fold(one.email))
        name = one.name or one.email
        self._names[key] = name
        self._by_address[fold(one.email)] = [key]
        self.people.append({"id": key, "name": name, "sort_name": sort_name(name)})
        address = {"id": outside_id("email-of", key), "person_id": key, "kind": ContactKind.EMAIL, "value": one.email}
        self.addresses.append(address)
        return key

    def _invite(self, wanted: Mapping[str, str], meeting_id: str, *, is_new: bool) -> list[str]:
        """Ask those who are not asked yet, and were not struck off here; their names."""
        usual = [] if is_new else [choice.id for choice in series.invited(self._session, meeting_id)]
        rows = {key: outside_id("ical-invitation", f"{meeting_id}/{key}") for key in (*usual, *wanted)}
        asked = [key for key in wanted if key not in usual and not self._typed.was_removed(rows[key])]
        if asked:  # whoever usually comes to the series is asked by name from now on
            of_meeting = select(Invitation.person_id).where(Invitation.meeting_id == meeting_id)
            there = set(self._session.scalars(of_meeting))
            self.invitations += [
                {"id": rows[key], "meeting_id": meeting_id, "person_id": key}
                for key in (*usual, *asked)
                if key not in there
            ]
        return [wanted[key] for key in asked]


def _said(one: Invited) -> str:
    return f"{one.name} ({one.email})" if one.name else one.email
