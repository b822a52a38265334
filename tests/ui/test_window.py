"""The window: places built when gone to, the way back, the table of actions, narrow and wide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QStackedWidget, QWidget

from villagedesk.core.changes import Changed, ChangeKind
from villagedesk.ui.commands import Command
from villagedesk.ui.page import Page
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.window import MainWindow


class Place(Page):
    """Notes what it was told."""

    def __init__(self, window: MainWindow, name: str) -> None:
        super().__init__(window.commands, name)
        self.told: list[object] = []
        self.field = QLineEdit()
        self.field.setObjectName(f"{name}_field")
        self.body.addWidget(self.field)

    def shown(self, row_id: str | None) -> None:
        self.told.append(row_id)

    def refresh(self, changed: Changed) -> None:
        self.told.append(changed)


@pytest.fixture
def kept() -> list[str]:
    return []


@pytest.fixture
def window(qtbot, theme, kept: list[str]) -> MainWindow:
    window = MainWindow(theme, "Elm Park Neighbourhood Group", kept.append)
    qtbot.addWidget(window)
    for name in ("today", "people", "actions"):
        window.add_place(name, name.capitalize(), name, place(window, name))
    window.go("today")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def place(window: MainWindow, name: str) -> Callable[[], Page]:
    return lambda: Place(window, name)


def shown(window: MainWindow) -> str:
    page = window.page()
    assert page is not None
    return page.accessibleName()


def changed(number: int, **tables: str) -> Changed:
    keys = {table: frozenset([key]) for table, key in tables.items()}
    return Changed(number, ChangeKind.DO, "Something", datetime(2026, 11, 21, tzinfo=UTC), keys)


def press(qtbot, window: MainWindow, keys: str) -> None:
    qtbot.keySequence(window, keys)


def test_only_the_place_that_is_shown_is_built(window) -> None:
    assert [page.accessibleName() for page in window.findChildren(Page)] == ["today"]


def test_the_other_places_are_made_ready_step_by_step(window) -> None:
    pages = window.findChild(QStackedWidget, "pages")
    assert [(is_whole, pages.count()) for is_whole in window.build_rest()] == [
        (False, 1), (True, 1),
        (False, 1), (False, 2), (True, 2),
        (False, 2), (False, 3), (True, 3),
    ]  # fmt: skip
    assert shown(window) == "today"
    window.go("actions")
    assert (shown(window), pages.count()) == ("actions", 3)


def test_a_place_that_is_half_ready_is_gone_to_all_the_same(window) -> None:
    steps = window.build_rest()
    assert [next(steps) for _step in range(3)] == [False, True, False]
    window.go("people")
    assert shown(window) == "people"
    assert window.page().isVisible()


def test_places_are_reached_by_mouse_and_by_keys(qtbot, window) -> None:
    qtbot.mouseClick(window.findChild(QWidget, "place_people"), Qt.MouseButton.LeftButton)
    assert shown(window) == "people"
    press(qtbot, window, "Ctrl+3")
    assert shown(window) == "actions"
    assert window.findChild(QWidget, "place_actions").isChecked()


def test_arrows_walk_the_rail_and_enter_goes(qtbot, window) -> None:
    today = window.findChild(QWidget, "place_today")
    today.setFocus()
    qtbot.keyClick(today, Qt.Key.Key_Down)
    people = window.findChild(QWidget, "place_people")
    assert people.hasFocus()
    qtbot.keyClick(people, Qt.Key.Key_Return)
    assert shown(window) == "people"


def test_back_and_forward_find_the_same_thing_again(qtbot, window) -> None:
    window.go("people", "id7")
    window.go("actions")
    press(qtbot, window, "Alt+Left")
    assert shown(window) == "people"
    assert window.page().told[-1] == "id7"
    press(qtbot, window, "Alt+Left")
    press(qtbot, window, "Alt+Left")
    assert shown(window) == "today"
    press(qtbot, window, "Alt+Right")
    assert shown(window) == "people"
    window.go("today")
    assert not window.commands.action("forward").isEnabled()


def test_a_hidden_page_is_told_once_what_it_missed(window) -> None:
    people = window.go("people")
    window.go("today")
    window.refresh(changed(1, person="a"))
    window.refresh(changed(2, person="b", action="c"))
    assert people.told == [None]
    window.go("people")
    missed = people.told[1]
    assert (missed.number, missed.keys["person"]) == (2, frozenset("ab"))
    assert missed.touches("action")


def test_new_belongs_to_the_page_that_is_shown(qtbot, window) -> None:
    made = []
    people = window.go("people")
    people.answers("new", lambda: made.append("person"))
    window.go("today")
    press(qtbot, window, "Ctrl+N")
    assert not window.commands.action("new").isVisible()
    window.go("people")
    press(qtbot, window, "Ctrl+N")
    assert made == ["person"]


def test_the_main_button_does_its_action(qtbot, window) -> None:
    done = []
    page = window.page()
    page.set_main("take_minutes")
    button = page.findChild(QPushButton, "do_take_minutes")
    assert not button.isEnabled()
    window.commands.connect("take_minutes", lambda: done.append(1))
    assert button.text() == "Take minutes"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert done == [1, 1]


def test_an_action_of_a_page_works_there_only(qtbot, window) -> None:
    done = []
    people = window.go("people")
    window.commands.add(Command("mark", "&Mark", shortcut="F8", menu="edit"), scope=people)
    window.commands.connect("mark", lambda: done.append(1))
    qtbot.keyClick(people.field, Qt.Key.Key_F8)
    assert done == [1]
    today = window.go("today")
    assert "mark" not in [spec.name for spec, action in window.commands.available()]
    qtbot.keyClick(today.field, Qt.Key.Key_F8)
    assert done == [1]


def test_a_menu_does_not_list_what_another_place_answers(qtbot, window) -> None:
    done = []
    people = window.go("people")
    window.commands.add(Command("mark", "&Mark", shortcut="F8", menu="edit"), scope=people)
    window.commands.connect("mark", lambda: done.append(1))
    window.commands.connect("undo", lambda: None)  # a menu of nothing would not open
    mark = window.commands.action("mark")
    menu = next(menu for action in window.menuBar().actions() if mark in (menu := action.menu()).actions())
    for place, listed in (("today", False), ("people", True)):
        window.go(place)
        menu.popup(window.mapToGlobal(window.rect().center()))
        assert mark.isVisible() == listed
        menu.close()
    window.go("today")
    menu.popup(window.mapToGlobal(window.rect().center()))
    menu.close()
    window.go("people")
    qtbot.keyClick(people.field, Qt.Key.Key_F8)
    assert done == [1]


def test_menus_have_every_action_of_the_table_and_no_mnemonic_twice(window) -> None:
    table = window.commands
    for name in ("undo", "redo", "palette", "import", "export", "settings", "build_pack", "add_action", "take_minutes"):
        table.connect(name, lambda: None)
    menus = [action.menu() for action in window.menuBar().actions()]
    listed = {action.objectName() for menu in menus for action in menu.actions() if not action.isSeparator()}
    assert {"undo", "palette", "quit", "go_today", "full_screen"} <= listed
    for menu in [window.menuBar(), *menus]:
        texts = [action.text().replace("&&", "") for action in menu.actions()]
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert len(letters) == len(set(letters)), letters


def test_no_two_actions_share_a_shortcut(window) -> None:
    keys = [key.toString() for action in window.actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_text_grows_by_keys(qtbot, window, theme) -> None:
    press(qtbot, window, "Ctrl++")
    assert theme.text_size == 110
    press(qtbot, window, "Ctrl+-")
    assert theme.text_size == 100


def test_the_rail_says_what_waits_and_what_is_safe(window) -> None:
    window.rail.set_count("actions", 4)
    window.rail.set_saved("Saved 14:32")
    window.rail.set_backup("Last backup: today, checked")
    assert window.findChild(QWidget, "place_actions").accessibleName() == "Actions, 4 waiting"
    assert window.findChild(QLabel, "saved").text() == "Saved 14:32"
    assert window.findChild(QLabel, "backup").isVisible()


def test_a_rail_with_too_little_room_shows_that_it_scrolls(qtbot, window) -> None:
    bar = window.rail.findChild(Scroller).verticalScrollBar()
    assert not bar.isVisible()
    window.rail.setMaximumHeight(240)
    qtbot.waitUntil(bar.isVisible)


def test_the_rail_gives_way_when_text_is_huge(qtbot, window, theme) -> None:
    wide = window.rail.width()
    window.resize(900, 600)
    theme.set_text_size(200)
    qtbot.waitUntil(lambda: window.rail.width() < wide)
    assert window.findChild(QWidget, "place_actions").toolTip() == "Actions"
    assert window.width() == 900
    assert window.height() == 600
    button = window.findChild(QWidget, "place_today")
    assert button.width() <= window.rail.width()


def test_the_finder_opens_the_palette_wide_or_narrow(qtbot, window) -> None:
    opened = []
    window.commands.connect("palette", lambda: opened.append(1))
    page = window.page()
    window.resize(1360, 850)
    qtbot.mouseClick(page.findChild(QWidget, "finder"), Qt.MouseButton.LeftButton)
    window.resize(900, 600)
    qtbot.waitUntil(lambda: page.findChild(QWidget, "finderIcon").isVisible())
    qtbot.mouseClick(page.findChild(QWidget, "finderIcon"), Qt.MouseButton.LeftButton)
    assert opened == [1, 1]


def test_where_it_stood_is_remembered(qtbot, window, kept, theme) -> None:
    window.resize(900, 640)  # the offscreen screen is 800 by 800
    window.close()
    again = MainWindow(theme, "Elm Park")
    qtbot.addWidget(again)
    again.restore(kept[0])
    assert (again.width(), again.height()) == (900, 640)


def test_going_somewhere_takes_the_keyboard_along(window) -> None:
    people = Place(window, "group")
    people.start_at(people.field)
    window.add_place("group", "Group", "people", lambda: people)
    window.go("group")
    assert people.field.hasFocus()
