"""What readers found in a file from outside, and what taking it in would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach somebody. Those labelled "home" are private: left out unless they are asked for."""

    kind: str  # phone, mobile, email, address (its lines separated by "\n")
    value: str
    label: str  # work, home


@dataclass(frozen=True, slots=True)
class CouncillorEntry:
    """A seat in a council's list and who holds it; a vacant one has no name."""

    row: int  # which councillor element of the file, from 1
    external_id: str  # the council's own number, "" where the file has none
    title: str
    name: str
    honours: str
    ward: str
    district: str
    party: str
    posts: tuple[str, ...]
    contacts: tuple[Contact, ...]
    home_address: tuple[str, ...]  # lines; private
    start: date | None
    end: date | None
    vacant: bool
    notes: tuple[str, ...]  # sentences on what was not taken as it stands


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that could not be taken, and why."""

    row: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class CouncillorList:
    """A council's councillors. `council_key` is the e-mail domain that most of them share, "" when none is known."""

    council_key: str
    council_guess: str  # a name made from the key, to be put right by the person who imports
    entries: tuple[CouncillorEntry, ...]
    refused: tuple[RefusedRow, ...]
    notes: tuple[str, ...]  # sentences on the list as a whole


@dataclass(frozen=True, slots=True)
class Reading:
    """What was in a file: `format` names the reader, `source` the file."""

    format: str
    source: str
    content: CouncillorList


class Verdict(StrEnum):
    """What an import does with a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of a preview. `details` are lines such as "Party: Labour -> Independent"."""

    row: int
    name: str
    verdict: Verdict
    reason: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do, row by row; nothing has been written yet."""

    format: str
    source: str
    rows: tuple[ImportRow, ...]
    notes: tuple[str, ...] = ()

    @property
    def added(self) -> int:
        """How many rows are new."""
        return self._count(Verdict.ADDED)

    @property
    def changed(self) -> int:
        """How many rows differ from what is stored."""
        return self._count(Verdict.CHANGED)

    @property
    def unchanged(self) -> int:
        """How many rows are stored already as they are."""
        return self._count(Verdict.UNCHANGED)

    @property
    def refused(self) -> int:
        """How many rows could not be taken."""
        return self._count(Verdict.REFUSED)

    @property
    def refusals(self) -> tuple[ImportRow, ...]:
        """The rows that could not be taken, each with its reason."""
        return tuple(row for row in self.rows if row.verdict is Verdict.REFUSED)

    def _count(self, verdict: Verdict) -> int:
        return sum(row.verdict is verdict for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person importing chose: which council the list is of ("" to find out), and whether homes are taken."""

    council: str = ""
    home_addresses: bool = False
