"""The list half of a face: which ones, in which order, with how many each filter shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from villagedesk.services.desk import Session, Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.filterbar import FilterBar
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.rowlist import RowTable
from villagedesk.ui.rowmodel import Column, RowModel, Sort


@dataclass(frozen=True)
class Kind:
    """What a face lists, and how one of them is read, edited (the fields that changed) and put in the bin.

    `filters` are the chips in order, `first` the one that is on, `every` the one that hides none. `ids` gets the
    filter, the words and the order; `empty` is said while there is nothing, `none_fits` while a filter hides all,
    `gone` when one that was looked for is no longer there.
    """

    name: str
    title: str
    find: str
    filters: Mapping[str, str]
    first: str
    every: str
    sort: Sort
    columns: Sequence[Column[Any]]
    ids: Callable[[Session, str, str, Sort], Sequence[str]]
    rows: Callable[[Session, Sequence[str]], Sequence[Any]]
    counts: Callable[[Session], Mapping[Any, int]]
    read: Callable[[Session, str], Any]
    edit: Callable[[Work, str, Mapping[str, Any]], None]
    bin: Callable[[Work, Sequence[str]], None]
    empty: str
    none_fits: str
    gone: str


class Listing(QObject):
    """`bar` has what filters, `table` the rows. `found` when one that was looked for is the current one."""

    found = Signal()

    def __init__(self, bus: Bus, kind: Kind, add: QAction, parent: QObject, *beside: QWidget) -> None:
        """`beside` stands before the line that filters."""
        super().__init__(parent)
        self._bus, self._kind = bus, kind
        self._wanted, self._looked_everywhere = "", False
        self._chips = ChipRow()
        for only, words in kind.filters.items():
            self._chips.add(only, words)
        self._chips.turn_on([kind.first])
        self.model: RowModel[Any] = RowModel(kind.columns, self._load, bus.tasks, sort=kind.sort, parent=self)
        self._empty = EmptyState("partnership", "", CommandButton(add))
        self.table = RowTable(self.model, self._empty, kind.title, chooses_first=True)
        self.table.setObjectName(kind.name)
        self.finder = FindBox(kind.find, self.table)
        self.bar = FilterBar(self._chips, self._tools(beside), (1, 1) if beside else (5, 2))
        self._chips.changed.connect(self._chip_pressed)
        self.finder.searched.connect(lambda _words: self._searched())
        self.model.failed.connect(bus.failed)
        self.model.loaded.connect(self._listed)
        self.ask()
        self.count()

    def refresh(self) -> None:
        """Something was changed: list and count again."""
        self.model.refresh()
        self.count()

    def look_for(self, key: str) -> None:
        """Make one the current one, through a wider filter when this one hides it."""
        self._wanted, self._looked_everywhere = key, False
        self._look()

    def show_new(self, key: str) -> None:
        """Make one that was just added the current one."""
        if self._only() not in (self._kind.first, self._kind.every) or self.finder.text():
            self._show_all(self._kind.first)
        self.table.select(key)

    def ask(self) -> None:
        """List by what the filters say now."""
        desk, only, words, kind = self._bus.desk, self._only(), self.finder.text(), self._kind

        def query(sort: Sort | None) -> Sequence[str]:
            return desk.read(lambda session: kind.ids(session, only, words, sort or kind.sort))

        self.model.show(query)

    def count(self) -> None:
        """Say on the chips how many each shows."""
        self._bus.read(self, self._kind.counts, self._show_counts)

    def _searched(self) -> None:
        self.ask()
        self.count()  # which is not what is listed as long as words narrow it

    def _tools(self, beside: Sequence[QWidget]) -> QWidget:
        """What filters by words, after what stands beside it."""
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget in (*beside, self.finder):
            row.addWidget(widget, 1)
        return tools

    def _load(self, keys: Sequence[str]) -> Sequence[Any]:
        return self._bus.desk.read(lambda session: self._kind.rows(session, keys))

    def _only(self) -> str:
        on = self._chips.on()
        return on[0] if on else self._kind.every

    def _show_counts(self, counts: Mapping[Any, int]) -> None:
        for only, count in counts.items():
            self._chips.chip(only).show_count(None if self.finder.text().strip() else count)
        self._empty.set_line(self._kind.none_fits if counts[self._kind.every] else self._kind.empty)

    def _chip_pressed(self, name: str) -> None:
        if not name:
            self._chips.turn_on([self._kind.every])
        self.ask()

    def _show_all(self, only: str) -> None:
        self._chips.turn_on([only])
        self.finder.clear()
        self.ask()

    def _listed(self) -> None:
        if self._wanted:
            self._look()

    def _look(self) -> None:
        if not self.model.was_loaded:
            return
        if self.model.row_of(self._wanted) >= 0:
            self.table.select(self._wanted)
            self._wanted = ""
            self.found.emit()
        elif not self._looked_everywhere:
            self._looked_everywhere = True
            self._show_all(self._kind.every)
        else:
            self._wanted = ""
            self._bus.said.emit(self._kind.gone, None)
