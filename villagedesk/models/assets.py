"""What residents, groups and partners offer: skills, spaces, equipment, languages, knowledge."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.words import AssetKind
from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class Asset(Binned, Audienced, Base):
    """Something that somebody offers, and to whom they agreed that it may be shown (`audience`).

    `days` are the days it can be had, as "mon tue wed thu fri sat sun" or a part of that; empty when nobody said.
    """

    __tablename__ = "asset"
    __table_args__ = (CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name="one_owner"),)

    id: Mapped[Key]
    person_id: Mapped[str | None] = refers("person", child=True)
    organization_id: Mapped[str | None] = refers("organization", child=True)
    kind: Mapped[AssetKind] = mapped_column(default=AssetKind.SKILL)
    name: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    days: Mapped[str] = mapped_column(String(32), default="")
    times: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[date | None]
    agreed_how: Mapped[str] = mapped_column(default="")
