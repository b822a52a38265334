"""Registers: who is a member, a trustee or may vote, as at a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RegisterKind(StrEnum):
    """Which register it is."""

    MEMBERS = "members"
    TRUSTEES = "trustees"
    VOTERS = "voters"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One entry. `was` holds former names; `address` is theirs, "" where none is held."""

    person_id: str
    name: str
    was: str
    address: str
    member_class: str
    office: str
    votes: bool
    start_on: date | None
    end_on: date | None
    end_reason: str


@dataclass(frozen=True, slots=True)
class Register:
    """A register as at a date: those of that day, and (not of voters) those who had ceased by then.

    `source` says in one sentence what it is kept under.
    """

    kind: RegisterKind
    title: str
    group: str
    body: str
    as_at: date
    source: str
    rows: tuple[RegisterRow, ...]
    former: tuple[RegisterRow, ...]
