"""Where data comes from, and how its files are read."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.models.base import Base, Key


class ColumnMapping(Base):
    """Which columns of a table mean what, remembered for the next file with the same headers (`columns` is JSON)."""

    __tablename__ = "column_mapping"

    id: Mapped[Key]
    headers: Mapped[str] = mapped_column(String(64), index=True)
    columns: Mapped[str]
