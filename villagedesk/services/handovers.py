"""Through whose hands things went: read for their history, and for whose they are now."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.models import Handover
from villagedesk.records.actions import HandoverStep


def history(session: Session, kind: str, key: str) -> tuple[HandoverStep, ...]:
    """Each hand-over of something, the first first."""
    found = session.scalars(
        select(Handover).where(Handover.of_kind == kind, Handover.of_id == key).order_by(Handover.on_date, Handover.id)
    )
    return tuple(HandoverStep(row.on_date, row.from_name, row.to_name, row.reason) for row in found)


def now_with(session: Session, kind: str, keys: Sequence[str]) -> dict[str, str]:
    """Who has each of these now, by name, of those that were ever handed on."""
    found = session.execute(
        select(Handover.of_id, Handover.to_name)
        .where(Handover.of_kind == kind, Handover.of_id.in_(keys))
        .order_by(Handover.on_date, Handover.id)
    )
    return {row.of_id: row.to_name for row in found}
