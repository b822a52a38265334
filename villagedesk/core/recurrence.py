"""How meetings come again: rules as iCalendar writes them (RRULE, RFC 5545 section 3.3.10), in words and as dates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from villagedesk.core.dates import day_names, month_names
from villagedesk.core.i18n import _, ngettext

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1
ALL_MONTHS = tuple(range(1, 13))
_MOST = 500  # days looked at in one go: a daily rule over a year and a bit


class Unit(StrEnum):
    """What a rule steps by."""

    WEEKS = "WEEKLY"
    MONTHS = "MONTHLY"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule that the group can choose: the third Tuesday of some months, or a day of every second week.

    `nth` is 1 to 4 or LAST, `weekday` counts from Monday as 0. In weeks `every` is how many, and the rest but the
    weekday says nothing; in months `months` are those it comes in.
    """

    unit: Unit = Unit.MONTHS
    weekday: int = 1
    nth: int = 1
    months: tuple[int, ...] = ALL_MONTHS
    every: int = 1

    def rule(self) -> str:
        """The rule as iCalendar writes it."""
        if self.unit is Unit.WEEKS:
            step = f"INTERVAL={self.every};" if self.every > 1 else ""
            return f"FREQ=WEEKLY;{step}BYDAY={DAYS[self.weekday]}"
        months = "" if self.months == ALL_MONTHS else f"BYMONTH={','.join(map(str, self.months))};"
        return f"FREQ=MONTHLY;{months}BYDAY={self.nth}{DAYS[self.weekday]}"

    def words(self) -> str:
        """ "Third Tuesday of every month", "Second Thursday of February, May, August and November"."""
        day = day_names()[self.weekday]
        if self.unit is Unit.WEEKS:
            said = ngettext("{day} of every week", "{day} of every {n} weeks", self.every)
            return said.format(day=day, n=self.every)
        which = _("{nth} {day} of {months}")
        return which.format(nth=nth_words()[self.nth], day=day, months=_months_said(self.months))


def nth_words() -> dict[int, str]:
    """Which of the weekdays of a month."""
    return {1: _("First"), 2: _("Second"), 3: _("Third"), 4: _("Fourth"), LAST: _("Last")}


def _months_said(months: Sequence[int]) -> str:
    names = [month_names()[month - 1] for month in months]
    missing = [name for number, name in enumerate(month_names(), 1) if number not in months]
    if not missing:
        return _("every month")
    if len(missing) <= 3:
        return _("every month but {months}").format(months=_listed(missing))
    return _listed(names)


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return _("{most} and {last}").format(most=", ".join(most), last=last) if most else last


def parse(rule: str) -> Recurrence | None:
    """The choice that a rule is; None for no rule, and for one that says more than can be chosen here."""
    parts = dict(part.split("=", 1) for part in rule.upper().removeprefix("RRULE:").split(";") if "=" in part)
    unit, day = parts.pop("FREQ", ""), parts.pop("BYDAY", "")
    every, months = parts.pop("INTERVAL", "1"), parts.pop("BYMONTH", "")
    nth, name = day[:-2], day[-2:]
    if parts or name not in DAYS or not every.isdecimal():
        return None
    weekday = DAYS.index(name)
    if unit == Unit.WEEKS and not nth and not months:
        return Recurrence(Unit.WEEKS, weekday, every=int(every))
    if unit != Unit.MONTHS or every != "1" or nth not in ("1", "2", "3", "4", "-1"):
        return None
    chosen = tuple(sorted({int(month) for month in months.split(",") if month.isdecimal()})) or ALL_MONTHS
    return Recurrence(Unit.MONTHS, weekday, int(nth), chosen) if set(chosen) <= set(ALL_MONTHS) else None


def words(rule: str) -> str:
    """A rule in words; "" for none."""
    if not rule:
        return ""
    known = parse(rule)
    return known.words() if known else _("By a rule of its own")


def is_rule(rule: str) -> bool:
    """Whether a rule can be read."""
    day = date(2026, 1, 1)
    return not rule or _dates(rule, day, day, day) is not None


def dates(rule: str, anchor: date, first: date, last: date) -> list[date]:
    """The days from `first` to `last` that a rule names; `anchor` is a day that it counts its steps from.

    Of a rule that cannot be read, and of none, there are none.
    """
    return (_dates(rule, anchor, first, last) or []) if rule else []


def _dates(rule: str, anchor: date, first: date, last: date) -> list[date] | None:
    from dateutil.rrule import rrule, rrulestr

    if any(part.startswith(("FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY")) for part in rule.upper().split(";")):
        return None
    try:
        found = rrulestr(rule, dtstart=datetime.combine(anchor, time()), ignoretz=True)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if not isinstance(found, rrule):
        return None
    start = datetime.combine(max(anchor, first), time())
    until = datetime.combine(min(last, first + timedelta(days=_MOST * 4)), time())
    return [each.date() for each in found.between(start, until, inc=True)[:_MOST]]


def missing(
    rule: str, anchor: date, first: date, last: date, there: Sequence[date], slack: int = 10, but: Collection[date] = ()
) -> list[date]:  # fmt: skip
    """The days of a rule for which there is no meeting: one that was moved by up to `slack` days stands for its day.

    For the days `but` there is one for certain.
    """
    free = [day for day in dates(rule, anchor, first, last) if day not in but]
    claims = sorted(
        (abs((day - held).days), day, number)
        for day in free
        for number, held in enumerate(there)
        if abs((day - held).days) <= slack
    )
    taken_days, taken = set[date](), set[int]()
    for _apart, day, number in claims:
        if day not in taken_days and number not in taken:
            taken_days.add(day)
            taken.add(number)
    return [day for day in free if day not in taken_days]
