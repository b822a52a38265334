"""What serves a goal: meetings, series, actions, deals, decisions, questions and evidence, one link for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import shorten
from villagedesk.core.words import ActionStatus, MeetingStatus
from villagedesk.models import Action, Deal, Decision, Evidence, Goal, GoalLink, Meeting, Question, Series
from villagedesk.records.goals import LinkKind, ServesRow
from villagedesk.records.people import Choice
from villagedesk.store.writer import Work

_MOST = 400
_LONGEST = 90

_MODELS: dict[LinkKind, tuple[Any, Any, Callable[[Any], str]]] = {
    LinkKind.MEETING: (Meeting, Meeting.on_date.desc(), lambda row: f"{row.title}, {show_date(row.on_date)}"),
    LinkKind.SERIES: (Series, Series.name, lambda row: row.name),
    LinkKind.ACTION: (Action, Action.raised_on.desc(), lambda row: f"{row.number}: {row.text}"),
    LinkKind.DEAL: (Deal, Deal.agreed_on.desc(), lambda row: row.title),
    LinkKind.DECISION: (Decision, Decision.decided_on.desc(), lambda row: f"{row.number}: {row.text}"),
    LinkKind.QUESTION: (Question, Question.asked_on.desc(), lambda row: f"{row.number}: {row.text}"),
    LinkKind.EVIDENCE: (Evidence, Evidence.to_on.desc(), lambda row: row.claim),
}


def kind_words() -> dict[LinkKind, str]:
    """What each sort of thing is called."""
    return {
        LinkKind.ACTION: _("Action or promise"),
        LinkKind.MEETING: _("Meeting"),
        LinkKind.SERIES: _("Series of meetings"),
        LinkKind.DEAL: _("Deal"),
        LinkKind.DECISION: _("Decision"),
        LinkKind.QUESTION: _("Question"),
        LinkKind.EVIDENCE: _("Evidence"),
    }


def of_goal(session: Session, goal_id: str) -> tuple[ServesRow, ...]:
    """What serves a goal, sort by sort; what is in the bin is left out."""
    links = session.scalars(select(GoalLink).where(GoalLink.goal_id == goal_id).order_by(GoalLink.id)).all()
    found = []
    for kind in kind_words():
        model, _order, called = _MODELS[kind]
        keys = {key: link.id for link in links if (key := getattr(link, f"{kind}_id"))}
        known = {row.id: row for row in session.scalars(select(model).where(model.id.in_(keys)))}
        found += [
            ServesRow(keys[key], kind, key, _opens(session, known[key]), called(known[key]), _stands(known[key]))
            for key in keys
            if key in known
        ]
    return tuple(found)


def choices(session: Session, kind: LinkKind) -> list[Choice]:
    """What of a sort could serve a goal, the latest first."""
    model, order, called = _MODELS[kind]
    found = session.scalars(select(model).order_by(order, model.id.desc()).limit(_MOST))
    return [Choice(row.id, shorten(called(row), _LONGEST).removeprefix(": ")) for row in found]


def link(work: Work, goal_id: str, kind: LinkKind, of_id: str | None) -> None:
    """Say that something serves a goal. Refused when it does already, or is gone."""
    model, _order, _called = _MODELS[kind]
    if of_id is None or work.session.get(model, of_id) is None:
        raise Refused(_("Choose what serves the goal."), "of_id")
    if work.session.get(Goal, goal_id) is None:
        raise Refused(_("That goal is no longer here."))
    column = f"{kind}_id"
    there = select(GoalLink.id).where(GoalLink.goal_id == goal_id, getattr(GoalLink, column) == of_id)
    if work.session.scalar(there) is not None:
        raise Refused(_("It serves this goal already."), "of_id")
    work.session.add(GoalLink(id=work.new_id(), goal_id=goal_id, **{column: of_id}))


def unlink(work: Work, link_id: str) -> None:
    """Say that something does not serve a goal any more."""
    if (row := work.session.get(GoalLink, link_id)) is not None:
        work.session.delete(row)


def _opens(session: Session, row: Any) -> str | None:
    """The thing itself, a decision's meeting, or of a series the meeting that comes next, else the last."""
    if isinstance(row, Series):
        of_series = select(Meeting.id).where(Meeting.series_id == row.id)
        ahead = of_series.where(Meeting.status == MeetingStatus.PLANNED).order_by(Meeting.on_date).limit(1)
        return session.scalar(ahead) or session.scalar(of_series.order_by(Meeting.on_date.desc()).limit(1))
    opens: str | None = row.meeting_id if isinstance(row, Decision) else row.id
    return opens


def _stands(row: Any) -> str:
    """How something stands, in a word or two."""
    match row:
        case Action():
            if row.status is ActionStatus.DONE and row.done_on:
                return _("Done {date}").format(date=show_date(row.done_on))
            if row.status is ActionStatus.DROPPED:
                return _("Dropped")
            return _("Due {date}").format(date=show_date(row.due_on)) if row.due_on else _("Open")
        case Meeting():
            return _("Cancelled") if row.status is MeetingStatus.CANCELLED else ""
        case Question():
            is_answered = row.answered_on is not None
            return _("Answered") if is_answered else _("Asked {date}").format(date=show_date(row.asked_on))
        case Evidence():
            return row.figure
        case Decision():
            return show_date(row.decided_on)
        case _:
            return ""
