"""Everything that happened with somebody, as one list by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Happened(StrEnum):
    """What an entry of a timeline tells."""

    LOG = "log"
    MEETING = "meeting"
    DECISION = "decision"
    AGREED = "agreed"
    DONE = "done"
    QUESTION = "question"
    ANSWER = "answer"
    NOTE = "note"
    BEGAN = "began"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened. `about` is the key of its record; `title` is the record's own words and `second` what
    tells it from others: the number of an action, the kind of a call, the body of a post. `goes_to` is the key of what
    is opened for it, "" when that is the entry's own card."""

    kind: Happened
    about: str
    on_date: date
    title: str
    second: str
    goes_to: str = ""

    @property
    def id(self) -> str:
        """Unique in a timeline: an action is in it when it was agreed and when it was done."""
        return f"{self.kind}-{self.about}"
