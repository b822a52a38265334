"""The Meetings place: the list by filters, the meeting beside it, planning, and the way into the minutes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.records.meetings import MeetingFilter, MeetingRow
from villagedesk.records.people import Choice
from villagedesk.services import meetings, people
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.card import Card
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.meetings.columns import columns
from villagedesk.ui.meetings.detail import MeetingDetail
from villagedesk.ui.meetings.minutes.screen import MinutesScreen
from villagedesk.ui.meetings.plan import PlanCard
from villagedesk.ui.page import Page
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import RowModel, Sort
from villagedesk.ui.split import Split
from villagedesk.ui.window import MainWindow

_TABLES = (
    "meeting", "agenda_item", "attendance", "declaration", "decision", "minutes", "minute_block", "action", "person",
    "organization",
)  # fmt: skip


class MeetingsPage(Page):
    """Shows, plans and cancels meetings; `take_minutes` covers the window with the screen for it."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(commands, _("Meetings"))
        self._bus, self._only, self._words = bus, MeetingFilter.COMING, ""
        self._wanted = ""  # what was gone to, until the list has it
        self._is_stale = False
        self._screen: MinutesScreen | None = None
        planning = Command("plan_meeting", _("Plan a meeting"), "meetings", words=_("new add calendar"))
        commands.add(planning, scope=self)
        commands.connect("plan_meeting", self.plan_meeting)
        self._chips = ChipRow()
        for only, text in (
            (MeetingFilter.COMING, _("Coming")),
            (MeetingFilter.PAST, _("Past")),
            (MeetingFilter.LIAISON, _("Council liaison")),
            (MeetingFilter.ALL, _("All")),
        ):
            self._chips.add(only.value, text)
        self._chips.turn_on([self._only.value])
        self._empty = EmptyState("meetings", "", CommandButton(commands.action("plan_meeting"), "secondary"))
        self._model: RowModel[MeetingRow] = RowModel(
            columns(bus.today), self._load, bus.tasks, sort=Sort("date"), parent=self
        )
        self.list = CardList(self._model, self._empty, _("Meetings"))
        self._filter = FindBox(_("Filter by words of a meeting"), self.list)
        self.detail, self.plan = MeetingDetail(bus, commands), PlanCard(bus)
        self._side = QStackedWidget()
        self._none = Card()
        self._none.add(EmptyState("meetings", _("Choose a meeting to see its agenda and minutes.")), 1)
        for widget in (self._none, self.detail, self.plan):
            self._side.addWidget(widget)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._filter)
        column.addWidget(self.list, 1)
        left.setFocusProxy(self.list)
        self._split = Split(left, self._side)
        self.body.addWidget(self._chips)
        self.body.addWidget(self._split, 1)
        self._connect()
        self.set_main("plan_meeting")
        self.start_at(self.list)
        self._show_list()
        self._count()

    def _connect(self) -> None:
        self._chips.changed.connect(self._choose)
        self._filter.searched.connect(lambda _words: self._show_list())
        self._model.loaded.connect(self._was_listed)
        self._model.failed.connect(self._bus.failed)
        self.list.chosen.connect(self._chosen)
        self.detail.loaded.connect(self._show_detail)
        self.list.opened.connect(lambda _id: self._split.show_detail())
        self.plan.planned.connect(self._planned)
        self.plan.ended.connect(self._end_plan)
        self.answers("new", self.plan_meeting)
        self.answers("find", self._filter.start)
        self.answers("bin", self._bin)

    # the list

    def _load(self, keys: Sequence[str]) -> Sequence[MeetingRow]:
        return self._bus.desk.read(lambda session: meetings.rows(session, keys))

    def _show_list(self) -> None:
        self._words = self._filter.text()
        descending = self._only is not MeetingFilter.COMING
        query = meetings.MeetingQuery(self._only, self._words, "date", descending)
        today = self._bus.today()
        self._empty.set_line(self._nothing())
        self._model.show(lambda _sort: self._bus.desk.read(lambda session: meetings.ids(session, query, today)))

    def _nothing(self) -> str:
        if self._words.strip():
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
            self._chips.chip(only.value).show_count(count)

    def _choose(self, name: str) -> None:
        self._only = MeetingFilter(name or MeetingFilter.ALL)
        self._chips.turn_on([self._only.value])
        self._show_list()

    def _was_listed(self) -> None:
        if self._wanted and self._model.row_of(self._wanted) >= 0:
            self.list.select(self._wanted)
            self._wanted = ""
        elif self._wanted and self._only is not MeetingFilter.ALL:
            self._choose(MeetingFilter.PAST if self._only is MeetingFilter.COMING else MeetingFilter.ALL)
            return
        if not self.list.current_id() and self._model.ids():
            self.list.select(self._model.ids()[0])
        if not self._model.ids() and self._side.currentWidget() is self.detail:
            self._side.setCurrentWidget(self._none)

    def _chosen(self, meeting_id: str) -> None:
        if meeting_id:
            self.detail.show_meeting(meeting_id)

    def _show_detail(self) -> None:
        if self._side.currentWidget() is self._none:
            self._side.setCurrentWidget(self.detail)

    def shown(self, row_id: str | None) -> None:
        """Go to a meeting, in whatever filter it is."""
        if row_id:
            self._end_plan()
            self._wanted = row_id
            self._filter.clear()
            self._model.refresh()
            self._split.show_detail()

    def meeting_id(self) -> str | None:
        return self._wanted or self.list.current_id() or None

    def refresh(self, changed: Changed) -> None:
        if not self.isVisible():  # covered by the minutes: once, when it is seen again
            self._is_stale = True
            return
        if changed.touches("meeting", "minutes"):
            self._model.refresh()
            self._count()
        if changed.touches(*_TABLES) and (meeting_id := self.list.current_id()):
            self.detail.show_meeting(meeting_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self._model.refresh()
            self._count()
            if meeting_id := self.list.current_id():
                self.detail.show_meeting(meeting_id)

    # planning

    def plan_meeting(self) -> None:
        """Open the form for a new meeting."""
        self._bus.read(self, people.organization_choices, self._start_plan)

    def _start_plan(self, bodies: list[Choice]) -> None:
        self._side.setCurrentWidget(self.plan)
        self._split.show_detail()
        self.plan.start(bodies)

    def _planned(self, meeting_id: str) -> None:
        self._end_plan()
        self.shown(meeting_id)
        self.detail.agenda.take_focus()

    def _end_plan(self) -> None:
        if self._side.currentWidget() is self.plan:
            self._side.setCurrentWidget(self.detail if self.list.current_id() else self._none)
            self.list.setFocus()

    def _bin(self) -> None:
        if self.detail.agenda.list.hasFocus():
            self.detail.agenda.remove_current()
        elif meeting_id := self.list.current_id():
            self._bus.do(
                self, _("Move a meeting to the bin"), lambda work: meetings.bin_meeting(work, meeting_id),
                say=_("Meeting moved to the bin"),
            )  # fmt: skip

    # minutes

    def take_minutes(self, *, of_marked: bool = True) -> None:
        """Take the minutes of the meeting that is marked, else of today's or the next."""
        today, meeting_id = self._bus.today(), self.meeting_id()
        if of_marked and meeting_id:
            self._open_minutes(meeting_id)
        else:
            self._bus.read(self, lambda session: meetings.next_id(session, today), self._open_minutes)

    def _open_minutes(self, meeting_id: str | None) -> None:
        if meeting_id is None:
            self._bus.said.emit(_("Plan a meeting first: there is none to take minutes of."), None)
            return
        window = self.window()
        assert isinstance(window, MainWindow)
        if self._screen is None:
            self._screen = MinutesScreen(self._bus, self.commands)
            self._screen.closed.connect(self._minutes_closed)
        window.cover(self._screen)
        self._screen.open(meeting_id)

    def _minutes_closed(self, meeting_id: str) -> None:
        window = self.window()
        assert isinstance(window, MainWindow)
        window.uncover()
        self.shown(meeting_id)
        self.take_focus()
