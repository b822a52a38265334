"""Goals, evidence and papers as somebody uses them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import TODAY
from villagedesk.records.actions import ActionDraft
from villagedesk.records.evidence import EvidenceDraft
from villagedesk.records.goals import GoalDraft
from villagedesk.records.group import LegalDraft
from villagedesk.services import actions, duties, evidence, goals, group
from villagedesk.ui.chart import ChartView
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.partnership.evidence import EvidenceFace
from villagedesk.ui.rowlist import RowTable

Settle = Callable[[], None]


def find(parent: QWidget, kind: type[Any], name: str) -> Any:
    found = [widget for widget in parent.findChildren(kind, name) if widget.isVisible()]
    assert found, name
    return found[0]


def press(qtbot: QtBot, parent: QWidget, name: str, settle: Settle) -> None:
    qtbot.mouseClick(find(parent, QPushButton, name), Qt.MouseButton.LeftButton)
    settle()


def test_a_goal_is_added_measured_and_drawn(window: DeskWindow, qtbot: QtBot, settle: Settle) -> None:
    page = window.go("partnership", "goals")
    settle()
    window.commands.action("add_goal").trigger()
    settle()
    new = find(page, QWidget, "new_goal")
    qtbot.keyClicks(find(new, QPlainTextEdit, "title"), "Cross safely")
    for name, typed in (("unit", "near misses"), ("baseline", "22"), ("target", "2")):
        box = find(new, QLineEdit, name)
        box.setFocus()
        qtbot.keyClicks(box, typed)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert find(page, QLabel, "goalState").text() == "Not measured yet"
    window.commands.action("goal_measure").trigger()
    settle()
    box = find(page, QLineEdit, "value")
    qtbot.keyClicks(box, "lots")
    press(qtbot, page, "askingDo", settle)
    assert any("is not a number" in label.text() for label in page.findChildren(QLabel) if label.isVisible())
    box.selectAll()
    qtbot.keyClicks(box, "12")
    press(qtbot, page, "askingDo", settle)
    assert find(page, QLabel, "goalState").text() == "50% of the way"
    chart = find(page, ChartView, "goalChart")
    assert "12 near misses" in chart.accessibleName()
    assert chart.height() > 80
    window.commands.action("undo").trigger()
    settle()
    assert find(page, QLabel, "goalState").text() == "Not measured yet"


def test_an_action_is_put_to_a_goal_and_opened_from_it(window: DeskWindow, qtbot: QtBot, settle: Settle) -> None:
    key = window.desk.do("Fill", lambda work: goals.add(work, GoalDraft("Cross safely"))).result(30)
    window.desk.do("Fill", lambda work: actions.add(work, ActionDraft("Paint the line"))).result(30)
    page = window.go("partnership", key)
    settle()
    window.commands.action("goal_serves").trigger()
    settle()
    box = find(page, QLineEdit, "of_id")
    box.setFocus()
    qtbot.keyClicks(box, "paint")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    press(qtbot, page, "askingDo", settle)
    card = window.desk.read(lambda session: goals.card(session, key))
    assert [one.thing for one in card.serving] == ["26/1: Paint the line"]
    qtbot.mouseClick(find(page, QWidget, f"row_{card.serving[0].id}"), Qt.MouseButton.LeftButton)
    settle()
    assert window.page() is not page


def test_a_survey_is_taken_in_by_its_questions(
    window: DeskWindow, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    key = window.desk.do("Fill", lambda work: evidence.add(work, EvidenceDraft("The bus is used"))).result(30)
    path = tmp_path / "answers.csv"
    path.write_text(
        "Name,Do you use it?\n" + "".join(f"Person {n},{'Yes' if n % 3 else 'No'}\n" for n in range(30)), "utf-8"
    )
    page = window.go("partnership", key)
    settle()
    face = page.findChild(EvidenceFace)
    assert face is not None
    face.take_survey(path)
    settle()
    told = find(page, QLabel, "askingNote").text()
    assert told == "They go to “The bus is used”, in place of any survey that is there."
    press(qtbot, page, "askingDo", settle)
    card = window.desk.read(lambda session: evidence.card(session, key))
    assert [(one.text, len(one.answers)) for one in card.survey] == [("Do you use it?", 2)]
    assert card.row.answered == 30


def test_a_duty_that_is_offered_is_taken_up(window: DeskWindow, qtbot: QtBot, settle: Settle) -> None:
    window.bus.do(window, "Say", lambda work: group.edit_legal(work, LegalDraft("Wales", "CIO", "ccew")))
    page = window.go("actions", "duties")
    settle()
    qtbot.mouseClick(find(page, QWidget, "take_ccew_return"), Qt.MouseButton.LeftButton)
    settle()
    assert find(page, RowTable, "duty").model.rowCount() == 1
    assert window.desk.read(lambda session: duties.offers(session, TODAY)) == []
