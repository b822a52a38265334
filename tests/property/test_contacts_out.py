"""What is written for other programs is read back in to the same people."""

from __future__ import annotations

import base64
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.exchange import vcard, vcard_out
from villagedesk.records.imports import Contact, MembershipEntry, OrganizationEntry, PeopleList, PersonEntry

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Cn"])
WORD = st.text(LETTERS, min_size=1, max_size=12)
LINE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
MAYBE = st.just("") | LINE
LINES = st.lists(LINE, min_size=1, max_size=4).map("\n".join)
NUMBERS = st.sampled_from(["020 7946 0001", "+44 20 7946 0002", "07700 900003", "0113 496 0004 ext. 5"])
EMAILS = st.sampled_from(["jo@example.org", "Siân.Ŵyn@example.org", "o'hara@example.com", "a+b@sub.example.net"])
VALUES = {
    "phone": NUMBERS, "mobile": NUMBERS, "email": EMAILS, "web": st.just("https://example.org/a,b;c?d=e"), "social": LINE,
    "address": LINES,
}  # fmt: skip
TAGS = st.lists(LINE, max_size=3, unique=True).map(tuple)


@st.composite
def contacts(draw: Any) -> tuple[Contact, ...]:
    """Details in any order; of each kind the first may be preferred."""
    found: dict[tuple[str, str, str], Contact] = {}
    for kind in draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=6)):
        label = draw(st.sampled_from(["", "work", "home", "fax", "Cottage, winter"]))
        value = draw(VALUES[kind])
        is_first = not any(known[0] == kind for known in found)
        found.setdefault((kind, value, label), Contact(kind, value, label, is_first and draw(st.booleans())))
    return tuple(found.values())


@st.composite
def lists(draw: Any) -> PeopleList:
    """People in up to two bodies each, one of which is a department, and a body with details of its own."""
    bodies = draw(st.lists(WORD.map(str.strip), min_size=2, max_size=3, unique_by=lambda name: name.casefold()))
    organizations = [OrganizationEntry(n, f"o{n}", f"Body {n} {name}") for n, name in enumerate(bodies)]
    organizations.append(OrganizationEntry(9, "o9", "Parks, paths; trees", parent="o0"))
    organizations.append(
        OrganizationEntry(10, "o10", "Own details", contacts=draw(contacts()), summary=draw(LINE), tags=draw(TAGS))
    )
    people, memberships = [], []
    for n in range(draw(st.integers(1, 3))):
        name = draw(LINE)
        identifiers = (("vcard", f"uid-{n}"), ("moderngov:x", draw(WORD)))
        people.append(
            PersonEntry(
                row=n, key=f"p{n}", name=name, title=draw(MAYBE), honours=draw(MAYBE), pronouns=draw(MAYBE),
                languages=draw(MAYBE), summary=draw(st.just("") | LINES), contacts=draw(contacts()), tags=draw(TAGS),
                other_names=tuple(other for other in draw(TAGS) if other != name),
                photo=draw(st.sampled_from([b"", PIXEL])), identifiers=identifiers,
            )
        )  # fmt: skip
        for body in draw(st.lists(st.sampled_from(["o0", "o1", "o9"]), max_size=2, unique=True)):
            memberships.append(MembershipEntry(n, "", f"p{n}", body, label=draw(MAYBE)))
    return PeopleList(people=tuple(people), organizations=tuple(organizations), memberships=tuple(memberships))


def facts(content: PeopleList) -> list[Any]:
    """What a list says of each person, whatever its rows and keys are."""
    names = {entry.key: entry for entry in content.organizations}

    def path(key: str) -> list[str]:
        return [*path(names[key].parent), names[key].name] if key else []

    held: dict[str, list[Any]] = {}
    for one in content.memberships:
        held.setdefault(one.person, []).append((path(one.organization), one.label))
    people = [
        (one.name, one.title, one.honours, one.pronouns, one.languages, one.summary, one.other_names, one.contacts,
         one.tags, one.photo, one.identifiers, held.get(one.key, []))
        for one in content.people
    ]  # fmt: skip
    bodies = [(one.name, one.summary, one.contacts, one.tags) for one in content.organizations if one.contacts]
    return [*people, *bodies]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@given(content=lists())
def test_vcards_read_back_in_to_the_same_people(version: str, content: PeopleList) -> None:
    written = vcard_out.write(content, version)
    read = vcard.parse(written)
    assert facts(read) == facts(content)
    assert not read.refused and not read.notes and not any(person.notes for person in read.people)
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert vcard_out.write(content, version) == written


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@given(content=lists())
def test_another_reader_finds_the_same_in_our_vcards(version: str, content: PeopleList) -> None:
    cards = list(vobject.readComponents(vcard_out.write(content, version).decode()))
    for card, person in zip(cards, content.people, strict=False):
        assert card.fn.value == " ".join(part for part in (person.title, person.name, person.honours) if part)
        emails = [contact.value for contact in person.contacts if contact.kind == "email"]
        assert [line.value for line in card.contents.get("email", [])] == emails
        if person.summary:
            assert card.note.value == person.summary
