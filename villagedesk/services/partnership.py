"""The partnership on one page: goals, promises, questions unanswered, rhythm, who is heard, the last health check."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import case, func, or_, select, true
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _
from villagedesk.core.words import MeetingStatus
from villagedesk.models import Action, Group, Meeting, Organization, Question, Series
from villagedesk.records.goals import GoalFilter, GoalRow
from villagedesk.records.health import CheckCard
from villagedesk.records.heard import Among
from villagedesk.records.partnership import Overview, OverviewPaper, Rhythm
from villagedesk.records.questions import Unanswered
from villagedesk.services import goals, group, health, heard, partnershipwords, promising, questions
from villagedesk.services.goals import GoalQuery
from villagedesk.services.redact import View, hidden_names


def overview(session: Session, today: date, audience: Audience | None = None) -> Overview:
    """How the partnership stands; for an `audience` all of it, counts and rates too, is of what that may see."""
    own = session.scalars(select(Group)).one()
    view = View(audience, own.two_bodies) if audience else None
    seen = [one for one in Audience if view is None or view.sees(one)]
    named = set(session.scalars(select(Organization.id).where(Organization.audience.in_(seen))))
    found = heard.card(session, today, view=view)
    return Overview(
        group=own.name,
        audience=group.card(session).audience_names[audience] if audience else "",
        language=own.language,
        as_at=today,
        start=found.now.start,
        goals=_goals(session, seen, hidden_names(session, view) if view else frozenset()),
        promised=promising.record(session, today, None, Action.audience.in_(seen), named=named),
        unanswered=_unanswered(session, seen),
        rhythms=_rhythms(session, found.now.start, today, seen),
        heard=found,
        check=_check(session, view),
    )


def _goals(session: Session, seen: Collection[Audience], hidden: Collection[str]) -> tuple[GoalRow, ...]:
    keys = goals.ids(session, GoalQuery(GoalFilter.OPEN))
    known = {row.id: row for row in goals.rows(session, keys)}
    shown = (known[key] for key in keys if known[key].audience in seen)
    return tuple(replace(row, shared_with=tuple(n for n in row.shared_with if n not in hidden)) for row in shown)


def _unanswered(session: Session, seen: Collection[Audience]) -> tuple[Unanswered, ...]:
    """How many questions each body has not answered, and the day of the oldest; the oldest first."""
    of_nobody = Question.organization_id.is_(None)
    may_name = true() if len(seen) == len(Audience) else or_(of_nobody, Organization.audience.in_(seen))
    key = case((may_name, Question.organization_id))
    name = func.max(case((may_name, Question.body_name), else_=""))
    found = session.execute(
        select(key, name, func.count(), func.min(Question.asked_on))
        .outerjoin(Organization, Organization.id == Question.organization_id)
        .where(questions.is_open, Question.audience.in_(seen))
        .group_by(key, case((may_name, 1), else_=0))
        .order_by(func.min(Question.asked_on), name)
    )
    return tuple(Unanswered(key or "", name or "", count, oldest) for key, name, count, oldest in found)


def _rhythms(session: Session, start: date, today: date, seen: Collection[Audience]) -> tuple[Rhythm, ...]:
    """The series that are held with another body."""
    found = session.execute(
        select(Series, case((Organization.audience.in_(seen), Organization.name), else_=""))
        .join(Organization, Organization.id == Series.with_id)
        .where(Series.audience.in_(seen))
        .order_by(func.fold(Series.name), Series.id)
    ).all()
    in_series: dict[str | None, list[Any]] = {}
    for row in session.execute(
        select(Meeting.series_id, Meeting.id, Meeting.on_date, Meeting.status)
        .where(Meeting.series_id.in_([series.id for series, _body in found]), Meeting.audience.in_(seen))
        .order_by(Meeting.on_date)
    ):
        in_series.setdefault(row.series_id, []).append(row)
    made = []
    for series, body in found:
        meetings = in_series.get(series.id, [])
        held = [row.on_date for row in meetings if row.status is MeetingStatus.HELD and row.on_date <= today]
        lately = [on for on in held if on >= start]
        cancelled = [row for row in meetings if row.status is MeetingStatus.CANCELLED and start <= row.on_date <= today]
        ahead = next((row for row in meetings if row.status is MeetingStatus.PLANNED and row.on_date >= today), None)
        if not meetings:
            continue
        before = [on for on in held if on < start][-1:]
        made.append(
            Rhythm(
                series_id=series.id,
                name=series.name,
                body=body,
                held=len(lately),
                cancelled=len(cancelled),
                longest=max(((b - a).days for a, b in pairwise([*before, *lately])), default=None),
                last_on=held[-1] if held else None,
                next_on=ahead.on_date if ahead else None,
                next_id=ahead.id if ahead else None,
            )
        )
    made.sort(key=lambda one: (one.last_on is None, -(one.last_on or today).toordinal()))
    return tuple(made)


def _check(session: Session, view: View | None) -> CheckCard | None:
    """The last round in which somebody scored."""
    key = health.latest_id(session, view)
    return health.card(session, key, view) if key else None


def heard_paper(session: Session, today: date, among: Among, audience: Audience) -> OverviewPaper:
    """Who is heard at these meetings, as an audience may know it, to be printed."""
    own = session.scalars(select(Group)).one()
    found = heard.card(session, today, among, View(audience, own.two_bodies))
    parts = partnershipwords.heard_parts(found, among)
    counted = partnershipwords.counted_from(found, heard.card(session, today, among))
    first = replace(parts[0], note=" ".join(filter(None, (counted, parts[0].note))))
    return OverviewPaper(
        title=_("Who is heard"),
        group=own.name,
        audience=group.card(session).audience_names[audience],
        language=own.language,
        as_at=today,
        parts=(first, *parts[1:]),
    )


def pdf(found: Overview, whole: Overview | None = None) -> bytes:
    """The page as a PDF with its charts (beside the `whole`, see `partnershipwords.paper`); equal ones, equal bytes."""
    return paper_pdf(partnershipwords.paper(found, whole))


def paper_pdf(paper: OverviewPaper) -> bytes:
    """What is to be printed, as a PDF."""
    from villagedesk.packs.partnership import build_pdf

    return build_pdf(paper)
