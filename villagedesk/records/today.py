"""What the first page says: what is next, what needs somebody, how the promises stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from villagedesk.records.actions import ActionRow
from villagedesk.records.consent import PrivacyDue
from villagedesk.records.deals import DealRow
from villagedesk.records.grouppapers import GroupPaperRow
from villagedesk.records.health import CheckRow
from villagedesk.records.interactions import GetBack
from villagedesk.records.meetings import DecisionRow, MeetingRow
from villagedesk.records.questions import QuestionRow
from villagedesk.records.responses import ResponseRow
from villagedesk.records.reviews import ReviewRow
from villagedesk.records.turnover import TurnoverDue


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that comes next. `over` is by how many minutes the agenda runs past its end: None without an end.

    `before` is the meeting held last before it (of its series or kind), with how far its minutes are.
    """

    id: str
    title: str
    on_date: date
    start_at: time | None
    end_at: time | None
    place: str
    link: str
    items: int
    planned_minutes: int
    over: int | None
    papers: int
    apologies: int
    before: MeetingRow | None


@dataclass(frozen=True, slots=True)
class OldDraft:
    """Something that was typed and never kept; `kind` and `row` are what it is about, `title` its name.

    With "minutes" for `kind`, `row` is the meeting. Of something that is not there yet, `row` is "" and `title` is what
    was typed first.
    """

    kind: str
    row: str
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """How many actions of one side are done (since a date), open and late."""

    done: int = 0
    open: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.done + self.open + self.late


@dataclass(frozen=True, slots=True)
class TodayContent:
    """The whole first page. `due` are the most pressing actions, `due_count` how many there are in all.

    `unminuted` were held, or their day has gone by, without minutes; `unfinished` have minutes that are not yet
    approved, each with its state. `questions` are the first of `question_count` that are not answered; `responses`
    close soon and are not sent; `group_papers` run out soon, or
    are to be looked at again, as `deals` are. `reviews` have something to decide, or replies overdue, as `checks` have.
    `get_back` are the people to get back to who are due longest.
    """

    next: NextMeeting | None
    due: tuple[ActionRow, ...]
    due_count: int
    unminuted: tuple[MeetingRow, ...]
    unfinished: tuple[MeetingRow, ...]
    drafts: tuple[OldDraft, ...]
    has_key_holder: bool
    theirs: Tally
    ours: Tally
    joint: Tally
    since: date
    decisions: tuple[DecisionRow, ...]
    turnover: TurnoverDue
    people: int
    meetings: int
    get_back: tuple[GetBack, ...] = ()
    get_back_count: int = 0
    privacy: PrivacyDue = field(default_factory=PrivacyDue)
    questions: tuple[QuestionRow, ...] = ()
    question_count: int = 0
    responses: tuple[ResponseRow, ...] = ()
    group_papers: tuple[GroupPaperRow, ...] = ()
    deals: tuple[DealRow, ...] = ()
    reviews: tuple[ReviewRow, ...] = ()
    checks: tuple[CheckRow, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether nothing has been put in yet."""
        return not (self.meetings or self.people > 1 or self.due or self.questions or self.responses)
