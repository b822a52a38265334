"""Rules of series: read, said, turned into days."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.core import recurrence
from villagedesk.core.clock import minutes_between, on_the_wall
from villagedesk.core.recurrence import LAST, Recurrence, Unit

RULES = st.one_of(
    st.builds(
        Recurrence, st.just(Unit.MONTHS), st.integers(0, 6), st.sampled_from((1, 2, 3, 4, LAST)),
        st.sets(st.integers(1, 12), min_size=1).map(lambda found: tuple(sorted(found))),
    ),
    st.builds(Recurrence, st.just(Unit.WEEKS), st.integers(0, 6), every=st.integers(1, 4)),
)  # fmt: skip


@given(RULES)
def test_a_rule_is_read_back_as_it_was_written(rule: Recurrence) -> None:
    assert recurrence.parse(rule.rule()) == rule
    assert recurrence.is_rule(rule.rule())
    found = recurrence.dates(rule.rule(), date(2026, 1, 1), date(2026, 11, 22), date(2027, 12, 31))
    assert found
    assert {day.weekday() for day in found} == {rule.weekday}


def test_rules_in_words() -> None:
    assert recurrence.words("FREQ=MONTHLY;BYDAY=3TU") == "Third Tuesday of every month"
    assert recurrence.words("FREQ=MONTHLY;BYMONTH=2,5,8,11;BYDAY=2TH") == (
        "Second Thursday of February, May, August and November"
    )
    no_august = ",".join(str(month) for month in range(1, 13) if month != 8)
    assert recurrence.words(f"FREQ=MONTHLY;BYMONTH={no_august};BYDAY=-1WE") == (
        "Last Wednesday of every month but August"
    )
    assert recurrence.words("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO") == "Monday of every 2 weeks"
    assert recurrence.words("FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=5") == "By a rule of its own"
    assert not recurrence.words("")


@pytest.mark.parametrize("rule", ["nonsense", "FREQ=SECONDLY", "FREQ=DAILY;BYDAY=XX", "RRULE:"])
def test_what_is_no_rule_names_no_days(rule: str) -> None:
    assert not recurrence.is_rule(rule)
    assert recurrence.dates(rule, date(2026, 1, 1), date(2026, 1, 1), date(2027, 1, 1)) == []


def test_a_meeting_that_was_moved_stands_for_its_day() -> None:
    first, last = date(2026, 11, 22), date(2027, 3, 31)
    moved = [date(2026, 12, 10), date(2027, 2, 16)]  # the first instead of the 15th
    assert recurrence.missing("FREQ=MONTHLY;BYDAY=3TU", first, first, last, moved) == [
        date(2027, 1, 19),
        date(2027, 3, 16),
    ]


def test_the_clock_goes_past_midnight_and_over_the_change_to_summer_time() -> None:
    assert on_the_wall(date(2026, 11, 20), time(23, 30), 45).time() == time(0, 15)
    assert on_the_wall(date(2027, 3, 28), time(0, 30), 60).time() == time(2, 30)  # 1am was 2am
    assert minutes_between(date(2026, 11, 20), time(22), time(0, 30)) == 150
    assert minutes_between(date(2026, 10, 25), time(0, 30), time(2, 30)) == 180  # 1am came twice
