"""Meetings: planned, listed, opened, with their agenda and who was there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.clock import minutes_between
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import MeetingKind, MeetingStatus
from villagedesk.models import (
    AgendaItem,
    Meeting,
    MinuteBlock,
    Minutes,
    Organization,
    Series,
)
from villagedesk.records.actions import ActionFilter, ActionRow, Narrow
from villagedesk.records.meetings import (
    ItemDraft,
    MeetingCard,
    MeetingDraft,
    MeetingFilter,
    MeetingRow,
)
from villagedesk.services import (
    actions,
    actionsteps,
    attendance,
    ballots,
    decisions,
    itemcards,
    marking,
    papers,
    restriction,
    seals,
    usualitems,
    versions,
)
from villagedesk.services.search import matching
from villagedesk.store.search import match_words
from villagedesk.store.writer import Work

_LONGEST_NIGHT = 8 * 60  # minutes of a meeting that goes on past midnight


@dataclass(frozen=True, slots=True)
class MeetingQuery:
    """What a list of meetings asks for. Sort: date, title."""

    only: MeetingFilter = MeetingFilter.ALL
    words: str = ""
    sort: str = "date"
    descending: bool = True


def ids(session: Session, query: MeetingQuery, today: date) -> list[str]:
    """The keys of the meetings asked for, in order."""
    statement = select(Meeting.id).where(*_where(query.only, today))
    if words := match_words(query.words):
        statement = statement.where(Meeting.id.in_(matching("meeting", words)))
    columns = [func.lower(Meeting.title)] if query.sort == "title" else [Meeting.on_date, Meeting.start_at]
    return list(
        session.scalars(statement.order_by(*(c.desc() if query.descending else c for c in columns), Meeting.id))
    )


def counts(session: Session, today: date) -> dict[MeetingFilter, int]:
    """How many each filter shows."""
    return {
        only: session.scalar(select(func.count(Meeting.id)).where(*_where(only, today))) or 0 for only in MeetingFilter
    }


def _where(only: MeetingFilter, today: date) -> list[ColumnElement[bool]]:
    where: dict[MeetingFilter, list[ColumnElement[bool]]] = {
        MeetingFilter.ALL: [],
        MeetingFilter.COMING: [Meeting.on_date >= today, Meeting.status == MeetingStatus.PLANNED],
        MeetingFilter.PAST: [or_(Meeting.on_date < today, Meeting.status != MeetingStatus.PLANNED)],
        MeetingFilter.LIAISON: [Meeting.kind == MeetingKind.LIAISON],
    }
    return where[only]


def rows(session: Session, keys: Sequence[str]) -> list[MeetingRow]:
    """The list's lines for these keys, in any order."""
    statement = (
        select(Meeting, Minutes.state)
        .outerjoin(Minutes, and_(Minutes.meeting_id == Meeting.id, versions.is_latest()))
        .where(Meeting.id.in_(keys))
    )
    return [
        MeetingRow(
            id=found.id,
            kind="meeting",
            title=found.title,
            meeting_kind=found.kind,
            status=found.status,
            on_date=found.on_date,
            start_at=found.start_at,
            place=found.place,
            minutes_state=state,
            is_theirs=found.is_theirs,
        )
        for found, state in session.execute(statement)
    ]


def _ours() -> ColumnElement[bool]:
    """Not another body's meeting, which the group attended or follows."""
    return Meeting.is_theirs.is_(False)


def next_id(session: Session, today: date) -> str | None:
    """The group's next meeting planned, today's included."""
    coming = select(Meeting.id).where(*_where(MeetingFilter.COMING, today), _ours())
    return session.scalar(coming.order_by(Meeting.on_date, Meeting.start_at, Meeting.id).limit(1))


def last_id(session: Session, today: date) -> str | None:
    """The last meeting of the group's that was held."""
    held = select(Meeting.id).where(Meeting.on_date <= today, Meeting.status == MeetingStatus.HELD, _ours())
    return session.scalar(_latest_first(held).limit(1))


