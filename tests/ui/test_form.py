"""A form shows a record, gives back what was typed, and says what is wrong beside the field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget

from villagedesk.ui.editors import Choice, DateLine, Text, Tick, TimeLine
from villagedesk.ui.form import Field, Form

TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Draft:
    what: str = "Ask for the survey date"
    note: str = ""
    side: str = "ours"
    due: date | None = None
    at: time | None = None
    public: bool = False


FIELDS = (
    Field("what", "&What"),
    Field("note", "&Note", Text, hint="Anything else"),
    Field("side", "&Whose", partial(Choice, [("ours", "Ours"), ("theirs", "The council's")]), half=True),
    Field("due", "&Due", partial(DateLine, lambda: TODAY), half=True),
    Field("at", "&Time", TimeLine),
    Field("public", "Show to the &public", Tick),
)


class Window(QMainWindow):
    """A form, a button to go to, and the window's own Undo."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Form(FIELDS, Draft())
        self.elsewhere = QWidget()
        self.elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.addWidget(self.form)
        column.addWidget(self.elsewhere)
        self.setCentralWidget(middle)
        self.undone = 0
        undo = QAction("Undo", self)
        undo.setShortcut(QKeySequence("Ctrl+Z"))
        undo.triggered.connect(self._undo)
        self.addAction(undo)

    def _undo(self) -> None:
        self.undone += 1

    def box(self, name: str) -> QWidget:
        found = self.findChild(QWidget, name)
        assert found is not None
        return found


@pytest.fixture
def window(qtbot, theme) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.resize(700, 700)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def error(window: Window, name: str) -> str:
    label = window.findChild(QLabel, f"{name}_error")
    assert label is not None
    return label.text() if label.isVisible() else ""


def test_typing_changes_the_record_and_leaving_tells(qtbot, window) -> None:
    box = window.box("what")
    box.setFocus()
    box.selectAll()
    with qtbot.waitSignal(window.form.edited):
        qtbot.keyClicks(box, "Chase the treasurer ")
    assert window.form.is_dirty()
    with qtbot.waitSignal(window.form.left) as left:
        qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert left.args == ["what"]
    assert window.form.value() == Draft(what="Chase the treasurer")


def test_leaving_without_a_change_tells_nothing(qtbot, window) -> None:
    window.box("what").setFocus()
    with qtbot.assertNotEmitted(window.form.left):
        window.elsewhere.setFocus()
    assert not window.form.is_dirty()


@pytest.mark.parametrize("name", ["what", "note"])
def test_undo_takes_back_typing_first_and_then_belongs_to_the_window(qtbot, window, name) -> None:
    box = window.box(name)
    box.setFocus()
    before = window.form.editor(name).value()
    qtbot.keyClicks(box, "x")
    assert window.form.editor(name).value() != before
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (window.form.editor(name).value(), window.undone) == (before, 0)
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (window.form.editor(name).value(), window.undone) == (before, 1)


def test_a_date_is_said_back_in_full(qtbot, window) -> None:
    box = window.box("due")
    box.setFocus()
    qtbot.keyClicks(box, "4 dec")
    assert window.form.editor("due").echo.text() == "Friday 4 December 2026"
    with qtbot.waitSignal(window.form.left):
        window.elsewhere.setFocus()
    assert box.text() == "4 December 2026"
    assert window.form.value().due == date(2026, 12, 4)


def test_what_is_no_date_stays_and_is_explained(qtbot, window) -> None:
    box = window.box("due")
    box.setFocus()
    qtbot.keyClicks(box, "someday")
    with qtbot.assertNotEmitted(window.form.left):
        window.elsewhere.setFocus()
    assert box.text() == "someday"
    assert error(window, "due").startswith("“someday” is not a date.")
    assert box.accessibleDescription() == error(window, "due")
    assert window.form.show_problems()
    assert window.form.value().due is None
    box.clear()
    qtbot.keyClicks(box, "fri")
    assert error(window, "due") == ""
    assert window.form.value().due == date(2026, 11, 27)


