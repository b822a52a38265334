"""Who is meant by the words in front of "to": a person, whoever holds a post of ours, or a body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.text import fold
from villagedesk.core.words import OrganizationKind, Role, Side
from villagedesk.models import Membership, Organization, Person, Post
from villagedesk.services.posts import current, own_body, role_words


@dataclass(frozen=True, slots=True)
class Owner:
    """A person, or a body where no person is named; `name` is what is shown."""

    name: str
    person_id: str | None = None
    organization_id: str | None = None


def find(session: Session, words: str, today: date) -> Owner | None:
    """The one owner that the words name; None when nobody fits or several do.

    A whole name comes first, then a post or role in the group ("Treasurer"), a body ("Highways"), a part of a name.
    """
    typed = fold(words).removeprefix("the ").strip()
    if not typed:
        return None
    return (
        _one_person(session, or_(func.fold(Person.name) == typed, Person.sort_name == typed))
        or _holder(session, typed, today)
        or _body(session, typed)
        or _one_person(session, func.instr(" " + Person.sort_name + " ", f" {typed} ") > 0)
        or _one_person(session, *(func.instr(" " + Person.sort_name, f" {word}") > 0 for word in typed.split()))
    )


def _one_person(session: Session, *where: object) -> Owner | None:
    found = session.execute(select(Person.id, Person.name).where(*where).limit(2)).all()  # type: ignore[arg-type]
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
        found = session.execute(bodies.where(Organization.kind == OrganizationKind.COUNCIL).limit(2)).all()
        if len(found) == 1:
            return Owner(found[0].name, organization_id=found[0].id)
    return None


def side(session: Session, person_id: str | None, organization_id: str | None, today: date) -> Side:
    """Whose an action is, by its owner's body: a council's or its department's is theirs, any other ours."""
    bodies = [organization_id] if organization_id else []
    if person_id:
        bodies += session.scalars(
            select(Membership.organization_id).where(Membership.person_id == person_id, current(today))
        )
    return Side.THEIRS if any(_is_council(session, body) for body in bodies) else Side.OURS


def _is_council(session: Session, organization_id: str | None) -> bool:
    seen: set[str] = set()
    while organization_id and organization_id not in seen:
        seen.add(organization_id)
        body = session.get(Organization, organization_id)
        if body is None:
            return False
        if body.kind is OrganizationKind.COUNCIL:
            return True
        organization_id = body.parent_id
    return False
