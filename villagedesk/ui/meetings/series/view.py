"""The series of meetings: a list beside the one that is marked, and the form for a new one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from villagedesk.core import recurrence
from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.series import SeriesRow
from villagedesk.services import series
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import secondary
from villagedesk.ui.card import Card
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.meetings.face import View
from villagedesk.ui.meetings.series.adding import NewSeries
from villagedesk.ui.meetings.series.detail import SeriesDetail
from villagedesk.ui.rows import Row, Rows
from villagedesk.ui.split import Split

_TELL = (
    "series", "meeting", "invitation", "agenda_template", "template_item", "parked_item", "person", "organization"
)  # fmt: skip


class SeriesView(View):
    """A handful of series as rows; the one that is marked is shown whole."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__()
        self._bus, self._marked = bus, ""
        self._found: list[SeriesRow] = []
        self._cancel: Callable[[], None] | None = None
        self._list = Card(scrolls=True)
        self.rows = Rows()
        self.rows.setObjectName("seriesRows")
        self.rows.activated.connect(self.mark)
        new = secondary(_("New series"), "add")
        new.setObjectName("newSeries")
        new.clicked.connect(self.begin)
        self._empty = EmptyState(
            "meetings", _("Meetings that come again stand here: the monthly committee, the quarterly council liaison.")
        )
        self._list.add(self.rows)
        self._list.add(self._empty)
        self._list.body.addWidget(new, 0, Qt.AlignmentFlag.AlignLeft)
        self._list.body.addStretch(1)
        self._side = QStackedWidget()
        self._nothing, self.detail, self.adding = Card(), SeriesDetail(bus), NewSeries(bus)
        self._nothing.add(EmptyState("meetings", _("Choose a series to plan its meetings ahead.")), 1)
        for widget in (self._nothing, self.detail, self.adding):
            self._side.addWidget(widget)
        self.adding.added.connect(self._added)
        self.adding.ended.connect(self._show_marked)
        self.detail.went.connect(self.went)
        self._split = Split(self._list, self._side, (34, 66))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split)
        commands.add(Command("new_series", _("New series of meetings"), "meetings"), scope=self)
        commands.connect("new_series", self.begin)

    def follow(self) -> None:
        self._read()

    def refresh(self, changed: Changed) -> None:
        if self.isVisible() and changed.touches(*_TELL):
            self._read()
            if self._marked:
                self.detail.show_series(self._marked)

    def take_focus(self) -> None:
        (self.rows.first() or self).setFocus()

    def mark(self, series_id: str) -> None:
        """Show a series whole."""
        self._marked = series_id
        self._show_marked()
        self._split.show_detail()

    def begin(self) -> None:
        """Open the form for a new series."""
        self._side.setCurrentWidget(self.adding)
        self._split.show_detail()
        self.adding.start()

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        today = self._bus.today()
        self._cancel = self._bus.read(self, lambda session: series.listed(session, today), self._show)

    def _show(self, found: list[SeriesRow]) -> None:
        self._found = found
        self.rows.show_rows([_row(row) for row in found])
        self.rows.setVisible(bool(found))
        self._empty.setVisible(not found)
        if self._marked not in {row.id for row in found}:
            self._marked = found[0].id if found else ""
            if self._side.currentWidget() is not self.adding:
                self._show_marked()

    def _added(self, series_id: str) -> None:
        self._marked = series_id
        self._read()
        self._show_marked()

    def _show_marked(self) -> None:
        self._side.setCurrentWidget(self.detail if self._marked else self._nothing)
        if self._marked:
            self.detail.show_series(self._marked)


def _row(row: SeriesRow) -> Row:
    if row.next_on:
        planned = ngettext("{n} planned, the next on {date}", "{n} planned, the next on {date}", row.planned)
        second = planned.format(n=row.planned, date=show_date(row.next_on))
    else:
        second = _("None planned")
    return Row(row.id, row.name, "\n".join(filter(None, (recurrence.words(row.rule), second))), icon="meetings")
