"""Review rounds as the list, the screen, the forms and the command line see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from villagedesk.core.audience import Audience
from villagedesk.core.words import ActionStatus, ProposalState, ReplyWay
from villagedesk.records.forms import ReplyForm


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A round in the list. `waiting` is how many proposed changes are neither taken nor left.

    It is to be sent while `sent_on` is empty and nobody has replied.
    """

    id: str
    kind: str
    title: str
    made_on: date
    since_on: date | None
    reply_by: date | None
    sent_on: date | None
    closed_on: date | None
    actions: int
    asked: int
    replied: int
    waiting: int
    audience: Audience
    binned: bool = False

    def is_overdue(self, today: date) -> bool:
        """Whether somebody who was asked has not replied in time."""
        is_past = self.reply_by is not None and self.reply_by < today
        return is_past and self.closed_on is None and self.replied < self.asked

    @property
    def is_to_be_sent(self) -> bool:
        """Whether it was begun and nothing went out as far as is known."""
        return not (self.sent_on or self.replied or self.waiting or self.closed_on)


@dataclass(frozen=True, slots=True)
class ReviewerCard:
    """Somebody who is asked, and the day of their last reply."""

    id: str
    name: str
    email: str
    replied_on: date | None


@dataclass(frozen=True, slots=True)
class ReplyCard:
    """A reply; `note` says what is odd about it."""

    id: str
    name: str
    way: ReplyWay
    said_on: date
    received_at: datetime
    note: str
    seen: int
    waiting: int
    settled: int


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """What somebody says about an action, beside the action as it went out and as it is now (None: it is gone).

    `no_date` is what they wrote where a new date belongs, when it is none; it stands in `comment` too. `note` is what
    is odd about the reply, `is_newer` that the same person had said something of this action before.
    """

    id: str
    action_id: str | None
    number: str
    text: str
    name: str
    said_on: date
    way: ReplyWay
    comment: str
    status: ActionStatus | None
    due_on: date | None
    state: ProposalState
    sent_status: ActionStatus
    sent_due: date | None
    now_status: ActionStatus | None
    now_due: date | None
    no_date: str = ""
    note: str = ""
    is_newer: bool = False

    @property
    def is_takable(self) -> bool:
        """Whether something would come of taking it as it is."""
        return bool(self.status or self.due_on or "\n" in self.comment or not self.no_date)

    @property
    def is_moved_on(self) -> bool:
        """Whether the action is another now than it was when it went out."""
        return (self.now_status, self.now_due) != (self.sent_status, self.sent_due)


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A round whole; proposals in the order of the actions, several on one side by side."""

    row: ReviewRow
    reviewers: tuple[ReviewerCard, ...]
    replies: tuple[ReplyCard, ...]
    proposals: tuple[ProposalCard, ...]
    is_latest: bool


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """What is typed about a round. `reviewers` are lines: "Jane Smith", "Ali Khan <ali@post.example>"."""

    title: str = ""
    reply_by: date | None = None
    reviewers: str = ""
    audience: Audience = Audience.TRUSTEES


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says about one action of a round, by its number."""

    number: str
    status: ActionStatus | None = None
    due_on: date | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of words: what they say, and the lines that nothing was made of."""

    said: tuple[Said, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """A reply that is typed in: who said it, how, on which day, and their words."""

    name: str = ""
    way: ReplyWay = ReplyWay.EMAIL
    said_on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing on the first page: an action's number ("" for none), its words, and what there is to say of it.

    One that `is_to_decide` is never left out for want of room.
    """

    number: str
    text: str
    about: str = ""
    is_to_decide: bool = False

    @property
    def after(self) -> str:
        """What there is to say of it, as it stands after its words."""
        return f"{'' if self.text.endswith(('.', '?', '!')) else '.'} {self.about}" if self.about else ""


@dataclass(frozen=True, slots=True)
class FrontPart:
    """Findings of one sort; `key` names the sort."""

    key: str
    title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ReviewPaper:
    """A round as it goes out: what a trustee looks for first, then the questions."""

    form: ReplyForm
    front: tuple[FrontPart, ...]
    foot: str
    since: date | None
