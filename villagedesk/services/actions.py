"""The action log: what somebody agreed to do, by when, and whether it happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import ActionStatus, MeetingStatus, Priority, Side
from villagedesk.models import (
    Action,
    AgendaItem,
    CarriedForward,
    CoOwner,
    Decision,
    DueDate,
    GoalLink,
    Meeting,
    Membership,
    Organization,
    Person,
    StateChange,
)
from villagedesk.records.actions import (
    LATELY_DAYS,
    SOON_DAYS,
    ActionCard,
    ActionDraft,
    ActionFilter,
    ActionRow,
    DueStep,
    Lane,
    Narrow,
    Shared,
    StateStep,
)
from villagedesk.services import actionsteps, actiontrail, attachments, handovers, owners, restriction, seals
from villagedesk.services.actionsteps import KIND, OPEN
from villagedesk.services.search import matching
from villagedesk.store.search import match_words
from villagedesk.store.writer import Work


@dataclass(frozen=True, slots=True)
class ActionQuery:
    """What a list of actions asks for; `me` is whose "mine" are. Sort: number due owner text side status done.

    `narrow` leaves only those of an owner, a body, a meeting, a goal, or done since a date: `key` says which.
    """

    only: ActionFilter = ActionFilter.OPEN
    words: str = ""
    sort: str = "due"
    descending: bool = False
    me: str | None = None
    narrow: Narrow | None = None
    key: str = ""


def ids(session: Session, query: ActionQuery, today: date) -> list[str]:
    """The keys of the actions asked for, in order; with no date last."""
    statement = select(Action.id).where(*_where(query.only, query.me, today))
    if query.narrow:
        statement = statement.where(_narrowed(query.narrow, query.key))
    if query.words.strip():
        statement = _matching(statement, query.words)
    if query.sort == "owner":
        statement = statement.outerjoin(Person, Person.id == Action.owner_id)
        statement = statement.outerjoin(Organization, Organization.id == Action.organization_id)
    return list(session.scalars(statement.order_by(*_order(query))))


def board(session: Session, query: ActionQuery, today: date) -> dict[Lane, list[str]]:
    """The keys of the cards in each column, in order: of what is done the last weeks, the newest first.

    `query.only` says whose (all, mine, ours, theirs); its order is not asked.
    """
    whose = {
        ActionFilter.MINE: _is_of(query.me or ""),
        ActionFilter.OURS: Action.side.in_((Side.OURS, Side.JOINT)),
        ActionFilter.THEIRS: Action.side.in_((Side.THEIRS, Side.JOINT)),
    }.get(query.only, true())
    lately = and_(Action.status == ActionStatus.DONE, Action.done_on > today - timedelta(days=LATELY_DAYS))
    shown = or_(Action.status.in_((*OPEN, ActionStatus.DROPPED)), lately)
    ended = case((Action.status.not_in(OPEN), func.coalesce(Action.done_on, Action.due_on)))
    both: Any = (Action.id, Action.status)
    statement: Select[Any] = select(*both).where(shown, whose)
    if query.narrow:
        statement = statement.where(_narrowed(query.narrow, query.key))
    if query.words.strip():
        statement = _matching(statement, query.words)
    found: dict[Lane, list[str]] = {lane: [] for lane in Lane}
    order = (ended.desc(), Action.due_on.asc().nulls_last(), Action.number, Action.id)
    for key, status in session.execute(statement.order_by(*order)):
        found[Lane(status.value)].append(key)
    return found


def counts(
    session: Session, today: date, me: str | None, narrow: Narrow | None = None, key: str = ""
) -> dict[ActionFilter, int]:
    """How many each filter shows, of those that it is narrowed to: one look at all of them."""
    within = _narrowed(narrow, key) if narrow else true()
    each = [func.count(case((and_(true(), *_where(only, me, today)), 1))) for only in ActionFilter]
    found = session.execute(select(*each).select_from(Action).where(within)).one()
    return dict(zip(ActionFilter, found, strict=True))


def late(session: Session, today: date) -> int:
    """How many are late: the number on the rail."""
    return session.scalar(select(func.count(Action.id)).where(*_where(ActionFilter.LATE, None, today))) or 0


def _narrowed(narrow: Narrow, key: str) -> ColumnElement[bool]:
    """Whether an action is an owner's (who may share it), a body's or its parts', of a meeting or goal, done since."""
    if narrow is Narrow.OWNER:
        return _is_of(key)
    if narrow is Narrow.BODY:
        parts = owners.with_parts(Organization.id == key)
        return or_(Action.organization_id.in_(parts), _person_in(parts))
    if narrow is Narrow.MEETING:
        return Action.meeting_id == key
    if narrow is Narrow.GOAL:
        return Action.id.in_(select(GoalLink.action_id).where(GoalLink.goal_id == key))
    return Action.done_on >= date.fromisoformat(key)


def _is_of(key: str) -> ColumnElement[bool]:
    shared = select(CoOwner.action_id).where(or_(CoOwner.person_id == key, CoOwner.organization_id == key))
    return or_(Action.owner_id == key, Action.organization_id == key, Action.id.in_(shared))


