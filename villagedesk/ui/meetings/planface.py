"""The plan of a meeting: by when notice must go, the agenda, what arises from before, and who is asked to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication, QVBoxLayout

from villagedesk.core.changes import Changed
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import MeetingStatus
from villagedesk.records.agendas import Matters, TemplateRow
from villagedesk.records.constitution import NoticeState
from villagedesk.records.meetings import MeetingCard
from villagedesk.records.people import Choice as Person
from villagedesk.services import agendas, constitution, matters, people, series
from villagedesk.services.desk import Session, Work
from villagedesk.ui.asking import Asking, AskingRoom, Step
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.editors import Choice, Line
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Field
from villagedesk.ui.meetings.agenda import Agenda
from villagedesk.ui.meetings.agm import AgmPlanning
from villagedesk.ui.meetings.face import Face
from villagedesk.ui.meetings.invited import Invited
from villagedesk.ui.meetings.matters import MattersPart
from villagedesk.ui.meetings.noticeline import NoticeLine

_TELL = (
    "action", "question", "decision", "parked_item", "left_out", "constitution", "invitation", "agenda_template",
    "series", "person", "paper", "document", "community_group",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the agenda, read at once."""

    meeting_id: str
    matters: Matters
    notice: NoticeState | None
    not_asked: int  # of those who must get notice
    invited: tuple[Person, ...]
    people: list[Person]
    templates: list[TemplateRow]


