"""The group itself: its name, its words and what its constitution calls its bodies."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.audience import Audience
from villagedesk.models.base import Base, Key, refers


class Group(Base):
    """The one group a file belongs to. `organization_id` is the group among the organisations."""

    __tablename__ = "community_group"

    id: Mapped[Key]
    name: Mapped[str]
    name_cy: Mapped[str] = mapped_column(default="")
    organization_id: Mapped[str | None] = refers("organization")
    is_example: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(8), default="en")
    zone: Mapped[str] = mapped_column(default="Europe/London")
    currency: Mapped[str] = mapped_column(String(3), default="GBP")
    nation: Mapped[str] = mapped_column(default="")
    legal_form: Mapped[str] = mapped_column(default="")
    regulator: Mapped[str] = mapped_column(default="")
    registered_number: Mapped[str] = mapped_column(default="")
    legal_line: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    year_end_day: Mapped[int] = mapped_column(default=31)
    year_end_month: Mapped[int] = mapped_column(default=3)
    two_bodies: Mapped[bool] = mapped_column(default=False)
    logo_id: Mapped[str | None] = refers("document")


class AudienceName(Base):
    """What this group calls an audience on screen ("Steering group" for the committee)."""

    __tablename__ = "audience_name"

    id: Mapped[Key]
    audience: Mapped[Audience]
    name: Mapped[str]


class KeyHolder(Base):
    """Somebody who keeps a sealed copy of the recovery code; never the code itself."""

    __tablename__ = "key_holder"

    id: Mapped[Key]
    person_id: Mapped[str | None] = refers("person")
    name: Mapped[str]
