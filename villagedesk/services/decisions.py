"""What was decided: recorded with its number, listed, put right."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Integer, func, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.core.words import Outcome
from villagedesk.models import AgendaItem, Decision, Meeting
from villagedesk.records.meetings import DecisionDraft, DecisionRow
from villagedesk.services import seals
from villagedesk.store.writer import Work


def of_meeting(session: Session, meeting_id: str) -> tuple[DecisionRow, ...]:
    """The decisions of a meeting, in order."""
    return _rows(session, Decision.meeting_id == meeting_id)


def since(session: Session, start: date | None, until: date) -> tuple[DecisionRow, ...]:
    """The decisions made after `start` (all, when None) and before `until`."""
    where = [Decision.decided_on < until]
    return _rows(session, *where, *([] if start is None else [Decision.decided_on >= start]))


def _rows(session: Session, *where: ColumnElement[bool]) -> tuple[DecisionRow, ...]:
    found = session.execute(
        select(Decision, Meeting.title, AgendaItem.title)
        .outerjoin(Meeting, Meeting.id == Decision.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == Decision.item_id)
        .where(*where)
        .order_by(Decision.decided_on, func.length(Decision.number), Decision.number, Decision.id)
    )
    return tuple(
        DecisionRow(
            id=row.id,
            kind="decision",
            number=row.number,
            text=row.text,
            outcome=row.outcome,
            how=row.how,
            decided_on=row.decided_on,
            meeting_id=row.meeting_id,
            meeting=meeting or "",
            item_id=row.item_id,
            item=item or "",
            audience=row.audience,
        )
        for row, meeting, item in found
    )


def outcome_words() -> dict[Outcome, str]:
    """What outcomes are called."""
    return {
        Outcome.AGREED: _("Agreed"),
        Outcome.NOT_AGREED: _("Not agreed"),
        Outcome.DEFERRED: _("Deferred"),
        Outcome.WITHDRAWN: _("Withdrawn"),
    }


def record(work: Work, draft: DecisionDraft, *, meeting_id: str, item_id: str | None, audience: Audience) -> str:
    """Record a decision under the next number of the meeting's month, "2026/07/3"; the key. Refused without a text."""
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused(_("That meeting is no longer here."))
    decision = Decision(
        id=work.new_id(), meeting_id=meeting_id, item_id=item_id, number=next_number(work.session, meeting.on_date),
        decided_on=meeting.on_date, text="", audience=audience,
    )  # fmt: skip
    write(decision, draft)
    work.session.add(decision)
    work.session.flush()
    return decision.id


def edit(work: Work, decision_id: str, draft: DecisionDraft) -> None:
    """Keep what was typed about a decision. Refused without a text."""
    decision = work.session.get(Decision, decision_id)
    if decision is None:
        raise Refused(_("That decision is no longer here."))
    was = seals.said_of(decision)
    write(decision, draft)
    seals.check(work.session, decision, was)


def write(decision: Decision, draft: DecisionDraft) -> None:
    """Put what was typed into a decision. Refused without a text."""
    text = one_line(draft.text)
    if not text:
        raise Refused(_("Say what was decided."), "text")
    decision.text, decision.outcome = text, draft.outcome
    decision.how, decision.reason = one_line(draft.how), one_line(draft.reason)
    decision.proposer_id, decision.seconder_id = draft.proposer_id, draft.seconder_id
    decision.votes_for, decision.votes_against, decision.abstained = (
        draft.votes_for, draft.votes_against, draft.abstained,
    )  # fmt: skip


def next_number(session: Session, on: date) -> str:
    """The month's next human number, "2026/07/3"; those in the bin keep theirs."""
    month = f"{on.year}/{on.month:02}/"
    highest = select(func.max(func.cast(func.substr(Decision.number, 9), Integer))).where(
        Decision.number.startswith(month)
    )
    return f"{month}{(session.scalar(highest.execution_options(binned=True)) or 0) + 1}"
