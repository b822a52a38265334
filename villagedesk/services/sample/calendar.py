"""When the example group meets, so that the next meetings are never far from today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from villagedesk.core.recurrence import Recurrence, Unit

_TUESDAY, _WEDNESDAY, _THURSDAY = 1, 2, 3
MONTHS, QUARTERS = 24, 8


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days of meetings, the latest first; those `ahead` follow `today`, none of the others does."""

    today: date
    committee: tuple[date, ...]
    liaison: tuple[date, ...]
    general: tuple[date, ...]
    committee_ahead: tuple[date, ...]
    liaison_ahead: date
    committee_rule: str
    liaison_rule: str
    general_rule: str

    @classmethod
    def before(cls, today: date) -> Calendar:
        """The liaison meeting comes 5 to 25 days after today, the committee's 5 days later."""
        liaison = _first(today + timedelta(days=5), _THURSDAY)
        committee = _first(liaison + timedelta(days=5), _TUESDAY)
        return cls(
            today,
            tuple(_months_on(committee, -n) for n in range(1, MONTHS + 1)),
            tuple(_months_on(liaison, -3 * n) for n in range(1, QUARTERS + 1)),
            _general(today),
            (committee, _months_on(committee, 1)),
            liaison,
            Recurrence(Unit.MONTHS, _TUESDAY, _nth(committee)).rule(),
            Recurrence(Unit.MONTHS, _THURSDAY, _nth(liaison), _quarters(liaison.month)).rule(),
            Recurrence(Unit.MONTHS, _WEDNESDAY, 3, (6,)).rule(),
        )


def _general(today: date) -> tuple[date, ...]:
    """The third Wednesday of June, the last two times."""
    days = (_in_month(today.year - n, 6, _WEDNESDAY, 3) for n in range(3))
    return tuple(day for day in days if day < today)[:2]


def _first(day: date, weekday: int) -> date:
    """The first such weekday from `day` on that is not around Christmas."""
    day += timedelta(days=(weekday - day.weekday()) % 7)
    while _is_holiday(day):
        day += timedelta(days=7)
    return day


def _is_holiday(day: date) -> bool:
    return (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 2)


def _quarters(month: int) -> tuple[int, ...]:
    return tuple(sorted((month - 1 + step) % 12 + 1 for step in (0, 3, 6, 9)))


def _nth(day: date) -> int:
    """Which of its month's weekdays it is, 1 to 4, or -1 for the fifth."""
    nth = (day.day - 1) // 7 + 1
    return nth if nth < 5 else -1


def _in_month(year: int, month: int, weekday: int, nth: int) -> date:
    if nth < 0:
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    start = date(year, month, 1)
    return start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (nth - 1))


def _months_on(day: date, months: int) -> date:
    """The same weekday of another month, moved away from Christmas."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    found = _in_month(year, month + 1, day.weekday(), _nth(day))
    while _is_holiday(found):
        found += timedelta(days=7 if found.month == 1 else -7)
    return found