def _person_in(bodies: Select[Any]) -> ColumnElement[bool]:
    """Whether the lead holds a post in one of these bodies, and the action names no body of its own."""
    holds = select(Membership.person_id).where(Membership.organization_id.in_(bodies), Membership.end_on.is_(None))
    return and_(Action.organization_id.is_(None), Action.owner_id.in_(holds))


def _where(only: ActionFilter, me: str | None, today: date) -> list[ColumnElement[bool]]:
    still_open = Action.status.in_(OPEN)
    where: dict[ActionFilter, list[ColumnElement[bool]]] = {
        ActionFilter.OPEN: [still_open],
        ActionFilter.LATE: [still_open, Action.due_on < today],
        ActionFilter.MINE: [still_open, _is_of(me or "")],
        ActionFilter.OURS: [still_open, Action.side.in_((Side.OURS, Side.JOINT))],
        ActionFilter.THEIRS: [still_open, Action.side.in_((Side.THEIRS, Side.JOINT))],
        ActionFilter.DONE: [Action.status == ActionStatus.DONE],
        ActionFilter.ALL: [],
    }
    return where[only]


def _matching(statement: Select[Any], words: str) -> Select[Any]:
    by_owner = or_(
        Action.owner_id.in_(select(Person.id).where(func.instr(" " + Person.sort_name, " " + fold(words)) > 0)),
        Action.organization_id.in_(
            select(Organization.id).where(func.instr(" " + Organization.sort_name, " " + fold(words)) > 0)
        ),
    )
    query = match_words(words)
    if not query:
        return statement.where(by_owner)
    return statement.where(or_(Action.id.in_(matching(KIND, query)), by_owner))


def _order(query: ActionQuery) -> list[ColumnElement[Any]]:
    year, rest = func.substr(Action.number, 1, 2), func.cast(func.substr(Action.number, 4), Integer)
    columns: dict[str, list[Any]] = {
        "number": [year, rest],
        "due": [Action.due_on],
        "owner": [func.coalesce(Person.sort_name, Organization.sort_name)],
        "text": [func.lower(Action.text)],
        "side": [Action.side],
        "status": [Action.status],
        "done": [Action.done_on],
    }
    order = [(column.desc() if query.descending else column).nulls_last() for column in columns[query.sort]]
    return [*order, Action.number, Action.id]


def rows(session: Session, keys: Sequence[str]) -> list[ActionRow]:
    """The list's lines for these keys, in any order, those in the bin too."""
    others = actiontrail.others(session, keys)
    return [_row(found, others.get(found.Action.id, ())) for found in session.execute(_listed(keys))]


def _listed(keys: Sequence[str]) -> Select[Any]:
    moved = (
        select(func.count(DueDate.id) - 1)
        .where(DueDate.of_kind == KIND, DueDate.of_id == Action.id, DueDate.due.is_not(None))
        .correlate(Action)
        .scalar_subquery()
    )
    carried = select(func.count(CarriedForward.id)).where(CarriedForward.action_id == Action.id).scalar_subquery()
    by = aliased(Meeting)
    return (
        select(
            Action,
            func.coalesce(Person.name, Organization.name, "").label("owner"),
            Meeting.title.label("meeting"),
            Meeting.on_date.label("met_on"),
            Meeting.binned_at.label("gone_at"),
            moved.label("moved"),
            carried.label("carried"),
            by.title.label("due_by"),
            by.status.label("by_status"),
        )
        .outerjoin(Person, Person.id == Action.owner_id)
        .outerjoin(Organization, Organization.id == Action.organization_id)
        .outerjoin(Meeting, Meeting.id == Action.meeting_id)
        .outerjoin(by, by.id == Action.due_meeting_id)
        .where(Action.id.in_(keys))
        .execution_options(binned=True)
    )


def _row(found: Any, others: Sequence[Shared]) -> ActionRow:
    action: Action = found.Action
    return ActionRow(
        id=action.id,
        kind=KIND,
        number=action.number,
        text=action.text,
        side=action.side,
        status=action.status,
        owner=found.owner,
        owner_id=action.owner_id,
        organization_id=action.organization_id,
        due_on=action.due_on,
        done_on=action.done_on,
        raised_on=action.raised_on,
        meeting_id=action.meeting_id,
        source=_source(found),
        times_moved=max(0, found.moved or 0),
        is_promise=action.is_promise,
        priority=action.priority,
        audience=action.audience,
        binned=action.binned_at is not None,
        others=tuple(one.name for one in others),
        due_meeting=_due_by(found),
        due_meeting_id=action.due_meeting_id,
        carried=found.carried,
    )


def _source(found: Any) -> str:
    told = f"{found.meeting}, {show_date(found.met_on)}" if found.meeting else ""
    return _("{source} (in the bin)").format(source=told) if found.gone_at else told


def _due_by(found: Any) -> str:
    if found.by_status is MeetingStatus.CANCELLED:
        return _("{meeting} (cancelled)").format(meeting=found.due_by)
    return found.due_by or ""


