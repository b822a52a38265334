"""What an audience gets: records it may not see are not there, fields it may not see are empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, null, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import FIELDS, Audience, may_see
from villagedesk.models import Base, Group, Organization, Person


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
        if getattr(row, "restricted_at", None) is not None and not self.sees(Audience.COMMITTEE):
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


@dataclass(frozen=True, slots=True)
class Sight:
    """What a reader sees, as the conditions of a query; without a reader everything, as on the group's own screens."""

    view: View | None = None

    def of(self, *audiences: Any) -> list[ColumnElement[bool]]:
        """That each of these columns of audiences lets the reader see, or there is no such record."""
        if self.view is None:
            return []
        marks = [mark for mark in Audience if self.view.sees(mark)]
        return [or_(column.is_(None), column.in_(marks)) for column in audiences]

    def of_people(self, *people: Any) -> list[ColumnElement[bool]]:
        """That the reader may know these: who was erased is known to the committee only."""
        known = self.of(*(model.audience for model in people))
        return known if self.is_ours else [*known, *(model.restricted_at.is_(None) for model in people)]

    def of_records(self, model: Any) -> list[ColumnElement[bool]]:
        """That the reader may know of these records, of whatever kind."""
        return self.of_people(model) if model is Person else self.of(model.audience)

    @property
    def is_ours(self) -> bool:
        """Whether what is for the committee alone is shown."""
        return self.view is None or self.view.sees(Audience.COMMITTEE)

    def sees(self, *marks: Audience | None) -> bool:
        """Whether every one of these markings lets the reader see."""
        return self.view is None or self.view.sees(*marks)


def sight(session: Session, reader: Audience | None) -> Sight:
    """The eyes of a reader in this group."""
    if reader is None:
        return Sight()
    return Sight(View(reader, session.scalars(select(Group.two_bodies)).one()))


def hidden_names(session: Session, view: View) -> frozenset[str]:
    """The names of people and bodies, in the bin too, that nobody bears of whom the reader may know."""
    found = [
        (name, view.sees(mark) and (restricted is None or view.sees(Audience.COMMITTEE)))
        for wanted in (
            select(Person.name, Person.audience, Person.restricted_at),
            select(Organization.name, Organization.audience, null()),
        )
        for name, mark, restricted in session.execute(wanted.execution_options(binned=True))
    ]
    return frozenset(name for name, _known in found) - {name for name, is_known in found if is_known}