def test_a_day_is_chosen_from_the_calendar_with_keys(qtbot, window) -> None:
    editor = window.form.editor("due")
    editor.set_value(date(2026, 12, 4))
    qtbot.keyClick(window.box("due"), Qt.Key.Key_Down)
    days = window.findChild(QWidget, "datePopup").focusWidget()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_PageDown):
        qtbot.keyClick(days, key)
    assert days.accessibleName() == "Tuesday 12 January 2027"
    with qtbot.waitSignal(window.form.left):
        qtbot.keyClick(days, Qt.Key.Key_Return)
    assert window.form.value().due == date(2027, 1, 12)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_tab_leaves_a_day_for_the_next_field(qtbot, window) -> None:
    box = window.box("due")
    box.setFocus()
    qtbot.keyClicks(box, "fri")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert window.box("at").hasFocus()


def test_the_line_of_an_error_stays_until_something_is_loaded(window) -> None:
    window.form.show_error("what", "Say what.")
    label = window.findChild(QWidget, "what_error")
    window.form.editor("what").set_value("Lamps")
    window.form.show_error("what", "")
    assert label.isVisible()
    window.form.reset(Draft())
    assert not label.isVisible()


def test_times_choices_and_ticks(qtbot, window) -> None:
    window.box("at").setFocus()
    qtbot.keyClicks(window.box("at"), "17.30")
    qtbot.keyClick(window.box("side"), Qt.Key.Key_Down)
    with qtbot.waitSignal(window.form.left) as left:
        qtbot.keyClick(window.box("public"), Qt.Key.Key_Space)
    assert left.args == ["public"]
    assert window.form.value() == Draft(at=time(17, 30), side="theirs", public=True)
    window.elsewhere.setFocus()
    assert window.box("at").text() == "5:30pm"


def test_another_record_leaves_what_is_being_typed(qtbot, window) -> None:
    box = window.box("what")
    box.setFocus()
    qtbot.keyClicks(box, "! ")
    typed = box.text()
    window.form.set_value(replace(Draft(), what="Written by somebody else", note="A note", side="theirs"))
    assert box.text() == typed
    assert window.box("note").toPlainText() == "A note"
    assert window.form.value().side == "theirs"
    window.form.reset(Draft(what="Another"))
    assert box.text() == "Another"


def test_a_saved_value_does_not_move_the_cursor(qtbot, window) -> None:
    box = window.box("what")
    box.setFocus()
    box.setCursorPosition(3)
    qtbot.keyClicks(box, "x")
    window.form.set_value(window.form.value())
    assert box.cursorPosition() == 4
    assert not window.form.is_dirty()


def test_a_refusal_is_shown_beside_its_field(qtbot, window) -> None:
    window.form.show_error("what", "Say what is to be done.")
    assert error(window, "what") == "Say what is to be done."
    assert window.box("what").hasFocus()
    qtbot.keyClicks(window.box("what"), "x")
    assert error(window, "what") == ""


def test_every_field_has_a_name_and_a_mnemonic(window) -> None:
    named = {field.name: window.box(field.name).accessibleName() for field in FIELDS}
    assert named["side"] == "Whose"
    assert all(named.values())
    buddies = {label.buddy() for label in window.findChildren(QLabel) if label.buddy()}
    assert {window.box(name) for name in ("what", "note", "side", "due", "at")} <= buddies
    assert window.box("note").accessibleDescription() == "Anything else"


def test_text_grows_with_what_is_typed_and_tab_leaves_it(qtbot, window) -> None:
    box = window.box("note")
    before = box.height()
    box.setFocus()
    for letter in "abcdef":
        qtbot.keyClicks(box, letter)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.height() > before
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert not box.hasFocus()


def test_halves_stand_below_each_other_in_a_narrow_form(qtbot, window) -> None:
    side, due = window.box("side"), window.box("due")

    def beside() -> bool:
        return abs(side.mapTo(window, side.rect().topLeft()).y() - due.mapTo(window, due.rect().topLeft()).y()) < 10

    qtbot.waitUntil(beside)
    window.resize(400, 900)
    qtbot.waitUntil(lambda: not beside())


def test_every_field_that_is_wrong_is_marked_and_the_first_has_the_focus(qtbot, window) -> None:
    due, at = window.form.editor("due"), window.form.editor("at")
    qtbot.keyClicks(due.box, "30 feb")
    qtbot.keyClicks(at.box, "25:70")
    assert window.form.show_problems()
    shown = [window.form.findChild(QLabel, f"{name}_error").isVisibleTo(window.form) for name in ("due", "at")]
    assert shown == [True, True]
    assert due.box.hasFocus()
