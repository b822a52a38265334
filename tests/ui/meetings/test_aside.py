"""A line that is refused keeps what is typed next out of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.meetings.conftest import CTRL, Hands, Key
from villagedesk.services import drafts, minutes
from villagedesk.services.desk import Desk
from villagedesk.ui.meetings.minutes.box import MinutesBox


def begin(hands: Hands) -> MinutesBox:
    hands.press(Key.Key_M, CTRL)
    box = hands.focus()
    assert isinstance(box, MinutesBox)
    return box


def texts(desk: Desk, meeting_id: str) -> list[str]:
    page = desk.read(lambda session: minutes.page(session, meeting_id))
    return [block.text for block in page.blocks] if page else []


def aside(hands: Hands) -> str:
    label = hands.find("asideWords", QLabel)
    assert isinstance(label, QLabel)
    return label.text()


def test_what_is_typed_at_once_is_a_line_of_its_own(hands: Hands, group: Desk, meeting_id: str) -> None:
    box = begin(hands)
    hands.line("d: To sell it, proposed by Nobody Known")
    hands.type("a: Tom Ellis to ask")
    assert box.toPlainText() == "Tom Ellis to ask"
    assert "“To sell it, proposed by Nobody Known”. Nobody here is called" in aside(hands)
    hands.press(Key.Key_Return)
    assert texts(group, meeting_id) == ["Ask"]
    QTest.mouseClick(hands.find("takeUpAside", QPushButton), Qt.MouseButton.LeftButton)
    assert box.toPlainText() == "To sell it, proposed by Nobody Known"
    hands.press(Key.Key_A, CTRL)
    hands.line("To sell it, proposed by Jane Smith")
    assert texts(group, meeting_id) == ["Ask", "To sell it"]
    assert not hands.window.findChild(QLabel, "asideWords").isVisible()  # type: ignore[union-attr]


def test_the_next_item_begins_with_an_empty_line(hands: Hands, group: Desk, meeting_id: str, qtbot: QtBot) -> None:
    box = begin(hands)
    hands.line("d: To sell it, 9 for")
    hands.press(Key.Key_Down, CTRL)
    assert box.toPlainText() == ""
    hands.line("Jane spoke.")
    assert texts(group, meeting_id) == ["Jane spoke."]
    hands.press(Key.Key_Return, CTRL)
    assert "1 line is kept aside" in hands.find("stillOpenWords", QLabel).text()  # type: ignore[attr-defined]
    hands.press(Key.Key_W, CTRL)
    qtbot.waitUntil(lambda: len(group.read(drafts.listed)) == 1)
    hands.rest()
    hands.press(Key.Key_M, CTRL)
    assert "To sell it, 9 for" in aside(hands)
    assert box.toPlainText() == ""


def test_a_refused_line_is_put_right_where_it_stands(hands: Hands, group: Desk, meeting_id: str) -> None:
    box = begin(hands)
    hands.line("d: To sell it, proposed by Nobody")
    for _letter in "Nobody":
        hands.press(Key.Key_Backspace)
    hands.line("Jane")
    assert texts(group, meeting_id) == ["To sell it"]
    assert box.toPlainText() == ""
