"""The toast takes back what was done, and goes by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from villagedesk.ui.toast import Toast


@pytest.fixture
def window(qtbot, theme) -> QWidget:
    window = QWidget()
    QLineEdit(window)
    qtbot.addWidget(window)
    window.resize(900, 600)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def toast(window: QWidget) -> Toast:
    return Toast(window)


def test_undo_by_keyboard(qtbot, toast) -> None:
    undone = []
    toast.show_undo("Moved to the bin", lambda: undone.append(1))
    assert toast.findChild(QLabel, "toastText").text() == "Moved to the bin"
    button = toast.findChild(QPushButton, "toastUndo")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert undone == [1]
    assert not toast.isVisible()
    assert not toast._timer.isActive()


def test_it_goes_when_the_time_is_up_but_not_from_under_the_focus(toast) -> None:
    toast.show_undo("Moved to the bin", lambda: None)
    toast.findChild(QPushButton, "toastUndo").setFocus()
    toast._timer.timeout.emit()
    assert toast.isVisible()
    toast.window().findChild(QLineEdit).setFocus()
    toast._timer.timeout.emit()
    assert not toast.isVisible()


def test_the_next_replaces_the_last(toast) -> None:
    toast.show_undo("One", lambda: pytest.fail("the older one"))
    undone = []
    toast.show_undo("Two", lambda: undone.append(2))
    toast.findChild(QPushButton, "toastUndo").click()
    assert undone == [2]


def test_words_alone_have_no_button(toast) -> None:
    toast.show_text("Saved")
    assert not toast.findChild(QPushButton, "toastUndo").isVisible()
    toast.findChild(QWidget, "toastClose").click()
    assert not toast.isVisible()


def test_it_stays_inside_a_window_that_shrinks(qtbot, toast, window, theme) -> None:
    theme.set_text_size(200)
    toast.show_undo("Moved “Crossing on Mill Lane: ask Highways for the survey date” to the bin", lambda: None)
    window.resize(500, 400)
    assert window.rect().contains(toast.geometry())


def test_closing_the_window_stops_its_clock(toast, window) -> None:
    toast.show_text("Saved")
    window.close()
    assert not toast._timer.isActive()
