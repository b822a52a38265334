"""Working days counted by hand with a wall calendar, around the holidays that differ between the nations."""

from __future__ import annotations

from datetime import date

import pytest

from villagedesk.core.workingdays import (
    ANY_PART,
    add_working_days,
    bank_holidays,
    is_working_day,
    known_years,
    latest_start,
    left_out,
)


@pytest.mark.parametrize(
    ("start", "n", "nation", "expected"),
    [
        # Easter 2027: Good Friday 26 March everywhere; Easter Monday 29 March, but not in Scotland.
        (date(2027, 3, 24), 2, "", date(2027, 3, 30)),
        (date(2027, 3, 24), 2, "Wales", date(2027, 3, 30)),
        (date(2027, 3, 24), 2, "Scotland", date(2027, 3, 29)),
        (date(2027, 3, 24), 2, ANY_PART, date(2027, 3, 30)),
        # Christmas 2026: Friday 25 December, Boxing Day's substitute Monday 28 December, Friday 1 January.
        (date(2026, 12, 23), 5, "England", date(2027, 1, 4)),
        # ... and 2 January 2027 is a Saturday: Monday 4 January in its place, in Scotland and so under the Act of 2000.
        (date(2026, 12, 23), 5, "Scotland", date(2027, 1, 5)),
        (date(2026, 12, 23), 5, ANY_PART, date(2027, 1, 5)),
        # St Patrick's Day 2027 is a Wednesday.
        (date(2027, 3, 16), 1, "Northern Ireland", date(2027, 3, 18)),
        (date(2027, 3, 16), 1, "England", date(2027, 3, 17)),
        (date(2027, 3, 16), 1, ANY_PART, date(2027, 3, 18)),
        # Christmas 2027 is a Saturday: Monday 27 and Tuesday 28 December are off, the 29th is worked.
        (date(2027, 12, 24), 1, "", date(2027, 12, 29)),
        # New Year 2028 is a Saturday: 3 January off everywhere, 4 January in Scotland as well.
        (date(2027, 12, 31), 1, "", date(2028, 1, 4)),
        (date(2027, 12, 31), 1, "Scotland", date(2028, 1, 5)),
        # The day of the World Cup, 15 June 2026, is Scotland's alone.
        (date(2026, 6, 12), 1, "Scotland", date(2026, 6, 16)),
        (date(2026, 6, 12), 1, "", date(2026, 6, 15)),
        # A day off at the start changes nothing: the count begins after it.
        (date(2026, 11, 21), 1, "", date(2026, 11, 23)),
        (date(2026, 11, 20), 0, "", date(2026, 11, 20)),
    ],
)
def test_the_nth_working_day(start: date, n: int, nation: str, expected: date) -> None:
    assert add_working_days(start, n, nation) == expected


def test_years_that_are_not_published_are_not_guessed() -> None:
    assert known_years() == (2024, 2028)
    assert add_working_days(date(2028, 12, 27), 2, "") == date(2028, 12, 29)
    assert add_working_days(date(2028, 12, 27), 3, "") is None
    assert add_working_days(date(2023, 11, 1), 20, "") is None


@pytest.mark.parametrize("nation", ["", "Scotland", "Northern Ireland", ANY_PART])
def test_the_latest_start_that_is_over_time(nation: str) -> None:
    for today in (date(2026, 11, 21), date(2027, 1, 5), date(2027, 4, 1), date(2026, 6, 15)):
        start = latest_start(20, today, nation)
        assert start is not None
        due, next_due = (add_working_days(day, 20, nation) for day in (start, date.fromordinal(start.toordinal() + 1)))
        assert due is not None
        assert next_due is not None
        assert due < today <= next_due


def test_no_start_is_named_outside_the_years_that_are_known() -> None:
    assert latest_start(20, date(2024, 1, 10), "") is None


def test_every_bank_holiday_is_on_a_weekday_and_in_a_known_year() -> None:
    first, last = known_years()
    for nation, a_year in (("England", 8), ("Scotland", 9), ("Northern Ireland", 10)):
        days = bank_holidays(nation)
        assert all(day.weekday() < 5 and first <= day.year <= last for day in days), nation
        extra = 1 if nation == "Scotland" else 0  # 15 June 2026
        assert len(days) == a_year * (last - first + 1) + extra
    assert not is_working_day(date(2027, 12, 25), "")


def test_what_made_a_count_longer_is_named() -> None:
    assert left_out(date(2027, 3, 15), date(2027, 3, 30), ANY_PART) == (
        (date(2027, 3, 17), "St Patrick's Day"),
        (date(2027, 3, 26), "Good Friday"),
        (date(2027, 3, 29), "Easter Monday"),
    )
    assert left_out(date(2027, 3, 26), date(2027, 3, 30), "Scotland") == ()
