"""Questions asked of bodies: asked, answered or not, reviewed, withdrawn, and how long each has waited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core import foi
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import OrganizationKind, QuestionKind
from villagedesk.core.workingdays import left_out
from villagedesk.models import AgendaItem, Group, Meeting, Membership, Organization, Person, Question
from villagedesk.records.questions import (
    AnswerDraft,
    FoiClock,
    QuestionCard,
    QuestionDraft,
    QuestionFilter,
    QuestionRow,
    QuestionState,
    Unanswered,
)
from villagedesk.services import restriction, seals
from villagedesk.services.posts import current
from villagedesk.services.search import matching
from villagedesk.store.search import match_words
from villagedesk.store.writer import Work

KIND = "question"
_NEXT = 4  # where the number begins in "26/Q12"

_in_review = and_(Question.review_asked_on.is_not(None), Question.review_answered_on.is_(None))
is_open = and_(Question.withdrawn_on.is_(None), or_(Question.answered_on.is_(None), _in_review))


@dataclass(frozen=True, slots=True)
class QuestionQuery:
    """What a list of questions asks for. Sort: number text body asked kind.

    `body_id` leaves those asked of one body or of what is part of it.
    """

    only: QuestionFilter = QuestionFilter.OPEN
    words: str = ""
    sort: str = "asked"
    descending: bool = False
    body_id: str | None = None


def ids(session: Session, query: QuestionQuery, today: date) -> list[str]:
    """The keys of the questions asked for, in order."""
    statement = select(Question.id).where(*_where(session, query.only, query.body_id, today))
    if query.words.strip():
        statement = _matching(statement, query.words)
    number = func.cast(func.substr(Question.number, _NEXT + 1), Integer)
    columns: dict[str, list[Any]] = {
        "number": [func.substr(Question.number, 1, 2), number],
        "text": [func.lower(Question.text)],
        "body": [func.fold(Question.body_name), Question.asked_on],
        "asked": [Question.asked_on],
        "kind": [Question.kind],
    }
    order = [(column.desc() if query.descending else column).nulls_last() for column in columns[query.sort]]
    return list(session.scalars(statement.order_by(*order, Question.id)))


def counts(session: Session, body_id: str | None, today: date) -> dict[QuestionFilter, int]:
    """How many each filter shows."""
    count = select(func.count(Question.id))
    return {
        only: session.scalar(count.where(*_where(session, only, body_id, today))) or 0 for only in QuestionFilter
    }  # fmt: skip


def overdue(session: Session, today: date) -> int:
    """How many are late by law or as was promised."""
    where = _where(session, QuestionFilter.OVERDUE, None, today)
    return session.scalar(select(func.count(Question.id)).where(*where)) or 0


def unanswered(session: Session) -> list[Unanswered]:
    """How many each body has not answered, and the day of the oldest; the body with most of them first."""
    found = session.execute(
        select(Question.organization_id, func.max(Question.body_name), func.count(), func.min(Question.asked_on))
        .where(is_open)
        .group_by(Question.organization_id)
        .order_by(func.count().desc(), func.min(Question.asked_on))
    )
    return [Unanswered(key or "", name or "", count, oldest) for key, name, count, oldest in found]


def due(session: Session, today: date, most: int) -> tuple[tuple[QuestionRow, ...], int]:
    """Those not answered, late ones first and then the oldest, `most` of them; and how many there are in all."""
    is_late = and_(*_where(session, QuestionFilter.OVERDUE, None, today))
    found = session.scalars(
        select(Question.id).where(is_open).order_by(case((is_late, 0), else_=1), Question.asked_on, Question.id)
    ).all()
    known = {row.id: row for row in rows(session, found[:most])}
    return tuple(known[key] for key in found[:most]), len(found)


def _where(session: Session, only: QuestionFilter, body_id: str | None, today: date) -> list[ColumnElement[bool]]:
    answered = and_(Question.answered_on.is_not(None), ~_in_review)
    where: dict[QuestionFilter, list[ColumnElement[bool]]] = {
        QuestionFilter.OPEN: [is_open],
        QuestionFilter.OVERDUE: [is_open, _is_late(session, today)],
        QuestionFilter.FOI: [Question.kind == QuestionKind.FOI],
        QuestionFilter.ANSWERED: [Question.withdrawn_on.is_(None), answered],
        QuestionFilter.ALL: [],
    }
    if body_id:
        parts = select(Organization.id).where(or_(Organization.id == body_id, Organization.parent_id == body_id))
        return [*where[only], Question.organization_id.in_(parts)]
    return where[only]


def _is_late(session: Session, today: date) -> ColumnElement[bool]:
    """Late by law or as promised; the law's twenty working days are the same for an answer and for a review."""
    start = foi.overdue_if_received(today, _nation(session))
    waits_since = case((_in_review, Question.review_asked_on), else_=Question.asked_on)
    by_law = and_(Question.kind == QuestionKind.FOI, waits_since <= start) if start else false()
    return or_(by_law, and_(~_in_review, Question.promised_by < today))


