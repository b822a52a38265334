"""The two lists that pages are made of, a table and cards, over a `RowModel`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStackedLayout, QTableView, QWidget

from villagedesk.ui.empty import EmptyState
from villagedesk.ui.icons import pixmap
from villagedesk.ui.rowdelegate import CardDelegate, CellDelegate, RowDelegate, row_height
from villagedesk.ui.rowmodel import RowModel
from villagedesk.ui.theme import current

_MOST_MARKED = 500  # rows that stay marked when the list is read again


@dataclass(frozen=True, slots=True)
class _Before:
    """Where a list stood: the number of the current row, the marked ids, how far it was scrolled."""

    number: int
    marked: tuple[str, ...]
    scrolled: int


class RowList(QFrame):
    """A list with its empty state.

    `chosen` says which row is current now ("" for none); `opened` that it was double-clicked or Enter was pressed.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, table: _Table, model: RowModel[Any], empty: EmptyState, name: str, chooses_first: bool) -> None:
        """With `chooses_first` a list that has rows has a current one: for lists beside a detail."""
        super().__init__()
        self.model, self.view, self.empty = model, table, empty
        self._chooses_first = chooses_first
        self._chosen, self._asked_for = "", ""
        self.by_itself = False  # whether the list chose its current row, and nobody since
        self._before = _Before(-1, (), 0)
        self.setProperty("role", "list")
        self.setAccessibleName(name)
        table.setAccessibleName(name)
        table.setObjectName("rows")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 6, 1, 6)
        self._stack.addWidget(table)
        self._stack.addWidget(empty)
        _set_up(table)
        table.setModel(model)
        self.setFocusProxy(table)
        table.installEventFilter(self)
        table.doubleClicked.connect(self._open)
        table.clicked.connect(self._clicked)
        table.selectionModel().currentRowChanged.connect(self._moved)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.loaded.connect(self._loaded)
        current().changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the sizes of the theme in use."""

    def current_id(self) -> str:
        """The id of the current row; "" when there is none."""
        return self._chosen

    def selected_ids(self) -> tuple[str, ...]:
        """The ids of every row that is marked, in the order of the list."""
        spans = self.view.selectionModel().selection().toList()
        rows = set[int]().union(*(range(span.top(), span.bottom() + 1) for span in spans))
        ids = self.model.ids()
        return tuple(ids[row] for row in sorted(rows))

    def select(self, row_id: str) -> None:
        """Make this row the current one, now or as soon as the list has it."""
        number, self.by_itself = self.model.row_of(row_id), False
        if number < 0:
            self._asked_for = row_id
        else:
            self._asked_for = ""
            index, chooser = self.model.index(number, 0), self.view.selectionModel()
            # the view's own setCurrentIndex adds to what is marked while Ctrl or Shift is held, as in Ctrl+D
            flags = chooser.SelectionFlag.ClearAndSelect | chooser.SelectionFlag.Rows
            chooser.setCurrentIndex(index, flags)
            self.view.scrollTo(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.view
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self._chosen
        ):
            self.opened.emit(self._chosen)
            return True
        return super().eventFilter(watched, event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.id_at(index.row()))

    def _clicked(self) -> None:
        self.by_itself = False

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.by_itself = False
        self._tell(self.model.id_at(now.row()) if now.isValid() else "")

    def _tell(self, row_id: str) -> None:
        if row_id != self._chosen:
            self._chosen = row_id
            self.chosen.emit(row_id)

    def _remember(self) -> None:
        number, scrolled = self.view.currentIndex().row(), self.view.verticalScrollBar().value()
        self._before = _Before(number, self.selected_ids()[:_MOST_MARKED], scrolled)

    def _restore(self) -> None:
        """After a reset: what was asked for, else the same row, or its neighbour where the list is the same."""
        model, before, count = self.model, self._before, self.model.rowCount()
        by_itself = self.by_itself
        self.view.doItemsLayout()
        if model.row_of(self._asked_for) >= 0:
            self.select(self._asked_for)
            return
        kept = model.row_of(self._chosen)
        row = kept
        if kept < 0 and model.same_query:
            row = min(before.number, count - 1)
        if row < 0 and self._chooses_first:
            row, by_itself = min(0, count - 1), True
        if row < 0:
            self._tell("")
            return
        self.select(model.id_at(row))
        self.by_itself = by_itself
        if kept >= 0:
            self._mark_again(before.marked)
        if model.same_query:
            self.view.verticalScrollBar().setValue(before.scrolled)

    def _mark_again(self, marked: tuple[str, ...]) -> None:
        chooser, model = self.view.selectionModel(), self.model
        for row_id in marked:
            if (row := model.row_of(row_id)) >= 0:
                flags = chooser.SelectionFlag.Select | chooser.SelectionFlag.Rows
                chooser.select(model.index(row, 0), flags)

    def _loaded(self) -> None:
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)


class RowTable(RowList):
    """Columns with headers that sort."""

    def __init__(self, model: RowModel[Any], empty: EmptyState, name: str, *, chooses_first: bool = False) -> None:
        self.table = _Table()
        super().__init__(self.table, model, empty, name, chooses_first)
        self.table.setItemDelegate(CellDelegate(self.table))
        header = self.table.horizontalHeader()
        header.setSortIndicatorClearable(False)
        sort = model.sorted_by
        order = Qt.SortOrder.DescendingOrder if sort and sort.descending else Qt.SortOrder.AscendingOrder
        column = next((n for n, c in enumerate(model.columns) if sort and c.sort == sort.key), -1)
        header.setSortIndicator(column, order)
        self.table.setSortingEnabled(True)
        header.sectionClicked.connect(self._unsortable)

    def fit(self) -> None:
        two = any(column.second for column in self.model.columns)
        self.table.set_row_height(row_height(two_lines=two))
        header, letter = self.table.horizontalHeader(), self.table.fontMetrics().averageCharWidth()
        header.setMinimumSectionSize(current().px(56))
        for number, column in enumerate(self.model.columns):
            if column.width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(number, column.width * letter + 2 * 12)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self._leave_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_out()

    def _leave_out(self) -> None:
        """Hide spare columns, the last first, until the wide ones have room to be read."""
        letter = self.table.fontMetrics().averageCharWidth()
        widths = [(column.width or column.needs) * letter + 2 * 12 for column in self.model.columns]
        too_much = sum(widths) - self.width()
        for number in reversed(range(len(widths))):
            hidden = self.model.columns[number].spare and too_much > 0
            self.table.setColumnHidden(number, hidden)
            too_much -= widths[number] if hidden else 0

    def _unsortable(self, section: int) -> None:
        """Pressing the header of a column that cannot be sorted leaves the arrow where the order is."""
        sort = self.model.sorted_by
        if not self.model.columns[section].sort:
            column = next((n for n, c in enumerate(self.model.columns) if sort and c.sort == sort.key), -1)
            order = Qt.SortOrder.DescendingOrder if sort and sort.descending else Qt.SortOrder.AscendingOrder
            self.table.horizontalHeader().setSortIndicator(column, order)


class CardList(RowList):
    """Rows of two lines: the first column's text, second line, avatar and badge."""

    def __init__(self, model: RowModel[Any], empty: EmptyState, name: str, *, chooses_first: bool = False) -> None:
        self.table = _Table()  # a QListView lays out every row: 0.3 s for 100,000
        super().__init__(self.table, model, empty, name, chooses_first)
        self.table.setItemDelegate(CardDelegate(self.table))
        header = self.table.horizontalHeader()
        header.hide()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(model.columns)):
            self.table.hideColumn(column)

    def fit(self) -> None:
        self.table.set_row_height(row_height(two_lines=True))


