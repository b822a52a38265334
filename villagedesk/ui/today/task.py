"""One thing on the first page that wants doing, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from villagedesk.ui.rows import Row


@dataclass(frozen=True, slots=True)
class Task:
    """A row, and the place and thing that it opens, or the command that is given there."""

    row: Row
    place: str
    about: str | None = None
    command: str = ""
