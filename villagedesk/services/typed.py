"""What somebody changed or took away here by hand, as the trail tells it, so that an import leaves it alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, case, select
from sqlalchemy.orm import Session

from villagedesk.core.changes import ChangeKind
from villagedesk.core.ids import is_outside
from villagedesk.models import Change, ChangeRow, ContactDetail

_TABLES = (
    "agenda_item", "area", "attendance", "contact_detail", "identifier", "invitation", "item_link", "meeting",
    "membership", "minute_block", "note", "organization", "other_name", "person", "tagging",
)  # fmt: skip
Reach = tuple[str, str]
"""Of which kind a contact detail is, and what it says."""


class Typed:
    """Tells what was typed from what an import brought. What was undone since counts as never done."""

    def __init__(self, session: Session) -> None:
        self._fields: dict[str, set[str]] = {}
        self._removed: set[str] = set()
        self._reaches: dict[str, set[Reach]] = {}
        for row in _rows(session):
            self._follow(row)

    def has(self, key: str, field: str, stored: Any) -> bool:
        """Whether what is `stored` in a field of a row was typed, or emptied, here."""
        return field in self._fields.get(key, ()) or (stored not in (None, "") and not is_outside(key))

    def was_removed(self, key: str) -> bool:
        """Whether a row that is not here was taken away by hand."""
        return key in self._removed

    def removed_reaches(self, owner: str) -> set[Reach]:
        """The contact details that somebody had here and that were put right or taken away by hand."""
        return self._reaches.get(owner, set())

    def _follow(self, row: Row[Any]) -> None:
        """Take in a row of the trail, oldest first."""
        by_hand = row.kind is ChangeKind.DO
        if row.fields:
            touched, names = self._fields.setdefault(row.key, set()), row.fields.split()
            (touched.update if by_hand else touched.difference_update)(names)
        else:
            self._fields.pop(row.key, None)
            (self._removed.add if by_hand else self._removed.discard)(row.key)
        if row.table == ContactDetail.__tablename__:
            before, after = _reach(row.before), _reach(row.after)
            if by_hand and before and before != after:
                self._reaches.setdefault(before[0], set()).add(before[1])
            if after:
                self._reaches.get(after[0], set()).discard(after[1])


def _rows(session: Session) -> Iterator[Row[Any]]:
    """What was done or imported, and stands, of every row that was changed or taken away by hand; oldest first.

    The trail keeps the names of the fields for good; what stood in them goes after 13 months.
    """
    undone: set[int] = set()
    undoing = select(Change.number, Change.undoes).where(Change.undoes.is_not(None)).order_by(Change.number.desc())
    for number, undoes in session.execute(undoing):
        if number not in undone:
            undone.add(undoes or 0)
    by_hand = (
        select(ChangeRow.key)
        .join(Change, Change.number == ChangeRow.change)
        .where(Change.kind == ChangeKind.DO, ChangeRow.table.in_(_TABLES))
        .where((ChangeRow.fields != "") | ChangeRow.after.is_(None))
    )
    found = (
        select(Change.number, Change.kind, ChangeRow.table, ChangeRow.key, ChangeRow.fields)
        .add_columns(_contact_only(ChangeRow.before, "before"), _contact_only(ChangeRow.after, "after"))
        .join(Change, Change.number == ChangeRow.change)
        .where(Change.kind.in_((ChangeKind.DO, ChangeKind.IMPORT)), ChangeRow.key.in_(by_hand))
        .order_by(ChangeRow.id)
    )
    return (row for row in session.execute(found) if row.number not in undone)


def _contact_only(snapshot: Any, name: str) -> Any:
    return case((ChangeRow.table == ContactDetail.__tablename__, snapshot)).label(name)


def _reach(text: str | None) -> tuple[str, Reach] | None:
    """Whose contact detail a snapshot is of, and what it says; None without one."""
    if text is None:
        return None
    row = json.loads(text)
    return row["person_id"] or row["organization_id"] or "", (row["kind"], row["value"])
