"""The action log as somebody uses it: typing, pressing, undoing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from villagedesk.core.words import ActionStatus, Side
from villagedesk.records.actions import ActionCard, ActionDraft, ActionFilter
from villagedesk.records.people import PersonDraft
from villagedesk.services import actions, people
from villagedesk.services.actions import ActionQuery
from villagedesk.services.desk import Desk, Work
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.rowlist import RowTable

OCTOBER = date(2026, 10, 2)
Settle = Callable[[], None]


def fill(work: Work) -> dict[str, str]:
    """Jane, and three actions: one late, one due later, one with no date."""
    jane = people.add_person(work, PersonDraft("Jane Price"))
    dwr = people.add_person(work, PersonDraft("Siân Canol y Dŵr"))
    late = ActionDraft("Mend the hall roof", owner_id=jane, due_on=date(2026, 11, 12))
    later = ActionDraft("Ask about the crossing", due_on=date(2027, 1, 12))
    return {
        "jane": jane,
        "dwr": dwr,
        "late": actions.add(work, late, raised_on=OCTOBER),
        "later": actions.add(work, later, raised_on=OCTOBER),
        "open": actions.add(work, ActionDraft("Count the chairs"), raised_on=OCTOBER),
    }


@pytest.fixture
def keys(desk: Desk) -> dict[str, str]:
    return desk.do("Fill", fill).result(30)


@pytest.fixture
def page(keys: dict[str, str], window: DeskWindow, settle: Settle) -> Any:
    page = window.go("actions")
    settle()
    return page


def find(parent: QWidget, kind: type[Any], name: str) -> Any:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def card(window: DeskWindow, key: str) -> ActionCard:
    return window.desk.read(lambda session: actions.card(session, key))


def listed(window: DeskWindow, only: ActionFilter = ActionFilter.ALL) -> list[str]:
    def job(session: Any) -> list[str]:
        found = actions.ids(session, ActionQuery(only), window.bus.today())
        return [row.text for row in actions.rows(session, found)]

    return window.desk.read(job)


def choose(page: Any, settle: Settle, key: str) -> None:
    find(page, RowTable, "actionList").select(key)
    settle()


def press(qtbot: QtBot, page: QWidget, name: str, settle: Settle) -> None:
    qtbot.mouseClick(find(page, QPushButton, name), Qt.MouseButton.LeftButton)
    settle()


def test_the_late_one_comes_first_and_is_counted_on_the_rail(page: Any, window: DeskWindow) -> None:
    model = find(page, QTableView, "rows").model()
    assert [model.index(row, 1).data() for row in range(model.rowCount())] == [
        "Mend the hall roof", "Ask about the crossing", "Count the chairs",
    ]  # fmt: skip
    assert find(page, QPushButton, "chip_late").text() == "Late 1"
    assert find(window, QWidget, "place_actions").accessibleName() == "Actions, 1 waiting"


def test_what_is_to_be_done_has_the_most_room(page: Any, window: DeskWindow, settle: Settle) -> None:
    window.resize(1280, 800)
    settle()
    table = find(find(page, QWidget, "actionList"), QTableView, "rows")
    what, *others = (table.columnWidth(number) for number in (1, 0, 2, 3))
    assert what > 2 * max(others)
    assert table.isColumnHidden(4)


def test_a_line_is_understood_and_added(page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle) -> None:
    line = find(page, QLineEdit, "quickAdd")
    qtbot.keyClicks(line, "Jane Price to ring the roofer by fri")
    settle()
    chips = find(page, QWidget, "understood")
    words = [label.text() for label in chips.findChildren(QLabel)]
    assert words == ["Who: Jane Price", "By: Friday 27 November 2026", "What: Ring the roofer"]
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert line.text() == ""
    assert not chips.isVisible()
    table = find(page, RowTable, "actionList")
    assert table.selected_ids() == (table.current_id(),)
    added = card(window, table.current_id())
    assert (added.row.text, added.row.owner, added.row.due_on) == ("Ring the roofer", "Jane Price", date(2026, 11, 27))
    assert find(window, QLabel, "toastText").text() == "Action added"


def test_a_chip_that_is_removed_stays_in_the_text(page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle) -> None:
    line = find(page, QLineEdit, "quickAdd")
    qtbot.keyClicks(line, "Chase Jane about the roof by fri")
    settle()
    find(page, QWidget, "understood_due").removed.emit()
    settle()
    assert page.findChild(QWidget, "understood_due") is None or not find(page, QWidget, "understood").isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    added = card(window, find(page, RowTable, "actionList").current_id())
    assert (added.row.text, added.row.due_on) == ("Chase Jane about the roof by fri", None)


def test_enter_at_once_still_hears_that_a_date_is_none(
    page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle
) -> None:
    line = find(page, QLineEdit, "quickAdd")
    qtbot.keyClicks(line, "Ring the roofer by 30 feb")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert line.text() == "Ring the roofer by 30 feb"
    assert "30 feb" in find(page, QLabel, "doubt_due").text()
    assert find(page, QLabel, "quickAdd_error").text() == "Press Enter again to add it as it is."
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert line.text() == ""
    added = card(window, find(page, RowTable, "actionList").current_id())
    assert (added.row.text, added.row.due_on) == ("Ring the roofer by 30 feb", None)


def test_a_date_that_is_none_is_asked_about_also_when_it_was_seen(
    page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle
) -> None:
    line = find(page, QLineEdit, "quickAdd")
    qtbot.keyClicks(line, "Ring the roofer by 30 February")
    settle()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert line.text() == "Ring the roofer by 30 February"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert "Ring the roofer by 30 February" in listed(window)


def test_a_day_that_is_past_is_said_and_numbers_show_what_was_understood(
    page: Any, qtbot: QtBot, settle: Settle
) -> None:
    line, chips = find(page, QLineEdit, "quickAdd"), find(page, QWidget, "understood")
    qtbot.keyClicks(line, "Paint the gate by yesterday")
    settle()
    words = [label.text() for label in chips.findChildren(QLabel)]
    assert words == ["By: Friday 20 November 2026, already past", "What: Paint the gate"]
    line.clear()
    qtbot.keyClicks(line, "Paint the gate 4.12.26 high")
    settle()
    assert chips.isVisible()
    assert chips.findChildren(QLabel)[-1].text() == "What: Paint the gate 4.12.26 high"


def test_the_shortcut_goes_to_the_line_from_anywhere(window: DeskWindow, settle: Settle, qtbot: QtBot) -> None:
    window.go("today")
    settle()
    window.commands.action("add_action").trigger()
    settle()
    assert window.focusWidget() is find(window, QLineEdit, "quickAdd")


def test_done_can_be_undone(page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle) -> None:
    choose(page, settle, keys["late"])
    press(qtbot, page, "do_action_done", settle)
    assert card(window, keys["late"]).row.status is ActionStatus.DONE
    assert find(page, QPushButton, "chip_late").text() == "Late 0"
    press(qtbot, window, "toastUndo", settle)
    assert card(window, keys["late"]).row.status is ActionStatus.OPEN


def test_the_keys_do_what_the_buttons_do(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["open"])
    table = find(page, QTableView, "rows")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert card(window, keys["open"]).row.status is ActionStatus.DONE


def test_a_date_moves_only_with_a_reason(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["late"])
    press(qtbot, page, "do_action_move", settle)
    strip = find(page, QWidget, "asking")
    qtbot.keyClicks(find(strip, QLineEdit, "due_on"), "30 nov")
    press(qtbot, strip, "askingDo", settle)
    error = find(strip, QLabel, "reason_error")
    assert error.isVisible()
    assert "why" in error.text()
    qtbot.keyClicks(find(strip, QLineEdit, "reason"), "the officer was away")
    qtbot.keyClick(find(strip, QLineEdit, "reason"), Qt.Key.Key_Return)
    settle()
    moved = card(window, keys["late"])
    assert (moved.row.due_on, moved.dues[-1].reason) == (date(2026, 11, 30), "the officer was away")
    trail = [row.accessibleName() for row in find(page, QWidget, "trail").children() if isinstance(row, QWidget)]
    assert any("Moved to 30 November 2026 because the officer was away" in words for words in trail)


def test_an_action_with_no_date_gets_one_without_a_reason(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["open"])
    press(qtbot, page, "do_action_move", settle)
    strip = find(page, QWidget, "asking")
    assert strip.findChild(QLineEdit, "reason") is None
    qtbot.keyClicks(find(strip, QLineEdit, "due_on"), "+2w")
    press(qtbot, strip, "askingDo", settle)
    assert card(window, keys["open"]).row.due_on == date(2026, 12, 5)


def test_dropping_asks_why_and_escape_puts_it_away(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["later"])
    press(qtbot, page, "do_action_drop", settle)
    qtbot.keyClick(find(page, QLineEdit, "reason"), Qt.Key.Key_Escape)
    settle()
    assert card(window, keys["later"]).row.status is ActionStatus.OPEN
    press(qtbot, page, "do_action_drop", settle)
    why = [box for box in page.findChildren(QLineEdit, "reason") if box.isVisible()][-1]
    qtbot.keyClicks(why, "the council will do it")
    qtbot.keyClick(why, Qt.Key.Key_Return)
    settle()
    dropped = card(window, keys["later"])
    assert (dropped.row.status, dropped.states[-1].reason) == (ActionStatus.DROPPED, "the council will do it")


def test_the_owner_is_found_by_the_beginnings_of_words(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["later"])
    owner = find(page, QLineEdit, "owner")
    owner.setFocus()
    qtbot.keyClicks(owner, "dwr")
    qtbot.keyClick(owner.completer().popup(), Qt.Key.Key_Escape)
    find(page, QPlainTextEdit, "text").setFocus()
    settle()
    kept = card(window, keys["later"]).row
    assert (kept.owner, kept.side) == ("Siân Canol y Dŵr", Side.OURS)


def test_what_was_typed_is_kept_when_the_field_is_left(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["late"])
    text = find(page, QPlainTextEdit, "text")
    text.setFocus()
    text.selectAll()
    qtbot.keyClicks(text, "Mend the roof of the hall")
    find(page, QTableView, "rows").setFocus()
    settle()
    assert card(window, keys["late"]).row.text == "Mend the roof of the hall"


def test_nothing_is_kept_of_an_empty_text(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["late"])
    text = find(page, QPlainTextEdit, "text")
    text.setFocus()
    text.selectAll()
    qtbot.keyClick(text, Qt.Key.Key_Backspace)
    find(page, QTableView, "rows").setFocus()
    settle()
    assert find(page, QLabel, "text_error").text() == "Say what is to be done."
    assert card(window, keys["late"]).row.text == "Mend the hall roof"


def test_several_are_binned_and_brought_back_in_one_step(
    page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle
) -> None:
    table = find(page, QTableView, "rows")
    table.selectAll()
    settle()
    assert find(page, QLabel, "bulkCount").text() == "3 actions marked"
    press(qtbot, page, "bulk_bin", settle)
    assert listed(window) == []
    press(qtbot, window, "toastUndo", settle)
    assert len(listed(window)) == 3


def test_several_are_done_in_one_change(page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle) -> None:
    find(page, QTableView, "rows").selectAll()
    settle()
    press(qtbot, page, "bulk_action_done", settle)
    assert len(listed(window, ActionFilter.DONE)) == 3
    window.commands.action("undo").trigger()
    settle()
    assert listed(window, ActionFilter.DONE) == []


def test_the_filter_finds_words_and_owners(page: Any, qtbot: QtBot, settle: Settle) -> None:
    line = find(page, QLineEdit, "find")
    model = find(page, QTableView, "rows").model()
    for typed, found in (("price", ["Mend the hall roof"]), ("cross", ["Ask about the crossing"]), ("zzz", [])):
        line.clear()
        qtbot.keyClicks(line, typed)
        settle()
        assert [model.index(row, 1).data() for row in range(model.rowCount())] == found
    assert find(find(page, RowTable, "actionList"), QLabel, "emptyLine").text() == "No action fits this filter."


def test_going_to_one_that_the_filter_hides_shows_it(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    qtbot.mouseClick(find(page, QPushButton, "chip_done"), Qt.MouseButton.LeftButton)
    settle()
    window.bus.goto.emit("actions", keys["later"])
    settle()
    assert find(page, RowTable, "actionList").current_id() == keys["later"]
    assert find(page, QLabel, "actionNumber").text() == "26/2"


def test_the_header_sorts(page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle) -> None:
    table = find(page, QTableView, "rows")
    header = table.horizontalHeader()
    at = header.sectionViewportPosition(1) + 20
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=header.viewport().rect().topLeft() + _right(at))
    settle()
    model = table.model()
    assert [model.index(row, 1).data() for row in range(3)] == [
        "Ask about the crossing", "Count the chairs", "Mend the hall roof",
    ]  # fmt: skip


def _right(pixels: int) -> Any:
    from PySide6.QtCore import QPoint

    return QPoint(pixels, 10)


def test_an_empty_log_says_what_belongs_here(window: DeskWindow, settle: Settle) -> None:
    page = window.go("actions")
    settle()
    assert "Type the first one" in find(find(page, RowTable, "actionList"), QLabel, "emptyLine").text()
    assert not window.commands.action("bin").isEnabled()
