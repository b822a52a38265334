"""What the group says to consultations and notices, and what it puts to a body's meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line, shorten
from villagedesk.core.words import ResponseKind
from villagedesk.models import Decision, Organization, Person, Response
from villagedesk.records.people import Choice
from villagedesk.records.responses import ResponseDraft, ResponseFilter, ResponseRow, StepDraft
from villagedesk.services import restriction
from villagedesk.services.search import matching
from villagedesk.store.search import match_words
from villagedesk.store.writer import Work

KIND = "response"
SOON_DAYS = 14
_MOST_DECISIONS = 200

_is_decided = or_(Response.outcome_on.is_not(None), Response.outcome != "")
_is_left = and_(~_is_decided, Response.not_responding_on.is_not(None))
_is_sent = and_(~_is_decided, Response.not_responding_on.is_(None), Response.sent_on.is_not(None))
_is_to_send = and_(~_is_decided, Response.not_responding_on.is_(None), Response.sent_on.is_(None))


@dataclass(frozen=True, slots=True)
class ResponseQuery:
    """What a list of responses asks for. Sort: title body kind closes."""

    only: ResponseFilter = ResponseFilter.TO_SEND
    words: str = ""
    sort: str = "closes"
    descending: bool = False


def ids(session: Session, query: ResponseQuery) -> list[str]:
    """The keys of the responses asked for, in order; with no closing date last."""
    statement = select(Response.id).where(*_where(query.only))
    if query.words.strip():
        by_body = func.instr(" " + func.fold(Response.body_name), " " + fold(query.words)) > 0
        found = match_words(query.words)
        statement = statement.where(or_(Response.id.in_(matching(KIND, found)), by_body) if found else by_body)
    columns: dict[str, list[Any]] = {
        "title": [func.fold(Response.title)],
        "body": [func.fold(Response.body_name), Response.closes_on],
        "kind": [Response.kind, Response.closes_on],
        "closes": [Response.closes_on, Response.closes_at],
    }
    order = [(column.desc() if query.descending else column).nulls_last() for column in columns[query.sort]]
    return list(session.scalars(statement.order_by(*order, Response.id)))


def counts(session: Session) -> dict[ResponseFilter, int]:
    """How many each filter shows."""
    count = select(func.count(Response.id))
    return {only: session.scalar(count.where(*_where(only))) or 0 for only in ResponseFilter}


def due(session: Session, today: date) -> tuple[ResponseRow, ...]:
    """What is to be sent and closes today or within 14 days, the next one first."""
    found = session.scalars(
        select(Response.id)
        .where(_is_to_send, Response.closes_on >= today, Response.closes_on <= today + timedelta(days=SOON_DAYS))
        .order_by(Response.closes_on, case((Response.closes_at.is_(None), 1), else_=0), Response.closes_at)
    ).all()
    known = {row.id: row for row in rows(session, found)}
    return tuple(known[key] for key in found)


def _where(only: ResponseFilter) -> list[ColumnElement[bool]]:
    where: dict[ResponseFilter, list[ColumnElement[bool]]] = {
        ResponseFilter.TO_SEND: [_is_to_send],
        ResponseFilter.SENT: [_is_sent],
        ResponseFilter.DECIDED: [_is_decided],
        ResponseFilter.LEFT: [_is_left],
        ResponseFilter.ALL: [],
    }
    return where[only]


def rows(session: Session, keys: Sequence[str]) -> list[ResponseRow]:
    """The list's lines for these keys, in any order, those in the bin too."""
    found = session.execute(
        select(Response, Decision.number, Decision.text, Person.name)
        .outerjoin(Decision, Decision.id == Response.decision_id)
        .outerjoin(Person, Person.id == Response.owner_id)
        .where(Response.id.in_(keys))
        .execution_options(binned=True)
    )
    return [
        ResponseRow(
            id=row.id,
            kind=KIND,
            response_kind=row.kind,
            title=row.title,
            organization_id=row.organization_id,
            body_name=row.body_name,
            reference=row.reference,
            closes_on=row.closes_on,
            closes_at=row.closes_at,
            notice_says=row.notice_says,
            stance=row.stance,
            decision_id=row.decision_id,
            decision=f"{number}: {text}" if number else text or "",
            owner_id=row.owner_id,
            owner=owner or "",
            sent_on=row.sent_on,
            sent_text=row.sent_text,
            not_responding_on=row.not_responding_on,
            outcome=row.outcome,
            outcome_on=row.outcome_on,
            audience=row.audience,
            binned=row.binned_at is not None,
        )
        for row, number, text, owner in found
    ]


