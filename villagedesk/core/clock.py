"""Time as it is told to the program, so that a test or a command can hold it still."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

ZONE = "Europe/London"


class Clock(Protocol):
    """Gives the instant (UTC) and the date where the group lives."""

    def now(self) -> datetime: ...

    def today(self) -> date: ...


class SystemClock:
    """The computer's clock, read as a date in the group's time zone."""

    def __init__(self, zone: str = ZONE) -> None:
        self._zone = ZoneInfo(zone)

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now(self._zone).date()


class FixedClock:
    """Always the same date; each reading is a millisecond after the last, so that order is kept."""

    def __init__(self, today: date, at: time = time(12)) -> None:
        self._today = today
        self._next = datetime.combine(today, at, UTC)

    def now(self) -> datetime:
        now, self._next = self._next, self._next + timedelta(milliseconds=1)
        return now

    def today(self) -> date:
        return self._today


def on_the_wall(day: date, at: time, minutes: int, zone: str = ZONE) -> datetime:
    """What clocks in `zone` show so many minutes later, past midnight and over the change to summer time."""
    later = datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC) + timedelta(minutes=minutes)
    return later.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def minutes_between(day: date, start: time, end: time, zone: str = ZONE) -> int:
    """How long a meeting is; one that ends at an earlier hour than it starts ends on the day after."""
    begins = datetime.combine(day, start, ZoneInfo(zone))
    ends = datetime.combine(day + timedelta(days=end <= start), end, ZoneInfo(zone))
    return int((ends.astimezone(UTC) - begins.astimezone(UTC)).total_seconds() // 60)


def clock_from_environment() -> Clock:
    """The computer's clock, or the date that VILLAGEDESK_TODAY (YYYY-MM-DD) holds. ValueError when it is no date."""
    fixed = os.environ.get("VILLAGEDESK_TODAY")
    return FixedClock(date.fromisoformat(fixed)) if fixed else SystemClock()
