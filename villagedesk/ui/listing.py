"""A list that is filtered by chips and words: which ones, in which order, with how many each filter shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from villagedesk.services.desk import Session
from villagedesk.ui.bus import Bus
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.rowlist import RowTable
from villagedesk.ui.rowmodel import Column, RowModel, Sort


@dataclass(frozen=True)
class Listed:
    """What is listed.

    `filters` are the chips in order, `first` the one that is on, `every` the one that hides none. `ids` gets the
    filter, the words and the order; `empty` is said while there is nothing, `none_fits` while a filter hides all,
    `gone` when one that was looked for is no longer there. `icon` stands in the empty list.
    """

    name: str
    title: str
    icon: str
    find: str
    filters: Mapping[str, str]
    first: str
    every: str
    sort: Sort
    columns: Sequence[Column[Any]]
    ids: Callable[[Session, str, str, Sort], Sequence[str]]
    rows: Callable[[Session, Sequence[str]], Sequence[Any]]
    counts: Callable[[Session], Mapping[Any, int]]
    empty: str
    none_fits: str
    gone: str


class Listing(QObject):
    """`chips` and `finder` filter, `table` has the rows. `found` when one that was looked for is the current one."""

    found = Signal()

    def __init__(self, bus: Bus, kind: Listed, parent: QObject, add: QPushButton | None = None) -> None:
        """`add` is the button of the empty list."""
        super().__init__(parent)
        self._bus, self._kind = bus, kind
        self._wanted, self._looked_everywhere = "", False
        self.chips = ChipRow()
        for only, words in kind.filters.items():
            self.chips.add(only, words)
        self.chips.turn_on([kind.first])
        self.model: RowModel[Any] = RowModel(kind.columns, self._load, bus.tasks, sort=kind.sort, parent=self)
        self._empty = EmptyState(kind.icon, "", add)
        self.table = RowTable(self.model, self._empty, kind.title, chooses_first=True)
        self.table.setObjectName(kind.name)
        self.finder = FindBox(kind.find, self.table)
        self.chips.changed.connect(self._chip_pressed)
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

    def _load(self, keys: Sequence[str]) -> Sequence[Any]:
        return self._bus.desk.read(lambda session: self._kind.rows(session, keys))

    def _only(self) -> str:
        on = self.chips.on()
        return on[0] if on else self._kind.every

    def _show_counts(self, counts: Mapping[Any, int]) -> None:
        for only in self._kind.filters:
            self.chips.chip(only).show_count(None if self.finder.text().strip() else counts[only])
        self._empty.set_line(self._kind.none_fits if counts[self._kind.every] else self._kind.empty)

    def _chip_pressed(self, name: str) -> None:
        if not name:
            self.chips.turn_on([self._kind.every])
        self.ask()

    def _show_all(self, only: str) -> None:
        self.chips.turn_on([only])
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
