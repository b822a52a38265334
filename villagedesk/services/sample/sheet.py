"""Rows gathered in memory and written in bulk, parents before children."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from villagedesk.models import Base

Row = dict[str, Any]


class Sheet:
    """What will be written. A row may be changed until `write`."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self._rows: dict[str, list[Row]] = {}
        self._blank: dict[str, Row] = {}

    def add(self, model: type[Base], **values: Any) -> Row:
        """A new row with these values and the model's defaults for the rest."""
        name = model.__tablename__
        if name not in self._rows:
            self._rows[name] = []
            self._blank[name] = {
                column.key: column.default.arg if column.default is not None else None
                for column in model.__table__.columns
            }
        row = self._blank[name] | values
        if "id" in row:
            row["id"] = self._new_id()
        self._rows[name].append(row)
        return row

    def of(self, model: type[Base]) -> list[Row]:
        """The rows of a model so far."""
        return self._rows.get(model.__tablename__, [])

    def write(self, session: Session) -> None:
        """Insert everything; inside one table in the order it was added."""
        for table in Base.metadata.sorted_tables:
            if rows := self._rows.get(table.name):
                session.connection().execute(table.insert(), rows)
