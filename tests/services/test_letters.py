"""Letters: begun for somebody, refused for who asked not to be contacted, filed with their PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from villagedesk.core.errors import Refused
from villagedesk.core.words import ContactKind, Direction, InteractionKind, OrganizationKind, Part, Role
from villagedesk.models import Person
from villagedesk.records.group import GroupDraft
from villagedesk.records.people import ContactDraft, MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.services import documents, group, interactions, letters, people, posts

TODAY = date(2026, 11, 21)


@pytest.fixture
def grace(do: Any) -> str:
    def add(work: Any) -> str:
        council = people.add_organization(work, OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL))
        address = [ContactDraft(ContactKind.ADDRESS, "Civic Centre, High Street, Brynafon")]
        people.set_contacts(work, "organization", council, address)
        key = people.add_person(work, PersonDraft("Cllr Grace Adeyemi MBE"))
        posts.add_membership(work, key, MembershipDraft(council, Role.COUNCILLOR, "Councillor for Elm Park"))
        return key

    return do(add)


@pytest.fixture
def draft(desk: Any, grace: str) -> Any:
    return desk.read(lambda session: letters.start(session, grace, TODAY, None))


def test_a_letter_is_begun_with_post_address_and_salutation(draft):
    assert draft.addressee.split("\n") == [
        "Cllr Grace Adeyemi MBE", "Councillor for Elm Park", "Brynafon Council", "Civic Centre", "High Street", "Brynafon",
    ]  # fmt: skip
    assert (draft.salutation, draft.closing, draft.on_date) == ("Dear Cllr Adeyemi", "Yours sincerely", TODAY)


def test_who_is_at_the_desk_signs(desk, do, grace):
    def add(work: Any) -> str:
        key = people.add_person(work, PersonDraft("Rhian Prys"))
        own = posts.own_body(work.session)
        posts.add_membership(work, key, MembershipDraft(own, Role.SECRETARY, "Secretary"))
        return key

    me = do(add)
    assert desk.read(lambda s: letters.start(s, grace, TODAY, me)).signature == "Rhian Prys\nSecretary"


def test_nobody_is_written_to_who_asked_not_to_be(desk, do, grace, draft):
    do(lambda work: work.session.execute(update(Person).values(do_not_contact=True)))
    for job in (
        lambda session: letters.start(session, grace, TODAY, None),
        lambda session: letters.content(session, replace(draft, text="x"), TODAY),
    ):
        with pytest.raises(Refused, match="Grace Adeyemi asked not to be contacted"):
            desk.read(job)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": " "}, "text"),
        ({"addressee": ""}, "addressee"),
        ({"on_date": None}, "on_date"),
        ({"on_date": date(2026, 11, 22)}, "on_date"),
    ],
)
def test_what_a_letter_lacks_is_said_beside_its_field(desk, draft, values, field):
    with pytest.raises(Refused) as no:
        desk.read(lambda session: letters.content(session, replace(draft, **({"text": "x"} | values)), TODAY))
    assert no.value.field == field


def test_a_letter_is_filed_as_sent_with_its_pdf(desk, do, grace, draft):
    do(lambda work: group.edit(work, GroupDraft("Elm Park", address="1 High Street\nBrynafon", phone="01632 960001")))
    whole = replace(draft, subject="The crossing", text="We would like one.", reply_by=date(2026, 12, 5))
    content = desk.read(lambda session: letters.content(session, whole, TODAY))
    assert content.reach == ("1 High Street", "Brynafon", "01632 960001")
    data = letters.build(content)
    key = do(lambda work: letters.file(work, whole, data))
    row = desk.read(lambda session: interactions.card(session, key))
    assert (row.interaction_kind, row.direction, row.subject) == (InteractionKind.LETTER, Direction.OUT, "The crossing")
    assert (row.text, row.reply_by) == ("We would like one.", date(2026, 12, 5))
    assert [(who.person_id, who.part) for who in row.participants] == [(grace, Part.TO)]
    (file,) = row.attachments
    assert file.name == "Letter to Cllr Grace Adeyemi MBE, 21 November 2026.pdf"
    assert desk.read(lambda session: documents.content(session, file.document_id)) == data
