"""What the group and a body promised each other: one action each, with how it stands by both sides' dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, func, or_, select
from sqlalchemy.orm import Session, aliased

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.promises import DueTerm, Kept, PromiseState, Standing, stand, tally
from villagedesk.core.text import fold
from villagedesk.core.words import ActionStatus, Side
from villagedesk.models import (
    Action,
    AgendaItem,
    Deal,
    Decision,
    DueDate,
    Meeting,
    Organization,
    Person,
    Remark,
    StateChange,
)
from villagedesk.records.promises import (
    BodyKept,
    PromiseCard,
    PromiseFilter,
    PromiseRow,
    ReasonRow,
    Record,
    RemarkRow,
    TermRow,
)
from villagedesk.services import actiontrail, handovers, otherside, owners
from villagedesk.services.actionsteps import KIND, OPEN
from villagedesk.services.search import matching
from villagedesk.store.search import match_words

_CHUNK = 500  # keys in one statement
_DONE = (PromiseState.DONE, PromiseState.RENEGOTIATED, PromiseState.DONE_LATE)


_Row = tuple[Any, str | None, Standing]


@dataclass(frozen=True, slots=True)
class PromiseQuery:
    """What a list of promises asks for. Sort: due text maker state number.

    `body_id` leaves those between us and one body, or what is part of it.
    """

    only: PromiseFilter = PromiseFilter.OPEN
    words: str = ""
    sort: str = "due"
    descending: bool = False
    body_id: str | None = None


@dataclass(frozen=True, slots=True)
class Standings:
    """Every promise that was asked for as (action, body's key, standing), and the names of bodies."""

    rows: tuple[_Row, ...]
    names: Mapping[str, str]


def ids(session: Session, query: PromiseQuery, today: date) -> list[str]:
    """The keys of the promises asked for, in order; with no date last."""
    where = _may_fit(query.only)
    if query.words.strip():
        where.append(Action.id.in_(_named(query.words)))
    found = standings(session, today, *where)
    rows = [row for row in _of_body(session, found, query.body_id) if _is_asked(query.only, row)]
    keys: dict[str, Callable[[_Row], Any]] = {
        "text": lambda row: fold(row[0].text),
        "maker": lambda row: (list(Side).index(row[0].side), found.names.get(row[1] or "", "")),
        "state": lambda row: list(PromiseState).index(row[2].state),
        "number": lambda row: (row[0].number[:2], len(row[0].number), row[0].number),
    }
    rows.sort(key=lambda row: (row[0].raised_on, row[0].id))
    if query.sort == "due":  # a date that is not there stays last, either way round
        rows.sort(key=lambda row: row[2].due or date.max, reverse=query.descending)
        rows.sort(key=lambda row: row[2].due is None)
    else:
        rows.sort(key=keys[query.sort], reverse=query.descending)
    return [row[0].id for row in rows]


def counts(session: Session, body_id: str | None, today: date) -> dict[PromiseFilter, int]:
    """How many each filter shows."""
    told = Counter(
        (row.side, row.status, standing.state, row.reported_on is not None and row.confirmed_on is None)
        for row, _body, standing in _of_body(session, standings(session, today), body_id)
    )
    return {only: sum(count for one, count in told.items() if _fits(only, *one)) for only in PromiseFilter}


def record(
    session: Session,
    today: date,
    body_id: str | None = None,
    *where: ColumnElement[bool],
    named: Container[str] | None = None,
) -> Record:
    """How promises stand, each counted once, by side and by body: all that fit `where`, or those with one body.

    Those of bodies that are not `named`, when that is given, stand together as those of a body that is not known.
    """
    found = standings(session, today, *where)
    rows = _of_body(session, found, body_id)
    by_body: dict[str | None, list[Any]] = {}
    for row in rows:
        by_body.setdefault(row[1] if named is None or row[1] in named else None, []).append(row)
    bodies = [BodyKept(key, found.names.get(key or "", ""), *_kept(part)) for key, part in by_body.items()]
    bodies.sort(key=lambda one: (-(one.ours.total + one.theirs.total + one.joint.total), fold(one.body)))
    return Record(*_kept(rows), tuple(bodies))


def _kept(rows: Iterable[Any]) -> tuple[Kept, Kept, Kept]:
    """Of our promises, of theirs and of those of both together."""
    rows = tuple(rows)
    ours, theirs, joint = (tally(row[2].state for row in rows if row[0].side is side) for side in Side)
    return ours, theirs, joint


def _is_asked(only: PromiseFilter, found: _Row) -> bool:
    row, _body, standing = found
    return _fits(only, row.side, row.status, standing.state, row.reported_on is not None and row.confirmed_on is None)


def _fits(only: PromiseFilter, side: Side, status: ActionStatus, state: PromiseState, is_unconfirmed: bool) -> bool:
    match only:
        case PromiseFilter.OPEN:
            return status in OPEN
        case PromiseFilter.NOT_DONE:
            return state is PromiseState.NOT_DONE
        case PromiseFilter.TO_CONFIRM:
            return is_unconfirmed and state in _DONE
        case PromiseFilter.DONE:
            return state in _DONE
        case PromiseFilter.ALL:
            return True
    return bool(side.value == only.value)


def _may_fit(only: PromiseFilter) -> list[ColumnElement[bool]]:
    """What an action must be for the filter to show it, as far as one row tells: the rest is `_fits`."""
    match only:
        case PromiseFilter.OPEN:
            return [Action.status.in_(OPEN)]
        case PromiseFilter.NOT_DONE:
            return [Action.status != ActionStatus.DONE]
        case PromiseFilter.TO_CONFIRM:
            return [Action.reported_on.is_not(None), Action.confirmed_on.is_(None)]
        case PromiseFilter.DONE:
            return [Action.status == ActionStatus.DONE]
        case PromiseFilter.ALL:
            return []
    return [Action.side == Side(only.value)]


def _named(words: str) -> Any:
    """The keys of the promises that these words, or the name of whoever promised, find."""
    typed = " " + fold(words)
    by_name = or_(
        Action.owner_id.in_(select(Person.id).where(func.instr(" " + Person.sort_name, typed) > 0)),
        Action.organization_id.in_(select(Organization.id).where(func.instr(" " + Organization.sort_name, typed) > 0)),
    )
    query = match_words(words)
    return select(Action.id).where(or_(Action.id.in_(matching(KIND, query)), by_name) if query else by_name)


def _of_body(session: Session, found: Standings, body_id: str | None) -> list[_Row]:
    if not body_id:
        return list(found.rows)
    parts = {body_id, *session.scalars(owners.with_parts(Organization.id == body_id))}
    return [row for row in found.rows if row[1] in parts]


def standings(session: Session, today: date, *where: ColumnElement[bool], binned: bool = False) -> Standings:
    """How each promise stands, all of them or those that fit."""
    asked = (Action.is_promise, *where)
    rows = session.execute(
        select(
            Action.id, Action.number, Action.text, Action.side, Action.status, Action.owner_id, Action.organization_id,
            Action.promised_to_id, Action.raised_on, Action.done_on, Action.reported_on, Action.confirmed_on,
            Deal.organization_id.label("deal_with"), Meeting.with_id.label("met_with"),
        )
        .outerjoin(Deal, Deal.id == Action.deal_id)
        .outerjoin(Meeting, Meeting.id == Action.meeting_id)
        .where(*asked)
        .execution_options(binned=binned)
    ).all()  # fmt: skip
    these = select(Action.id).where(*asked)
    terms: dict[str, list[DueTerm]] = {}
    for due in session.execute(
        select(DueDate.of_id, DueDate.due, DueDate.we_agreed_on, DueDate.they_agreed_on)
        .where(DueDate.of_kind == KIND, DueDate.of_id.in_(these))
        .order_by(DueDate.set_on, DueDate.id)
        .execution_options(binned=binned)
    ):
        terms.setdefault(due.of_id, []).append(DueTerm(due.due, due.we_agreed_on, due.they_agreed_on))
    released = released_on(session, [row.id for row in rows if row.status is ActionStatus.DROPPED])
    bodies = otherside.bodies(session, rows)
    names = {row.id: row.name for row in session.execute(select(Organization.id, Organization.name))}
    return Standings(
        tuple(
            (row, body, stand(row.status, terms.get(row.id, ()), row.done_on, released.get(row.id), today))
            for row, body in zip(rows, bodies, strict=True)
        ),
        names,
    )


def released_on(session: Session, keys: Sequence[str]) -> dict[str, date]:
    """When the other side let each of these go, of those that were dropped; the last time it was dropped counts."""
    found: dict[str, date | None] = {}
    for start in range(0, len(keys), _CHUNK):
        for row in session.execute(
            select(StateChange.of_id, StateChange.released_on)
            .where(StateChange.of_kind == KIND, StateChange.of_id.in_(keys[start : start + _CHUNK]))
            .where(StateChange.state == ActionStatus.DROPPED)
            .order_by(StateChange.set_on, StateChange.id)
        ):
            found[row.of_id] = row.released_on
    return {key: on for key, on in found.items() if on}


def rows(session: Session, keys: Sequence[str], today: date) -> list[PromiseRow]:
    """The list's lines for these keys, in any order, those in the bin too."""
    found = standings(session, today, Action.id.in_(keys), binned=True)
    known = {row[0].id: row for row in found.rows}
    released = released_on(session, list(known))
    told = session.execute(
        select(
            Action,
            Person.name.label("person"),
            Organization.name.label("organization"),
            Meeting.title.label("meeting"),
            Meeting.on_date.label("met_on"),
            Deal.title.label("deal"),
        )
        .outerjoin(Person, Person.id == Action.owner_id)
        .outerjoin(Organization, Organization.id == Action.organization_id)
        .outerjoin(Meeting, Meeting.id == Action.meeting_id)
        .outerjoin(Deal, Deal.id == Action.deal_id)
        .where(Action.id.in_(list(known)))
        .execution_options(binned=True)
    )
    return [
        _row(one, known[one.Action.id], found.names.get(known[one.Action.id][1] or "", ""), released) for one in told
    ]


def _row(found: Any, known: _Row, body: str, released: Mapping[str, date]) -> PromiseRow:
    action, (_told, body_id, standing) = found.Action, known
    return PromiseRow(
        id=action.id,
        kind=KIND,
        number=action.number,
        text=action.text,
        side=action.side,
        status=action.status,
        standing=standing.state,
        maker=found.person or found.organization or "",
        owner_id=action.owner_id,
        organization_id=action.organization_id,
        body_id=body_id,
        body=body,
        raised_on=action.raised_on,
        due_on=action.due_on,
        counts_on=standing.due,
        renegotiated=standing.renegotiated,
        done_on=action.done_on,
        released_on=released.get(action.id) if standing.state is PromiseState.RELEASED else None,
        reported_on=action.reported_on,
        reported_by=action.reported_by,
        confirmed_on=action.confirmed_on,
        confirmed_by=action.confirmed_by,
        meeting_id=action.meeting_id,
        source=f"{found.meeting}, {show_date(found.met_on)}" if found.meeting else "",
        deal_id=action.deal_id,
        deal=found.deal or "",
        promised_to_id=action.promised_to_id,
        audience=action.audience,
        binned=action.binned_at is not None,
    )


def has(session: Session, key: str) -> bool:
    """Whether there is a promise of that key, in the bin or not."""
    found = select(Action.id).where(Action.id == key, Action.is_promise).execution_options(binned=True)
    return session.scalar(found) is not None


def card(session: Session, promise_id: str, today: date) -> PromiseCard:
    """A promise whole, in the bin or not. Refused when there is none."""
    found = rows(session, [promise_id], today)
    if not found:
        raise Refused(_("That promise is no longer here."))
    action = session.get_one(Action, promise_id, execution_options={"binned": True})
    item = session.get(AgendaItem, action.item_id) if action.item_id else None
    decision = session.get(Decision, action.decision_id) if action.decision_id else None
    return PromiseCard(
        row=found[0],
        item=item.title if item else "",
        decision=decision.number if decision else "",
        terms=terms(session, promise_id),
        remarks=remarks(session, promise_id),
        because=_because(session, promise_id),
        handovers=handovers.history(session, KIND, promise_id),
        reason=_last_reason(session, promise_id) if action.status is ActionStatus.DROPPED else "",
        talks=actiontrail.talks(session, promise_id),
    )


def terms(session: Session, promise_id: str) -> tuple[TermRow, ...]:
    """The dates that it was due by, the first first."""
    found = session.execute(
        select(DueDate, Person.name)
        .outerjoin(Person, Person.id == DueDate.set_by)
        .where(DueDate.of_kind == KIND, DueDate.of_id == promise_id)
        .order_by(DueDate.set_on, DueDate.id)
    )
    return tuple(
        TermRow(row.id, row.due, row.set_on, name or "", row.reason, row.we_agreed_on, row.they_agreed_on)
        for row, name in found
    )


def remarks(session: Session, promise_id: str) -> tuple[RemarkRow, ...]:
    """What both sides say of it, in the order in which they said it."""
    found = session.scalars(
        select(Remark).where(Remark.action_id == promise_id).order_by(Remark.said_on, Remark.id)
    )  # fmt: skip
    return tuple(RemarkRow(row.id, row.side, row.text, row.said_on, row.said_by, row.audience) for row in found)


def _because(session: Session, promise_id: str) -> tuple[ReasonRow, ...]:
    body = aliased(Organization)
    found = session.execute(
        select(Action, Person.name, body.name)
        .outerjoin(Person, Person.id == Action.owner_id)
        .outerjoin(body, body.id == Action.organization_id)
        .where(Action.because_id == promise_id)
        .order_by(func.substr(Action.number, 1, 2), func.cast(func.substr(Action.number, 4), Integer))
    )
    return tuple(
        ReasonRow(row.id, row.number, row.text, person or name or "", row.status, row.due_on, row.audience)
        for row, person, name in found
    )


def _last_reason(session: Session, promise_id: str) -> str:
    return (
        session.scalar(
            select(StateChange.reason)
            .where(StateChange.of_kind == KIND, StateChange.of_id == promise_id)
            .where(StateChange.state == ActionStatus.DROPPED)
            .order_by(StateChange.set_on.desc(), StateChange.id.desc())
            .limit(1)
        )
        or ""
    )
