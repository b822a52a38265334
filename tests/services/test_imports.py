"""A council's list taken in: what is added, what differs, and the same list again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.conftest import MemoryKeyring
from tests.moderngov import LIST, NAMES, SEATS, WARDS, Seat, council_list
from villagedesk.core.changes import Changed, ChangeKind
from villagedesk.core.words import ContactKind, OrganizationKind
from villagedesk.exchange.formats import parse
from villagedesk.models import Area, Base, ContactDetail, Identifier, Membership, Organization, Person, Post
from villagedesk.records.imports import ImportOptions, ImportPreview, Reading, Verdict
from villagedesk.records.people import ContactDraft, PeopleFilter, PersonDraft
from villagedesk.services import imports, people, posts
from villagedesk.services.desk import Desk, Keyring, create
from villagedesk.services.people import PeopleQuery

TABLES = (Area, Organization, Person, Post, Membership, ContactDetail, Identifier)


def _reading(data: bytes = LIST) -> Reading:
    return Reading("moderngov", "list.xml", parse(data)[1])


def _take(desk: Desk, data: bytes = LIST, **options: Any) -> ImportPreview:
    reading, chosen = _reading(data), ImportOptions(**options)
    shown = desk.read(lambda session: imports.preview(session, reading, chosen, desk.clock.today()))
    done = desk.do("Import", lambda work: imports.apply(work, reading, chosen), ChangeKind.IMPORT).result()
    assert done == shown, "what was shown is what was done"
    return done


def _counts(desk: Desk) -> dict[str, int]:
    return desk.read(
        lambda s: {model.__tablename__: s.scalar(select(func.count()).select_from(model)) for model in TABLES}
    )


def _ids(desk: Desk) -> set[str]:
    return desk.read(lambda s: {key for model in TABLES for key in s.scalars(select(model.id))})


def _card(desk: Desk, name: str) -> Any:
    def job(session: Any) -> Any:
        key = session.scalar(select(Person.id).where(Person.name == name))
        return people.person(session, key, desk.clock.today())

    return desk.read(job)


def test_everything_on_the_list_is_taken(desk: Desk) -> None:
    before = _counts(desk)
    shown = _take(desk)
    assert (shown.added, shown.changed, shown.unchanged, shown.refused) == (7, 0, 0, 0)
    after = _counts(desk)
    grown = {table: after[table] - before[table] for table in after}
    assert (grown["person"], grown["area"], grown["membership"]) == (7, 4, 10)
    assert set(desk.read(lambda s: list(s.scalars(select(Area.name))))) == set(WARDS)
    today = desk.clock.today()
    found = desk.read(lambda s: people.ids(s, PeopleQuery(PeopleFilter.COUNCILLORS), today))
    assert {row.name for row in desk.read(lambda s: people.rows(s, found, today))} == set(NAMES)


def test_the_councillor_with_brackets_and_no_party(desk: Desk) -> None:
    _take(desk)
    card = _card(desk, "Jo Müller <jo>")
    (seat,) = card.memberships
    assert (card.title, seat.party, seat.area, seat.post) == (
        "Councillor",
        "",
        "Canol y Dŵr",
        "Councillor for Canol y Dŵr",
    )


def test_the_same_list_again_changes_nothing(desk: Desk) -> None:
    _take(desk)
    heard: list[Changed] = []
    desk.listen(heard.append)
    assert {row.verdict for row in _take(desk).rows} == {Verdict.UNCHANGED}
    assert heard == []


def test_one_undo_takes_all_of_it_back(desk: Desk) -> None:
    before = _ids(desk)
    heard: list[Changed] = []
    desk.listen(heard.append)
    _take(desk)
    assert len(heard) == 1
    desk.undo(heard[0].number).result()
    assert _ids(desk) == before


def test_two_files_get_the_same_keys(desk: Desk, tmp_path: Any, clock: Any) -> None:
    other, _code = create(tmp_path / "other.vdesk", "Another group", Keyring(MemoryKeyring()), clock)
    before, other_before = _ids(desk), _ids(other)
    _take(desk)
    _take(other)
    assert _ids(desk) - before == _ids(other) - other_before
    other.close()


def test_a_changed_party_term_and_post_are_told_in_words(desk: Desk) -> None:
    _take(desk)
    changed = replace(SEATS[1], party="Independent", end="08/05/2026", posts="Mayor")
    shown = _take(desk, council_list(SEATS[0], changed, *SEATS[2:]))
    assert (shown.changed, shown.unchanged) == (1, 6)
    (row,) = (row for row in shown.rows if row.verdict is Verdict.CHANGED)
    assert row.name == "T. W. O'Hara"
    assert set(row.details) == {"Party: Labour Party -> Independent", "Until: none -> 8 May 2026", "New post: Mayor"}


@pytest.mark.parametrize("asked", [False, True])
def test_home_addresses_are_taken_only_when_asked(desk: Desk, asked: bool) -> None:
    _take(desk, home_addresses=asked)
    homes = [c for c in _card(desk, "Rhian Pryce-Jones").contacts if c.kind is ContactKind.ADDRESS]
    assert [(home.value, home.audience) for home in homes] == ([("12 Mill Lane", "committee")] if asked else [])


def test_a_vacancy_is_a_post_without_a_holder(desk: Desk) -> None:
    shown = _take(desk, council_list(*SEATS[:2], Seat(108, "Vacant", "Ashgrove", "")))
    assert [row.name for row in shown.rows if "Vacant" in row.name] == ["Vacant seat, Ashgrove"]
    council = desk.read(
        lambda s: s.scalar(select(Organization.id).where(Organization.kind == OrganizationKind.COUNCIL))
    )
    seats = desk.read(lambda s: people.organization(s, council, desk.clock.today())).posts
    assert sorted(len(seat.holders) for seat in seats if seat.area == "Ashgrove") == [0, 1, 1]
    again = _take(desk, council_list(*SEATS[:2], Seat(109, "Councillor New Face", "Ashgrove")))
    assert (again.added, again.unchanged) == (1, 2)
    seats = desk.read(lambda s: people.organization(s, council, desk.clock.today())).posts
    assert [len(seat.holders) for seat in seats if seat.area == "Ashgrove"] == [1, 1, 1]


def test_two_councils_with_the_same_numbers_are_kept_apart(desk: Desk) -> None:
    _take(desk)
    other = council_list(Seat(101, "Councillor Someone Else", "Ashgrove"), domain="otherton.example")
    shown = _take(desk, other, council="Otherton Council")
    assert (shown.added, shown.changed) == (1, 0)
    assert _card(desk, "Rhian Pryce-Jones").memberships[0].organization != "Otherton Council"
    assert _card(desk, "Someone Else").memberships[0].organization == "Otherton Council"
    assert len(desk.read(lambda s: list(s.scalars(select(Area.id))))) == 5
    assert _take(desk).unchanged == 7


def test_what_was_put_right_here_stays_and_it_is_said(desk: Desk, do: Any) -> None:
    _take(desk)
    card = _card(desk, "Pat Orr")
    do(lambda work: people.edit_person(work, card.id, PersonDraft("Patricia Orr", summary="Likes trees", title="Cllr")))
    mended = [
        ContactDraft(c.kind, "01632 960999" if c.kind is ContactKind.PHONE else c.value, c.label, audience=c.audience)
        for c in card.contacts
    ]
    do(lambda work: people.set_contacts(work, "person", card.id, mended))
    (row,) = (row for row in _take(desk).rows if row.name == "Pat Orr")
    assert (row.verdict, row.reason) == (Verdict.UNCHANGED, "Differs: typed here, left alone")
    assert set(row.details) == {
        "Name: typed here, left alone; the list says Pat Orr",
        "Title: typed here, left alone; the list says Councillor",
        "01632 960107: changed or taken away here, left alone",
    }
    after = _card(desk, "Patricia Orr")
    assert (after.title, after.summary) == ("Cllr", "Likes trees")
    assert {c.value for c in after.contacts} == {draft.value for draft in mended}


def test_the_seat_and_the_party_are_the_councils_to_say(desk: Desk, do: Any) -> None:
    _take(desk, council_list(Seat(1, "Councillor Ann Lee", "Ashgrove", party="Labour")))

    def type_over(work: Any) -> None:
        (held,) = work.session.scalars(select(Membership))
        held.on_behalf_of_id, held.start_on = None, date(2020, 1, 1)

    do(type_over)
    shown = _take(desk, council_list(Seat(1, "Councillor Ann Lee", "Ashgrove", party="Labour")))
    assert shown.changed == 1
    assert _card(desk, "Ann Lee").memberships[0].party


def test_every_reference_of_an_import_holds(desk: Desk) -> None:
    _take(desk)
    assert desk.check()["identifier"] == 12  # seven people, the council, four parties
    assert set(desk.check()) <= set(Base.metadata.tables)


def test_who_is_no_longer_on_the_list_is_told_with_what_they_held(desk: Desk) -> None:
    _take(desk)
    shown = _take(desk, council_list(*SEATS[1:]))
    (gone,) = shown.departed
    card = _card(desk, gone.name)
    assert (gone.person_id, gone.has_moved, len(gone.membership_ids)) == (card.id, False, len(card.memberships))
    assert gone.post.startswith("Councillor for ")
    assert _take(desk).departed == ()


def test_who_moved_ward_is_told_and_the_old_seat_is_named(desk: Desk) -> None:
    _take(desk)
    ward = next(ward for ward in WARDS if ward != SEATS[1].ward)
    shown = _take(desk, council_list(SEATS[0], replace(SEATS[1], ward=ward), *SEATS[2:]))
    (row,) = (row for row in shown.rows if row.verdict is Verdict.CHANGED)
    assert row.details[0] == f"Ward: {SEATS[1].ward} -> {ward}"
    (gone,) = shown.departed
    assert (gone.name, gone.has_moved) == (row.name, True)


def _ends(desk: Desk) -> list[Any]:
    return desk.read(lambda s: list(s.scalars(select(Membership.end_on).order_by(Membership.id))))


def test_what_is_decided_about_the_departed_is_in_the_same_change(desk: Desk) -> None:
    _take(desk)
    before, ends = _counts(desk), _ends(desk)
    reading, heard = _reading(council_list(*SEATS[1:])), list[Changed]()
    desk.listen(heard.append)

    def end(work: Any, shown: ImportPreview) -> None:
        for key in (key for gone in shown.departed for key in gone.membership_ids):
            posts.end_membership(work, key, work.today)

    desk.do("Import", lambda work: imports.apply(work, reading, ImportOptions(), end), ChangeKind.IMPORT).result()
    (change,) = heard
    assert change.touches("membership")
    desk.undo(change.number).result()
    assert _counts(desk) == before
    assert _ends(desk) == ends


def test_a_second_term_stands_beside_the_first(desk: Desk, do: Any) -> None:
    _take(desk, council_list(replace(SEATS[0], posts="")))
    first = _card(desk, NAMES[0]).memberships[0]
    do(lambda work: posts.end_membership(work, first.id, date(2026, 5, 7)))
    again = replace(SEATS[0], posts="", start="08/05/2026")
    _take(desk, council_list(again))
    terms = _card(desk, NAMES[0]).memberships
    assert sorted((term.start_on, term.end_on) for term in terms if term.end_on) == [(first.start_on, date(2026, 5, 7))]
    assert [term.start_on for term in terms if not term.end_on] == [date(2026, 5, 8)]
    assert _take(desk, council_list(again)).changed == 0


def test_a_councillor_in_the_bin_does_not_come_back(desk: Desk, do: Any) -> None:
    _take(desk)
    do(lambda work: people.bin_person(work, _card(desk, "Pat Orr").id))
    assert [row.name for row in _take(desk).refusals] == ["Pat Orr"]


def test_the_council_knows_when_its_list_was_taken_in(desk: Desk) -> None:
    _take(desk)
    council = select(Organization.listed_on).where(Organization.kind == OrganizationKind.COUNCIL)
    assert desk.read(lambda s: s.scalar(council)) == desk.clock.today()
