"""Lists fill in from elsewhere, sort by asking again, and keep what was chosen."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton

from villagedesk.core.errors import Unavailable
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.rowlist import CardList, RowTable
from villagedesk.ui.rowmodel import PAGE, AnyIndex, Column, Role, RowModel, Sort
from villagedesk.ui.tasks import Tasks
from villagedesk.ui.theme import current


@dataclass(frozen=True)
class Person:
    id: str
    name: str


@dataclass
class Desk:
    """Stands where the services will: people by id, and which threads and pages were asked."""

    people: dict[str, Person]
    loads: list[int] = field(default_factory=list)
    threads: set[threading.Thread] = field(default_factory=set)

    def query(self, sort: Sort | None) -> Sequence[str]:
        self.threads.add(threading.current_thread())
        ids = sorted(self.people, key=lambda row_id: self.people[row_id].name)
        return ids[::-1] if sort and sort.descending else ids

    def load(self, ids: Sequence[str]) -> Sequence[Person]:
        self.threads.add(threading.current_thread())
        self.loads.append(len(ids))
        return [self.people[row_id] for row_id in reversed(ids) if row_id in self.people]


COLUMNS = (
    Column[Person]("Name", lambda p: p.name, sort="name", second=lambda p: f"Councillor {p.id}"),
    Column[Person]("State", lambda p: "late", badge=lambda p: ("9 days late", "late"), width=14, spare=True),
)


@pytest.fixture
def desk() -> Desk:
    return Desk({f"id{n}": Person(f"id{n}", f"Name {n:04}") for n in range(1000)})


@pytest.fixture
def model(qtbot, desk: Desk, tasks: Tasks) -> RowModel[Person]:
    model = RowModel(COLUMNS, desk.load, tasks, sort=Sort("name"))
    with qtbot.waitSignal(model.loaded):
        model.show(desk.query)
    return model


@pytest.fixture
def table(qtbot, model: RowModel[Person], theme) -> RowTable:
    table = RowTable(model, EmptyState("people", "Nobody yet.", QPushButton("Add person")), "People")
    qtbot.addWidget(table)
    table.resize(700, 500)
    with qtbot.waitExposed(table):
        table.show()
    return table


def texts(model: RowModel[Person], *rows: int) -> list[str | None]:
    return [model.index(row, 0).data() for row in rows]


def test_the_first_page_comes_with_the_ids_and_nothing_is_read_on_the_gui_thread(model, desk) -> None:
    assert model.rowCount() == 1000
    assert texts(model, 0, 99) == ["Name 0000", "Name 0099"]
    assert desk.loads == [PAGE]
    assert threading.main_thread() not in desk.threads


def test_a_row_that_is_not_there_yet_is_blank_and_fills_in(qtbot, model, desk) -> None:
    with qtbot.waitSignal(model.dataChanged) as came:
        assert texts(model, 555) == [None]
    assert (came.args[0].row(), came.args[1].row()) == (500, 599)
    assert texts(model, 555) == ["Name 0555"]


def test_flying_through_a_list_does_not_load_all_of_it(qtbot, model, tasks, desk) -> None:
    for row in range(0, 1000, 10):
        model.index(row, 0).data()
    with qtbot.waitSignal(tasks.idle):
        model.index(999, 0).data()
    assert texts(model, 999) == ["Name 0999"]
    assert len(desk.loads) <= 6


def test_the_model_keeps_the_rules_of_qt(qtbot, model, desk) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    with qtbot.waitSignal(model.loaded):
        model.show(lambda _sort: ["id5", "id3"])
    assert tester.model() is model
    assert model.ids() == ["id5", "id3"]


def test_the_latest_query_wins(qtbot, model, tasks) -> None:
    slow = threading.Event()

    def first(_sort: Sort | None) -> Sequence[str]:
        slow.wait(5)
        return ["id1"]

    with qtbot.waitSignal(tasks.idle):
        model.show(first)
        model.show(lambda _sort: ["id2"])
        slow.set()
    assert model.ids() == ["id2"]


def test_what_the_world_refuses_is_told_and_the_list_stays(qtbot, model) -> None:
    def locked(_sort: Sort | None) -> Sequence[str]:
        raise Unavailable("The file is locked.")

    with qtbot.waitSignal(model.failed) as told:
        model.show(locked)
    assert told.args[0].message == "The file is locked."
    assert model.rowCount() == 1000


def test_a_page_that_cannot_be_read_is_asked_for_again_only_on_refresh(qtbot, desk: Desk, model, tasks: Tasks) -> None:
    whole, told = desk.load, list[Unavailable]()

    def gone(_ids: Sequence[str]) -> Sequence[Person]:
        raise Unavailable("The disk does not answer.")

    model.failed.connect(told.append)
    model._load = gone
    for number in (500, 501, 900):  # as repaints do
        model.row(number)
        qtbot.waitUntil(tasks.is_idle)
    assert len(told) == 1
    model._load = whole
    with qtbot.waitSignal(model.loaded):
        model.refresh()
    model.row(500)
    qtbot.waitUntil(tasks.is_idle)
    assert model.row(500) == Person("id500", "Name 0500")


def test_a_header_that_is_pressed_asks_for_another_order(qtbot, table, model) -> None:
    header = table.table.horizontalHeader()
    where = QPoint(header.sectionPosition(0) + 20, header.height() // 2)
    with qtbot.waitSignal(model.loaded):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert texts(model, 0) == ["Name 0999"]
    assert model.sorted_by == Sort("name", descending=True)


def test_a_column_that_cannot_be_sorted_leaves_the_order(qtbot, table, model, tasks) -> None:
    header = table.table.horizontalHeader()
    where = QPoint(header.sectionPosition(1) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert tasks.is_idle()
    assert header.sortIndicatorSection() == 0


def test_the_chosen_row_stays_chosen_when_the_list_is_read_again(qtbot, table, model, desk) -> None:
    table.select("id40")
    told = []
    table.chosen.connect(told.append)
    del desk.people["id3"]
    desk.people["id40"] = replace(desk.people["id40"], name="Name 0039b")
    with qtbot.waitSignal(model.loaded):
        model.refresh()
    assert table.current_id() == "id40"
    assert table.selected_ids() == ("id40",)
    assert told == []
    assert table.view.currentIndex().data() == "Name 0039b"


def test_the_neighbour_is_chosen_when_the_row_is_gone(qtbot, table, model, desk) -> None:
    table.select("id40")
    del desk.people["id40"]
    with qtbot.waitSignals([model.loaded, table.chosen]):
        model.refresh()
    assert table.current_id() == "id41"


def test_where_the_list_was_scrolled_to_stays(qtbot, table, model, desk) -> None:
    table.select("id500")
    qtbot.waitUntil(lambda: texts(model, 500) == ["Name 0500"])
    before = table.view.verticalScrollBar().value()
    assert before > 0
    del desk.people["id999"]
    with qtbot.waitSignal(model.loaded):
        model.refresh()
    assert table.view.verticalScrollBar().value() == before
    assert texts(model, 500) == ["Name 0500"]


def test_a_row_asked_for_before_it_is_there_is_chosen_when_it_is(qtbot, table, model) -> None:
    with qtbot.waitSignal(model.loaded):
        model.show(lambda _sort: ["id1", "id2"])
    table.select("id7")
    with qtbot.waitSignal(model.loaded):
        model.show(lambda _sort: ["id1", "id7"])
    assert table.current_id() == "id7"


def test_keys_move_and_open(qtbot, table) -> None:
    table.setFocus()
    table.select("id0")
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert table.current_id() == "id1"
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == ["id1"]


def test_an_empty_list_says_what_belongs_there(qtbot, table, model, desk) -> None:
    assert table.view.isVisible()
    with qtbot.waitSignal(model.loaded):
        model.show(lambda _sort: [])
    assert table.empty.isVisible()
    assert not table.view.isVisible()
    assert table.current_id() == ""


def test_cells_are_told_with_their_header(model) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role) == "Name: Name 0000. Councillor id0"
    assert model.index(0, 1).data(role) == "State: late. 9 days late"


def test_what_is_cut_off_is_in_the_tooltip(table, model) -> None:
    delegate = table.view.itemDelegate()
    index = model.index(0, 0)
    wide = table.view.visualRect(index)
    narrow = wide.adjusted(0, 0, 80 - wide.width(), 0)
    assert delegate.cut_off(wide, index) == ""
    assert delegate.cut_off(narrow, index) == "Name 0000\nCouncillor id0"


@pytest.mark.parametrize("text_size", [100, 200])
def test_rows_are_all_as_high_as_their_text_needs(qtbot, theme, table, text_size: int) -> None:
    theme.set_text_size(text_size)
    height = table.table.rowHeight(0)
    needed = sum(theme.font(size).pointSizeF() * 96 / 72 * 1.2 for size in ("text", "second"))
    assert height >= needed
    assert {table.table.rowHeight(row) for row in (1, 500, 999)} == {height}


def test_cards_show_the_same_rows(qtbot, model, theme) -> None:
    cards = CardList(model, EmptyState("people", "Nobody yet."), "People")
    qtbot.addWidget(cards)
    cards.resize(400, 500)
    with qtbot.waitExposed(cards):
        cards.show()
    rect = cards.view.visualRect(model.index(2, 0))
    with qtbot.waitSignal(cards.chosen) as chosen:
        qtbot.mouseClick(cards.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert chosen.args == ["id2"]
    assert model.index(2, 0).data(Role.SECOND) == "Councillor id2"
    theme.set_text_size(200)
    qtbot.waitUntil(lambda: cards.view.visualRect(model.index(0, 0)).height() > 1.7 * rect.height())


def test_a_filter_does_not_jump_to_a_neighbour(qtbot, table, model) -> None:
    table.select("id40")
    with qtbot.waitSignals([model.loaded, table.chosen]):
        model.show(lambda _sort: ["id1", "id2"])
    assert table.current_id() == ""


def test_a_list_beside_a_detail_always_has_a_row(qtbot, model, desk, theme) -> None:
    cards = CardList(model, EmptyState("people", "Nobody yet."), "People", chooses_first=True)
    qtbot.addWidget(cards)
    with qtbot.waitSignals([model.loaded, cards.chosen]):
        model.show(lambda _sort: ["id7", "id8"])
    assert cards.current_id() == "id7"
    with qtbot.waitSignals([model.loaded, cards.chosen]):
        model.show(lambda _sort: [])
    assert cards.current_id() == ""


def test_several_rows_stay_marked(qtbot, table, model, desk) -> None:
    table.select("id10")
    for _time in range(2):
        qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_ids() == ("id10", "id11", "id12")
    del desk.people["id0"]
    with qtbot.waitSignal(model.loaded):
        model.refresh()
    assert table.selected_ids() == ("id10", "id11", "id12")
    assert table.current_id() == "id12"


def test_a_spare_column_gives_way_to_the_name(qtbot, table, theme) -> None:
    assert not table.table.isColumnHidden(1)
    theme.set_text_size(200)
    assert table.table.isColumnHidden(1)
    theme.set_text_size(100)
    assert not table.table.isColumnHidden(1)
    table.resize(300, 500)
    assert table.table.isColumnHidden(1)


def test_the_mouse_marks_the_whole_row_and_no_other(table, qtbot, theme) -> None:
    view = table.view

    def is_marked(row: int, column: int) -> bool:
        box = view.visualRect(view.model().index(row, column))
        picture = view.viewport().grab(box).toImage()
        return picture.pixelColor(picture.width() - 3, 3) == theme.colour("hover")

    def marked() -> list[bool]:
        return [is_marked(row, column) for row in range(2) for column in range(2)]

    for row, expected in ((1, [False, False, True, True]), (0, [True, True, False, False])):
        QTest.mouseMove(view.viewport(), view.visualRect(view.model().index(row, row)).center())
        qtbot.waitUntil(lambda expected=expected: marked() == expected)
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert not any(marked())


class Counted(RowModel[Person]):
    """Notes how often it was asked how many rows there are."""

    asked = 0

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        self.asked += 1
        return super().rowCount(parent)


def test_marking_every_row_does_not_ask_after_each_of_them(qtbot, desk: Desk, tasks: Tasks) -> None:
    model = Counted(COLUMNS, desk.load, tasks, sort=Sort("name"))
    table = RowTable(model, EmptyState("people", "Nobody yet."), "People")
    qtbot.addWidget(table)
    with qtbot.waitSignal(model.loaded):
        model.show(desk.query)
    table.show()
    qtbot.waitExposed(table)
    table.grab()
    model.asked = 0
    qtbot.keyClick(table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    table.grab()
    assert len(table.selected_ids()) == len(desk.people)
    assert model.asked < len(desk.people)


def test_the_frame_of_the_current_row_is_whole_with_several_marked_and_a_column_left_out(qtbot, table) -> None:
    table.resize(250, 500)  # State is left out
    table.view.setFocus()
    table.select("id1")
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (0, 2):
        table.view.selectionModel().select(table.model.index(row, 0), flags)
    qtbot.waitUntil(lambda: table.view.hasFocus() and table.view.isColumnHidden(1))
    shown, box = table.view.viewport().grab().toImage(), table.view.visualRect(table.model.index(1, 0))
    frame = current().colour("focus").name()
    sides = ((box.center().x(), box.top()), (box.center().x(), box.bottom()), (box.left(), box.center().y()))
    for at in (*sides, (box.right(), box.center().y())):
        assert shown.pixelColor(*at).name() == frame
    assert shown.pixelColor(box.center().x(), box.top() - 1).name() != frame
    assert shown.pixelColor(box.center().x(), box.bottom() + 1).name() != frame
