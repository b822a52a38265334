"""Calling a meeting off: by whom, and why."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from villagedesk.core.i18n import _
from villagedesk.core.words import MeetingStatus
from villagedesk.records.meetings import MeetingCard
from villagedesk.services import cancelling
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet, secondary
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting


@dataclass(frozen=True, slots=True)
class CalledOff:
    """Who called it off, and why."""

    by: str = ""
    reason: str = ""


class CancelForm(QFrame):
    """Two lines and a button inside the meeting; hidden until it is asked for."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self.setProperty("role", "asking")
        self.setObjectName("cancelForm")
        self._meeting_id = ""
        fields = [Field("by", _("Who cancelled it"), half=True), Field("reason", _("Why"), half=True)]
        self.form: Form[CalledOff] = Form(fields, CalledOff())
        self._drafting = Drafting(bus, "cancel_meeting", self.form, self.form)
        self._off = cancel = secondary(_("Cancel the meeting"))
        stay = quiet(_("Keep it"))
        cancel.setObjectName("cancelMeeting")
        stay.setObjectName("keepMeeting")
        cancel.clicked.connect(self._cancel)
        stay.clicked.connect(self._give_up)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(cancel)
        buttons.addWidget(stay)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(12)
        column.addWidget(self.form)
        column.addLayout(buttons)
        self.hide()

    def start(self) -> None:
        """Ask."""
        self.form.reset(CalledOff())
        self._drafting.start(self._meeting_id)
        self.show()
        self.form.editor("by").setFocus()

    def show_meeting(self, meeting: MeetingCard) -> None:
        """The meeting that it is about."""
        self._meeting_id = meeting.id
        self._off.setText(_("It was called off") if meeting.is_theirs else _("Cancel the meeting"))
        if meeting.status is not MeetingStatus.PLANNED:
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _give_up(self) -> None:
        self._drafting.give_up()
        self.hide()

    def _cancel(self) -> None:
        said, meeting_id = self.form.value(), self._meeting_id
        self._drafting.do(
            _("Cancel a meeting"),
            lambda work: cancelling.cancel(work, meeting_id, said.by, said.reason),
            lambda _done: self.hide(),
            say=_("Meeting cancelled"),
        )
