"""The timeline face shows what happened, narrows to a sort, and leads to what is pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy import func, select

from villagedesk.models import Action, Person
from villagedesk.records.timeline import Happened, TimelineEntry
from villagedesk.services.desk import Desk
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.people.timeline import _row
from villagedesk.ui.rows import Row
from villagedesk.ui.theme import Theme


@pytest.fixture
def window(qtbot: Any, sample_desk: Desk, theme: Theme) -> Iterator[DeskWindow]:
    window = DeskWindow(sample_desk, theme)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


@pytest.fixture
def busiest(sample_desk: Desk) -> str:
    """Who has most actions."""
    owners = select(Action.owner_id).join(Person, Person.id == Action.owner_id).group_by(Action.owner_id)
    return sample_desk.read(lambda session: session.scalars(owners.order_by(func.count().desc())).first()) or ""


@pytest.fixture
def timeline(page: Any, busiest: str, press: Callable[[str], None], find: Any, settled: Any) -> QWidget:
    page.shown(busiest)
    settled()
    press("chip_timeline")
    found: QWidget = find("face_timeline")
    return found


def rows(timeline: QWidget) -> list[QWidget]:
    return [row for row in timeline.findChildren(QWidget) if row.objectName().startswith("row_") and row.isVisible()]


def test_it_narrows_to_a_sort_and_shows_what_was_earlier(timeline: QWidget, press: Any, find: Any) -> None:
    assert len(rows(timeline)) == 40
    press("earlier")
    assert len(rows(timeline)) > 40
    press("chip_positions")
    assert {row.objectName().split("-")[0] for row in rows(timeline)} <= {"row_began", "row_ended"}


def test_enter_goes_to_what_is_told(
    timeline: QWidget, window: DeskWindow, press: Any, qtbot: Any, settled: Any
) -> None:
    first = next(row for row in rows(timeline) if row.objectName().startswith("row_agreed"))
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    settled()
    assert window.page() is not None
    assert window.page().objectName() != ""
    assert "actions" in [name for name, place in window._places.items() if place.page is window.page()]


def test_another_card_keeps_the_face(
    page: Any, timeline: QWidget, sample_desk: Desk, busiest: str, settled: Any, find: Any
) -> None:
    other = sample_desk.read(
        lambda session: session.scalar(select(Person.id).where(Person.id != busiest).order_by(Person.sort_name))
    )
    page.shown(other)
    settled()
    assert find("face_timeline").isVisible()


def test_a_visit_has_the_pin_of_the_log() -> None:
    assert _row(TimelineEntry(Happened.LOG, "1", date(2026, 11, 20), "Old Town", "visit")) == Row(
        "log-1", "Old Town", "Visit", aside="20 November 2026", icon="place"
    )
