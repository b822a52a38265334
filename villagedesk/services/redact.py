"""What an audience gets: records it may not see are not there, fields it may not see are empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import String

from villagedesk.core.audience import FIELDS, Audience, may_see
from villagedesk.models import Base


@dataclass(frozen=True, slots=True)
class View:
    """The eyes of an audience; `two_bodies` when the group's committee and trustees are two."""

    reader: Audience
    two_bodies: bool = False

    def sees(self, *marks: Audience | None) -> bool:
        """Whether every one of these markings lets the reader see; None marks nothing."""
        return all(mark is None or may_see(self.reader, mark, two_bodies=self.two_bodies) for mark in marks)

    def shown(self, row: Base | None) -> Shown | None:
        """The record as the reader may see it; None when it may not, when it is in the bin, or when there is none."""
        if row is None or getattr(row, "binned_at", None) is not None or not self.sees(getattr(row, "audience", None)):
            return None
        return Shown(row, self)

    def sees_field(self, table: str, field: str) -> bool:
        """Whether the reader may see this field of a record that it may see."""
        widest = FIELDS.get(table, {}).get(field)
        return widest is not None and may_see(self.reader, widest, two_bodies=self.two_bodies)


class Shown:
    """A record whose fields are empty where its reader may not see them."""

    __slots__ = ("_row", "_view")

    def __init__(self, row: Base, view: View) -> None:
        self._row, self._view = row, view

    def __getattr__(self, name: str) -> Any:
        table = self._row.__table__
        if self._view.sees_field(str(table.name), name):  # type: ignore[attr-defined]
            return getattr(self._row, name)
        return "" if isinstance(table.c[name].type, String) else None
