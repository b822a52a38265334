"""The audit trail and what is typed but not yet kept. None of these tables is itself journalled."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.changes import ChangeKind
from villagedesk.models.base import Base, Key


class Change(Base):
    """One user action. `number` is the order (never the clock); `copy` the copy of the file it was made in."""

    __tablename__ = "change"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own name

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    at: Mapped[datetime]
    by: Mapped[str | None] = mapped_column(String(36))
    copy: Mapped[str] = mapped_column(String(36))
    kind: Mapped[ChangeKind] = mapped_column(default=ChangeKind.DO)
    schema: Mapped[int]
    label: Mapped[str]
    undoes: Mapped[int | None]


class ChangeRow(Base):
    """One row that a change moved; `before` and `after` are JSON, dropped after 13 months, `fields` stays."""

    __tablename__ = "change_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    change: Mapped[int] = mapped_column(ForeignKey("change.number", ondelete="CASCADE"), index=True)
    table: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(64))
    fields: Mapped[str] = mapped_column(default="")
    before: Mapped[str | None]
    after: Mapped[str | None]


class Draft(Base):
    """What was typed into a form and not yet kept: JSON, with the values the form was loaded with."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("form", "row"),)

    id: Mapped[Key]
    form: Mapped[str] = mapped_column(String(32))
    row: Mapped[str] = mapped_column(String(36))
    loaded: Mapped[str]
    value: Mapped[str]
    at: Mapped[datetime]
