"""Dialogs say what happened, whether the data is safe and what to do; bugs are caught once."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QtMsgType
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.ui import crash
from villagedesk.ui.crash import CrashWatch
from villagedesk.ui.dialogs import Message, confirm, tell, tell_error


@pytest.fixture
def window(qtbot, theme) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def button(dialog: Message, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def said(dialog: Message) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_details_are_folded_away_and_can_be_copied(qtbot, window) -> None:
    dialog = tell(window, "The disk is full", "Your data is safe.", "Make room.", "OSError: 28")
    assert said(dialog) == ["The disk is full", "Your data is safe.", "Make room."]
    details = dialog.findChild(QPlainTextEdit, "details")
    assert not details.isVisible()
    qtbot.mouseClick(button(dialog, "showDetails"), Qt.MouseButton.LeftButton)
    assert details.isVisible()
    button(dialog, "copyDetails").click()
    assert QGuiApplication.clipboard().text() == "OSError: 28"
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("error", "sentences"),
    [
        (Refused("A person needs a name."), ["A person needs a name."]),
        (Unavailable("The disk is full.", "Make room."), ["The disk is full.", "Make room."]),
    ],
)
def test_both_kinds_of_no_are_told_plainly(window, error, sentences) -> None:
    dialog = tell_error(window, error)
    assert said(dialog) == sentences
    button(dialog, "close").click()


def test_the_button_is_the_verb(qtbot, window) -> None:
    done = []
    dialog = confirm(window, "Record the minutes as approved?", "Record as approved", lambda: done.append(1))
    assert button(dialog, "confirm").text() == "Record as approved"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert done == [1]


def test_what_harms_is_not_done_by_pressing_enter(qtbot, window) -> None:
    dialog = confirm(window, "Erase Grace Adeyemi?", "Erase", lambda: pytest.fail("erased"), harms=True)
    qtbot.waitUntil(button(dialog, "cancel").hasFocus)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(button(dialog, "cancel"), Qt.Key.Key_Return)


@pytest.fixture
def watch(window, caplog: pytest.LogCaptureFixture) -> Iterator[CrashWatch]:
    caplog.set_level(logging.CRITICAL + 1, logger="villagedesk.ui.crash")
    watch = CrashWatch(lambda: window)
    watch.install()
    yield watch
    watch.remove()


def crash_dialogs(window: QWidget) -> list[Message]:
    return [dialog for dialog in window.findChildren(Message) if dialog.isVisible()]


def test_a_bug_is_shown_once_however_often_it_happens(qtbot, window, watch) -> None:
    for _time in range(3):
        try:
            raise ValueError("a bug")
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    (dialog,) = crash_dialogs(window)
    assert said(dialog)[0] == "Something went wrong in VillageDesk"
    assert said(dialog)[1].startswith("Your data is safe")
    report = dialog.findChild(QPlainTextEdit, "details").toPlainText()
    assert report.startswith("VillageDesk ")
    assert "ValueError: a bug" in report
    button(dialog, "close").click()
    assert crash_dialogs(window) == []


def test_a_bug_in_a_thread_is_shown_too(qtbot, window, watch) -> None:
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(crash_dialogs(window)) == 1)
    button(crash_dialogs(window)[0], "close").click()


def test_a_bug_while_showing_a_bug_does_not_go_round(qtbot, theme, caplog) -> None:
    def no_window() -> QWidget:
        raise RuntimeError("no window")

    watch = CrashWatch(no_window)
    caplog.set_level(logging.CRITICAL + 1, logger="villagedesk.ui.crash")
    watch._caught(ValueError, ValueError("a bug"), None)
    assert watch._dialog is None


def test_what_qt_says_goes_into_the_log(caplog) -> None:
    class Context:
        file, line = "", 0

    with caplog.at_level(logging.INFO, logger="villagedesk.qt"):
        crash._from_qt(QtMsgType.QtInfoMsg, Context(), "hello")
    assert caplog.messages == ["hello"]
