"""An e-mail as it was sent, whether it came as a file or was pasted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from villagedesk.core.words import Part


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Somebody in the head of an e-mail: the name as written there, "" where there is none, and the address."""

    name: str
    address: str
    part: Part = Part.TO


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that came with an e-mail, under a name that is safe on any disk."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class OutMail:
    """An e-mail to be sent by hand. It goes `to` some, and to those of `blind`, unseen by the others.

    `files` are (name, type, bytes).
    """

    sender: Mailbox | None
    blind: tuple[Mailbox, ...]
    subject: str
    text: str
    files: tuple[tuple[str, str, bytes], ...] = ()
    to: tuple[Mailbox, ...] = ()


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail. `on_date` and `at_time` are local to the group's zone, None where nothing told them.

    `message_id` tells it from any other: its own, or "sha256:..." over what it says. `notes` are sentences on what was
    not taken as it stands.
    """

    message_id: str
    on_date: date | None
    at_time: time | None
    subject: str
    text: str
    people: tuple[Mailbox, ...]
    files: tuple[MailFile, ...] = ()
    notes: tuple[str, ...] = ()

    def of(self, *parts: Part) -> tuple[Mailbox, ...]:
        """Those who had one of these parts."""
        return tuple(one for one in self.people if one.part in parts)
