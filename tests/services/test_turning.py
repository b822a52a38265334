"""What goes with an action that becomes a question, and the other way round; what keeps it from that."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from villagedesk.core.errors import Refused
from villagedesk.core.words import ActionStatus, BlockKind, InteractionKind, OrganizationKind
from villagedesk.models import Attachment, Goal, GoalLink, Interaction, MinuteBlock
from villagedesk.records.actions import ActionDraft, Shared
from villagedesk.records.meetings import ItemDraft, MeetingDraft
from villagedesk.records.people import OrganizationDraft, PersonDraft
from villagedesk.records.promises import PromiseDraft, RemarkDraft
from villagedesk.records.questions import AnswerDraft, QuestionDraft
from villagedesk.services import actions, actionsteps, meetings, minutes, people, promisesteps, questions, turning
from villagedesk.services.desk import Desk

TODAY = date(2026, 11, 21)
KEPT = (MinuteBlock, Attachment, GoalLink, Interaction)


@pytest.fixture
def council(do: Any) -> str:
    return do(lambda work: people.add_organization(work, OrganizationDraft("Town", kind=OrganizationKind.COUNCIL)))


def minuted(work: Any, council: str) -> str:
    """The key of a question in draft minutes, with a file, a goal that it serves and a letter about it."""
    meeting = meetings.plan(work, MeetingDraft("Liaison", on_date=TODAY, with_id=council), [ItemDraft("Roads")])
    item = meetings.card(work.session, meeting).items[0].id
    _block, key = minutes.add_question(work, minutes.start(work, meeting), item, QuestionDraft("Mend the gate?"))
    goal = Goal(id=work.new_id(), title="Safe gates", set_on=TODAY)
    letter = Interaction(id=work.new_id(), kind=InteractionKind.LETTER, on_date=TODAY, question_id=key)
    work.session.add_all([goal, letter])
    work.session.flush()
    work.session.add(GoalLink(id=work.new_id(), goal_id=goal.id, question_id=key))
    return key


def pointed(desk: Desk) -> list[tuple[str | None, str | None]]:
    return desk.read(lambda s: [(row.action_id, row.question_id) for model in KEPT for row in s.query(model)])


def test_its_line_of_the_minutes_files_goals_and_letters_go_with_it(desk: Desk, do: Any, council: str) -> None:
    asked = do(lambda work: minuted(work, council))
    made = do(lambda work: turning.to_action(work, asked))
    do(lambda work: actionsteps.attach(work, made, "gate.txt", b"rusty"))
    assert pointed(desk) == [(made, None)] * 4
    assert desk.read(lambda s: s.query(MinuteBlock).one().kind) is BlockKind.ACTION
    back = do(lambda work: turning.from_action(work, made))
    assert pointed(desk) == [(None, back)] * 4
    assert desk.read(lambda s: s.query(MinuteBlock).one().kind) is BlockKind.QUESTION


def test_what_a_question_cannot_hold_keeps_an_action_from_becoming_one(do: Any, council: str) -> None:
    def refused(change: Any, words: str) -> None:
        draft = PromiseDraft("Mend the gate", organization_id=council)
        key = do(lambda work: promisesteps.promise(work, draft))
        do(lambda work: change(work, key))
        with pytest.raises(Refused, match=words):
            do(lambda work: turning.from_action(work, key))

    ann = do(lambda work: people.add_person(work, PersonDraft("Ann Pugh")))
    shared = ActionDraft("Mend the gate", organization_id=council, others=(Shared("", ann),))
    refused(lambda work, key: actionsteps.note(work, key, "Ordered"), "its notes")
    refused(lambda work, key: actions.edit(work, key, shared), "who else has it")
    refused(lambda work, key: promisesteps.remark(work, key, RemarkDraft("No money")), "say of it")
    refused(lambda work, key: promisesteps.add_because(work, key, ActionDraft("Ask")), "because of it")
    refused(lambda work, key: actionsteps.set_status(work, key, ActionStatus.DONE), "closed")


def test_an_answer_keeps_a_question_from_becoming_an_action(do: Any, council: str) -> None:
    asked = do(lambda work: questions.ask(work, QuestionDraft("When?", organization_id=council)))
    do(lambda work: questions.answer(work, asked, AnswerDraft("In May", TODAY)))
    with pytest.raises(Refused, match="its answer"):
        do(lambda work: turning.to_action(work, asked))
