"""The seal of approved minutes: one digest over all that they say, so that what is changed later shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import MinutesState
from villagedesk.models import (
    Action,
    AgendaItem,
    Candidate,
    Decision,
    Declaration,
    Election,
    Meeting,
    MinuteBlock,
    Minutes,
    MinutesCorrection,
    Question,
)
from villagedesk.services import versions

_ATTENDED = ("name", "role", "presence", "votes", "arrived_at", "left_at")
_SAID: dict[Any, tuple[str, ...]] = {
    Action: ("number", "text"),
    Decision: (
        "number", "text", "outcome", "way", "how", "reason", "votes_for", "votes_against", "abstained", "proxies",
        "casting_for",
    ),
    Declaration: ("name", "interest", "stays"),
    Question: ("number", "text"),
    Election: ("label", "seats", "how"),
}  # fmt: skip
"""What minutes say of each record that a block of them stands for; the rest of it may go on."""


def digest(session: Session, minutes_id: str) -> str:
    """SHA-256 (hex) over what minutes say: who was there, each block in order with its record, the corrections."""
    minutes = session.get_one(Minutes, minutes_id)
    meeting = session.get_one(Meeting, minutes.meeting_id, execution_options={"binned": True})
    put_right = select(MinutesCorrection.text).where(MinutesCorrection.minutes_id == minutes_id)
    said = {
        "meeting": [meeting.title, meeting.on_date, meeting.place],
        "version": [minutes.version, minutes.reason, minutes.approved_on],
        "attendance": [[getattr(row, name) for name in _ATTENDED] for row in versions.there(session, minutes)],
        "blocks": _blocks(session, minutes_id),
        "corrections": list(session.scalars(put_right.order_by(MinutesCorrection.position, MinutesCorrection.id))),
    }
    return hashlib.sha256(json.dumps(said, default=str, ensure_ascii=False).encode()).hexdigest()


def _blocks(session: Session, minutes_id: str) -> list[list[Any]]:
    """Each block in order: its item, what it is, its words, and those of its record."""
    statement = select(MinuteBlock, AgendaItem.title, *_SAID).outerjoin(
        AgendaItem, AgendaItem.id == MinuteBlock.item_id
    )
    for model in _SAID:
        statement = statement.outerjoin(model, model.id == getattr(MinuteBlock, f"{model.__tablename__}_id"))
    rows = session.execute(
        statement.where(MinuteBlock.minutes_id == minutes_id)
        .order_by(AgendaItem.position.nulls_first(), MinuteBlock.position, MinuteBlock.id)
        .execution_options(binned=True)
    ).all()
    stood: dict[str, list[Any]] = {}
    chosen = select(Candidate).where(Candidate.election_id.in_([row.MinuteBlock.election_id or "" for row in rows]))
    for each in session.scalars(chosen.order_by(Candidate.id)):
        stood.setdefault(each.election_id, []).append([each.name, each.votes, each.elected])
    return [
        [
            title, block.kind, block.text, block.bold, block.at_time,
            *([getattr(record, name) for name in _SAID[type(record)]] for record in records if record is not None),
            stood.get(block.election_id or "", []),
        ]
        for block, title, *records in rows
    ]  # fmt: skip


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
    return {name: getattr(row, name) for name in _SAID[type(row)]}


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
