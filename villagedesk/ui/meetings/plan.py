"""Planning a meeting: of a series or on its own, with the items that it starts from."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields as names_of
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.agendas import TemplateRow
from villagedesk.records.meetings import ItemDraft, MeetingDraft
from villagedesk.records.people import Choice as Named
from villagedesk.records.series import SeriesStart
from villagedesk.services import agendas, meetings, people, series, usualitems
from villagedesk.services.desk import Session, Work
from villagedesk.services.drafts import NEW
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, quiet
from villagedesk.ui.card import Card
from villagedesk.ui.editors import Choice, TickBox
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import heading, soft, strong
from villagedesk.ui.meetings.facts import fields, offer_bodies
from villagedesk.ui.meetings.invited import Invited

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
    """`planned` carries the new meeting, `ended` that nobody wants one."""

    planned = Signal(str)
    ended = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("planCard")
        self.setAccessibleName(_("Plan a meeting"))
        self._bus = bus
        self.form: Form[_Planned] = Form([*_starts(), *fields(bus.today)], _Planned())
        self.form.edited.connect(self._edited)
        self._drafting = Drafting(bus, "new_meeting", self.form, self.form)
        self._drafting.brought_back.connect(self._came_back)
        self._shown, self._audience = _Planned(), MeetingDraft().audience
        self._items: tuple[ItemDraft, ...] = ()
        self._standing: tuple[ItemDraft, ...] = ()  # of the series that is chosen
        self._back = _NONE  # the series of a draft that was brought back: what was typed for it stays
        self._usual: tuple[Named, ...] = ()
        self._asked: tuple[Named, ...] = ()
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(2)
        self._people: list[Named] = []
        self.invited = Invited(_("Who is asked to come"), "planInvited")
        self.invited.changed.connect(self._invite)
        plan, cancel = primary(_("Plan the meeting")), quiet(_("Cancel"))
        plan.setObjectName("planMeeting")
        cancel.setObjectName("cancelPlan")
        plan.clicked.connect(self._plan)
        cancel.clicked.connect(self._give_up)
        self.body.setSpacing(14)
        self.add(heading(_("Plan a meeting")))
        self.add(self.form)
        self.add(strong(_("Agenda")))
        self.add(soft(_("Untick what this meeting doesn't need; the rest can be added afterwards.")))
        self.body.addLayout(self._ticks)
        self.add(self.invited)
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
        self._people = offered.people
        self._audience = meetings.usual_audience(MeetingDraft().kind)
        offer_bodies(self.form, offered.bodies)
        self.invited.offer(offered.people)
        self._offer("series_id", [(_NONE, _("None, it stands by itself")), *((s.id, s.name) for s in offered.series)])
        own = [(row.id, row.name) for row in offered.templates if row.items]
        self._offer("agenda_id", [(_NONE, _("The usual items")), *own])
        self._shown, self._standing, self._back = _Planned(audience=self._audience), (), _NONE
        self.form.reset(self._shown)
        self._show_items(usualitems.usual_items(self._shown.kind))
        self._show_people(())
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

    def _edited(self) -> None:
        """The audience and the items follow the kind until somebody says otherwise; all follows a series."""
        before, value = self._shown, self.form.value()
        self._shown = value
        if value.series_id != before.series_id:
            self._take_series(value.series_id)
            return
        if value.kind is not before.kind:
            usual = meetings.usual_audience(value.kind)
            if value.audience is self._audience:
                self.form.editor("audience").set_value(usual)
                self._shown, self._audience = self.form.value(), usual
        if value.agenda_id and value.agenda_id != before.agenda_id:
            agenda_id = value.agenda_id
            self._bus.read(self, lambda session: tuple(agendas.drafts(session, agenda_id)), self._show_items)
        elif not value.agenda_id and (before.agenda_id or value.kind is not before.kind):
            self._show_items(self._standing or usualitems.usual_items(value.kind))

    def _take_series(self, series_id: str) -> None:
        self._standing = ()
        if not series_id:
            self._show_items(usualitems.usual_items(self._shown.kind))
            self._show_people(())
            return
        today = self._bus.today()
        self._bus.read(self, lambda session: series.start(session, series_id, today), partial(self._filled, series_id))

    def _filled(self, series_id: str, found: SeriesStart) -> None:
        """The next meeting of the series: every field can still be changed."""
        if self.form.value().series_id != series_id:
            return
        self._standing = found.items
        if series_id != self._back:
            known = {field.name: getattr(found.meeting, field.name) for field in names_of(MeetingDraft)}
            for name, value in {**known, "agenda_id": _NONE}.items():
                self.form.editor(name).set_value(value)
        self._back, self._shown, self._audience = _NONE, self.form.value(), found.meeting.audience
        self._show_items(found.items)
        self._show_people(found.people)

    def _came_back(self) -> None:
        self._back = self.form.value().series_id

    def _show_items(self, items: tuple[ItemDraft, ...]) -> None:
        self._items = items
        while line := self._ticks.takeAt(0):
            if tick := line.widget():
                tick.hide()
                tick.deleteLater()
        for number, item in enumerate(items, 1):
            tick = TickBox(item.title)
            tick.setObjectName(f"usual_{number}")
            tick.setChecked(True)
            self._ticks.addWidget(tick)

    def _show_people(self, usual: tuple[Named, ...]) -> None:
        self._usual = self._asked = usual
        self.invited.show_people(usual)

    def _invite(self, keys: list[str]) -> None:
        known = {person.id: person for person in (*self._people, *self._asked)}
        self._asked = tuple(known[key] for key in keys)
        self.invited.show_people(self._asked)

    def _wanted(self) -> list[ItemDraft]:
        ticks = [self._ticks.itemAt(number) for number in range(self._ticks.count())]
        boxes = [line.widget() if line else None for line in ticks]
        return [
            item for item, box in zip(self._items, boxes, strict=True) if isinstance(box, TickBox) and box.isChecked()
        ]

    def _plan(self) -> None:
        if self.form.show_problems():
            return
        value, items, asked = self.form.value(), self._wanted(), [person.id for person in self._asked]
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
