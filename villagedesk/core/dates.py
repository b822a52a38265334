"""Dates as volunteers type them and as they are shown: "12 mar", "fri", "+2w"; "12 March 2026", "9 days late"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time, timedelta

from villagedesk.core.i18n import _, ngettext


def month_names() -> tuple[str, ...]:
    """January to December in the language in use."""
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip


def day_names() -> tuple[str, ...]:
    """Monday to Sunday in the language in use."""
    return (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip


_AHEAD = re.compile(r"\+\s*(\d{1,3})\s*([dwmy])")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{2}|\d{4}))?")
_WORDS = re.compile(
    r"(?:(?P<day>[a-z]+)\s+)?(?P<number>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[^\W\d_]+)\.?(?:\s+(?P<year>\d{4}|\d{2}))?"
)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?")


def parse_date(text: str, today: date) -> date | None:
    """The date that `text` means, or None. Without a year it is the next such date, today included.

    A day's name is the next such day after today. Numbers are day first: 12/3/26 is 12 March 2026.
    """
    typed = " ".join(text.casefold().replace(",", " ").split())
    if not typed:
        return None
    if typed == _("today"):
        return today
    try:
        if typed == _("yesterday"):
            return today - timedelta(days=1)
        if typed == _("tomorrow"):
            return today + timedelta(days=1)
        if found := _AHEAD.fullmatch(typed):
            return _ahead(today, int(found[1]), found[2])
        if found := _ISO.fullmatch(typed):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _NUMBERS.fullmatch(typed):
            return _with_year(int(found[1]), int(found[2]), found[3], today)
        if found := _WORDS.fullmatch(typed):
            if found["day"] and _index(found["day"], day_names()) is None:
                return None
            month = _index(found["month"], month_names())
            return None if month is None else _with_year(int(found["number"]), month + 1, found["year"], today)
        day = _index(typed.removeprefix("next ").removeprefix("on "), day_names())
        return None if day is None else today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)
    except (ValueError, OverflowError):
        return None


def _index(typed: str, names: tuple[str, ...]) -> int | None:
    """Which of `names` begins with what was typed (three letters at least), if any."""
    if len(typed) < 3:
        return None
    return next((n for n, name in enumerate(names) if name.casefold().startswith(typed)), None)


def _with_year(day: int, month: int, year: str | None, today: date) -> date:
    if year is not None:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for candidate in range(today.year, today.year + 9):  # 29 February may be 8 years off
        try:
            found = date(candidate, month, day)
        except ValueError:
            if (month, day) != (2, 29):
                raise
            continue
        if found >= today:
            return found
    raise ValueError(day)


def _ahead(today: date, count: int, unit: str) -> date:
    if unit in "dw":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
    return clamped(months // 12, months % 12 + 1, today.day)


def clamped(year: int, month: int, day: int) -> date:
    """The date, or the last day of the month where it has no such day."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def parse_time(text: str) -> time | None:
    """ "5:30pm", "17.30", "7pm" or "19" as a time of day; None when it is none."""
    found = _TIME.fullmatch(text.casefold().strip())
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def show_date(day: date) -> str:
    """ "12 March 2026"."""
    return f"{day.day} {month_names()[day.month - 1]} {day.year}"


def show_day(day: date) -> str:
    """ "Thursday 12 March 2026"."""
    return f"{day_names()[day.weekday()]} {show_date(day)}"


def show_date_short(day: date) -> str:
    """ "12 Mar 2026", for narrow columns."""
    return f"{day.day} {month_names()[day.month - 1][:3]} {day.year}"


def show_span(start: date, end: date) -> str:
    """ "2 to 5 March 2026", saying month and year once where they are the same."""
    if start == end:
        return show_date(end)
    if start.year != end.year:
        return _("{start} to {end}").format(start=show_date(start), end=show_date(end))
    if start.month != end.month:
        first = f"{start.day} {month_names()[start.month - 1]}"
        return _("{start} to {end}").format(start=first, end=show_date(end))
    return _("{start} to {end}").format(start=start.day, end=show_date(end))


def show_time(at: time) -> str:
    """ "5:30pm", "7pm"."""
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def show_duration(minutes: int) -> str:
    """ "1 hour 50 minutes", "20 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [ngettext("{n} hour", "{n} hours", hours).format(n=hours)] if hours else []
    if rest or not hours:
        parts.append(ngettext("{n} minute", "{n} minutes", rest).format(n=rest))
    return " ".join(parts)


def show_due(due: date, today: date) -> str:
    """How far off a due date is, on screen: "9 days late", "today", "tomorrow", "in 3 days"."""
    days = (due - today).days
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def show_ago(day: date, today: date) -> str:
    """ "today", "yesterday", "12 days ago"; a date ahead of the clock counts as today."""
    days = max(0, (today - day).days)
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
