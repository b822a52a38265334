"""The action log: what somebody agreed to do, by when, and whether it happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core import quickline
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.ids import made_at
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import ActionStatus, Priority, Side
from villagedesk.models import Action, AgendaItem, Decision, DueDate, Meeting, Organization, Person, StateChange
from villagedesk.records.actions import SOON_DAYS, ActionCard, ActionDraft, ActionFilter, ActionRow, DueStep, StateStep
from villagedesk.services import handovers, owners, restriction, seals
from villagedesk.services.search import matching
from villagedesk.store.search import match_words
from villagedesk.store.writer import Work

KIND = "action"
OPEN = (ActionStatus.OPEN, ActionStatus.WAITING)


@dataclass(frozen=True, slots=True)
class ActionQuery:
    """What a list of actions asks for; `me` is whose "mine" are. Sort: number due owner text side status done.

    `owner_id` leaves only those of one person or organisation.
    """

    only: ActionFilter = ActionFilter.OPEN
    words: str = ""
    sort: str = "due"
    descending: bool = False
    me: str | None = None
    meeting_id: str | None = None
    owner_id: str | None = None


def ids(session: Session, query: ActionQuery, today: date) -> list[str]:
    """The keys of the actions asked for, in order; with no date last."""
    statement = select(Action.id).where(*_where(query.only, query.me, today))
    if query.meeting_id:
        statement = statement.where(Action.meeting_id == query.meeting_id)
    if query.owner_id:
        statement = statement.where(or_(Action.owner_id == query.owner_id, Action.organization_id == query.owner_id))
    if query.words.strip():
        statement = _matching(statement, query.words)
    if query.sort == "owner":
        statement = statement.outerjoin(Person, Person.id == Action.owner_id)
        statement = statement.outerjoin(Organization, Organization.id == Action.organization_id)
    return list(session.scalars(statement.order_by(*_order(query))))


def counts(session: Session, today: date, me: str | None) -> dict[ActionFilter, int]:
    """How many each filter shows."""
    return {
        only: session.scalar(select(func.count(Action.id)).where(*_where(only, me, today))) or 0
        for only in ActionFilter
    }


def late(session: Session, today: date) -> int:
    """How many are late: the number on the rail."""
    return session.scalar(select(func.count(Action.id)).where(*_where(ActionFilter.LATE, None, today))) or 0


def _where(only: ActionFilter, me: str | None, today: date) -> list[ColumnElement[bool]]:
    still_open = Action.status.in_(OPEN)
    where: dict[ActionFilter, list[ColumnElement[bool]]] = {
        ActionFilter.OPEN: [still_open],
        ActionFilter.LATE: [still_open, Action.due_on < today],
        ActionFilter.MINE: [still_open, Action.owner_id == (me or "")],
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
    moved = (
        select(func.count(DueDate.id) - 1)
        .where(DueDate.of_kind == KIND, DueDate.of_id == Action.id, DueDate.due.is_not(None))
        .correlate(Action)
        .scalar_subquery()
    )
    statement = (
        select(Action, Person.name, Organization.name, Meeting.title, Meeting.on_date, moved)
        .outerjoin(Person, Person.id == Action.owner_id)
        .outerjoin(Organization, Organization.id == Action.organization_id)
        .outerjoin(Meeting, Meeting.id == Action.meeting_id)
        .where(Action.id.in_(keys))
        .execution_options(binned=True)
    )
    return [
        ActionRow(
            id=action.id,
            kind=KIND,
            number=action.number,
            text=action.text,
            side=action.side,
            status=action.status,
            owner=person or body or "",
            owner_id=action.owner_id,
            organization_id=action.organization_id,
            due_on=action.due_on,
            done_on=action.done_on,
            raised_on=action.raised_on,
            meeting_id=action.meeting_id,
            source=f"{meeting}, {show_date(on)}" if meeting else "",
            times_moved=max(0, times or 0),
            is_promise=action.is_promise,
            priority=action.priority,
            audience=action.audience,
            binned=action.binned_at is not None,
        )
        for action, person, body, meeting, on, times in session.execute(statement)
    ]


def card(session: Session, action_id: str) -> ActionCard:
    """An action whole, in the bin or not. Refused when there is none."""
    found = rows(session, [action_id])
    if not found:
        raise Refused(_("That action is no longer here."))
    action = session.get_one(Action, action_id, execution_options={"binned": True})
    item = session.get(AgendaItem, action.item_id) if action.item_id else None
    meeting = session.get(Meeting, action.meeting_id) if action.meeting_id else None
    decision = session.get(Decision, action.decision_id) if action.decision_id else None
    dues = _trail(session, DueDate, action_id)
    states = _trail(session, StateChange, action_id)
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
    )


def _trail(session: Session, model: Any, action_id: str) -> Sequence[Any]:
    return session.execute(
        select(model, Person.name)
        .outerjoin(Person, Person.id == model.set_by)
        .where(model.of_kind == KIND, model.of_id == action_id)
        .order_by(model.set_on, model.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Understood:
    """What one typed line means: the action, whose it is, and the line's parts for the chips."""

    draft: ActionDraft
    owner: str
    line: quickline.QuickLine
    named: str = ""  # the words that may be several people's
    several: tuple[owners.Owner, ...] = ()


