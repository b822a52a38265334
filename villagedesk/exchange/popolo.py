"""Reads Popolo JSON: persons, organizations, posts, memberships and areas, flat or nested, EveryPolitician's too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.parties import SCHEME as COMMISSION
from villagedesk.core.parties import match_party
from villagedesk.core.text import fold, shorten, split_title
from villagedesk.core.words import OrganizationKind, Role
from villagedesk.exchange.delimited import decoded
from villagedesk.exchange.pictures import picture_in
from villagedesk.exchange.popolo_contacts import contacts_of, dicts_of, names_of, text_of
from villagedesk.exchange.roster import LONGEST_NAME, lines_of, role_of
from villagedesk.records.imports import (
    AreaEntry,
    Identifiers,
    MembershipEntry,
    OrganizationEntry,
    PeopleList,
    PersonEntry,
    PostEntry,
    RefusedRow,
)

SCHEME = "popolo"
"""Of identifiers that are ids of a Popolo file; short ones belong to the file's first body, as "popolo:its name"."""

_DEEPEST = 20
_MOST_NOTES = 20  # on organisations, beside the rows
_KINDS = {
    "legislature": OrganizationKind.COUNCIL, "council": OrganizationKind.COUNCIL, "party": OrganizationKind.PARTY,
    "department": OrganizationKind.DEPARTMENT, "political group": OrganizationKind.PARTY,
}  # fmt: skip
_SINGLE = {
    "person": "persons", "organization": "organizations", "post": "posts", "area": "areas", "parent": "organizations",
    "on_behalf_of": "organizations",
}  # fmt: skip
"""What may stand within another thing in place of its id, and of which kind it is."""
Thing = dict[str, Any]


def parse(data: bytes) -> PeopleList:
    """What the file says, each person's row being their place in it. Refused when it is no Popolo."""
    try:
        found = json.loads(decoded(data))
    except RecursionError as error:
        raise Refused(_("The file is nested deeper than any list of people. Nothing has been changed.")) from error
    except ValueError as error:
        raise Refused(_("This is not JSON that can be read. Fetch it again. Nothing has been changed.")) from error
    if isinstance(found, dict) and isinstance(found.get("result"), dict | list):
        found = found["result"]
    things = _Things()
    if isinstance(found, list):
        found = {"persons": found}
    elif not isinstance(found, dict):
        found = {}
    for name in ("areas", "organizations", "posts", "persons", "people", "memberships"):
        for thing in dicts_of(found, name):
            things.add({"people": "persons"}.get(name, name), thing)
    if not things.all["persons"] and not things.all["organizations"]:
        raise Refused(_("The file names no people and no organisations. Nothing has been changed."))
    things.periods |= {text_of(event, "id"): event for event in dicts_of(found, "events")}
    return _Reading(things).result()


@dataclass(slots=True)
class _Things:
    """Everything in the file by kind and id; what stands within something else is taken out, and refers to it."""

    all: dict[str, dict[str, Thing]] = field(
        default_factory=lambda: {kind: {} for kind in ("areas", "organizations", "posts", "persons", "memberships")}
    )
    periods: dict[str, Thing] = field(default_factory=dict)

    def add(self, kind: str, thing: Any, deep: int = 0, **references: str) -> str:
        """Its id, "" when it is nothing; it is given one where it has none."""
        if not isinstance(thing, dict) or deep > _DEEPEST:
            return ""
        known = self.all[kind]
        key = text_of(thing, "id") or f"#{len(known) + 1}"
        kept = {name: value for name, value in thing.items() if not isinstance(value, dict | list)}
        kept |= {name: value for name, value in references.items() if value and not kept.get(name)}
        for name, its_kind in _SINGLE.items():
            if isinstance(thing.get(name), dict):
                kept[f"{name}_id"] = self.add(its_kind, thing[name], deep + 1)
        known[key] = {**thing, **known.get(key, {}), **kept}
        own = {"persons": "person_id", "organizations": "organization_id", "posts": "post_id"}.get(kind, "")
        for name in ("posts", "memberships") if own else ():
            for inner in dicts_of(thing, name):
                self.add(name, inner, deep + 1, **{own: key})
        for inner in dicts_of(thing, "children"):
            self.add(kind, inner, deep + 1, parent_id=key)
        return key


