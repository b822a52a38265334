"""Ctrl+K finds actions and things by a few letters, with keys alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from villagedesk.ui.page import Page
from villagedesk.ui.palette import Found, Palette
from villagedesk.ui.window import MainWindow

THINGS = (
    Found("person", "p1", "Grace Adeyemi", "Councillor", "person"),
    Found("person", "p2", "Grace Lloyd", "Member", "person"),
    Found("meeting", "m1", "Council liaison meeting", "26 November 2026", "meetings"),
)


def find(typed: str) -> Sequence[Found]:
    return [thing for thing in THINGS if typed.casefold() in thing.title.casefold()]


class Desk:
    """A window with a palette and two actions that note that they were done."""

    def __init__(self, qtbot, theme, tasks) -> None:
        self.qtbot, self.done = qtbot, []
        self.window = MainWindow(theme, "Elm Park")
        qtbot.addWidget(self.window)
        actions = self.window.commands
        self.window.add_place("today", "Today", "today", lambda: Page(actions, "Today"))
        self.window.add_place("people", "People", "people", lambda: Page(actions, "People"))
        for name in ("undo", "build_pack"):
            actions.connect(name, lambda name=name: self.done.append(name))
        self.palette = Palette(self.window, actions, tasks, find)
        actions.connect("palette", self.palette.popup)
        self.field = QLineEdit()
        self.window.go("today").body.addWidget(self.field)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.field.setFocus()

    def open(self) -> None:
        self.qtbot.keySequence(self.window, "Ctrl+K")
        assert self.palette.isVisible()

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.palette.line, text)

    def key(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.palette.line, key)

    def titles(self) -> list[str]:
        model = self.palette.list.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def desk(qtbot, theme, tasks) -> Desk:
    return Desk(qtbot, theme, tasks)


def test_it_offers_everything_and_shows_the_keys(desk) -> None:
    desk.open()
    assert desk.titles()[:2] == ["Go to Today", "Go to People"]
    assert {"Undo", "Build a pack", "Larger text", "Quit"} <= set(desk.titles())
    spoken = desk.palette.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Go to Today, Ctrl+1"


def test_an_action_is_done_with_three_keys(desk) -> None:
    desk.open()
    desk.type("pa")
    assert desk.titles()[0] == "Build a pack"
    desk.key(Qt.Key.Key_Return)
    assert desk.done == ["build_pack"]
    assert not desk.palette.isVisible()
    assert desk.field.hasFocus()


def test_an_action_is_found_by_another_word_for_it(desk) -> None:
    desk.open()
    desk.type("print")
    assert desk.titles() == ["Build a pack"]


def test_a_thing_is_found_and_opened(qtbot, desk) -> None:
    desk.open()
    desk.type("grace")
    qtbot.waitUntil(lambda: desk.titles() == ["Grace Adeyemi", "Grace Lloyd"])
    desk.key(Qt.Key.Key_Down)
    with qtbot.waitSignal(desk.palette.chosen) as chosen:
        desk.key(Qt.Key.Key_Return)
    assert chosen.args == ["person", "p2"]


def test_nothing_found_says_so(qtbot, desk) -> None:
    desk.open()
    desk.type("zzz")
    qtbot.waitUntil(desk.palette._nothing.isVisible)
    desk.key(Qt.Key.Key_Return)
    assert desk.palette.isVisible()


def test_the_arrows_go_round(desk) -> None:
    desk.open()
    desk.key(Qt.Key.Key_Up)
    assert desk.palette.list.currentIndex().row() == len(desk.titles()) - 1
    desk.key(Qt.Key.Key_Down)
    assert desk.palette.list.currentIndex().row() == 0


def test_escape_and_a_click_beside_close_it(qtbot, desk) -> None:
    desk.open()
    desk.key(Qt.Key.Key_Escape)
    assert not desk.palette.isVisible()
    assert desk.field.hasFocus()
    desk.open()
    qtbot.mouseClick(desk.palette, Qt.MouseButton.LeftButton, pos=desk.palette.rect().bottomRight())
    assert not desk.palette.isVisible()


def test_it_opens_empty_each_time_and_stops_looking_when_closed(qtbot, desk, tasks) -> None:
    desk.open()
    desk.type("grace")
    desk.key(Qt.Key.Key_Escape)
    assert tasks.is_idle()
    desk.open()
    assert desk.palette.line.text() == ""


@pytest.mark.parametrize("text_size", [100, 200])
def test_it_fits_into_the_smallest_window(desk, theme, text_size: int) -> None:
    desk.window.resize(900, 600)
    theme.set_text_size(text_size)
    desk.open()
    assert desk.palette.rect().contains(desk.palette._frame.geometry())