def before(session: Session, meeting: MeetingCard) -> str | None:
    """The meeting held last before this one: of its series where it has one, else of its kind with the same body."""
    held = select(Meeting.id).where(Meeting.on_date < meeting.on_date, Meeting.status == MeetingStatus.HELD, _ours())
    if meeting.series_id:
        held = held.where(Meeting.series_id == meeting.series_id)
    else:
        held = held.where(Meeting.kind == meeting.meeting_kind, Meeting.with_id.is_not_distinct_from(meeting.with_id))
    return session.scalar(_latest_first(held).limit(1))


def _latest_first(statement: Select[str]) -> Select[str]:
    return statement.order_by(Meeting.on_date.desc(), Meeting.start_at.desc(), Meeting.id.desc())


def card(session: Session, meeting_id: str) -> MeetingCard:
    """A meeting whole, in the bin or not. Refused when there is none."""
    found = session.get(Meeting, meeting_id, execution_options={"binned": True})
    if found is None:
        raise Refused(_("That meeting is no longer here."))
    met_with = session.get(Organization, found.with_id) if found.with_id else None
    series = session.get(Series, found.series_id) if found.series_id else None
    state = session.scalar(select(Minutes.state).where(Minutes.meeting_id == meeting_id, versions.is_latest()))
    return MeetingCard(
        id=found.id, kind="meeting", title=found.title, meeting_kind=found.kind, status=found.status,
        series_id=found.series_id, organization_id=found.organization_id, with_id=found.with_id,
        met_with=met_with.name if met_with else "",
        on_date=found.on_date, start_at=found.start_at, end_at=found.end_at, place=found.place, link=found.link,
        audience=found.audience, binned=found.binned_at is not None,
        items=itemcards.of_meeting(session, found),
        attendance=attendance.listed(session, meeting_id),
        declarations=attendance.declarations(session, meeting_id),
        decisions=decisions.of_meeting(session, meeting_id),
        actions=_actions(session, found),
        minutes_state=state,
        cancelled_by=found.cancelled_by, cancel_reason=found.cancel_reason, series=series.name if series else "",
        notice_on=found.notice_on,
        notice_by=found.notice_by,
        is_theirs=found.is_theirs,
        elections=ballots.of_meeting(session, meeting_id),
        written=decisions.ratified_at(session, meeting_id),
    )  # fmt: skip


def _actions(session: Session, meeting: Meeting) -> tuple[ActionRow, ...]:
    """The actions that came of a meeting, by number."""
    query = actions.ActionQuery(ActionFilter.ALL, sort="number", narrow=Narrow.MEETING, key=meeting.id)
    keys = actions.ids(session, query, meeting.on_date)
    known = {row.id: row for row in actions.rows(session, keys)}
    return tuple(known[key] for key in keys)


def kind_words() -> dict[MeetingKind, str]:
    """What kinds of meeting are called on screen and on paper."""
    return {
        MeetingKind.COMMITTEE: _("Committee meeting"),
        MeetingKind.LIAISON: _("Council liaison meeting"),
        MeetingKind.GENERAL: _("General meeting"),
        MeetingKind.AGM: _("Annual general meeting"),
        MeetingKind.TRUSTEES: _("Trustees' meeting"),
        MeetingKind.PUBLIC: _("Public meeting"),
        MeetingKind.OTHER: _("Meeting"),
    }


def plan(work: Work, draft: MeetingDraft, items: Sequence[ItemDraft] = (), *, series_id: str | None = None) -> str:
    """Plan a meeting with these agenda items; the new key. Refused without a date or when it ends before it starts.

    An end that is not after the start is on the next day, for a meeting of up to eight hours.
    """
    meeting = Meeting(id=work.new_id(), title="", series_id=series_id, on_date=work.today)
    _write(meeting, draft)
    work.session.add(meeting)
    work.session.flush()
    for item in items:
        add_item(work, meeting.id, item)
    return meeting.id


