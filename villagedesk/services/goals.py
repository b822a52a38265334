"""Shared goals: what both sides want to reach, how far it is, and who shares it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.models import Decision, Evidence, Goal, GoalSharer, Measure, Organization, Person
from villagedesk.records.goals import (
    EndDraft,
    GoalCard,
    GoalDraft,
    GoalFilter,
    GoalRow,
    MeasureDraft,
    MeasureRow,
    SharerRow,
)
from villagedesk.services import restriction, serving
from villagedesk.store.writer import Work

KIND = "goal"


@dataclass(frozen=True, slots=True)
class GoalQuery:
    """What a list of goals asks for. Sort: title target set."""

    only: GoalFilter = GoalFilter.OPEN
    words: str = ""
    sort: str = "target"
    descending: bool = False


def ids(session: Session, query: GoalQuery) -> list[str]:
    """The keys of the goals asked for, in order; without a date to reach them by last."""
    statement = select(Goal.id).where(*_where(query.only))
    if query.words.strip():
        said = func.fold(Goal.title + " " + Goal.title_cy + " " + Goal.why)
        statement = statement.where(func.instr(said, fold(query.words)) > 0)
    columns: dict[str, list[Any]] = {
        "title": [func.fold(Goal.title)],
        "target": [Goal.target_on],
        "set": [Goal.set_on],
    }
    order = [(column.desc() if query.descending else column).nulls_last() for column in columns[query.sort]]
    return list(session.scalars(statement.order_by(*order, Goal.id)))


def counts(session: Session) -> dict[GoalFilter, int]:
    """How many each filter shows."""
    count = select(func.count(Goal.id))
    return {only: session.scalar(count.where(*_where(only))) or 0 for only in GoalFilter}


def _where(only: GoalFilter) -> list[ColumnElement[bool]]:
    where: dict[GoalFilter, list[ColumnElement[bool]]] = {
        GoalFilter.OPEN: [Goal.reached_on.is_(None), Goal.ended_on.is_(None)],
        GoalFilter.REACHED: [Goal.reached_on.is_not(None)],
        GoalFilter.ENDED: [Goal.reached_on.is_(None), Goal.ended_on.is_not(None)],
        GoalFilter.ALL: [],
    }
    return where[only]


def rows(session: Session, keys: Sequence[str]) -> list[GoalRow]:
    """The list's lines for these keys, in any order, those in the bin too."""
    latest = {
        measure.goal_id: measure
        for measure in session.scalars(select(Measure).where(Measure.goal_id.in_(keys)).order_by(*_by_day()))
    }
    names: dict[str, list[str]] = {}
    for goal_id, sharer in _sharers(session, keys):
        names.setdefault(goal_id, []).append(sharer.name)
    found = session.execute(
        select(Goal, Decision.number, Decision.text)
        .outerjoin(Decision, Decision.id == Goal.decision_id)
        .where(Goal.id.in_(keys))
        .execution_options(binned=True)
    )
    return [
        _row(goal, f"{number}: {text}" if number else text or "", latest.get(goal.id), tuple(names.get(goal.id, ())))
        for goal, number, text in found
    ]


def _row(goal: Goal, decision: str, latest: Measure | None, names: tuple[str, ...]) -> GoalRow:
    return GoalRow(
        id=goal.id,
        kind=KIND,
        title=goal.title,
        title_cy=goal.title_cy,
        why=goal.why,
        unit=goal.unit,
        baseline=goal.baseline,
        baseline_on=goal.baseline_on,
        target=goal.target,
        target_on=goal.target_on,
        set_on=goal.set_on,
        reached_on=goal.reached_on,
        ended_on=goal.ended_on,
        end_reason=goal.end_reason,
        decision_id=goal.decision_id,
        decision=decision,
        latest=latest.value if latest else None,
        latest_on=latest.on_date if latest else None,
        shared_with=names,
        audience=goal.audience,
        binned=goal.binned_at is not None,
    )


def card(session: Session, goal_id: str) -> GoalCard:
    """A goal whole, in the bin or not. Refused when there is none."""
    found = rows(session, [goal_id])
    if not found:
        raise Refused(_("That goal is no longer here."))
    measures = session.execute(
        select(Measure, Evidence.claim)
        .outerjoin(Evidence, Evidence.id == Measure.evidence_id)
        .where(Measure.goal_id == goal_id)
        .order_by(*_by_day())
    )
    return GoalCard(
        row=found[0],
        measures=tuple(
            MeasureRow(one.id, one.on_date, one.value, one.note, one.evidence_id, claim or "")
            for one, claim in measures
        ),
        sharers=tuple(sharer for _goal, sharer in _sharers(session, [goal_id])),
        serving=serving.of_goal(session, goal_id),
    )


def _by_day() -> tuple[ColumnElement[Any], ...]:
    return Measure.on_date.expression, Measure.id.expression


def _sharers(session: Session, keys: Sequence[str]) -> list[tuple[str, SharerRow]]:
    found = session.execute(
        select(GoalSharer, Person.name, Organization.name)
        .outerjoin(Person, Person.id == GoalSharer.person_id)
        .outerjoin(Organization, Organization.id == GoalSharer.organization_id)
        .where(GoalSharer.goal_id.in_(keys), or_(Person.id.is_not(None), Organization.id.is_not(None)))
        .order_by(case((GoalSharer.person_id.is_(None), 0), else_=1), GoalSharer.id)
    )
    return [
        (row.goal_id, SharerRow(row.id, row.person_id, row.organization_id, person or body))
        for row, person, body in found
    ]


