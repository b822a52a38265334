"""Writes people and bodies as vCards, version 4.0 (RFC 6350) or 3.0 (RFC 2426)."""

from __future__ import annotations

import base64
import re
import uuid
from collections.abc import Iterable, Iterator

from villagedesk.core.text import given_and_family
from villagedesk.exchange.pictures import as_address, media_type
from villagedesk.exchange.vcard import OWN_IDENTIFIER, OWN_LANGUAGES, SCHEME
from villagedesk.records.imports import (
    Contact,
    Identifiers,
    OrganizationEntry,
    PeopleList,
    PersonEntry,
)

_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}", re.IGNORECASE)
_WIDEST = 75  # octets in a line


def write(content: PeopleList, version: str = "4.0") -> bytes:
    """One card for each person, then one for each body that has details of its own; equal lists give equal bytes.

    Dates of memberships and the parties they are for have no place in a vCard and are left out.
    """
    bodies = {entry.key: entry for entry in content.organizations}
    posts = {entry.key: entry.label for entry in content.posts}
    held: dict[str, list[tuple[list[str], str]]] = {}
    for membership in content.memberships:
        label = membership.label or posts.get(membership.post, "")
        names = _names(bodies, bodies.get(membership.organization))
        held.setdefault(membership.person, []).append((names, label))
    cards = [_person(person, held.get(person.key, []), version) for person in content.people]
    cards += [_body(entry, bodies, version) for entry in content.organizations if entry.contacts or entry.summary]
    return b"".join(_folded(line) for card in cards for line in card)


def _names(bodies: dict[str, OrganizationEntry], entry: OrganizationEntry | None) -> list[str]:
    """The names of a body and of those above it, largest first."""
    names: list[str] = []
    while entry and entry.name not in names:
        names.insert(0, entry.name)
        entry = bodies.get(entry.parent)
    return names


def _person(person: PersonEntry, held: list[tuple[list[str], str]], version: str) -> Iterator[str]:
    yield from _head(person.key, person.identifiers, version)
    if version == "4.0":
        yield "KIND:individual"
    given, family = given_and_family(person.name)
    shown = " ".join(part for part in (person.title, person.name, person.honours) if part)
    yield f"FN:{_text(shown)}"
    yield f"N:{_text(family)};{_text(given)};;{_text(person.title)};{_text(person.honours)}"
    yield from _list("NICKNAME", person.other_names)
    if person.pronouns:
        yield f"PRONOUNS:{_text(person.pronouns)}" if version == "4.0" else f"X-PRONOUNS:{_text(person.pronouns)}"
    if person.languages:
        yield f"{OWN_LANGUAGES}:{_text(person.languages)}"
    for place, (names, label) in enumerate(held, 1):
        yield f"org{place}.ORG:{';'.join(_text(name) for name in names)}"
        if label:
            yield f"org{place}.TITLE:{_text(label)}"
    yield from _details(person.contacts, version)
    yield from _list("CATEGORIES", person.tags)
    if person.summary:
        yield f"NOTE:{_text(person.summary)}"
    if person.photo:
        kind = media_type(person.photo).rpartition("/")[2].upper()
        inline = f"PHOTO;ENCODING=b;TYPE={kind}:{base64.b64encode(person.photo).decode()}"
        yield f"PHOTO:{as_address(person.photo)}" if version == "4.0" else inline
    yield "END:VCARD"


def _body(entry: OrganizationEntry, bodies: dict[str, OrganizationEntry], version: str) -> Iterator[str]:
    yield from _head(entry.key, entry.identifiers, version)
    yield "KIND:org" if version == "4.0" else "X-ABShowAs:COMPANY"
    yield f"FN:{_text(entry.name)}"
    if version != "4.0":
        yield "N:;;;;"
    yield f"ORG:{';'.join(_text(name) for name in _names(bodies, entry))}"
    yield from _list("NICKNAME", entry.other_names)
    yield from _details(entry.contacts, version)
    yield from _list("CATEGORIES", entry.tags)
    if entry.summary:
        yield f"NOTE:{_text(entry.summary)}"
    yield "END:VCARD"


def _head(key: str, identifiers: Identifiers, version: str) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    uid = next((value for scheme, value in identifiers if scheme == SCHEME), key if _is_uuid(key) else "")
    if uid:
        yield f"UID:{'urn:uuid:' if _is_uuid(uid) else ''}{_text(uid)}"
    for scheme, value in identifiers:
        if (scheme, value) != (SCHEME, uid):
            yield f"{OWN_IDENTIFIER}:{_text(scheme)};{_text(value)}"


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _details(contacts: Iterable[Contact], version: str) -> Iterator[str]:
    for place, contact in enumerate(contacts, 1):
        types = _types(contact)
        if contact.preferred and version != "4.0":
            types.append("pref")
        parameters = f";TYPE={','.join(types)}" if types else ""
        if contact.preferred and version == "4.0":
            parameters += ";PREF=1"
        name, value = _property(contact)
        if contact.label and contact.label not in types:
            yield f"item{place}.{name}{parameters}:{value}"
            yield f"item{place}.X-ABLabel:{_text(contact.label)}"
        else:
            yield f"{name}{parameters}:{value}"


def _types(contact: Contact) -> list[str]:
    types = [contact.label] if contact.label in ("work", "home") else []
    if contact.kind == "mobile":
        return [*types, "cell"]
    if contact.kind == "phone":
        return [*types, contact.label if contact.label in ("fax", "pager") else "voice"]
    return types


def _property(contact: Contact) -> tuple[str, str]:
    names = {"email": "EMAIL", "phone": "TEL", "mobile": "TEL", "web": "URL", "social": "IMPP", "address": "ADR"}
    if contact.kind != "address":
        return names[contact.kind], _text(contact.value)
    lines = contact.value.split("\n")
    at = next((n for n in (len(lines) - 1, len(lines) - 2) if n >= 0 and _POSTCODE.fullmatch(lines[n])), len(lines))
    code, country = "".join(lines[at : at + 1]), "".join(lines[at + 1 :])
    town = lines[at - 1] if at > 1 else ""
    street = "\n".join(lines[: at - 1] if town else lines[:at])
    return "ADR", f";;{_text(street)};{_text(town)};;{_text(code)};{_text(country)}"


def _list(name: str, values: tuple[str, ...]) -> Iterator[str]:
    if values:
        yield f"{name}:{','.join(_text(value) for value in values)}"


def _text(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, cut between letters."""
    if line.isascii():
        pieces = [line[:_WIDEST], *(f" {line[at : at + _WIDEST - 1]}" for at in range(_WIDEST, len(line), _WIDEST - 1))]
        return "\r\n".join([*pieces, ""]).encode()
    return _folded_between_letters(line)


def _folded_between_letters(line: str) -> bytes:
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > _WIDEST:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece, b""])
