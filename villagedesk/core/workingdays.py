"""Working days: bank holidays of the parts of the United Kingdom as data, and counting over them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from villagedesk.core.paths import resource

ANY_PART = "United Kingdom"
"""As a nation: a bank holiday in any part of the United Kingdom is no working day."""

_DAY = timedelta(days=1)
_PARTS = {
    "england": ("england-and-wales",),
    "wales": ("england-and-wales",),
    "scotland": ("scotland",),
    "northern ireland": ("northern-ireland",),
    ANY_PART.casefold(): ("england-and-wales", "scotland", "northern-ireland"),
}


def bank_holidays(nation: str) -> Mapping[date, str]:
    """The bank holidays that are known, with their names, in a nation ("" is England) or in ANY_PART."""
    return _holidays(_PARTS.get(nation.strip().casefold(), _PARTS["england"]))


def known_years() -> tuple[int, int]:
    """The first and the last year whose bank holidays are known."""
    found = _read()
    return found["first_year"], found["last_year"]


def is_working_day(day: date, nation: str) -> bool:
    """Whether it is no Saturday, no Sunday, not Christmas Day and no bank holiday."""
    return day.weekday() < 5 and (day.month, day.day) != (12, 25) and day not in bank_holidays(nation)


def add_working_days(day: date, n: int, nation: str) -> date | None:
    """The n-th working day following a day, which itself is not counted.

    None when the count leaves the years whose bank holidays are known: they are published, not reckoned.
    """
    first, last = known_years()
    while n > 0:
        day += _DAY
        if not first <= day.year <= last:
            return None
        n -= is_working_day(day, nation)
    return day


def latest_start(n: int, before: date, nation: str) -> date | None:
    """The latest day whose n-th following working day is before a date; None outside the years that are known.

    What began on that day or earlier is over time: so a list can be asked for it without counting for each row.
    """
    start = before
    while (due := add_working_days(start, n, nation)) is None or due >= before:
        start -= _DAY
        if start.year < known_years()[0]:
            return None
    return start


def left_out(start: date, end: date, nation: str) -> tuple[tuple[date, str], ...]:
    """The bank holidays after `start` and up to `end` that fell on a weekday, so made the count longer."""
    return tuple(
        (day, name)
        for day, name in sorted(bank_holidays(nation).items())
        if start < day <= end and day.weekday() < 5
    )  # fmt: skip


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(resource("bankholidays.toml").read_text(encoding="utf-8"))


@cache
def _holidays(parts: tuple[str, ...]) -> Mapping[date, str]:
    return {date.fromisoformat(day): name for part in parts for day, name in _read()[part].items()}
