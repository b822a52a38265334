"""People and organisations as lists, cards, forms and exports see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from villagedesk.core.audience import Audience
from villagedesk.core.words import ContactKind, OrganizationKind, Role


class PeopleFilter(StrEnum):
    """Which people and organisations a list shows."""

    ALL = "all"
    COUNCILLORS = "councillors"
    OFFICERS = "officers"
    MEMBERS = "members"
    FUNDERS = "funders"
    ORGANIZATIONS = "organizations"


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """What a list of people asks for: a filter, the words typed, tags that all must be there, a body that they belong
    to, the day as of which it is meant (today, when None), and the order, by a column's name.
    """

    only: PeopleFilter = PeopleFilter.ALL
    words: str = ""
    sort: str = "name"
    descending: bool = False
    tags: tuple[str, ...] = ()
    body_id: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class FilterCard:
    """A filter that was worth keeping, with its name; of its query the order is not kept."""

    id: str
    name: str
    query: PeopleQuery


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list: `kind` is "person" or "organization", `second` says what they are."""

    id: str
    kind: str
    name: str
    second: str
    organization_kind: OrganizationKind | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of the list as a table; `body`, `ward` and `party` go with the weightiest of what they hold."""

    id: str
    kind: str
    name: str
    what: str = ""
    body: str = ""
    ward: str = ""
    party: str = ""
    email: str = ""
    phone: str = ""
    member_class: str = ""
    joined: date | None = None
    last: date | None = None
    tags: str = ""
    do_not_contact: bool = False


@dataclass(frozen=True, slots=True)
class TagCount:
    """A word of the group's own, and how many carry it."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class AddressList:
    """Addresses as a line for an e-mail program, how many, and how many were left out and why."""

    text: str
    count: int
    no_address: int
    do_not_use: int
    do_not_contact: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose from: its id, what it is called, and what tells it from others of that name."""

    id: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class ContactCard:
    """One way to reach somebody."""

    id: str
    kind: ContactKind
    value: str
    label: str
    preferred: bool
    do_not_use: bool
    audience: Audience


@dataclass(frozen=True, slots=True)
class MembershipCard:
    """Somebody in a body: `post` is the position's label ("" for plain membership), `area` its ward."""

    id: str
    person_id: str
    person: str
    organization_id: str
    organization: str
    post_id: str | None
    post: str
    role: Role
    label: str
    area: str
    party: str
    votes: bool
    start_on: date | None
    end_on: date | None
    member_class: str = ""
    end_reason: str = ""

    def words(self) -> str:
        """What they are, as one phrase: the post, or the label, with nothing about when."""
        return self.post or self.label


@dataclass(frozen=True, slots=True)
class NameCard:
    """Another name that somebody or a body has or had; `note` says which sort ("before she married")."""

    id: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class InterestCard:
    """An interest in the standing register; with `organization` it was declared to that body."""

    id: str
    text: str
    organization_id: str | None
    organization: str
    start_on: date | None
    end_on: date | None
    audience: Audience


@dataclass(frozen=True, slots=True)
class NoteCard:
    """Something worth remembering, and who may know it."""

    id: str
    on_date: date
    text: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything a card shows of a person; `memberships` those held now first, then former ones."""

    id: str
    kind: str
    name: str
    title: str
    honours: str
    pronouns: str
    languages: str
    access_needs: str
    summary: str
    do_not_contact: bool
    audience: Audience
    binned: bool
    other_names: tuple[str, ...]
    contacts: tuple[ContactCard, ...]
    memberships: tuple[MembershipCard, ...]
    tags: tuple[str, ...] = ()
    interests: tuple[InterestCard, ...] = ()
    notes: tuple[NoteCard, ...] = ()
    picture_id: str | None = None


@dataclass(frozen=True, slots=True)
class PostCard:
    """A position of a body and who holds it; nobody when it is vacant."""

    id: str
    label: str
    role: Role
    area: str
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Follows:
    """A body that comes before or after another from a date on."""

    organization_id: str
    organization: str
    on_date: date


@dataclass(frozen=True, slots=True)
class OrganizationCard:
    """Everything a card shows of an organisation; `members` are those of today.

    `elects_on` is its next polling day; it ended on `dissolved_on`.
    """

    id: str
    kind: str
    name: str
    name_cy: str
    organization_kind: OrganizationKind
    tier: str
    parent_id: str | None
    parent: str
    summary: str
    audience: Audience
    binned: bool
    contacts: tuple[ContactCard, ...]
    posts: tuple[PostCard, ...]
    members: tuple[MembershipCard, ...]
    parts: tuple[Choice, ...]
    other_names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[NoteCard, ...] = ()
    area_id: str | None = None
    elects_on: date | None = None
    dissolved_on: date | None = None
    predecessors: tuple[Follows, ...] = ()
    successors: tuple[Follows, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What is typed about a person; `do_not_contact` None leaves that as it is."""

    name: str = ""
    title: str = ""
    honours: str = ""
    pronouns: str = ""
    languages: str = ""
    access_needs: str = ""
    summary: str = ""
    audience: Audience = Audience.COMMITTEE
    do_not_contact: bool | None = None


@dataclass(frozen=True, slots=True)
class OrganizationDraft:
    """What is typed about an organisation."""

    name: str = ""
    name_cy: str = ""
    kind: OrganizationKind = OrganizationKind.PARTNER
    tier: str = ""
    parent_id: str | None = None
    summary: str = ""
    audience: Audience = Audience.COMMITTEE
    elects_on: date | None = None


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What is typed about one way to reach somebody."""

    kind: ContactKind = ContactKind.EMAIL
    value: str = ""
    label: str = ""
    preferred: bool = False
    do_not_use: bool = False
    audience: Audience = Audience.COMMITTEE


@dataclass(frozen=True, slots=True)
class MembershipDraft:
    """What is typed about somebody's place in a body; with `post` a position by that label is made or found there."""

    organization_id: str = ""
    role: Role = Role.MEMBER
    post: str = ""
    label: str = ""
    votes: bool = False
    start_on: date | None = None
    end_on: date | None = None
    member_class: str = ""
    end_reason: str = ""
    area_id: str | None = None


@dataclass(frozen=True, slots=True)
class InterestDraft:
    """What is typed about an interest in the standing register."""

    text: str = ""
    organization_id: str | None = None
    start_on: date | None = None
    end_on: date | None = None
    audience: Audience = Audience.COMMITTEE


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What is typed as a note; `on_date` None is today."""

    text: str = ""
    on_date: date | None = None
    audience: Audience = Audience.COMMITTEE


@dataclass(frozen=True, slots=True)
class AreaCard:
    """A place with borders: a ward, and what it lies in; `posts` counts the positions that stand for it."""

    id: str
    name: str
    name_cy: str
    label: str
    parent_id: str | None
    parent: str
    posts: int


@dataclass(frozen=True, slots=True)
class AreaDraft:
    """What is typed about a ward."""

    name: str = ""
    name_cy: str = ""
    label: str = ""
    parent_id: str | None = None
