"""Questions asked of bodies, as lists, cards, forms and exports see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from villagedesk.core.audience import Audience
from villagedesk.core.words import QuestionKind


class QuestionFilter(StrEnum):
    """Which questions a list shows."""

    OPEN = "open"
    OVERDUE = "overdue"
    FOI = "foi"
    ANSWERED = "answered"
    ALL = "all"


class QuestionState(StrEnum):
    """How far a question has come; it follows from the dates, and is never typed."""

    WAITING = "waiting"
    REVIEW = "review"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One line of the list of questions.

    `law_due_on` is the day by which the law wants the answer, or that of the review; None where no law sets one, where
    nothing is waited for, or where the bank holidays of that time are not known.
    """

    id: str
    kind: str
    number: str
    question_kind: QuestionKind
    text: str
    would_answer: str
    asked_on: date
    organization_id: str | None
    body_name: str
    person_id: str | None
    person: str
    reference: str
    promised_by: date | None
    law_due_on: date | None
    answer: str
    answered_on: date | None
    review_asked_on: date | None
    review_answered_on: date | None
    withdrawn_on: date | None
    meeting_id: str | None
    meeting: str
    audience: Audience
    binned: bool = False

    @property
    def state(self) -> QuestionState:
        """How far it has come."""
        if self.withdrawn_on:
            return QuestionState.WITHDRAWN
        if self.review_asked_on and not self.review_answered_on:
            return QuestionState.REVIEW
        return QuestionState.ANSWERED if self.answered_on else QuestionState.WAITING

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes an answer."""
        return self.state in (QuestionState.WAITING, QuestionState.REVIEW)

    def age(self, today: date) -> int:
        """For how many days an answer, or that of the review, has been waited for; 0 before it was asked."""
        since = self.review_asked_on if self.state is QuestionState.REVIEW else self.asked_on
        return max(0, (today - (since or self.asked_on)).days)

    def is_late_by_law(self, today: date) -> bool:
        """Whether the day that the law sets has passed."""
        return self.is_open and self.law_due_on is not None and self.law_due_on < today

    def is_late_as_promised(self, today: date) -> bool:
        """Whether the day that was promised has passed."""
        return self.state is QuestionState.WAITING and self.promised_by is not None and self.promised_by < today


@dataclass(frozen=True, slots=True)
class FoiClock:
    """What the Act says of one request: see core/foi.py.

    `left_out` are the bank holidays that made the count longer. A review may be asked for from `review_opens_on` until
    `review_closes_on`; `is_known` is False where the bank holidays of that time are not known.
    """

    is_scottish: bool
    is_known: bool
    answer_due_on: date | None
    left_out: tuple[tuple[date, str], ...]
    review_opens_on: date | None
    review_closes_on: date | None
    review_due_on: date | None

    def can_ask_review(self, row: QuestionRow, today: date) -> bool:
        """Whether today is a day on which a review may be asked for, and none has been."""
        return (
            row.review_asked_on is None
            and row.withdrawn_on is None
            and self.review_opens_on is not None
            and self.review_opens_on <= today
            and (self.review_closes_on is None or today <= self.review_closes_on)
        )


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question whole; `clock` is there for a freedom of information request."""

    row: QuestionRow
    meeting_on: date | None
    item: str
    clock: FoiClock | None


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """What is typed about a question. It is asked of a body, of a person, or of both."""

    text: str = ""
    kind: QuestionKind = QuestionKind.ORDINARY
    organization_id: str | None = None
    person_id: str | None = None
    asked_on: date | None = None
    would_answer: str = ""
    reference: str = ""
    promised_by: date | None = None
    audience: Audience = Audience.COUNCIL


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What was answered, and when."""

    text: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """How many questions a body has not answered, and since when the oldest waits; `organization_id` "" is nobody's."""

    organization_id: str
    name: str
    count: int
    oldest: date
