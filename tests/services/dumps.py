"""Every row of every table that a person can change, to be compared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from villagedesk.models import Base
from villagedesk.services.desk import Desk
from villagedesk.store.journal import NOT_NOTED


def dump(desk: Desk) -> dict[str, list[Any]]:
    """The rows of each table, in any order."""
    tables = [name for name in Base.metadata.tables if name not in NOT_NOTED]
    return desk.read(
        lambda session: {
            table: sorted(map(tuple, session.execute(text(f'SELECT * FROM "{table}"'))), key=repr) for table in tables
        }
    )
