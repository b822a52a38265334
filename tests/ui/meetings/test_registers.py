"""The registers and Find in the window: what stands there, where a row leads, what is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.services.minuted_years import Years, fill
from tests.ui.meetings.conftest import open_window
from tests.unit.packs.test_minutes import by_pypdf
from villagedesk.core.audience import Audience
from villagedesk.models import Decision
from villagedesk.records.topics import MinuteHit
from villagedesk.services import cancelling, meetings, minutes
from villagedesk.services.desk import Desk, Work
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.meetings.find.view import FindView
from villagedesk.ui.meetings.page import MeetingsPage
from villagedesk.ui.meetings.registers.view import RegisterView
from villagedesk.ui.rowmodel import Role
from villagedesk.ui.theme import Theme

Settle = Callable[[], None]


@pytest.fixture
def years(desk: Desk, do: Any) -> Years:
    return do(fill)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, desk: Desk, years: Years) -> Iterator[DeskWindow]:
    made = open_window(desk, theme, qtbot)
    yield made
    made.close()


@pytest.fixture
def page(window: DeskWindow, settle: Settle) -> MeetingsPage:
    settle()
    page = window.page()
    assert isinstance(page, MeetingsPage)
    return page


def seen(window: QWidget, name: str, kind: type[QWidget] = QWidget) -> Any:
    return next(widget for widget in window.findChildren(kind, name) if widget.isVisible())


def turn(page: MeetingsPage, name: str, settle: Settle) -> Any:
    seen(page, f"chip_{name}", QAbstractButton).click()
    settle()
    return next(view for view in (*page.findChildren(RegisterView), *page.findChildren(FindView)) if view.isVisible())


def texts(view: RegisterView, column: int) -> list[str]:
    model = view.table.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_a_decision_leads_to_its_meeting(page: MeetingsPage, years: Years, settle: Settle) -> None:
    view = turn(page, "decisions", settle)
    assert texts(view, 0) == ["2026/08/1", "2026/07/12", "2026/07/2", "2026/07/2", "2025/03/1"]
    assert view.table.model.index(2, 0).data(Role.BADGE) == ("Used twice", "soon")
    page.window().commands.action("find").trigger()
    QTest.keyClicks(page.window().focusWidget(), "cross")
    settle()
    assert texts(view, 1) == ["To ask for a crossing"]
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Down)
    view.table.select(years.keys["d1"])
    QTest.keyClick(view.table.view, Qt.Key.Key_Return)
    settle()
    assert not view.isVisible()
    assert page.meeting_id() == years.keys["m2"]


def test_a_casting_vote_is_said_where_it_is_not_cut_off(
    page: MeetingsPage, years: Years, settle: Settle, window: DeskWindow
) -> None:
    view = turn(page, "decisions", settle)
    row = view.table.model.row_of(years.keys["d1"])
    before = view.table.model.index(row, 2).data(Role.BADGE)

    def break_tie(work: Work) -> None:
        work.session.get_one(Decision, years.keys["d1"]).casting_for = True

    window.bus.do(page, "Break a tie", break_tie)
    settle()
    assert view.table.model.index(row, 2).data(Role.BADGE) == (f"{before[0]}, casting vote", before[1])


def test_a_decision_of_a_meeting_in_the_bin_leads_nowhere_and_says_so(
    page: MeetingsPage, years: Years, settle: Settle, window: DeskWindow
) -> None:
    view = turn(page, "decisions", settle)
    window.bus.do(page, "Bin", lambda work: meetings.bin_meeting(work, years.keys["m2"]))
    settle()
    view.table.select(years.keys["d1"])
    QTest.keyClick(view.table.view, Qt.Key.Key_Return)
    settle()
    assert view.isVisible()
    assert "in the bin" in " ".join(label.text() for label in window.toast.findChildren(QLabel))


def test_narrowed_by_chip_series_and_time(page: MeetingsPage, years: Years, settle: Settle) -> None:
    view = turn(page, "rhythm", settle)
    assert len(texts(view, 0)) == 6
    assert seen(view, "chip_cancelled").text() == "Cancelled 1"
    seen(view, "chip_cancelled").click()
    settle()
    assert texts(view, 3) == ["the council"]
    seen(view, "chip_all").click()
    for name, words in (("narrowSeries", "Monthly committee"), ("narrowWhen", "Last year")):
        box = seen(view, name)
        box.setCurrentIndex(box.findText(words))
        box.activated.emit(box.currentIndex())
        settle()
    assert texts(view, 0) == ["2 Sep 2025", "4 Mar 2025"]
    assert seen(view, "registerSum", QLabel).text().startswith("2 meetings held, 0 cancelled, 0 planned.")
    box.setCurrentIndex(box.findText("Between two days"))
    box.activated.emit(box.currentIndex())
    QTest.keyClicks(seen(view, "from"), "1 january 2026")
    QTest.keyClick(seen(view, "from"), Qt.Key.Key_Return)
    settle()
    assert texts(view, 0) == ["4 Aug 2026", "7 Jul 2026"]


def test_attendance_is_saved_as_it_is_narrowed(
    page: MeetingsPage, years: Years, settle: Settle, window: DeskWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    view = turn(page, "attendance", settle)
    assert texts(view, 0) == ["Ann Bell", "Bryn Owen", "P.C. Jones"]
    assert view.table.model.index(1, 1).data(Role.BADGE) == ("Missed the last three", "soon")
    for suffix, begins in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        seen(view, f"save_{suffix}_attendance").click()
        qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QFileDialog, "saveDialog")))
        dialog = next(d for d in window.findChildren(QFileDialog, "saveDialog") if d.isVisible())
        path = tmp_path / f"register.{suffix}"
        dialog.fileSelected.emit(str(path))
        dialog.close()
        qtbot.waitUntil(path.exists)
        settle()
        assert path.read_bytes().startswith(begins)
    view.table.view.selectRow(1)
    QTest.keyClick(view.table.view, Qt.Key.Key_Return)
    settle()
    assert window.page() is not page


def test_find_as_it_is_typed_and_the_story(page: MeetingsPage, years: Years, settle: Settle) -> None:
    view = turn(page, "find", settle)
    page.window().commands.action("find").trigger()
    QTest.keyClicks(view.line, "dwr")
    settle()
    hit = view.found.model.index(0, 0).data(Role.AVATAR)
    assert isinstance(hit, MinuteHit)
    assert [piece.text for piece in hit.text if piece.is_found] == ["Dŵr"]
    assert seen(view, "foundCount", QLabel).text() == "1 found"
    view.found.select(hit.id)
    QTest.keyClick(view.found.view, Qt.Key.Key_Return)
    settle()
    assert page.meeting_id() == years.keys["m2"]
    view = turn(page, "find", settle)
    view.line.clear()
    QTest.keyClicks(view.line, "crossing")
    settle()
    seen(view, "wholeStory").click()
    settle()
    assert seen(view, "storyTitle", QLabel).text() == "crossing"
    row = seen(view, f"row_{years.keys['a1']}")
    assert "Done 30 March 2025" in row.accessibleName()
    QTest.keyClick(seen(view, "story"), Qt.Key.Key_Escape)
    assert page.window().focusWidget() is view.line


def test_the_palette_leads_to_find(window: DeskWindow, years: Years, settle: Settle, qtbot: QtBot) -> None:
    window.palette_.popup()
    QTest.keyClicks(window.palette_.line, "zebra")
    qtbot.waitUntil(lambda: any(row.thing == ("minutes", "zebra") for row in window.palette_._model.rows))
    number = next(n for n, row in enumerate(window.palette_._model.rows) if row.thing == ("minutes", "zebra"))
    window.palette_.list.setCurrentIndex(window.palette_._model.index(number))
    QTest.keyClick(window.palette_.line, Qt.Key.Key_Return)
    settle()
    view = window.page().findChild(FindView)
    assert view.isVisible()
    assert view.line.text() == "zebra"
    assert view.found.model.rowCount() == 1


def test_a_change_is_seen_at_once(page: MeetingsPage, years: Years, settle: Settle, window: DeskWindow) -> None:
    view = turn(page, "rhythm", settle)
    window.bus.do(page, "Cancel", lambda work: cancelling.cancel(work, years.keys["ahead"], "us", "Snow"))
    settle()
    assert texts(view, 3)[0] == "us"
    assert isinstance(view.table.view, QTableView)


def save(window: DeskWindow, button: Any, path: Path, qtbot: QtBot, settle: Settle) -> str:
    """Save a file by its button; what was said of it."""
    button.click()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QFileDialog, "saveDialog")))
    dialog = next(d for d in window.findChildren(QFileDialog, "saveDialog") if d.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.close()
    qtbot.waitUntil(path.exists)
    settle()
    return " ".join(label.text() for label in window.toast.findChildren(QLabel))


def choose(view: Any, words: str, settle: Settle) -> None:
    box = seen(view, "forWhom")
    assert box.currentText() == "For: Committee"
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())
    settle()


def test_what_is_saved_is_for_whom_is_chosen(
    page: MeetingsPage, years: Years, settle: Settle, window: DeskWindow, qtbot: QtBot, tmp_path: Path, desk: Desk
) -> None:
    window.bus.do(
        page,
        "Widen",
        lambda work: setattr(work.session.get_one(Decision, years.keys["d1"]), "audience", Audience.COUNCIL),
    )
    view = turn(page, "decisions", settle)
    assert len(texts(view, 0)) == 5
    assert not view.findChild(QLabel, "registerFits").isVisible()
    choose(view, "For: Council", settle)
    assert len(texts(view, 0)) == 5  # the screen shows all there is, and says what of it goes out
    assert seen(view, "registerFits").text().startswith("0 of 5 entries are for: Council. What is minuted is for whom")
    said = save(window, seen(view, "save_pdf_decisions"), tmp_path / "d.pdf", qtbot, settle)
    assert "5 entries are left out, which are not for: Council" in said
    text = " ".join(" ".join(by_pypdf((tmp_path / "d.pdf").read_bytes())).split())
    assert "For: Council" in text
    assert "To ask for a crossing" not in text  # its item is the committee's


def test_a_filter_that_an_audience_may_not_know_is_said(
    page: MeetingsPage, years: Years, settle: Settle, window: DeskWindow
) -> None:
    view = turn(page, "decisions", settle)
    box = seen(view, "narrowSeries")
    box.setCurrentIndex(box.findText("Monthly committee"))
    box.activated.emit(box.currentIndex())
    choose(view, "For: Public", settle)
    with_dialog: list[str] = []
    window.bus.failed.connect(lambda error: with_dialog.append(error.message))
    seen(view, "save_pdf_decisions").click()
    settle()
    assert with_dialog == ["Monthly committee is not for this audience: take that filter off."]


def test_the_story_is_saved_for_whom_is_chosen(
    page: MeetingsPage, years: Years, settle: Settle, window: DeskWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    view = turn(page, "find", settle)
    QTest.keyClicks(view.line, "crossing")
    settle()
    seen(view, "wholeStory").click()
    settle()
    choose(view, "For: Public", settle)
    said = save(window, seen(view, "saveStory"), tmp_path / "s.pdf", qtbot, settle)
    assert "left out, which are not for: Public" in said
    text = " ".join(by_pypdf((tmp_path / "s.pdf").read_bytes()))
    assert "Mill Lane" not in text


def test_elections_and_who_moved(page: MeetingsPage, years: Years, settle: Settle, window: DeskWindow) -> None:
    line = "Footpaths warden, 2 seats, by ballot: Ann Bell (Cai Rees), Gwen Llŷr"
    window.bus.do(page, "Elect", lambda work: minutes.add_election(work, years.keys["m4 minutes"], None, line))
    view = turn(page, "elections", settle)
    settle()
    assert texts(view, 1) == ["Footpaths warden"]
    assert texts(view, 2) == ["Ann Bell and Gwen Llŷr were elected, by ballot"]
    view = turn(page, "decisions", settle)
    box = next(
        box
        for box in view.findChildren(QLineEdit)
        if box.isVisible() and box.accessibleName() == "Who proposed or seconded"
    )
    box.setFocus()
    QTest.keyClicks(box, "ann bell")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(box.completer().popup(), key)
    settle()
    assert len(texts(view, 0)) == 4


def test_find_by_keyboard_alone(page: MeetingsPage, years: Years, settle: Settle) -> None:
    view = turn(page, "find", settle)
    page.window().commands.action("find").trigger()
    QTest.keyClicks(page.window().focusWidget(), '"nearly hit" -zebra')
    settle()
    assert view.found.model.rowCount() == 1
    assert seen(view, "foundCount", QLabel).text() == "1 found"
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    settle()
    assert page.meeting_id() == years.keys["m1"]
