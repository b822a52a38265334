"""Editing a block in place: a paragraph as text, a record by its few fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import BlockKind, Outcome, Way
from villagedesk.records.actions import ActionDraft
from villagedesk.records.meetings import Block, DecisionDraft, MeetingCard
from villagedesk.records.people import Choice
from villagedesk.records.questions import QuestionDraft, QuestionRow
from villagedesk.services import actions, attendance, decisions, minutes, questions
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus, Job
from villagedesk.ui.count import Count
from villagedesk.ui.editors import Choice as ChoiceEditor
from villagedesk.ui.editors import DateLine, Line, Text, Tick
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Keeper
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.meetings.minutes.box import MinutesBox
from villagedesk.ui.pick import Pick


class ParagraphEditor(QFrame):
    """The text of a paragraph or a line of a list, which begins with its sign: "- " or "1. ".

    `kept` with the text and its bold parts as they are now, `ended` when nothing is to be kept.
    """

    kept = Signal(str, str)
    ended = Signal()
    edited = Signal(str, str)

    def __init__(self, bus: Bus, text: str, bold: str = "", notice: str = "") -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self.box = MinutesBox(bus)
        self.box.setObjectName("blockBox")
        self.box.setAccessibleName(_("Paragraph"))
        self.box.setPlainText(text)
        self.box.show_bold(bold)
        self._before = self._now()
        self.box.textChanged.connect(lambda: self.edited.emit(*self._now()))
        self.box.entered.connect(self.keep)
        self.box.thrown.connect(self._throw)
        self.box.left.connect(self.keep)
        self.box.focused.connect(self._focused)
        self._error = Label(role="error", wrap=True)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self.box)
        column.addWidget(self._error)
        column.addWidget(soft(notice or _("Enter keeps it, Esc leaves it as it was")))
        self.setFocusProxy(self.box)
        cursor = self.box.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.box.setTextCursor(cursor)

    def _now(self) -> tuple[str, str]:
        return self.box.toPlainText(), self.box.bold()

    def keep(self) -> None:
        """Keep what was typed, if it says anything new."""
        now = self._now()
        if now[0].strip() and now != self._before:
            self._before = now
            self.kept.emit(*now)
        else:
            self.ended.emit()

    def _throw(self) -> None:
        self._before = self._now()
        self.ended.emit()

    def show_error(self, message: str) -> None:
        """Say why what was typed was not kept."""
        self._before = ("", "")
        self._error.setText(message)
        self._error.show()

    def show_text(self, text: str, bold: str = "") -> None:
        """Show text that had been typed and was not kept."""
        self.box.replace_text(text)
        self.box.show_bold(bold)

    def _focused(self, on: bool) -> None:
        self.setProperty("focused", on)
        self.style().polish(self)


@dataclass(frozen=True, slots=True)
class ActionFields:
    """What of an action is put right in the minutes; `owner_id` is a person's or a body's."""

    text: str = ""
    owner_id: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionFields:
    """What of a decision is put right in the minutes."""

    text: str = ""
    way: Way = Way.AGREED
    outcome: Outcome = Outcome.AGREED
    how: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    proxies: int | None = None
    casting_for: bool | None = None
    is_special: bool = False
    proposer_id: str | None = None
    seconder_id: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class QuestionFields:
    """What of a question is put right in the minutes; `asked_id` is a person's or a body's."""

    text: str = ""
    asked_id: str | None = None


@dataclass(frozen=True, slots=True)
class InterestFields:
    """What of a declaration is put right in the minutes."""

    interest: str = ""
    stays: bool = True
    item_id: str | None = None


_OR_BODIES = {"owner_id", "asked_id"}
_PEOPLE = {"proposer_id", "seconder_id", *_OR_BODIES}

Fields = ActionFields | DecisionFields | InterestFields | QuestionFields


class RecordEditor(QFrame):
    """The fields of an action, decision or declaration, each kept as it is left; Enter or Esc ends."""

    ended = Signal()

    def __init__(
        self, bus: Bus, block: Block, fields: Fields, owners: Sequence[Choice], bodies: Sequence[Choice],
        items: Sequence[tuple[str, str]] = (),
    ) -> None:  # fmt: skip
        """`items` are keys and words of those that an interest may be in."""
        super().__init__()
        self.setProperty("role", "entry")
        self._bus, self._block, self._bodies = bus, block, {body.id for body in bodies}
        self._form: Form[Fields] = Form(_fields_of(block.kind, bus, items), fields)
        for name in _PEOPLE & set(type(fields).__dataclass_fields__):
            pick = self._form.editor(name)
            assert isinstance(pick, Pick)
            pick.offer((*owners, *bodies) if name in _OR_BODIES else owners)
        self._form.left.connect(self._keep)
        self._keeper = Keeper(bus, "minute_record", self._form)
        self._keeper.start(block.id)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self._form)
        column.addWidget(soft(_("Each field saves itself. Enter or Esc goes back to the minutes.")))
        for box in self._form.findChildren(QWidget):
            box.installEventFilter(self)
        self.setFocusProxy(self._form.editor(next(iter(type(fields).__dataclass_fields__))).box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
            and not event.modifiers()
        ):
            if not self._form.show_problems():
                self.ended.emit()
            return True
        return super().eventFilter(watched, event)

    def keep(self) -> None:
        """Keep what was typed and not yet left."""
        if self._form.is_dirty() and not self._form.problems():
            self._keep()

    def _keep(self, _name: str = "") -> None:
        job = self._job(self._form.value())
        self._keeper.send(_label(self._block.kind), lambda work, _changes: job(work), self._refused)

    def _refused(self, error: Refused) -> None:
        names = {field.name for field in _fields_of(self._block.kind, self._bus, ())}
        self._form.show_error(error.field if error.field in names else next(iter(names)), error.message)

    def _job(self, fields: Fields) -> Job[None]:
        record = self._block.record_id or ""
        if isinstance(fields, ActionFields):
            is_body = fields.owner_id in self._bodies

            def edit_action(work: Work) -> None:
                row = actions.card(work.session, record).row
                person, body = (None, fields.owner_id) if is_body else (fields.owner_id, None)
                draft = ActionDraft(
                    fields.text, person, body, fields.due_on, row.priority, None, row.is_promise, row.audience
                )
                actions.edit(work, record, draft)

            return edit_action
        if isinstance(fields, DecisionFields):
            return lambda work: minutes.edit_decision(work, self._block.id, DecisionDraft(**asdict(fields)))
        if isinstance(fields, QuestionFields):
            return self._ask(record, fields)
        return lambda work: attendance.edit_declaration(
            work, record, fields.interest, stays=fields.stays, item_id=fields.item_id
        )  # fmt: skip

    def _ask(self, record: str, fields: QuestionFields) -> Job[None]:
        is_body = fields.asked_id in self._bodies

        def edit_question(work: Work) -> None:
            row = questions.card(work.session, record).row
            draft = QuestionDraft(
                text=fields.text,
                kind=row.question_kind,
                organization_id=fields.asked_id if is_body else None,
                person_id=None if is_body else fields.asked_id,
                asked_on=row.asked_on,
                would_answer=row.would_answer,
                reference=row.reference,
                promised_by=row.promised_by,
                audience=row.audience,
            )
            questions.edit(work, record, draft)

        return edit_question


def _label(kind: BlockKind) -> str:
    return {
        BlockKind.COMMITMENT: _("Change a promise"),
        BlockKind.QUESTION: _("Change a question"),
        BlockKind.ACTION: _("Change an action"),
        BlockKind.DECISION: _("Change a decision"),
    }.get(kind, _("Change a declaration"))


def _fields_of(kind: BlockKind, bus: Bus, items: Sequence[tuple[str, str]]) -> list[Field]:
    if kind in (BlockKind.ACTION, BlockKind.COMMITMENT):
        return [
            Field("text", _("What is to be done"), partial(Text, lines=2)),
            Field("owner_id", _("Who"), Pick, half=True),
            Field("due_on", _("By when"), partial(DateLine, bus.today), half=True),
        ]
    if kind is BlockKind.DECISION:
        ways, outcomes = list(decisions.way_words().items()), list(decisions.outcome_words().items())
        return [
            Field("text", _("What was decided"), partial(Text, lines=2)),
            Field("way", _("How it was decided"), partial(ChoiceEditor, ways), half=True),
            Field("outcome", _("Outcome"), partial(ChoiceEditor, outcomes), half=True),
            Field("votes_for", _("For"), Count, half=True),
            Field("votes_against", _("Against"), Count, half=True),
            Field("abstained", _("Abstained"), Count, half=True),
            Field("proxies", _("Of these by proxy"), Count, half=True),
            Field("casting_for", _("The chair's casting vote"), partial(ChoiceEditor, _casting()), half=True),
            Field("how", _("In your own words"), Line, half=True),
            Field("proposer_id", _("Proposed by"), Pick, half=True),
            Field("seconder_id", _("Seconded by"), Pick, half=True),
            Field("reason", _("Why"), Line),
            Field("is_special", _("Needs the larger majority"), Tick),
        ]
    if kind is BlockKind.QUESTION:
        return [
            Field("text", _("What was asked"), partial(Text, lines=2)),
            Field("asked_id", _("Of whom"), Pick),
        ]
    return [
        Field("interest", _("The interest"), Line),
        Field("item_id", _("In which item"), partial(ChoiceEditor, [(None, _("In no item")), *items])),
        Field("stays", _("Stayed in the room"), Tick),
    ]


def _casting() -> list[tuple[bool | None, str]]:
    return [(None, _("None was needed")), (True, _("For")), (False, _("Against"))]


def fields_of(block: Block, meeting: MeetingCard, asked: QuestionRow | None) -> Fields | None:
    """The fields of the record behind a block; None when the meeting does not have it any more."""
    if block.kind in (BlockKind.ACTION, BlockKind.COMMITMENT):
        action = next((row for row in meeting.actions if row.id == block.record_id), None)
        return ActionFields(action.text, action.owner_id or action.organization_id, action.due_on) if action else None
    if block.kind is BlockKind.DECISION:
        decision = next((row for row in meeting.decisions if row.id == block.record_id), None)
        if decision is None:
            return None
        fields = DecisionFields(**{name: getattr(decision, name) for name in DecisionFields.__dataclass_fields__})
        return fields if fields.way is Way.AGREED else replace(fields, how="")
    if block.kind is BlockKind.QUESTION:
        return QuestionFields(asked.text, asked.person_id or asked.organization_id) if asked else None
    declared = next((row for row in meeting.declarations if row.id == block.record_id), None)
    return InterestFields(declared.interest, declared.stays, declared.item_id) if declared else None
