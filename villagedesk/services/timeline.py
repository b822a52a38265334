"""Gathers what happened with a person or a body: the log, meetings, decisions, actions, questions, posts and notes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, func, literal, or_, select, type_coerce, union_all
from sqlalchemy.orm import Session

from villagedesk.core.i18n import _
from villagedesk.core.words import InteractionKind, Presence
from villagedesk.models import (
    Action,
    Attendance,
    Decision,
    Handover,
    Interaction,
    Meeting,
    Membership,
    Note,
    Organization,
    Participant,
    Person,
    Post,
    Question,
)
from villagedesk.records.timeline import Happened, TimelineEntry
from villagedesk.services import posts, versions
from villagedesk.services.interactions import kind_words

_CAME = (Presence.PRESENT, Presence.IN_ATTENDANCE)


def entries(
    session: Session, key: str, *, only: Collection[Happened] = (), limit: int = 50, until: date | None = None
) -> list[TimelineEntry]:
    """The newest `limit` things that happened with a person or a body, newest first; only up to a day when given.

    What is in the bin is left out. `only` names the sorts that are wanted; all when it is empty.
    """
    parts = [part for kind, part in _parts(key).items() if not only or kind in only]
    told = union_all(*parts).subquery()
    wanted = select(told).order_by(told.c.on_date.desc(), told.c.kind, told.c.about).limit(limit)
    if until is not None:
        wanted = wanted.where(told.c.on_date <= until)
    roles: dict[str, str] = {role.value: words for role, words in posts.role_words().items()}
    return [
        TimelineEntry(
            Happened(row.kind), row.about, row.on_date, roles.get(row.title, row.title), row.second, row.goes_to or ""
        )
        for row in session.execute(wanted)
    ]


def _sort_words() -> dict[Happened, str]:
    return {
        Happened.MEETING: _("Meeting"),
        Happened.DECISION: _("Proposed or seconded"),
        Happened.AGREED: _("Action agreed"),
        Happened.DONE: _("Action done"),
        Happened.QUESTION: _("Question asked"),
        Happened.ANSWER: _("Question answered"),
        Happened.NOTE: _("Note"),
        Happened.BEGAN: _("Began"),
        Happened.ENDED: _("Ended"),
    }


def words(entry: TimelineEntry) -> str:
    """What an entry is called on screen and on paper: one of the log as there ("Visit"), any other by its sort."""
    if entry.kind is Happened.LOG:
        return kind_words()[InteractionKind(entry.second)]
    return _sort_words()[entry.kind]


def _parts(key: str) -> dict[Happened, Select[Any]]:
    took_part = select(Participant.interaction_id).where(
        or_(Participant.person_id == key, Participant.organization_id == key)
    )
    came = select(Attendance.meeting_id).where(
        or_(Attendance.person_id == key, Attendance.organization_id == key), Attendance.presence.in_(_CAME)
    )
    moved = and_(or_(Decision.proposer_id == key, Decision.seconder_id == key), versions.stands())
    owned = or_(Action.owner_id == key, Action.organization_id == key)
    asked = or_(Question.person_id == key, Question.organization_id == key)
    agreed, put = owned | _handed(Action, key), asked | _handed(Question, key)
    noted = or_(Note.person_id == key, Note.organization_id == key)
    said = func.iif(Interaction.subject == "", Interaction.text, Interaction.subject)
    answered, done = asked & Question.answered_on.is_not(None), owned & Action.done_on.is_not(None)
    parts = (
        (Happened.LOG, Interaction, Interaction.on_date, said, Interaction.kind, Interaction.id.in_(took_part), None),
        (Happened.MEETING, Meeting, Meeting.on_date, Meeting.title, Meeting.place, Meeting.id.in_(came), None),
        (Happened.DECISION, Decision, Decision.decided_on, Decision.text, Decision.number, moved, Decision.meeting_id),
        (Happened.AGREED, Action, Action.raised_on, Action.text, Action.number, agreed, None),
        (Happened.DONE, Action, Action.done_on, Action.text, Action.number, done, None),
        (Happened.QUESTION, Question, Question.asked_on, Question.text, Question.reference, put, None),
        (Happened.ANSWER, Question, Question.answered_on, Question.answer, Question.reference, answered, None),
        (Happened.NOTE, Note, Note.on_date, Note.text, literal(""), noted, literal("")),
    )
    return {part[0]: _part(*part) for part in parts} | {
        Happened.BEGAN: _held(Happened.BEGAN, Membership.start_on, key),
        Happened.ENDED: _held(Happened.ENDED, Membership.end_on, key),
    }


def _part(
    kind: Happened, model: Any, on: Any, title: Any, second: Any, where: ColumnElement[bool], goes_to: Any
) -> Select[Any]:
    found = select(
        literal(kind.value).label("kind"),
        model.id.label("about"),
        on.label("on_date"),
        type_coerce(title, String).label("title"),
        type_coerce(second, String).label("second"),
        (model.id if goes_to is None else goes_to).label("goes_to"),
    ).where(where)
    return found.where(model.binned_at.is_(None)) if hasattr(model, "binned_at") else found


def _handed(model: Any, key: str) -> ColumnElement[bool]:
    """What somebody handed on to another was agreed with them, or asked of them, all the same."""
    gave = or_(Handover.from_person_id == key, Handover.from_organization_id == key)
    is_handed: ColumnElement[bool] = model.id.in_(
        select(Handover.of_id).where(Handover.of_kind == model.__tablename__, gave)
    )
    return is_handed


def _held(kind: Happened, on: Any, key: str) -> Select[Any]:
    """Posts and memberships that began or ended: of a person what they held, of a body who held it."""
    role = type_coerce(Membership.role, String)
    what = func.coalesce(func.nullif(Post.label, ""), func.nullif(Membership.label, ""), role)
    name = func.iif(Membership.person_id == key, Organization.name, Person.name)
    return (
        select(
            literal(kind.value).label("kind"),
            Membership.id.label("about"),
            on.label("on_date"),
            type_coerce(what, String).label("title"),
            name.label("second"),
            literal("").label("goes_to"),
        )
        .join(Organization, Organization.id == Membership.organization_id)
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(Post, Post.id == Membership.post_id)
        .where(or_(Membership.person_id == key, Membership.organization_id == key), on.is_not(None))
    )
