"""Tabs stay in one row: what has no room is scrolled to by the buttons, the keyboard, or when it is turned on."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from villagedesk.ui.tabs import TabRow
from villagedesk.ui.theme import Theme

NAMES = ("meetings", "series", "decisions", "interests", "attendance", "found", "calendar")


@pytest.fixture
def tabs(qtbot: QtBot, theme: Theme) -> TabRow:
    row = TabRow()
    for name in NAMES:
        row.add(name, name.capitalize())
    qtbot.addWidget(row)
    row.resize(2000, row.sizeHint().height())
    row.show()
    row.activateWindow()
    qtbot.waitActive(row)
    return row


def seen(row: TabRow, name: str) -> bool:
    """Whether all of a tab can be seen."""
    return row.chip(name).visibleRegion().boundingRect().width() == row.chip(name).width()


def test_there_are_no_buttons_where_there_is_room(tabs: TabRow) -> None:
    assert all(seen(tabs, name) for name in NAMES)
    assert not any(button.isVisible() for button in tabs.findChildren(QToolButton))


def test_one_row_scrolls_to_what_is_turned_on_or_walked_to(tabs: TabRow) -> None:
    height = tabs.height()
    tabs.resize(320, height)
    QTest.qWait(1)
    assert not seen(tabs, "calendar")
    back, more = tabs.findChildren(QToolButton)
    assert (back.isEnabled(), more.isEnabled()) == (False, True)
    tabs.turn_on(["calendar"])
    assert seen(tabs, "calendar")
    assert (back.isEnabled(), more.isEnabled()) == (True, False)
    tabs.chip("series").setFocus()
    assert seen(tabs, "series")
    more.click()
    assert not seen(tabs, "series")
    assert tabs.sizeHint().height() < 2 * tabs.chip("series").height()


def test_a_press_says_which(tabs: TabRow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tabs.changed) as told:
        tabs.chip("series").click()
    assert told.args == ["series"]
    tabs.chip("series").click()
    assert tabs.on() == ("series",)
