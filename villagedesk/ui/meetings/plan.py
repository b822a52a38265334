"""Planning a meeting: a few lines, and the items that most agendas have."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.meetings import MeetingDraft
from villagedesk.records.people import Choice
from villagedesk.services import meetings
from villagedesk.services.drafts import NEW
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, quiet
from villagedesk.ui.card import Card
from villagedesk.ui.editors import TickBox
from villagedesk.ui.form import Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import heading, soft, strong
from villagedesk.ui.meetings.facts import fields, offer_bodies


class PlanCard(Card):
    """`planned` carries the new meeting, `ended` that nobody wants one."""

    planned = Signal(str)
    ended = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("planCard")
        self.setAccessibleName(_("Plan a meeting"))
        self._usual = meetings.usual_items()
        self.form: Form[MeetingDraft] = Form(fields(bus.today), MeetingDraft())
        self.form.edited.connect(self._edited)
        self._drafting = Drafting(bus, "new_meeting", self.form, self.form)
        self._kind, self._audience = MeetingDraft().kind, MeetingDraft().audience
        self._ticks = [TickBox(item.title) for item in self._usual]
        for number, tick in enumerate(self._ticks, 1):
            tick.setObjectName(f"usual_{number}")
        plan, cancel = primary(_("Plan the meeting")), quiet(_("Cancel"))
        plan.setObjectName("planMeeting")
        cancel.setObjectName("cancelPlan")
        plan.clicked.connect(self._plan)
        cancel.clicked.connect(self._give_up)
        self.body.setSpacing(14)
        self.add(heading(_("Plan a meeting")))
        self.add(self.form)
        self.add(strong(_("Usual items")))
        self.add(soft(_("Untick what this meeting doesn't need; the rest can be added afterwards.")))
        ticks = QVBoxLayout()
        ticks.setSpacing(2)
        for tick in self._ticks:
            ticks.addWidget(tick)
        self.body.addLayout(ticks)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(plan)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def start(self, bodies: Sequence[Choice]) -> None:
        """Begin with an empty form, or with what was typed and left."""
        self._kind, self._audience = MeetingDraft().kind, meetings.usual_audience(MeetingDraft().kind)
        offer_bodies(self.form, bodies)
        self.form.reset(MeetingDraft(audience=self._audience))
        for tick in self._ticks:
            tick.setChecked(True)
        self.form.editor("kind").setFocus()
        self._drafting.start(NEW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._plan()
        else:
            super().keyPressEvent(event)

    def _edited(self) -> None:
        """The audience follows the kind until somebody says otherwise."""
        value = self.form.value()
        if value.kind is not self._kind:
            usual = meetings.usual_audience(value.kind)
            if value.audience is self._audience:
                self.form.editor("audience").set_value(usual)
                self._audience = usual
            self._kind = value.kind

    def _plan(self) -> None:
        if self.form.show_problems():
            return
        draft = self.form.value()
        items = [item for item, tick in zip(self._usual, self._ticks, strict=True) if tick.isChecked()]
        self._drafting.do(
            _("Plan a meeting"), lambda work: meetings.plan(work, draft, items), self.planned.emit, self._refused
        )

    def _give_up(self) -> None:
        self._drafting.give_up()
        self.ended.emit()

    def _refused(self, error: Refused) -> None:
        self.form.show_error(error.field or "title", error.message)
