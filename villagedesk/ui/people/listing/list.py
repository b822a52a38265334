"""The people asked for, as cards beside the pane or as a table over the whole width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QWidget

from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _
from villagedesk.core.text import initials
from villagedesk.records.people import PeopleQuery, PersonRow, TableRow
from villagedesk.services import people, peopletable
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton, primary
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.people.words import row_tone
from villagedesk.ui.rowlist import CardList, RowList, RowTable
from villagedesk.ui.rowmodel import Column, RowModel, Sort


class Listing(QStackedWidget):
    """One of two lists of the same people. Signals as a `RowList`; `marked` says how many rows are.

    `whole` when nothing is to narrow it any more.
    """

    chosen = Signal(str)
    opened = Signal(str)
    marked = Signal(int)
    loaded = Signal()
    whole = Signal()

    def __init__(self, bus: Bus, add: QAction) -> None:
        super().__init__()
        self._bus, self._query = bus, PeopleQuery()
        self._empty = [_Empty(add) for _each in range(2)]
        for empty in self._empty:
            empty.clear.clicked.connect(self.whole)
        name = _("People and organisations")
        self.cards = CardList(self._model(_card_columns(), self._load_cards), self._empty[0], name, chooses_first=True)
        self.table = RowTable(self._model(_table_columns(), self._load_table), self._empty[1], name, chooses_first=True)
        for rows in (self.cards, self.table):
            self.addWidget(rows)
            rows.chosen.connect(self.chosen)
            rows.opened.connect(self.opened)
            rows.model.loaded.connect(partial(self._loaded, rows))
            rows.view.selectionModel().selectionChanged.connect(lambda *_ranges: self.marked.emit(self._count()))
        self.setFocusProxy(self.cards)

    @property
    def rows(self) -> RowList:
        """The list that is shown."""
        return self.table if self.is_table() else self.cards

    @property
    def model(self) -> RowModel[Any]:
        """What the list that is shown is made of."""
        return self.rows.model

    @property
    def view(self) -> QAbstractItemView:
        """What paints the list that is shown."""
        return self.rows.view

    def is_table(self) -> bool:
        """Whether the table is shown."""
        return self.currentWidget() is self.table

    def turn(self, to_table: bool) -> None:
        """Show the table or the cards; who is current stays so."""
        if to_table == self.is_table():
            return
        current = self.rows.current_id()
        self.setCurrentWidget(self.table if to_table else self.cards)
        self.setFocusProxy(self.rows)
        self._ask()
        if current:
            self.rows.select(current)

    def show_query(self, query: PeopleQuery) -> None:
        """List what is asked for, in the order that its list has."""
        self._query = query
        self._ask()

    def refresh(self) -> None:
        """Something was changed: list again."""
        self.model.refresh()

    def say_empty(self, line: str, *, narrowed: bool = False) -> None:
        """What is said where there is nobody; where the list is `narrowed`, its filter can be cleared there."""
        for empty in self._empty:
            empty.set_line(line)
            empty.offer_clear(narrowed)

    def current_id(self) -> str:
        """Who is current; "" for nobody."""
        return self.rows.current_id()

    def selected_ids(self) -> tuple[str, ...]:
        """Everybody who is marked, in the order of the list."""
        return self.rows.selected_ids()

    def select(self, row_id: str) -> None:
        """Make somebody current, now or as soon as the list has them."""
        self.rows.select(row_id)

    def has(self, row_id: str) -> bool:
        """Whether somebody is in the list, as far as that is known by now."""
        return not self.model.was_loaded or self.model.row_of(row_id) >= 0

    def _ask(self) -> None:
        asked, bus = self._query, self._bus

        def query(sort: Sort | None) -> Sequence[str]:
            order = sort or Sort("name")
            whole = replace(asked, sort=order.key, descending=order.descending)
            return bus.desk.read(lambda session: people.ids(session, whole, bus.today()))

        self.model.show(query)

    def _model(self, columns: Sequence[Column[Any]], load: Callable[[Sequence[str]], Sequence[Any]]) -> RowModel[Any]:
        model: RowModel[Any] = RowModel(columns, load, self._bus.tasks, sort=Sort("name"), parent=self)
        model.failed.connect(self._bus.failed)
        return model

    def _load_cards(self, keys: Sequence[str]) -> Sequence[PersonRow]:
        on = self._query.on or self._bus.today()
        return self._bus.desk.read(lambda session: people.rows(session, keys, on))

    def _load_table(self, keys: Sequence[str]) -> Sequence[TableRow]:
        on = self._query.on or self._bus.today()
        return self._bus.desk.read(lambda session: peopletable.rows(session, keys, on))

    def _loaded(self, rows: RowList) -> None:
        if rows is self.rows:
            self.loaded.emit()
            self.marked.emit(self._count())

    def _count(self) -> int:
        """How many are marked, without walking through them."""
        spans = self.rows.view.selectionModel().selection().toList()
        return sum(span.height() for span in spans)


class _Empty(EmptyState):
    """Offers to add somebody, or to `clear` the filter that leaves nobody."""

    def __init__(self, add: QAction) -> None:
        self.clear, self._add = primary(_("Clear the filter")), CommandButton(add)
        self.clear.setObjectName("clearFilter")
        ways = QWidget()
        row = QHBoxLayout(ways)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self._add, self.clear):
            row.addWidget(button)
        super().__init__("people", "", ways)
        self.offer_clear(False)

    def offer_clear(self, on: bool) -> None:
        """Which of the two is offered."""
        self.clear.setVisible(on)
        self._add.setVisible(not on)


def _card_columns() -> list[Column[PersonRow]]:
    return [
        Column(
            "",
            lambda row: row.name,
            second=lambda row: row.second,
            avatar=lambda row: (initials(row.name), row_tone(row)),
        )
    ]


def _table_columns() -> list[Column[TableRow]]:
    return [
        Column(_("Name"), lambda row: row.name, "name", width=24),
        Column(_("What they are"), lambda row: row.what, "what", width=23),
        Column(_("Organisation"), lambda row: row.body, "body", width=20),
        Column(_("Ward"), lambda row: row.ward, "ward", width=12),
        Column(_("Party"), lambda row: row.party, "party", width=12),
        Column(_("E-mail"), _email, "email", width=27),
        Column(_("Telephone"), lambda row: row.phone, "phone", width=15),
        Column(_("Class"), lambda row: row.member_class, "member_class", width=10),
        Column(_("Joined"), lambda row: show_date_short(row.joined) if row.joined else "", "joined", width=13),
        Column(_("Last in touch"), lambda row: show_date_short(row.last) if row.last else "", "last", width=15),
        Column(_("Tags"), lambda row: row.tags, "tags", width=24),
    ]


def _email(row: TableRow) -> str:
    return _("Do not contact") if row.do_not_contact else row.email
