"""The two lists that pages are made of, a table and cards, over a `RowModel`."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStackedLayout, QTableView

from villagedesk.ui.empty import EmptyState
from villagedesk.ui.rowdelegate import CardDelegate, CellDelegate, row_height
from villagedesk.ui.rowmodel import RowModel
from villagedesk.ui.theme import current


class RowList(QFrame):
    """A list with its empty state.

    `chosen` says which row is current now ("" for none); `opened` that it was double-clicked or Enter was pressed.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, view: QAbstractItemView, model: RowModel[Any], empty: EmptyState, name: str) -> None:
        super().__init__()
        self.model, self.view, self.empty = model, view, empty
        self._chosen, self._asked_for = "", ""
        self._before: tuple[int, set[str], int] = (-1, set(), 0)
        self.setProperty("role", "list")
        self.setAccessibleName(name)
        view.setAccessibleName(name)
        view.setObjectName("rows")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 6, 1, 6)
        self._stack.addWidget(view)
        self._stack.addWidget(empty)
        _set_up(view)
        view.setModel(model)
        self.setFocusProxy(view)
        view.installEventFilter(self)
        view.doubleClicked.connect(self._open)
        view.selectionModel().currentRowChanged.connect(self._moved)
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
        rows = sorted({index.row() for index in self.view.selectionModel().selectedIndexes()})
        return tuple(self.model.id_at(row) for row in rows)

    def select(self, row_id: str) -> None:
        """Make this row the current one, now or as soon as the list has it."""
        number = self.model.row_of(row_id)
        if number < 0:
            self._asked_for = row_id
        else:
            self._asked_for = ""
            self.view.setCurrentIndex(self.model.index(number, 0))

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

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        self._tell(self.model.id_at(now.row()) if now.isValid() else "")

    def _tell(self, row_id: str) -> None:
        if row_id != self._chosen:
            self._chosen = row_id
            self.chosen.emit(row_id)

    def _remember(self) -> None:
        number = self.view.currentIndex().row()
        self._before = (number, set(self.selected_ids()), self.view.verticalScrollBar().value())

    def _restore(self) -> None:
        number, marked, scrolled = self._before
        model, count = self.model, self.model.rowCount()
        asked = model.row_of(self._asked_for) if self._asked_for else -1
        kept = model.row_of(self._chosen)
        self.view.doItemsLayout()
        self.view.verticalScrollBar().setValue(scrolled)
        row = asked if asked >= 0 else kept if kept >= 0 else min(number, count - 1)
        if row < 0:
            self._tell("")
            return
        if asked >= 0:
            self._asked_for = ""
        self.view.setCurrentIndex(model.index(row, 0))
        chooser = self.view.selectionModel()
        for row_id in marked:
            if (again := model.row_of(row_id)) >= 0 and row in (kept, again):
                flags = chooser.SelectionFlag.Select | chooser.SelectionFlag.Rows
                chooser.select(model.index(again, 0), flags)

    def _loaded(self) -> None:
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)


class RowTable(RowList):
    """Columns with headers that sort."""

    def __init__(self, model: RowModel[Any], empty: EmptyState, name: str) -> None:
        self.table = _Table()
        super().__init__(self.table, model, empty, name)
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

    def _unsortable(self, section: int) -> None:
        """Pressing the header of a column that cannot be sorted leaves the arrow where the order is."""
        sort = self.model.sorted_by
        if not self.model.columns[section].sort:
            column = next((n for n, c in enumerate(self.model.columns) if sort and c.sort == sort.key), -1)
            order = Qt.SortOrder.DescendingOrder if sort and sort.descending else Qt.SortOrder.AscendingOrder
            self.table.horizontalHeader().setSortIndicator(column, order)


class CardList(RowList):
    """Rows of two lines: the first column's text, second line, avatar and badge."""

    def __init__(self, model: RowModel[Any], empty: EmptyState, name: str) -> None:
        self.table = _Table()  # a QListView lays out every row: 0.3 s for 100,000
        super().__init__(self.table, model, empty, name)
        self.table.setItemDelegate(CardDelegate(self.table))
        header = self.table.horizontalHeader()
        header.hide()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(model.columns)):
            self.table.hideColumn(column)

    def fit(self) -> None:
        self.table.set_row_height(row_height(two_lines=True))


class _Table(QTableView):
    def __init__(self) -> None:
        super().__init__()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)

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
