"""Who is who at a meeting: our own people, then the body it is held with, its departments and its empty seats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.words import OrganizationKind, Role
from villagedesk.models import Area, ContactDetail, Group, Meeting, Membership, Organization, Person, Post
from villagedesk.records.packs import PackContact, PackPerson
from villagedesk.services.consent import may_be_used
from villagedesk.services.posts import current, role_words, running
from villagedesk.services.redact import View

_LISTED_ROLES = tuple(role for role in Role if role is not Role.MEMBER)


def listed(
    session: Session, view: View, group: Group, meeting: Meeting, today: date
) -> tuple[tuple[PackPerson, ...], int]:
    """Everybody the reader may know of, body by body, and how many entries it may not."""
    found: list[PackPerson] = []
    hidden = 0
    for body in _bodies(session, group, meeting):
        shown = view.shown(body)
        if shown is None:
            hidden += 1
            continue
        people, left = _of_body(session, view, body, today)
        found += people
        hidden += left
    return tuple(found), hidden


def _bodies(session: Session, group: Group, meeting: Meeting) -> list[Organization]:
    own = session.get(Organization, group.organization_id) if group.organization_id else None
    councils = and_(Organization.kind == OrganizationKind.COUNCIL, running())
    with_them = Organization.id == meeting.with_id if meeting.with_id else councils
    principal = session.scalars(select(Organization).where(with_them).order_by(Organization.sort_name)).all()
    parts = session.scalars(
        select(Organization)
        .where(Organization.parent_id.in_([body.id for body in principal]))
        .order_by(Organization.sort_name)
    ).all()
    return [*([own] if own else []), *principal, *parts]


def _of_body(session: Session, view: View, body: Organization, today: date) -> tuple[list[PackPerson], int]:
    """The people of one body, one entry each, and how many of them the reader may not know."""
    people: dict[str, tuple[Person, list[str], str, str]] = {}
    order = {role: place for place, role in enumerate(Role)}
    places = _held(session, body, today)
    parties = _names(session, view, {held.on_behalf_of_id for held, *_rest in places})
    for held, person, post, area in sorted(places, key=lambda row: order[row[0].role]):
        if post is not None and view.shown(post) is None:
            continue
        ward_here = area.name if area and view.shown(area) else ""
        label = post.label if post else held.label or role_words()[held.role]
        _person, labels, ward, party = people.get(person.id, (person, [], "", ""))
        if ward_here and label.endswith(ward_here) and held.role is Role.COUNCILLOR:
            label = role_words()[Role.COUNCILLOR]
        if label not in labels:
            labels.append(label)
        party = party or parties.get(held.on_behalf_of_id, "")
        people[person.id] = (person, labels, ward or ward_here, party)
    contacts = _contacts(session, view, list(people))
    found, hidden = [], 0
    for person, labels, ward, party in sorted(people.values(), key=lambda entry: (entry[2], entry[0].sort_name)):
        shown = view.shown(person)
        if shown is None:
            hidden += 1
            continue
        reach = contacts.get(person.id, ())
        found.append(
            PackPerson(
                organization=body.name, name=shown.name, title=shown.title, posts=tuple(labels), ward=ward, party=party,
                contacts=reach,
            )
        )  # fmt: skip
    return found + _vacant(session, view, body, today), hidden


def _held(session: Session, body: Organization, today: date) -> Sequence[Any]:
    """The places in a body that are listed: who has them, in which post and for which area."""
    return session.execute(
        select(Membership, Person, Post, Area)
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(Post, Post.id == Membership.post_id)
        .outerjoin(Area, Area.id == Post.area_id)
        .where(
            Membership.organization_id == body.id,
            current(today),
            or_(Membership.role.in_(_LISTED_ROLES), Membership.votes),
        )
        .order_by(Area.name.nulls_last(), Person.sort_name, Person.id, Membership.id)
    ).all()


def _vacant(session: Session, view: View, body: Organization, today: date) -> list[PackPerson]:
    held = select(Membership.post_id).where(
        Membership.organization_id == body.id, Membership.post_id.is_not(None), current(today)
    )
    rows = session.execute(
        select(Post, Area)
        .outerjoin(Area, Area.id == Post.area_id)
        .where(Post.organization_id == body.id, Post.id.not_in(held))
        .order_by(Area.name, Post.label, Post.seat)
    )
    return [
        PackPerson(organization=body.name, posts=(post.label,), ward=area.name if view.shown(area) else "")
        for post, area in rows
        if view.shown(post)
    ]


def _contacts(session: Session, view: View, people: list[str]) -> dict[str, tuple[PackContact, ...]]:
    rows = session.scalars(
        select(ContactDetail)
        .where(ContactDetail.person_id.in_(people), may_be_used())
        .order_by(ContactDetail.preferred.desc(), ContactDetail.kind, ContactDetail.id)
    )
    found: dict[str, tuple[PackContact, ...]] = {}
    for row in rows:
        if row.person_id and (shown := view.shown(row)):
            contact = PackContact(kind=shown.kind, value=shown.value, label=shown.label)
            found[row.person_id] = (*found.get(row.person_id, ()), contact)
    return found


def _names(session: Session, view: View, keys: set[str | None]) -> dict[str | None, str]:
    bodies = session.scalars(select(Organization).where(Organization.id.in_(keys - {None})))
    return {body.id: shown.name for body in bodies if (shown := view.shown(body))}
