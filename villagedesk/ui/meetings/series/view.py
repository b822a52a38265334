"""The series of meetings: a list beside the one that is marked, and the form for a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from villagedesk.core import recurrence
from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.series import SeriesRow
from villagedesk.services import series
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.card import Card
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.meetings.series.adding import NewSeries
from villagedesk.ui.meetings.series.detail import SeriesDetail
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import Column, RowModel, Sort
from villagedesk.ui.split import Split
from villagedesk.ui.view import View

_TELL = (
    "series", "meeting", "invitation", "agenda_template", "template_item", "parked_item", "person", "organization"
)  # fmt: skip


class SeriesView(View):
    """The one that is marked is shown whole."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__()
        self._bus, self._wanted = bus, ""
        commands.add(Command("new_series", _("New series of meetings"), "add"), scope=self)
        commands.connect("new_series", self.begin)
        self._model: RowModel[SeriesRow] = RowModel(_columns(), self._load, bus.tasks, sort=Sort("name"), parent=self)
        empty = EmptyState(
            "meetings", _("Meetings that come again stand here: the monthly committee, the quarterly council liaison."),
            CommandButton(commands.action("new_series"), "secondary"),
        )  # fmt: skip
        self.list = CardList(self._model, empty, _("Series of meetings"), chooses_first=True)
        self._side = QStackedWidget()
        self._nothing, self.detail, self.adding = Card(), SeriesDetail(bus), NewSeries(bus)
        for widget in (self._nothing, self.detail, self.adding):
            self._side.addWidget(widget)
        new = CommandButton(commands.action("new_series"), "secondary")
        new.setObjectName("newSeries")
        above = QWidget()
        FlowLayout(above).addWidget(new)
        self._split = Split(self.list, self._side, (36, 64), above)
        self.adding.added.connect(self._added)
        self.adding.ended.connect(self._show_marked)
        self.detail.went.connect(self.went)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _id: self._split.show_detail())
        self._model.loaded.connect(self._loaded)
        self._model.failed.connect(bus.failed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split)
        self._model.show(lambda _sort: bus.desk.read(series.ids))

    def follow(self) -> None:
        self._model.refresh()

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_TELL):
            self._model.refresh()
            if self.list.current_id():
                self.detail.show_series(self.list.current_id())

    def take_focus(self) -> None:
        self.list.setFocus()

    def begin(self) -> None:
        """Open the form for a new series."""
        self._side.setCurrentWidget(self.adding)
        self._split.show_detail()
        self.adding.start()

    def _load(self, keys: Sequence[str]) -> Sequence[SeriesRow]:
        today = self._bus.today()
        return self._bus.desk.read(lambda session: series.rows(session, keys, today))

    def _chosen(self, _id: str) -> None:
        if self._side.currentWidget() is not self.adding:
            self._show_marked()

    def _added(self, series_id: str) -> None:
        self._wanted = series_id
        self._model.refresh()
        self._show_marked()

    def _loaded(self) -> None:
        if self._wanted and self._model.row_of(self._wanted) >= 0:
            self.list.select(self._wanted)
            self._wanted = ""

    def _show_marked(self) -> None:
        series_id = self.list.current_id()
        self._side.setCurrentWidget(self.detail if series_id else self._nothing)
        if series_id:
            self.detail.show_series(series_id)


def _columns() -> list[Column[SeriesRow]]:
    return [Column(_("Series"), lambda row: row.name, sort="name", second=_second)]


def _second(row: SeriesRow) -> str:
    rule = recurrence.words(row.rule)
    if row.next_on is None:
        return ", ".join(filter(None, (rule, _("none planned") if rule else _("None planned"))))
    next_on = _("next {date}").format(date=show_date_short(row.next_on))
    planned = ngettext("{n} planned", "{n} planned", row.planned).format(n=row.planned)
    return ", ".join((planned, next_on))
