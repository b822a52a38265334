"""What is done to several people and organisations in one change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.models import Membership, Organization, Person
from villagedesk.services import posts
from villagedesk.services.posts import current
from villagedesk.store.writer import Work


def set_audience(work: Work, keys: Sequence[str], audience: Audience) -> None:
    """Who may see these people and organisations; what is left of somebody erased stays as it is."""
    people = work.session.scalars(select(Person).where(Person.id.in_(keys), Person.restricted_at.is_(None))).all()
    bodies = work.session.scalars(select(Organization).where(Organization.id.in_(keys))).all()
    rows: list[Person | Organization] = [*people, *bodies]
    for row in rows:
        row.audience = audience


def set_do_not_contact(work: Work, keys: Sequence[str], on: bool) -> int:
    """Whether these people asked not to be contacted; how many of the keys are of people who were not erased."""
    people = list(work.session.scalars(select(Person).where(Person.id.in_(keys), Person.restricted_at.is_(None))))
    for row in people:
        row.do_not_contact = on
    return len(people)


def end_memberships(work: Work, keys: Sequence[str], organization_id: str | None, on: date, reason: str = "") -> int:
    """End what these people hold in a body on a day, their last; how many ended.

    Refused without a body, or when none of them holds anything there on that day.
    """
    if not organization_id or work.session.get(Organization, organization_id) is None:
        raise Refused(_("Choose the organisation."), "organization_id")
    held = work.session.scalars(
        select(Membership.id).where(
            Membership.person_id.in_(keys), Membership.organization_id == organization_id, current(on)
        )
    ).all()
    if not held:
        raise Refused(_("None of them holds anything there on that day."), "organization_id")
    for membership_id in held:
        posts.end_membership(work, membership_id, on, reason)
    return len(held)
