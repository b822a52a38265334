"""Deals as lists, cards, forms, papers and exports see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.promises import Kept, PromiseState, tally
from villagedesk.core.words import Side
from villagedesk.records.interactions import AttachmentRow
from villagedesk.records.promises import CommentRow, PromiseRow


class DealFilter(StrEnum):
    """Which deals a list shows."""

    RUNNING = "running"
    REVIEW = "review"
    ENDED = "ended"
    ALL = "all"


class DealState(StrEnum):
    """How far a deal has come; it follows from its dates, and is never typed."""

    DRAFTED = "drafted"
    RUNNING = "running"
    REVIEW = "review"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class DealRow:
    """One line of the list of deals, with how the promises of each side stand."""

    id: str
    kind: str
    title: str
    title_cy: str
    purpose: str
    organization_id: str | None
    body: str
    agreed_on: date | None
    review_on: date | None
    ended_on: date | None
    end_reason: str
    meeting_id: str | None
    source: str
    decision_id: str | None
    decision: str
    ours: Kept
    theirs: Kept
    joint: Kept
    audience: Audience
    binned: bool = False

    def state(self, today: date) -> DealState:
        """How far it has come; its review is due from its day on."""
        if self.ended_on:
            return DealState.ENDED
        if self.review_on and self.review_on <= today:
            return DealState.REVIEW
        return DealState.RUNNING if self.agreed_on else DealState.DRAFTED


@dataclass(frozen=True, slots=True)
class SignatoryRow:
    """Who signed, for whom, by the name and position they had then."""

    id: str
    person_id: str | None
    organization_id: str | None
    name: str
    role: str
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class DealCard:
    """A deal whole."""

    row: DealRow
    promises: tuple[PromiseRow, ...]
    signatories: tuple[SignatoryRow, ...]
    comments: tuple[CommentRow, ...]
    attachments: tuple[AttachmentRow, ...] = ()

    def recounted(self) -> DealCard:
        """The same, with the numbers of the promises that are in it."""
        ours, theirs, joint = (tally(one.standing for one in self.promises if one.side is side) for side in Side)
        return replace(self, row=replace(self.row, ours=ours, theirs=theirs, joint=joint))


@dataclass(frozen=True, slots=True)
class DealDraft:
    """What is typed about a deal."""

    title: str = ""
    title_cy: str = ""
    purpose: str = ""
    organization_id: str | None = None
    agreed_on: date | None = None
    review_on: date | None = None
    decision_id: str | None = None
    audience: Audience = Audience.COUNCIL


@dataclass(frozen=True, slots=True)
class SignatoryDraft:
    """Who signed: somebody known, or only a name; for which body, as what, when."""

    person_id: str | None = None
    name: str = ""
    organization_id: str | None = None
    role: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class SentDraft:
    """To whom and when something was sent for comment, and by when they were asked to reply."""

    organization_id: str | None = None
    sent_to: str = ""
    sent_on: date | None = None
    reply_by: date | None = None


@dataclass(frozen=True, slots=True)
class AnsweredDraft:
    """What came back ("" when they had no comments), and when."""

    text: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class EndDraft:
    """When a deal ended, and why."""

    reason: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PaperRemark:
    """What one side says, on paper."""

    side: Side
    text: str
    said_on: date
    said_by: str


@dataclass(frozen=True, slots=True)
class PaperPromise:
    """A promise on paper, as its reader may see it. `moved` is why the date that counts is not the first.

    `closed_on` is when the group took it from its log as one that is not done, `reason` why, in the group's words.
    """

    number: str
    text: str
    side: Side
    maker: str
    state: PromiseState
    counts_on: date | None
    done_on: date | None
    released_on: date | None
    first_due: date | None
    moved: str
    reported_on: date | None
    reported_by: str
    confirmed_on: date | None
    confirmed_by: str
    source: str
    closed_on: date | None
    reason: str
    remarks: tuple[PaperRemark, ...]


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """What a body said of the record as it stood on `of`; `changed` are the promises that are others since."""

    text: str
    of: date
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DealPaper:
    """What the two sides promised each other, on paper for an audience: a deal, or all of it with a body.

    `recorded` says by whom it is recorded and what became of it when it was sent for comment.
    """

    title: str
    group: str
    body: str
    as_at: date
    purpose: str
    agreed_on: date | None
    review_on: date | None
    ended_on: date | None
    end_reason: str
    decision: str
    signatories: tuple[SignatoryRow, ...]
    promises: tuple[PaperPromise, ...]
    ours: Kept
    theirs: Kept
    joint: Kept
    recorded: str
    answers: tuple[PaperAnswer, ...]
    is_deal: bool
    legal_line: str = ""


def recorded_words(group: str, body: str, comments: Iterable[CommentRow], as_at: date) -> str:
    """ "Recorded by [group]; sent to [body] for comment on ..., comments received on ..." or "no comments received"."""
    latest = max(comments, key=lambda row: (row.sent_on, row.id), default=None)
    if latest is None:
        return _("Recorded by {group}; not sent to {body} for comment.").format(group=group, body=body)
    words = {"group": group, "body": latest.body or body, "sent": show_date(latest.sent_on)}
    if latest.answered_on and latest.answer:
        told = _("Recorded by {group}; sent to {body} for comment on {sent}, comments received on {date}.")
        return told.format(**words, date=show_date(latest.answered_on))
    if latest.answered_on:
        told = _("Recorded by {group}; sent to {body} for comment on {sent}; they had none, as they said on {date}.")
        return told.format(**words, date=show_date(latest.answered_on))
    told = _("Recorded by {group}; sent to {body} for comment on {sent}, no comments received by {date}.")
    return told.format(**words, date=show_date(as_at))
