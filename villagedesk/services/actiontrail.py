"""What stands around an action: who shares it, what was said of it, where it came from and what it went through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from villagedesk.core.text import shorten
from villagedesk.models import (
    AgendaItem,
    CarriedForward,
    CoOwner,
    Interaction,
    Meeting,
    Organization,
    Person,
    ProgressNote,
)
from villagedesk.records.actions import CarriedStep, NoteStep, Shared, SourceStep
from villagedesk.services.actionsteps import KIND

_TITLE = 80  # characters of an entry without a subject


def others(session: Session, keys: Sequence[str]) -> dict[str, list[Shared]]:
    """Who has these actions beside their leads, in the order in which they were named."""
    statement = (
        select(CoOwner.action_id, func.coalesce(Person.name, Organization.name), CoOwner.person_id,
               CoOwner.organization_id)
        .outerjoin(Person, Person.id == CoOwner.person_id)
        .outerjoin(Organization, Organization.id == CoOwner.organization_id)
        .where(CoOwner.action_id.in_(keys))
        .order_by(CoOwner.id)
    )  # fmt: skip
    found: dict[str, list[Shared]] = {}
    for action_id, name, person_id, organization_id in session.execute(statement):
        if name:  # they may be in the bin
            found.setdefault(action_id, []).append(Shared(name, person_id, organization_id))
    return found


def item_number(session: Session, item: AgendaItem) -> str:
    """What the item that it came from is called: the number that another body gave it, else its place."""
    before = select(func.count(AgendaItem.id)).where(
        AgendaItem.meeting_id == item.meeting_id, AgendaItem.position <= item.position
    )
    return item.number or str(session.scalar(before))


def notes(session: Session, action_id: str) -> tuple[NoteStep, ...]:
    """What was said of how it is going, oldest first."""
    found = session.execute(
        select(ProgressNote, Person.name)
        .outerjoin(Person, Person.id == ProgressNote.by_id)
        .where(ProgressNote.action_id == action_id)
        .order_by(ProgressNote.at, ProgressNote.id)
    )
    return tuple(NoteStep(row.id, row.at.date(), name or "", row.text) for row, name in found)


def carried(session: Session, action_id: str) -> tuple[CarriedStep, ...]:
    """The meetings that it was carried forward at, oldest first."""
    found = session.execute(
        select(CarriedForward.meeting_id, Meeting.title, CarriedForward.on_date)
        .join(Meeting, Meeting.id == CarriedForward.meeting_id)
        .where(CarriedForward.action_id == action_id)
        .order_by(CarriedForward.on_date, CarriedForward.id)
    )
    return tuple(CarriedStep(*row) for row in found)


def talks(session: Session, action_id: str) -> tuple[SourceStep, ...]:
    """The conversations that it came from or that were about it, oldest first."""
    found = session.scalars(
        select(Interaction).where(Interaction.action_id == action_id).order_by(Interaction.on_date, Interaction.id)
    )
    return tuple(SourceStep(row.id, row.subject or shorten(row.text, _TITLE), row.on_date) for row in found)


def trail(session: Session, model: Any, action_id: str) -> Sequence[Any]:
    """The dates or states of an action with the names of those who set them, oldest first."""
    return session.execute(
        select(model, Person.name)
        .outerjoin(Person, Person.id == model.set_by)
        .where(model.of_kind == KIND, model.of_id == action_id)
        .order_by(model.set_on, model.id)
    ).all()
