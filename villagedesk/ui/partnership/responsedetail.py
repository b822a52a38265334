"""One response whole: when it closes, its steps, what was sent, what came of it, its fields."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.responses import ResponseDraft, ResponseRow, ResponseState
from villagedesk.services.responses import kind_words
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.labels import heading
from villagedesk.ui.partnership.fields import response_draft, response_form
from villagedesk.ui.partnership.said import Said
from villagedesk.ui.responsewords import state_badge

STEPS = ("response_send", "response_outcome", "response_leave", "response_reopen")


def steps_for(row: ResponseRow, today: date) -> tuple[str, ...]:
    """What can be done with a response in its state, the likeliest first."""
    state = row.state(today)
    if state in (ResponseState.TO_SEND, ResponseState.MISSED):
        return ("response_send", "response_leave")
    if state is ResponseState.SENT:
        return ("response_outcome", "response_reopen")
    return ("response_reopen",)


class ResponseDetail(Detail):
    """Its kind and when it closes stand at the top."""

    first = "title"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands, "responseDetail", STEPS, response_form(bus.today, ResponseDraft()))
        self.setAccessibleName(_("Response"))
        self._today = bus.today
        self._kind, self._badge = heading(), Badge()
        self._badge.setObjectName("responseState")
        self._sent = Said("sent", _("What we sent"))
        self._outcome = Said("outcome", _("What came of it"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._kind)
        head.addWidget(self._badge)
        head.addStretch(1)
        self.body.setSpacing(14)
        self.body.addLayout(head)
        self.add(self.buttons)
        self.body.addLayout(self.asking)
        for widget in (self._outcome, self._sent, self.form):
            self.add(widget)
        self.body.addStretch(1)

    def key(self) -> str:
        return self.record.id if isinstance(self.record, ResponseRow) else ""

    def can_do(self) -> tuple[str, ...]:
        return steps_for(self.record, self._today())

    def show_record(self, record: Any) -> None:
        row: ResponseRow = record
        self.load(row, response_draft(row))
        self._kind.setText(kind_words()[row.response_kind])
        self._badge.say(*state_badge(row, self._today()))
        self._sent.say(_on(row.sent_on), row.sent_text)
        self._outcome.say(_on(row.outcome_on), row.outcome)


def _on(day: date | None) -> str:
    return _("On {date}").format(date=show_date(day)) if day else ""
