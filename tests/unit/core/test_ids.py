"""Row keys."""

import uuid
from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from villagedesk.core.clock import FixedClock
from villagedesk.core.ids import Ids, made_at, outside_id


class Told:
    """A clock that says what it is told to, in order."""

    def __init__(self, instants: list[datetime]) -> None:
        self._instants = iter(instants)

    def now(self) -> datetime:
        return next(self._instants)

    def today(self) -> date:
        return date(2026, 3, 12)


def test_keys_hold_the_instant_they_were_made_at() -> None:
    at = datetime(2026, 3, 12, 12, 0, 0, 1000, tzinfo=UTC)
    key = uuid.UUID(Ids(Told([at])).new())
    assert (key.version, key.variant) == (7, uuid.RFC_4122)
    assert key.int >> 80 == 1773316800001


@given(st.lists(st.datetimes(datetime(2016, 1, 1), datetime(2036, 1, 1)), min_size=2, max_size=50))  # noqa: DTZ001
def test_keys_sort_in_the_order_they_were_made_however_the_clock_jumps(instants: list[datetime]) -> None:
    ids = Ids(Told([instant.replace(tzinfo=UTC) for instant in instants]))
    keys = [ids.new() for _made in instants]
    assert keys == sorted(set(keys))


def test_more_keys_in_a_millisecond_than_the_counter_holds() -> None:
    still = datetime(2026, 3, 12, tzinfo=UTC)
    ids = Ids(Told([still] * 10_000))
    keys = [ids.new() for _made in range(10_000)]
    assert keys == sorted(set(keys))
    assert uuid.UUID(keys[-1]).int >> 80 == (still + timedelta(milliseconds=2)).timestamp() * 1000


def test_the_same_seed_and_clock_give_the_same_keys() -> None:
    made = [[Ids(FixedClock(date(2026, 3, 12)), Random(7)).new()] for _time in range(2)]
    assert made[0] == made[1]


def test_an_outside_identity_has_one_key_everywhere() -> None:
    assert outside_id("moderngov:brynafon.example", "101") == "bc71cd43-d955-5562-a9d6-b38c6d6227dc"
    assert outside_id("a", "bc") != outside_id("ab", "c")


def test_a_key_says_when_it_was_made() -> None:
    key = Ids(FixedClock(date(2026, 11, 21))).new()
    assert made_at(key) == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert made_at(outside_id("scheme", "value")) is None
