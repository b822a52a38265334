"""Writes people, bodies, posts, memberships and areas as Popolo JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from villagedesk.exchange.pictures import as_address
from villagedesk.exchange.popolo import SCHEME
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

_TYPES = {"phone": "voice", "mobile": "cell", "web": "url"}


def write(content: PeopleList) -> bytes:
    """The list as JSON in UTF-8; ids are the entries' keys. Pronouns, languages, tags, class and vote have no name in
    Popolo and stand beside its own; a picture is a `data:` address.
    """
    whole = {
        "persons": [_filled(_person(entry)) for entry in content.people],
        "organizations": [_filled(_organization(entry)) for entry in content.organizations],
        "posts": [_filled(_post(entry)) for entry in content.posts],
        "memberships": [_filled(_membership(entry)) for entry in content.memberships],
        "areas": [_filled(_area(entry)) for entry in content.areas],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"


def _filled(thing: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty; a False stays."""
    return {name: value for name, value in thing.items() if value is False or value}


def _person(entry: PersonEntry) -> dict[str, Any]:
    return {
        "id": entry.key,
        "name": entry.name,
        "honorific_prefix": entry.title,
        "honorific_suffix": entry.honours,
        "other_names": _names(entry.other_names),
        "pronouns": entry.pronouns,
        "languages": entry.languages,
        "summary": entry.summary,
        "contact_details": _contacts(entry.contacts),
        "tags": list(entry.tags),
        "image": as_address(entry.photo) if entry.photo else "",
        "identifiers": _identifiers(entry.key, entry.identifiers),
    } | ({} if entry.title or entry.honours else {"honorific_prefix": None})


def _organization(entry: OrganizationEntry) -> dict[str, Any]:
    return {
        "id": entry.key,
        "name": entry.name,
        "name_cy": entry.name_cy,
        "classification": entry.kind.value if entry.kind else "",
        "parent_id": entry.parent,
        "area_id": entry.area,
        "founding_date": _iso(entry.founded_on),
        "dissolution_date": _iso(entry.dissolved_on),
        "other_names": _names(entry.other_names),
        "description": entry.summary,
        "contact_details": _contacts(entry.contacts),
        "tags": list(entry.tags),
        "identifiers": _identifiers(entry.key, entry.identifiers),
    }


def _post(entry: PostEntry) -> dict[str, Any]:
    return {
        "id": entry.key,
        "organization_id": entry.organization,
        "label": entry.label,
        "role": entry.role.value,
        "area_id": entry.area,
        "identifiers": _identifiers(entry.key, entry.identifiers),
    }


def _membership(entry: MembershipEntry) -> dict[str, Any]:
    return {
        "id": entry.key,
        "person_id": entry.person,
        "organization_id": entry.organization,
        "post_id": entry.post,
        "on_behalf_of_id": entry.on_behalf_of,
        "role": entry.role.value,
        "label": entry.label,
        "member_class": entry.member_class,
        "votes": entry.votes,
        "start_date": _iso(entry.start_on),
        "end_date": _iso(entry.end_on),
    }


def _area(entry: AreaEntry) -> dict[str, Any]:
    return {
        "id": entry.key,
        "name": entry.name,
        "name_cy": entry.name_cy,
        "classification": entry.label,
        "parent_id": entry.parent,
        "identifiers": _identifiers(entry.key, entry.identifiers),
    }


def _names(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"name": name} for name in names]


def _contacts(contacts: Iterable[Contact]) -> list[dict[str, Any]]:
    return [
        _filled(
            {
                "type": _TYPES.get(contact.kind, contact.kind),
                "value": contact.value,
                "label": contact.label,
                "preferred": contact.preferred or None,
            }
        )
        for contact in contacts
    ]


def _identifiers(key: str, identifiers: Identifiers) -> list[dict[str, str]]:
    return [
        {"scheme": scheme, "identifier": value} for scheme, value in identifiers if (scheme, value) != (SCHEME, key)
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
