"""Two rows that may be one: what is compared, why they are put forward, and how they stand side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Sign(StrEnum):
    """Why two rows are put forward as one."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person or an organisation as it is compared: names, and addresses and numbers in their comparable form.

    `apart` holds what tells it from others for sure: who names two rows in one list knows them for two.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    parent_id: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that may be one. `alike` is how alike their names are, from 0 to 100."""

    kind: str
    one: Somebody
    other: Somebody
    signs: tuple[Sign, ...]
    alike: int

    @property
    def id(self) -> str:
        """A key for lists."""
        return f"{self.one.id} {self.other.id}"


@dataclass(frozen=True, slots=True)
class Known:
    """Everybody to compare, and the pairs that were said to be two."""

    everybody: tuple[Somebody, ...] = ()
    distinct: frozenset[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One field of both rows, in words; `takes_other` is what is proposed."""

    name: str
    label: str
    keep: str
    other: str
    takes_other: bool

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.keep != self.other


@dataclass(frozen=True, slots=True)
class Belonging:
    """Something that the merged row will have: "Post", "Chair, Elm Park"; `of` is "keep", "other" or "both"."""

    label: str
    value: str
    of: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rows side by side. `keep` is the one that stays; what refers to the other will refer to it."""

    kind: str
    keep_id: str
    other_id: str
    keep_name: str
    other_name: str
    fields: tuple[SideBySide, ...]
    belongings: tuple[Belonging, ...]
    follows: tuple[str, ...] = field(default=())
