"""The Meetings place: the list by filters, the meeting beside it, planning, and the way into the minutes."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.services import meetings
from villagedesk.ui import begin
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.card import Card
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.filterbar import FilterBar
from villagedesk.ui.meetings.calendar.view import CALENDAR, CalendarView
from villagedesk.ui.meetings.detail import MeetingDetail
from villagedesk.ui.meetings.face import MINUTES
from villagedesk.ui.meetings.faces import APPROVE, MEETINGS, PLAN, view_title, views
from villagedesk.ui.meetings.find.view import FindView
from villagedesk.ui.meetings.list import MeetingsList
from villagedesk.ui.meetings.minutes.screen import MinutesScreen
from villagedesk.ui.meetings.plan import PlanCard
from villagedesk.ui.page import Page
from villagedesk.ui.split import Split
from villagedesk.ui.tabs import TabRow
from villagedesk.ui.view import View
from villagedesk.ui.window import MainWindow

_TABLES = (
    "meeting", "agenda_item", "attendance", "declaration", "decision", "minutes", "minute_block", "action", "person",
    "organization", "paper", "series",
)  # fmt: skip
FIND = "find:"


class MeetingsPage(Page):
    """Shows, plans and cancels meetings; `take_minutes` covers the window with the screen for it."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(commands, _("Meetings"), scrolls=True)
        self._bus, self._is_stale = bus, False
        self._screen: MinutesScreen | None = None
        planning = Command("plan_meeting", _("Plan a meeting"), "meetings", words=_("new add calendar"))
        taking = Command("import_meetings", _("Import meetings"), "import", words=_("calendar ics council moderngov"))
        commands.add(planning, taking, scope=self)
        commands.connect("import_meetings", self.take_in)
        commands.connect("plan_meeting", self.plan_meeting)
        self._list = MeetingsList(bus, CommandButton(commands.action("plan_meeting"), "secondary"), self)
        self.list = self._list.rows
        self.plan: PlanCard | None = None
        self._none = Card()
        self._choose = EmptyState("meetings", _("Choose a meeting to see its agenda and minutes."))
        self._none.add(self._choose, 1)
        self._side = QStackedWidget()
        self._split = Split(self.list, self._side, above=FilterBar(self._list.chips, self._list.line))
        self._side.addWidget(self._none)
        self._kinds = {kind.name: kind for kind in views()}
        self._views: dict[str, View] = {}
        self._tabs, self._stack = TabRow(), QStackedWidget()
        self._tabs.setObjectName("views")
        for name, words in ((MEETINGS, view_title()), *((kind.name, kind.title) for kind in self._kinds.values())):
            self._tabs.add(name, words)
        self._tabs.turn_on([MEETINGS])
        self._stack.addWidget(self._split)
        self.body.addWidget(self._tabs)
        self.body.addWidget(self._stack, 1)
        self._tabs.setVisible(bool(self._kinds))
        self._connect()
        self.set_main("plan_meeting")
        self.start_at(self.list)

    @cached_property
    def detail(self) -> MeetingDetail:
        """The meeting that is marked, whole; built when it is first wanted."""
        detail = MeetingDetail(self._bus, self.commands)
        detail.loaded.connect(self._show_detail)
        self._side.addWidget(detail)
        return detail

    def build_more(self) -> bool:
        if is_missing := "detail" not in vars(self):
            self.detail  # noqa: B018 -- a look at it builds it
        return is_missing

    def _connect(self) -> None:
        self.list.chosen.connect(self._chosen)
        self.list.model.loaded.connect(lambda: self._choose.setVisible(self.list.model.rowCount() > 0))
        self.list.opened.connect(lambda _id: self._split.show_detail())
        self._tabs.changed.connect(self._turned)
        self.answers("new", self.plan_meeting)
        self.answers("find", self._find)
        self.answers("bin", self._bin)

    def turn(self, name: str) -> View | None:
        """Turn to a view, which is built when it is first wanted; None is the list of meetings."""
        if name != MEETINGS and name not in self._views:
            view = self._views[name] = self._kinds[name].build(self._bus, self.commands)
            view.setObjectName(f"view_{name}")
            view.went.connect(self._bus.goto.emit)
            self._stack.addWidget(view)
        view_shown = self._views.get(name)
        self._tabs.turn_on([name])
        self._stack.setCurrentWidget(view_shown or self._split)
        self.start_at(view_shown or self.list)
        if view_shown:
            view_shown.follow()
        return view_shown

    def _turned(self, name: str) -> None:
        """A tab was pressed; who turns to Find goes on by typing."""
        view = self.turn(name)
        if isinstance(view, FindView):
            view.find_in_list()

    def _view(self) -> View | None:
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, View) else None

    def _find(self) -> None:
        if view := self._view():
            view.find_in_list()
            return
        self._split.show_list()
        self._list.line.start()

    def _chosen(self, meeting_id: str) -> None:
        if meeting_id:
            self.detail.show_meeting(meeting_id)
        elif isinstance(self._side.currentWidget(), MeetingDetail):
            self._side.setCurrentWidget(self._none)

    def _show_detail(self) -> None:
        if self._side.currentWidget() is self._none and self.list.current_id():
            self._side.setCurrentWidget(self.detail)

    def shown(self, row_id: str | None) -> None:
        """Go to a meeting, in whatever filter it is, into its minutes, or with "find:words" to words in all minutes."""
        if row_id is None:
            if view := self._view():
                view.follow()
        elif row_id.startswith(FIND):
            view = self.turn("find")
            assert isinstance(view, FindView)
            view.look_for(row_id.removeprefix(FIND))
        elif row_id.startswith(MINUTES):
            meeting_id, _colon, place = row_id.removeprefix(MINUTES).partition(":")
            self.shown(meeting_id)
            self._open_minutes(meeting_id, place)
        elif path := begin.file_of(row_id):
            self.take_in(path)
        else:
            self.turn(MEETINGS)
            self._end_plan()
            self._list.go_to(row_id)
            self._split.show_detail()

    def take_in(self, path: Path | None = None) -> None:
        """Show what taking in a file would change; without one, what can be taken in."""
        view = self.turn(CALENDAR)
        if path and isinstance(view, CalendarView):
            view.read(path)

    def meeting_id(self) -> str | None:
        return self._list.meeting_id()

    def refresh(self, changed: Changed) -> None:
        if not self.isVisible():  # covered by the minutes: once, when it is seen again
            self._is_stale = True
            return
        if changed.touches("meeting", "minutes"):
            self._list.refresh()
        if changed.touches(*_TABLES) and (meeting_id := self.list.current_id()):
            self.detail.show_meeting(meeting_id)
        if "detail" in vars(self):
            self.detail.refresh(changed)
        for view in self._views.values():
            view.refresh(changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self._list.refresh()
            if meeting_id := self.list.current_id():
                self.detail.show_meeting(meeting_id)

    # planning

    def plan_meeting(self) -> None:
        """Open the form for a new meeting."""
        self.turn(MEETINGS)
        if self.plan is None:
            self.plan = PlanCard(self._bus)
            self.plan.planned.connect(self._planned)
            self.plan.ended.connect(self._end_plan)
            self._side.addWidget(self.plan)
        self._side.setCurrentWidget(self.plan)
        self._split.show_detail()
        self.plan.begin()

    def _planned(self, meeting_id: str) -> None:
        self._end_plan()
        self.shown(meeting_id)
        self.detail.turn(PLAN)
        self.detail.agenda.take_focus()

    def _end_plan(self) -> None:
        if self.plan and self._side.currentWidget() is self.plan:
            self._side.setCurrentWidget(self.detail if self.list.current_id() else self._none)
            self.list.setFocus()

    def _bin(self) -> None:
        if self._view():
            return
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

    def _open_minutes(self, meeting_id: str | None, place: str = "") -> None:
        if meeting_id is None:
            self._bus.said.emit(_("Plan a meeting first: there is none to take minutes of."), None)
            return
        window = self.window()
        assert isinstance(window, MainWindow)
        if self._screen is None:
            self._screen = MinutesScreen(self._bus, self.commands)
            self._screen.closed.connect(self._minutes_closed)
            self._screen.finished.connect(self._minutes_finished)
        window.cover(self._screen)
        self._screen.open(meeting_id, place)

    def _minutes_finished(self, meeting_id: str) -> None:
        self._minutes_closed(meeting_id)
        self.detail.turn(APPROVE)

    def _minutes_closed(self, meeting_id: str) -> None:
        window = self.window()
        assert isinstance(window, MainWindow)
        window.uncover()
        self.shown(meeting_id)
        self.take_focus()
