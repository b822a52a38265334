"""What is open between a person or body and the group, and how it goes to another: each hand-over is noted by name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import shorten
from villagedesk.core.words import MeetingStatus, Side, TouchUnit
from villagedesk.models import (
    Action,
    Handover,
    Interaction,
    Meeting,
    Organization,
    Participant,
    Person,
    Question,
    Response,
    Rhythm,
    Series,
)
from villagedesk.records.turnover import Promise, PromiseKind
from villagedesk.services import questions as questions_
from villagedesk.services import restriction
from villagedesk.services.actionsteps import OPEN
from villagedesk.store.writer import Work

_LONGEST = 120  # characters of a text
MODELS: dict[PromiseKind, Any] = {
    PromiseKind.ACTION: Action, PromiseKind.QUESTION: Question, PromiseKind.FOLLOW_UP: Interaction,
    PromiseKind.RESPONSE: Response, PromiseKind.SERIES: Series, PromiseKind.MEETING: Meeting,
    PromiseKind.RHYTHM: Rhythm, PromiseKind.PART: Organization,
}  # fmt: skip

_response_is_open = and_(Response.outcome_on.is_(None), Response.not_responding_on.is_(None))
_to_follow_up = and_(Interaction.follow_up_on.is_not(None), Interaction.followed_up_on.is_(None))


@dataclass(frozen=True, slots=True)
class Holder:
    """A person, a body, or a person on behalf of a body, by key and the name that is noted."""

    name: str
    person_id: str | None = None
    organization_id: str | None = None


def holder(session: Session, key: str) -> Holder:
    """The person or body of that key. Refused when there is none."""
    if (person := session.get(Person, key)) is not None:
        return Holder(person.name, person_id=key)
    if (body := session.get(Organization, key)) is not None:
        return Holder(body.name, organization_id=key)
    raise Refused(_("Whoever was to take it on is no longer here."))


def of_person(session: Session, person_id: str, sides: Collection[Side]) -> list[Promise]:
    """Their open actions of these sides, the questions asked of them and what was to be followed up with them."""
    return [
        *actions(session, Action.owner_id == person_id, Action.side.in_(sides)),
        *questions(session, Question.person_id == person_id),
        *_follow_ups(session, Participant.person_id == person_id, Handover.from_person_id == person_id,
                     Handover.to_person_id == person_id),
    ]  # fmt: skip


def of_body(session: Session, body_id: str, on: date) -> list[Promise]:
    """All that is open with a body or planned with it from `on`, and its parts; who belongs to it is left out."""
    return [
        *actions(session, Action.organization_id == body_id),
        *questions(session, Question.organization_id == body_id),
        *_responses(session, body_id),
        *_follow_ups(session, Participant.organization_id == body_id, Handover.from_organization_id == body_id,
                     Handover.to_organization_id == body_id),
        *_meetings(session, body_id, on),
        *_rhythms(session, body_id),
        *_parts(session, body_id),
    ]  # fmt: skip


def actions(session: Session, *where: ColumnElement[bool]) -> list[Promise]:
    """Open actions, what is due first before the rest; the holder is the person, when one is named."""
    found = session.execute(
        select(Action.id, Action.text, Action.number, Action.due_on, Person.name)
        .outerjoin(Person, Person.id == Action.owner_id)
        .where(Action.status.in_(OPEN), *where)
        .order_by(Action.due_on.nulls_last(), Action.id)
    )
    return [Promise(PromiseKind.ACTION, *_short(row)) for row in found]


def questions(session: Session, where: ColumnElement[bool]) -> list[Promise]:
    """Questions that nobody has answered, the oldest first; the holder is the person who was asked."""
    found = session.execute(
        select(Question.id, Question.text, Question.number, Question.asked_on, Person.name)
        .outerjoin(Person, Person.id == Question.person_id)
        .where(questions_.is_open, where)
        .order_by(Question.asked_on, Question.id)
    )
    return [Promise(PromiseKind.QUESTION, *_short(row)) for row in found]


def _short(row: Any) -> tuple[str, str, str, date | None, str]:
    key, text, number, on, name = row
    return key, shorten(text, _LONGEST), number, on, name or ""


def _responses(session: Session, body_id: str) -> list[Promise]:
    found = session.execute(
        select(Response.id, Response.title, Response.reference, Response.closes_on)
        .where(_response_is_open, Response.organization_id == body_id)
        .order_by(Response.closes_on.nulls_last(), Response.id)
    )
    return [Promise(PromiseKind.RESPONSE, *row) for row in found]


def _follow_ups(
    session: Session, took_part: ColumnElement[bool], gave: ColumnElement[bool], got: ColumnElement[bool]
) -> list[Promise]:
    """What stands with those who took part and did not hand it on, or to whom it was handed."""

    def handed(where: ColumnElement[bool]) -> ColumnElement[bool]:
        of_entry = select(Handover.of_id).where(Handover.of_kind == PromiseKind.FOLLOW_UP, where)
        return Interaction.id.in_(of_entry)

    took = Interaction.id.in_(select(Participant.interaction_id).where(took_part))
    found = session.scalars(
        select(Interaction)
        .where(_to_follow_up, or_(took, handed(got)), ~handed(gave))
        .order_by(Interaction.follow_up_on, Interaction.id)
    )
    return [
        Promise(
            PromiseKind.FOLLOW_UP, row.id, shorten(row.follow_up or row.subject or row.text, _LONGEST),
            on=row.follow_up_on,
        )
        for row in found
    ]  # fmt: skip


def _meetings(session: Session, body_id: str, on: date) -> list[Promise]:
    """Series held with the body or by it, and meetings planned that belong to none of them."""
    series = session.execute(
        select(Series.id, Series.name).where(or_(Series.with_id == body_id, Series.organization_id == body_id))
    ).all()
    planned = session.execute(
        select(Meeting.id, Meeting.title, Meeting.on_date)
        .where(
            or_(Meeting.with_id == body_id, Meeting.organization_id == body_id),
            or_(Meeting.series_id.is_(None), Meeting.series_id.not_in([row.id for row in series])),
            Meeting.status == MeetingStatus.PLANNED,
            Meeting.on_date >= on,
        )
        .order_by(Meeting.on_date, Meeting.id)
    )
    return [
        *(Promise(PromiseKind.SERIES, row.id, row.name) for row in series),
        *(Promise(PromiseKind.MEETING, row.id, row.title, on=row.on_date) for row in planned),
    ]


def _rhythms(session: Session, body_id: str) -> list[Promise]:
    found = session.scalars(select(Rhythm).where(Rhythm.organization_id == body_id).order_by(Rhythm.id))
    words = {
        TouchUnit.WEEKS: _("Keep in touch every {n} weeks"),
        TouchUnit.MONTHS: _("Keep in touch every {n} months"),
    }
    return [Promise(PromiseKind.RHYTHM, row.id, words[row.unit].format(n=row.every)) for row in found]


def _parts(session: Session, body_id: str) -> list[Promise]:
    found = session.execute(
        select(Organization.id, Organization.name)
        .where(Organization.parent_id == body_id, Organization.dissolved_on.is_(None))
        .order_by(Organization.sort_name, Organization.id)
    )
    return [Promise(PromiseKind.PART, row.id, row.name) for row in found]


# handing on


def hand_on(work: Work, promise: Promise, before: Holder, after: Holder, on: date, reason: str) -> None:
    """Give something of `before` to `after` from a day on; both names stay in its history as they are now."""
    restriction.check(work.session, after.person_id, field="everything")
    row = work.session.get_one(MODELS[promise.kind], promise.id)
    match promise.kind:
        case PromiseKind.ACTION | PromiseKind.QUESTION:
            _give(row, before, after)
        case PromiseKind.RESPONSE | PromiseKind.RHYTHM:
            row.organization_id = after.organization_id
        case PromiseKind.PART:
            row.parent_id = after.organization_id
        case PromiseKind.MEETING:
            _replace(row, before, after)
        case PromiseKind.SERIES:
            _replace(row, before, after)
            of_series = select(Meeting).where(Meeting.series_id == row.id, Meeting.on_date >= on)
            for meeting in work.session.scalars(of_series.where(Meeting.status == MeetingStatus.PLANNED)):
                _replace(meeting, before, after)
    note(work, promise.kind, promise.id, before, after, on, reason)


def _give(row: Any, before: Holder, after: Holder) -> None:
    """To somebody, in whatever body it was promised; to a body, where nobody is named any more."""
    column = "owner_id" if isinstance(row, Action) else "person_id"
    if after.person_id:
        setattr(row, column, after.person_id)
        return
    row.organization_id = after.organization_id
    if before.person_id:
        setattr(row, column, None)


def _replace(row: Any, before: Holder, after: Holder) -> None:
    for column in ("with_id", "organization_id"):
        if getattr(row, column) == before.organization_id:
            setattr(row, column, after.organization_id)


def note(work: Work, kind: PromiseKind, key: str, before: Holder, after: Holder, on: date, reason: str) -> None:
    """Write down that something went from one to another, by the names that they have now."""
    work.session.add(
        Handover(
            id=work.new_id(), of_kind=kind.value, of_id=key, from_person_id=before.person_id,
            from_organization_id=before.organization_id, from_name=before.name, to_person_id=after.person_id,
            to_organization_id=after.organization_id, to_name=after.name, on_date=on, reason=reason,
        )
    )  # fmt: skip