def card(session: Session, action_id: str) -> ActionCard:
    """An action whole, in the bin or not. Refused when there is none."""
    found = rows(session, [action_id])
    if not found:
        raise Refused(_("That action is no longer here."))
    action = session.get_one(Action, action_id, execution_options={"binned": True})
    item = session.get(AgendaItem, action.item_id) if action.item_id else None
    meeting = session.get(Meeting, action.meeting_id) if action.meeting_id else None
    decision = session.get(Decision, action.decision_id) if action.decision_id else None
    dues = actiontrail.trail(session, DueDate, action_id)
    states = actiontrail.trail(session, StateChange, action_id)
    return ActionCard(
        row=found[0],
        item=item.title if item else "",
        meeting=meeting.title if meeting else "",
        meeting_on=meeting.on_date if meeting else None,
        decision=decision.number if decision else "",
        binned=action.binned_at is not None,
        dues=tuple(DueStep(step.due, step.set_on, name or "", step.reason) for step, name in dues),
        states=tuple(
            StateStep(ActionStatus(step.state), step.set_on, name or "", step.reason) for step, name in states
        ),
        handovers=handovers.history(session, KIND, action_id),
        item_number=actiontrail.item_number(session, item) if item else "",
        others=tuple(actiontrail.others(session, [action_id]).get(action_id, ())),
        notes=actiontrail.notes(session, action_id),
        carried=actiontrail.carried(session, action_id),
        talks=actiontrail.talks(session, action_id),
        attachments=tuple(attachments.of(session, KIND, [action_id]).get(action_id, ())),
    )


def add(
    work: Work,
    draft: ActionDraft,
    *,
    meeting_id: str | None = None,
    item_id: str | None = None,
    decision_id: str | None = None,
    raised_on: date | None = None,
) -> str:
    """Add an action with the year's next number; the new key. Refused without a text."""
    restriction.check(work.session, draft.owner_id, field="owner_id")
    raised = raised_on or work.today
    action = Action(
        id=work.new_id(),
        number=next_number(work.session, raised),
        text=_text(draft.text),
        side=draft.side or owners.side(work.session, draft.owner_id, draft.organization_id, raised),
        is_promise=draft.is_promise,
        owner_id=draft.owner_id,
        organization_id=draft.organization_id,
        priority=draft.priority,
        raised_on=raised,
        due_on=draft.due_on,
        meeting_id=meeting_id,
        item_id=item_id,
        decision_id=decision_id,
        audience=draft.audience,
    )
    work.session.add(action)
    work.session.flush()
    actionsteps.note_state(work, action, ActionStatus.OPEN, raised, meeting_id=meeting_id)
    if draft.due_meeting_id:
        actionsteps.set_due_meeting(work, action, draft.due_meeting_id)
    if action.due_on:
        actionsteps.note_due(work, action, action.due_on, raised, meeting_id=meeting_id)
    actionsteps.set_others(work, action, draft.others or ())
    work.session.flush()
    return action.id


def next_number(session: Session, on: date) -> str:
    """The year's next human number, "26/31"; those in the bin keep theirs."""
    year = f"{on.year % 100:02}/"
    highest = select(func.max(func.cast(func.substr(Action.number, 4), Integer))).where(Action.number.startswith(year))
    return f"{year}{(session.scalar(highest.execution_options(binned=True)) or 0) + 1}"


def edit(work: Work, action_id: str, draft: ActionDraft) -> None:
    """Keep what was typed about an action.

    A date set today may be put right here; an older one is moved with `move_due`, which asks why (Refused).
    """
    action = actionsteps.stored(work, action_id)
    restriction.check(work.session, draft.owner_id, action.owner_id, "owner_id")
    was = seals.said_of(action)
    action.text = _text(draft.text)
    seals.check(work.session, action, was)
    if draft.audience is not action.audience:
        actionsteps.set_audience_of(work, [action_id], draft.audience)
    leads = (draft.owner_id, draft.organization_id)
    since = action.raised_on if leads == (action.owner_id, action.organization_id) else work.today
    action.owner_id, action.organization_id = leads
    action.side = draft.side or owners.side(work.session, *leads, since)
    action.priority, action.is_promise = draft.priority, draft.is_promise
    actionsteps.set_due(work, action, draft.due_on, draft.due_meeting_id)
    if draft.others is not None:
        actionsteps.set_others(work, action, draft.others)


def due_soon(session: Session, today: date, limit: int) -> list[ActionRow]:
    """Open actions that are late or due within a week, the latest first."""
    found = session.scalars(
        select(Action.id)
        .where(Action.status.in_(OPEN), Action.due_on <= today + timedelta(days=SOON_DAYS))
        .order_by(Action.due_on, case((Action.priority == Priority.HIGH, 0), else_=1), Action.id)
        .limit(limit)
    ).all()
    known = {row.id: row for row in rows(session, found)}
    return [known[key] for key in found]


def _text(typed: str) -> str:
    text = one_line(typed)
    if not text:
        raise Refused(_("Say what is to be done."), "text")
    return text
