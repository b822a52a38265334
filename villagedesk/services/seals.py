"""The seal of approved minutes: one digest over all that they say, so that what is changed later shows."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.models import (
    Action,
    AgendaItem,
    Attendance,
    Candidate,
    Decision,
    Declaration,
    Election,
    Meeting,
    MinuteBlock,
    Minutes,
    Question,
)

_ATTENDED = ("name", "role", "presence", "votes", "arrived_at", "left_at")


def digest(session: Session, minutes_id: str) -> str:
    """SHA-256 (hex) over what minutes say: who was there, each block in order, and the records they stand for."""
    minutes = session.get_one(Minutes, minutes_id)
    meeting = session.get_one(Meeting, minutes.meeting_id, execution_options={"binned": True})
    there = select(Attendance).where(Attendance.meeting_id == meeting.id).order_by(Attendance.id)
    blocks = (
        select(MinuteBlock, AgendaItem.title)
        .outerjoin(AgendaItem, AgendaItem.id == MinuteBlock.item_id)
        .where(MinuteBlock.minutes_id == minutes_id)
        .order_by(AgendaItem.position.nulls_first(), MinuteBlock.position, MinuteBlock.id)
    )
    said = {
        "meeting": [meeting.title, meeting.on_date, meeting.place],
        "version": minutes.version,
        "attendance": [[getattr(row, name) for name in _ATTENDED] for row in session.scalars(there)],
        "blocks": [
            [title, block.kind, block.text, _record(session, block)] for block, title in session.execute(blocks)
        ],
    }
    return hashlib.sha256(json.dumps(said, default=str, ensure_ascii=False).encode()).hexdigest()


def holds(session: Session, minutes: Minutes) -> bool:
    """Whether sealed minutes still say what they said when they were sealed."""
    return digest(session, minutes.id) == minutes.sha256


def _record(session: Session, block: MinuteBlock) -> list[str]:
    """The words of the record that a block stands for."""
    binned = {"binned": True}
    if block.action_id and (action := session.get(Action, block.action_id, execution_options=binned)):
        return [action.number, action.text]
    if block.decision_id and (decision := session.get(Decision, block.decision_id, execution_options=binned)):
        return [decision.number, decision.text, decision.outcome, decision.how, decision.reason]
    if block.declaration_id and (declared := session.get(Declaration, block.declaration_id)):
        return [declared.name, declared.interest]
    if block.question_id and (question := session.get(Question, block.question_id, execution_options=binned)):
        return [question.number, question.text]
    if block.election_id and (election := session.get(Election, block.election_id, execution_options=binned)):
        stood = select(Candidate.name).where(Candidate.election_id == election.id).order_by(Candidate.id)
        return [election.label, *session.scalars(stood)]
    return []
