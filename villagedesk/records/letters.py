"""A letter on the group's headed paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from villagedesk.core.audience import Audience


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """What is typed of a letter. `addressee` has a line for the name and for each part of the address.

    `owner_id` is the person or body that it goes to; `signature` the name under it and then what they are.
    """

    owner_id: str = ""
    on_date: date | None = None
    addressee: str = ""
    salutation: str = ""
    subject: str = ""
    text: str = ""
    closing: str = ""
    signature: str = ""
    reply_by: date | None = None
    audience: Audience = Audience.COMMITTEE


@dataclass(frozen=True, slots=True)
class LetterContent:
    """A letter as it is printed, with what the group's paper says. `reach` has the lines of how to reach the group."""

    group: str
    group_cy: str
    reach: tuple[str, ...]
    legal_line: str
    language: str
    on_date: date
    addressee: str
    salutation: str
    subject: str
    text: str
    closing: str
    signature: str