def add(work: Work, draft: GoalDraft) -> str:
    """Keep a goal; the new key. Refused without a title, or with a target and no measure of it."""
    goal = Goal(id=work.new_id(), set_on=work.today)
    _fill(work, goal, draft)
    work.session.add(goal)
    work.session.flush()
    return goal.id


def edit(work: Work, goal_id: str, draft: GoalDraft) -> None:
    """Keep what was typed about a goal."""
    _fill(work, _goal(work, goal_id), draft)


def _fill(work: Work, goal: Goal, draft: GoalDraft) -> None:
    title = one_line(draft.title)
    if not title:
        raise Refused(_("Say what is to be reached."), "title")
    if draft.baseline_on and draft.target_on and draft.target_on <= draft.baseline_on:
        said = _("It is to be reached after {date}, when it was counted first.")
        raise Refused(said.format(date=show_date(draft.baseline_on)), "target_on")
    if draft.baseline is not None and draft.baseline == draft.target:
        raise Refused(_("The target is what it was at first: nothing would change."), "target")
    goal.title, goal.title_cy, goal.why = title, one_line(draft.title_cy), draft.why.strip()
    goal.unit = one_line(draft.unit)
    goal.baseline, goal.baseline_on = draft.baseline, draft.baseline_on
    goal.target, goal.target_on = draft.target, draft.target_on
    goal.set_on = draft.set_on or goal.set_on or work.today
    goal.decision_id, goal.audience = draft.decision_id, draft.audience


def measure(work: Work, goal_id: str, draft: MeasureDraft) -> str:
    """Keep how far a goal was on a day (today when None); its key. A second measure of a day takes the first's place.

    Refused without a number, or with a day that is still ahead.
    """
    goal = _goal(work, goal_id)
    if draft.value is None:
        raise Refused(_("Say how much it is: a number."), "value")
    on = _on(work, draft.on)
    row = work.session.scalar(select(Measure).where(Measure.goal_id == goal.id, Measure.on_date == on))
    if row is None:
        row = Measure(id=work.new_id(), goal_id=goal.id, on_date=on)
        work.session.add(row)
    row.value, row.note, row.evidence_id = draft.value, one_line(draft.note), draft.evidence_id
    work.session.flush()
    return row.id


def take_measure_out(work: Work, measure_id: str) -> None:
    """Take a measure out again."""
    if (row := work.session.get(Measure, measure_id)) is not None:
        work.session.delete(row)


def share(work: Work, goal_id: str, *, person_id: str | None = None, organization_id: str | None = None) -> None:
    """Say that somebody shares a goal. Refused when they do already, or nobody is named."""
    goal = _goal(work, goal_id)
    if (person_id is None) == (organization_id is None):
        raise Refused(_("Say who shares it: a body or a person."), "organization_id")
    restriction.check(work.session, person_id, field="person_id")
    there = select(GoalSharer.id).where(
        GoalSharer.goal_id == goal.id,
        GoalSharer.person_id.is_(None) if person_id is None else GoalSharer.person_id == person_id,
        GoalSharer.organization_id.is_(None)
        if organization_id is None
        else GoalSharer.organization_id == organization_id,
    )
    if work.session.scalar(there) is not None:
        raise Refused(_("They share it already."), "person_id" if person_id else "organization_id")
    work.session.add(
        GoalSharer(id=work.new_id(), goal_id=goal.id, person_id=person_id, organization_id=organization_id)
    )


def unshare(work: Work, sharer_id: str) -> None:
    """Say that somebody does not share a goal any more."""
    if (row := work.session.get(GoalSharer, sharer_id)) is not None:
        work.session.delete(row)


def reach(work: Work, goal_id: str, on: date | None = None) -> None:
    """Say that a goal was reached, today or on a day before."""
    goal = _goal(work, goal_id)
    goal.reached_on, goal.ended_on, goal.end_reason = _on(work, on), None, ""


def end(work: Work, goal_id: str, draft: EndDraft) -> None:
    """Say that a goal is no longer followed. Refused without a reason."""
    reason = one_line(draft.reason)
    if not reason:
        raise Refused(_("Say why it is given up: others will read it."), "reason")
    goal = _goal(work, goal_id)
    goal.ended_on, goal.end_reason = _on(work, draft.on), reason


def reopen(work: Work, goal_id: str) -> None:
    """Follow a goal again."""
    goal = _goal(work, goal_id)
    goal.reached_on, goal.ended_on, goal.end_reason = None, None, ""


def bin_several(work: Work, keys: Sequence[str]) -> None:
    """Put several goals in the bin."""
    for row in work.session.scalars(select(Goal).where(Goal.id.in_(keys))):
        row.binned_at = work.now


def _on(work: Work, on: date | None) -> date:
    on = on or work.today
    if on > work.today:
        raise Refused(_("That day is still ahead."), "on")
    return on


def _goal(work: Work, goal_id: str) -> Goal:
    found = work.session.get(Goal, goal_id)
    if found is None:
        raise Refused(_("That goal is no longer here."))
    return found
