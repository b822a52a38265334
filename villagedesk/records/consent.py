"""Data protection as screens and papers see it: why data is held, consent, requests, how long, and erasure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from villagedesk.core.audience import Audience
from villagedesk.core.words import LawfulBasis, RequestKind, Retained


@dataclass(frozen=True, slots=True)
class ConsentCard:
    """What somebody agreed to, and whether they have taken it back."""

    id: str
    purpose: str
    given_on: date
    given_how: str
    withdrawn_on: date | None
    withdrawn_how: str


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """What is typed about a consent; without a date it was given today."""

    purpose: str = ""
    given_on: date | None = None
    given_how: str = ""


@dataclass(frozen=True, slots=True)
class RequestCard:
    """What somebody asks under data protection law. `due_on` is when the answer is due; `extended_why` why later."""

    id: str
    person_id: str | None
    name: str
    kind: RequestKind
    received_on: date
    due_on: date
    extended_why: str
    answered_on: date | None
    note: str

    @property
    def audience(self) -> Audience:
        """Who may see it."""
        return Audience.COMMITTEE


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """What is typed about a request."""

    kind: RequestKind = RequestKind.ACCESS
    received_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class BasisDraft:
    """Why data about somebody is held; None as `basis` is what follows from what they are."""

    basis: LawfulBasis | None = None
    note: str = ""
    do_not_contact: bool = False


@dataclass(frozen=True, slots=True)
class PrivacyCard:
    """All that the group must know to hold data about one person lawfully.

    `preset` follows from what they are, and `preset_why` says what that is; `sort` is the retention rule they are
    under, `past_since` the day from which that rule no longer keeps them (None while it does, or without a rule).
    """

    person_id: str
    name: str
    basis: LawfulBasis | None
    preset: LawfulBasis
    preset_why: str
    note: str
    do_not_contact: bool
    has_access_needs: bool
    restricted_at: datetime | None
    consents: tuple[ConsentCard, ...]
    requests: tuple[RequestCard, ...]
    sort: Retained
    past_since: date | None
    kept_until: date | None
    kept_why: str

    @property
    def holds(self) -> LawfulBasis:
        """The basis that counts."""
        return self.basis or self.preset


@dataclass(frozen=True, slots=True)
class RuleCard:
    """How long the group keeps a sort of people after it last had to do with them; `months` None without a rule."""

    what: Retained
    months: int | None
    reason: str
    suggested_months: int
    suggested_why: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """Somebody whose time is over: of which sort, what ended it and when, and since when they are past it."""

    id: str
    name: str
    sort: Retained
    last_on: date
    last_what: str
    past_since: date


@dataclass(frozen=True, slots=True)
class PrivacyDue:
    """What data protection wants today: open requests, and how many people are to be looked at."""

    requests: tuple[RequestCard, ...] = ()
    to_review: int = 0


class Fate(StrEnum):
    """What becomes of a mention."""

    REPLACE = "replace"
    KEEP = "keep"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A text or a document that mentions somebody. `is_sure` unless only a part of the name is there.

    `snippet` is the sentence; `spans` where in it the mentions are. `fate` and `reason` are what is proposed.
    A document can be kept or deleted, nothing else.
    """

    id: str
    table: str
    row_id: str
    column: str
    where: str
    snippet: str
    spans: tuple[tuple[int, int], ...]
    is_sure: bool
    fate: Fate
    reason: str = ""

    @property
    def is_document(self) -> bool:
        """Whether it is inside a document, which cannot be rewritten."""
        return self.table == "content"


@dataclass(frozen=True, slots=True)
class Stays:
    """What must stay, and why (the law, or the rule, that says so)."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for a mention; `reason` says why it is kept."""

    fate: Fate
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What erasing somebody would do. `goes` counts the records that go with them, in words; `words` are what is
    proposed in place of the name.

    `stays` is empty when nothing has to stay of the person's own record; `documents` are all that were looked through,
    each with what is proposed for it (None where it does not mention the person).
    """

    person_id: str
    name: str
    goes: tuple[str, ...]
    stays: tuple[Stays, ...]
    mentions: tuple[MentionRow, ...]
    documents: Mapping[str, Choice | None]
    namesake: bool
    words: str


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """How somebody is to be erased: a choice for each mention, and the words put in.

    A mention without a choice gets what is proposed. `keep_register` leaves what the preview said must stay;
    `documents` are those of the preview, None when nobody has looked through them.
    """

    choices: dict[str, Choice] = field(default_factory=dict)
    words: str = "a resident"
    keep_register: bool = True
    documents: Mapping[str, Choice | None] | None = None


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did: counts, and the reason for each mention that was kept.

    `keys` are the person's own and those of whoever was merged into them.
    """

    keys: tuple[str, ...]
    replaced: int
    kept: tuple[str, ...]
    deleted: int
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class BundleField:
    """One thing that is held: its label and its value as text."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class BundleRow:
    """One record: its key, what it is called, and in which words it has to do with the person."""

    id: str
    title: str
    fields: tuple[BundleField, ...]


@dataclass(frozen=True, slots=True)
class BundlePart:
    """Records of one kind; `table` is their kind in the file."""

    table: str
    title: str
    rows: tuple[BundleRow, ...]


@dataclass(frozen=True, slots=True)
class SubjectBundle:
    """Everything held about one person, other people's data withheld; `warning` is for whoever sends it."""

    group: str
    name: str
    as_at: date
    basis: str
    parts: tuple[BundlePart, ...]
    warning: str
    legal_line: str = ""
    language: str = "en-GB"
