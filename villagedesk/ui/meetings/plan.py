"""Planning a meeting: of a series or on its own, with the items that it starts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import fields as names_of
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.agendas import TemplateRow
from villagedesk.records.meetings import MeetingDraft
from villagedesk.records.people import Choice as Named
from villagedesk.services import agendas, meetings, people, series
from villagedesk.services.desk import Session, Work
from villagedesk.services.drafts import NEW
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, quiet
from villagedesk.ui.card import Card
from villagedesk.ui.editors import Choice
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import heading
from villagedesk.ui.meetings.facts import fields, offer_bodies
from villagedesk.ui.meetings.starting import Start, Starting

_NONE = ""


@dataclass(frozen=True, slots=True)
class _Planned(MeetingDraft):
    """What is typed, and what it starts from: a series or none, and whose agenda."""

    series_id: str = _NONE
    agenda_id: str = _NONE


@dataclass(frozen=True, slots=True)
class _Offered:
    """What there is to start from, read at once."""

    bodies: list[Named]
    people: list[Named]
    series: list[Named]
    templates: list[TemplateRow]


def _read(session: Session) -> _Offered:
    return _Offered(
        people.organization_choices(session), people.choices(session), series.choices(session),
        agendas.templates(session),
    )  # fmt: skip


class PlanCard(Card):
    """`planned` carries the new meeting, `ended` that nobody wants one; `edited` at every change by the person."""

    planned = Signal(str)
    ended = Signal()
    edited = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("planCard")
        self.setAccessibleName(_("Plan a meeting"))
        self._bus = bus
        self.form: Form[_Planned] = Form([*_starts(), *fields(bus.today, is_new=True)], _Planned())
        self.form.edited.connect(self._edited)
        self._drafting = Drafting(bus, "new_meeting", self, self.form)
        self._drafting.brought_back.connect(self._came_back)
        self._shown, self._audience = _Planned(), MeetingDraft().audience
        self._cancel: Callable[[], None] | None = None  # the reading of a start
        self._fills: _Planned | None = None  # the form when a series was chosen that is to fill it in
        self._is_coming_back = False
        self.starting = Starting()
        self.starting.changed.connect(self.edited)
        plan, cancel = primary(_("Plan the meeting")), quiet(_("Cancel"))
        plan.setObjectName("planMeeting")
        cancel.setObjectName("cancelPlan")
        plan.clicked.connect(self._plan)
        cancel.clicked.connect(self._give_up)
        self.body.setSpacing(14)
        self.add(heading(_("Plan a meeting")))
        self.add(self.form)
        self.add(self.starting)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(plan)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def begin(self) -> None:
        """Read what there is to start from, then begin."""
        self._bus.read(self, _read, self.start)

    def start(self, offered: _Offered) -> None:
        """Begin with an empty form, or with what was typed and left."""
        self._audience = meetings.usual_audience(MeetingDraft().kind)
        offer_bodies(self.form, offered.bodies)
        self.starting.offer(offered.people)
        self._offer("series_id", [(_NONE, _("None, it stands by itself")), *((s.id, s.name) for s in offered.series)])
        own = [(row.id, row.name) for row in offered.templates if row.items]
        self._offer("agenda_id", [(_NONE, _("The usual items")), *own])
        self._shown, self._fills = _Planned(audience=self._audience), None
        self.form.reset(self._shown)
        if self._cancel:
            self._cancel()
        self.starting.show_start(Start(), self._shown.kind)
        self.form.editor("series_id" if offered.series else "kind").setFocus()
        self._drafting.start(NEW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._plan()
        elif event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _offer(self, name: str, options: list[tuple[str, str]]) -> None:
        editor = self.form.editor(name)
        assert isinstance(editor, Choice)
        editor.set_options(options)

    def typed(self) -> tuple[dict[str, str], dict[str, str]]:
        """As the form says it, with the titles of the items left out and the keys of who is asked, a line each."""
        loaded, now = self.form.typed()
        return loaded, {**now, **self.starting.typed()}

    def bring_back(self, loaded: Mapping[str, str], typed: Mapping[str, str]) -> bool:
        """Put back what was typed; ticks and people when what it starts from has been read."""
        self._is_coming_back = True
        came = self.form.bring_back(loaded, typed)
        self._is_coming_back = False
        return self.starting.bring_back(typed) or came

    def _edited(self) -> None:
        """The audience and the items follow the kind until somebody says otherwise; all follows a series."""
        before, value = self._shown, self.form.value()
        self._shown = value
        if not self._is_coming_back:
            self._follow(before, value)
        self.edited.emit()

    def _follow(self, before: _Planned, value: _Planned) -> None:
        if (value.series_id, value.agenda_id) != (before.series_id, before.agenda_id):
            self.starting.forget()
        if value.series_id != before.series_id:
            self.form.editor("agenda_id").set_value(_NONE)
            self._shown = self._fills = self.form.value()
            self._read_start()
            return
        if value.kind is not before.kind:
            usual = meetings.usual_audience(value.kind)
            if value.audience is self._audience:
                self.form.editor("audience").set_value(usual)
                self._shown, self._audience = self.form.value(), usual
        if value.agenda_id != before.agenda_id:
            self._read_start()
        elif value.kind is not before.kind and not value.series_id and not value.agenda_id:
            self.starting.show_start(Start(), value.kind)

    def _read_start(self) -> None:
        """Read what is chosen to start from; what was chosen before is read no more."""
        if self._cancel:
            self._cancel()
        series_id, agenda_id, today = self._shown.series_id, self._shown.agenda_id, self._bus.today()

        def job(session: Session) -> Start:
            return Start(
                series.start(session, series_id, today) if series_id else None,
                tuple(agendas.drafts(session, agenda_id)) if agenda_id else (),
            )

        self._cancel = self._bus.read(self, job, self._begin)

    def _begin(self, start: Start) -> None:
        """Show what the meeting starts from. A series fills in the fields that nobody changed since it was chosen."""
        fills, self._fills = self._fills, None
        if start.series and fills:
            now = self.form.value()
            for field in names_of(MeetingDraft):
                if getattr(now, field.name) == getattr(fills, field.name):
                    self.form.editor(field.name).set_value(getattr(start.series.meeting, field.name))
            self._shown, self._audience = self.form.value(), start.series.meeting.audience
        self.starting.show_start(start, self._shown.kind)

    def _came_back(self) -> None:
        self._shown, self._fills = self.form.value(), None
        self._audience = meetings.usual_audience(self._shown.kind)
        self._read_start()

    def _plan(self) -> None:
        if self.form.show_problems():
            return
        value, items, asked = self.form.value(), self.starting.wanted(), self.starting.asked()
        draft = MeetingDraft(**{field.name: getattr(value, field.name) for field in names_of(MeetingDraft)})

        def job(work: Work) -> Any:
            if value.series_id:
                return series.plan(work, value.series_id, draft, items, asked)
            key = meetings.plan(work, draft, items)
            if asked:
                series.set_people(work, asked, meeting_id=key)
            return key

        self._drafting.do(_("Plan a meeting"), job, self.planned.emit, self._refused)

    def _give_up(self) -> None:
        self._drafting.give_up()
        self.ended.emit()

    def _refused(self, error: Refused) -> None:
        self.form.show_error(error.field or "title", error.message)


def _starts() -> list[Field]:
    return [
        Field("series_id", _("&Series"), partial(Choice, ()), _("Fills in the rest, on its next free day"), half=True),
        Field("agenda_id", _("&Agenda to start from"), partial(Choice, ()), half=True),
    ]
