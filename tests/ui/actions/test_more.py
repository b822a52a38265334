"""What happens to an action after it was agreed: whom it is shared with, meetings, notes, files, reminders, many at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.actions.test_page import card, choose, fill, find, press
from villagedesk.core.words import ActionStatus, MeetingKind, OrganizationKind
from villagedesk.records.meetings import MeetingDraft
from villagedesk.records.people import ContactDraft, OrganizationDraft
from villagedesk.records.promises import PromiseDraft
from villagedesk.services import actionsteps, documents, interactions, meetings, people, promisesteps
from villagedesk.services.desk import Desk, Work
from villagedesk.ui.attached import Attached
from villagedesk.ui.desk import DeskWindow

Settle = Callable[[], None]
TODAY = date(2026, 11, 21)


def more(work: Work) -> dict[str, str]:
    """As in the page's tests, with a liaison meeting to come and Jane's address."""
    keys = fill(work)
    draft = MeetingDraft("Council liaison", kind=MeetingKind.LIAISON, on_date=date(2027, 1, 12))
    keys["liaison"] = meetings.plan(work, draft, ())
    people.set_contacts(work, "person", keys["jane"], [ContactDraft(value="jane@example.org")])
    return keys


@pytest.fixture
def keys(desk: Desk) -> dict[str, str]:
    return desk.do("Fill", more).result(30)


@pytest.fixture
def page(keys: dict[str, str], window: DeskWindow, settle: Settle) -> Any:
    page = window.go("actions")
    settle()
    return page


def drop(on: QWidget, data: QMimeData) -> None:
    """Drag something over a widget and let go of it there."""
    at, copy, left = QPoint(5, 5), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QGuiApplication.sendEvent(on, QDragEnterEvent(at, copy, data, left, none))
    QGuiApplication.sendEvent(on, QDropEvent(at, copy, data, left, none))


def do(window: DeskWindow, name: str, settle: Settle) -> None:
    window.commands.action(name).trigger()
    settle()


def mark(page: Any, count: int, settle: Settle) -> None:
    table = find(find(page, QWidget, "actionList"), QTableView, "rows")
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(count):
        table.selectionModel().select(table.model().index(row, 0), flags)
    settle()


def test_a_meeting_is_understood_as_the_date(page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle) -> None:
    line = find(page, QLineEdit, "quickAdd")
    qtbot.keyClicks(line, "Ask about the kerb by the next liaison meeting")
    settle()
    words = [label.text() for label in find(page, QWidget, "understood").findChildren(QLabel)]
    assert words[0] == "By: Council liaison, 12 January 2027"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    found = find(page, QWidget, "actionList").current_id()
    row = card(window, found).row
    assert (row.due_on, row.due_meeting) == (date(2027, 1, 12), "Council liaison")
    assert "the meeting Council liaison" in find(page, QLabel, "dueDate").text()


def test_a_meeting_that_is_not_planned_is_said(page: Any, qtbot: QtBot, settle: Settle) -> None:
    qtbot.keyClicks(find(page, QLineEdit, "quickAdd"), "Ask about the kerb by the next public meeting")
    settle()
    assert find(page, QLabel, "doubt_meeting").text() == "No public meeting is planned, so it has no date"


def test_a_date_is_moved_to_the_day_of_a_meeting(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["late"])
    do(window, "action_move", settle)
    strip = find(page, QWidget, "asking")
    by = find(strip, QComboBox, "by_meeting")
    by.setCurrentIndex(1)
    by.activated.emit(1)
    assert find(strip, QLineEdit, "due_on").isVisible()
    qtbot.keyClicks(find(strip, QLineEdit, "reason"), "the officer brings it")
    press(qtbot, strip, "askingDo", settle)
    row = card(window, keys["late"]).row
    assert (row.due_on, row.due_meeting_id) == (date(2027, 1, 12), keys["liaison"])


def test_of_a_day_and_a_meeting_the_last_one_counts_also_in_a_draft(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["late"])
    do(window, "action_move", settle)
    strip = find(page, QWidget, "asking")
    by, day = find(strip, QComboBox, "by_meeting"), find(strip, QLineEdit, "due_on")
    qtbot.keyClicks(day, "30 nov")
    by.setCurrentIndex(1)
    by.activated.emit(1)
    assert day.text() == ""
    choose(page, settle, keys["later"])  # what was typed stays as a draft
    choose(page, settle, keys["late"])
    do(window, "action_move", settle)
    strip = find(page, QWidget, "asking")
    by, day = find(strip, QComboBox, "by_meeting"), find(strip, QLineEdit, "due_on")
    assert by.currentIndex() == 1
    qtbot.keyClicks(day, "4 dec")
    assert by.currentIndex() == 0
    qtbot.keyClicks(find(strip, QLineEdit, "reason"), "the officer was away")
    press(qtbot, strip, "askingDo", settle)
    row = card(window, keys["late"]).row
    assert (row.due_on, row.due_meeting_id) == (date(2026, 12, 4), None)


def test_a_date_set_today_is_put_right_and_that_is_said(
    page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle
) -> None:
    line = find(page, QLineEdit, "quickAdd")
    qtbot.keyClicks(line, "Paint the gate by 4 dec")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    do(window, "action_move", settle)
    strip = find(page, QWidget, "asking")
    assert any("set today" in label.text() for label in strip.findChildren(QLabel))
    day = find(strip, QLineEdit, "due_on")
    day.selectAll()
    qtbot.keyClicks(day, "11 dec")
    press(qtbot, strip, "askingDo", settle)
    assert find(window, QLabel, "toastText").text() == "Date corrected, as it was set today"


def test_another_action_is_shown_from_its_beginning(
    page: Any, window: DeskWindow, keys: dict[str, str], settle: Settle
) -> None:
    window.resize(1000, 500)
    choose(page, settle, keys["late"])
    detail = find(page, QWidget, "actionDetail")
    bar = detail.findChild(QScrollArea).verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    choose(page, settle, keys["later"])
    assert bar.value() == 0


def test_somebody_shares_it_and_is_taken_off_again(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["late"])
    others = find(page, QLineEdit, "others")
    others.setFocus()
    qtbot.keyClicks(others, "sian")
    qtbot.keyClick(others, Qt.Key.Key_Escape)
    qtbot.keyClick(others, Qt.Key.Key_Return)
    settle()
    assert [one.name for one in card(window, keys["late"]).others] == ["Siân Canol y Dŵr"]
    find(page, QWidget, f"sharer_{keys['dwr']}").removed.emit()
    settle()
    assert card(window, keys["late"]).others == ()


def test_a_note_is_typed_in_one_line_and_put_right(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["late"])
    line = find(page, QLineEdit, "note")
    line.setFocus()
    qtbot.keyClicks(line, "The roofer comes on Tuesday")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    (note,) = card(window, keys["late"]).notes
    assert (note.text, line.text()) == ("The roofer comes on Tuesday", "")
    qtbot.mouseClick(find(page, QToolButton, f"edit_{note.id}"), Qt.MouseButton.LeftButton)
    line.selectAll()
    qtbot.keyClicks(line, "The roofer comes on Friday")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert [one.text for one in card(window, keys["late"]).notes] == ["The roofer comes on Friday"]
    qtbot.mouseClick(find(page, QToolButton, f"drop_{note.id}"), Qt.MouseButton.LeftButton)
    settle()
    assert card(window, keys["late"]).notes == ()


def test_a_file_is_dropped_kept_and_removed(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    choose(page, settle, keys["late"])
    photo = tmp_path / "roof.txt"
    photo.write_bytes(b"a hole")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    detail = find(page, QWidget, "actionDetail")
    drop(detail, data)
    settle()
    (kept,) = card(window, keys["late"]).attachments
    assert window.desk.read(lambda session: documents.content(session, kept.document_id)) == b"a hole"
    opened: list[str] = []
    find(page, Attached, "attached").opened.connect(opened.append)
    press(qtbot, page, f"open_{kept.id}", settle)
    assert Path(opened[0]).read_bytes() == b"a hole"
    qtbot.mouseClick(find(page, QToolButton, f"remove_{kept.id}"), Qt.MouseButton.LeftButton)
    settle()
    assert card(window, keys["late"]).attachments == ()
    window.bus.closing.emit()
    assert not Path(opened[0]).exists()


def test_done_on_another_day(page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle) -> None:
    choose(page, settle, keys["late"])
    do(window, "action_done_on", settle)
    strip = find(page, QWidget, "asking")
    qtbot.keyClicks(find(strip, QLineEdit, "on"), "3 nov 2026")
    press(qtbot, strip, "askingDo", settle)
    assert card(window, keys["late"]).row.done_on == date(2026, 11, 3)
    press(qtbot, page, "chip_done", settle)
    choose(page, settle, keys["late"])
    assert find(page, QLabel, "dueDate").text() == "Tuesday 3 November 2026"


def test_what_it_waits_for_is_in_the_trail(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["late"])
    do(window, "action_waiting", settle)
    why = find(find(page, QWidget, "asking"), QLineEdit, "reason")
    qtbot.keyClicks(why, "the surveyor is away")
    qtbot.keyClick(why, Qt.Key.Key_Return)
    settle()
    shown = card(window, keys["late"])
    assert (shown.row.status, shown.states[-1].reason) == (ActionStatus.WAITING, "the surveyor is away")


def test_dropping_a_promise_leads_to_where_it_is_released(
    page: Any, window: DeskWindow, keys: dict[str, str], settle: Settle, desk: Desk
) -> None:
    def promise(work: Work) -> str:
        body = people.add_organization(work, OrganizationDraft("Parks", kind=OrganizationKind.COUNCIL))
        return promisesteps.promise(work, PromiseDraft("Mend the bench", organization_id=body))

    key = desk.do("Promise", promise).result(30)
    page.shown(key)
    settle()
    do(window, "action_drop", settle)
    strip = find(page, QWidget, "asking")
    assert find(strip, QLabel, "askingNote").text().startswith("It is a promise: dropped here, it counts as not done")
    find(strip, QPushButton, "askingOther").click()
    settle()
    partnership: Any = window.page()
    assert partnership.isVisible()
    assert partnership.views.name() == "promises"


def test_carried_forward_is_told_with_the_meeting(
    page: Any, window: DeskWindow, keys: dict[str, str], settle: Settle
) -> None:
    def carry(work: Work) -> None:
        held = meetings.plan(work, MeetingDraft("Committee meeting", on_date=date(2026, 11, 3)), ())
        actionsteps.carry(work, keys["late"], held)

    window.desk.do("Carry forward", carry).result(30)
    settle()
    choose(page, settle, keys["late"])
    trail = [row.accessibleName() for row in find(page, QWidget, "trail").children() if isinstance(row, QWidget)]
    assert "Carried forward. Committee meeting. 3 November 2026" in trail


def test_several_get_another_owner_a_date_and_an_audience_at_once(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    mark(page, 3, settle)
    do(window, "action_give", settle)
    who = find(find(page, QWidget, "bulk"), QLineEdit, "owner_id")
    qtbot.keyClicks(who, "jane price")
    press(qtbot, find(page, QWidget, "bulk"), "askingDo", settle)
    assert {card(window, keys[name]).row.owner for name in ("late", "later", "open")} == {"Jane Price"}
    mark(page, 3, settle)
    do(window, "action_move", settle)
    bulk = find(page, QWidget, "bulk")
    qtbot.keyClicks(find(bulk, QLineEdit, "due_on"), "4 dec")
    qtbot.keyClicks(find(bulk, QLineEdit, "reason"), "the hall is shut")
    press(qtbot, bulk, "askingDo", settle)
    assert {card(window, keys[name]).row.due_on for name in ("late", "later", "open")} == {date(2026, 12, 4)}


def test_the_list_is_narrowed_to_an_owner_and_to_what_was_done(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    kind = find(page, QComboBox, "narrowBy")
    kind.setCurrentIndex(1)
    kind.activated.emit(1)
    which = find(page, QLineEdit, "narrowTo")
    qtbot.keyClicks(which, "jane price")
    qtbot.keyClick(which.completer().popup(), Qt.Key.Key_Escape)
    qtbot.keyClick(which, Qt.Key.Key_Return)
    settle()
    model = find(page, QTableView, "rows").model()
    assert [model.index(row, 1).data() for row in range(model.rowCount())] == ["Mend the hall roof"]
    window.desk.do("Done", lambda work: actionsteps.set_done_on(work, keys["open"], TODAY - timedelta(3))).result(30)
    settle()
    kind.setCurrentIndex(5)
    kind.activated.emit(5)
    settle()
    assert [model.index(row, 1).data() for row in range(model.rowCount())] == ["Count the chairs"]


def test_a_reminder_is_copied_saved_and_entered_in_the_log(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    choose(page, settle, keys["late"])
    do(window, "action_chase", settle)
    words = find(page, QPlainTextEdit, "text")
    sheet = find(page, QWidget, "chasing")
    words = find(sheet, QPlainTextEdit, "text")
    assert words.toPlainText().startswith(
        "On 2 October 2026 you kindly agreed to mend the hall roof, by 12 November 2026 (26/1)."
    )
    press(qtbot, sheet, "chaseCopy", settle)
    assert QGuiApplication.clipboard().text().startswith("Dear Jane Price\n\nOn 2 October 2026")
    press(qtbot, sheet, "chaseEml", settle)
    path = tmp_path / "reminder.eml"
    find(window, QFileDialog, "saveDialog").fileSelected.emit(str(path))
    find(window, QFileDialog, "saveDialog").close()
    settle()
    assert b"To: Jane Price <jane@example.org>" in path.read_bytes()
    press(qtbot, sheet, "chaseSent", settle)
    log = window.desk.read(lambda s: interactions.page(s, interactions.LogQuery(owner_id=keys["jane"])))
    assert [(entry.subject, entry.action_id) for entry in log.rows] == [("What we agreed (26/1)", keys["late"])]
    assert find(page, QWidget, "actionDetail").isVisible()


def test_who_is_not_to_be_contacted_is_not_reminded(
    page: Any, window: DeskWindow, keys: dict[str, str], settle: Settle
) -> None:
    from villagedesk.services import bulk

    window.desk.do("Silence", lambda work: bulk.set_do_not_contact(work, [keys["jane"]], True)).result(30)
    choose(page, settle, keys["late"])
    do(window, "action_chase", settle)
    assert page.findChild(QWidget, "chasing") is None
    assert "asked not to be contacted" in find(window, QLabel, "toastText").text()
