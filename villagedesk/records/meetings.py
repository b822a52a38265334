"""Meetings, agendas and minutes as lists, pages, forms and exports see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from villagedesk.core.audience import Audience
from villagedesk.core.words import (
    BlockKind,
    Delivery,
    Involvement,
    ItemKind,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    Outcome,
    Presence,
    Way,
)
from villagedesk.records.actions import ActionRow


class MeetingFilter(StrEnum):
    """Which meetings a list shows."""

    ALL = "all"
    COMING = "coming"
    PAST = "past"
    LIAISON = "liaison"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One line of the list of meetings."""

    id: str
    kind: str
    title: str
    meeting_kind: MeetingKind
    status: MeetingStatus
    on_date: date
    start_at: time | None
    place: str
    minutes_state: MinutesState | None
    is_theirs: bool = False


@dataclass(frozen=True, slots=True)
class LinkCard:
    """A paper that another body published at an address; `audience` is narrow where it is restricted."""

    id: str
    title: str
    url: str
    is_restricted: bool
    published_on: date | None
    audience: Audience


@dataclass(frozen=True, slots=True)
class ItemCard:
    """One agenda item; `number` follows from its place, `starts` from the minutes of those before it."""

    id: str
    number: int
    title: str
    kind: ItemKind
    presenter_id: str | None
    presenter: str
    minutes: int | None
    starts: time | None
    note: str
    audience: Audience
    papers: tuple[str, ...]
    opened_at: datetime | None = None
    given_number: str = ""  # what another body numbers it as, "12a"
    involvement: Involvement | None = None
    links: tuple[LinkCard, ...] = ()

    @property
    def label(self) -> str:
        """Its number as it is shown."""
        return self.given_number or str(self.number)


@dataclass(frozen=True, slots=True)
class AttendanceCard:
    """Somebody at a meeting, as minuted."""

    id: str
    person_id: str | None
    name: str
    role: str
    organization: str
    presence: Presence
    votes: bool
    arrived_at: time | None
    left_at: time | None


@dataclass(frozen=True, slots=True)
class AttendedRow:
    """A meeting that somebody was at, and as what."""

    id: str
    title: str
    on_date: date
    role: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in a list. `corrected` says when approved minutes were corrected in it, and what it was before."""

    id: str
    kind: str
    number: str
    text: str
    outcome: Outcome
    how: str
    decided_on: date
    meeting_id: str | None
    meeting: str
    item_id: str | None
    item: str
    audience: Audience
    way: Way = Way.AGREED
    reason: str = ""
    proposer_id: str | None = None
    proposer: str = ""
    seconder_id: str | None = None
    seconder: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    proxies: int | None = None
    voters: int | None = None
    casting_for: bool | None = None
    is_special: bool = False
    ratified_id: str | None = None
    ratified_on: date | None = None
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """Somebody who stood in an election, and who put them forward; `votes` is None where nobody counted."""

    id: str
    person_id: str | None
    name: str
    votes: int | None
    elected: bool
    proposer_id: str | None
    proposer: str
    seconder_id: str | None
    seconder: str


@dataclass(frozen=True, slots=True)
class ElectionRow:
    """An election: `label` is the post, `candidates` who stood, those elected first."""

    id: str
    kind: str
    label: str
    seats: int
    how: str
    held_on: date
    post_id: str | None
    meeting_id: str | None
    meeting: str
    item_id: str | None
    item: str
    audience: Audience
    candidates: tuple[CandidateRow, ...]


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """An interest declared at a meeting."""

    id: str
    item_id: str | None
    name: str
    interest: str
    stays: bool
    person_id: str | None = None
    audience: Audience = Audience.COMMITTEE


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A meeting whole: its plan, who was there, and what came of it.

    `written` are the decisions between meetings that it ratified, or did not.
    """

    id: str
    kind: str
    title: str
    meeting_kind: MeetingKind
    status: MeetingStatus
    series_id: str | None
    organization_id: str | None
    with_id: str | None
    met_with: str
    on_date: date
    start_at: time | None
    end_at: time | None
    place: str
    link: str
    audience: Audience
    binned: bool
    items: tuple[ItemCard, ...] = field(metadata={"json": "agenda"})
    attendance: tuple[AttendanceCard, ...]
    declarations: tuple[DeclarationRow, ...]
    decisions: tuple[DecisionRow, ...]
    actions: tuple[ActionRow, ...]
    minutes_state: MinutesState | None
    cancelled_by: str = ""
    cancel_reason: str = ""
    series: str = ""
    notice_on: date | None = None
    notice_by: Delivery | None = None
    is_theirs: bool = False
    elections: tuple[ElectionRow, ...] = ()
    written: tuple[DecisionRow, ...] = ()

    @property
    def planned_minutes(self) -> int:
        """How long the agenda is meant to take, in minutes."""
        return sum(item.minutes or 0 for item in self.items)


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """What is typed about a meeting."""

    title: str = ""
    kind: MeetingKind = MeetingKind.COMMITTEE
    on_date: date | None = None
    start_at: time | None = None
    end_at: time | None = None
    place: str = ""
    link: str = ""
    with_id: str | None = None
    audience: Audience = Audience.COMMITTEE


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """What is typed about an agenda item."""

    title: str = ""
    kind: ItemKind = ItemKind.DISCUSSION
    presenter_id: str | None = None
    minutes: int | None = None
    note: str = ""
    audience: Audience | None = None
    involvement: Involvement | None = None


@dataclass(frozen=True, slots=True)
class AttendanceDraft:
    """Somebody's attendance as it is entered; with `person_id` name, role and vote follow from the membership."""

    person_id: str | None = None
    name: str = ""
    presence: Presence = Presence.PRESENT
    arrived_at: time | None = None
    left_at: time | None = None


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What is typed about a decision."""

    text: str = ""
    outcome: Outcome = Outcome.AGREED
    how: str = ""
    reason: str = ""
    proposer_id: str | None = None
    seconder_id: str | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    way: Way = Way.AGREED
    proxies: int | None = None
    casting_for: bool | None = None
    is_special: bool = False


@dataclass(frozen=True, slots=True)
class CandidateDraft:
    """Somebody who stands in an election; `by_lot` is who won a tie, or was chosen otherwise than by votes."""

    name: str = ""
    person_id: str | None = None
    votes: int | None = None
    proposer: str = ""
    seconder: str = ""
    by_lot: bool = False


@dataclass(frozen=True, slots=True)
class ElectionDraft:
    """What is typed about an election: the post, how many seats it has, how it was held, and who stood."""

    post: str = ""
    seats: int = 1
    how: str = ""
    candidates: tuple[CandidateDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of minutes. For a record `text`, `number`, `detail` and `due` come from it.

    `more` is what a record says besides, such as who proposed a motion; `bold` are the bold parts, as "3-8 20-25".
    """

    id: str
    item_id: str | None
    kind: BlockKind
    text: str
    number: str = ""
    detail: str = ""
    due: date | None = None
    record_id: str | None = None
    audience: Audience | None = None
    bold: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """Minutes as they are taken: the meeting, and every block in order."""

    id: str
    meeting: MeetingCard
    state: MinutesState
    blocks: tuple[Block, ...]
    started_at: datetime | None
    finished_at: datetime | None
