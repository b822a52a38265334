"""The form for a new series."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.recurrence import Recurrence
from villagedesk.records.people import Choice
from villagedesk.records.series import SeriesDraft
from villagedesk.services import meetings, people, series
from villagedesk.services.drafts import NEW
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, quiet
from villagedesk.ui.card import Card
from villagedesk.ui.form import Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import heading
from villagedesk.ui.meetings.series.fields import fields
from villagedesk.ui.pick import Pick


class NewSeries(Card):
    """`added` carries the new series, `ended` that nobody wants one."""

    added = Signal(str)
    ended = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("newSeriesCard")
        self.setAccessibleName(_("New series"))
        self._bus = bus
        self.form: Form[SeriesDraft] = Form(fields(), SeriesDraft())
        self.form.edited.connect(self._edited)
        self._drafting = Drafting(bus, "new_series", self.form, self.form)
        self._kind, self._audience = SeriesDraft().kind, SeriesDraft().audience
        add, cancel = primary(_("Begin the series")), quiet(_("Cancel"))
        add.setObjectName("addSeries")
        cancel.setObjectName("cancelSeries")
        add.clicked.connect(self._add)
        cancel.clicked.connect(self._give_up)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (add, cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.setSpacing(14)
        self.add(heading(_("New series")))
        self.add(self.form)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def start(self) -> None:
        """Begin with an empty form, or with what was typed and left."""
        self._kind, self._audience = SeriesDraft().kind, SeriesDraft().audience
        self.form.reset(SeriesDraft(rule=Recurrence().rule()))
        self._bus.read(self, people.organization_choices, self._offer)
        self.form.editor("name").setFocus()
        self._drafting.start(NEW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        elif event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _offer(self, bodies: list[Choice]) -> None:
        pick = self.form.editor("with_id")
        assert isinstance(pick, Pick)
        pick.offer(bodies)

    def _edited(self) -> None:
        """The audience follows the kind until somebody says otherwise."""
        value = self.form.value()
        if value.kind is not self._kind:
            usual = meetings.usual_audience(value.kind)
            if value.audience is self._audience:
                self.form.editor("audience").set_value(usual)
                self._audience = usual
            self._kind = value.kind

    def _add(self) -> None:
        if not self.form.show_problems():
            draft = self.form.value()
            self._drafting.do(_("Begin a series"), lambda work: series.add(work, draft), self.added.emit, self._refused)

    def _give_up(self) -> None:
        self._drafting.give_up()
        self.ended.emit()

    def _refused(self, error: Refused) -> None:
        self.form.show_error(error.field or "name", error.message)