def understand(
    session: Session, line: quickline.QuickLine, today: date, chosen: Mapping[str, str] = MappingProxyType({})
) -> Understood:
    """Read a quick-add line as an action. Words that name nobody, or several, stay in the text and are no owner.

    `chosen` says, by the words, which person was chosen of several.
    """
    owner, named, several = None, line.part(quickline.PartKind.OWNER), tuple[owners.Owner, ...]()
    if named:
        owner = owners.person(session, chosen.get(named.words, ""))
        for words in line.owner_candidates:
            owner = owner or owners.find(session, words, today)
        if owner is None:
            several = owners.several(session, named.words, today)
            line = line.without(named)
    text = line.left()
    draft = ActionDraft(
        text=text[:1].upper() + text[1:],
        owner_id=owner.person_id if owner else None,
        organization_id=owner.organization_id if owner else None,
        due_on=line.due,
    )
    return Understood(draft, owner.name if owner else "", line, named.words if named else "", several)


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
    _note_state(work, action, ActionStatus.OPEN, raised, meeting_id=meeting_id)
    if draft.due_on:
        _note_due(work, action, draft.due_on, raised, meeting_id=meeting_id)
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
    action = _action(work, action_id)
    restriction.check(work.session, draft.owner_id, action.owner_id, "owner_id")
    was = seals.said_of(action)
    action.text = _text(draft.text)
    seals.check(work.session, action, was)
    action.owner_id, action.organization_id = draft.owner_id, draft.organization_id
    action.side = draft.side or owners.side(work.session, draft.owner_id, draft.organization_id, work.today)
    action.priority, action.is_promise, action.audience = draft.priority, draft.is_promise, draft.audience
    if draft.due_on != action.due_on:
        last = _last_due(work, action_id)
        if last is None:
            _note_due(work, action, draft.due_on, work.today)
        elif last.set_on == work.today or _was_typed_today(work, last):
            last.due = draft.due_on
        else:
            raise Refused(_("This date was agreed before today: use Move the date, and say why."), "due_on")
        action.due_on = draft.due_on


def move_due(work: Work, action_id: str, due: date | None, reason: str, meeting_id: str | None = None) -> None:
    """Carry an action forward to another date. Refused without a reason, or when it is the date already."""
    action = _action(work, action_id)
    reason = one_line(reason)
    if not reason:
        raise Refused(_("Say why the date moves: others will read it."), "reason")
    if due == action.due_on:
        raise Refused(_("That is the date it has already."), "due_on")
    _note_due(work, action, due, work.today, reason=reason, meeting_id=meeting_id)
    action.due_on = due


def set_status(work: Work, action_id: str, status: ActionStatus, reason: str = "", on: date | None = None) -> None:
    """Bring an action into a state, on `on` (today when None). Refused when one is dropped without a reason."""
    action = _action(work, action_id)
    if status is action.status:
        return
    reason = one_line(reason)
    if status is ActionStatus.DROPPED and not reason:
        raise Refused(_("Say why it is dropped: others will read it."), "reason")
    action.status = status
    action.done_on = (on or work.today) if status is ActionStatus.DONE else None
    _note_state(work, action, status, on or work.today, reason=reason)


def set_status_of(work: Work, keys: Sequence[str], status: ActionStatus) -> None:
    """Bring several actions into a state today, in one go; those that are gone are passed over."""
    with work.session.no_autoflush:  # a flush before each would take 3 ms
        for action in _several(work, keys):
            set_status(work, action.id, status)


def bin_several(work: Work, keys: Sequence[str]) -> None:
    """Put several actions in the bin. Refused when approved minutes hold one of them."""
    found = _several(work, keys)
    seals.check_bin(work.session, found, _("Drop it with a reason instead."))
    for action in found:
        action.binned_at = work.now


def _several(work: Work, keys: Sequence[str]) -> list[Action]:
    found: list[Action] = []
    for start in range(0, len(keys), 500):
        found += work.session.scalars(select(Action).where(Action.id.in_(keys[start : start + 500])))
    return found


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


def _note_due(work: Work, action: Action, due: date | None, on: date, **more: Any) -> None:
    work.session.add(
        DueDate(id=work.new_id(), of_kind=KIND, of_id=action.id, due=due, set_on=on, set_by=work.by, **more)
    )


def _note_state(work: Work, action: Action, state: ActionStatus, on: date, **more: Any) -> None:
    work.session.add(
        StateChange(id=work.new_id(), of_kind=KIND, of_id=action.id, state=state, set_on=on, set_by=work.by, **more)
    )


def _was_typed_today(work: Work, due: DueDate) -> bool:
    """Whether it was entered today, as in minutes of an earlier day that are written up this evening."""
    typed = made_at(due.id)
    return typed is not None and typed.date() == work.now.date()


def _last_due(work: Work, action_id: str) -> DueDate | None:
    return work.session.scalar(
        select(DueDate)
        .where(DueDate.of_kind == KIND, DueDate.of_id == action_id)
        .order_by(DueDate.set_on.desc(), DueDate.id.desc())
        .limit(1)
    )


def _action(work: Work, action_id: str) -> Action:
    found = work.session.get(Action, action_id)
    if found is None:
        raise Refused(_("That action is no longer here."))
    return found


def _text(typed: str) -> str:
    text = one_line(typed)
    if not text:
        raise Refused(_("Say what is to be done."), "text")
    return text
