"""Where an entry of the log is at home: the card that it is found on."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from villagedesk.models import Membership, Participant, Person
from villagedesk.services import posts


def of(session: Session, interaction_id: str) -> str | None:
    """Whose card an entry is found on: the first known person who is not ours, else a body, else anybody."""
    return of_each(session, [interaction_id])[interaction_id]


def of_each(session: Session, keys: Sequence[str]) -> dict[str, str | None]:
    """The same of each of several entries."""
    own = posts.own_body(session)
    ours = select(Membership.person_id).where(Membership.organization_id == own, Membership.end_on.is_(None))
    taking = session.execute(
        select(
            Participant.interaction_id, Participant.person_id, Participant.organization_id,
            Participant.person_id.in_(ours),
        )
        .outerjoin(Person, Person.id == Participant.person_id)
        .where(Participant.interaction_id.in_(keys), or_(Person.id.is_(None), Person.binned_at.is_(None)))
        .order_by(Participant.id)
    )  # fmt: skip
    best: dict[str, tuple[int, str]] = {}
    for key, person, body, is_ours in taking:
        rank = 0 if person and not is_ours else 1 if body and body != own else 2
        if (owner := (person if rank == 0 else body if rank == 1 else person or body)) and (
            key not in best or rank < best[key][0]
        ):
            best[key] = rank, owner
    return {key: best[key][1] if key in best else None for key in keys}
