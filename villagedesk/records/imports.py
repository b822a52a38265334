"""What readers found in a file from outside, and what taking it in would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from villagedesk.core.words import OrganizationKind, Role

if TYPE_CHECKING:
    from villagedesk.records.calendar import Calendar, CouncilMeeting


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach somebody. Those labelled "home" are private: left out unless they are asked for."""

    kind: str  # a ContactKind: phone, mobile, email, address (its lines separated by "\n"), web, social
    value: str
    label: str  # work, home
    preferred: bool = False


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
    party_code: str = ""  # the Electoral Commission's ("PP53"), where the file gives it


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
    elects_on: date | None = None  # the council's next polling day, where the file gives one for all its seats


Identifiers = tuple[tuple[str, str], ...]
"""What a row is called outside, as (scheme, value); the first is the one that it is known again by."""


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """A place with borders. Here and below `row` counts from 1 in the file, and `key` is unique in its list of entries;
    other entries refer to it by that key."""

    row: int
    key: str
    name: str
    name_cy: str = ""
    label: str = ""  # ward, division, ...
    parent: str = ""  # the key of an area
    identifiers: Identifiers = ()


@dataclass(frozen=True, slots=True)
class OrganizationEntry:
    """A body: one that the file describes, or one that it only names beside a person."""

    row: int
    key: str
    name: str
    name_cy: str = ""
    kind: OrganizationKind | None = None  # None: the file does not say
    parent: str = ""  # the key of an organisation
    area: str = ""
    founded_on: date | None = None
    dissolved_on: date | None = None
    other_names: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    identifiers: Identifiers = ()
    summary: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PostEntry:
    """A position of a body."""

    row: int
    key: str
    organization: str
    label: str
    role: Role = Role.OTHER
    area: str = ""
    identifiers: Identifiers = ()


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody in a file. `notes` are told in the preview: what was not taken as it stands."""

    row: int
    key: str
    name: str
    title: str = ""
    honours: str = ""
    pronouns: str = ""
    languages: str = ""
    summary: str = ""
    other_names: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    tags: tuple[str, ...] = ()
    photo: bytes = b""  # PNG or JPEG
    identifiers: Identifiers = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MembershipEntry:
    """A person's place in a body; `post`, `on_behalf_of` (a party) are keys, "" where there is none.

    `votes` is None where the file does not say.
    """

    row: int
    key: str
    person: str
    organization: str
    post: str = ""
    on_behalf_of: str = ""
    role: Role = Role.OTHER
    label: str = ""
    start_on: date | None = None
    end_on: date | None = None
    identifiers: Identifiers = ()
    member_class: str = ""
    votes: bool | None = None


@dataclass(frozen=True, slots=True)
class PeopleList:
    """People, bodies and how they belong together: what every contacts format is read into and written from."""

    people: tuple[PersonEntry, ...] = ()
    organizations: tuple[OrganizationEntry, ...] = ()
    areas: tuple[AreaEntry, ...] = ()
    posts: tuple[PostEntry, ...] = ()
    memberships: tuple[MembershipEntry, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of text: the headers, then rows of as many cells. `first_row` is the number of the first row under them.

    `guess` names the field that each column seems to be, by the column's place; columns not in it are left out.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row: int = 2
    guess: Mapping[int, str] = field(default_factory=dict)
    refused: tuple[RefusedRow, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was in a file: `format` names the reader, `source` the file."""

    format: str
    source: str
    content: CouncillorList | PeopleList | Table | Calendar | CouncilMeeting


class Verdict(StrEnum):
    """What an import does with a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CANCELLED = "cancelled"
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
class Departed:
    """Somebody whom a council's newer list no longer names where they are held to be.

    `membership_ids` are what they hold there still, `held` the same in words; `has_moved`: the list names them for
    another ward.
    """

    person_id: str
    name: str
    post: str
    membership_ids: tuple[str, ...]
    held: tuple[str, ...]
    has_moved: bool = False


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do, row by row; nothing has been written yet.

    `beside` counts what would be written that belongs to no row: bodies, areas and positions that rows lean on.
    `departed` is nobody unless the list is a council's. `strangers` are those whom meetings ask to come and who are not
    among the people here, by name and address. `meeting_id` is the one meeting that it is about, "" of anything else.
    """

    format: str
    source: str
    rows: tuple[ImportRow, ...]
    notes: tuple[str, ...] = ()
    departed: tuple[Departed, ...] = ()
    beside: int = 0
    strangers: tuple[str, ...] = ()
    meeting_id: str = ""

    @property
    def added(self) -> int:
        """How many rows are new."""
        return self._count(Verdict.ADDED)

    @property
    def changed(self) -> int:
        """How many rows differ from what is stored."""
        return self._count(Verdict.CHANGED)

    @property
    def cancelled(self) -> int:
        """How many meetings are called off."""
        return self._count(Verdict.CANCELLED)

    @property
    def unchanged(self) -> int:
        """How many rows are stored already as they are."""
        return self._count(Verdict.UNCHANGED)

    @property
    def refused(self) -> int:
        """How many rows could not be taken."""
        return self._count(Verdict.REFUSED)

    @property
    def writes(self) -> bool:
        """Whether importing would change anything."""
        return bool(self.added or self.changed or self.cancelled or self.beside)

    @property
    def refusals(self) -> tuple[ImportRow, ...]:
        """The rows that could not be taken, each with its reason."""
        return tuple(row for row in self.rows if row.verdict is Verdict.REFUSED)

    def _count(self, verdict: Verdict) -> int:
        return sum(row.verdict is verdict for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person importing chose: which council the list is of ("" to find out), whether homes are taken, and
    whether those whom meetings ask to come are added to the people.
    """

    council: str = ""
    home_addresses: bool = False
    add_people: bool = False
