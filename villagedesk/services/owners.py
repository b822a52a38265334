"""Who is meant by the words in front of "to": a person, whoever holds a post of ours, or a body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.text import fold, one_line
from villagedesk.core.words import OrganizationKind, Role, Side
from villagedesk.models import Membership, Organization, Person, Post
from villagedesk.services.posts import current, held_by, own_body, phrase, role_words, running

_MOST_OFFERED = 6
_LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class Owner:
    """A person, or a body where no person is named; `name` is what is shown, `about` tells namesakes apart."""

    name: str
    person_id: str | None = None
    organization_id: str | None = None
    about: str = ""


def find(session: Session, words: str, today: date) -> Owner | None:
    """The one owner that the words name; None when nobody fits or several do.

    A whole name comes first, then a post or role in the group ("Treasurer"), a body ("Highways"), a part of a name.
    """
    typed = fold(words).removeprefix("the ").strip()
    if not typed:
        return None
    whole, *parts = _ways_of_naming(typed)
    return (
        _one_person(session, whole)
        or _holder(session, typed, today)
        or _body(session, typed)
        or next(filter(None, (_one_person(session, where) for where in parts)), None)
    )


def leading(session: Session, text: str, today: date) -> tuple[Owner, str] | None:
    """Whom the first words of a line name, and what comes behind them."""
    words = one_line(text).split(" ")
    for count in range(min(_LONGEST_NAME, len(words) - 1), 0, -1):
        if owner := find(session, " ".join(words[:count]).rstrip(",:"), today):
            return owner, " ".join(words[count:])
    return None


def person(session: Session, person_id: str) -> Owner | None:
    """The person of that key."""
    found = session.get(Person, person_id) if person_id else None
    return Owner(found.name, person_id=found.id) if found else None


def several(session: Session, words: str, today: date) -> tuple[Owner, ...]:
    """The people whom the words may name where `find` finds nobody because they are several; six at most."""
    typed = fold(words).removeprefix("the ").strip()
    if not typed or find(session, words, today):
        return ()
    for where in _ways_of_naming(typed):
        people = select(Person.id, Person.name).where(where).order_by(Person.sort_name, Person.id)
        found = session.execute(people.limit(_MOST_OFFERED)).all()
        if len(found) > 1:
            held = held_by(session, [row.id for row in found], today)
            return tuple(
                Owner(row.name, person_id=row.id, about=phrase(held.get(row.id, ()))) for row in found
            )  # fmt: skip
    return ()


def _ways_of_naming(typed: str) -> tuple[ColumnElement[bool], ...]:
    """By the whole name, by whole words of it, by the beginnings of its words."""
    return (
        or_(func.fold(Person.name) == typed, Person.sort_name == typed),
        func.instr(" " + Person.sort_name + " ", f" {typed} ") > 0,
        and_(*(func.instr(" " + Person.sort_name, f" {word}") > 0 for word in typed.split())),
    )


def _one_person(session: Session, where: ColumnElement[bool]) -> Owner | None:
    found = session.execute(select(Person.id, Person.name).where(where).limit(2)).all()
    return Owner(found[0].name, person_id=found[0].id) if len(found) == 1 else None


def _holder(session: Session, typed: str, today: date) -> Owner | None:
    roles = [role for role, word in role_words().items() if fold(word) == typed and role is not Role.MEMBER]
    found = session.execute(
        select(Person.id, Person.name)
        .distinct()
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(Post, Post.id == Membership.post_id)
        .where(
            Membership.organization_id == own_body(session),
            current(today),
            or_(Membership.role.in_(roles), func.fold(Post.label) == typed),
        )
        .limit(2)
    ).all()
    return Owner(found[0].name, person_id=found[0].id) if len(found) == 1 else None


def _body(session: Session, typed: str) -> Owner | None:
    bodies = select(Organization.id, Organization.name).where(Organization.kind != OrganizationKind.PARTY)
    for where in (Organization.sort_name == typed, Organization.sort_name.startswith(typed, autoescape=True)):
        found = session.execute(bodies.where(where).limit(2)).all()
        if len(found) == 1:
            return Owner(found[0].name, organization_id=found[0].id)
    if typed in ("council", "the council"):
        found = session.execute(bodies.where(Organization.kind == OrganizationKind.COUNCIL, running()).limit(2)).all()
        if len(found) == 1:
            return Owner(found[0].name, organization_id=found[0].id)
    return None


def side(session: Session, person_id: str | None, organization_id: str | None, on: date) -> Side:
    """Whose an action is, by its owner's body on a day: a council's or its department's is theirs, any other ours."""
    bodies = [organization_id] if organization_id else []
    if person_id:
        bodies += session.scalars(
            select(Membership.organization_id).where(Membership.person_id == person_id, current(on))
        )
    theirs = select(Organization.id).where(Organization.id.in_(bodies), Organization.id.in_(councils())).limit(1)
    return Side.THEIRS if bodies and session.scalar(theirs) else Side.OURS


def councils() -> Select[Any]:
    """The keys of all councils, and of whatever is part of one."""
    return with_parts(Organization.kind == OrganizationKind.COUNCIL)


def with_parts(bodies: ColumnElement[bool]) -> Select[Any]:
    """The keys of these bodies and of whatever is part of them, however far down."""
    parts = select(Organization.id).where(bodies).cte("parts", recursive=True)
    parts = parts.union(select(Organization.id).where(Organization.parent_id == parts.c.id))
    return select(parts.c.id)
