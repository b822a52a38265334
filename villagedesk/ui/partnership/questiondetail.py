"""One question whole: its steps, what the law says of it, what was answered, its fields, where it came from."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.questions import QuestionCard, QuestionDraft, QuestionState
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.labels import heading, soft, strong
from villagedesk.ui.partnership.fields import question_draft, question_form
from villagedesk.ui.partnership.said import Said
from villagedesk.ui.questionwords import age_badge, law_lines
from villagedesk.ui.rows import Row, Rows

STEPS = (
    "question_answer", "question_review", "question_reviewed", "question_withdraw", "question_reopen",
    "question_to_action",
)  # fmt: skip


def steps_for(card: QuestionCard, today: date) -> tuple[str, ...]:
    """What can be done with a question in its state, the likeliest first."""
    state = card.row.state
    review = ("question_review",) if card.clock and card.clock.can_ask_review(card.row, today) else ()
    if state is QuestionState.WAITING:
        return ("question_answer", *review, "question_withdraw", "question_to_action")
    if state is QuestionState.REVIEW:
        return ("question_reviewed", "question_withdraw")
    if state is QuestionState.ANSWERED:
        return (*review, "question_reopen")
    return ("question_reopen",)


class QuestionDetail(Detail):
    """`opens_meeting` carries the id of the meeting at which it was asked."""

    opens_meeting = Signal(str)
    first = "text"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands, "questionDetail", STEPS, question_form(bus.today, QuestionDraft()))
        self.setAccessibleName(_("Question"))
        self._today = bus.today
        self._number, self._badge = heading(), Badge()
        self._number.setObjectName("questionNumber")
        self._badge.setObjectName("questionState")
        self._law = Said("law", _("Freedom of information"))
        self._answer = Said("answer", _("The answer"))
        self._source_head, self._source = strong(_("Where it was asked")), Rows()
        self._source.setObjectName("askedAt")
        self._source.activated.connect(self.opens_meeting)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._number)
        head.addWidget(self._badge)
        head.addStretch(1)
        self._dates = soft()
        self._dates.setObjectName("questionDates")
        self.body.setSpacing(14)
        self.body.addLayout(head)
        self.add(self._dates)
        self.add(self.buttons)
        self.body.addLayout(self.asking)
        for widget in (self._law, self._answer, self.form, self._source_head, self._source):
            self.add(widget)
        self.body.addStretch(1)

    def key(self) -> str:
        return self.record.row.id if isinstance(self.record, QuestionCard) else ""

    def can_do(self) -> tuple[str, ...]:
        return steps_for(self.record, self._today())

    def show_record(self, record: Any) -> None:
        card: QuestionCard = record
        self.load(card, question_draft(card))
        row, today = card.row, self._today()
        self._number.setText(row.number)
        self._badge.say(*age_badge(row, today))
        self._dates.setText(_dates(card))
        self._dates.setVisible(bool(self._dates.text()))
        self._law.say("", "\n".join(law_lines(card, today)))
        on = _("On {date}").format(date=show_date(row.answered_on)) if row.answered_on else ""
        self._answer.say(on if row.answer else "", row.answer)
        self._show_source(card)

    def _show_source(self, card: QuestionCard) -> None:
        rows = []
        if card.meeting_on and card.row.meeting_id:
            item = _("Item: {title}").format(title=card.item) if card.item else ""
            rows.append(Row(card.row.meeting_id, card.row.meeting, item, icon="meetings"))
        self._source.show_rows(rows)
        self._source_head.setVisible(bool(rows))
        self._source.setVisible(bool(rows))


def _dates(card: QuestionCard) -> str:
    """What has happened since it was asked, each with its day; "" while nothing has."""
    row = card.row
    steps = (
        (_("Answered {date}"), row.answered_on),
        (_("Review asked for {date}"), row.review_asked_on),
        (_("Review answered {date}"), row.review_answered_on),
        (_("Withdrawn {date}"), row.withdrawn_on),
    )
    return ". ".join(words.format(date=show_date(on)) for words, on in steps if on)