class _Reading:
    """Turns the things into entries."""

    def __init__(self, things: _Things) -> None:
        self._all = things.all
        self._periods = things.periods
        self._refused: list[RefusedRow] = []
        self._untaken: dict[str, None] = {}
        self._said: dict[str, list[str]] = {}  # of each person, on the places they hold
        self._on_bodies: list[str] = []
        self._loose = 0  # memberships of nobody, or of nothing
        self._source = next((fold(text_of(body, "name")) for body in self._all["organizations"].values()), "")
        self._parties: dict[str, str] = {}  # the name of a party -> its key
        self._same: dict[str, str] = {}  # the key of a party that the file names again -> the first one's

    def result(self) -> PeopleList:
        people = tuple(self._people())
        areas = tuple(self._areas())
        organizations = tuple(self._organizations())
        posts = {post.key: post for post in self._posts({body.key for body in organizations})}
        keys = {person.key for person in people}
        memberships = tuple(self._memberships(keys, {body.key for body in organizations}, posts))
        notes = []
        if self._untaken:
            notes.append(_("Not taken over: {words}.").format(words=", ".join(self._untaken)))
        if self._loose:
            note = ngettext(
                "{n} membership was left out: whose or of what is not in the file.",
                "{n} memberships were left out: whose or of what is not in the file.",
                self._loose,
            )
            notes.append(note.format(n=self._loose))
        notes += self._on_bodies[:_MOST_NOTES]
        if more := len(self._on_bodies[_MOST_NOTES:]):
            note = ngettext(
                "{n} more date or detail of organisations was not taken as it stands.",
                "{n} more dates or details of organisations were not taken as they stand.",
                more,
            )
            notes.append(note.format(n=more))
        people = tuple(
            replace(person, notes=tuple(dict.fromkeys((*person.notes, *self._said.get(person.key, ())))))
            for person in people
        )
        return PeopleList(
            people, organizations, areas, tuple(posts.values()), memberships, tuple(self._refused), tuple(notes)
        )

    def _people(self) -> Iterator[PersonEntry]:
        for row, (key, thing) in enumerate(self._all["persons"].items(), 1):
            written = (
                text_of(thing, "name") or f"{text_of(thing, 'given_name')} {text_of(thing, 'family_name')}".strip()
            )
            title, honours = text_of(thing, "honorific_prefix"), text_of(thing, "honorific_suffix")
            before, name, after = ("", written, "") if title or honours or _is_plain(thing) else split_title(written)
            if not name or len(name) > LONGEST_NAME:
                reason = _("Its name is too long to be one.") if name else _("It has no name.")
                self._refused.append(RefusedRow(row, shorten(name or key, 60), reason))
                continue
            notes: list[str] = []
            image = text_of(thing, "image")
            photo = picture_in(image) if image.startswith("data:") else b""
            self._untaken |= {words: None for name, words in _untaken().items() if thing.get(name) and not photo}
            yield PersonEntry(
                row=row,
                key=key,
                name=name,
                title=title or before,
                honours=honours or after,
                pronouns=text_of(thing, "pronouns"),
                languages=text_of(thing, "languages"),
                summary=lines_of(str(thing.get("biography") or thing.get("summary") or "")),
                other_names=names_of(thing, name, notes),
                contacts=contacts_of(thing, notes),
                tags=_strings(thing, "tags"),
                photo=photo,
                identifiers=self._identifiers(key, thing),
                notes=tuple(notes),
            )

    def _areas(self) -> Iterator[AreaEntry]:
        for row, (key, thing) in enumerate(self._all["areas"].items(), 1):
            yield AreaEntry(
                row=row,
                key=key,
                name=text_of(thing, "name") or key,
                name_cy=text_of(thing, "name_cy"),
                label=text_of(thing, "classification") or text_of(thing, "type"),
                parent=self._known("areas", thing, "parent_id"),
                identifiers=self._identifiers(key, thing),
            )

    def _organizations(self) -> Iterator[OrganizationEntry]:
        for row, (key, thing) in enumerate(self._all["organizations"].items(), 1):
            kind = self._kind(thing)
            name, identifiers = text_of(thing, "name") or key, self._identifiers(key, thing)
            if kind is OrganizationKind.PARTY:
                if fold(name) == "unknown":
                    self._same[key] = ""
                    continue
                party = match_party(name)
                name = party.name
                self._same[key] = self._parties.setdefault(fold(name), key)
                if self._same[key] != key:
                    continue
                if party.code and (COMMISSION, party.code) not in identifiers:
                    identifiers = ((COMMISSION, party.code), *identifiers)
            notes: list[str] = []
            entry = OrganizationEntry(
                row=row,
                key=key,
                name=name,
                name_cy=text_of(thing, "name_cy"),
                kind=kind,
                parent=self._known("organizations", thing, "parent_id"),
                area=self._known("areas", thing, "area_id"),
                founded_on=_day(thing, "founding_date", notes),
                dissolved_on=_day(thing, "dissolution_date", notes),
                other_names=names_of(thing, name, notes),
                contacts=contacts_of(thing, notes),
                identifiers=identifiers,
                summary=lines_of(str(thing.get("description") or thing.get("summary") or "")),
                tags=_strings(thing, "tags"),
            )
            self._on_bodies += [_("{name}: {what}").format(name=shorten(name, 60), what=note) for note in notes]
            yield entry

    def _posts(self, bodies: set[str]) -> Iterator[PostEntry]:
        for row, (key, thing) in enumerate(self._all["posts"].items(), 1):
            body = self._known("organizations", thing, "organization_id")
            if body not in bodies:
                continue
            label = text_of(thing, "label") or text_of(thing, "role") or key
            written = text_of(thing, "role")
            role = Role(written) if written in set(Role) else role_of(f"{written} {label}")
            area = self._known("areas", thing, "area_id")
            yield PostEntry(row, key, body, label, role, area, self._identifiers(key, thing))

    def _memberships(
        self, people: set[str], bodies: set[str], posts: dict[str, PostEntry]
    ) -> Iterator[MembershipEntry]:
        for row, (key, thing) in enumerate(self._all["memberships"].items(), 1):
            post = posts.get(text_of(thing, "post_id"))
            body = self._known("organizations", thing, "organization_id") or (post.organization if post else "")
            body = self._same.get(body, body)
            person = text_of(thing, "person_id")
            if person not in people or body not in bodies:
                self._loose += 1
                continue
            if post is None and (area := self._known("areas", thing, "area_id")):
                seat = f"{body}/{area}"
                post = posts.setdefault(seat, PostEntry(row, seat, body, _("Councillor"), Role.COUNCILLOR, area))
            notes = self._said.setdefault(person, [])
            written = text_of(thing, "role")
            known = Role(written) if written in set(Role) else None
            label = text_of(thing, "label") or ("" if known else written)
            party = self._known("organizations", thing, "on_behalf_of_id")
            period = self._periods.get(text_of(thing, "legislative_period_id"), {})
            votes = thing.get("votes")
            yield MembershipEntry(
                row=row,
                key=key,
                person=person,
                organization=body,
                post=post.key if post else "",
                on_behalf_of=self._same.get(party, party),
                role=known or role_of(label) if known or label else (post.role if post else Role.OTHER),
                label=label,
                start_on=_day(thing, "start_date", notes) or _day(period, "start_date", notes),
                end_on=_day(thing, "end_date", notes) or _day(period, "end_date", notes),
                member_class=text_of(thing, "member_class"),
                votes=votes if isinstance(votes, bool) else None,
            )

    def _kind(self, thing: Thing) -> OrganizationKind | None:
        word = fold(text_of(thing, "classification"))
        return OrganizationKind(word) if word in set(OrganizationKind) else _KINDS.get(word)

    def _known(self, kind: str, thing: Thing, name: str) -> str:
        key = text_of(thing, name)
        return key if key in self._all[kind] else ""

    def _identifiers(self, key: str, thing: Thing) -> Identifiers:
        """Its id, where it tells it from those of other files, and what else it is known as."""
        found = [(text_of(one, "scheme"), text_of(one, "identifier")) for one in dicts_of(thing, "identifiers")]
        if not key.startswith("#"):
            if len(key) >= 12 or "/" in key:
                found.insert(0, (SCHEME, key))
            elif self._source:
                found.insert(0, (f"{SCHEME}:{self._source}", key))
        return tuple(dict.fromkeys(pair for pair in found if all(pair)))


def _untaken() -> dict[str, str]:
    return {
        "image": _("pictures on the web"),
        "birth_date": _("birthdays"),
        "death_date": _("days of death"),
        "gender": _("genders"),
        "national_identity": _("nationalities"),
    }


def _is_plain(thing: Thing) -> bool:
    """Whether the file has places of their own for titles, so that the name has none in it."""
    return "honorific_prefix" in thing or "honorific_suffix" in thing


def _strings(thing: Thing, name: str) -> tuple[str, ...]:
    found = thing.get(name)
    return tuple(text_of({"": one}, "") for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _day(thing: Thing, name: str, notes: list[str]) -> date | None:
    text = text_of(thing, name)
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if not found:
        if text:
            notes.append(_("“{text}” is no date, so it was left out.").format(text=shorten(text, 60)))
        return None
    try:
        day = date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        notes.append(_("“{text}” is no date, so it was left out.").format(text=shorten(text, 60)))
        return None
    if not found[3]:
        words = _("“{text}” names no day, so {day} was taken.")
        notes.append(words.format(text=shorten(text, 60), day=show_date(day)))
    return day
