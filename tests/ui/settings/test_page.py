"""Settings: each field is kept when it is left, each safety job says how it went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from villagedesk.records.people import PersonDraft
from villagedesk.services import group, people
from villagedesk.services.desk import Desk
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.theme import Theme


@pytest.fixture
def window(qtbot: Any, desk: Desk, theme: Theme) -> Iterator[DeskWindow]:
    window = DeskWindow(desk, theme)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


@pytest.fixture
def settled(qtbot, window):
    def wait() -> None:
        QApplication.processEvents()
        qtbot.waitUntil(window.bus.is_idle, timeout=10_000)
        QApplication.processEvents()  # a widget that is put into a layout is shown by the next event

    return wait


@pytest.fixture
def find(window, settled):
    page = window.go("settings")
    settled()
    return lambda name: page.findChild(QWidget, name)


def test_the_name_of_the_group_is_kept_when_it_is_left(window, find, qtbot, settled, desk):
    name = find("name")
    assert name.text() == "Elm Park Neighbourhood Group"
    name.clear()
    name.setText("Canol y Dŵr")
    find("name_cy").setFocus()
    settled()
    assert desk.read(group.card).name == "Canol y Dŵr"
    assert window.windowTitle().startswith("Canol y Dŵr")


def test_a_group_without_a_name_is_refused(find, settled, desk):
    find("name").setFocus()
    find("name").clear()
    find("name_cy").setFocus()
    settled()
    assert find("name_error").text() == "A group needs a name."
    assert desk.read(group.card).name == "Elm Park Neighbourhood Group"


def test_who_sits_here_is_chosen_by_name(do, find, qtbot, settled, desk):
    grace = do(lambda work: people.add_person(work, PersonDraft("Grace Adeyemi")))
    settled()
    find("me").setFocus()
    qtbot.keyClicks(find("me"), "Nobody")
    qtbot.keyClick(find("me"), Qt.Key.Key_Tab)
    assert "Nobody here is called that" in find("me_error").text()
    find("me").setFocus()
    find("me").clear()
    qtbot.keyClicks(find("me"), "grace")
    qtbot.keyClick(find("me").completer().popup(), Qt.Key.Key_Escape)
    find("name").setFocus()
    qtbot.waitUntil(lambda: desk.me == grace)


def test_a_backup_is_made_checked_and_said(find, qtbot, settled, desk):
    find("backUp").click()
    qtbot.waitUntil(lambda: find("safetyResult").text().startswith("Backed up and checked"), timeout=10_000)
    settled()
    assert desk.last_backup() is not None
    assert find("lastBackup").text().startswith("Last backup: today")


def test_checking_the_file_says_how_much_is_in_it(find, qtbot, settled):
    find("check").click()
    qtbot.waitUntil(lambda: find("safetyResult").text().startswith("The file is whole"), timeout=10_000)
    settled()


def test_who_keeps_the_code_is_kept(find, qtbot, settled, desk):
    find("keyHolders").setFocus()
    find("keyHolders").setPlainText("Dilwyn Prosser\nThe safe")
    find("name").setFocus()
    settled()
    assert desk.read(group.card).key_holders == ("Dilwyn Prosser", "The safe")


def test_the_look_is_chosen_by_chips(find, theme):
    find("chip_dark").click()
    find("chip_150").click()
    assert (theme.scheme, theme.text_size) == ("dark", 150)
    find("chip_150").click()
    assert theme.text_size == 150
    assert find("chip_150").isChecked()


def test_another_group_is_asked_for(window, find, qtbot):
    with qtbot.waitSignal(window.leaves) as left:
        find("do_open_group").click()
    assert left.args == ["open"]


def test_nothing_runs_off_the_edge_of_a_small_window_at_twice_the_size(window, find, settled, theme):
    theme.set_text_size(200)
    window.resize(900, 600)
    settled()
    scroller = find("constitution").parentWidget().parentWidget().parentWidget()
    assert isinstance(scroller, Scroller)
    assert scroller.widget().width() <= scroller.viewport().width()
    words = find("conflicted_leave")
    assert words.height() >= words.heightForWidth(words.width()) > 2 * words.fontMetrics().height()
