"""What refers to a row, read off the tables themselves, and how all of it is made to refer to another."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Table, func, select, update
from sqlalchemy.orm import Session

from villagedesk.models import (
    Base,
    DistinctPair,
    DueDate,
    Identifier,
    Person,
    StateChange,
)

MERGED = "merged"
"""The scheme of an identifier that keeps the key of a row that was merged away, so that a list finds it again."""
_Column = Column[Any]
_LOOSE: dict[str, tuple[Any, ...]] = {Person.__tablename__: (DueDate.set_by, StateChange.set_by)}
"""Columns that hold a key without being a foreign key. Who made a change (`change.by`) stays as it was written."""


def to(table: str) -> tuple[_Column, ...]:
    """Every column that holds the key of a row of this table, itself of any table."""
    target = Base.metadata.tables[table].c.id
    foreign = [
        key.parent
        for other in Base.metadata.sorted_tables
        for key in sorted(other.foreign_keys, key=lambda key: key.parent.name)
        if key.column is target
    ]
    return (*foreign, *(column.property.columns[0] for column in _LOOSE.get(table, ())))


def follow(session: Session, table: str, old: str, new: str) -> None:
    """Make everything that refers to the row `old` of a table refer to `new`."""
    session.flush()
    for column in to(table):
        owner = column.table
        assert isinstance(owner, Table)
        session.execute(update(owner).where(column == old).values({column.name: new}))
    known = update(Identifier.__table__).where(Identifier.kind == table, Identifier.row_id == old)  # type: ignore[arg-type]
    session.execute(known.values(row_id=new))
    for side in (DistinctPair.one_id, DistinctPair.other_id):
        pairs = update(DistinctPair.__table__).where(DistinctPair.kind == table, side == old)  # type: ignore[arg-type]
        session.execute(pairs.values({side.key: new}))
    session.expire_all()


def merged_away(session: Session, table: str, key: str) -> tuple[str, ...]:
    """The keys of the rows that were merged into a row."""
    known = select(Identifier.value).where(
        Identifier.scheme == MERGED, Identifier.kind == table, Identifier.row_id == key
    )
    return tuple(session.scalars(known))


def now(session: Session, table: str, key: str) -> str:
    """The key that a row has now: that of the one it was merged into, else its own."""
    known = select(Identifier.row_id).where(
        Identifier.scheme == MERGED, Identifier.kind == table, Identifier.value == key
    )
    return session.scalar(known.limit(1)) or key


def counts(session: Session, table: str, key: str) -> dict[str, int]:
    """How many rows of each table refer to a row."""
    found: dict[str, int] = {}
    for column in to(table):
        held = session.scalar(select(func.count()).select_from(column.table).where(column == key)) or 0
        if held:
            name = str(column.table.name)
            found[name] = found.get(name, 0) + held
    return found
