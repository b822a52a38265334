"""The list of meetings with its filters, and the search for the filter that shows one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from villagedesk.core.i18n import _
from villagedesk.records.meetings import MeetingFilter, MeetingRow
from villagedesk.services import meetings
from villagedesk.ui.bus import Bus
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.meetings.columns import columns
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import RowModel, Sort

_WHERE = (MeetingFilter.COMING, MeetingFilter.PAST, MeetingFilter.ALL)  # the order in which a meeting is looked for


class MeetingsList(QObject):
    """`rows` is the list, `chips` stand above it and `line` is the one that filters it."""

    def __init__(self, bus: Bus, plan: QPushButton, parent: QWidget) -> None:
        """`plan` is the button of the empty list."""
        super().__init__(parent)
        self._bus, self._only = bus, MeetingFilter.COMING
        self._wanted = ""  # what was gone to, until the list has it
        self._looked = set[MeetingFilter]()  # where it was not
        self.chips = ChipRow()
        for only, text in (
            (MeetingFilter.COMING, _("Coming")),
            (MeetingFilter.PAST, _("Past")),
            (MeetingFilter.LIAISON, _("Council liaison")),
            (MeetingFilter.ALL, _("All")),
        ):
            self.chips.add(only.value, text)
        self.chips.turn_on([self._only.value])
        self._empty = EmptyState("meetings", "", plan)
        self._model: RowModel[MeetingRow] = RowModel(
            columns(bus.today), self._load, bus.tasks, sort=Sort("date"), parent=self
        )
        self.rows = CardList(self._model, self._empty, _("Meetings"))
        self.line = FindBox(_("Filter by words of a meeting"), self.rows)
        self.chips.changed.connect(self._choose)
        self.line.searched.connect(lambda _words: self._ask())
        self._model.loaded.connect(self._listed)
        self._model.failed.connect(bus.failed)
        self._ask()
        self._count()

    def meeting_id(self) -> str | None:
        """The meeting that is marked, or that was gone to and is not listed yet."""
        return self._wanted or self.rows.current_id() or None

    def go_to(self, meeting_id: str) -> None:
        """Mark a meeting, in whatever filter it is."""
        self._wanted, self._looked = meeting_id, {self._only}
        self.line.clear()
        self._model.refresh()

    def refresh(self) -> None:
        """List and count again."""
        self._model.refresh()
        self._count()

    def _load(self, keys: Sequence[str]) -> Sequence[MeetingRow]:
        return self._bus.desk.read(lambda session: meetings.rows(session, keys))

    def _ask(self) -> None:
        descending = self._only is not MeetingFilter.COMING
        query = meetings.MeetingQuery(self._only, self.line.text(), "date", descending)
        today = self._bus.today  # asked each time: the list may be open past midnight
        self._empty.set_line(self._nothing())
        self._model.show(lambda _sort: self._bus.desk.read(lambda session: meetings.ids(session, query, today())))

    def _nothing(self) -> str:
        if self.line.text().strip():
            return _("No meeting here has these words.")
        return {
            MeetingFilter.COMING: _("Meetings that are planned stand here, the next one first."),
            MeetingFilter.PAST: _("Meetings that are over stand here, with their minutes."),
            MeetingFilter.LIAISON: _("Meetings with the council stand here."),
        }.get(self._only, _("Plan a meeting, and its agenda, minutes and decisions stay together here."))

    def _count(self) -> None:
        today = self._bus.today()
        self._bus.read(self, lambda session: meetings.counts(session, today), self._show_counts)

    def _show_counts(self, counts: dict[MeetingFilter, int]) -> None:
        for only, count in counts.items():
            self.chips.chip(only.value).show_count(count)

    def _choose(self, name: str) -> None:
        self._only = MeetingFilter(name or MeetingFilter.ALL)
        self.chips.turn_on([self._only.value])
        self._ask()

    def _listed(self) -> None:
        if self._wanted and self._model.row_of(self._wanted) >= 0:
            self.rows.select(self._wanted)
            self._wanted = ""
        elif self._wanted and (left := [only for only in _WHERE if only not in self._looked]):
            self._looked.add(left[0])
            self._choose(left[0])
        else:
            self._wanted = ""
            if not self.rows.current_id() and self._model.ids():
                self.rows.select(self._model.ids()[0])
