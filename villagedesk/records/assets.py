"""What somebody offers, as lists, cards and forms see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from villagedesk.core.audience import Audience
from villagedesk.core.words import AssetKind


@dataclass(frozen=True, slots=True)
class AssetCard:
    """One offer and whose it is: a person's or an organisation's. `days` are as core/availability.py keeps them.

    `agreed_on` is None where nobody has agreed yet that it may be shown beyond the committee.
    """

    id: str
    kind: AssetKind
    name: str
    about: str
    person_id: str | None
    person: str
    organization_id: str | None
    organization: str
    days: str
    times: str
    audience: Audience
    agreed_on: date | None
    agreed_how: str
    do_not_contact: bool

    def owner_id(self) -> str:
        """Whose it is."""
        return self.person_id or self.organization_id or ""

    def owner(self) -> str:
        """The name of whose it is."""
        return self.person or self.organization


@dataclass(frozen=True, slots=True)
class AssetDraft:
    """What is typed about an offer."""

    name: str = ""
    kind: AssetKind = AssetKind.SKILL
    detail: str = ""
    days: str = ""
    times: str = ""
    audience: Audience = Audience.COMMITTEE
    agreed_on: date | None = None
    agreed_how: str = ""
