"""Decisions between meetings as screens see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from villagedesk.core.words import MeetingKind, Written


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """What the constitution has about them for one kind of meeting; nothing is `said` where it was not typed in."""

    kind: MeetingKind
    said: bool
    written: Written
    clause: str


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A decision between meetings that waits to be ratified."""

    id: str
    number: str
    text: str
    decided_on: date
    how: str
