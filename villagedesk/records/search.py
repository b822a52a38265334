"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Found:
    """One hit. `goes_to` is the (kind, id) that opens it: a block of minutes opens its meeting."""

    kind: str
    id: str
    title: str
    snippet: str
    on_date: date | None
    goes_to: tuple[str, str]
