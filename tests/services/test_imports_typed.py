"""What was typed here wins over a list that is taken in again, and nothing that an import does goes unsaid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select, update

from tests.moderngov import LIST
from tests.services.people_lists import PICTURE, full_list, person, take
from villagedesk.core.changes import ChangeKind
from villagedesk.core.words import ContactKind
from villagedesk.exchange.formats import parse
from villagedesk.models import Change, ChangeRow, Membership, Organization, Person
from villagedesk.records.imports import ImportOptions, ImportRow, PeopleList, PersonEntry, Verdict
from villagedesk.records.people import ContactDraft, PersonDraft
from villagedesk.services import councillors, imports, people, peoplelists
from villagedesk.services.desk import Desk
from villagedesk.services.fieldwords import field_words

A, B, C = "01632 960001", "01632 960002", "01632 960003"
LEFT = "Differs: typed here, left alone"


def _nia(*numbers: str, **more: Any) -> PersonEntry:
    phones = [("phone", number, "home") for number in numbers]
    return person(1, "Nia Bowen", *phones, identifiers=(("vcard", "abc-1"),), **more)


def _take(desk: Desk, entry: PersonEntry) -> ImportRow:
    (row,) = take(desk, PeopleList(people=(entry,))).rows
    return row


def _undo(desk: Desk) -> None:
    last = desk.read(lambda session: session.scalar(select(func.max(Change.number))))
    desk.undo(last).result()


def _card(desk: Desk) -> Any:
    def job(session: Any) -> Any:
        return people.person(session, session.scalars(select(Person.id)).one(), desk.clock.today())

    return desk.read(job)


def _numbers(desk: Desk) -> set[str]:
    return {contact.value for contact in _card(desk).contacts}


def _type(desk: Desk, do: Any, *numbers: str) -> None:
    drafts = [ContactDraft(ContactKind.PHONE, number, "home") for number in numbers]
    key = _card(desk).id
    do(lambda work: people.set_contacts(work, "person", key, drafts))


def test_a_number_put_right_here_stays(desk: Desk, do: Any) -> None:
    _take(desk, _nia(A))
    _type(desk, do, C)
    row = _take(desk, _nia(A))
    assert (row.verdict, row.reason) == (Verdict.UNCHANGED, LEFT)
    assert A in row.details[0]
    assert _numbers(desk) == {C}


def test_a_number_put_right_here_stays_when_the_list_has_another(desk: Desk, do: Any) -> None:
    _take(desk, _nia(A))
    _type(desk, do, C)
    row = _take(desk, _nia(B))
    assert row.details == (f"Contact: typed here, left alone; the list says {B}",)
    assert _numbers(desk) == {C}
    _take(desk, _nia(A, B))
    assert _numbers(desk) == {B, C}, "beside the number that was put right, another is new"


def test_a_number_taken_away_here_stays_away(desk: Desk, do: Any) -> None:
    _take(desk, _nia(A, B))
    _type(desk, do, B)
    row = _take(desk, _nia(A, B))
    assert (row.verdict, row.reason) == (Verdict.UNCHANGED, LEFT)
    assert row.details == (f"{A}: changed or taken away here, left alone",)
    assert _numbers(desk) == {B}


def test_a_number_taken_away_here_stays_away_when_earlier_versions_are_gone(desk: Desk, do: Any) -> None:
    _take(desk, _nia(A, B))
    _type(desk, do, B)
    desk.note(lambda work: work.session.execute(update(ChangeRow).values(before=None, after=None))).result()
    _take(desk, _nia(A, B))
    assert _numbers(desk) == {B}


def test_what_was_taken_away_and_undone_is_the_lists_again(desk: Desk, do: Any) -> None:
    _take(desk, _nia(A))
    _type(desk, do, C)
    _undo(desk)
    assert _take(desk, _nia(B)).details == (f"Contact: {A} -> {B}",)
    assert _numbers(desk) == {B}


def test_an_import_that_was_undone_can_be_done_again(desk: Desk) -> None:
    _take(desk, _nia(A, B))
    _undo(desk)
    assert _take(desk, _nia(A, B)).verdict is Verdict.ADDED
    assert _numbers(desk) == {A, B}


def test_no_number_is_dropped_where_the_list_once_had_another(desk: Desk) -> None:
    _take(desk, _nia(A))
    _take(desk, _nia(B))
    row = _take(desk, _nia(A, B))
    assert (row.verdict, row.details) == (Verdict.CHANGED, (f"New contact: {A}",))
    assert _numbers(desk) == {A, B}
    assert _take(desk, _nia(A, B)).verdict is Verdict.UNCHANGED


def test_a_typed_name_and_title_stay(desk: Desk, do: Any) -> None:
    _take(desk, _nia(title="Ms", pronouns="she", honours="MBE", languages="Welsh"))
    key = _card(desk).id
    draft = PersonDraft("Nia Bowen-Price", title="", pronouns="they", honours="OBE", languages="Welsh, French")
    do(lambda work: people.edit_person(work, key, draft))
    row = _take(desk, _nia(title="Ms", pronouns="she", honours="MBE", languages="Welsh"))
    assert (row.verdict, row.reason) == (Verdict.UNCHANGED, LEFT)
    assert "Name: typed here, left alone; the list says Nia Bowen" in row.details
    card = _card(desk)
    assert (card.name, card.title, card.pronouns) == ("Nia Bowen-Price", "", "they")
    assert (card.honours, card.languages) == ("OBE", "Welsh, French")
    stored = desk.read(lambda session: session.scalar(select(Person.sort_name)))
    assert stored == "bowen-price nia"


def test_what_nobody_typed_over_follows_the_list(desk: Desk, do: Any) -> None:
    _take(desk, _nia(title="Ms", pronouns="she"))
    key = _card(desk).id
    do(lambda work: people.edit_person(work, key, PersonDraft("Nia Bowen", title="Ms", pronouns="they")))
    row = _take(desk, _nia(title="Dr", pronouns="she"))
    assert row.verdict is Verdict.CHANGED
    assert row.details == ("Title: Ms -> Dr", "Pronouns: typed here, left alone; the list says she")
    assert (_card(desk).title, _card(desk).pronouns) == ("Dr", "they")


def test_who_may_vote_is_told(desk: Desk) -> None:
    full = full_list()
    votes = replace(full.memberships[1], votes=True, member_class="Full")
    take(desk, replace(full, memberships=(full.memberships[0], votes)))
    none = replace(votes, votes=False, member_class="Associate", start_on=date(2024, 1, 2))
    row = take(desk, replace(full, memberships=(full.memberships[0], none))).rows[1]
    assert {"Votes: yes -> no", "Class of membership: Full -> Associate"} < set(row.details)


def test_a_vote_that_was_typed_stays(desk: Desk, do: Any) -> None:
    full = full_list()
    take(desk, replace(full, memberships=(replace(full.memberships[1], votes=True),)))
    do(lambda work: setattr(work.session.scalars(select(Membership)).one(), "votes", False))
    rows = take(desk, replace(full, memberships=(replace(full.memberships[1], votes=True),))).rows
    row = next(row for row in rows if row.name == "Sam Okafor")
    assert "Votes: typed here, left alone; the list says yes" in row.details
    assert desk.read(lambda session: session.scalars(select(Membership.votes)).all()) == [False]


def test_a_new_picture_and_what_a_body_gets_are_told(desk: Desk) -> None:
    _take(desk, _nia())
    assert _take(desk, _nia(photo=PICTURE)).details == ("Picture: none -> the list's",)
    other = PICTURE + b"1"
    assert _take(desk, _nia(photo=other)).details == ("Picture: the one here -> the list's",)
    full = full_list()
    take(desk, full)
    bodies = (replace(full.organizations[0], founded_on=date(1999, 5, 1)), *full.organizations[1:])
    notes = take(desk, replace(full, organizations=bodies)).notes
    assert any(note.startswith("Highways: Founded: none -> ") for note in notes)
    assert desk.read(lambda s: s.scalar(select(Organization.founded_on).where(Organization.name == "Highways")))


@pytest.mark.parametrize("again", [False, True])
def test_every_field_that_an_import_asks_for_has_a_word(desk: Desk, again: bool) -> None:
    if again:
        take(desk)
        read = imports.Reading("moderngov", "list.xml", parse(LIST)[1])
        desk.do("Import", lambda work: imports.apply(work, read, ImportOptions()), ChangeKind.IMPORT).result()
    today, options = desk.clock.today(), ImportOptions(home_addresses=True)
    lists = (
        desk.read(lambda session: peoplelists.asked(session, full_list(), options)),
        desk.read(lambda session: councillors.asked(session, parse(LIST)[1], options, today)),
    )
    rows = [row for asked in lists for row in (*asked.shared, *(row for line in asked.lines for row in line.wanted))]
    fields = {name for row in rows for name in (*row.values, *row.fills, *row.empties)}
    assert {"votes", "member_class", "picture_id", "post_id", "elects_on"} <= fields
    assert fields | {"value"} <= set(field_words())
