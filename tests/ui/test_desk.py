"""The window of an open group: what its toast takes back, how it closes, what it notices by itself."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from villagedesk.core.words import InteractionKind
from villagedesk.records.actions import ActionDraft
from villagedesk.records.deals import DealDraft
from villagedesk.records.duties import DutyDraft
from villagedesk.records.evidence import EvidenceDraft
from villagedesk.records.goals import GoalDraft
from villagedesk.records.group import GroupDraft
from villagedesk.records.grouppapers import GroupPaperDraft
from villagedesk.records.interactions import InteractionDraft, ParticipantDraft
from villagedesk.records.people import PersonDraft
from villagedesk.services import (
    actions,
    deals,
    duties,
    evidence,
    goals,
    group,
    grouppapers,
    interactions,
    people,
    search,
)
from villagedesk.services.desk import Desk, Work
from villagedesk.ui import icons
from villagedesk.ui.chip import Chip
from villagedesk.ui.desk import PLACE_OF, DeskWindow, as_found
from villagedesk.ui.dialogs import Message
from villagedesk.ui.localtime import local
from villagedesk.ui.rowlist import RowTable

Settle = Callable[[], None]


def add(window: DeskWindow, name: str, say: str = "") -> None:
    window.bus.do(window, "Add person", lambda work: people.add_person(work, PersonDraft(name=name)), say=say)


def names(desk: Desk) -> list[str]:
    return [choice.name for choice in desk.read(people.choices)]


def test_the_toast_takes_back_its_own_change(window: DeskWindow, desk: Desk, settle: Settle) -> None:
    add(window, "Ann", "Ann was added")
    add(window, "Ben")
    settle()
    undo = window.toast.findChild(QPushButton, "toastUndo")
    assert isinstance(undo, QPushButton)
    undo.click()
    settle()
    assert names(desk) == ["Ben"]


def test_the_toast_offers_no_undo_of_what_was_undone_elsewhere(window: DeskWindow, settle: Settle) -> None:
    add(window, "Ann", "Ann was added")
    add(window, "Ben")
    settle()
    window.bus.undo()
    settle()
    window.bus.undo()
    settle()
    undo = window.toast.findChild(QPushButton, "toastUndo")
    assert isinstance(undo, QPushButton)
    assert not undo.isVisible()
    words = window.toast.findChild(QLabel, "toastText")
    assert isinstance(words, QLabel)
    assert words.text() == "Undone: Add person"


class Watching:
    """A clock that notes whether the window was to be seen each time it was asked."""

    def __init__(self, window: DeskWindow) -> None:
        self._window, self.seen = window, list[bool]()

    def now(self) -> datetime:
        self.seen.append(self._window.isVisible())
        return datetime(2026, 11, 21, 12, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 11, 21)


def test_the_window_has_gone_before_the_backup_is_made(window: DeskWindow, desk: Desk, settle: Settle) -> None:
    add(window, "Ann")
    settle()
    clock = desk.clock = Watching(window)
    window.close()
    assert clock.seen == [False]
    assert desk.last_backup()


def test_a_file_that_has_gone_is_told_in_a_sentence(window: DeskWindow, desk: Desk, settle: Settle) -> None:
    add(window, "Ann")
    settle()
    desk.path.unlink()
    window.bus.backed_up.emit()
    window.close()
    gc.collect()
    told = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Message) and widget.isVisible()]
    words = " ".join(label.text() for message in told for label in message.findChildren(QLabel))
    assert "group.vdesk is not where it was." in words
    for message in told:
        message.close()


def test_the_groups_new_name_is_in_the_title(window: DeskWindow, settle: Settle) -> None:
    window.bus.do(window, "Rename", lambda work: group.edit(work, GroupDraft("Llanfair Residents")))
    settle()
    assert window.windowTitle() == "Llanfair Residents - VillageDesk"


def test_times_are_the_groups_own() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert (local(late).date(), local(late).hour) == (date(2026, 7, 2), 0)


class Midnight:
    """A clock that goes from one day to the next when it is told to."""

    def __init__(self) -> None:
        self.day = date(2026, 11, 21)

    def now(self) -> datetime:
        return datetime.combine(self.day, time(12), UTC)

    def today(self) -> date:
        return self.day


def test_after_midnight_today_is_another_day_and_what_is_late_is_counted_again(
    window: DeskWindow, desk: Desk, do: Callable[..., object], settle: Settle
) -> None:
    clock = desk.clock = Midnight()
    due = ActionDraft("Count the chairs", due_on=clock.day)
    do(lambda work: actions.add(work, due, raised_on=clock.day))
    page = window.go("today")
    settle()
    clock.day = date(2026, 11, 22)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    settle()
    assert page.accessibleName() == "Sunday 22 November 2026"


def test_a_list_that_stays_open_past_midnight_asks_about_the_new_day(
    window: DeskWindow, desk: Desk, do: Callable[..., object], settle: Settle
) -> None:
    clock = desk.clock = Midnight()
    do(lambda work: actions.add(work, ActionDraft("Count the chairs", due_on=clock.day), raised_on=clock.day))
    page = window.go("actions")
    settle()
    late = page.findChild(Chip, "chip_late")
    assert isinstance(late, Chip)
    late.click()
    settle()
    table = page.findChild(RowTable)
    assert isinstance(table, RowTable)
    assert list(table.model.ids()) == []
    clock.day = date(2026, 11, 22)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    settle()
    assert len(table.model.ids()) == 1


def test_whatever_is_found_has_an_icon_and_one_line(window: DeskWindow, desk: Desk) -> None:
    assert {icon for _place, icon in PLACE_OF.values()} <= set(icons.names())
    assert {spec.icon for spec, _action in window.commands.available() if spec.icon} <= set(icons.names())
    nia = (ParticipantDraft("Nia"),)
    text = "Dear all,\n\nsix\nmoved"
    said = InteractionDraft(InteractionKind.EMAIL, on_date=date(2026, 10, 17), participants=nia, text=text)
    desk.do("File an e-mail", lambda work: interactions.add(work, said)).result()
    (hit,) = desk.read(lambda session: search.find(session, "moved"))
    found = as_found(hit)
    assert found.icon == "mail"
    assert "\n" not in found.detail


def test_what_the_partnership_is_made_of_is_found_and_opened(
    qtbot: QtBot, window: DeskWindow, desk: Desk, settle: Settle
) -> None:
    def fill(work: Work) -> None:
        goals.add(work, GoalDraft("Zebra goal"))
        deals.add(work, DealDraft("Zebra deal"))
        evidence.add(work, EvidenceDraft("Zebra claim"))
        duties.add(work, DutyDraft("Zebra duty", first_on=date(2027, 9, 1)))
        grouppapers.add(work, GroupPaperDraft("Zebra policy"))

    desk.do("Fill", fill).result()
    hits = desk.read(lambda session: search.find(session, "zebra"))
    assert {hit.title for hit in hits} == {"Zebra goal", "Zebra deal", "Zebra claim", "Zebra duty", "Zebra policy"}
    for hit in hits:
        place = PLACE_OF[hit.kind][0]
        page = window.go(place, hit.id)
        settle()
        shown = [table for table in page.findChildren(RowTable) if table.isVisible()]
        assert [table.current_id() for table in shown] == [hit.id], hit.kind


def test_a_sentence_in_the_palette_is_passed_on_to_who_can_help(qtbot, window: DeskWindow, settle: Settle) -> None:
    window.go("actions")
    window.palette_.popup()
    qtbot.keyClicks(window.palette_.line, "who has a van")
    qtbot.waitUntil(lambda: window.palette_.list.model().rowCount() == 1)
    qtbot.keyClick(window.palette_.line, Qt.Key.Key_Return)
    settle()
    line = next(line for line in window.findChildren(QLineEdit, "askForHelp") if line.isVisible())
    assert line.text() == "who has a van"
    assert line.hasFocus()


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_toast_covers_nothing_of_a_place(window: DeskWindow, settle: Callable[[], None], text_size: int) -> None:
    window.theme.set_text_size(text_size)
    window.resize(1280, 800)
    page = window.go("actions")
    settle()
    height = page.height()
    window.bus.said.emit("Moved to the bin", None)
    settle()
    assert window.toast.isVisible()
    assert window.rect().contains(window.toast.geometry())
    assert not QRect(page.mapTo(window, QPoint()), page.size()).intersects(window.toast.geometry())
    window.toast.hide()
    settle()
    assert page.height() == height
