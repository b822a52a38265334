"""Backups as screens list them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Copy:
    """A checked copy of a group's file: where it is, when it was made (UTC), how many bytes."""

    path: Path
    at: datetime
    size: int