def _matching(statement: Select[Any], words: str) -> Select[Any]:
    typed = " " + fold(words)
    by_name = or_(
        func.instr(" " + func.fold(Question.body_name), typed) > 0,
        Question.person_id.in_(select(Person.id).where(func.instr(" " + Person.sort_name, typed) > 0)),
    )
    query = match_words(words)
    return statement.where(or_(Question.id.in_(matching(KIND, query)), by_name) if query else by_name)


def rows(session: Session, keys: Sequence[str]) -> list[QuestionRow]:
    """The list's lines for these keys, in any order, those in the bin too."""
    nation = _nation(session)
    found = session.execute(
        select(Question, Person.name, Meeting.title, Meeting.on_date)
        .outerjoin(Person, Person.id == Question.person_id)
        .outerjoin(Meeting, Meeting.id == Question.meeting_id)
        .where(Question.id.in_(keys))
        .execution_options(binned=True)
    )
    return [
        QuestionRow(
            id=row.id,
            kind=KIND,
            number=row.number,
            question_kind=row.kind,
            text=row.text,
            would_answer=row.would_answer,
            asked_on=row.asked_on,
            organization_id=row.organization_id,
            body_name=row.body_name,
            person_id=row.person_id,
            person=person or "",
            reference=row.reference,
            promised_by=row.promised_by,
            law_due_on=_law_due(row, nation),
            answer=row.answer,
            answered_on=row.answered_on,
            review_asked_on=row.review_asked_on,
            review_answered_on=row.review_answered_on,
            withdrawn_on=row.withdrawn_on,
            meeting_id=row.meeting_id,
            meeting=f"{meeting}, {show_date(on)}" if meeting else "",
            audience=row.audience,
            binned=row.binned_at is not None,
        )
        for row, person, meeting, on in found
    ]


def _law_due(row: Question, nation: str) -> date | None:
    if row.kind is not QuestionKind.FOI or row.withdrawn_on:
        return None
    if row.review_asked_on:
        return None if row.review_answered_on else foi.review_due(row.review_asked_on, nation)
    return None if row.answered_on else foi.answer_due(row.asked_on, nation)


def card(session: Session, question_id: str) -> QuestionCard:
    """A question whole, in the bin or not. Refused when there is none."""
    found = rows(session, [question_id])
    if not found:
        raise Refused(_("That question is no longer here."))
    row = found[0]
    item_id = session.scalar(select(Question.item_id).where(Question.id == question_id).execution_options(binned=True))
    meeting = session.get(Meeting, row.meeting_id) if row.meeting_id else None
    item = session.get(AgendaItem, item_id) if item_id else None
    is_foi = row.question_kind is QuestionKind.FOI
    return QuestionCard(
        row=row,
        meeting_on=meeting.on_date if meeting else None,
        item=item.title if item else "",
        clock=_clock(row, _nation(session)) if is_foi else None,
    )


def _clock(row: QuestionRow, nation: str) -> FoiClock:
    due_on = foi.answer_due(row.asked_on, nation)
    window = foi.review(row.asked_on, row.answered_on, nation)
    return FoiClock(
        is_scottish=foi.is_scottish(nation),
        is_known=due_on is not None,
        answer_due_on=due_on,
        left_out=left_out(row.asked_on, due_on, foi.calendar(nation)) if due_on else (),
        review_opens_on=window.opens_on,
        review_closes_on=window.closes_on,
        review_due_on=foi.review_due(row.review_asked_on, nation) if row.review_asked_on else None,
    )


def ask(work: Work, draft: QuestionDraft, *, meeting_id: str | None = None, item_id: str | None = None) -> str:
    """Keep a question that was asked, with the year's next number; the new key. Refused without a text or a body."""
    asked_on = draft.asked_on or work.today
    row = Question(
        id=work.new_id(), number=_next_number(work.session, asked_on), meeting_id=meeting_id, item_id=item_id
    )  # fmt: skip
    _fill(work, row, draft)
    work.session.add(row)
    work.session.flush()
    return row.id


def edit(work: Work, question_id: str, draft: QuestionDraft) -> None:
    """Keep what was typed about a question. Refused as in `ask`, and for what approved minutes say of it."""
    row = stored(work, question_id)
    was = seals.said_of(row)
    _fill(work, row, draft)
    seals.check(work.session, row, was)


def _fill(work: Work, row: Question, draft: QuestionDraft) -> None:
    text, asked_on = draft.text.strip(), draft.asked_on or work.today
    if not text:
        raise Refused(_("Type the question as it was asked."), "text")
    if asked_on > work.today:
        raise Refused(_("That day is still ahead: say when it was asked."), "asked_on")
    if row.answered_on and asked_on > row.answered_on:
        raise Refused(_("It was answered before that day."), "asked_on")
    restriction.check(work.session, draft.person_id, row.person_id, "person_id")
    body_id = draft.organization_id or (_body_of(work.session, draft.person_id, asked_on) if draft.person_id else None)
    if body_id is None and draft.person_id is None:
        raise Refused(_("Say who was asked: a body, a person, or both."), "organization_id")
    if body_id != row.organization_id:
        body = work.session.get(Organization, body_id) if body_id else None
        row.organization_id, row.body_name = body_id, body.name if body else ""
    row.text, row.kind, row.asked_on, row.person_id = text, draft.kind, asked_on, draft.person_id
    row.would_answer, row.reference = draft.would_answer.strip(), one_line(draft.reference)
    row.promised_by, row.audience = draft.promised_by, draft.audience


