"""Promises between the group and a body as lists, cards, forms, papers and exports see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.promises import Kept, PromiseState
from villagedesk.core.words import ActionStatus, Side
from villagedesk.records.actions import HandoverStep, SourceStep


class PromiseFilter(StrEnum):
    """Which promises a list shows."""

    OPEN = "open"
    NOT_DONE = "not_done"
    TO_CONFIRM = "to_confirm"
    THEIRS = "theirs"
    OURS = "ours"
    JOINT = "joint"
    DONE = "done"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One line of the promises: an action that one side promised the other.

    `maker` promised it, `body` is the other side's body, whichever side promised. `due_on` is the date that was set
    last, `counts_on` the one that both sides have agreed to.
    """

    id: str
    kind: str
    number: str
    text: str
    side: Side
    status: ActionStatus
    standing: PromiseState
    maker: str
    owner_id: str | None
    organization_id: str | None
    body_id: str | None
    body: str
    raised_on: date
    due_on: date | None
    counts_on: date | None
    renegotiated: int
    done_on: date | None
    released_on: date | None
    reported_on: date | None
    reported_by: str
    confirmed_on: date | None
    confirmed_by: str
    meeting_id: str | None
    source: str
    deal_id: str | None
    deal: str
    promised_to_id: str | None
    audience: Audience
    binned: bool = False


@dataclass(frozen=True, slots=True)
class TermRow:
    """A date that a promise was due by: why, by whom it was set, and when each side agreed to it."""

    id: str
    due: date | None
    set_on: date
    by: str
    reason: str
    we_agreed_on: date | None
    they_agreed_on: date | None


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """What one side says of a promise."""

    id: str
    side: Side
    text: str
    said_on: date
    said_by: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """An action that is done because of a promise."""

    id: str
    number: str
    text: str
    owner: str
    status: ActionStatus
    due_on: date | None
    audience: Audience


@dataclass(frozen=True, slots=True)
class CommentRow:
    """The record went to a body for comment; nothing has come back while `answered_on` is empty."""

    id: str
    organization_id: str
    body: str
    sent_on: date
    sent_to: str
    reply_by: date | None
    answered_on: date | None
    answer: str


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """A promise whole. `reason` is why it was dropped; `decision` the minute that says so; `talks` are letters, calls
    and e-mails that it came from or that were about it; `sent` is when all promises with its body went to that body
    for comment.
    """

    row: PromiseRow
    item: str
    decision: str
    terms: tuple[TermRow, ...]
    remarks: tuple[RemarkRow, ...]
    because: tuple[ReasonRow, ...]
    handovers: tuple[HandoverStep, ...]
    reason: str = ""
    talks: tuple[SourceStep, ...] = ()
    sent: tuple[CommentRow, ...] = ()

    @property
    def not_agreed(self) -> tuple[Side, ...]:
        """Who has not agreed to the date that was set last; nobody has to agree to the first."""
        if len(self.terms) < 2:
            return ()
        last = self.terms[-1]
        agreed = ((Side.OURS, last.we_agreed_on), (Side.THEIRS, last.they_agreed_on))
        return tuple(side for side, on in agreed if on is None)


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """What is typed about a promise; its side follows from who promised when it is None."""

    text: str = ""
    owner_id: str | None = None
    organization_id: str | None = None
    promised_to_id: str | None = None
    side: Side | None = None
    raised_on: date | None = None
    due_on: date | None = None
    deal_id: str | None = None
    audience: Audience = Audience.COUNCIL


@dataclass(frozen=True, slots=True)
class SaidDraft:
    """Who said it, and when (today when None)."""

    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class TermDraft:
    """Another date for a promise, why, and when each side agreed (None: it has not)."""

    due: date | None = None
    reason: str = ""
    we_agreed_on: date | None = None
    they_agreed_on: date | None = None


@dataclass(frozen=True, slots=True)
class LetGoDraft:
    """Why a promise is given up, and when the side it was made to agreed (None: it did not)."""

    reason: str = ""
    released_on: date | None = None


@dataclass(frozen=True, slots=True)
class RemarkDraft:
    """What one side says of a promise, who and when."""

    text: str = ""
    side: Side = Side.THEIRS
    by: str = ""
    on: date | None = None
    audience: Audience = Audience.COUNCIL


@dataclass(frozen=True, slots=True)
class BodyKept:
    """How the promises between the group and one body stand, of each side."""

    body_id: str | None
    body: str
    ours: Kept
    theirs: Kept
    joint: Kept


@dataclass(frozen=True, slots=True)
class Record:
    """How all promises stand: of each side, and of each body the one with most of them first."""

    ours: Kept = field(default_factory=Kept)
    theirs: Kept = field(default_factory=Kept)
    joint: Kept = field(default_factory=Kept)
    bodies: tuple[BodyKept, ...] = ()

    @property
    def total(self) -> int:
        """All of them."""
        return self.ours.total + self.theirs.total + self.joint.total


def state_words() -> dict[PromiseState, str]:
    """How a promise stands, in a word or two."""
    return {
        PromiseState.OPEN: _("Open"),
        PromiseState.DONE: _("Done"),
        PromiseState.RENEGOTIATED: _("Done, renegotiated"),
        PromiseState.DONE_LATE: _("Done late"),
        PromiseState.NOT_DONE: _("Not done"),
        PromiseState.RELEASED: _("Released"),
    }


def standing_words(state: PromiseState, counts_on: date | None, done_on: date | None, released_on: date | None) -> str:
    """ "Not done by 18 December 2026", "Done 4 March 2026, late"; the same words for either side."""
    if state is PromiseState.NOT_DONE:
        return _("Not done by {date}").format(date=show_date(counts_on)) if counts_on else _("Not done")
    if state is PromiseState.OPEN:
        return _("Due by {date}").format(date=show_date(counts_on)) if counts_on else _("Open, no date")
    if state is PromiseState.RELEASED:
        return _("Released {date}").format(date=show_date(released_on)) if released_on else _("Released")
    if done_on is None:
        return state_words()[state]
    words = {
        PromiseState.DONE: _("Done {date}"),
        PromiseState.DONE_LATE: _("Done {date}, late"),
        PromiseState.RENEGOTIATED: _("Done {date}, by the renegotiated date"),
    }[state]
    return words.format(date=show_date(done_on))
