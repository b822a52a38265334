"""The approving face of a meeting, used as a person does: sent, commented, put, approved, corrected; the AGM planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QPushButton

from tests.ui.meetings.conftest import Key
from villagedesk.core.changes import ChangeKind
from villagedesk.core.words import MeetingKind, MinutesState, Written
from villagedesk.records.approval import CommentDraft
from villagedesk.records.constitution import Rules
from villagedesk.records.meetings import DecisionDraft, MeetingDraft
from villagedesk.services import agm, approval, approvalcard, constitution, meetings, minutes, written
from villagedesk.ui.dialogs import Message

TODAY = date(2026, 11, 26)


@pytest.fixture
def held(group: Any) -> tuple[str, str, str]:
    """A committee meeting of last month with minutes: (meeting, minutes, a block), and one of today to approve at."""

    def add(work: Any) -> tuple[str, str, str]:
        draft = MeetingDraft("Committee", MeetingKind.COMMITTEE, date(2026, 10, 22))
        key = meetings.plan(work, draft, meetings.usual_items())
        meetings.plan(work, replace(draft, on_date=TODAY), meetings.usual_items())
        begun = minutes.start(work, key)
        item = meetings.card(work.session, key).items[3].id
        block = minutes.add_block(work, begun, item, "It was seven.")
        minutes.add_decision(work, begun, item, DecisionDraft("Ask for a crossing"))
        minutes.finish(work, key)
        return key, begun, block

    return group.do("Fill", add).result(10)


@pytest.fixture
def face(window: Any, hands: Any, held: Any) -> Any:
    page = window.go("meetings", held[0])
    hands.rest()
    made = page.detail.turn("approve")
    hands.rest()
    return made


def press(hands: Any, name: str) -> None:
    button = hands.find(name)
    assert isinstance(button, QAbstractButton)
    button.click()
    hands.rest()


def card(group: Any, held: Any) -> Any:
    return group.read(lambda session: approvalcard.card(session, held[0]))


def test_a_draft_is_sent_out_and_commented(face, hands, group, held):
    assert hands.find("stands").text() == "A draft: nobody has been asked to check it yet."
    press(hands, "sendOut")
    hands.type("jane smith")
    box = hands.focus()
    assert isinstance(box, QPlainTextEdit)
    box.insertPlainText("\nGrace of the council <grace@council.example>")
    press(hands, "askingDo")
    assert [reader.name for reader in card(group, held).readers] == ["Jane Smith", "Grace of the council"]
    assert hands.find("stands").text() == "Comments are wanted by 3 December 2026."
    press(hands, "addComment")
    hands.type("Jane Smith")
    hands.find("text").setPlainText("It was half past seven")
    press(hands, "askingDo")
    (comment,) = card(group, held).comments
    assert (comment.name, comment.text, comment.about) == ("Jane Smith", "It was half past seven", "")


def test_nobody_known_by_a_name_is_refused_beside_it(face, hands, group, held):
    press(hands, "sendOut")
    hands.type("Nobody Known")
    press(hands, "askingDo")
    assert "Nobody Known" in hands.find("readers_error", QLabel).text()
    assert card(group, held).latest.state is MinutesState.DRAFT


def test_a_comment_is_taken_with_other_words_and_another_left(face, hands, group, held):
    _key, begun, block = held
    one, two = (
        group.do("Comment", lambda work, on=on: approval.comment(work, begun, CommentDraft("Jane", "No", on))).result(9)
        for on in (block, None)
    )
    hands.rest()
    press(hands, f"take_{one}")
    assert hands.find("words").toPlainText() == "It was seven."
    hands.find("words").setPlainText("It was half past seven.")
    press(hands, "askingDo")
    press(hands, f"leave_{two}")
    press(hands, "askingDo")
    assert "why" in hands.find("answer_error", QLabel).text()
    hands.find("answer").setText("It was not")
    press(hands, "askingDo")
    assert {row.taken for row in card(group, held).comments} == {True, False}
    assert group.read(lambda s: minutes.page(s, held[0])).blocks[0].text == "It was half past seven."


def test_put_then_approved_with_corrections_after_one_question(face, window, hands, group, held):
    press(hands, "putMinutes")
    press(hands, "askingDo")
    assert hands.find("stands").text() == "Put to Committee, 26 November 2026."
    press(hands, "approveMinutes")
    hands.find("corrections").setPlainText("half past seven\nJane was there")
    press(hands, "askingDo")
    dialog = window.findChild(Message)
    assert dialog.findChild(QLabel, "messageTitle").text() == "Record these minutes as approved with 2 corrections?"
    assert card(group, held).latest.state is MinutesState.PUT
    dialog.findChild(QPushButton, "confirm").click()
    hands.rest()
    latest = card(group, held).latest
    assert (latest.is_approved, latest.holds, len(latest.corrections)) == (True, True, 2)
    assert hands.find("stands").text() == "Approved on 26 November 2026 with 2 corrections (Committee)."
    assert not [b for b in face.findChildren(QPushButton, "sendOut") if b.isVisible()]
    press(hands, "correctMinutes")
    hands.find("reason").setText("Jane was left out")
    press(hands, "askingDo")
    assert [row.version for row in (card(group, held).latest, *card(group, held).earlier)] == [2, 1]


def test_minutes_approved_while_they_are_open_in_the_editor_stay_as_approved(window, hands, group, held, face):
    page = window.go("meetings", held[0])
    page.take_minutes()
    hands.rest()
    at = card(group, held).later[0].id
    group.do("Approve", lambda work: approval.approve(work, held[1], at), ChangeKind.APPROVE).result(9)
    hands.rest()
    hands.type("Something more")
    hands.press(Key.Key_Return)
    assert card(group, held).latest.holds
    texts = [block.text for block in group.read(lambda s: minutes.page(s, held[0])).blocks]
    assert "Something more" not in texts


def test_a_general_meeting_is_planned_back_from_its_day(window, hands, group):
    draft = MeetingDraft("AGM", MeetingKind.AGM, date(2027, 3, 4))
    key = group.do("Plan", lambda work: meetings.plan(work, draft)).result(9)
    page = window.go("meetings", key)
    hands.rest()
    page.detail.turn("plan")
    hands.rest()
    press(hands, "writeAgm")
    plan = group.read(lambda s: agm.plan(s, key, TODAY, agm.AgmDraft()))
    assert all(step.is_planned for step in plan.steps) and len(plan.steps) == 6
    assert not hands.find("writeAgm").isEnabled()


def test_a_decision_between_meetings_waits_for_its_meeting(face, hands, group, held):
    assert "does not say yet" in hands.find("writtenClause", QLabel).text()
    rules = Rules(MeetingKind.COMMITTEE, written=Written.RATIFIED, written_clause="Put to the next meeting.")
    group.do("Say", lambda work: constitution.edit(work, MeetingKind.COMMITTEE, rules)).result(9)
    hands.rest()
    assert "“Put to the next meeting.”" in hands.find("writtenClause", QLabel).text()
    press(hands, "recordWritten")
    hands.type("Buy a kettle")
    press(hands, "askingDo")
    assert [row.text for row in group.read(written.waiting)] == ["Buy a kettle"]
