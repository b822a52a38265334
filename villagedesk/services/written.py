"""Decisions between meetings, as the constitution has it: not allowed, binding, or to be ratified."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import MeetingKind, MeetingStatus, Outcome, Way, Written
from villagedesk.models import Decision, Meeting
from villagedesk.records.meetings import DecisionDraft
from villagedesk.records.written import WrittenRow, WrittenRule
from villagedesk.services import approval, constitution, decisions
from villagedesk.store.writer import Work


def rule(session: Session, kind: MeetingKind) -> WrittenRule:
    """What the constitution says of decisions between meetings of this kind; not `said` where it says nothing."""
    found = constitution.rules(session, kind)
    return WrittenRule(kind, bool(found.id), found.written, found.written_clause)


def record(work: Work, kind: MeetingKind, draft: DecisionDraft, on: date | None, audience: Audience) -> str:
    """Record a decision made between meetings; the key.

    One that binds by itself stands from its own day; any other that was agreed waits for the next meeting. Refused
    where the constitution does not allow it or is not known, and for a day to come.
    """
    found = rule(work.session, kind)
    if not found.said:
        raise Refused(
            _("Say in Settings what your constitution has about decisions between meetings, then record this one."),
            "kind",
        )
    if found.written is Written.NO:
        words = _("Your constitution does not allow decisions between meetings.")
        if found.clause:
            words = _("Your constitution does not allow decisions between meetings: “{clause}”").format(
                clause=found.clause
            )
        raise Refused(words, "kind")
    if on is None or on > work.today:
        raise Refused(_("On which day was it decided? Today or before."), "on_date")
    decision = Decision(
        id=work.new_id(), number=decisions.next_number(work.session, on), decided_on=on, text="", audience=audience
    )
    decisions.write(work, decision, replace(draft, how=draft.how or _("Decided between meetings")))
    decision.way = Way.WRITTEN
    decision.to_ratify = found.written is Written.RATIFIED
    work.session.add(decision)
    work.session.flush()
    return decision.id


def waiting(session: Session, on: date | None = None) -> tuple[WrittenRow, ...]:
    """The decisions between meetings that a meeting (on a day, where one is given) has yet to ratify, oldest first.

    It is ratified by a meeting and on a day, both or neither: one whose meeting was deleted for good waits again.
    """
    where = [
        Decision.to_ratify, Decision.outcome == Outcome.AGREED,
        or_(Decision.ratified_on.is_(None), Decision.ratified_id.is_(None)),
    ]  # fmt: skip
    if on is not None:
        where.append(Decision.decided_on <= on)
    rows = session.scalars(select(Decision).where(*where).order_by(Decision.decided_on, Decision.id))
    return tuple(WrittenRow(row.id, row.number, row.text, row.decided_on, row.how) for row in rows)


def ratify(work: Work, decision_id: str, meeting_id: str, *, is_carried: bool = True) -> None:
    """Note that a meeting ratified a decision between meetings, or did not; its minutes say so.

    Refused when it waits for nothing, for a meeting with another body, for an earlier meeting or one still to come, and
    when the meeting's minutes are approved.
    """
    row, meeting = work.session.get(Decision, decision_id), work.session.get(Meeting, meeting_id)
    if row is None or meeting is None:
        raise Refused(_("That is no longer here."))
    if row.id not in {each.id for each in waiting(work.session)}:
        raise Refused(_("This decision does not wait to be ratified."))
    if meeting.kind is MeetingKind.LIAISON or meeting.is_theirs:
        raise Refused(_("A meeting with another body does not ratify what your own decided."))
    if meeting.on_date < row.decided_on or meeting.on_date > work.today or meeting.status is MeetingStatus.CANCELLED:
        raise Refused(_("It is ratified at a meeting that was held after it."))
    words = _("Ratified: decision {number}, made between meetings on {date}: {text}")
    if not is_carried:
        words = _("Not ratified: decision {number}, made between meetings on {date}: {text}")
    told = words.format(number=row.number, date=show_date(row.decided_on), text=row.text)
    approval.write_in(work, meeting_id, None, told, row.audience)
    row.ratified_id, row.ratified_on = meeting_id, meeting.on_date
    if not is_carried:
        row.outcome = Outcome.NOT_AGREED