class _Header(QHeaderView):
    """Draws its own arrow: up where the smallest is first. Qt's points the other way, and stays small."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if not self.isSortIndicatorShown() or section != self.sortIndicatorSection():
            return
        theme, side = current(), current().px(14)
        name = "up" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else "down"
        shown = pixmap(name, theme.colours.text, side, self.devicePixelRatioF())
        painter.drawPixmap(rect.right() - side - 2, rect.center().y() - side // 2, side, side, shown)


class _Table(QTableView):
    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalHeader(_Header(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        delegate = self.itemDelegate()
        if not isinstance(delegate, RowDelegate):  # cards draw themselves, and no row under the mouse
            return
        for changed in {row, delegate.hovered} if row != delegate.hovered else ():
            self.viewport().update(0, self.rowViewportPosition(changed), self.width(), self.rowHeight(changed))
        delegate.hovered = row

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """With a selection of its own for the header, which shows none: of the table's it asks after every marked row
        in Python to know whether a whole column is marked, 0.1 s for 14,000 rows."""
        super().setModel(model)
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(self.model(), self))

    def set_row_height(self, height: int) -> None:
        """Of every row, in pixels."""
        self.verticalHeader().setDefaultSectionSize(height)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: it would read every row; Ctrl+F finds."""


def _set_up(view: QAbstractItemView) -> None:
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setMouseTracking(True)
    view.setFrameShape(QFrame.Shape.NoFrame)
