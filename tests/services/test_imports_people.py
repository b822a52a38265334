"""Lists of people taken in: who is here already, what stays as it is typed, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import MemoryKeyring
from tests.services.people_lists import PICTURE, full_list, person, take
from villagedesk.core.audience import Audience
from villagedesk.core.changes import Changed
from villagedesk.core.words import ContactKind, Role
from villagedesk.models import Base, Document, Erasure, Membership, Note, Organization, Person
from villagedesk.records.imports import Contact, MembershipEntry, OrganizationEntry, PeopleList, Verdict
from villagedesk.records.people import ContactDraft, PersonDraft
from villagedesk.services import documents, people
from villagedesk.services.desk import Desk, Keyring, create
from villagedesk.store.journal import NOT_NOTED

SMITH = person(1, "Jo Smith", ("email", "jo@village.example"), title="Dr")


def _dump(desk: Desk) -> dict[str, list[Any]]:
    """Every journalled row."""

    def job(session: Any) -> dict[str, list[Any]]:
        tables = (table for table in Base.metadata.sorted_tables if table.name not in NOT_NOTED)
        return {table.name: sorted(map(repr, session.execute(table.select()))) for table in tables}

    return desk.read(job)


def _ids(desk: Desk) -> set[tuple[str, str]]:
    """Every key of a journalled row."""

    def job(session: Any) -> set[tuple[str, str]]:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in NOT_NOTED]
        return {(table.name, key) for table in tables for (key,) in session.execute(select(table.c.id))}

    return desk.read(job)


def _card(desk: Desk, name: str) -> Any:
    def job(session: Any) -> Any:
        (key,) = session.scalars(select(Person.id).where(Person.name == name))
        return people.person(session, key, desk.clock.today())

    return desk.read(job)


def _add(do: Any, name: str = "Jo Smith", *contacts: ContactDraft, **more: Any) -> str:
    key = do(lambda work: people.add_person(work, PersonDraft(name, **more)))
    do(lambda work: people.set_contacts(work, "person", key, contacts))
    return str(key)


EMAIL = ContactDraft(ContactKind.EMAIL, "JO@village.example")


def test_everything_on_the_list_is_taken(desk: Desk) -> None:
    shown = take(desk)
    assert [(row.row, row.name, row.verdict) for row in shown.rows] == [
        (1, "Rhian Pryce-Jones", "added"), (2, "Sam Okafor", "added"), (3, "Jo Smith", "added"),
        (4, "Łucja & Co", "added"), (5, "The Wool Shop", "added"),
    ]  # fmt: skip
    assert shown.notes == ("With them come 3 organisations, 1 area, 1 position.",)
    seat, sam, jo = (_card(desk, name) for name in ("Rhian Pryce-Jones", "Sam Okafor", "Jo Smith"))
    (held,) = seat.memberships
    assert (held.organization, held.area, held.party, held.role, held.start_on) == (
        "Brynafon Council", "Ashgrove", "Labour Party", Role.COUNCILLOR, date(2023, 5, 4),
    )  # fmt: skip
    assert (sam.memberships[0].label, sam.memberships[0].organization) == ("Tree officer", "Highways")
    assert (jo.summary, jo.other_names, jo.pronouns, jo.languages, jo.honours) == (
        "Has a van", ("Joanna Smith",), "she/her", "Welsh", "MBE",
    )  # fmt: skip
    picture = desk.read(lambda s: s.scalar(select(Person.picture_id).where(Person.id == jo.id)))
    assert desk.read(lambda s: documents.content(s, picture)) == PICTURE
    highways = desk.read(lambda s: s.scalars(select(Organization).where(Organization.name == "Highways")).one())
    assert desk.read(lambda s: people.organization(s, highways.id, desk.clock.today())).parent == "Brynafon Council"


def test_only_who_holds_public_office_is_public_and_only_at_work(desk: Desk) -> None:
    shown = take(desk)
    councillor, neighbour = _card(desk, "Rhian Pryce-Jones"), _card(desk, "Jo Smith")
    assert (councillor.audience, neighbour.audience) == (Audience.PUBLIC, Audience.COMMITTEE)
    assert [(c.value, c.audience) for c in councillor.contacts] == [("rhian@brynafon.example", "public")]
    assert shown.rows[0].details == ("Home details are left out",)
    assert {c.audience for c in neighbour.contacts} == {Audience.COMMITTEE}
    take(desk, home_addresses=True)
    homes = [c for c in _card(desk, "Rhian Pryce-Jones").contacts if c.label == "home"]
    assert [(c.value, c.audience) for c in homes] == [("01632 960100", "committee")]


def test_the_same_list_again_changes_nothing(desk: Desk) -> None:
    take(desk)
    heard: list[Changed] = []
    desk.listen(heard.append)
    again = take(desk)
    assert ({row.verdict for row in again.rows}, again.beside, again.writes) == ({Verdict.UNCHANGED}, 0, False)
    assert heard == []


def test_one_undo_takes_all_of_it_back(desk: Desk) -> None:
    before = _dump(desk)
    heard: list[Changed] = []
    desk.listen(heard.append)
    take(desk)
    (change,) = heard
    desk.undo(change.number).result()
    assert _dump(desk) == before


def test_two_files_get_the_same_keys(desk: Desk, tmp_path: Any, clock: Any) -> None:
    other, _code = create(tmp_path / "other.vdesk", "Another group", Keyring(MemoryKeyring()), clock)
    before = _ids(desk) | _ids(other)
    take(desk)
    take(other)
    assert _ids(desk) - before == _ids(other) - before
    other.close()


@pytest.mark.parametrize("name", ["Jo Smith", "JO  SMITH"])
def test_who_is_here_with_the_same_address_is_changed_and_never_doubled(desk: Desk, do: Any, name: str) -> None:
    key = _add(do, "Jo Smith", EMAIL, title="Prof", summary="Typed here", access_needs="A ramp")
    entry = replace(SMITH, name=name, contacts=(*SMITH.contacts, Contact("phone", "01632 960777", "")), pronouns="they")
    (row,) = take(desk, PeopleList(people=(entry,))).rows
    assert (row.verdict, set(row.details)) == (
        Verdict.CHANGED, {"New contact: 01632 960777", "Pronouns: none -> they"},
    )  # fmt: skip
    card = _card(desk, "Jo Smith")
    assert (card.id, card.title, card.summary, card.access_needs) == (key, "Prof", "Typed here", "A ramp")
    assert [c.value for c in card.contacts] == ["JO@village.example", "01632 960777"]


def test_a_number_written_otherwise_is_the_same_number(desk: Desk, do: Any) -> None:
    key = _add(do, "Jo Smith", ContactDraft(ContactKind.PHONE, "+44 (0)1632 960777"))
    (row,) = take(desk, PeopleList(people=(person(1, "Jo Smith", ("phone", "01632 960777")),))).rows
    assert (row.verdict, _card(desk, "Jo Smith").id) == (Verdict.UNCHANGED, key)


def test_who_only_looks_alike_is_added_and_it_is_said(desk: Desk, do: Any) -> None:
    _add(do)
    (row,) = take(desk, PeopleList(people=(SMITH,))).rows
    assert (row.verdict, row.details) == (Verdict.ADDED, ("Looks like Jo Smith, who is here already",))
    (row,) = take(desk, PeopleList(people=(SMITH,))).rows
    assert (row.verdict, row.details) == (Verdict.UNCHANGED, ())


def test_what_the_list_says_otherwise_is_told_for_who_is_known_by_identifier(desk: Desk) -> None:
    known = replace(SMITH, identifiers=(("vcard", "urn:uuid:1"),), summary="Likes trees")
    take(desk, PeopleList(people=(known,)))
    newer = replace(
        known, name="Jo Smith-Jones", title="", summary="Moved to Elm Park", contacts=(Contact("email", "jo@new.example", ""),)
    )  # fmt: skip
    (row,) = take(desk, PeopleList(people=(newer,))).rows
    assert row.details == (
        "Name: Jo Smith -> Jo Smith-Jones", "Contact: jo@village.example -> jo@new.example", "New note",
    )  # fmt: skip
    card = _card(desk, "Jo Smith-Jones")
    assert (card.title, card.summary, [c.value for c in card.contacts]) == ("Dr", "Likes trees", ["jo@new.example"])
    assert desk.read(lambda s: s.scalars(select(Note.text)).all()) == ["Moved to Elm Park"]
    assert desk.read(lambda s: s.scalar(select(Person.sort_name).where(Person.id == card.id))) == "smith-jones jo"
    assert take(desk, PeopleList(people=(newer,))).unchanged == 1


def test_what_was_typed_is_never_removed_or_replaced(desk: Desk, do: Any) -> None:
    known = replace(SMITH, identifiers=(("vcard", "1"),))
    take(desk, PeopleList(people=(known,)))
    card = _card(desk, "Jo Smith")
    typed = [ContactDraft(ContactKind.EMAIL, "typed@village.example", "own")]
    do(lambda work: people.set_contacts(work, "person", card.id, typed))
    do(lambda work: setattr(work.session.get(Person, card.id), "do_not_contact", True))
    do(lambda work: setattr(work.session.get(Person, card.id), "audience", Audience.MEMBERS))
    take(desk, PeopleList(people=(known,)))
    card = _card(desk, "Jo Smith")
    assert {c.value for c in card.contacts} == {"typed@village.example"}
    assert (card.do_not_contact, card.audience) == (True, Audience.MEMBERS)


def test_who_is_in_the_bin_or_was_erased_does_not_come_back(desk: Desk, do: Any) -> None:
    take(desk)
    keys = {name: _card(desk, name).id for name in ("Rhian Pryce-Jones", "Sam Okafor", "Jo Smith")}
    do(lambda work: people.bin_person(work, keys["Rhian Pryce-Jones"]))
    do(lambda work: setattr(work.session.get(Person, keys["Sam Okafor"]), "restricted_at", work.now))

    def erase(work: Any) -> None:
        work.session.delete(work.session.get(Person, keys["Jo Smith"]))
        work.session.add(Erasure(id=work.new_id(), person_id=keys["Jo Smith"], at=work.now))

    do(erase)
    before = _dump(desk)
    shown = take(desk)
    assert [(row.name, row.reason) for row in shown.refusals] == [
        ("Rhian Pryce-Jones", "Is in the bin here, so is not taken in again."),
        ("Sam Okafor", "Was erased here but for what must stay; nothing is added to that."),
        ("Jo Smith", "Was erased here, so is not taken in again."),
    ]
    assert _dump(desk) == before


def test_two_rows_about_one_person_are_one_person(desk: Desk) -> None:
    again = person(2, "jo smith", ("email", "jo@village.example"), ("phone", "01632 960777"))
    shown = take(desk, PeopleList(people=(SMITH, again)))
    assert [(row.verdict, row.reason) for row in shown.rows] == [
        (Verdict.ADDED, "Not here yet"), (Verdict.CHANGED, "The same as row 1"),
    ]  # fmt: skip
    assert len(_card(desk, "Jo Smith").contacts) == 2
    assert take(desk, PeopleList(people=(SMITH, again))).unchanged == 2


def test_two_people_of_one_name_whom_the_list_tells_apart_stay_two(desk: Desk) -> None:
    both = tuple(replace(SMITH, row=n, key=str(n), identifiers=(("vcard", str(n)),)) for n in (1, 2))
    assert take(desk, PeopleList(people=both)).added == 2
    assert take(desk, PeopleList(people=both)).unchanged == 2


def test_a_place_that_is_here_is_kept_with_its_dates_and_a_new_one_is_told(desk: Desk, do: Any) -> None:
    take(desk)
    content = full_list()
    ended = do(lambda work: work.session.scalars(select(Membership).where(Membership.role == Role.OFFICER)).one().id)
    do(lambda work: setattr(work.session.get(Membership, ended), "end_on", date(2026, 10, 1)))
    more = MembershipEntry(2, "m3", "p2", "w", label="Owner")
    shown = take(desk, replace(content, memberships=(*content.memberships, more)))
    assert [row.details for row in shown.rows if row.verdict is Verdict.CHANGED] == [("New: Owner, The Wool Shop",)]
    assert {m.end_on for m in _card(desk, "Sam Okafor").memberships} == {None, date(2026, 10, 1)}


def test_a_party_is_one_whatever_it_is_called(desk: Desk) -> None:
    take(desk)
    content = full_list()
    other = tuple(
        replace(body, name="Labour") if body.key == "l" else replace(body, other_names=("Cyngor Brynafon",))
        if body.key == "c" else body for body in content.organizations
    )  # fmt: skip
    assert take(desk, replace(content, organizations=other)).changed == 0
    renamed = tuple(replace(b, name="Cyngor Brynafon") if b.key == "c" else b for b in content.organizations)
    assert take(desk, replace(content, organizations=renamed)).beside == 0
    parties = desk.read(lambda s: s.scalars(select(Organization.name).where(Organization.kind == "party")).all())
    assert parties == ["Labour Party"]


def test_bodies_that_name_each_other_as_parents_do_no_harm(desk: Desk) -> None:
    loop = tuple(OrganizationEntry(n, str(n), f"Body {n}", parent=str(n % 2 + 1)) for n in (1, 2))
    assert take(desk, PeopleList(organizations=loop)).beside == 2
    assert desk.read(lambda s: len(s.scalars(select(Document.id)).all())) == 0


def test_seats_of_a_ward_stay_with_who_has_them(desk: Desk) -> None:
    content = full_list()
    seats = tuple(replace(content.posts[0], key=f"s{n}") for n in (1, 2, 3))
    three = tuple(person(n, f"Councillor {n}", identifiers=(("popolo", str(n)),)) for n in (1, 2, 3))
    held = tuple(
        MembershipEntry(n, f"m{n}", f"p{n}", "c", f"s{n}", role=Role.COUNCILLOR) for n in (1, 2, 3)
    )  # fmt: skip
    many = replace(content, people=three, posts=seats, memberships=held)
    take(desk, many)
    turned = replace(many, memberships=tuple(replace(m, post=f"s{4 - n}") for n, m in enumerate(held, 1)))
    shown = take(desk, turned)
    assert ({row.verdict for row in shown.rows}, shown.beside) == ({Verdict.UNCHANGED}, 0)
