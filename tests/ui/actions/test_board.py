"""The board, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.actions.test_more import drop
from tests.ui.actions.test_page import card, fill, find
from villagedesk.core.words import ActionStatus
from villagedesk.records.actions import ActionDraft, Lane
from villagedesk.services import actions
from villagedesk.services.desk import Desk, Work
from villagedesk.ui.actions.board import BoardView
from villagedesk.ui.desk import DeskWindow

Settle = Callable[[], None]


@pytest.fixture
def keys(desk: Desk) -> dict[str, str]:
    return desk.do("Fill", fill).result(30)


@pytest.fixture
def board(keys: dict[str, str], window: DeskWindow, settle: Settle) -> Any:
    page: Any = window.go("actions")
    settle()
    page.views.turn("board")
    settle()
    return page.findChild(BoardView)


def texts(board: BoardView, lane: Lane) -> list[str]:
    model = board.lanes[lane].model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def view(board: BoardView, lane: Lane) -> QTableView:
    return board.lanes[lane].cards.view


def test_the_columns_say_what_they_hold_and_how_late_it_is(board: Any) -> None:
    assert find(board, QLabel, "laneHead_open").text() == "Open 3"
    spoken = board.lanes[Lane.OPEN].model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Mend the hall roof. 26/1, Jane Price. 9 days late"


def test_ctrl_and_arrow_move_a_card_and_it_keeps_the_focus(
    board: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    board.lanes[Lane.OPEN].cards.select(keys["late"])
    view(board, Lane.OPEN).setFocus()
    qtbot.keyClick(view(board, Lane.OPEN), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    settle()
    strip = find(board, QWidget, "asking")
    assert strip.accessibleName() == "Mark “Mend the hall roof” as waiting"
    qtbot.keyClicks(find(strip, QLineEdit, "reason"), "the surveyor")
    qtbot.keyClick(find(strip, QLineEdit, "reason"), Qt.Key.Key_Return)
    settle()
    assert card(window, keys["late"]).states[-1].reason == "the surveyor"
    assert card(window, keys["late"]).row.status is ActionStatus.WAITING
    assert window.focusWidget() is view(board, Lane.WAITING)
    assert board.lanes[Lane.WAITING].cards.current_id() == keys["late"]
    qtbot.keyClick(view(board, Lane.WAITING), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert texts(board, Lane.DONE) == ["Mend the hall roof"]
    window.commands.action("undo").trigger()
    settle()
    assert texts(board, Lane.WAITING) == ["Mend the hall roof"]


def test_arrows_go_from_column_to_column(
    board: Any, keys: dict[str, str], window: DeskWindow, qtbot: QtBot, settle: Settle
) -> None:
    board.bring((keys["open"],), Lane.DONE)
    settle()
    view(board, Lane.OPEN).setFocus()
    board.lanes[Lane.OPEN].cards.select(keys["late"])
    qtbot.keyClick(view(board, Lane.OPEN), Qt.Key.Key_Right)
    assert window.focusWidget() is view(board, Lane.DONE)


def test_dropping_asks_why(board: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle) -> None:
    lane = board.lanes[Lane.OPEN]
    data = lane.model.mimeData([lane.model.index(lane.model.row_of(keys["open"]), 0)])
    drop(board.lanes[Lane.DROPPED], data)
    settle()
    assert card(window, keys["open"]).row.status is ActionStatus.OPEN
    assert find(board, QWidget, "asking").accessibleName() == "Drop “Count the chairs”"
    why = find(find(board, QWidget, "asking"), QLineEdit, "reason")
    qtbot.keyClicks(why, "there are enough")
    qtbot.keyClick(why, Qt.Key.Key_Return)
    settle()
    assert card(window, keys["open"]).states[-1].reason == "there are enough"
    assert texts(board, Lane.DROPPED) == ["Count the chairs"]


def test_one_column_at_a_time_has_marked_cards(board: Any, keys: dict[str, str], settle: Settle) -> None:
    board.bring((keys["open"],), Lane.DONE)
    settle()
    for lane, key in ((Lane.OPEN, "late"), (Lane.DONE, "open")):
        view(board, lane).setFocus()
        board.lanes[lane].cards.select(keys[key])
    assert board.lanes[Lane.DONE].cards.selected_ids() == (keys["open"],)
    assert board.lanes[Lane.OPEN].cards.selected_ids() == ()


def test_enter_opens_the_card_in_the_log(
    board: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    board.lanes[Lane.OPEN].cards.select(keys["later"])
    qtbot.keyClick(view(board, Lane.OPEN), Qt.Key.Key_Return)
    settle()
    assert find(window, QLabel, "actionNumber").isVisible()
    assert find(window, QWidget, "actionList").current_id() == keys["later"]


def test_two_hundred_cards_are_read_by_the_page(board: Any, window: DeskWindow, settle: Settle) -> None:
    def many(work: Work) -> None:
        for number in range(200):
            actions.add(work, ActionDraft(f"Bench {number}", due_on=date(2027, 2, 1)), raised_on=date(2026, 10, 2))

    window.desk.do("Many", many).result(60)
    settle()
    settle()
    assert find(board, QLabel, "laneHead_open").text() == "Open 203"
    assert len(board.lanes[Lane.OPEN].model._pages) < 4


def test_ctrl_n_goes_to_the_line_of_the_log(board: Any, window: DeskWindow, settle: Settle) -> None:
    window.commands.action("new").trigger()
    settle()
    assert window.focusWidget() is find(window, QLineEdit, "quickAdd")