def edit(work: Work, meeting_id: str, draft: MeetingDraft) -> None:
    """Keep what was typed about a meeting. Refused as in `plan`, and for what approved minutes say of it."""
    meeting = _meeting(work, meeting_id)
    before, sealed = _when_and_where(meeting), _minuted(meeting)
    _write(meeting, draft)
    if _when_and_where(meeting) != before:
        meeting.sequence += 1
        actionsteps.follow_meeting(work, meeting)
    if sealed != _minuted(meeting):
        seals.check_meeting(work.session, meeting_id)


def take_over(work: Work, meeting_id: str, values: Mapping[str, Any]) -> None:
    """Keep what a calendar says of a meeting, by the names of its fields."""
    meeting = _meeting(work, meeting_id)
    for name, value in values.items():
        setattr(meeting, name, value)
    if meeting.status is not MeetingStatus.CANCELLED:
        meeting.cancelled_by = meeting.cancel_reason = ""
    actionsteps.follow_meeting(work, meeting)


def _when_and_where(meeting: Meeting) -> tuple[object, ...]:
    """What those who have it in a calendar must be told of when it changes (RFC 5546, section 2.1.4)."""
    return (meeting.on_date, meeting.start_at, meeting.end_at, meeting.place, meeting.link)


def _minuted(meeting: Meeting) -> tuple[object, ...]:
    """What minutes say of a meeting itself."""
    return (meeting.title, meeting.on_date, meeting.start_at, meeting.end_at, meeting.place)


def ends_next_day(start: time, end: time) -> bool:
    """Whether a meeting with these times ends after midnight, on the day after it began."""
    return end <= start


def _write(meeting: Meeting, draft: MeetingDraft) -> None:
    if draft.on_date is None:
        raise Refused(_("A meeting needs a date."), "on_date")
    if draft.start_at and draft.end_at and _is_backwards(draft.on_date, draft.start_at, draft.end_at):
        raise Refused(_("It ends before it starts."), "end_at")
    meeting.title = one_line(draft.title) or kind_words()[draft.kind]
    meeting.kind, meeting.on_date, meeting.audience = draft.kind, draft.on_date, draft.audience
    meeting.start_at, meeting.end_at = draft.start_at, draft.end_at
    meeting.place, meeting.link, meeting.with_id = one_line(draft.place), draft.link.strip(), draft.with_id


def _is_backwards(on: date, start: time, end: time) -> bool:
    """An end at an earlier hour is one after midnight only where that makes an evening of it."""
    return end <= start and minutes_between(on, start, end) > _LONGEST_NIGHT


def usual_audience(kind: MeetingKind) -> Audience:
    """Who may know of a meeting of this kind, unless it is said otherwise."""
    return {
        MeetingKind.LIAISON: Audience.COUNCIL,
        MeetingKind.PUBLIC: Audience.PUBLIC,
        MeetingKind.AGM: Audience.MEMBERS,
        MeetingKind.GENERAL: Audience.MEMBERS,
        MeetingKind.TRUSTEES: Audience.TRUSTEES,
    }.get(kind, Audience.COMMITTEE)


def bin_meeting(work: Work, meeting_id: str) -> None:
    """Put a meeting in the bin; the actions and decisions that came of it stay."""
    meeting = _meeting(work, meeting_id)
    meeting.binned_at = work.now
    meeting.sequence += 1  # calendars that have it are told


