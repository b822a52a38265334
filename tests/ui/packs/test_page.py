"""Packs as somebody makes them: choose, look, find, save."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from villagedesk.core.audience import Audience
from villagedesk.core.words import MeetingKind
from villagedesk.records.actions import ActionDraft
from villagedesk.records.meetings import ItemDraft, MeetingDraft
from villagedesk.services import actions, meetings
from villagedesk.services.desk import Desk, Work
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.packs.pages import Pages

Settle = Callable[[], None]


def fill(work: Work) -> dict[str, str]:
    """A liaison meeting for the council with one item that the council may not see, and one only for the committee."""
    liaison = MeetingDraft(
        "Council liaison", MeetingKind.LIAISON, date(2026, 11, 26), time(18, 30), audience=Audience.COUNCIL
    )
    items = [
        ItemDraft("Mill Lane crossing", minutes=20, audience=Audience.COUNCIL),
        ItemDraft("What we would settle for", audience=Audience.COMMITTEE),
    ]
    committee = MeetingDraft("Committee", MeetingKind.COMMITTEE, date(2026, 12, 3), time(19))
    for number in range(60):
        draft = ActionDraft(f"Walk the lane {number}", audience=Audience.COUNCIL)
        actions.add(work, draft, raised_on=date(2026, 10, 2))
    return {"liaison": meetings.plan(work, liaison, items), "committee": meetings.plan(work, committee)}


@pytest.fixture
def keys(desk: Desk) -> dict[str, str]:
    return desk.do("Fill", fill).result(30)


@pytest.fixture
def page(keys: dict[str, str], window: DeskWindow, settle: Settle, qtbot: QtBot) -> Any:
    page = window.go("packs")
    qtbot.waitUntil(lambda: find(page, QPushButton, "savePack").isEnabled(), timeout=30_000)
    settle()
    return page


def find(parent: QWidget, kind: type[Any], name: str) -> Any:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def built(page: QWidget, qtbot: QtBot, settle: Settle) -> None:
    """Wait until what was chosen has been built."""
    qtbot.waitUntil(lambda: find(page, QPushButton, "savePack").isEnabled(), timeout=30_000)
    settle()


def rows(page: QWidget, name: str) -> list[str]:
    holder = find(page, QWidget, name)
    lines = [line for line in holder.findChildren(QWidget) if line.objectName().startswith("row_")]
    return [line.accessibleName() for line in lines if not line.isHidden()]


def choose(page: QWidget, name: str, words: str) -> None:
    """Choose a line of a list by a part of it, as the keyboard does."""
    combo = find(page, QComboBox, name)
    index = next(n for n in range(combo.count()) if words in combo.itemText(n))
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def test_the_next_meeting_is_built_for_whom_it_is_for(page: Any) -> None:
    assert find(page, QComboBox, "packMeeting").currentText() == "26 Nov 2026, Council liaison"
    assert find(page, QComboBox, "packAudience").currentText() == "Council"
    assert find(page, QLabel, "pageNumber").text().startswith("Page 1 of ")
    assert "As at 21 November 2026. For: Council." in find(page, QLabel, "packFacts").text()


def test_what_is_left_out_is_told_with_its_reason(page: Any, qtbot: QtBot, settle: Settle) -> None:
    assert rows(page, "leftOut") == ["Agenda items. Not for this audience: Council. 1"]
    choose(page, "packAudience", "Committee")
    built(page, qtbot, settle)
    assert rows(page, "leftOut") == []
    assert find(page, QLabel, "leftOutWords").text() == "Nothing was left out."


def test_pages_turn_by_keys_and_by_the_contents(page: Any, qtbot: QtBot) -> None:
    pages = find(page, Pages, "pages_")
    assert pages.count() > 3
    pages.setFocus()
    qtbot.keyClick(pages, Qt.Key.Key_PageDown)
    assert find(page, QLabel, "pageNumber").text().startswith("Page 2 of ")
    qtbot.keyClick(pages, Qt.Key.Key_End)
    assert pages.page() == pages.count() - 1
    first = next(w for w in find(page, QWidget, "packContents").findChildren(QWidget) if "Agenda" in w.accessibleName())
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert find(page, QLabel, "pageNumber").text().startswith("Page 2 of ")


def test_only_what_is_in_sight_is_drawn(page: Any, qtbot: QtBot, settle: Settle) -> None:
    pages = find(page, Pages, "pages_")
    qtbot.waitUntil(lambda: pages.pictures.count() >= 1)
    settle()
    assert pages.pictures.count() < pages.count()


def test_zoom_keeps_the_page(page: Any, qtbot: QtBot) -> None:
    pages = find(page, Pages, "pages_")
    pages.go(2)
    wide = pages.horizontalScrollBar().maximum()
    for _press in range(3):
        qtbot.mouseClick(find(page, QToolButton, "zoomIn"), Qt.MouseButton.LeftButton)
    assert pages.horizontalScrollBar().maximum() > wide
    assert pages.page() == 2
    turn = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = pages.verticalScrollBar().maximum()
    QApplication.sendEvent(pages.viewport(), turn)
    assert pages.verticalScrollBar().maximum() < before
    qtbot.mouseClick(find(page, QToolButton, "zoomFit"), Qt.MouseButton.LeftButton)
    assert pages.horizontalScrollBar().maximum() == 0


def test_words_are_found_in_the_pages(page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle) -> None:
    window.commands.action("find").trigger()
    line = find(page, QLineEdit, "findInPages")
    assert window.focusWidget() is line
    qtbot.keyClicks(line, "walk the lane 59")
    settle()
    assert find(page, QLabel, "packFound").text() == "On 1 page"
    assert find(page, Pages, "pages_").page() > 1
    line.clear()
    qtbot.keyClicks(line, "settle for")
    settle()
    assert find(page, QLabel, "packFound").text() == "Not in this pack"


def test_a_change_marks_it_old_and_builds_it_again(page: Any, window: DeskWindow, qtbot: QtBot, settle: Settle) -> None:
    window.bus.do(page, "Add", lambda work: actions.add(work, ActionDraft("Paint the gate", audience=Audience.COUNCIL)))
    qtbot.waitUntil(lambda: find(page, QLabel, "packState").text() == "Out of date")
    assert not find(page, QPushButton, "savePack").isEnabled()
    built(page, qtbot, settle)
    qtbot.keyClicks(find(page, QLineEdit, "findInPages"), "paint the gate")
    settle()
    assert find(page, QLabel, "packFound").text() == "On 1 page"


def test_a_section_can_be_left_out(page: Any, qtbot: QtBot, settle: Settle) -> None:
    before = find(page, Pages, "pages_").count()
    tick = find(page, QCheckBox, "section_actions")
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    built(page, qtbot, settle)
    assert find(page, Pages, "pages_").count() < before
    for name in ("agenda", "minutes", "decisions", "goals", "evidence", "people"):
        find(page, QCheckBox, f"section_{name}").click()
    settle()
    assert find(page, QLabel, "emptyLine").text() == "Tick at least one section."


def test_it_is_saved_under_a_plain_name(page: Any, window: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.commands.action("save_pack").trigger()
    dialog = find(window, QFileDialog, "saveDialog")
    assert Path(dialog.selectedFiles()[0]).name == "Council liaison, 26 November 2026, for the council.pdf" or Path(
        dialog.selectedFiles()[0]
    ).name.startswith("Council liaison, 26 November 2026")
    dialog.fileSelected.emit(str(tmp_path / "pack.pdf"))
    dialog.close()
    qtbot.waitUntil((tmp_path / "pack.pdf").is_file)
    qtbot.waitUntil(lambda: find(window, QLabel, "toastText").text() == "Saved as pack.pdf")
    assert (tmp_path / "pack.pdf").read_bytes().startswith(b"%PDF")


def test_a_meeting_that_readers_may_not_know_is_refused(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    window.go("packs", keys["committee"])
    built(page, qtbot, settle)
    assert find(page, QComboBox, "packAudience").currentText() == "Committee"
    choose(page, "packAudience", "Public")
    qtbot.waitUntil(lambda: "is not for this audience" in find(page, QLabel, "emptyLine").text(), timeout=10_000)
    settle()
    assert not find(page, QPushButton, "savePack").isEnabled()


def test_without_a_meeting_it_says_what_a_pack_is_for(window: DeskWindow, settle: Settle) -> None:
    page = window.go("packs")
    settle()
    assert "A pack is for a meeting" in find(page, QLabel, "emptyLine").text()


def test_typing_is_kept_while_a_pack_is_built(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, "packAudience", "Committee")
    qtbot.waitUntil(lambda: not window.bus.is_idle())
    kept: list[str] = []
    window.bus.do(page, "Add", lambda work: actions.add(work, ActionDraft("Typed meanwhile")), kept.append)
    qtbot.waitUntil(lambda: bool(kept), timeout=30_000)
    built(page, qtbot, settle)
