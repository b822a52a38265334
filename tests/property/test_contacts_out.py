"""What is written for other programs is read back in to the same people."""

from __future__ import annotations

import base64
import csv
import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.core.parties import SCHEME
from villagedesk.core.words import OrganizationKind, Role
from villagedesk.exchange import delimited, popolo, popolo_out, sheets_out, vcard, vcard_out, workbook
from villagedesk.records.imports import (
    AreaEntry,
    Contact,
    MembershipEntry,
    OrganizationEntry,
    PeopleList,
    PersonEntry,
    PostEntry,
)

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
            day = draw(st.none() | st.dates())
            memberships.append(
                MembershipEntry(
                    n, f"m{len(memberships)}", f"p{n}", body, role=draw(st.sampled_from(Role)), label=draw(MAYBE),
                    on_behalf_of=draw(st.sampled_from(["", "party"])), start_on=day, end_on=draw(st.just(day) | st.none()),
                    member_class=draw(MAYBE), votes=draw(st.sampled_from([True, False, None])),
                    post="q" if body == "o0" and draw(st.booleans()) else "",
                )
            )  # fmt: skip
    party = OrganizationEntry(11, "party", "Labour Party", kind=OrganizationKind.PARTY, identifiers=((SCHEME, "PP53"),))
    return PeopleList(
        people=tuple(people), organizations=(*organizations, party), memberships=tuple(memberships),
        areas=(AreaEntry(1, "a", "Canol y Dŵr", label="ward"),),
        posts=(PostEntry(1, "q", "o0", "Councillor", Role.COUNCILLOR, "a"),),
    )  # fmt: skip


def facts(content: PeopleList, *, whole: bool = True, known_as: bool = True) -> list[Any]:
    """What a list says of each person, whatever its rows and keys are; all of each membership when it is `whole`."""
    names = {entry.key: entry for entry in content.organizations}
    posts = {entry.key: entry for entry in content.posts}
    areas = {entry.key: entry.name for entry in content.areas}

    def path(key: str) -> list[str]:
        return [*path(names[key].parent), names[key].name] if key else []

    def place(one: MembershipEntry) -> list[Any]:
        post = posts.get(one.post)
        label = one.label or (post.label if post else "")
        more = [
            one.role, path(one.on_behalf_of), one.start_on, one.end_on, one.member_class, one.votes,
            areas[post.area] if post and post.area else "",
        ]  # fmt: skip
        return [path(one.organization), label, *(more if whole else [])]

    held: dict[str, list[Any]] = {}
    for one in content.memberships:
        held.setdefault(one.person, []).append(place(one))
    people = [
        (one.name, one.title, one.honours, one.pronouns, one.languages, one.summary, one.other_names,
         sorted(map(str, one.contacts)), one.tags, one.photo, one.identifiers if known_as else (), held.get(one.key, []))
        for one in content.people
    ]  # fmt: skip
    bodies = [
        (one.name, one.summary, sorted(map(str, one.contacts)), one.tags)
        for one in content.organizations
        if one.contacts or one.summary
    ]
    return [*people, *bodies]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@given(content=lists())
def test_vcards_read_back_in_to_the_same_people(version: str, content: PeopleList) -> None:
    written = vcard_out.write(content, version)
    read = vcard.parse(written)
    assert facts(read, whole=False) == facts(content, whole=False)
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


def without_photos(content: PeopleList) -> PeopleList:
    return replace(content, people=tuple(replace(person, photo=b"") for person in content.people))


@given(content=lists())
def test_csv_reads_back_in_to_the_same_people(content: PeopleList) -> None:
    written = sheets_out.as_csv(content)
    assert sheets_out.as_csv(content) == written
    read = delimited.parse(written)
    assert isinstance(read, PeopleList)
    assert facts(read) == facts(without_photos(content))
    assert not read.refused and not read.notes and not any(person.notes for person in read.people)


@given(content=lists())
def test_no_cell_of_a_csv_is_a_formula(content: PeopleList) -> None:
    hostile = replace(
        content.people[0], name="=HYPERLINK(1)", title="@SUM(1)", summary="-2+3", honours="+1", tags=("\t=1",)
    )
    content = replace(content, people=(hostile, *content.people[1:]))
    rows = list(csv.reader(io.StringIO(sheets_out.as_csv(content).decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    read = delimited.parse(sheets_out.as_csv(content))
    assert isinstance(read, PeopleList)
    assert [read.people[0].name, read.people[0].title, read.people[0].summary] == [hostile.name, "@SUM(1)", "-2+3"]


@given(content=lists())
def test_xlsx_reads_back_in_to_the_same_people(content: PeopleList) -> None:
    written = sheets_out.as_xlsx(content)
    assert sheets_out.as_xlsx(content) == written
    read = workbook.parse(written)
    assert isinstance(read, PeopleList)
    assert facts(read) == facts(without_photos(content))
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet and b"hyperlink" not in sheet


@given(content=lists())
def test_popolo_reads_back_in_to_the_same_people(content: PeopleList) -> None:
    written = popolo_out.write(content)
    assert popolo_out.write(content) == written
    read = popolo.parse(written)
    assert facts(read, known_as=False) == facts(content, known_as=False)
    for before, after in zip(content.people, read.people, strict=True):
        assert set(before.identifiers) <= set(after.identifiers)
    assert not read.refused and not read.notes


def test_a_mail_merge_finds_the_bare_preferred_address_under_e_mail() -> None:
    ways = (
        Contact("email", "home@example.org", "Home"),
        Contact("email", "desmond@example.org", "Work", preferred=True),
        Contact("phone", "01632 960986", "Office"),
    )
    content = PeopleList(people=(PersonEntry(1, "p", "Desmond Hale", contacts=ways), PersonEntry(2, "q", "Jo Ray")))
    written = sheets_out.as_csv(content)
    first, second = csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert (first["E-mail"], first["E-mail label"]) == ("desmond@example.org", "Work")
    assert (first["E-mail 2"], first["E-mail 2 label"]) == ("home@example.org", "Home")
    assert (first["Phone"], first["Phone label"], first["Preferred"]) == ("01632 960986", "Office", "E-mail")
    assert second["E-mail"] == second["E-mail 2"] == "" and "Phone 2" not in second
    read = delimited.parse(written)
    assert isinstance(read, PeopleList) and set(read.people[0].contacts) == set(ways)
