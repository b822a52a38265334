"""The other side of a promise: the body that made it to us, or that we made it to."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.words import Side
from villagedesk.models import Action, Membership
from villagedesk.services import owners, posts


def bodies(session: Session, rows: Sequence[Any]) -> list[str | None]:
    """The other side's body of each promise: who promised it to us, or whom we promised it to."""
    own = posts.own_body(session)
    councils = set(session.scalars(owners.councils()))
    served: dict[str, list[Any]] = {}
    for seat in session.execute(
        select(Membership.person_id, Membership.organization_id, Membership.start_on, Membership.end_on)
        .where(Membership.organization_id != own)
        .where(Membership.person_id.in_(select(Action.owner_id).where(Action.is_promise, Action.side != Side.OURS)))
        .order_by(Membership.start_on, Membership.id)
    ):
        served.setdefault(seat.person_id, []).append(seat)

    def body(row: Any) -> str | None:
        found: tuple[str | None, ...] = (row.promised_to_id, row.deal_with, row.met_with)
        if row.side is not Side.OURS:
            maker = row.organization_id or _served(served.get(row.owner_id or "", ()), row.raised_on, councils)
            found = (maker, *found) if row.side is Side.THEIRS else (*found, maker)
        return next((key for key in found if key and key != own), None)

    return [body(row) for row in rows]


def _served(seats: Sequence[Any], on: date, councils: Container[str]) -> str | None:
    """Where somebody served on a day, else where they did last: on a council first, else where they also belong."""
    then = [s for s in seats if (s.start_on is None or s.start_on <= on) and (s.end_on is None or s.end_on >= on)]
    found = then or seats
    on_council = [seat for seat in found if seat.organization_id in councils]
    return (on_council or found)[-1].organization_id if found else None
