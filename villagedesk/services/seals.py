"""The seal of approved minutes: one digest over all that they say, so that what is changed later shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import MinutesState, NamedAs
from villagedesk.models import (
    Action,
    AgendaItem,
    Attendance,
    Candidate,
    Decision,
    Declaration,
    DueDate,
    Election,
    Meeting,
    MinuteBlock,
    MinutedName,
    Minutes,
    MinutesCorrection,
    Organization,
    Person,
    Question,
)
from villagedesk.services import versions

_ATTENDED = ("name", "role", "presence", "votes", "arrived_at", "left_at")
_SAID: dict[Any, tuple[str, ...]] = {
    Action: ("number", "text", "audience"),
    Decision: (
        "number", "text", "outcome", "way", "how", "reason", "votes_for", "votes_against", "abstained", "proxies",
        "casting_for", "audience",
    ),
    Declaration: ("name", "interest", "stays", "audience"),
    Question: ("number", "text", "body_name", "audience"),
    Election: ("label", "seats", "how", "audience"),
    Attendance: ("name",),
}  # fmt: skip
"""What minutes say of each record that a block of them stands for; the rest of it may go on."""
_NAMED: dict[Any, tuple[str, ...]] = {Decision: ("proposer_id", "seconder_id")}
"""What they say under a name that they keep (`MinutedName`), for a name may change."""


def seal(session: Session, minutes: Minutes, new_id: Callable[[], str]) -> str:
    """Seal minutes, with the names and days in them that go on changing in their records; the digest."""
    at = session.get(Meeting, minutes.approved_at_id or "", execution_options={"binned": True})
    minutes.approved_at = at.title if at else ""
    for block in session.scalars(select(MinuteBlock).where(MinuteBlock.minutes_id == minutes.id)).all():
        block.due_on = first_due(session, block.action_id) if block.action_id else None
        for named_as, candidate_id, person_id, organization_id in _named(session, block):
            model: Any = Person if person_id else Organization
            row = session.get(model, person_id or organization_id or "", execution_options={"binned": True})
            if row is not None:
                session.add(
                    MinutedName(
                        id=new_id(), minutes_id=minutes.id, block_id=block.id, candidate_id=candidate_id,
                        named_as=named_as, person_id=person_id, organization_id=None if person_id else row.id,
                        name=row.name,
                    )
                )  # fmt: skip
    session.flush()
    minutes.sha256 = digest(session, minutes.id)
    return minutes.sha256


def _named(session: Session, block: MinuteBlock) -> Iterator[tuple[NamedAs, str | None, str | None, str | None]]:
    """Whom a block names by key only: as what, the candidate they put forward, the person, or else the body."""
    if action := session.get(Action, block.action_id or "", execution_options={"binned": True}):
        yield NamedAs.OWNER, None, action.owner_id, action.organization_id
    moved: list[Decision | Candidate] = []
    if decision := session.get(Decision, block.decision_id or "", execution_options={"binned": True}):
        moved.append(decision)
    if block.election_id:
        moved += session.scalars(select(Candidate).where(Candidate.election_id == block.election_id))
    for row in moved:
        candidate_id = row.id if isinstance(row, Candidate) else None
        yield NamedAs.PROPOSER, candidate_id, row.proposer_id, None
        yield NamedAs.SECONDER, candidate_id, row.seconder_id, None


def first_due(session: Session, action_id: str) -> date | None:
    """By when an action was to be done at first."""
    first = select(DueDate.due).where(DueDate.of_kind == "action", DueDate.of_id == action_id)
    return session.scalar(first.order_by(DueDate.set_on, DueDate.id).limit(1))


def digest(session: Session, minutes_id: str) -> str:
    """SHA-256 (hex) over what minutes say: who was there, each block in order with its record, the corrections."""
    minutes = session.get_one(Minutes, minutes_id)
    meeting = session.get_one(Meeting, minutes.meeting_id, execution_options={"binned": True})
    put_right = select(MinutesCorrection.text, MinutesCorrection.audience).where(
        MinutesCorrection.minutes_id == minutes_id
    )
    blocks, last = _blocks(session, minutes_id)
    said = {
        "meeting": [meeting.title, meeting.on_date, meeting.start_at, meeting.end_at, meeting.place],
        "version": [minutes.version, minutes.reason, minutes.approved_on, minutes.approved_at],
        "attendance": [[getattr(row, name) for name in _ATTENDED] for row in versions.there(session, minutes)],
        "items": _items(session, meeting.id, last),
        "blocks": blocks,
        "corrections": [
            list(row) for row in session.execute(put_right.order_by(MinutesCorrection.position, MinutesCorrection.id))
        ],
    }
    return hashlib.sha256(json.dumps(said, default=str, ensure_ascii=False).encode()).hexdigest()


def _items(session: Session, meeting_id: str, last: int) -> list[list[Any]]:
    """The agenda up to the last item that is minuted: its numbers hang on those before it, and on whom they are for."""
    items = select(AgendaItem.title, AgendaItem.number, AgendaItem.audience).where(
        AgendaItem.meeting_id == meeting_id, AgendaItem.position <= last
    )
    return [list(row) for row in session.execute(items.order_by(AgendaItem.position, AgendaItem.id))]


def _blocks(session: Session, minutes_id: str) -> tuple[list[list[Any]], int]:
    """Each block in order: its item, what it is, its words, and those of its record; the place of the last item."""
    statement = select(MinuteBlock, AgendaItem, *_SAID).outerjoin(AgendaItem, AgendaItem.id == MinuteBlock.item_id)
    for model in _SAID:
        statement = statement.outerjoin(model, model.id == getattr(MinuteBlock, f"{model.__tablename__}_id"))
    rows = session.execute(
        statement.where(MinuteBlock.minutes_id == minutes_id)
        .order_by(AgendaItem.position.nulls_first(), MinuteBlock.position, MinuteBlock.id)
        .execution_options(binned=True)
    ).all()
    named: dict[tuple[str, str | None], list[Any]] = {}
    kept = select(MinutedName).where(MinutedName.minutes_id == minutes_id)
    for name in session.scalars(kept.order_by(MinutedName.named_as, MinutedName.id)):
        named.setdefault((name.block_id, name.candidate_id), []).append([name.named_as, name.name])
    stood: dict[str, list[Candidate]] = {}
    chosen = select(Candidate).where(Candidate.election_id.in_([row.MinuteBlock.election_id or "" for row in rows]))
    for each in session.scalars(chosen.order_by(Candidate.id)):
        stood.setdefault(each.election_id, []).append(each)
    said = [
        [
            item.title if item else None, item.position if item else None, block.kind, block.text, block.bold,
            block.at_time, block.due_on, block.audience, named.get((block.id, None), []),
            *([getattr(record, name) for name in _SAID[type(record)]] for record in records if record is not None),
            [
                [one.name, one.votes, one.elected, named.get((block.id, one.id), [])]
                for one in stood.get(block.election_id or "", [])
            ],
        ]
        for block, item, *records in rows
    ]  # fmt: skip
    return said, max((item.position for _block, item, *_records in rows if item), default=0)


def holds(session: Session, minutes: Minutes) -> bool:
    """Whether sealed minutes still say what they said when they were sealed."""
    return digest(session, minutes.id) == minutes.sha256


def is_held(session: Session, table: str, key: str) -> bool:
    """Whether approved minutes hold a record (of the table "action", "decision", "declaration", ...)."""
    held = exists().where(
        getattr(MinuteBlock, f"{table}_id") == key,
        Minutes.id == MinuteBlock.minutes_id,
        Minutes.state == MinutesState.APPROVED,
    )
    return bool(session.scalar(select(held)))


def said_of(row: Any) -> dict[str, Any]:
    """What minutes say of a record as it stands now."""
    return {name: getattr(row, name) for name in (*_SAID[type(row)], *_NAMED.get(type(row), ()))}


def check(session: Session, row: Any, was: dict[str, Any]) -> None:
    """Refused when a record says something else now than it `was`, and approved minutes hold it."""
    changed = [name for name, value in said_of(row).items() if value != was[name]]
    if changed and is_held(session, row.__tablename__, row.id):
        raise Refused(
            _("Approved minutes say this, so it stays as it is. A correction is a new version of them."), changed[0]
        )


def check_bin(session: Session, rows: Sequence[Any], way_on: str) -> None:
    """Refused, with the way forward, when records of one table are to go into the bin that approved minutes hold."""
    if not rows:
        return
    column = getattr(MinuteBlock, f"{rows[0].__tablename__}_id")
    held = set(
        session.scalars(
            select(column)
            .join(Minutes, Minutes.id == MinuteBlock.minutes_id)
            .where(column.in_([row.id for row in rows]), Minutes.state == MinutesState.APPROVED)
        )
    )
    if found := next((row for row in rows if row.id in held), None):
        raise Refused(
            _("Approved minutes say {number}, so it can't go into the bin. {way_on}").format(
                number=found.number, way_on=way_on
            )
        )


def check_attendance(session: Session, meeting_id: str) -> None:
    """Refused when the latest minutes of the meeting are approved; in a new version who was there is put right too."""
    latest = versions.latest(session, meeting_id)
    if latest is not None and latest.state is MinutesState.APPROVED:
        check_meeting(session, meeting_id)


def check_meeting(session: Session, meeting_id: str) -> None:
    """Refused when minutes of the meeting have been approved: who was there and what its items are called stays."""
    approved = select(Minutes.approved_on).where(
        Minutes.meeting_id == meeting_id, Minutes.state == MinutesState.APPROVED
    )
    if (found := session.execute(approved.limit(1)).first()) is None:
        return
    if found.approved_on is None:
        raise Refused(_("The minutes of this meeting have been approved: this stays as they say it."))
    raise Refused(
        _("The minutes of this meeting were approved on {date}: this stays as they say it.").format(
            date=show_date(found.approved_on)
        )
    )
