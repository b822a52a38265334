"""Minutes, an extract of them, and the papers of an annual general meeting, as they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from villagedesk.core.words import Outcome
from villagedesk.records.packs import PackMinutes


def seal_letters(sha256: str) -> str:
    """The 64 letters of a seal in groups of eight, as they are read out and compared."""
    return " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """One version of minutes for one audience.

    `for_whom` names the audience of a part that is kept apart, "" for the minutes that the meeting's own audience
    gets; `apart` is how many such parts there are. `approved_at` is the meeting that approved them. Without corrections
    of what is printed here, it may yet not have been approved as presented.
    """

    group: str
    legal_line: str
    language: str
    as_at: date
    minutes: PackMinutes
    approved_at: str
    sha256: str
    is_as_presented: bool = True
    for_whom: str = ""
    apart: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One decision out of minutes, to be certified. `minutes` says in a sentence how far they have come.

    `letterhead` are the lines of how to reach the group; `moved` names the proposer and the seconder, and
    `corrections` are those that the minutes were approved with in the item.
    """

    group: str
    letterhead: tuple[str, ...]
    legal_line: str
    language: str
    as_at: date
    meeting: str
    on_date: date
    number: str
    text: str
    outcome: Outcome
    how: str
    moved: str
    reason: str
    minutes: str
    is_approved: bool
    sha256: str
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralMeeting:
    """What the papers of a general meeting say of it: when, where, who may vote (name, what they are), which posts.

    `closes_on` is the day on which nominations close, None where it is not said.
    """

    group: str
    legal_line: str
    language: str
    as_at: date
    title: str
    when: str
    place: str
    on_date: date
    voters: tuple[tuple[str, str], ...]
    posts: tuple[str, ...]
    closes_on: date | None
    reach: tuple[str, ...]
