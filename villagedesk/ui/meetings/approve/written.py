"""Decisions between meetings: recorded as the constitution has it, listed until a meeting has ratified them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.words import MeetingKind, MeetingStatus, MinutesState, Written
from villagedesk.records.meetings import DecisionDraft, MeetingCard
from villagedesk.records.written import WrittenRow, WrittenRule
from villagedesk.services import written
from villagedesk.services.desk import Session, Work
from villagedesk.services.group import audience_words
from villagedesk.ui.asking import Asking, AskingRoom, Step
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, quiet
from villagedesk.ui.editors import Choice, DateLine, Line, Text
from villagedesk.ui.form import Field
from villagedesk.ui.labels import soft, strong
from villagedesk.ui.rows import Act, Row, Rows


@dataclass(frozen=True, slots=True)
class Deciding:
    """What was decided between meetings, when, how, and who may know."""

    text: str = ""
    on_date: date | None = None
    how: str = ""
    audience: Audience = Audience.COMMITTEE


class BetweenMeetings(QWidget):
    """Under a meeting of ours: what waits for it to be ratified, and the way to record another.

    A meeting with another body settles nothing that our own decided.
    """

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus, self._meeting_id, self._may_ratify = bus, "", False
        self._meeting: MeetingCard | None = None
        self._rule: WrittenRule | None = None
        self._cancel: Callable[[], None] | None = None
        self._clause, self._rows = soft(), Rows(opens=True)
        self._clause.setObjectName("writtenClause")
        self._rows.acted.connect(self._act)
        self._room = AskingRoom(bus, self.setFocus)
        self._record = quiet(_("Record a decision between meetings"), "add")
        self._record.setObjectName("recordWritten")
        self._record.clicked.connect(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addWidget(strong(_("Decisions between meetings")))
        column.addWidget(self._clause)
        column.addWidget(self._rows)
        column.addLayout(button_row(self._record))
        column.addLayout(self._room)

    def show_meeting(self, meeting: MeetingCard) -> None:
        """What this meeting has to ratify."""
        if meeting.id != self._meeting_id:
            self._room.put_away()
        self._meeting_id, self._meeting = meeting.id, meeting
        self.setVisible(not meeting.is_theirs and meeting.meeting_kind is not MeetingKind.LIAISON)
        self._may_ratify = (
            meeting.on_date <= self._bus.today()
            and meeting.status is not MeetingStatus.CANCELLED
            and meeting.minutes_state is not MinutesState.APPROVED
        )
        if self._cancel:
            self._cancel()
        kind, on_date = meeting.meeting_kind, meeting.on_date

        def job(session: Session) -> tuple[WrittenRule, tuple[WrittenRow, ...]]:
            return written.rule(session, kind), written.waiting(session, on_date)

        self._cancel = self._bus.read(self, job, self._show)

    def _show(self, found: tuple[WrittenRule, tuple[WrittenRow, ...]]) -> None:
        self._rule, waiting = found
        self._clause.setText(_clause(self._rule))
        self._record.setVisible(self._rule.said and self._rule.written is not Written.NO)
        acts = (
            Act("ratify", _("Ratified at this meeting"), "check", Qt.Key.Key_R),
            Act("reject", _("Not ratified"), "close", Qt.Key.Key_N),
        )  # fmt: skip
        self._rows.show_rows([
            Row(
                row.id, row.text, ", ".join(filter(None, (row.number, row.how))), (_("To be ratified"), "soon"),
                show_date(row.decided_on), acts=acts if self._may_ratify else (),
            )
            for row in waiting
        ])  # fmt: skip
        self._rows.setVisible(bool(waiting))

    def _act(self, decision_id: str, name: str) -> None:
        meeting_id, is_carried = self._meeting_id, name == "ratify"
        self._bus.do(
            self, _("Ratify a decision"),
            lambda work: written.ratify(work, decision_id, meeting_id, is_carried=is_carried),
            say=_("Written into the minutes of this meeting"),
        )  # fmt: skip

    def ask(self) -> None:
        """What was decided?"""
        if self._meeting is None:
            return
        kind = self._meeting.meeting_kind
        fields = [
            Field("text", _("&What was decided"), partial(Text, lines=2)),
            Field("on_date", _("&When"), partial(DateLine, self._bus.today), half=True),
            Field("how", _("&How"), partial(Line, _("By e-mail, all seven for it")), half=True),
            Field("audience", _("Who may s&ee it"), partial(Choice, list(audience_words().items()))),
        ]
        draft = Deciding(on_date=self._bus.today(), audience=self._meeting.audience)
        strip = Asking(_("A decision between meetings"), _("Record it"), fields, draft)

        def job(typed: Deciding) -> Callable[[Work], str]:
            decided = DecisionDraft(typed.text, how=typed.how)
            return lambda work: written.record(work, kind, decided, typed.on_date, typed.audience)

        step = Step("written", self._meeting_id, _("Record a decision"), _("Decision recorded"))
        self._room.ask(strip, step, job)


def _clause(rule: WrittenRule) -> str:
    if not rule.said:
        return _("Settings does not say yet what your constitution has about them, so none can be recorded.")
    says = {
        Written.NO: _("They are not allowed."),
        Written.BINDS: _("They bind at once."),
        Written.RATIFIED: _("They need to be ratified at the next meeting."),
    }[rule.written]
    if not rule.clause:
        return says
    return _("{says} As your constitution says: “{clause}”").format(says=says, clause=rule.clause)
