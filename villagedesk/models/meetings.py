"""Meetings from the plan to the minutes; minutes are rows, one per block."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.audience import Audience
from villagedesk.core.words import (
    BlockKind,
    ItemKind,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    Outcome,
    Presence,
)
from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class Series(Binned, Audienced, Base):
    """Meetings that come again: the monthly committee, the quarterly council liaison."""

    __tablename__ = "series"

    id: Mapped[Key]
    name: Mapped[str]
    name_cy: Mapped[str] = mapped_column(default="")
    kind: Mapped[MeetingKind] = mapped_column(default=MeetingKind.COMMITTEE)
    organization_id: Mapped[str | None] = refers("organization")
    with_id: Mapped[str | None] = refers("organization")
    rule: Mapped[str] = mapped_column(default="")
    start_at: Mapped[time | None]
    duration: Mapped[int | None]
    place: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")


class Meeting(Binned, Audienced, Base):
    """One meeting. Date and times are local to `zone`; `with_id` is the body it is held with."""

    __tablename__ = "meeting"

    id: Mapped[Key]
    series_id: Mapped[str | None] = refers("series")
    title: Mapped[str]
    kind: Mapped[MeetingKind] = mapped_column(default=MeetingKind.COMMITTEE)
    status: Mapped[MeetingStatus] = mapped_column(default=MeetingStatus.PLANNED)
    organization_id: Mapped[str | None] = refers("organization")
    with_id: Mapped[str | None] = refers("organization")
    on_date: Mapped[date] = mapped_column(index=True)
    start_at: Mapped[time | None]
    end_at: Mapped[time | None]
    zone: Mapped[str] = mapped_column(default="Europe/London")
    place: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    cancelled_by: Mapped[str] = mapped_column(default="")
    cancel_reason: Mapped[str] = mapped_column(default="")


class AgendaItem(Audienced, Base):
    """One item of an agenda. Its number follows from `position` among its meeting's items."""

    __tablename__ = "agenda_item"

    id: Mapped[Key]
    meeting_id: Mapped[str] = refers("meeting", child=True)
    position: Mapped[int]
    title: Mapped[str]
    kind: Mapped[ItemKind] = mapped_column(default=ItemKind.DISCUSSION)
    presenter_id: Mapped[str | None] = refers("person")
    minutes: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime | None]


class Attendance(Base):
    """Somebody at a meeting, under the name and role as minuted; `votes` is as it was on that date."""

    __tablename__ = "attendance"

    id: Mapped[Key]
    meeting_id: Mapped[str] = refers("meeting", child=True)
    person_id: Mapped[str | None] = refers("person")
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    organization_id: Mapped[str | None] = refers("organization")
    presence: Mapped[Presence] = mapped_column(default=Presence.PRESENT)
    votes: Mapped[bool] = mapped_column(default=False)
    arrived_at: Mapped[time | None]
    left_at: Mapped[time | None]


class Declaration(Base):
    """An interest declared in an item; the person stays or leaves."""

    __tablename__ = "declaration"

    id: Mapped[Key]
    meeting_id: Mapped[str] = refers("meeting", child=True)
    item_id: Mapped[str | None] = refers("agenda_item")
    person_id: Mapped[str | None] = refers("person")
    name: Mapped[str]
    interest: Mapped[str]
    stays: Mapped[bool] = mapped_column(default=True)


class Decision(Binned, Audienced, Base):
    """What was decided (a Popolo motion). `number` is "2026/07/3": a value, never a key."""

    __tablename__ = "decision"

    id: Mapped[Key]
    meeting_id: Mapped[str | None] = refers("meeting")
    item_id: Mapped[str | None] = refers("agenda_item")
    number: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date] = mapped_column(index=True)
    text: Mapped[str]
    outcome: Mapped[Outcome] = mapped_column(default=Outcome.AGREED)
    how: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    proposer_id: Mapped[str | None] = refers("person")
    seconder_id: Mapped[str | None] = refers("person")
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    abstained: Mapped[int | None]


class Election(Binned, Audienced, Base):
    """A post was filled by election in a meeting: how many seats, and how ("unopposed", a show of hands, a ballot)."""

    __tablename__ = "election"

    id: Mapped[Key]
    meeting_id: Mapped[str | None] = refers("meeting")
    item_id: Mapped[str | None] = refers("agenda_item")
    post_id: Mapped[str | None] = refers("post")
    label: Mapped[str]
    seats: Mapped[int] = mapped_column(default=1)
    held_on: Mapped[date]
    how: Mapped[str] = mapped_column(default="")


class Candidate(Base):
    """Somebody who stood in an election, under the name as minuted; `votes` is None where nobody counted."""

    __tablename__ = "candidate"

    id: Mapped[Key]
    election_id: Mapped[str] = refers("election", child=True)
    person_id: Mapped[str | None] = refers("person")
    name: Mapped[str]
    proposer_id: Mapped[str | None] = refers("person")
    seconder_id: Mapped[str | None] = refers("person")
    votes: Mapped[int | None]
    elected: Mapped[bool] = mapped_column(default=False)
    membership_id: Mapped[str | None] = refers("membership")


class Minutes(Base):
    """How far the minutes of a meeting have come; a correction after approval is a new version."""

    __tablename__ = "minutes"

    id: Mapped[Key]
    meeting_id: Mapped[str] = refers("meeting", child=True)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[MinutesState] = mapped_column(default=MinutesState.DRAFT)
    approved_on: Mapped[date | None]
    approved_at_id: Mapped[str | None] = refers("meeting")
    sha256: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class MinuteBlock(Base):
    """One block of minutes, in an item or (without one) before the first. A block for the record of an action,
    decision, declaration, election or question points at it. `audience` is set only to narrow the
    item's, never to widen it."""

    __tablename__ = "minute_block"

    id: Mapped[Key]
    minutes_id: Mapped[str] = refers("minutes", child=True)
    item_id: Mapped[str | None] = refers("agenda_item")
    position: Mapped[int]
    kind: Mapped[BlockKind] = mapped_column(default=BlockKind.PARAGRAPH)
    text: Mapped[str] = mapped_column(default="")
    audience: Mapped[Audience | None]
    action_id: Mapped[str | None] = refers("action")
    decision_id: Mapped[str | None] = refers("decision")
    declaration_id: Mapped[str | None] = refers("declaration")
    election_id: Mapped[str | None] = refers("election")
    question_id: Mapped[str | None] = refers("question")
