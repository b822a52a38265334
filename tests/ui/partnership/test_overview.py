"""The overview and who is heard, in the example group."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from villagedesk.core.audience import Audience
from villagedesk.core.promises import PromiseState
from villagedesk.core.words import Involvement
from villagedesk.models import AgendaItem
from villagedesk.services import heard, partnership, partnershipwords, promising
from villagedesk.services.desk import Desk
from villagedesk.ui.chart import ChartView
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.rows import Rows

Settle = Callable[[], None]


@pytest.fixture
def desk(sample_desk: Desk) -> Desk:
    """The window shows the example group."""
    return sample_desk


def find(parent: QWidget, kind: type[Any], name: str) -> Any:
    found = [widget for widget in parent.findChildren(kind, name) if widget.isVisible()]
    assert found, name
    return found[0]


def turned(window: DeskWindow, view: str, settle: Settle) -> Any:
    page: Any = window.go("partnership")
    page.views.turn(view)
    settle()
    return page.views.current()


def test_the_example_is_told_in_numbers_and_charts_that_are_said_in_words(window: DeskWindow, settle: Settle) -> None:
    view = turned(window, "overview", settle)
    charts = [chart.accessibleName() for chart in view.findChildren(ChartView) if chart.isVisible()]
    kept = window.desk.read(lambda session: promising.record(session, window.bus.today())).theirs
    rate = kept.rate(PromiseState.NOT_DONE)
    assert any(f"Not done: {rate.percent}% ({rate.count} of {rate.of})" in said for said in charts)
    assert any("Honest and regular communication" in said for said in charts)
    assert len(find(view, Rows, "overview_questions_rows").ids()) == 4


def test_a_body_leads_to_its_oldest_question(window: DeskWindow, settle: Settle, qtbot: QtBot) -> None:
    view = turned(window, "overview", settle)
    rows = find(view, Rows, "overview_questions_rows")
    qtbot.keyClick(rows.first(), Qt.Key.Key_Return)
    settle()
    assert view.window().page().views.name() == "questions"


def test_the_pdf_asks_who_it_is_for_and_says_what_it_leaves_out(window: DeskWindow, settle: Settle) -> None:
    view = turned(window, "overview", settle)
    window.commands.action("partnership_pdf").trigger()
    settle()
    find(view, QComboBox, "audience").setCurrentText("Public")
    find(view, QPushButton, "askingDo").click()
    settle()
    assert find(view, QLabel, "askingNote").text().startswith("Left out, as nothing of it is for them: ")
    find(view, QPushButton, "askingDo").click()
    settle()
    (dialog,) = window.findChildren(QFileDialog, "saveDialog")
    assert dialog.selectedFiles()[0].endswith("Our partnership, 21 November 2026.pdf")
    dialog.reject()


def test_a_paper_never_says_that_there_is_nothing_where_there_is(desk: Desk, window: DeskWindow) -> None:
    today = window.bus.today()
    whole = desk.read(lambda session: partnership.overview(session, today))
    public = desk.read(lambda session: partnership.overview(session, today, Audience.PUBLIC))
    council = desk.read(lambda session: partnership.overview(session, today, Audience.COUNCIL))
    told = partnershipwords.paper(public, whole)
    assert "promises" not in [part.key for part in told.parts]
    assert all(not part.is_empty for part in told.parts)
    (who,) = (part for part in partnershipwords.paper(council, whole).parts if part.key == "heard")
    assert who.note.startswith(f"Counted from the {council.heard.now.meetings} meetings that those it is for may know")
    assert not partnershipwords.left_out(whole, whole)


def test_the_stage_of_a_decision_is_noted(desk: Desk, window: DeskWindow, settle: Settle, qtbot: QtBot) -> None:
    view = turned(window, "heard", settle)
    today = window.bus.today()
    one = next(d for d in desk.read(lambda session: heard.card(session, today)).decisions if d.item_id)
    qtbot.mouseClick(find(view, QWidget, f"note_{one.id}"), Qt.MouseButton.LeftButton)
    settle()
    find(view, QComboBox, "stage").setCurrentIndex(1)
    find(view, QPushButton, "askingDo").click()
    settle()
    stage = desk.read(
        lambda session: session.scalar(select(AgendaItem.involvement).where(AgendaItem.id == one.item_id))
    )
    assert stage is Involvement.BEFORE


def test_the_chips_count_other_meetings(window: DeskWindow, settle: Settle) -> None:
    view = turned(window, "heard", settle)
    before = find(view, QLabel, "heardSum").text()
    find(view, QPushButton, "chip_committee").click()
    settle()
    assert find(view, QLabel, "heardSum").text() != before