def card(session: Session, response_id: str) -> ResponseRow:
    """A response whole, in the bin or not. Refused when there is none."""
    found = rows(session, [response_id])
    if not found:
        raise Refused(_("That response is no longer here."))
    return found[0]


def decision_choices(session: Session) -> list[Choice]:
    """The latest decisions, to choose the one that says what we say."""
    found = session.execute(
        select(Decision.id, Decision.number, Decision.text)
        .order_by(Decision.decided_on.desc(), Decision.id.desc())
        .limit(_MOST_DECISIONS)
    )
    return [Choice(row.id, shorten(f"{row.number}: {row.text}" if row.number else row.text, 90)) for row in found]


def add(work: Work, draft: ResponseDraft) -> str:
    """Keep something to respond to; the new key. Refused without a title."""
    row = Response(id=work.new_id())
    _fill(work, row, draft)
    work.session.add(row)
    work.session.flush()
    return row.id


def edit(work: Work, response_id: str, draft: ResponseDraft) -> None:
    """Keep what was typed about a response."""
    _fill(work, _response(work, response_id), draft)


def _fill(work: Work, row: Response, draft: ResponseDraft) -> None:
    title = one_line(draft.title)
    if not title:
        raise Refused(_("Say what it is about, as its notice or title does."), "title")
    if draft.closes_at and not draft.closes_on:
        raise Refused(_("A time needs its day: say when it closes."), "closes_on")
    restriction.check(work.session, draft.owner_id, row.owner_id, "owner_id")
    if draft.organization_id != row.organization_id:
        body = work.session.get(Organization, draft.organization_id) if draft.organization_id else None
        row.organization_id, row.body_name = draft.organization_id, body.name if body else ""
    row.title, row.kind, row.reference = title, draft.kind, one_line(draft.reference)
    row.closes_on, row.closes_at, row.notice_says = draft.closes_on, draft.closes_at, draft.notice_says.strip()
    row.stance, row.decision_id, row.owner_id = draft.stance.strip(), draft.decision_id, draft.owner_id
    row.audience = draft.audience


def send(work: Work, response_id: str, draft: StepDraft) -> None:
    """Keep what was sent, and the day (today when None)."""
    row = _response(work, response_id)
    row.sent_text, row.sent_on = draft.text.strip(), _on(work, draft.on)
    row.not_responding_on = None


def leave(work: Work, response_id: str) -> None:
    """Decide today not to respond."""
    _response(work, response_id).not_responding_on = work.today


def conclude(work: Work, response_id: str, draft: StepDraft) -> None:
    """Keep what came of it, and the day (today when None). Refused without words."""
    row = _response(work, response_id)
    outcome, on = draft.text.strip(), _on(work, draft.on)
    if not outcome:
        raise Refused(_("Say what came of it; a few words will do."), "text")
    if row.sent_on and on < row.sent_on:
        raise Refused(_("It was sent on {date}, after that day.").format(date=show_date(row.sent_on)), "on")
    row.outcome, row.outcome_on = outcome, on


def reopen(work: Work, response_id: str) -> None:
    """Take back the last step: the outcome, else that it was left alone, else that it was sent."""
    row = _response(work, response_id)
    if row.outcome_on or row.outcome:
        row.outcome, row.outcome_on = "", None
    elif row.not_responding_on:
        row.not_responding_on = None
    else:
        row.sent_on = None


def bin_several(work: Work, keys: Sequence[str]) -> None:
    """Put several responses in the bin."""
    for start in range(0, len(keys), 500):
        for row in work.session.scalars(select(Response).where(Response.id.in_(keys[start : start + 500]))):
            row.binned_at = work.now


def _on(work: Work, on: date | None) -> date:
    on = on or work.today
    if on > work.today:
        raise Refused(_("That day is still ahead."), "on")
    return on


def _response(work: Work, response_id: str) -> Response:
    found = work.session.get(Response, response_id)
    if found is None:
        raise Refused(_("That response is no longer here."))
    return found


def kind_words() -> dict[ResponseKind, str]:
    """What the group responds to, or puts to a body."""
    return {
        ResponseKind.CONSULTATION: _("Consultation"),
        ResponseKind.PLANNING: _("Planning application"),
        ResponseKind.LICENSING: _("Licensing application"),
        ResponseKind.PUBLIC_QUESTION: _("Public question"),
        ResponseKind.PETITION: _("Petition"),
        ResponseKind.DEPUTATION: _("Deputation"),
    }
