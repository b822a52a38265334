"""What people ask under data protection law, and by when they must have the answer (UK GDPR, article 12(3))."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import clamped, show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import RequestKind
from villagedesk.core.workingdays import is_working_day
from villagedesk.models import Group, Person, SubjectRequest
from villagedesk.records.consent import RequestCard, RequestDraft
from villagedesk.store.writer import Work


def kind_words() -> dict[RequestKind, str]:
    """What each kind of request asks for, on screen."""
    return {
        RequestKind.ACCESS: _("A copy of what is held"),
        RequestKind.RECTIFICATION: _("To put something right"),
        RequestKind.ERASURE: _("To be erased"),
        RequestKind.OBJECTION: _("An objection"),
    }


def due_on(received_on: date, nation: str = "", months: int = 1) -> date:
    """The last day for the answer: the corresponding date `months` later, else that month's last day.

    Where that is a weekend or a bank holiday of the nation it is the next working day. As the Information
    Commissioner's Office counts it ("A guide to subject access": how long do we have to comply?).
    """
    number = received_on.year * 12 + received_on.month - 1 + months
    day = clamped(number // 12, number % 12 + 1, received_on.day)
    while not is_working_day(day, nation):
        day += timedelta(days=1)
    return day


def add(work: Work, person_id: str, draft: RequestDraft) -> str:
    """Note a request on the day on which it came; the new key. Refused for a day to come."""
    person = work.session.get(Person, person_id)
    if person is None:
        raise Refused(_("That person is no longer here."))
    received_on = draft.received_on or work.today
    if received_on > work.today:
        raise Refused(_("This day is still to come."), "received_on")
    found = SubjectRequest(
        id=work.new_id(), person_id=person_id, name=person.name, kind=draft.kind, received_on=received_on,
        due_on=due_on(received_on, _nation(work.session)), note=draft.note.strip(),
    )  # fmt: skip
    work.session.add(found)
    work.session.flush()
    return found.id


def extend(work: Work, request_id: str, why: str) -> date:
    """Give a complex request two months more; the new last day. Refused without a reason, twice, or too late.

    Article 12(3): the person must be told, with the reasons, within the first month.
    """
    found = _open(work, request_id)
    if found.extended_why:
        raise Refused(_("This was extended once already: three months are the most the law gives."))
    if not why.strip():
        raise Refused(_("Say why: they must be told the reason within the first month."), "why")
    if work.today > found.due_on:
        raise Refused(_("It could only be extended until {date}.").format(date=show_date(found.due_on)))
    found.extended_why = why.strip()
    found.due_on = due_on(found.received_on, _nation(work.session), 3)
    return found.due_on


def answer(work: Work, request_id: str, on: date | None = None) -> None:
    """Note that a request was answered. Refused when it was already, or on a day that cannot be."""
    found = _open(work, request_id)
    day = on or work.today
    if not found.received_on <= day <= work.today:
        raise Refused(_("The answer was given between the day it was asked and today."), "on")
    found.answered_on = day


def remove(work: Work, request_id: str) -> None:
    """Take out a request that was noted by mistake."""
    if (found := work.session.get(SubjectRequest, request_id)) is not None:
        work.session.delete(found)


def of_person(session: Session, person_id: str) -> tuple[RequestCard, ...]:
    """What somebody has asked: what is open first."""
    return _listed(session, SubjectRequest.person_id == person_id)


def listed(session: Session) -> tuple[RequestCard, ...]:
    """Every request, what is open first."""
    return _listed(session, SubjectRequest.id.is_not(None))


def open_ones(session: Session) -> tuple[RequestCard, ...]:
    """The requests that wait for an answer, the most pressing first; none of anybody in the bin."""
    here = select(Person.id).where(Person.binned_at.is_(None))
    known = or_(SubjectRequest.person_id.is_(None), SubjectRequest.person_id.in_(here))
    return _listed(session, SubjectRequest.answered_on.is_(None) & known)


def _listed(session: Session, where: ColumnElement[bool]) -> tuple[RequestCard, ...]:
    order = (SubjectRequest.answered_on.is_not(None), SubjectRequest.due_on, SubjectRequest.id)
    return tuple(
        RequestCard(
            id=row.id,
            person_id=row.person_id,
            name=row.name,
            kind=row.kind,
            received_on=row.received_on,
            due_on=row.due_on,
            extended_why=row.extended_why,
            answered_on=row.answered_on,
            note=row.note,
        )
        for row in session.scalars(select(SubjectRequest).where(where).order_by(*order))
    )


def _open(work: Work, request_id: str) -> SubjectRequest:
    found = work.session.get(SubjectRequest, request_id)
    if found is None:
        raise Refused(_("That request is no longer here."))
    if found.answered_on is not None:
        raise Refused(_("This has been answered already."))
    return found


def _nation(session: Session) -> str:
    return session.scalars(select(Group.nation)).one()
