"""A list is filtered while somebody types, and whole again with Escape."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from villagedesk.ui.findbox import FindBox


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.rows = QLineEdit()
        self.box = FindBox("Find people", self.rows)
        column = QVBoxLayout(self)
        column.addWidget(self.box)
        column.addWidget(self.rows)
        self.heard: list[str] = []
        self.box.searched.connect(self.heard.append)


@pytest.fixture
def window(qtbot, theme) -> Window:
    window = Window()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.box.start()
    return window


def test_it_asks_once_after_a_rest(qtbot, window) -> None:
    qtbot.keyClicks(window.box, "grace ")
    qtbot.waitUntil(lambda: window.heard == ["grace"])


def test_enter_asks_at_once(qtbot, window) -> None:
    qtbot.keyClicks(window.box, "gr")
    qtbot.keyClick(window.box, Qt.Key.Key_Return)
    assert window.heard == ["gr"]


def test_escape_empties_it_and_then_goes_to_the_list(qtbot, window) -> None:
    qtbot.keyClicks(window.box, "gr")
    qtbot.keyClick(window.box, Qt.Key.Key_Return)
    qtbot.keyClick(window.box, Qt.Key.Key_Escape)
    assert window.heard == ["gr", ""]
    assert window.box.hasFocus()
    qtbot.keyClick(window.box, Qt.Key.Key_Escape)
    assert window.rows.hasFocus()


def test_down_goes_to_the_list_and_the_cross_empties(qtbot, window) -> None:
    qtbot.keyClicks(window.box, "gr")
    qtbot.keyClick(window.box, Qt.Key.Key_Return)
    qtbot.mouseClick(window.findChild(QWidget, "clearFind"), Qt.MouseButton.LeftButton)
    assert window.heard == ["gr", ""]
    qtbot.keyClick(window.box, Qt.Key.Key_Down)
    assert window.rows.hasFocus()


def test_words_shown_from_elsewhere_are_not_told_and_the_same_may_be_typed_again(qtbot, window) -> None:
    qtbot.keyClicks(window.box, "gr")
    qtbot.keyClick(window.box, Qt.Key.Key_Return)
    window.box.show_words("")
    assert not window.findChild(QWidget, "clearFind").isVisible()
    qtbot.keyClicks(window.box, "gr")
    qtbot.keyClick(window.box, Qt.Key.Key_Return)
    assert window.heard == ["gr", "gr"]
