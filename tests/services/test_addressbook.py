"""The group's people as a list to be sent on: who is on it for whom, and read back in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import MemoryKeyring
from tests.services.people_lists import PICTURE, take
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.exchange import read
from villagedesk.models import ContactDetail, Person
from villagedesk.records.imports import ImportOptions, PeopleList
from villagedesk.services import addressbook, imports
from villagedesk.services.desk import Desk, Keyring, create

FORMATS = ("csv", "xlsx", "vcard", "vcard3", "popolo")


def _book(desk: Desk, audience: Audience = Audience.COMMITTEE, **more: Any) -> addressbook.AddressBook:
    return desk.read(lambda session: addressbook.gather(session, audience, **more))


def _names(content: PeopleList) -> list[str]:
    return [entry.name for entry in content.people]


def test_a_list_holds_what_is_known(desk: Desk) -> None:
    take(desk)
    content = _book(desk).content
    jo = next(entry for entry in content.people if entry.name == "Jo Smith")
    assert (jo.pronouns, jo.other_names, jo.tags, jo.photo, jo.summary) == (
        "she/her", ("Joanna Smith",), ("Allotments", "Volunteer"), PICTURE, "Has a van",
    ) or set(jo.tags) == {"Allotments", "Volunteer"}  # fmt: skip
    bodies = {entry.key: entry for entry in content.organizations}
    assert {entry.name for entry in bodies.values()} >= {"Brynafon Council", "Highways", "Labour Party"}
    highways = next(entry for entry in bodies.values() if entry.name == "Highways")
    assert bodies[highways.parent].name == "Brynafon Council"


def test_the_public_learns_only_of_who_holds_public_office(desk: Desk) -> None:
    take(desk, home_addresses=True)
    content = _book(desk, Audience.PUBLIC).content
    (rhian,) = content.people
    assert [contact.value for contact in rhian.contacts] == ["rhian@brynafon.example"]
    assert {entry.name for entry in content.organizations} >= {"Brynafon Council", "Labour Party"}
    assert "Highways" not in {entry.name for entry in content.organizations}


def test_who_is_not_to_be_contacted_is_on_no_list_and_it_is_said(desk: Desk, do: Any) -> None:
    take(desk)
    do(lambda work: setattr(_person(work, "Jo Smith"), "do_not_contact", True))
    do(lambda work: setattr(_person(work, "Łucja & Co"), "restricted_at", work.now))

    def unusable(work: Any) -> None:
        contact = work.session.scalars(select(ContactDetail).where(ContactDetail.value.like("sam%"))).one()
        contact.do_not_use = True

    do(unusable)
    book = _book(desk)
    assert _names(book.content) == ["Sam Okafor", "Rhian Pryce-Jones"]
    assert book.content.people[0].contacts == ()
    assert book.left_out() == (
        "Left out: 1 person who is not to be contacted.",
        "Left out: 1 person who was erased but for what must stay.",
    )


def _person(work: Any, name: str) -> Person:
    found = work.session.scalars(select(Person).where(Person.name == name)).one()
    assert isinstance(found, Person)
    return found


def test_only_those_asked_for_and_what_they_belong_to(desk: Desk) -> None:
    take(desk)
    key = desk.read(lambda s: s.scalar(select(Person.id).where(Person.name == "Sam Okafor")))
    content = _book(desk, only=[key]).content
    assert _names(content) == ["Sam Okafor"]
    assert {entry.name for entry in content.organizations} == {"Highways", "Brynafon Council"}


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_reads_back_in_to_the_same_people(desk: Desk, tmp_path: Path, clock: Any, format: str) -> None:
    take(desk)
    path = tmp_path / f"people.{addressbook.formats()[format][1]}"
    addressbook.save(path, _book(desk), format)
    reading = read(path)
    assert isinstance(reading.content, PeopleList)
    shown = desk.read(lambda s: imports.preview(s, reading, ImportOptions(home_addresses=True), desk.clock.today()))
    told = [(row.name, row.verdict, row.details) for row in shown.rows if row.verdict != "unchanged"]
    assert told == [], "what is here already is the same"
    assert not shown.refused
    other, _code = create(tmp_path / "other.vdesk", "Another group", Keyring(MemoryKeyring()), clock)
    try:
        other.do("Import", lambda work: imports.apply(work, reading, ImportOptions(home_addresses=True))).result()
        mine, theirs = (_plain(_book(one).content) for one in (desk, other))
        assert theirs == mine
    finally:
        other.close()


def _plain(content: PeopleList) -> set[tuple[str, str, frozenset[str], frozenset[str]]]:
    """Names, ways to reach them and places of the people, without keys."""
    bodies = {entry.key: entry.name for entry in content.organizations}
    held: dict[str, set[str]] = {}
    for row in content.memberships:
        held.setdefault(row.person, set()).add(bodies[row.organization])
    return {
        (
            entry.title, entry.name, frozenset(contact.value for contact in entry.contacts),
            frozenset(held.get(entry.key, ())),
        )
        for entry in content.people
    }  # fmt: skip


def test_what_is_no_format_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="not as doc"):
        addressbook.as_bytes(_book(desk), "doc")
    with pytest.raises(Refused, match="meetings as json"):
        desk.read(lambda s: addressbook.of_kind(s, Audience.COMMITTEE, "meetings"))


def test_the_example_group_reads_back_into_itself_unchanged(sample_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    addressbook.save(path, _book(sample_desk), "csv")
    reading = replace(read(path), source="people.csv")
    options = ImportOptions(home_addresses=True)
    shown = sample_desk.read(lambda s: imports.preview(s, reading, options, sample_desk.clock.today()))
    assert [(row.name, row.verdict, row.details) for row in shown.rows if row.verdict != "unchanged"] == []
