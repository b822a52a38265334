"""Series of meetings as lists, cards and forms see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from villagedesk.core.audience import Audience
from villagedesk.core.words import MeetingKind
from villagedesk.records.agendas import ParkedRow
from villagedesk.records.meetings import ItemCard, ItemDraft, MeetingDraft, MeetingRow
from villagedesk.records.people import Choice


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """What is typed about a series. `rule` is an RRULE or empty, `duration` in minutes."""

    name: str = ""
    kind: MeetingKind = MeetingKind.COMMITTEE
    with_id: str | None = None
    rule: str = ""
    start_at: time | None = None
    duration: int | None = None
    place: str = ""
    link: str = ""
    audience: Audience = Audience.COMMITTEE


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One line of the list of series; `next_on` is the next meeting planned."""

    id: str
    kind: str
    name: str
    meeting_kind: MeetingKind
    rule: str
    next_on: date | None
    planned: int


@dataclass(frozen=True, slots=True)
class SeriesCard:
    """A series whole: what is planned, what its rule would have (`proposed`), its people, agenda and parked items."""

    id: str
    kind: str
    draft: SeriesDraft
    met_with: str
    coming: tuple[MeetingRow, ...]
    proposed: tuple[date, ...]
    people: tuple[Choice, ...]
    template_id: str | None
    items: tuple[ItemCard, ...]
    parked: tuple[ParkedRow, ...]


@dataclass(frozen=True, slots=True)
class SeriesStart:
    """What the next meeting of a series starts from: its facts on the next free day, its agenda, who usually comes."""

    meeting: MeetingDraft
    items: tuple[ItemDraft, ...]
    people: tuple[Choice, ...]
