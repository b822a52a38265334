"""The approving face of a meeting: its steps, who was asked, what they said, the versions, the papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.core.audience import Audience
from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.words import MinutesState
from villagedesk.records.approval import ApprovalCard, ReaderCard, VersionCard
from villagedesk.records.meetings import MeetingCard
from villagedesk.records.minutespaper import Extract, MinutesPaper, seal_letters
from villagedesk.services import approvalcard, group, minutespaper
from villagedesk.services.desk import Session
from villagedesk.ui.asking import AskingRoom
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, quiet, secondary
from villagedesk.ui.commands import Commands
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import soft, strong, text
from villagedesk.ui.meetings.approve import words
from villagedesk.ui.meetings.approve.comments import Comments
from villagedesk.ui.meetings.approve.steps import Steps
from villagedesk.ui.meetings.approve.written import BetweenMeetings
from villagedesk.ui.meetings.face import Face, minutes_at
from villagedesk.ui.rows import Row, Rows
from villagedesk.ui.saving import save_as

_TELL = (
    "minutes", "minutes_reader", "minutes_comment", "minutes_correction", "minute_block", "meeting", "decision",
    "action", "attendance", "constitution", "removal",
)  # fmt: skip


class ApproveFace(Face):
    """Reads how far the minutes have come, and offers what is next."""

    def __init__(self, bus: Bus, _commands: Commands) -> None:
        super().__init__()
        self._bus, self._meeting_id = bus, ""
        self._meeting: MeetingCard | None = None
        self.approval: ApprovalCard | None = None
        self._cancel: Callable[[], None] | None = None
        self.asking = AskingRoom(bus, self.setFocus)
        self.steps = Steps(bus, self.asking, self)
        self._between = BetweenMeetings(bus)
        self._badges, self._buttons, self._papers = FlowLayout(spacing=6), FlowLayout(spacing=8), FlowLayout(spacing=8)
        self._stands, self._reason = text(), soft()
        self._stands.setObjectName("stands")
        self._comments = Comments()
        self._comments.taking.connect(self.steps.ask_take)
        self._comments.leaving.connect(self.steps.ask_leave)
        self._comments.opening.connect(self.open_minutes)
        self._readers = Rows(opens=False)
        self._readers.acted.connect(self.steps.note_reader)
        self._versions, self._decisions = Rows(), Rows()
        self._comments.righting.connect(self.steps.put_right)
        self._versions.activated.connect(self._save_version)
        self._decisions.activated.connect(self._save_extract)
        self._none = soft(_("There are no minutes of this meeting yet."))
        self._whole = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._none)
        column.addWidget(self._whole)
        column.addWidget(self._between)
        column.addStretch(1)
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(self._badges)
        whole.addWidget(self._stands)
        whole.addWidget(self._reason)
        whole.addLayout(self._buttons)
        whole.addLayout(self.asking)
        self._comments_part = _part(_("Comments"), self._comments, whole)
        self._readers_part = _part(_("Asked to check it"), self._readers, whole)
        self._versions_part = _part(_("Versions"), self._versions, whole)
        whole.addWidget(strong(_("On paper")))
        whole.addLayout(self._papers)
        self._decisions_part = _part(_("Extracts, for a bank or a funder"), self._decisions, whole)
        self._whole.hide()
        self._none.hide()

    def show_meeting(self, meeting: MeetingCard) -> None:
        if meeting.id != self._meeting_id:
            self.asking.put_away()
        self._meeting_id, self._meeting = meeting.id, meeting
        self._between.show_meeting(meeting)
        self._read()

    def refresh(self, changed: Changed) -> None:
        if self._meeting and changed.touches(*_TELL):
            self._between.show_meeting(self._meeting)
            self._read()

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        key = self._meeting_id
        self._cancel = self._bus.look(self, lambda session: approvalcard.card(session, key), self._show)

    def _show(self, approval: ApprovalCard | None) -> None:
        self.approval = approval
        self._whole.setVisible(approval is not None)
        self._none.setVisible(approval is None)
        if approval is None:
            return
        _fill(self._badges, [Badge(word, tone) for word, tone in words.steps(approval)])
        latest = approval.latest
        self._stands.setText(words.stands(approval))
        reason = _("Version {n}: {reason}").format(n=latest.version, reason=latest.reason) if latest.reason else ""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        _fill(self._buttons, self._next_steps(approval))
        _fill(self._papers, self._paper_buttons(approval))
        self._comments.show_comments(approval.comments, is_open=not latest.is_approved)
        self._comments_part.setVisible(bool(approval.comments))
        today = self._bus.today()
        self._readers.show_rows([
            Row(
                reader.id, reader.name,
                ", ".join(filter(None, (reader.email, _("asked {date}").format(date=show_date(reader.sent_on))))),
                words.reader_badge(reader, approval.comments_by, today),
                acts=() if latest.is_approved else words.reader_acts(reader),
            )
            for reader in approval.readers
        ])  # fmt: skip
        self._readers_part.setVisible(bool(approval.readers))
        shown = [latest, *approval.earlier]
        self._versions.show_rows([_version_row(version) for version in shown])
        self._versions_part.setVisible(len(shown) > 1 or latest.is_approved)
        self._show_decisions()

    def _show_decisions(self) -> None:
        made = self._meeting.decisions if self._meeting else ()
        self._decisions.show_rows([Row(row.id, row.text, row.number, aside=_("Save as PDF")) for row in made])
        self._decisions_part.setVisible(bool(made))

    def _next_steps(self, approval: ApprovalCard) -> list[QPushButton]:
        """The buttons for what can be done now, the likeliest first."""
        latest, steps = approval.latest, self.steps
        if latest.is_approved:
            return [_button(secondary, "correctMinutes", _("Correct them in a new version"), steps.ask_correct)]
        if not approval.is_finished:
            return [_button(secondary, "goOn", _("Go on with the minutes"), self.open_minutes)]
        made = []
        if latest.state is MinutesState.PUT:
            made.append(_button(primary, "approveMinutes", _("Record as approved"), steps.ask_approve))
            made.append(_button(quiet, "takeBack", _("Work on the draft again"), steps.take_back))
        else:
            first = primary if not approval.readers else secondary
            send = _("Send to more people") if approval.readers else _("Send out for comment")
            made.append(_button(first, "sendOut", send, steps.ask_send))
            put = primary if approval.readers and not approval.unanswered else secondary
            made.append(_button(put, "putMinutes", _("Put to a meeting"), steps.ask_put))
            made.append(_button(quiet, "approveMinutes", _("Record as approved"), steps.ask_approve))
        if not any(meeting.is_next and meeting.on_date >= self._bus.today() for meeting in approval.later):
            made.append(_button(quiet, "planNext", _("Plan the next meeting"), steps.ask_plan))
        made.append(_button(quiet, "addComment", _("Type in a comment"), steps.ask_comment))
        if latest.version > 1:
            made.append(_button(quiet, "dropVersion", _("Give up this version"), steps.drop_version))
        return made

    def open_minutes(self, place: str = "") -> None:
        """Go to the minutes, at a block or an item of them."""
        self.went.emit("meetings", minutes_at(self._meeting_id, place))

    def _paper_buttons(self, approval: ApprovalCard) -> list[QPushButton]:
        made = []
        if approval.stands:
            made += self._version_buttons(approval.stands, _("Approved version {n}").format(n=approval.stands.version))
            made += self._version_buttons(approval.latest, _("Draft of version {n}").format(n=approval.latest.version))
        else:
            made += self._version_buttons(approval.latest, "")
        if not approval.latest.is_approved and any(row.email and not row.answered_on for row in approval.readers):
            made.append(_button(secondary, "saveMail", _("Save the e-mail to send"), self.save_mail))
        made.append(_button(quiet, "handOut", _("Hand out agenda and minutes"), lambda: self.turning.emit("give")))
        return made

    def _version_buttons(self, version: VersionCard, title: str) -> list[QPushButton]:
        """What saves a version, and each part of it that is kept apart; `title` tells it from the other, if any."""
        names, end = group.audience_words(), f"_{version.version}" if title else ""
        made = [
            _button(secondary, f"saveMinutes{end}", title or _("Save as PDF"), partial(self._save_version, version.id))
        ]
        for part in version.narrower:
            words = _("{version}, the part for: {audience}") if title else _("Save the part for: {audience}")
            words = words.format(version=title, audience=names[part])
            save = partial(self._save_version, version.id, part)
            made.append(_button(quiet, f"savePart_{part.value}{end}", words, save))
        return made

    def _save_version(self, key: str, part: Audience | None = None) -> None:
        desk, today = self._bus.desk, self._bus.today()

        def read(session: Session) -> MinutesPaper:
            return minutespaper.paper(session, key, today, part)

        def ask(content: MinutesPaper) -> None:
            save_as(
                self, self._bus, _("Save the minutes"), minutespaper.file_name(content),
                lambda: minutespaper.pdf(desk.read(read)),
            )  # fmt: skip

        self._bus.read(self, read, ask)

    def save_mail(self) -> None:
        """Save the e-mail to those who are asked and have not answered, to be sent by hand."""
        if self.approval is None:
            return
        key, desk, today = self.approval.latest.id, self._bus.desk, self._bus.today()
        name = _("Draft minutes of {date}").format(date=show_date(self.approval.on_date)) + ".eml"

        def make() -> bytes:
            return minutespaper.eml(desk.read(lambda session: minutespaper.mail(session, key, today)))

        def saved(_data: bytes) -> None:
            self._bus.said.emit(_("Saved. Nothing is sent yet: open it in your mail program, and send it there"), None)

        def ask(waiting: Sequence[ReaderCard]) -> None:
            if any(reader.email for reader in waiting):
                save_as(self, self._bus, _("Save the e-mail, then open it to send it"), name, make, saved)
            else:
                self._bus.said.emit(_("Noted. None of them has an e-mail address: hand them a print"), None)

        self._bus.read(self, lambda session: approvalcard.waiting(session, key), ask)

    def _save_extract(self, decision_id: str) -> None:
        today = self._bus.today()

        def ask(content: Extract) -> None:
            save_as(
                self, self._bus, _("Save the extract"), minutespaper.extract_name(content),
                lambda: minutespaper.extract_pdf(content),
            )  # fmt: skip

        self._bus.read(self, lambda session: minutespaper.extract(session, decision_id, today), ask)


def _version_row(version: VersionCard) -> Row:
    title = _("Version {n}").format(n=version.version)
    told = [words.approved_words(version) if version.is_approved else _("Not approved yet.")]
    if version.reason:
        told.append(_("Because: {reason}").format(reason=version.reason.rstrip(".")) + ".")
    told += [f"({n}) {line.rstrip('.')}." for n, line in enumerate(version.corrections, 1)]
    told += [_("A name was taken out on {date}.").format(date=show_date(day)) for day in version.removed]
    if version.sha256:
        told.append(_("Seal: {letters}").format(letters=seal_letters(version.sha256)))
    return Row(version.id, title, " ".join(told), words.seal_badge(version), aside=_("Save as PDF"))


def _part(title: str, content: QWidget, column: QVBoxLayout) -> QWidget:
    holder = QWidget()
    inside = QVBoxLayout(holder)
    inside.setContentsMargins(0, 6, 0, 0)
    inside.setSpacing(6)
    inside.addWidget(strong(title))
    inside.addWidget(content)
    column.addWidget(holder)
    holder.hide()
    return holder


def _button(make: Callable[[str], QPushButton], name: str, title: str, slot: Callable[[], object]) -> QPushButton:
    button = make(title)
    button.setObjectName(name)
    button.clicked.connect(lambda _on=False: slot())
    return button


def _fill(row: FlowLayout | QHBoxLayout, widgets: Sequence[QWidget]) -> None:
    """Put these in place of those before."""
    while item := row.takeAt(0):
        if old := item.widget():
            old.hide()
            old.deleteLater()
    for widget in widgets:
        row.addWidget(widget)
