"""One entry of the log, to be read: who, when, what was said, what hangs on it, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.core.words import Direction
from villagedesk.records.interactions import GetBackKind, InteractionRow, ParticipantRow
from villagedesk.services import filing, getback, interactions
from villagedesk.services.desk import Work
from villagedesk.ui.attached import Attached
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import icon_button, quiet, secondary
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import Label, Lead, breakable, heading, soft
from villagedesk.ui.people.facts import rows_section, section
from villagedesk.ui.people.log import words as logwords
from villagedesk.ui.rows import Row
from villagedesk.ui.scroll import bring_into_view


class EntryView(QWidget):
    """`went` asks for a place and a thing; `edit` and `answer` are wanted; `finished` leads back to the log."""

    went = Signal(str, str)
    edit = Signal()
    answer = Signal()
    finished = Signal()

    def __init__(self, bus: Bus, entry: InteractionRow, answers: InteractionRow | None) -> None:
        super().__init__()
        self._bus, self._entry = bus, entry
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._back = quiet(_("Back to the log"), "left")
        self._back.setObjectName("backToLog")
        self._back.clicked.connect(self.finished)
        self._column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._head()
        said = Label(entry.text, wrap=True)
        said.setObjectName("said")
        said.setMinimumWidth(1)  # a long address in it must not widen the card
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if entry.text:
            self._column.addWidget(said)
        self._waiting()
        self._people()
        self._links(answers)
        self._files()
        self._column.addStretch(1)

    def start(self) -> None:
        """The way back has the focus, and the entry is seen from its beginning."""
        self._back.setFocus()
        bring_into_view(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _head(self) -> None:
        entry = self._entry
        title = heading(interactions.title(entry))
        title.setObjectName("entryTitle")
        self._column.addWidget(title)
        way = f"{logwords.way(entry)} {getback.with_whom(entry)}"
        self._column.addWidget(soft(f"{way}. {logwords.when(entry)}"))
        edit, answer, away = (
            secondary(_("Edit")),
            secondary(self._answer_words()),
            icon_button("bin", _("Move to the bin")),
        )
        for button, name, slot in (
            (edit, "editEntry", self.edit.emit),
            (answer, "answerEntry", self.answer.emit),
            (away, "binEntry", self._bin),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        row = FlowLayout(spacing=8)
        for widget in (edit, answer, away):
            row.addWidget(widget)
        self._column.addLayout(row)

    def _answer_words(self) -> str:
        """What is sent is answered by them, what came by us."""
        return _("Note their answer") if self._entry.direction is Direction.OUT else _("Answer it")

    def _waiting(self) -> None:
        """The answer that is wanted and the follow-up, each with what ends it."""
        entry = self._entry
        kind = GetBackKind.AWAITED if entry.direction is Direction.OUT else GetBackKind.OWED
        if words := logwords.reply(entry):
            done = "" if entry.settled_on else _("No answer needed any more")
            self._wait(_("Answer"), words, done, "settleReply", kind)
        if words := logwords.follow_up(entry):
            done = "" if entry.followed_up_on else _("Done")
            self._wait(_("Come back to it"), words, done, "doneFollowUp", GetBackKind.FOLLOW_UP)

    def _wait(self, title: str, words: str, done: str, name: str, kind: GetBackKind) -> None:
        holder = QWidget()
        row = FlowLayout(holder, spacing=10)
        row.addWidget(Lead(words))
        if done:
            if found := logwords.badge(self._entry, self._bus.today()):
                row.addWidget(Badge(*found))
            button = quiet(done, "check")
            button.setObjectName(name)
            button.clicked.connect(lambda: self._settle(kind))
            row.addWidget(button)
        self._column.addWidget(section(title, holder))

    def _people(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for who in self._entry.participants:
            column.addWidget(self._who(who))
        self._column.addWidget(section(_("Who took part"), holder))

    def _who(self, who: ParticipantRow) -> QWidget:
        part = logwords.part_words()[who.part]
        words = getback.called(who) + (f" <{who.address}>" if who.address and who.name != who.address else "")
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Lead(breakable(": ".join(filter(None, (part, words))))), 1)
        button = quiet(_("Open the card") if who.is_known else _("Add as a person"), "" if who.is_known else "add")
        key = who.person_id or who.organization_id
        button.setObjectName(f"open_{key}" if key else f"add_{who.id}")
        button.setAccessibleName(f"{button.text()}: {getback.called(who)}")
        button.clicked.connect(lambda: self.went.emit("people", key) if key else self._add(who.id))
        row.addWidget(button)
        return line

    def _links(self, answers: InteractionRow | None) -> None:
        entry = self._entry
        rows, places = [], dict[str, tuple[str, str]]()
        for title, key, words, place in (
            (_("Meeting"), entry.meeting_id, entry.meeting, "meetings"),
            (_("Action"), entry.action_id, entry.action, "actions"),
            (_("Question"), entry.question_id, entry.question, "partnership"),
            (_("Our response"), entry.response_id, entry.response, "partnership"),
            (
                _("It answers"),
                answers.id if answers else None,
                interactions.title(answers) if answers else "",
                "people",
            ),
        ):
            if key and words:
                rows.append(Row(key, words, title))
                places[key] = (place, f"log:{key}" if place == "people" else key)

        def open_row(key: str) -> None:
            if places[key][0]:
                self.went.emit(*places[key])

        if rows:
            self._column.addWidget(rows_section(_("Belongs to"), rows, open_row))

    def _files(self) -> None:
        def keep(work: Work, key: str, name: str, data: bytes) -> None:
            interactions.attach(work, key, name, data)

        self.files = Attached(self._bus, keep)
        self.files.show_files(self._entry.id, self._entry.attachments)
        self._column.addWidget(section(_("Attachments"), self.files))

    def _add(self, participant_id: str) -> None:
        self._do(_("Add person"), lambda work: filing.make_person(work, participant_id), _("Added to your people"))

    def _settle(self, kind: GetBackKind) -> None:
        key = self._entry.id
        self._do(_("Mark as done"), lambda work: getback.done(work, kind, key), _("Marked as done"))

    def _bin(self) -> None:
        key = self._entry.id
        self._do(_("Move to the bin"), lambda work: interactions.bin_entry(work, key), _("Moved to the bin"))
        self.finished.emit()

    def _do(self, label: str, job: Callable[[Work], object], say: str) -> None:
        def change(work: Work) -> None:
            job(work)

        self._bus.do(self, label, change, say=say)
