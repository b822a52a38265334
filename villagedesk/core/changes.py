"""What one user action changed: the unit of undo, of refresh and of the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

Row = dict[str, Any]


class ChangeKind(StrEnum):
    """Why a change was made."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"
    MIGRATE = "migrate"
    ERASE = "erase"
    APPROVE = "approve"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after; `before` is None for a new row, `after` for a deleted one."""

    table: str
    key: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that was committed: `number` is its place in the order, `keys` what moved, by table.

    `undoes` is the number of the change that an undo takes back, or of the undo that a redo does.
    """

    number: int
    kind: ChangeKind
    label: str
    at: datetime
    keys: dict[str, frozenset[str]]
    undoes: int | None = None

    def touches(self, *tables: str) -> bool:
        """Whether a row of any of `tables` moved."""
        return any(table in self.keys for table in tables)
