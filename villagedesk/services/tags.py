"""Tags: the group's own words on people and organisations."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.models import Person, Tag, Tagging
from villagedesk.records.people import Choice, TagCount
from villagedesk.services import restriction
from villagedesk.store.writer import Work


def listed(session: Session) -> list[TagCount]:
    """Every tag, by name, and how many carry it."""
    counted = select(Tag.id, Tag.name, func.count(Tagging.id)).outerjoin(Tagging).group_by(Tag.id)
    found = [TagCount(*row) for row in session.execute(counted)]
    return sorted(found, key=lambda tag: fold(tag.name))


def of(session: Session, key: str) -> list[Choice]:
    """The tags that a person or organisation carries, by name."""
    carried = or_(Tagging.person_id == key, Tagging.organization_id == key)
    found = session.execute(select(Tag.id, Tag.name).join(Tagging, Tagging.tag_id == Tag.id).where(carried))
    return sorted((Choice(*row) for row in found), key=lambda tag: fold(tag.name))


def add(work: Work, keys: Sequence[str], name: str) -> str:
    """Put a tag on people and organisations; its key. It is made when there is none of that name. Refused without."""
    wanted = one_line(name)
    if not wanted:
        raise Refused(_("A tag needs a word."), "tag")
    tag = next((tag for tag in work.session.scalars(select(Tag)) if fold(tag.name) == fold(wanted)), None)
    if tag is None:
        tag = Tag(id=work.new_id(), name=wanted)
        work.session.add(tag)
        work.session.flush()
    people = set(work.session.scalars(select(Person.id).where(Person.id.in_(keys))))
    for key in people:
        restriction.open_person(work.session, key, "tag")
    there = work.session.execute(
        select(Tagging.person_id, Tagging.organization_id).where(Tagging.tag_id == tag.id)
    ).all()
    carried = {person_id or organization_id for person_id, organization_id in there}
    for key in dict.fromkeys(keys):
        if key not in carried:
            owner = {"person_id" if key in people else "organization_id": key}
            work.session.add(Tagging(id=work.new_id(), tag_id=tag.id, **owner))
    work.session.flush()
    return tag.id


def remove(work: Work, keys: Sequence[str], tag_id: str) -> None:
    """Take a tag off people and organisations; a tag that nobody carries any more goes."""
    owned = or_(Tagging.person_id.in_(keys), Tagging.organization_id.in_(keys))
    work.session.execute(delete(Tagging).where(Tagging.tag_id == tag_id, owned))
    work.session.execute(delete(Tag).where(Tag.id == tag_id, ~exists().where(Tagging.tag_id == Tag.id)))
