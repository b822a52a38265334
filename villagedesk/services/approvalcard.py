"""How far the minutes of a meeting have come, read in one go for the screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.text import shorten
from villagedesk.core.words import MeetingStatus, MinutesState
from villagedesk.models import (
    Group,
    Meeting,
    Minutes,
    MinutesComment,
    MinutesCorrection,
    MinutesReader,
    Removal,
    Series,
)
from villagedesk.records.approval import (
    ApprovalCard,
    CommentCard,
    MeetingChoice,
    PartChoice,
    ReaderCard,
    VersionCard,
)
from villagedesk.records.meetings import Block, MinutesPage
from villagedesk.services import minutes, readers, seals, series
from villagedesk.services.approval import TYPED
from villagedesk.services.minuted import parts_apart

_MOST_LATER = 12
_SETTLED = (MinutesState.APPROVED, MinutesState.PUBLISHED)


def card(session: Session, meeting_id: str) -> ApprovalCard | None:
    """The approval of a meeting's minutes; None while there are none, and for another body's meeting."""
    rows = session.scalars(
        select(Minutes).where(Minutes.meeting_id == meeting_id).order_by(Minutes.version.desc(), Minutes.id.desc())
    ).all()
    page = minutes.page(session, meeting_id)
    meeting = session.get(Meeting, meeting_id, execution_options={"binned": True})
    if not rows or page is None or meeting is None or meeting.is_theirs:
        return None
    latest = rows[0]
    group = session.scalars(select(Group)).one()

    def version(row: Minutes) -> VersionCard:
        narrower = parts_apart(session, row.id, meeting.audience, two_bodies=group.two_bodies)
        return replace(_version(session, row), narrower=narrower)

    return ApprovalCard(
        meeting_id=meeting_id,
        title=meeting.title,
        on_date=meeting.on_date,
        latest=version(latest),
        earlier=tuple(map(version, rows[1:])),
        is_finished=latest.finished_at is not None or meeting.status is MeetingStatus.HELD,
        comments_by=latest.comments_by,
        put_to=choice(session.get(Meeting, latest.put_to_id, execution_options={"binned": True}))
        if latest.put_to_id
        else None,
        readers=_readers(session, latest.id),
        comments=_comments(session, latest.id, page),
        later=later(session, meeting),
        parts=_parts(page),
        series_id=meeting.series_id,
        proposed=readers.proposed(session, meeting, latest.id) if latest.state not in _SETTLED else (),
    )


def choice(meeting: Meeting | None) -> MeetingChoice | None:
    """A meeting as it is named."""
    return MeetingChoice(meeting.id, meeting.title, meeting.on_date) if meeting else None


def later(session: Session, meeting: Meeting) -> tuple[MeetingChoice, ...]:
    """The meetings that minutes may be put to: those of the same series or kind first, by date."""
    found = session.scalars(
        select(Meeting).where(
            Meeting.on_date >= meeting.on_date,
            Meeting.id != meeting.id,
            Meeting.status != MeetingStatus.CANCELLED,
            Meeting.is_theirs.is_(False),
        )
    ).all()

    def is_next(row: Meeting) -> bool:
        if meeting.series_id:
            return row.series_id == meeting.series_id
        return row.kind == meeting.kind and row.with_id == meeting.with_id

    def order(row: Meeting) -> tuple[bool, bool, object, str]:
        return (not is_next(row), row.kind != meeting.kind, row.on_date, row.id)

    ordered = sorted(found, key=order)[:_MOST_LATER]
    return tuple(MeetingChoice(row.id, row.title, row.on_date, is_next(row)) for row in ordered)


def next_day(session: Session, meeting_id: str, today: date) -> date | None:
    """The day on which the next meeting of a meeting's series would be by its rule; None where nothing says."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.series_id is None or session.get(Series, meeting.series_id) is None:
        return None
    return next(iter(series.proposed(session, meeting.series_id, max(today, meeting.on_date))), None)


def _version(session: Session, row: Minutes) -> VersionCard:
    at = session.get(Meeting, row.approved_at_id, execution_options={"binned": True}) if row.approved_at_id else None
    lines = select(MinutesCorrection.text).where(MinutesCorrection.minutes_id == row.id)
    removed = select(Removal.removed_on).where(Removal.minutes_id == row.id).distinct()
    return VersionCard(
        id=row.id,
        version=row.version,
        state=row.state,
        reason=row.reason,
        approved_on=row.approved_on if row.state is MinutesState.APPROVED else None,
        approved_at=choice(at),
        sha256=row.sha256,
        holds=seals.holds(session, row) if row.sha256 else None,
        corrections=tuple(session.scalars(lines.order_by(MinutesCorrection.position, MinutesCorrection.id))),
        removed=tuple(session.scalars(removed.order_by(Removal.removed_on))),
    )


def waiting(session: Session, minutes_id: str) -> tuple[ReaderCard, ...]:
    """Those who were asked to read the draft and have not answered."""
    return tuple(reader for reader in _readers(session, minutes_id) if reader.answered_on is None)


def _readers(session: Session, minutes_id: str) -> tuple[ReaderCard, ...]:
    rows = session.scalars(
        select(MinutesReader).where(MinutesReader.minutes_id == minutes_id).order_by(MinutesReader.id)
    )
    return tuple(ReaderCard(row.id, row.person_id, row.name, row.email, row.sent_on, row.answered_on) for row in rows)


def _comments(session: Session, minutes_id: str, page: MinutesPage) -> tuple[CommentCard, ...]:
    blocks = {block.id: block for block in page.blocks}
    places = {item.id: number for number, item in enumerate(page.meeting.items)}
    order = {block.id: number for number, block in enumerate(page.blocks)}
    heads = {item.id: f"{item.number}. {item.title}" for item in page.meeting.items}
    rows = session.scalars(select(MinutesComment).where(MinutesComment.minutes_id == minutes_id))

    def place(row: MinutesComment) -> tuple[int, int, str]:
        return places.get(row.item_id or "", -1), order.get(row.block_id or "", -1), row.id

    return tuple(_comment(row, heads, blocks.get(row.block_id or "")) for row in sorted(rows, key=place))


def _comment(row: MinutesComment, heads: dict[str, str], block: Block | None) -> CommentCard:
    return CommentCard(
        id=row.id,
        name=row.name,
        text=row.text,
        said_on=row.said_on,
        about=heads.get(row.item_id or "", ""),
        said=block.text if block else "",
        place=block.id if block else row.item_id or "",
        can_amend=block is not None and block.kind in TYPED,
        taken=row.taken,
        answer=row.answer,
        is_put_right=row.is_put_right,
    )


def _parts(page: MinutesPage) -> tuple[PartChoice, ...]:
    """What a comment can be about: the whole, each item, each block in it."""
    heads = {item.id: f"{item.number}. {item.title}" for item in page.meeting.items}
    parts: list[PartChoice] = []
    seen: Counter[str | None] = Counter()
    for block in page.blocks:
        if not seen[block.item_id] and block.item_id in heads:
            parts.append(PartChoice(None, block.item_id, heads[block.item_id]))
        seen[block.item_id] += 1
        parts.append(PartChoice(block.id, block.item_id, shorten(block.text, 90), block.kind))
    return tuple(parts)
