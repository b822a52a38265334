"""Rows of any table, with whatever else they need."""

from __future__ import annotations

from datetime import date, time
from enum import Enum as PyEnum
from typing import Any

from sqlalchemy import Enum, String

from tests.conftest import TODAY
from villagedesk.models import Base
from villagedesk.services.desk import Work


class Filling:
    """Adds a row to any table for each way in which it refers to a person, whatever else the row needs."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def row(self, table: str, **given: Any) -> str:
        here = Base.metadata.tables[table]
        key = str(self._work.new_id())
        values: dict[str, Any] = {"id": key}
        for column in here.c:
            if column.name in given:
                values[column.name] = given[column.name]
            elif column.nullable or column.name == "id":
                continue
            elif column.foreign_keys:
                parent = next(iter(column.foreign_keys)).column.table.name
                values[column.name] = self.row(parent)
            else:
                values[column.name] = self._value(column)
        if table == "attachment" and not any(values.get(n) for n in ("interaction_id", "action_id")):
            values["action_id"] = self.row("action")
        if table == "paper" and not values.get("item_id"):
            values["parked_id"] = self.row("parked_item")
        if table == "invitation" and not values.get("series_id"):
            values["meeting_id"] = self.row("meeting")
        if table == "goal_link":
            values["action_id"] = self.row("action")
        if table in ("co_owner", "goal_sharer") and "person_id" not in values:
            values["organization_id"] = self.row("organization")
        if table in ("other_name", "note", "rhythm", "asset", "tagging") and "person_id" not in values:
            values["organization_id"] = self.row("organization")
        if table == "contact_detail" and "person_id" not in values:
            values["organization_id"] = self.row("organization")
        self._work.session.connection().execute(here.insert().values(values))
        return key

    def _value(self, column: Any) -> Any:
        kind = column.type
        if isinstance(kind, Enum):
            assert kind.enum_class is not None and issubclass(kind.enum_class, PyEnum)
            return next(iter(kind.enum_class))
        if isinstance(kind, String):
            return f"made{self._work.new_id()[-12:]}"[: kind.length]
        return {date: TODAY, time: time(19), bool: False, int: 1, float: 1.0}.get(kind.python_type, self._work.now)
