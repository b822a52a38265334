"""Row keys: UUIDv7 for what is made here, UUIDv5 for what has an identity outside."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random, SystemRandom

from villagedesk.core.clock import Clock

NAMESPACE = uuid.UUID("6f1c2f5e-6d0b-5b8e-9d3a-5a1f0e0c7b42")
_COUNTER_BITS = 12
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

NewId = Callable[[], str]


class Ids:
    """Makes UUIDv7 keys (RFC 9562 section 5.7) that sort in the order they were made."""

    def __init__(self, clock: Clock, random: Random | None = None) -> None:
        self._clock = clock
        self._random = random or SystemRandom()
        self._last = (0, 0)

    def new(self) -> str:
        """A new key. The 12 bits after the milliseconds count up within one millisecond (RFC 9562, 6.2 method 1)."""
        milliseconds, counter = (self._clock.now() - _EPOCH) // _MILLISECOND, 0
        if milliseconds <= self._last[0]:
            milliseconds, counter = self._last[0], self._last[1] + 1
            if counter >> _COUNTER_BITS:
                milliseconds, counter = milliseconds + 1, 0
        self._last = (milliseconds, counter)
        value = milliseconds << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | self._random.getrandbits(62)
        return str(uuid.UUID(int=value))


def outside_id(scheme: str, value: str) -> str:
    """The key of a row that `scheme` knows as `value`: the same on every laptop (UUIDv5)."""
    return str(uuid.uuid5(NAMESPACE, f"{scheme}\n{value}"))


def is_outside(key: str) -> bool:
    """Whether a row has its key from outside, so came with an import."""
    return uuid.UUID(key).version == 5


def made_at(key: str) -> datetime | None:
    """When a key was made, to the millisecond (UTC), as UUIDv7 carries it; None for a key of another sort."""
    value = uuid.UUID(key)
    return datetime.fromtimestamp((value.int >> 80) / 1000, UTC) if value.version == 7 else None
