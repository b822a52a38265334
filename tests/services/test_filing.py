"""E-mails in the log: matched to who is known, each only once, strangers kept and added with one click."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from villagedesk.core.words import ContactKind, Direction, Part, Role
from villagedesk.records.group import GroupDraft
from villagedesk.records.mail import Mail, Mailbox, MailFile
from villagedesk.records.people import ContactDraft, MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.services import filing, group, interactions, people, posts
from villagedesk.services.interactions import LogQuery

TODAY = date(2026, 11, 21)
MAIL = Mail(
    "abc@x",
    date(2026, 10, 3),
    time(10, 14),
    "Roof",
    "It leaks.",
    (
        Mailbox("N. Bowen", "Nia@Brynafon.example", Part.FROM),
        Mailbox("", "hello@elmpark.example", Part.TO),
        Mailbox("Jo Stranger", "jo@x.example", Part.CC),
    ),
    (MailFile("plan.pdf", "application/pdf", b"%PDF"),),
)


@pytest.fixture
def nia(do: Any) -> str:
    def add(work: Any) -> str:
        key = people.add_person(work, PersonDraft("Nia Bowen"))
        people.set_contacts(work, "person", key, [ContactDraft(ContactKind.EMAIL, "nia@brynafon.example")])
        return key

    do(lambda work: group.edit(work, GroupDraft("Elm Park", email="hello@elmpark.example")))
    return do(add)


def card(desk: Any, key: str) -> Any:
    return desk.read(lambda session: interactions.card(session, key))


def test_an_email_is_filed_with_who_is_known_by_their_address(desk, do, nia):
    filed = do(lambda work: filing.file(work, MAIL))
    row = card(desk, filed.id)
    assert (filed.is_new, filed.owner_id) == (True, nia)
    assert (row.on_date, row.at_time, row.subject, row.text) == (date(2026, 10, 3), time(10, 14), "Roof", "It leaks.")
    assert row.direction is Direction.IN
    assert [(who.name, who.address, who.person_id) for who in row.participants] == [
        ("N. Bowen", "Nia@Brynafon.example", nia),
        ("hello@elmpark.example", "hello@elmpark.example", None),
        ("Jo Stranger", "jo@x.example", None),
    ]
    assert [file.name for file in row.attachments] == ["plan.pdf"]


def test_the_same_email_is_filed_once_and_comes_out_of_the_bin(desk, do, nia):
    first = do(lambda work: filing.file(work, MAIL))
    assert do(lambda work: filing.file(work, MAIL)) == replace(first, is_new=False)
    do(lambda work: interactions.bin_entry(work, first.id))
    assert do(lambda work: filing.file(work, MAIL)).id == first.id
    assert desk.read(lambda session: interactions.page(session, LogQuery())).total == 1


def test_filing_is_undone_in_one_step(desk, do, nia):
    do(lambda work: filing.file(work, MAIL))
    seen = []
    desk.listen(seen.append)
    do(lambda work: filing.file(work, replace(MAIL, message_id="other")))
    desk.undo(seen[0].number).result(30)
    assert desk.read(lambda session: interactions.page(session, LogQuery())).total == 1


def test_what_the_group_wrote_goes_out(desk, do, nia):
    people_ = (Mailbox("", "HELLO@elmpark.example", Part.FROM), Mailbox("", "nia@brynafon.example", Part.TO))
    filed = do(lambda work: filing.file(work, replace(MAIL, people=people_)))
    assert card(desk, filed.id).direction is Direction.OUT


def test_the_one_stranger_on_the_other_side_is_whose_card_it_was_dropped_on(desk, do, nia):
    jo = do(lambda work: people.add_person(work, PersonDraft("Jo Someone")))
    mail = replace(MAIL, people=(Mailbox("J", "j@x.example", Part.FROM), MAIL.people[1]))
    row = card(desk, do(lambda work: filing.file(work, mail, jo)).id)
    assert next((who.address, who.person_id, who.part) for who in row.participants) == ("j@x.example", jo, Part.FROM)


def test_on_the_card_of_somebody_who_is_not_in_it_they_are_added(desk, do, nia):
    jo = do(lambda work: people.add_person(work, PersonDraft("Jo Someone")))
    row = card(desk, do(lambda work: filing.file(work, MAIL, jo)).id)
    assert [(who.name, who.person_id) for who in row.participants if who.person_id] == [
        ("Jo Someone", jo),
        ("N. Bowen", nia),
    ]


def test_the_address_of_a_body_is_that_body(desk, do, nia):
    council = do(lambda work: people.add_organization(work, OrganizationDraft("Council")))
    do(lambda work: people.set_contacts(work, "organization", council, [ContactDraft(value="info@council.example")]))
    do(lambda work: posts.add_membership(work, nia, MembershipDraft(council, Role.OFFICER, "Clerk")))
    mail = replace(MAIL, people=(Mailbox("", "info@council.example", Part.FROM),))
    row = card(desk, do(lambda work: filing.file(work, mail)).id)
    assert (row.participants[0].name, row.participants[0].organization_id) == ("Council", council)


def test_a_stranger_becomes_a_person_in_every_entry(desk, do, nia):
    first = do(lambda work: filing.file(work, MAIL))
    second = do(lambda work: filing.file(work, replace(MAIL, message_id="two")))
    stranger = card(desk, first.id).participants[-1]
    key = do(lambda work: filing.make_person(work, stranger.id))
    made = desk.read(lambda session: people.person(session, key, TODAY))
    assert (made.name, made.contacts[0].value) == ("Jo Stranger", "jo@x.example")
    assert card(desk, second.id).participants[-1].person_id == key


@pytest.mark.parametrize(
    ("address", "name"),
    [("nia.bowen@x.org", "Nia Bowen"), ("jo_m2@x.org", "Jo M2"), ("clerk@x.org", "Clerk"), ("101@x.org", "101@x.org")],
)
def test_a_name_is_made_from_an_address(address, name):
    assert filing.name_in(address) == name


@pytest.mark.parametrize("on", [None, date(2031, 1, 1)])
def test_an_email_without_a_day_or_from_the_future_is_of_today(desk, do, nia, on):
    bare = Mail("x", on, None, "", "", ())
    row = card(desk, do(lambda work: filing.file(work, bare)).id)
    assert (row.on_date, row.subject, row.participants[0].name) == (TODAY, "E-mail without a subject", "Unknown sender")
