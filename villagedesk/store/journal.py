"""What a transaction changed, as SQLite itself notes it, and its inverse."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from villagedesk.core.changes import Row, RowChange
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.models import Base, Change, ChangeRow, Content, Draft

NOT_NOTED = frozenset(model.__tablename__ for model in (Change, ChangeRow, Content, Draft))


def noted_tables() -> list[str]:
    """The tables whose changes are noted: every model's but the journal's own, the drafts and the contents."""
    return [name for name in Base.metadata.tables if name not in NOT_NOTED]


def watch(db: Any) -> None:
    """Make TEMP triggers that note every insert, update and delete on this connection, whoever causes it."""
    db.execute("CREATE TEMP TABLE noted(n INTEGER PRIMARY KEY, tbl TEXT, key TEXT, before TEXT, after TEXT)")
    for table in noted_tables():
        columns = [column[1] for column in db.execute(f'PRAGMA table_info("{table}")')]
        old, new = (
            "json_object(" + ", ".join(f"'{c}', {side}.\"{c}\"" for c in columns) + ")" for side in ("OLD", "NEW")
        )
        for verb, key, before, after in (
            ("INSERT", "NEW.id", "NULL", new),
            ("UPDATE", "NEW.id", old, new),
            ("DELETE", "OLD.id", old, "NULL"),
        ):
            db.execute(
                f'CREATE TEMP TRIGGER noted_{table}_{verb} AFTER {verb} ON main."{table}" BEGIN '
                f"INSERT INTO noted(tbl, key, before, after) VALUES ('{table}', {key}, {before}, {after}); END"
            )


def take(db: Any) -> tuple[RowChange, ...]:
    """What was noted since the last call, each row once (as it was first, as it is now); empties the notes."""
    first: dict[tuple[str, str], str | None] = {}
    last: dict[tuple[str, str], str | None] = {}
    for table, key, before, after in db.execute("SELECT tbl, key, before, after FROM noted ORDER BY n"):
        first.setdefault((table, key), before)
        last[table, key] = after
    db.execute("DELETE FROM noted")
    return tuple(
        RowChange(table, key, _load(before), _load(last[table, key]))
        for (table, key), before in first.items()
        if before != last[table, key]
    )


def _load(text: str | None) -> Row | None:
    return None if text is None else json.loads(text)


def apply_inverse(db: Any, changes: Iterable[RowChange]) -> None:
    """Put the rows back as they were. Refused, with nothing written, when one has moved on since.

    Rows come back parents first, for the search triggers look them up, and go last, children first: when a row goes,
    SQLite's cascades must find nothing left that refers to it. A column that only rises rises once more.
    """
    db.execute("PRAGMA defer_foreign_keys=ON")
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    inverse = sorted(changes, key=lambda change: order[change.table])
    for change in inverse:
        if _has_moved_on(change, _stored(db, change)):
            raise moved_on()
    for change in inverse:
        if change.before is not None:
            _put(db, change.table, change.key, change.before, change.after)
    for change in reversed(inverse):
        if change.before is None:
            db.execute(f'DELETE FROM "{change.table}" WHERE id=?', (change.key,))


@cache
def _rising(table: str) -> frozenset[str]:
    """The columns that never go down, for somebody outside has seen what they said."""
    return frozenset(column.name for column in Base.metadata.tables[table].columns if column.info.get("rises"))


def _has_moved_on(change: RowChange, stored: Row | None) -> bool:
    if stored is None or change.after is None:
        return stored != change.after
    rising = _rising(change.table)
    return any(stored[name] != value for name, value in change.after.items() if name not in rising)


def _stored(db: Any, change: RowChange) -> Row | None:
    names = list(change.before or change.after or {})
    columns = ", ".join(f'"{name}"' for name in names)
    found = db.execute(f'SELECT {columns} FROM "{change.table}" WHERE id=?', (change.key,)).fetchone()
    return dict(zip(names, found, strict=True)) if found else None


def _put(db: Any, table: str, key: str, row: Row, after: Row | None) -> None:
    if after is not None:  # only what differs, so that the search triggers of other fields are left alone
        differs = [name for name, value in row.items() if after[name] != value]
        rises = _rising(table).intersection(differs)
        pairs = ", ".join(f'"{name}"="{name}"+1' if name in rises else f'"{name}"=?' for name in differs)
        db.execute(f'UPDATE "{table}" SET {pairs} WHERE id=?', [*(row[n] for n in differs if n not in rises), key])
    else:
        columns = ", ".join(f'"{name}"' for name in row)
        db.execute(f'INSERT INTO "{table}"({columns}) VALUES ({", ".join("?" * len(row))})', list(row.values()))


def moved_on() -> Refused:
    """The answer when an undo would overwrite something newer."""
    return Refused(_("This can't be undone any more: what it changed has been changed again since."))
