"""What somebody should know ten minutes before meeting a person or a body, ready to be printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from villagedesk.records.packs import PackAction, PackContact


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question without an answer; `days` is its age."""

    text: str
    asked_on: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSaid:
    """Something that happened lately: what sort of thing, and its words."""

    on_date: date
    what: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """One page on a person or a body.

    `holds` and `held` are what they are and were, in lines; `theirs` what they said they would do and have not done,
    `ours` what we said we would do at meetings they were at, the most pressing first, and how many there are of each;
    `met` how often in the year before, `last_met` when last.
    """

    name: str
    holds: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    about: str = ""
    pronouns: str = ""
    languages: str = ""
    do_not_contact: bool = False
    contacts: tuple[PackContact, ...] = ()
    theirs: tuple[PackAction, ...] = ()
    ours: tuple[PackAction, ...] = ()
    theirs_count: int = 0
    ours_count: int = 0
    questions: tuple[AskedQuestion, ...] = ()
    said: tuple[LastSaid, ...] = ()
    met: int = 0
    last_met: date | None = None
