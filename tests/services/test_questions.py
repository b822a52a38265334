"""Questions asked of bodies: who was asked, how long nobody answers, what the law and what they promised say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from villagedesk.core.errors import Refused
from villagedesk.core.words import OrganizationKind, QuestionKind, Role
from villagedesk.models import Group
from villagedesk.records.actions import ActionDraft
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.records.questions import AnswerDraft, QuestionDraft, QuestionFilter, QuestionState
from villagedesk.services import actions, people, posts, questions, search, turning
from villagedesk.services.desk import Desk, Work
from villagedesk.services.questions import QuestionQuery

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.fixture
def bodies(do: Any) -> dict[str, str]:
    """A council with two departments, and an officer of one of them."""

    def fill(work: Work) -> dict[str, str]:
        council = people.add_organization(work, OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL))
        made = {"council": council}
        for name in ("Highways", "Parks"):
            draft = OrganizationDraft(name, kind=OrganizationKind.DEPARTMENT, parent_id=council)
            made[name.lower()] = people.add_organization(work, draft)
        made["bethan"] = people.add_person(work, PersonDraft("Bethan Gwynne"))
        posts.add_membership(work, made["bethan"], MembershipDraft(made["highways"], Role.OFFICER))
        posts.add_membership(work, made["bethan"], MembershipDraft(council, Role.OFFICER))
        return made

    return do(fill)


def ask(do: Any, bodies: dict[str, str], text: str = "When?", days: int = 10, of: str = "highways", **more: Any) -> str:
    draft = QuestionDraft(text, organization_id=bodies[of], asked_on=TODAY - timedelta(days), **more)
    return do(lambda work: questions.ask(work, draft))


def card(desk: Desk, key: str) -> Any:
    return desk.read(lambda session: questions.card(session, key))


def listed(desk: Desk, query: QuestionQuery) -> list[str]:
    def job(session: Any) -> list[str]:
        found = questions.ids(session, query, TODAY)
        known = {row.id: row.text for row in questions.rows(session, found)}
        return [known[key] for key in found]

    return desk.read(job)


def refusal(job: Any) -> str | None:
    with pytest.raises(Refused) as refused:
        job()
    return refused.value.field


def test_numbers_count_up_within_a_year_and_are_never_given_twice(desk: Desk, do: Any, bodies: dict[str, str]) -> None:
    keys = [ask(do, bodies) for _n in range(10)]
    assert [card(desk, key).row.number for key in keys] == [f"26/Q{n}" for n in range(1, 11)]
    do(lambda work: questions.bin_several(work, [keys[-1]]))
    assert card(desk, ask(do, bodies)).row.number == "26/Q11"
    assert card(desk, ask(do, bodies, days=500)).row.number == "25/Q1"
    in_order = desk.read(lambda session: questions.ids(session, QuestionQuery(sort="number"), TODAY))
    assert in_order[1:10] == keys[:9]


def test_a_question_needs_words_and_somebody_who_is_asked(do: Any, bodies: dict[str, str]) -> None:
    assert refusal(lambda: do(lambda work: questions.ask(work, QuestionDraft(" ")))) == "text"
    assert refusal(lambda: do(lambda work: questions.ask(work, QuestionDraft("Why?")))) == "organization_id"
    assert refusal(lambda: ask(do, bodies, days=-1)) == "asked_on"


def test_the_body_follows_from_the_person_and_keeps_its_name(desk: Desk, do: Any, bodies: dict[str, str]) -> None:
    draft = QuestionDraft("Why?", person_id=bodies["bethan"], asked_on=TODAY)
    key = do(lambda work: questions.ask(work, draft))
    assert (card(desk, key).row.organization_id, card(desk, key).row.body_name) == (bodies["highways"], "Highways")
    new = OrganizationDraft("Streets and travel", kind=OrganizationKind.DEPARTMENT)
    do(lambda work: people.edit_organization(work, bodies["highways"], new))
    assert card(desk, key).row.body_name == "Highways"


def test_twenty_working_days_of_the_act(desk: Desk, do: Any, bodies: dict[str, str]) -> None:
    # Asked Thursday 22 October 2026: 20 working days on is Thursday 19 November.
    late = ask(do, bodies, "Late", days=30, kind=QuestionKind.FOI)
    later = ask(do, bodies, "A day later", days=29, kind=QuestionKind.FOI)
    ask(do, bodies, "Not of the Act", days=90)
    row = card(desk, late).row
    assert row.law_due_on == date(2026, 11, 19)
    assert row.is_late_by_law(TODAY)
    assert row.age(TODAY) == 30
    assert card(desk, later).row.law_due_on == date(2026, 11, 20)
    friday = date(2026, 11, 20)
    assert not card(desk, later).row.is_late_by_law(friday)
    assert listed(desk, QuestionQuery(QuestionFilter.OVERDUE)) == ["Late", "A day later"]
    assert desk.read(lambda session: questions.overdue(session, friday)) == 1


def test_scotland_counts_by_its_own_act(desk: Desk, do: Any, bodies: dict[str, str]) -> None:
    key = ask(do, bodies, days=18, kind=QuestionKind.FOI)  # 3 November 2026: St Andrew's Day is off in both
    assert card(desk, key).clock.answer_due_on == date(2026, 12, 2)
    before = card(desk, key).clock

    def move(work: Work) -> None:
        work.session.query(Group).one().nation = "Scotland"

    do(move)
    clock = card(desk, key).clock
    assert (clock.is_scottish, before.is_scottish) == (True, False)
    assert clock.left_out == ((date(2026, 11, 30), "St Andrew's Day"),)


def test_years_without_bank_holidays_are_said_to_be_unknown(desk: Desk, do: Any, bodies: dict[str, str]) -> None:
    key = ask(do, bodies, days=1500, kind=QuestionKind.FOI)
    found = card(desk, key)
    assert (found.clock.is_known, found.row.law_due_on) == (False, None)
    assert not found.row.is_late_by_law(TODAY)


def test_what_was_promised_makes_it_late_too(desk: Desk, do: Any, bodies: dict[str, str]) -> None:
    ask(do, bodies, "Promised", days=10, promised_by=TODAY - timedelta(1))
    ask(do, bodies, "Today", days=10, promised_by=TODAY)
    assert listed(desk, QuestionQuery(QuestionFilter.OVERDUE)) == ["Promised"]


def test_an_answer_closes_it_and_it_can_wait_again(desk: Desk, do: Any, bodies: dict[str, str]) -> None:
    key = ask(do, bodies)
    assert refusal(lambda: do(lambda work: questions.answer(work, key, AnswerDraft("")))) == "text"
    early = AnswerDraft("Soon", TODAY - timedelta(11))
    assert refusal(lambda: do(lambda work: questions.answer(work, key, early))) == "on"
    do(lambda work: questions.answer(work, key, AnswerDraft("In May.", TODAY - timedelta(2))))
    row = card(desk, key).row
    assert (row.state, row.answer, row.answered_on) == (QuestionState.ANSWERED, "In May.", TODAY - timedelta(2))
    assert listed(desk, QuestionQuery()) == []
    do(lambda work: questions.reopen(work, key))
    assert card(desk, key).row.state is QuestionState.WAITING
    do(lambda work: questions.withdraw(work, key))
    assert card(desk, key).row.state is QuestionState.WITHDRAWN
    assert listed(desk, QuestionQuery()) == []


def test_a_review_is_asked_for_late_and_answered(desk: Desk, do: Any, bodies: dict[str, str]) -> None:
    key = ask(do, bodies, days=117, kind=QuestionKind.FOI)  # asked on 27 July; 3 August is off in Scotland
    do(lambda work: questions.answer(work, key, AnswerDraft("No.", TODAY - timedelta(80))))
    found = card(desk, key)
    assert found.clock.answer_due_on == date(2026, 8, 25)
    assert found.clock.review_opens_on == found.clock.answer_due_on + timedelta(1)
    assert found.clock.review_closes_on == date(2026, 10, 28)
    assert not found.clock.can_ask_review(found.row, TODAY)
    assert found.clock.can_ask_review(found.row, date(2026, 10, 28))
    do(lambda work: questions.ask_review(work, key, TODAY - timedelta(40)))  # 12 October
    row = card(desk, key).row
    assert (row.state, row.law_due_on) == (QuestionState.REVIEW, date(2026, 11, 9))
    assert row.is_late_by_law(TODAY)
    assert listed(desk, QuestionQuery(QuestionFilter.OVERDUE)) == ["When?"]
    do(lambda work: questions.answer_review(work, key, AnswerDraft("Half of it.", TODAY)))
    row = card(desk, key).row
    assert (row.state, row.answer) == (QuestionState.ANSWERED, "No.\n\nAfter the review: Half of it.")


def test_a_review_is_for_freedom_of_information_alone(do: Any, bodies: dict[str, str]) -> None:
    key = ask(do, bodies)
    with pytest.raises(Refused, match="freedom of information"):
        do(lambda work: questions.ask_review(work, key, None))


def test_by_body_and_by_words(desk: Desk, do: Any, bodies: dict[str, str]) -> None:
    ask(do, bodies, "Gullies emptied?", days=40)
    ask(do, bodies, "Dŵr meter?", days=50, person_id=bodies["bethan"])
    ask(do, bodies, "Bulbs?", days=20, of="parks")
    ask(do, bodies, "Budget?", days=5, of="council")
    found = desk.read(questions.unanswered)
    assert [(row.name, row.count, row.oldest) for row in found] == [
        ("Highways", 2, TODAY - timedelta(50)),
        ("Parks", 1, TODAY - timedelta(20)),
        ("Brynafon Council", 1, TODAY - timedelta(5)),
    ]
    assert listed(desk, QuestionQuery(body_id=bodies["parks"])) == ["Bulbs?"]
    assert len(listed(desk, QuestionQuery(body_id=bodies["council"]))) == 4  # its departments are part of it
    assert desk.read(lambda session: questions.counts(session, bodies["highways"], TODAY))[QuestionFilter.OPEN] == 2
    for words, expected in (
        ("dwr", ["Dŵr meter?"]), ("highw", ["Dŵr meter?", "Gullies emptied?"]), ("gwynne", ["Dŵr meter?"]),
        ("bulb", ["Bulbs?"]), ("nothing", []), ("?", []),
    ):  # fmt: skip
        assert listed(desk, QuestionQuery(words=words)) == expected, words
    hit = desk.read(lambda session: search.find(session, "gullies"))[0]
    assert hit.goes_to[0] == "question"


def test_late_ones_come_first_and_then_the_oldest(desk: Desk, do: Any, bodies: dict[str, str]) -> None:
    ask(do, bodies, "Old", days=300)
    ask(do, bodies, "New", days=3)
    ask(do, bodies, "Late", days=40, kind=QuestionKind.FOI)
    found, count = desk.read(lambda session: questions.due(session, TODAY, 2))
    assert ([row.text for row in found], count) == (["Late", "Old"], 3)


def test_a_question_becomes_an_action_and_back_in_one_step_each(desk: Desk, do: Any, bodies: dict[str, str]) -> None:
    promised = TODAY + timedelta(9)
    key = ask(do, bodies, "Mend the gate?", person_id=bodies["bethan"], promised_by=promised)
    made = do(lambda work: turning.to_action(work, key))
    action = desk.read(lambda session: actions.card(session, made)).row
    assert (action.text, action.owner, action.due_on) == ("Mend the gate?", "Bethan Gwynne", promised)
    assert card(desk, key).row.binned
    back = do(lambda work: turning.from_action(work, made))
    row = card(desk, back).row
    assert (row.text, row.body_name, row.person, row.promised_by) == (
        "Mend the gate?", "Highways", "Bethan Gwynne", promised,
    )  # fmt: skip
    assert row.asked_on == TODAY - timedelta(10)
    assert desk.read(lambda session: actions.card(session, made)).binned
    nobody = do(lambda work: actions.add(work, ActionDraft("Sweep")))
    assert refusal(lambda: do(lambda work: turning.from_action(work, nobody))) == "owner_id"
