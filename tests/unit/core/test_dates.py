"""Dates typed and shown."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.core import dates

TODAY = date(2026, 3, 12)  # a Thursday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12/3/26", date(2026, 3, 12)),
        ("12.3.2026", date(2026, 3, 12)),
        ("2026-03-12", date(2026, 3, 12)),
        ("12 mar", date(2026, 3, 12)),
        ("11 mar", date(2027, 3, 11)),
        ("1st April", date(2026, 4, 1)),
        ("Thursday 12 March 2026", date(2026, 3, 12)),
        ("12 March, 2026", date(2026, 3, 12)),
        ("29 feb", date(2028, 2, 29)),
        ("fri", date(2026, 3, 13)),
        ("thu", date(2026, 3, 19)),
        ("next fri", date(2026, 3, 13)),
        ("on Wednesday", date(2026, 3, 18)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 3, 13)),
        ("+2w", date(2026, 3, 26)),
        ("+ 3 d", date(2026, 3, 15)),
        ("+1m", date(2026, 4, 12)),
        ("+1y", date(2027, 3, 12)),
        ("3/4", date(2026, 4, 3)),
    ],
)
def test_dates_are_understood_as_volunteers_type_them(typed: str, meant: date) -> None:
    assert dates.parse_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "  ", "31/2/26", "13/13", "mar", "soon", "12 xyz", "fr", "0 mar", "12 mar 0", "foo 12 mar"]
)
def test_what_is_no_date_is_none(typed: str) -> None:
    assert dates.parse_date(typed, TODAY) is None


def test_a_month_ahead_ends_with_the_shorter_month() -> None:
    assert dates.parse_date("+1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert dates.parse_date("+1y", date(2028, 2, 29)) == date(2029, 2, 28)
    assert dates.clamped(9999, 12, 31) == date(9999, 12, 31)


@given(st.text(max_size=30), st.dates())
def test_typing_never_raises(typed: str, today: date) -> None:
    dates.parse_date(typed, today)
    dates.parse_time(typed)


@given(st.from_regex(r"\A(\+\d{1,3}[dwmy]|\d{1,2} [a-z]{3}( \d{2,4})?|\d{1,2}/\d{1,2}|tomorrow|fri)\Z"), st.dates())
def test_dates_near_the_end_of_the_calendar_never_raise(typed: str, today: date) -> None:
    dates.parse_date(typed, today)


@given(st.dates(min_value=date(1000, 1, 1)), st.dates())
def test_what_is_shown_can_be_typed_again(day: date, today: date) -> None:
    for shown in (dates.show_date(day), dates.show_day(day), dates.show_date_short(day)):
        assert dates.parse_date(shown, today) == day


@given(st.times())
def test_a_time_that_is_shown_can_be_typed_again(at: time) -> None:
    assert dates.parse_time(dates.show_time(at)) == at.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5:30pm", time(17, 30)),
        ("17.30", time(17, 30)),
        ("7PM", time(19)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("19", time(19)),
        ("24", None),
        ("13pm", None),
        ("0am", None),
        ("7:60", None),
        ("noonish", None),
    ],
)
def test_times(typed: str, meant: time | None) -> None:
    assert dates.parse_time(typed) == meant


def test_dates_are_shown_in_plain_words() -> None:
    assert dates.show_date(TODAY) == "12 March 2026"
    assert dates.show_day(TODAY) == "Thursday 12 March 2026"
    assert dates.show_date_short(date(2026, 9, 1)) == "1 Sep 2026"
    assert dates.show_time(time(17, 30)) == "5:30pm"
    assert dates.show_time(time(0, 5)) == "12:05am"
    assert dates.show_time(time(12)) == "12pm"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (TODAY, TODAY, "12 March 2026"),
        (date(2026, 3, 2), date(2026, 3, 5), "2 to 5 March 2026"),
        (date(2026, 3, 30), date(2026, 4, 2), "30 March to 2 April 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 December 2025 to 2 January 2026"),
    ],
)
def test_spans_say_once_what_is_the_same(start: date, end: date, shown: str) -> None:
    assert dates.show_span(start, end) == shown


def test_durations() -> None:
    assert dates.show_duration(110) == "1 hour 50 minutes"
    assert dates.show_duration(120) == "2 hours"
    assert dates.show_duration(1) == "1 minute"
    assert dates.show_duration(0) == "0 minutes"


@pytest.mark.parametrize(
    ("days", "shown"),
    [(-9, "9 days late"), (-1, "1 day late"), (0, "today"), (1, "tomorrow"), (3, "in 3 days")],
)
def test_how_far_off_a_due_date_is(days: int, shown: str) -> None:
    assert dates.show_due(date.fromordinal(TODAY.toordinal() + days), TODAY) == shown


@pytest.mark.parametrize(("days", "shown"), [(-2, "today"), (0, "today"), (1, "yesterday"), (12, "12 days ago")])
def test_how_long_ago(days: int, shown: str) -> None:
    assert dates.show_ago(date.fromordinal(TODAY.toordinal() - days), TODAY) == shown
