"""The shared goals that a meeting serves and the evidence that serves them, as the reader of a pack may know them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.i18n import _
from villagedesk.models import Evidence, Goal, GoalLink, Measure, Meeting
from villagedesk.records.evidence import EvidenceCard
from villagedesk.records.goals import GoalCard
from villagedesk.records.packs import PackEvidence, PackGoal
from villagedesk.services import evidence, goalcharts, goals, quoting, redactedrecords
from villagedesk.services.redact import View

Leave = Callable[[str], None]


def goals_of(session: Session, meeting: Meeting, view: View, today: date, leave: Leave) -> tuple[PackGoal, ...]:
    """The goals that are still followed; `leave` is told of each that the reader may not know."""
    keys = session.scalars(
        select(Goal.id).where(Goal.id.in_(_served(meeting)), Goal.ended_on.is_(None)).order_by(Goal.set_on, Goal.id)
    ).all()
    seen = redactedrecords.known_to(session, view) if keys else None
    found = []
    for key in keys:
        shown: GoalCard | None = redactedrecords.redacted(goals.card(session, key), view, seen) if seen else None
        if shown is None:
            leave(_("Shared goals"))
        else:
            found.append(_goal(shown, today))
    return tuple(found)


def evidence_of(session: Session, meeting: Meeting, view: View, leave: Leave) -> tuple[PackEvidence, ...]:
    """What serves those goals, and what their measures stand on, each quoted whole; the oldest first."""
    served = session.scalars(select(Goal).where(Goal.id.in_(_served(meeting)), Goal.ended_on.is_(None)))
    named = [goal.id for goal in served if view.sees(goal.audience)]
    linked = select(GoalLink.evidence_id).where(GoalLink.goal_id.in_(named))
    measured = select(Measure.evidence_id).where(Measure.goal_id.in_(named))
    keys = session.scalars(
        select(Evidence.id)
        .where(or_(Evidence.id.in_(linked), Evidence.id.in_(measured)))
        .order_by(Evidence.to_on.nulls_last(), Evidence.id)
    ).all()
    seen = redactedrecords.known_to(session, view) if keys else None
    found = []
    for key in keys:
        shown: EvidenceCard | None = redactedrecords.redacted(evidence.card(session, key), view, seen) if seen else None
        if shown is None:
            leave(_("Evidence"))
        else:
            found.append(PackEvidence(claim=shown.row.claim, facts=tuple(quoting.facts(shown.row))))
    return tuple(found)


def _served(meeting: Meeting) -> Select[str]:
    """The keys of the goals that a meeting serves, itself or as one of its series."""
    by_series = (GoalLink.series_id == meeting.series_id) if meeting.series_id else GoalLink.meeting_id == meeting.id
    return select(GoalLink.goal_id).where(or_(GoalLink.meeting_id == meeting.id, by_series))


def _goal(card: GoalCard, today: date) -> PackGoal:
    return PackGoal(
        title=card.row.title,
        stands=". ".join(filter(None, (goalcharts.stands(card.row, today), goalcharts.target_words(card.row)))),
        why=card.row.why,
        shared_with=card.row.shared_with,
        chart=goalcharts.chart(card.row, card.measures),
        said=goalcharts.said(card.row, card.measures),
    )
