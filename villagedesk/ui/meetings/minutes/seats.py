"""Who sits in the room: those who are entered and those who are expected, and when each came and left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from villagedesk.records.meetings import AttendanceCard, MeetingCard
from villagedesk.records.people import Choice


@dataclass(frozen=True, slots=True)
class Times:
    """When somebody came and left; None is the start or the end."""

    arrived_at: time | None = None
    left_at: time | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who is expected or entered; `card` is None until something is said of them."""

    key: str
    name: str
    person_id: str | None
    card: AttendanceCard | None
    role: str = ""


def seats(meeting: MeetingCard, expected: Sequence[Choice], group: str) -> list[Seat]:
    """Who is entered, voters first, and whoever else is expected, in that order; the `group`'s own name is not said."""
    entered = {card.person_id for card in meeting.attendance if card.person_id}
    found = [
        Seat(card.person_id or card.id, card.name, card.person_id, card, card.role.removesuffix(f", {group}"))
        for card in meeting.attendance
    ]
    order = {choice.id: number for number, choice in enumerate(expected)}
    found += [Seat(choice.id, choice.name, choice.id, None) for choice in expected if choice.id not in entered]
    return sorted(found, key=lambda seat: order.get(seat.key, len(order)))
