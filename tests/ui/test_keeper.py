"""What is typed into a form and not yet left is not lost, and never overwrites what it does not know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from villagedesk.core.words import Priority
from villagedesk.records.actions import ActionDraft
from villagedesk.records.people import PersonDraft
from villagedesk.services import actions, drafts, people
from villagedesk.services.desk import Desk
from villagedesk.ui.actions.detail import ActionDetail
from villagedesk.ui.bus import Bus
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.keeper import Keeper
from villagedesk.ui.people.editing.card import CardEditor, Editable
from villagedesk.ui.tasks import Tasks

Settle = Callable[[], None]


@pytest.fixture
def bus(qtbot: QtBot, theme: object, desk: Desk) -> Iterator[Bus]:
    tasks = Tasks()
    made = Bus(desk, tasks)
    yield made
    made.close()
    qtbot.waitUntil(made.is_idle)
    tasks.finish()


@pytest.fixture
def ann(do: Any) -> str:
    key: str = do(lambda work: people.add_person(work, PersonDraft("Ann Bell", summary="Keeps bees")))
    return key


@pytest.fixture
def card(desk: Desk, ann: str) -> Callable[[], Any]:
    return lambda: desk.read(lambda session: people.person(session, ann, desk.clock.today()))


@pytest.fixture
def open_card(qtbot: QtBot, bus: Bus, card: Callable[[], Any]) -> Callable[[], CardEditor]:
    def open_it() -> CardEditor:
        editor = CardEditor(bus, Editable(card(), []))
        qtbot.addWidget(editor)
        with qtbot.waitExposed(editor):
            editor.show()
        qtbot.waitUntil(bus.is_idle)
        return editor

    return open_it


def field(editor: QWidget, name: str) -> Any:
    found = editor.findChild(QWidget, name)
    assert isinstance(found, QLineEdit | QPlainTextEdit)
    return found


def type_over(editor: QWidget, name: str, words: str) -> None:
    box = field(editor, name)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, words)


def said(editor: QWidget, name: str) -> str:
    found = editor.findChild(QLabel, f"{name}_note")
    return found.text() if isinstance(found, QLabel) else ""


def keeper(editor: QWidget) -> Keeper:
    found = editor.findChild(Keeper)
    assert isinstance(found, Keeper)
    return found


def crash(qtbot: QtBot, bus: Bus, editor: QWidget) -> None:
    """The draft was written, and then the window was gone without any field being left."""
    qtbot.waitUntil(lambda: keeper(editor)._soon.isActive() or not bus.is_idle())
    keeper(editor)._soon.timeout.emit()
    qtbot.waitUntil(bus.is_idle)
    keeper(editor)._rest.stop()
    editor.blockSignals(True)
    bus.blockSignals(True)
    editor.setParent(None)
    for child in editor.findChildren(QWidget):
        child.blockSignals(True)
    editor.close()
    bus.blockSignals(False)


def test_what_was_typed_comes_back_after_a_crash_and_is_kept_when_left(
    qtbot: QtBot, bus: Bus, open_card: Callable[[], CardEditor], card: Callable[[], Any], desk: Desk, ann: str
) -> None:
    editor = open_card()
    type_over(editor, "summary", "Keeps bees and minutes")
    assert keeper(editor)._soon.interval() <= 2_000
    crash(qtbot, bus, editor)
    assert card().summary == "Keeps bees"
    again = open_card()
    assert field(again, "summary").toPlainText() == "Keeps bees and minutes"
    assert said(again, "summary") == "Brought back what you were typing"
    field(again, "summary").setFocus()
    field(again, "summary").left.emit()
    qtbot.waitUntil(bus.is_idle)
    assert card().summary == "Keeps bees and minutes"
    assert said(again, "summary") == ""
    assert desk.read(lambda session: drafts.get(session, "person", ann)) is None


def test_a_field_is_kept_after_a_rest_without_being_left(
    qtbot: QtBot, bus: Bus, open_card: Callable[[], CardEditor], card: Callable[[], Any]
) -> None:
    editor = open_card()
    type_over(editor, "name", "Ann Dale")
    rest = keeper(editor)._rest
    assert (rest.isActive(), rest.interval()) == (True, 30_000)
    rest.timeout.emit()
    qtbot.waitUntil(bus.is_idle)
    assert card().name == "Ann Dale"
    assert not rest.isActive()


def test_what_is_taken_back_leaves_no_draft(
    qtbot: QtBot, bus: Bus, open_card: Callable[[], CardEditor], desk: Desk, ann: str
) -> None:
    editor = open_card()
    type_over(editor, "name", "Ann Dale")
    keeper(editor)._soon.timeout.emit()
    qtbot.waitUntil(bus.is_idle)
    assert desk.read(lambda session: drafts.get(session, "person", ann))
    type_over(editor, "name", "Ann Bell")
    keeper(editor)._soon.timeout.emit()
    qtbot.waitUntil(bus.is_idle)
    assert desk.read(lambda session: drafts.get(session, "person", ann)) is None


@pytest.mark.parametrize(("button", "kept"), [("keepMine", "Keeps hens"), ("keepTheirs", "Keeps goats")])
def test_a_draft_and_a_newer_value_are_both_shown_and_asked_about(
    qtbot: QtBot, bus: Bus, open_card: Callable[[], CardEditor], card: Callable[[], Any], do: Any, ann: str,
    button: str, kept: str,
) -> None:  # fmt: skip
    editor = open_card()
    type_over(editor, "summary", "Keeps hens")
    crash(qtbot, bus, editor)
    do(lambda work: people.edit_person(work, ann, PersonDraft("Ann Bell", summary="Keeps goats")))
    again = open_card()
    assert field(again, "summary").toPlainText() == "Keeps hens"
    question = again.findChild(QWidget, "summary_question")
    assert isinstance(question, QWidget)
    assert "Keeps goats" in " ".join(label.text() for label in question.findChildren(QLabel))
    field(again, "summary").left.emit()
    qtbot.waitUntil(bus.is_idle)
    assert card().summary == "Keeps goats"  # nothing is kept before it is answered
    pressed = question.findChild(QPushButton, button)
    assert isinstance(pressed, QPushButton)
    pressed.click()
    qtbot.waitUntil(bus.is_idle)
    assert (card().summary, field(again, "summary").toPlainText()) == (kept, kept)


def test_only_what_differs_is_written(
    qtbot: QtBot, bus: Bus, open_card: Callable[[], CardEditor], card: Callable[[], Any], do: Any, ann: str
) -> None:
    editor = open_card()
    do(lambda work: people.edit_person(work, ann, PersonDraft("Ann Bell", summary="Keeps goats")))
    type_over(editor, "name", "Ann Dale")
    field(editor, "name").left.emit()
    qtbot.waitUntil(bus.is_idle)
    assert (card().name, card().summary) == ("Ann Dale", "Keeps goats")


def test_an_old_date_is_not_put_back_with_another_field(
    window: DeskWindow, desk: Desk, do: Any, settle: Settle
) -> None:
    key = do(lambda work: actions.add(work, ActionDraft("Count the chairs"), raised_on=work.today))
    window.go("actions", key)
    settle()
    detail = window.findChild(ActionDetail)
    assert isinstance(detail, ActionDetail)
    box = field(detail, "text")
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "Count the tables")
    today = desk.clock.today()
    desk.do("Change", lambda work: actions.edit(work, key, ActionDraft("Count the chairs", due_on=today)))
    desk.do("Change", lambda work: actions.edit(work, key, ActionDraft("Count the chairs", due_on=today,
                                                                        priority=Priority.HIGH)))  # fmt: skip
    box.left.emit()
    settle()
    card = desk.read(lambda session: actions.card(session, key))
    assert (card.row.text, card.row.due_on, card.row.priority) == ("Count the tables", today, Priority.HIGH)


def test_closing_writes_what_is_only_typed_and_stops_the_clocks(
    qtbot: QtBot, bus: Bus, open_card: Callable[[], CardEditor], desk: Desk, ann: str
) -> None:
    editor = open_card()
    type_over(editor, "name", "Ann Dale")
    bus.close()
    assert not keeper(editor)._soon.isActive()
    assert not keeper(editor)._rest.isActive()
    qtbot.waitUntil(bus.is_idle)
    draft = desk.read(lambda session: drafts.get(session, "person", ann))
    assert draft
    assert (draft.loaded, draft.value) == ({"name": "Ann Bell"}, {"name": "Ann Dale"})
