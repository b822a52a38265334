"""The place Partnership as somebody uses it: asking, answering, reviewing, responding, by keyboard where they can."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from villagedesk.core.words import OrganizationKind, QuestionKind, Role
from villagedesk.records.actions import ActionFilter
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.records.questions import QuestionDraft, QuestionFilter, QuestionState
from villagedesk.records.responses import ResponseDraft, ResponseState
from villagedesk.services import actions, people, posts, questions, responses
from villagedesk.services.actions import ActionQuery
from villagedesk.services.desk import Desk, Work
from villagedesk.services.questions import QuestionQuery
from villagedesk.ui import begin
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.rowlist import RowTable
from villagedesk.ui.rowmodel import Role as Shows

TODAY = date(2026, 11, 21)
Settle = Callable[[], None]
Keys = dict[str, str]
CTRL = Qt.KeyboardModifier.ControlModifier


def fill(work: Work) -> Keys:
    """Highways and an officer of it; a question 43 days old, a request that is late by law; one thing to respond to."""
    highways = people.add_organization(work, OrganizationDraft("Highways", kind=OrganizationKind.DEPARTMENT))
    bethan = people.add_person(work, PersonDraft("Bethan Gwynne"))
    posts.add_membership(work, bethan, MembershipDraft(highways, Role.OFFICER))

    def ask(text: str, days: int, kind: QuestionKind = QuestionKind.ORDINARY) -> str:
        draft = QuestionDraft(text, kind, highways, asked_on=TODAY - timedelta(days))
        return questions.ask(work, draft)

    dairy = ResponseDraft("The old dairy", closes_on=TODAY + timedelta(3), closes_at=time(17), stance="We object.")
    return {
        "highways": highways,
        "bethan": bethan,
        "gully": ask("When are the gullies emptied?", 43),
        "count": ask("The figures of the count", 47, QuestionKind.FOI),
        "dairy": responses.add(work, dairy),
    }


@pytest.fixture
def keys(desk: Desk) -> Keys:
    return desk.do("Fill", fill).result(30)


@pytest.fixture
def page(keys: Keys, window: DeskWindow, settle: Settle) -> Any:
    page = window.go("partnership", "questions")
    settle()
    return page


def find(parent: QWidget, kind: type[Any], name: str) -> Any:
    found = [widget for widget in parent.findChildren(kind, name) if widget.isVisible()]
    assert found, name
    return found[0]


def question(window: DeskWindow, key: str) -> Any:
    return window.desk.read(lambda session: questions.card(session, key)).row


def response(window: DeskWindow, key: str) -> Any:
    return window.desk.read(lambda session: responses.card(session, key))


def texts(page: QWidget, name: str = "question") -> list[str]:
    model = find(page, RowTable, name).model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(page: QWidget, settle: Settle, key: str, name: str = "question") -> None:
    find(page, RowTable, name).select(key)
    settle()


def press(qtbot: QtBot, page: QWidget, name: str, settle: Settle) -> None:
    qtbot.mouseClick(find(page, QPushButton, name), Qt.MouseButton.LeftButton)
    settle()


def test_what_waits_is_listed_the_oldest_first_with_its_age(page: Any, window: DeskWindow) -> None:
    assert texts(page) == ["The figures of the count", "When are the gullies emptied?"]
    model = find(page, RowTable, "question").model
    badges = [model.index(row, 1).data(Shows.BADGE) for row in range(2)]
    assert badges == [("19 days late by law", "late"), ("No answer for 43 days", "neutral")]
    assert find(page, QPushButton, "chip_open").text() == "Not answered 2"
    assert find(page, QPushButton, "chip_overdue").text() == "Overdue 1"
    assert find(window, QWidget, "place_partnership").accessibleName() == "Partnership, 1 waiting"


def test_the_detail_says_what_the_act_says(page: Any, keys: Keys, settle: Settle) -> None:
    choose(page, settle, keys["count"])
    assert find(page, QLabel, "questionState").text() == "19 days late by law"
    law = find(page, QLabel, "law").text()
    assert "by Monday 2 November 2026 (19 days late)" in law
    assert "section 10 of the Freedom of Information Act 2000" in law
    assert "You can ask for a review now" in law
    choose(page, settle, keys["gully"])
    assert find(page, QLabel, "questionState").text() == "No answer for 43 days"
    assert not page.findChild(QLabel, "law").isVisible()


def test_asking_by_keyboard(page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle) -> None:
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_N, CTRL)
    settle()
    new = find(page, QWidget, "new_question")
    text = find(new, QPlainTextEdit, "text")
    assert window.focusWidget() is text
    qtbot.keyClicks(text, "Who cuts the hedge?")
    body = find(new, QLineEdit, "organization_id")
    body.setFocus()
    qtbot.keyClicks(body, "highw")
    qtbot.keyClick(body, Qt.Key.Key_Tab)
    asked = find(new, QLineEdit, "asked_on")
    asked.setFocus()
    asked.selectAll()
    qtbot.keyClicks(asked, "1 nov 2026")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    settle()
    key = find(page, RowTable, "question").current_id()
    row = question(window, key)
    assert (row.text, row.body_name, row.asked_on, row.number) == (
        "Who cuts the hedge?", "Highways", date(2026, 11, 1), "26/Q3",
    )  # fmt: skip
    assert find(page, QLabel, "questionState").text() == "No answer for 20 days"
    qtbot.keyClick(find(page, QTableView, "rows"), Qt.Key.Key_Z, CTRL)
    settle()
    assert len(texts(page)) == 2


def test_a_question_of_nobody_is_refused_beside_its_field(
    page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle
) -> None:
    window.commands.action("ask_question").trigger()
    settle()
    new = find(page, QWidget, "new_question")
    press(qtbot, new, "keepNew", settle)
    assert find(new, QLabel, "text_error").text() == "Type the question as it was asked."
    qtbot.keyClicks(find(new, QPlainTextEdit, "text"), "Why?")
    press(qtbot, new, "keepNew", settle)
    assert "Say who was asked" in find(new, QLabel, "organization_id_error").text()
    press(qtbot, new, "cancelNew", settle)
    assert find(page, QWidget, "questionDetail").isVisible()


def test_a_card_can_begin_a_question_and_a_response(
    page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle
) -> None:
    window.go("people")
    window.bus.goto.emit("partnership", begin.question(keys["bethan"]))
    settle()
    new = find(page, QWidget, "new_question")
    assert find(new, QLineEdit, "person_id").text() == "Bethan Gwynne"
    press(qtbot, new, "cancelNew", settle)
    window.bus.goto.emit("partnership", begin.response(keys["highways"]))
    settle()
    assert find(find(page, QWidget, "new_response"), QLineEdit, "organization_id").text() == "Highways"


def test_what_is_half_typed_comes_back_in_the_next_window(
    page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle
) -> None:
    window.commands.action("ask_question").trigger()
    settle()
    qtbot.keyClicks(find(page, QPlainTextEdit, "text"), "Half a")
    window.bus.close()
    qtbot.waitUntil(window.bus.is_idle)
    again = DeskWindow(window.desk, window.theme)
    qtbot.addWidget(again)
    again.show()
    again.go("partnership", begin.question())
    qtbot.waitUntil(lambda: again.findChild(QWidget, "new_question") is not None)
    new = again.findChild(QWidget, "new_question")
    qtbot.waitUntil(lambda: new.form.editor("text").value() == "Half a")
    again.tasks.finish()


def test_an_answer_is_noted_undone_and_edited_in_place(
    page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["gully"])
    find(page, QTableView, "rows").setFocus()
    qtbot.keyClick(find(page, QTableView, "rows"), Qt.Key.Key_D, CTRL)
    settle()
    strip = find(page, QWidget, "asking")
    press(qtbot, strip, "askingDo", settle)
    assert find(strip, QLabel, "text_error").text() == "Say what the answer was; a few words will do."
    qtbot.keyClicks(find(strip, QPlainTextEdit, "text"), "Each March.")
    press(qtbot, strip, "askingDo", settle)
    row = question(window, keys["gully"])
    assert (row.state, row.answer, row.answered_on) == (QuestionState.ANSWERED, "Each March.", TODAY)
    assert texts(page) == ["The figures of the count"]
    press(qtbot, window, "toastUndo", settle)
    assert question(window, keys["gully"]).state is QuestionState.WAITING
    choose(page, settle, keys["gully"])
    text = find(page, QPlainTextEdit, "would_answer")
    text.setFocus()
    qtbot.keyClicks(text, "A date")
    find(page, QTableView, "rows").setFocus()
    settle()
    assert question(window, keys["gully"]).would_answer == "A date"


def test_a_review_is_asked_for(page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle) -> None:
    choose(page, settle, keys["count"])
    press(qtbot, page, "do_question_review", settle)
    qtbot.keyClick(find(find(page, QWidget, "asking"), QLineEdit, "on"), Qt.Key.Key_Return)
    settle()
    assert question(window, keys["count"]).review_asked_on == TODAY
    assert "as the Information Commissioner recommends" in find(page, QLabel, "law").text()
    assert find(page, QPushButton, "do_question_reviewed")


def test_filters_by_words_and_body(page: Any, keys: Keys, window: DeskWindow, qtbot: QtBot, settle: Settle) -> None:
    qtbot.keyClick(find(page, QTableView, "rows"), Qt.Key.Key_F, CTRL)
    line = window.focusWidget()
    qtbot.keyClicks(line, "gull")
    settle()
    assert texts(page) == ["When are the gullies emptied?"]
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    settle()
    by_body = find(page, QComboBox, "byBody")
    assert by_body.itemText(1) == "Highways: 2, the oldest 47 days ago"
    by_body.setCurrentIndex(1)
    by_body.activated.emit(1)
    settle()
    assert len(texts(page)) == 2
    press(qtbot, page, "chip_answered", settle)
    assert texts(page) == []
    assert find(page, QLabel, "emptyLine").text() == "No question fits this filter."


def test_a_question_becomes_an_action_and_a_question_again(
    page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["gully"])
    press(qtbot, page, "do_question_to_action", settle)
    settle()
    everything = window.desk.read(lambda session: actions.ids(session, ActionQuery(ActionFilter.ALL), TODAY))
    assert len(everything) == 1
    assert question(window, keys["gully"]).binned
    window.commands.action("action_to_question").trigger()
    settle()
    settle()
    assert len(texts(page)) == 2
    assert window.desk.read(lambda session: actions.ids(session, ActionQuery(ActionFilter.ALL), TODAY)) == []


def test_the_bin_and_the_way_back(page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle) -> None:
    choose(page, settle, keys["gully"])
    table = find(page, QTableView, "rows")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    settle()
    assert texts(page) == ["The figures of the count"]
    qtbot.keyClick(table, Qt.Key.Key_Z, CTRL)
    settle()
    assert len(texts(page)) == 2


def test_a_response_from_notice_to_outcome(
    page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle
) -> None:
    press(qtbot, page, "chip_responses", settle)
    assert find(page, QLabel, "responseState").text() == "Closes in 3 days at 5pm"
    press(qtbot, page, "do_response_send", settle)
    strip = find(page, QWidget, "asking")
    assert find(strip, QPlainTextEdit, "text").toPlainText() == "We object."
    press(qtbot, strip, "askingDo", settle)
    assert response(window, keys["dairy"]).state(TODAY) is ResponseState.SENT
    assert texts(page, "response") == []
    press(qtbot, page, "chip_sent", settle)
    press(qtbot, page, "do_response_outcome", settle)
    strip = find(page, QWidget, "asking")
    qtbot.keyClicks(find(strip, QPlainTextEdit, "text"), "Refused")
    press(qtbot, strip, "askingDo", settle)
    assert response(window, keys["dairy"]).outcome == "Refused"


def test_a_response_is_added_with_its_closing_time(page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle) -> None:
    window.commands.action("add_response").trigger()
    settle()
    new = find(page, QWidget, "new_response")
    qtbot.keyClicks(find(new, QPlainTextEdit, "title"), "Local plan")
    for name, typed in (("closes_on", "4 dec 2026"), ("closes_at", "5pm")):
        line = find(new, QLineEdit, name)
        line.setFocus()
        qtbot.keyClicks(line, typed)
    qtbot.keyClick(find(new, QLineEdit, "closes_at"), Qt.Key.Key_Return)
    settle()
    added = response(window, find(page, RowTable, "response").current_id())
    assert (added.title, added.closes_on, added.closes_at) == ("Local plan", date(2026, 12, 4), time(17))


def test_today_shows_them_and_leads_there(
    page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle
) -> None:
    today = window.go("today")
    settle()
    asked = find(today, QWidget, "notAnswered")
    late = find(asked, QWidget, f"row_{keys['count']}")
    assert "19 days late by law" in late.accessibleName()
    assert "Closes in 3 days at 5pm" in find(today, QWidget, f"row_{keys['dairy']}").accessibleName()
    qtbot.mouseClick(find(asked, QWidget, f"row_{keys['gully']}"), Qt.MouseButton.LeftButton)
    settle()
    assert window.page() is page
    assert find(page, RowTable, "question").current_id() == keys["gully"]


def test_search_leads_to_both_faces(page: Any, window: DeskWindow, keys: Keys, settle: Settle) -> None:
    window.palette_.chosen.emit("response", keys["dairy"])
    settle()
    assert find(page, RowTable, "response").current_id() == keys["dairy"]
    window.palette_.chosen.emit("question", keys["gully"])
    settle()
    assert find(page, RowTable, "question").current_id() == keys["gully"]


def test_an_empty_group_is_told_what_belongs_here(window: DeskWindow, settle: Settle) -> None:
    page = window.go("partnership", "questions")
    settle()
    assert find(page, QLabel, "emptyLine").text() == "What you ask of the council stands here until it is answered."
    assert window.desk.read(lambda session: questions.counts(session, None, TODAY))[QuestionFilter.ALL] == 0
    assert window.desk.read(lambda session: questions.ids(session, QuestionQuery(), TODAY)) == []