def _read(session: Session, meeting_id: str, today: date) -> _Around | None:
    """None when the meeting has gone into the bin meanwhile."""
    try:
        arising, notice = matters.arising(session, meeting_id, today), constitution.notice(session, meeting_id)
        asked, told = series.invited(session, meeting_id), constitution.to_notify(session, meeting_id)
    except Refused:
        return None
    return _Around(
        meeting_id, arising, notice, len(set(told) - set(asked)), asked, people.choices(session),
        agendas.templates(session),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Chosen:
    template_id: str = ""
    name: str = ""


class PlanFace(Face):
    """The agenda is shown at once; what stands around it as soon as it has been read."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__()
        self._bus = bus
        self._meeting: MeetingCard | None = None
        self._templates: list[TemplateRow] = []
        self._cancel: Callable[[], None] | None = None
        self.notice, self.agenda = NoticeLine(bus), Agenda(bus)
        self.parked, self.matters = MattersPart(bus, are_parked=True), MattersPart(bus)
        self.agm = AgmPlanning(bus)
        self.invited = Invited(_("Asked to come"), "invited")
        self.invited.changed.connect(self._invite)
        self._room = AskingRoom(bus, self.agenda.list.setFocus)
        self._start = start = quiet(_("Add the items of another agenda"), "document")
        self._keep = keep = quiet(_("Keep as an agenda to start from"))
        start.setObjectName("startFrom")
        keep.setObjectName("keepAgenda")
        start.clicked.connect(self.ask_template)
        keep.clicked.connect(self.ask_name)
        self._buttons = FlowLayout(spacing=6)
        for button in (start, keep):
            self._buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.notice)
        column.addWidget(self.agm)
        column.addWidget(self.agenda)
        column.addLayout(self._buttons)
        column.addLayout(self._room)
        column.addWidget(self.parked)
        column.addWidget(self.matters)
        column.addWidget(self.invited)
        column.addStretch(1)
        for widget in (self.agm, self.parked, self.matters, self.invited):
            widget.hide()
        self._add_commands(commands)

    def _add_commands(self, commands: Commands) -> None:
        for command, slot in (
            (Command("park_item", _("Park the agenda item for a later meeting"), "clock"), self.agenda.park_current),
            (Command("attach_paper", _("Attach a paper to the agenda item"), "document"), self.agenda.attach),
            (Command("start_from", _("Add the items of another agenda"), "document"), self.ask_template),
            (Command("keep_agenda", _("Keep as an agenda to start from")), self.ask_name),
            (Command("bin_agenda", _("Put an agenda to start from in the bin"), "bin"), self.ask_bin),
        ):
            commands.add(command, scope=self)
            commands.connect(command.name, slot)

    def show_meeting(self, meeting: MeetingCard) -> None:
        if self._meeting and self._meeting.id != meeting.id:
            self._room.put_away()
            for widget in (self.parked, self.matters, self.invited):
                widget.hide()
        self._meeting = meeting
        self.agm.show_meeting(meeting)
        self.agenda.show_meeting(meeting)
        self._again()

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_TELL):
            if self._meeting:
                self.agm.show_meeting(self._meeting)
            self._again()

    def _again(self) -> None:
        if meeting := self._meeting:
            if self._cancel:
                self._cancel()
            self._cancel = self._bus.look(
                self, partial(_read, meeting_id=meeting.id, today=self._bus.today()), self._show
            )

    def _show(self, around: _Around | None) -> None:
        meeting = self._meeting
        if meeting is None or around is None or meeting.id != around.meeting_id:
            return
        is_ahead = meeting.status is MeetingStatus.PLANNED and not meeting.is_theirs
        has_notice = is_ahead and meeting.on_date >= self._bus.today()
        self.notice.show_notice(meeting.id, around.notice if has_notice else None, around.not_asked)
        self.agenda.offer(around.people)
        self.matters.show_matters(meeting.id, around.matters)
        self.matters.setVisible(is_ahead)
        was_in = self.parked.isAncestorOf(QApplication.focusWidget() or self)
        self.parked.show_matters(meeting.id, around.matters)
        if was_in and not self.parked.has_any:
            self.agenda.list.setFocus()
        self.parked.setVisible(is_ahead and self.parked.has_any)
        self.invited.offer(around.people)
        self.invited.show_people(around.invited)
        self.invited.setVisible(is_ahead)
        self._templates = around.templates
        self._start.setVisible(bool(around.templates))
        self._keep.setVisible(bool(meeting.items))

    def ask_template(self) -> None:
        """Ask which agenda to take items from."""
        if (meeting := self._meeting) is None or not self._templates:
            return
        known = [(row.id, _template_said(row)) for row in self._templates]
        which = Field("template_id", _("&Which agenda"), partial(Choice, known))
        strip = Asking(_("Add the items of another agenda"), _("Add them"), [which], _Chosen(known[0][0]))

        def job(said: _Chosen) -> Callable[[Work], Any]:
            return lambda work: agendas.start_from(work, meeting.id, said.template_id)

        self._room.ask(strip, Step("start_from", meeting.id, _("Add the items of an agenda"), _("Items added")), job)

    def ask_name(self) -> None:
        """Ask under what name to keep this agenda."""
        if (meeting := self._meeting) is None:
            return
        name = Field("name", _("&Name"), partial(Line, _("Monthly committee")))
        strip = Asking(_("Keep as an agenda to start from"), _("Keep it"), [name], _Chosen(name=meeting.series))

        def job(said: _Chosen) -> Callable[[Work], Any]:
            return lambda work: agendas.keep_of_meeting(work, meeting.id, said.name)

        self._room.ask(strip, Step("keep_agenda", meeting.id, _("Keep an agenda to start from"), _("Agenda kept")), job)

    def ask_bin(self) -> None:
        """Ask which agenda to start from goes into the bin."""
        if (meeting := self._meeting) is None or not self._templates:
            return
        known = [(row.id, _template_said(row)) for row in self._templates]
        which = Field("template_id", _("&Which agenda"), partial(Choice, known))
        title = _("Put an agenda to start from in the bin")
        strip = Asking(title, _("Put it in the bin"), [which], _Chosen(known[0][0]))

        def job(said: _Chosen) -> Callable[[Work], Any]:
            return lambda work: agendas.bin_template(work, said.template_id)

        self._room.ask(strip, Step("bin_agenda", meeting.id, title, _("Agenda moved to the bin")), job)

    def _invite(self, keys: list[str]) -> None:
        if meeting := self._meeting:
            is_fewer = len(keys) < len(self.invited.keys())
            self._bus.do(
                self, _("Change who is asked to come"),
                lambda work: series.set_people(work, keys, meeting_id=meeting.id),
                say=_("No longer asked to come") if is_fewer else "",
                refused=lambda error: self._bus.said.emit(error.message, None),
            )  # fmt: skip


def _template_said(row: TemplateRow) -> str:
    items = ngettext("{n} item", "{n} items", row.items).format(n=row.items)
    return f"{row.name} ({items})"
