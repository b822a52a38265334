"""Meetings from the plan to the minutes; minutes are rows, one per block."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.audience import Audience
from villagedesk.core.words import (
    BlockKind,
    Delivery,
    Involvement,
    ItemKind,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    NamedAs,
    Outcome,
    Presence,
    Way,
)
from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class AgendaTemplate(Binned, Base):
    """An agenda to start from: the standing agenda of a series, or one to choose."""

    __tablename__ = "agenda_template"

    id: Mapped[Key]
    name: Mapped[str]


class TemplateItem(Base):
    """An item of an agenda to start from."""

    __tablename__ = "template_item"

    id: Mapped[Key]
    template_id: Mapped[str] = refers("agenda_template", child=True)
    position: Mapped[int]
    title: Mapped[str]
    kind: Mapped[ItemKind] = mapped_column(default=ItemKind.DISCUSSION)
    presenter_id: Mapped[str | None] = refers("person")
    minutes: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    audience: Mapped[Audience | None]


class Series(Binned, Audienced, Base):
    """Meetings that come again: the monthly committee, the quarterly council liaison. `rule` is an RRULE (RFC 5545)."""

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
    template_id: Mapped[str | None] = refers("agenda_template")


class Invitation(Base):
    """Somebody who usually comes to a series, or is asked to one meeting."""

    __tablename__ = "invitation"
    __table_args__ = (CheckConstraint("(series_id IS NOT NULL) + (meeting_id IS NOT NULL) = 1", name="one_owner"),)

    id: Mapped[Key]
    series_id: Mapped[str | None] = refers("series", child=True)
    meeting_id: Mapped[str | None] = refers("meeting", child=True)
    person_id: Mapped[str] = refers("person", child=True)


class Meeting(Binned, Audienced, Base):
    """One meeting. Date and times are local to `zone`; `with_id` is the body it is held with.

    One that `is_theirs` is another body's (`organization_id`), which the group attended or follows. `uid` and
    `sequence` are iCalendar's (RFC 5545 sections 3.8.4.7 and 3.8.7.4); without a `uid` it is made from the key, and
    the `sequence` never goes down, not even when something is undone. `taken_sequence` is the one of the file that it
    was last taken in from. `stands_for` is the day of its series' rule that it was planned for, wherever it was moved.
    """

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
    is_theirs: Mapped[bool] = mapped_column(default=False)
    uid: Mapped[str] = mapped_column(default="")
    sequence: Mapped[int] = mapped_column(default=0, info={"rises": True})
    taken_sequence: Mapped[int | None]
    stands_for: Mapped[date | None]
    notice_on: Mapped[date | None]
    notice_by: Mapped[Delivery | None]
    adjourned_from_id: Mapped[str | None] = refers("meeting")


class AgendaItem(Audienced, Base):
    """One item of an agenda. Its number follows from `position` among its meeting's items, unless another body gave it
    one (`number`).
    """

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
    number: Mapped[str] = mapped_column(default="")
    involvement: Mapped[Involvement | None]


class ItemLink(Base):
    """A paper of an item that another body published at an address; nothing is fetched."""

    __tablename__ = "item_link"

    id: Mapped[Key]
    item_id: Mapped[str] = refers("agenda_item", child=True)
    position: Mapped[int]
    title: Mapped[str]
    url: Mapped[str]
    is_restricted: Mapped[bool] = mapped_column(default=False)
    published_on: Mapped[date | None]


class ParkedItem(Audienced, Base):
    """An item put off: until a meeting of a series, or any. `taken_id` is the item that came of it."""

    __tablename__ = "parked_item"

    id: Mapped[Key]
    series_id: Mapped[str | None] = refers("series")
    from_id: Mapped[str | None] = refers("meeting")
    title: Mapped[str]
    kind: Mapped[ItemKind] = mapped_column(default=ItemKind.DISCUSSION)
    presenter_id: Mapped[str | None] = refers("person")
    minutes: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    parked_on: Mapped[date]
    taken_id: Mapped[str | None] = refers("agenda_item")


class LeftOut(Base):
    """A matter arising that an agenda shall not have: `about` is the table, `about_id` the row."""

    __tablename__ = "left_out"

    id: Mapped[Key]
    meeting_id: Mapped[str] = refers("meeting", child=True)
    about: Mapped[str]
    about_id: Mapped[str]


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


class Attended(Base):
    """Somebody at a meeting as a version of its minutes says that has been corrected since: `attendance` as it was.

    `attendance_id` is the row that it was, which may be gone.
    """

    __tablename__ = "attended"

    id: Mapped[Key]
    minutes_id: Mapped[str] = refers("minutes", child=True)
    position: Mapped[int]
    attendance_id: Mapped[str]
    person_id: Mapped[str | None] = refers("person")
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    organization_id: Mapped[str | None] = refers("organization")
    presence: Mapped[Presence] = mapped_column(default=Presence.PRESENT)
    votes: Mapped[bool] = mapped_column(default=False)
    arrived_at: Mapped[time | None]
    left_at: Mapped[time | None]


class Declaration(Audienced, Base):
    """An interest declared in an item; the person stays or leaves. It is for whom that item and where it stands are."""

    __tablename__ = "declaration"

    id: Mapped[Key]
    meeting_id: Mapped[str] = refers("meeting", child=True)
    item_id: Mapped[str | None] = refers("agenda_item")
    person_id: Mapped[str | None] = refers("person")
    name: Mapped[str]
    interest: Mapped[str]
    stays: Mapped[bool] = mapped_column(default=True)


class Decision(Binned, Audienced, Base):
    """What was decided (a Popolo motion). `number` is "2026/07/3": a value, never a key.

    `voters` is how many could vote on it; `casting_for` which way the chair's casting vote went. One between meetings
    has no meeting; it binds at once unless it is `to_ratify`, and then from when `ratified_id` ratified it on
    `ratified_on`. `corrects_id` is the decision, of approved minutes, that stands corrected in a later version as this.
    """

    __tablename__ = "decision"

    id: Mapped[Key]
    meeting_id: Mapped[str | None] = refers("meeting")
    item_id: Mapped[str | None] = refers("agenda_item")
    number: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date] = mapped_column(index=True)
    text: Mapped[str]
    outcome: Mapped[Outcome] = mapped_column(default=Outcome.AGREED)
    way: Mapped[Way] = mapped_column(default=Way.AGREED)
    how: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    proposer_id: Mapped[str | None] = refers("person")
    seconder_id: Mapped[str | None] = refers("person")
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    abstained: Mapped[int | None]
    proxies: Mapped[int | None]
    voters: Mapped[int | None]
    casting_for: Mapped[bool | None]
    is_special: Mapped[bool] = mapped_column(default=False)
    to_ratify: Mapped[bool] = mapped_column(default=False)
    ratified_id: Mapped[str | None] = refers("meeting")
    ratified_on: Mapped[date | None]
    corrects_id: Mapped[str | None] = refers("decision")


class Minutes(Base):
    """How far the minutes of a meeting have come; a correction after approval is a new version.

    `approved_at` is what the meeting that approved them was called then; `corrects_attendance` is set once who was
    there is put right in such a version.
    """

    __tablename__ = "minutes"

    id: Mapped[Key]
    meeting_id: Mapped[str] = refers("meeting", child=True)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[MinutesState] = mapped_column(default=MinutesState.DRAFT)
    approved_on: Mapped[date | None]
    approved_at_id: Mapped[str | None] = refers("meeting")
    approved_at: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    comments_by: Mapped[date | None]
    put_to_id: Mapped[str | None] = refers("meeting")
    reason: Mapped[str] = mapped_column(default="")
    corrects_attendance: Mapped[bool] = mapped_column(default=False)


class MinutesReader(Base):
    """Somebody the draft minutes went to for comment, in the group or not."""

    __tablename__ = "minutes_reader"

    id: Mapped[Key]
    minutes_id: Mapped[str] = refers("minutes", child=True)
    person_id: Mapped[str | None] = refers("person")
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    sent_on: Mapped[date]
    answered_on: Mapped[date | None]


class MinutesComment(Base):
    """A factual comment on draft minutes; `taken` is None until it is taken or left.

    `is_put_right` once the minutes were changed as a comment that is taken asks.
    """

    __tablename__ = "minutes_comment"

    id: Mapped[Key]
    minutes_id: Mapped[str] = refers("minutes", child=True)
    block_id: Mapped[str | None] = refers("minute_block")
    item_id: Mapped[str | None] = refers("agenda_item")
    reader_id: Mapped[str | None] = refers("minutes_reader")
    name: Mapped[str]
    text: Mapped[str]
    said_on: Mapped[date]
    taken: Mapped[bool | None]
    is_put_right: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[str] = mapped_column(default="")


class MinutesCorrection(Base):
    """A correction that minutes were approved with, in the order it was made: of an item, or of the whole.

    `audience` is whom the part that it corrects is kept for, None where that is whoever gets the minutes.
    """

    __tablename__ = "minutes_correction"

    id: Mapped[Key]
    minutes_id: Mapped[str] = refers("minutes", child=True)
    position: Mapped[int]
    text: Mapped[str]
    item_id: Mapped[str | None] = refers("agenda_item")
    audience: Mapped[Audience | None]


class MinuteBlock(Base):
    """One block of minutes, in an item or (without one) before the first.

    A block for the record of an action, decision, declaration, election, question, arrival or approval points at it.
    `bold` are the bold parts of the text, as "3-8 20-25" (from, to). `audience` narrows the item's, never widens it.
    `due_on` is by when its action was to be done, in minutes that are sealed.
    """

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
    attendance_id: Mapped[str | None] = refers("attendance")
    approves_id: Mapped[str | None] = refers("minutes")
    bold: Mapped[str] = mapped_column(default="")
    at_time: Mapped[time | None]
    due_on: Mapped[date | None]


class MinutedName(Base):
    """Somebody whom a block of sealed minutes names where its record holds no name: as they were called then.

    Who owns an action, and who moved a motion or, with `candidate_id`, put somebody forward.
    """

    __tablename__ = "minuted_name"

    id: Mapped[Key]
    minutes_id: Mapped[str] = refers("minutes", child=True)
    block_id: Mapped[str] = refers("minute_block", child=True)
    candidate_id: Mapped[str | None] = refers("candidate")
    named_as: Mapped[NamedAs]
    person_id: Mapped[str | None] = refers("person")
    organization_id: Mapped[str | None] = refers("organization")
    name: Mapped[str]
