"""The group's own papers and their versions, as lists, cards, forms and exports see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from villagedesk.core.audience import Audience
from villagedesk.core.words import GroupPaperKind

SOON_DAYS = 60


class GroupPaperFilter(StrEnum):
    """Which of the group's papers a list shows."""

    ALL = "all"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a paper: its file, what adopted it, when it is to be looked at again or runs out."""

    id: str
    label: str
    document_id: str | None
    document: str
    adopted_on: date | None
    decision_id: str | None
    decision: str
    review_on: date | None
    expires_on: date | None
    note: str

    def due_on(self) -> date | None:
        """The first of the days on which something is to be done about it."""
        return min((day for day in (self.review_on, self.expires_on) if day), default=None)


@dataclass(frozen=True, slots=True)
class GroupPaperRow:
    """One line of the list of the group's papers, with the version that is in force."""

    id: str
    kind: str
    paper_kind: GroupPaperKind
    title: str
    held_by: str
    reference: str
    version: VersionRow | None
    audience: Audience
    binned: bool = False

    def expires(self) -> bool:
        """Whether what comes first is its end, and not a review."""
        version = self.version
        return bool(version and version.expires_on and version.due_on() == version.expires_on)


@dataclass(frozen=True, slots=True)
class GroupPaperCard:
    """A paper whole, with all of its versions, the latest first."""

    row: GroupPaperRow
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class GroupPaperDraft:
    """What is typed about a paper."""

    title: str = ""
    kind: GroupPaperKind = GroupPaperKind.POLICY
    held_by: str = ""
    reference: str = ""
    audience: Audience = Audience.MEMBERS


@dataclass(frozen=True, slots=True)
class VersionDraft:
    """What is typed about a version."""

    label: str = ""
    adopted_on: date | None = None
    decision_id: str | None = None
    review_on: date | None = None
    expires_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PackPlace:
    """Where a paper can go: an agenda item of the next meeting."""

    item_id: str
    name: str
