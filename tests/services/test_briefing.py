"""A briefing has on one page what was promised, asked and said, and says when it leaves something out."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pypdf
import pypdfium2
import pytest
from sqlalchemy import func, select

from villagedesk.core.words import InteractionKind, OrganizationKind, Role
from villagedesk.models import Action, Membership, Note, Organization, Person, Question
from villagedesk.records.actions import ActionDraft
from villagedesk.records.interactions import InteractionDraft, ParticipantDraft
from villagedesk.records.people import PersonDraft
from villagedesk.services import actions, briefing, interactions, people
from villagedesk.services.desk import Desk

TODAY = date(2026, 11, 21)


def texts(data: bytes) -> list[str]:
    """The pages, as two engines read them; they must agree on the words."""
    one = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    with pypdfium2.PdfDocument(data) as pdf:
        other = [pdf[n].get_textpage().get_text_bounded() for n in range(len(pdf))]
    assert [sorted(page.split()) for page in one] == [sorted(page.split()) for page in other]
    return [" ".join(page.split()) for page in other]


def test_one_page_holds_what_is_open(desk: Desk, do: Any) -> None:
    def make(work: Any) -> str:
        who = people.add_person(work, PersonDraft("Siân <b>Llŷr</b>", title="Cllr", summary="Ring before nine"))
        for n in range(9):
            actions.add(work, ActionDraft(text=f"Mend lamp {n}", owner_id=who, due_on=date(2026, 11, 2 + n)))
        work.session.add(Note(id=work.new_id(), person_id=who, on_date=TODAY, text="Likes facts"))
        visit = InteractionDraft(
            kind=InteractionKind.VISIT, on_date=TODAY, subject="Walk through the Old Town",
            participants=(ParticipantDraft(person_id=who),),
        )  # fmt: skip
        interactions.add(work, visit)
        work.session.add(
            Question(id=work.new_id(), text="When is it mended?", asked_on=date(2026, 11, 1), person_id=who)
        )
        return who

    key = do(make)
    (page,) = texts(desk.read(lambda session: briefing.build(session, [key], TODAY)))
    for words in (
        "Cllr Siân <b>Llŷr</b>", "Ring before nine", "(6 of 9)", "Mend lamp 0", "2 Nov 2026, late", "When is it mended?",
        "20 days ago", "Note. Likes facts", "Visit. Walk through the Old Town", "as at 21 November 2026",
    ):  # fmt: skip
        assert words in page
    assert "Mend lamp 7" not in page


def test_everybody_of_the_example_fits_on_a_page_of_their_own(sample_desk: Desk) -> None:
    keys = sample_desk.read(
        lambda session: [
            *session.scalars(select(Person.id).join(Action, Action.owner_id == Person.id).group_by(Person.id)
                             .order_by(func.count().desc()).limit(5)),
            *session.scalars(select(Membership.person_id).where(Membership.role == Role.COUNCILLOR).limit(2)),
            *session.scalars(select(Organization.id).where(Organization.kind == OrganizationKind.COUNCIL)),
        ]
    )  # fmt: skip
    data = sample_desk.read(lambda session: briefing.build(session, keys, TODAY))
    assert len(texts(data)) == len(keys)
    assert data == sample_desk.read(lambda session: briefing.build(session, keys, TODAY))


def test_those_who_are_gone_are_left_out(desk: Desk, do: Any) -> None:
    key = do(lambda work: people.add_person(work, PersonDraft("Jo")))
    do(lambda work: people.bin_all(work, [key]))
    assert desk.read(lambda session: briefing.gather(session, [key, "nobody"], TODAY)) == []


@pytest.mark.parametrize("name", ["Jo", "x" * 300])
def test_nothing_known_is_said_in_a_sentence(desk: Desk, do: Any, name: str) -> None:
    key = do(lambda work: people.add_person(work, PersonDraft(name)))
    (page,) = texts(desk.read(lambda session: briefing.build(session, [key], TODAY)))
    assert "Nothing is open" in page
