"""One read-only model for every list: ids up front, rows by the page, both fetched off the GUI thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import Any, Generic, Literal, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.progress import Report
from villagedesk.ui.tasks import Tasks

AnyIndex = QModelIndex | QPersistentModelIndex
PAGE = 100
_KEPT_PAGES = 20
_NEWEST = 4  # pages asked for before these have scrolled out of sight, and are asked for again when they are back
_ROOT = QModelIndex()


class HasId(Protocol):
    """What a row must have: its key."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=HasId)


@dataclass(frozen=True, slots=True)
class Sort:
    """What the ids are ordered by; `key` is a name that the query knows."""

    key: str
    descending: bool = False


Query = Callable[[Sort | None], Sequence[str]]


class Role(IntEnum):
    """What a delegate can ask for besides Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole
    SECOND = Qt.ItemDataRole.UserRole + 1
    BADGE = Qt.ItemDataRole.UserRole + 2
    AVATAR = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True)  # no slots: Column[PersonRow](...) fails with them in Python 3.11
class Column(Generic[R]):
    """One column: how a row is told in it.

    `sort` is the key handed to the query when the header is pressed; `width` is in characters, 0 takes what is left.
    `badge` gives (text, tone) or None, `avatar` (initials, tone). A `spare` column is left out where another that
    takes what is left would have less than it `needs`, in characters.
    """

    title: str
    text: Callable[[R], str]
    sort: str = ""
    align: Literal["left", "right"] = "left"
    width: int = 0
    second: Callable[[R], str] | None = None
    badge: Callable[[R], tuple[str, str] | None] | None = None
    avatar: Callable[[R], tuple[str, str]] | None = None
    spare: bool = False
    needs: int = 28


@dataclass(frozen=True)
class _Answer(Generic[R]):
    """What a query found: ids, where each is, and the pages that were on screen when it was asked."""

    ids: list[str]
    places: dict[str, int]
    pages: dict[int, dict[str, R]]


class RowModel(QAbstractTableModel, Generic[R]):
    """`load` gets up to `page` ids and returns their rows in any order, and is called in a pool thread.

    `same_query` says whether the latest answer is to the same question as the one before: then a view stays put.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        load: Callable[[Sequence[str]], Sequence[R]],
        tasks: Tasks,
        *,
        sort: Sort | None = None,
        parent: QObject | None = None,
        page: int = PAGE,
    ) -> None:
        super().__init__(parent)
        self._size = page
        self.columns = tuple(columns)
        self._load, self._tasks, self._sort = load, tasks, sort
        self._query: Query | None = None
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._pages: OrderedDict[int, dict[str, R]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._cancel_query: Callable[[], None] | None = None
        self._cancel_page: Callable[[], None] | None = None
        self._last_seen = 0
        self._has_failed = False  # a page could not be read: a repaint would only fail again, until `refresh`
        self._anew = False  # another query or order was asked for and has not been answered yet
        self.was_loaded = False
        self.same_query = False

    def show(self, query: Query) -> None:
        """List what `query` finds, in its order; what is listed stays until it has answered. The latest query wins."""
        self._query = query
        self._ask_anew()

    def refresh(self) -> None:
        """Run the query again, after something changed."""
        if self._query:
            self._ask(seen=range(self._last_seen - 1, self._last_seen + 2))

    def ids(self) -> Sequence[str]:
        """Every id in the list, in its order."""
        return self._ids

    def id_at(self, number: int) -> str:
        """The id of a row by its number from 0; "" when there is none."""
        return self._ids[number] if 0 <= number < len(self._ids) else ""

    def row_of(self, row_id: str) -> int:
        """The number of the row with an id; -1 when it is not in the list."""
        return self._places.get(row_id, -1)

    def row(self, number: int) -> R | None:
        """The row by its number from 0; None until it is there, and then dataChanged tells."""
        page = self._last_seen = number // self._size
        rows = self._pages.get(page)
        if rows is None:
            self._want(page)
            return None
        self._pages.move_to_end(page)
        return rows.get(self._ids[number])

    @property
    def sorted_by(self) -> Sort | None:
        """The order in use."""
        return self._sort

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = self.columns[column].sort if 0 <= column < len(self.columns) else ""
        wanted = Sort(key, order == Qt.SortOrder.DescendingOrder)
        if key and wanted != self._sort:
            self._sort = wanted
            if self._query:
                self._ask_anew()

    # queries

    def _ask_anew(self) -> None:
        self._anew = True
        self._ask(seen=())

    def _ask(self, seen: Sequence[int]) -> None:
        if self._cancel_query:
            self._cancel_query()
        query, sort, load, size = self._query, self._sort, self._load, self._size
        assert query

        def job(report: Report) -> _Answer[R]:
            ids = list(query(sort))
            report(1, 2)
            pages = {}
            for page in sorted({0, *seen} - {-1}):
                if some := ids[page * size : (page + 1) * size]:
                    pages[page] = {row.id: row for row in load(some)}
            return _Answer(ids, {row_id: number for number, row_id in enumerate(ids)}, pages)

        self._cancel_query = self._tasks.run(self, job, self._answered, self._refused)

    def _answered(self, answer: _Answer[R]) -> None:
        if self._cancel_page:
            self._cancel_page()
            self._cancel_page = None
        self._wanted.clear()
        self._has_failed = False
        self._cancel_query = None
        self.same_query, self._anew = not self._anew, False
        if answer.ids == self._ids:
            self._pages = OrderedDict(answer.pages)
            if self._ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))
        else:
            self.beginResetModel()
            self._ids, self._places, self._pages = answer.ids, answer.places, OrderedDict(answer.pages)
            self.endResetModel()
        self.was_loaded = True
        self.loaded.emit()

    def _refused(self, error: Refused | Unavailable) -> None:
        self.failed.emit(error)

    # pages

    def _want(self, page: int) -> None:
        if self._has_failed:
            return
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        while len(self._wanted) > _NEWEST:
            self._wanted.popitem(last=False)
        self._load_next()

    def _load_next(self) -> None:
        if self._cancel_page or not self._wanted:
            return
        page = next(reversed(self._wanted))
        ids, load = self._ids[page * self._size : (page + 1) * self._size], self._load

        def job(_report: Report) -> dict[str, R]:
            return {row.id: row for row in load(ids)}

        self._cancel_page = self._tasks.run(
            self, job, partial(self._page_came, page), self._page_failed, ended=self._page_ended
        )

    def _page_ended(self) -> None:
        self._cancel_page = None

    def _page_came(self, page: int, rows: dict[str, R]) -> None:
        self._wanted.pop(page, None)
        self._pages[page] = rows
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        last = min((page + 1) * self._size, len(self._ids)) - 1
        self.dataChanged.emit(self.index(page * self._size, 0), self.index(last, len(self.columns) - 1))
        self._load_next()

    def _page_failed(self, error: Refused | Unavailable) -> None:
        self._wanted.clear()
        self._has_failed = True
        self.failed.emit(error)

    # Qt's side

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Role.ID:
            return self._ids[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        tell = _TELL.get(role)
        row = self.row(index.row()) if tell else None
        return tell(column, row) if tell and row is not None else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _side(self.columns[section])
        return None


def _side(column: Column[R]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _spoken(column: Column[R], row: R) -> str:
    """ "Name: Grace Adeyemi. Councillor, St. Mary's": what a screen reader says of a cell."""
    badge = column.badge(row) if column.badge else None
    parts = [column.text(row), column.second(row) if column.second else "", badge[0] if badge else ""]
    said = ". ".join(part for part in dict.fromkeys(parts) if part)
    return f"{column.title}: {said}" if column.title else said


_TELL: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Role.SECOND: lambda column, row: column.second(row) if column.second else "",
    Role.BADGE: lambda column, row: column.badge(row) if column.badge else None,
    Role.AVATAR: lambda column, row: column.avatar(row) if column.avatar else None,
}