def add_item(work: Work, meeting_id: str, draft: ItemDraft, *, before_usual_end: bool = False) -> str:
    """Add an item at the end of the agenda; the new key. It is for whom the meeting is for, unless the draft says.

    With `before_usual_end` it comes before "Any other business", where that is the last.
    """
    meeting = _meeting(work, meeting_id)
    end = work.session.execute(
        select(AgendaItem.position, AgendaItem.title)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position.desc(), AgendaItem.id.desc())
        .limit(1)
    ).first()
    last = end.position if end else 0
    item = AgendaItem(id=work.new_id(), meeting_id=meeting_id, position=last + 1, title="", audience=meeting.audience)
    _write_item(work, item, draft)
    work.session.add(item)
    work.session.flush()
    if before_usual_end and end and fold(end.title) == fold(usualitems.usual_items()[-1].title):
        agenda = select(func.count()).where(AgendaItem.meeting_id == meeting_id)
        move_item(work, item.id, (work.session.scalar(agenda) or 1) - 1)
    return item.id


def edit_item(work: Work, item_id: str, draft: ItemDraft) -> None:
    """Keep what was typed about an agenda item. Refused without a title or with minutes below nought.

    What came of an item that is made confidential is so too.
    """
    item = _item(work, item_id)
    before = (item.title, item.audience)
    _write_item(work, item, draft)
    if before != (item.title, item.audience):
        seals.check_meeting(work.session, item.meeting_id)
    if before[1] is not item.audience:
        marking.follow(work, item)


def check_item(work: Work, draft: ItemDraft, presenter_before: str | None) -> None:
    """Refused without a title, with minutes below nought, or when who presents it may not be written about."""
    if not one_line(draft.title):
        raise Refused(_("An agenda item needs a title."), "title")
    if draft.minutes is not None and not 0 <= draft.minutes <= 24 * 60:
        raise Refused(_("Minutes are a number from 0 to 1,440."), "minutes")
    restriction.check(work.session, draft.presenter_id, presenter_before, "presenter_id")


def _write_item(work: Work, item: AgendaItem, draft: ItemDraft) -> None:
    check_item(work, draft, item.presenter_id)
    item.title, item.kind, item.presenter_id = one_line(draft.title), draft.kind, draft.presenter_id
    item.minutes, item.note, item.involvement = draft.minutes, draft.note.strip(), draft.involvement
    if draft.audience is not None:
        item.audience = draft.audience


def move_item(work: Work, item_id: str, to: int) -> None:
    """Move an item to place `to` of its agenda, counted from 1."""
    item = _item(work, item_id)
    seals.check_meeting(work.session, item.meeting_id)
    order = list(
        work.session.scalars(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == item.meeting_id)
            .order_by(AgendaItem.position, AgendaItem.id)
        )
    )
    put_in_order(order, item, to)


def put_in_order(order: list[Any], item: Any, to: int) -> None:
    """Give the rows of `order` their positions, with `item` at place `to`, counted from 1."""
    order.remove(item)
    order.insert(max(0, min(to - 1, len(order))), item)
    for position, each in enumerate(order, 1):
        if each.position != position:
            each.position = position


def remove_item(work: Work, item_id: str) -> None:
    """Take an item off the agenda. Refused when it has been minuted, or the minutes are approved."""
    item = _item(work, item_id)
    seals.check_meeting(work.session, item.meeting_id)  # those behind it would get other numbers
    if work.session.scalar(select(MinuteBlock.id).where(MinuteBlock.item_id == item_id).limit(1)):
        raise Refused(_("This item has minutes: empty them first."))
    papers.leave(work, item_id)
    work.session.delete(item)


def open_item(work: Work, item_id: str) -> None:
    """Note when an item was come to, the first time."""
    work.session.execute(
        update(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.opened_at.is_(None)).values(opened_at=work.now)
    )


def _meeting(work: Work, meeting_id: str) -> Meeting:
    found = work.session.get(Meeting, meeting_id)
    if found is None:
        raise Refused(_("That meeting is no longer here."))
    return found


def _item(work: Work, item_id: str) -> AgendaItem:
    found = work.session.get(AgendaItem, item_id)
    if found is None:
        raise Refused(_("That agenda item is no longer here."))
    return found