def _body_of(session: Session, person_id: str, on: date) -> str | None:
    """The council, or the part of it, that somebody works for or sits on."""
    public = (OrganizationKind.DEPARTMENT, OrganizationKind.COUNCIL)
    return session.scalar(
        select(Organization.id)
        .join(Membership, Membership.organization_id == Organization.id)
        .where(Membership.person_id == person_id, current(on), Organization.kind.in_(public))
        .order_by(Organization.kind == OrganizationKind.COUNCIL, Organization.sort_name)
        .limit(1)
    )


def answer(work: Work, question_id: str, draft: AnswerDraft) -> None:
    """Keep the answer and its day (today when None)."""
    row = stored(work, question_id)
    row.answer, row.answered_on = _answer(draft), _on(work, draft.on, row.asked_on)
    row.withdrawn_on = None


def ask_review(work: Work, question_id: str, on: date | None) -> None:
    """Note that a review of a freedom of information request was asked for, today when None."""
    row = stored(work, question_id)
    if row.kind is not QuestionKind.FOI:
        raise Refused(_("A review belongs to a freedom of information request."))
    row.review_asked_on, row.review_answered_on = _on(work, on, row.asked_on), None


def answer_review(work: Work, question_id: str, draft: AnswerDraft) -> None:
    """Keep what the review came to, below the first answer."""
    row = stored(work, question_id)
    if row.review_asked_on is None:
        raise Refused(_("No review was asked for."))
    on = _on(work, draft.on, row.review_asked_on)
    row.answer = "\n\n".join(filter(None, (row.answer, _("After the review: {text}").format(text=_answer(draft)))))
    row.review_answered_on, row.answered_on = on, row.answered_on or on


def withdraw(work: Work, question_id: str, on: date | None = None) -> None:
    """Wait for the answer no longer, from today when None."""
    row = stored(work, question_id)
    row.withdrawn_on = _on(work, on, row.asked_on)


def reopen(work: Work, question_id: str) -> None:
    """Wait for an answer again. What was answered stays readable until it is answered anew."""
    row = stored(work, question_id)
    if row.withdrawn_on:
        row.withdrawn_on = None
    else:
        row.answered_on = row.review_asked_on = row.review_answered_on = None


def _answer(draft: AnswerDraft) -> str:
    if text := draft.text.strip():
        return text
    raise Refused(_("Say what the answer was; a few words will do."), "text")


def _on(work: Work, on: date | None, earliest: date) -> date:
    on = on or work.today
    if on > work.today:
        raise Refused(_("That day is still ahead."), "on")
    if on < earliest:
        raise Refused(_("It was asked on {date}, after that day.").format(date=show_date(earliest)), "on")
    return on


def bin_several(work: Work, keys: Sequence[str]) -> None:
    """Put several questions in the bin. Refused when approved minutes hold one of them."""
    for start in range(0, len(keys), 500):
        rows = work.session.scalars(select(Question).where(Question.id.in_(keys[start : start + 500]))).all()
        seals.check_bin(work.session, rows, _("Withdraw it instead."))
        for row in rows:
            row.binned_at = work.now


def _next_number(session: Session, on: date) -> str:
    """The year's next human number, "26/Q12"; those in the bin keep theirs."""
    year = f"{on.year % 100:02}/Q"
    number = func.cast(func.substr(Question.number, _NEXT + 1), Integer)
    highest = select(func.max(number)).where(Question.number.startswith(year))
    return f"{year}{(session.scalar(highest.execution_options(binned=True)) or 0) + 1}"


def _nation(session: Session) -> str:
    return session.scalar(select(Group.nation)) or ""


def stored(work: Work, question_id: str) -> Question:
    """The question to be changed. Refused when there is none."""
    found = work.session.get(Question, question_id)
    if found is None:
        raise Refused(_("That question is no longer here."))
    return found


def kind_words() -> dict[QuestionKind, str]:
    """Under which rules a question is asked."""
    return {
        QuestionKind.ORDINARY: _("Ordinary question"),
        QuestionKind.FOI: _("Freedom of information"),
        QuestionKind.COMPLAINT: _("Complaint to the council"),
    }


def state_words() -> dict[QuestionState, str]:
    """How far a question has come."""
    return {
        QuestionState.WAITING: _("Not answered"),
        QuestionState.REVIEW: _("In review"),
        QuestionState.ANSWERED: _("Answered"),
        QuestionState.WITHDRAWN: _("Withdrawn"),
    }
