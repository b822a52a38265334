"""The group as screens and packs see it."""

from __future__ import annotations

from dataclasses import dataclass

from villagedesk.core.audience import Audience


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """What is typed about the group itself."""

    name: str = ""
    name_cy: str = ""
    legal_line: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    two_bodies: bool = False


@dataclass(frozen=True, slots=True)
class LegalDraft:
    """What the group is in law; `regulator` as core/duties.Register, `year_end` is (day, month)."""

    nation: str = ""
    legal_form: str = ""
    regulator: str = ""
    registered_number: str = ""
    year_end: tuple[int, int] = (31, 3)


@dataclass(frozen=True, slots=True)
class GroupCard:
    """The group: `organization_id` is itself among the organisations; `key_holders` keep the sealed code."""

    id: str
    kind: str
    name: str
    name_cy: str
    organization_id: str
    is_example: bool
    legal_line: str
    address: str
    phone: str
    email: str
    website: str
    two_bodies: bool
    audience_names: dict[Audience, str]
    key_holders: tuple[str, ...]
