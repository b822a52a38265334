"""Planning a general meeting back from its date: the steps, the days they hang on, and the papers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import MeetingStatus
from villagedesk.records.agm import AgmDraft, AgmPlan, AgmStep
from villagedesk.records.meetings import MeetingCard
from villagedesk.records.minutespaper import GeneralMeeting
from villagedesk.services import agm
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet, secondary
from villagedesk.ui.colours import Tone
from villagedesk.ui.count import Count
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import Label, soft, strong
from villagedesk.ui.rows import Row, Rows
from villagedesk.ui.saving import save_as


class AgmPlanning(QFrame):
    """Shown for general meetings that are still ahead: what is due when, and one button that puts it in the log."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self.setProperty("role", "asking")
        self.setObjectName("agmPlanning")
        self._bus, self._meeting_id, self._plan = bus, "", AgmPlan("", bus.today(), (), "", 0, ())
        self._cancel: Callable[[], None] | None = None
        self._rows, self._clause, self._error = Rows(), soft(), Label(role="error", wrap=True)
        self._rows.activated.connect(self._open)
        self._form: Form[AgmDraft] = Form(_fields(), AgmDraft())
        self._form.setObjectName("agmForm")
        self._form.edited.connect(self._read)
        self._form.hide()
        self._write = secondary(_("Put these into the action log"))
        self._change = quiet(_("Change the days"))
        self._change.setCheckable(True)
        self._change.toggled.connect(self._form.setVisible)
        self._write.clicked.connect(self._keep)
        self._write.setObjectName("writeAgm")
        self._change.setObjectName("changeAgm")
        buttons = FlowLayout(spacing=8)
        buttons.addWidget(self._write)
        buttons.addWidget(self._change)
        papers = (
            ("saveRoll", _("Voting roll"), agm.roll_pdf), ("saveSignIn", _("Sign-in sheet"), agm.sign_in_pdf),
            ("saveNomination", _("Nomination form"), agm.nomination_pdf),
        )  # fmt: skip
        for name, words, make in papers:
            button = quiet(words, "document")
            button.setObjectName(name)
            button.setToolTip(_("Save as PDF"))
            button.clicked.connect(partial(self._save, words, make))
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addWidget(strong(_("Planned back from the day of the meeting")))
        for widget in (self._clause, self._rows, self._form, self._error):
            column.addWidget(widget)
        column.addLayout(buttons)
        self._error.hide()

    def show_meeting(self, meeting: MeetingCard) -> None:
        """Plan this meeting, where it is a general one and still ahead."""
        wanted = meeting.meeting_kind in agm.KINDS and meeting.status is MeetingStatus.PLANNED and not meeting.binned
        self.setVisible(wanted)
        if meeting.id != self._meeting_id:
            self._meeting_id = meeting.id
            self._form.reset(AgmDraft())
            self._change.setChecked(False)
        if wanted:
            self._read()

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        problems = self._form.problems()
        self._error.setVisible(bool(problems))
        if problems:
            self._error.setText(next(iter(problems.values())))
            return
        key, today, draft = self._meeting_id, self._bus.today(), self._form.value()
        self._cancel = self._bus.look(self, lambda session: agm.plan(session, key, today, draft), self._show)

    def _show(self, plan: AgmPlan) -> None:
        self._plan = plan
        clause = _("Your constitution on notice: “{clause}”").format(clause=plan.clause) if plan.clause else _(
            "How many days before is for you to say: look at your constitution."
        )  # fmt: skip
        self._clause.setText(clause)
        self._rows.show_rows([
            Row(step.name, step.text, step.why, _badge(step), show_date(step.due)) for step in plan.steps
        ])  # fmt: skip
        self._write.setEnabled(any(not step.is_done and not step.is_planned for step in plan.steps))

    def _open(self, name: str) -> None:
        action_id = next((step.action_id for step in self._plan.steps if step.name == name), None)
        if action_id:
            self._bus.goto.emit("actions", action_id)

    def _keep(self) -> None:
        key, draft = self._meeting_id, self._form.value()
        count = sum(not step.is_done and not step.is_planned for step in self._plan.steps)
        say = ngettext("{n} action is in the log", "{n} actions are in the log", count).format(n=count)
        self._bus.do(self, _("Plan a general meeting"), lambda work: agm.write(work, key, draft), say=say)

    def _save(self, words: str, make: Callable[[GeneralMeeting], bytes], _on: bool = False) -> None:
        key, today = self._meeting_id, self._bus.today()
        closes = next((step.due for step in self._plan.steps if step.name == "close_days"), None)

        def ask(meeting: GeneralMeeting) -> None:
            save_as(self, self._bus, words, agm.paper_name(words, meeting), lambda: make(meeting))

        self._bus.read(self, lambda session: agm.papers(session, key, today, closes), ask)


def _badge(step: AgmStep) -> tuple[str, Tone] | None:
    if step.is_done:
        return _("Done"), "kept"
    if step.is_past:
        return _("Past"), "late"
    if step.is_planned:
        return _("In the log"), "neutral"
    return (_("Moved"), "soon") if step.action_id else None


def _fields() -> list[Field]:
    labels = {
        "open_days": _("Nominations &open, days before"),
        "close_days": _("Nominations &close, days before"),
        "accounts_days": _("&Accounts examined, days before"),
        "reports_days": _("&Reports in, days before"),
        "notice_days": _("&Notice, days before"),
        "papers_days": _("&Papers, days before"),
    }
    hints = {"notice_days": _("Only where your constitution says nothing")}
    return [
        Field(name, words, partial(Count, ""), hints.get(name, ""), half=True) for name, words in labels.items()
    ]  # fmt: skip
