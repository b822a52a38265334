"""When notices must go, counted by hand with a wall calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.core.notice import NoticeRule, is_in_time, receive_by, send_by
from villagedesk.core.words import DayCount, Delivery
from villagedesk.core.workingdays import add_working_days, known_years

CLEAR, CALENDAR, WORKING = DayCount.CLEAR, DayCount.CALENDAR, DayCount.WORKING
TUESDAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("meeting", "days", "count", "expected"),
    [
        # Seven days between: 3, 4, 5, 6, 7, 8, 9 March; neither the 2nd nor the 10th is one of them.
        (TUESDAY, 7, CLEAR, date(2026, 3, 2)),
        (TUESDAY, 7, CALENDAR, date(2026, 3, 3)),
        (TUESDAY, 1, CLEAR, date(2026, 3, 8)),
        (TUESDAY, 0, CLEAR, date(2026, 3, 9)),
        (TUESDAY, 0, CALENDAR, TUESDAY),
        # 14 clear days over the end of February, in a leap year and not.
        (TUESDAY, 14, CLEAR, date(2026, 2, 23)),
        (date(2028, 3, 10), 14, CLEAR, date(2028, 2, 24)),
        (date(2026, 1, 5), 21, CALENDAR, date(2025, 12, 15)),
        # Working days: 4, 5, 6, 9 and 10 March.
        (TUESDAY, 5, WORKING, date(2026, 3, 3)),
        (TUESDAY, 0, WORKING, TUESDAY),
        # On a Sunday none of the week-end counts: 6 March is the only one.
        (date(2026, 3, 8), 1, WORKING, date(2026, 3, 5)),
        # Easter 2026: 3 and 6 April are off, so 31 March, 1, 2, 7 and 8 April.
        (date(2026, 4, 8), 5, WORKING, date(2026, 3, 30)),
        # Christmas 2026: 25 and 28 December and 1 January are off: 30, 31 December and 4 January.
        (date(2027, 1, 4), 3, WORKING, date(2026, 12, 29)),
    ],
)
def test_the_last_day_to_receive_it(meeting: date, days: int, count: DayCount, expected: date) -> None:
    assert receive_by(NoticeRule(days, count), meeting) == expected


def test_scotland_works_on_easter_monday() -> None:
    rule = NoticeRule(5, WORKING)
    assert receive_by(rule, date(2026, 4, 8), "Scotland") == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (Delivery.EMAIL, date(2026, 3, 1)),
        (Delivery.POST, date(2026, 2, 27)),
        (Delivery.HAND, date(2026, 3, 2)),
    ],
)
def test_the_last_day_to_send_it(by: Delivery, expected: date) -> None:
    rule = NoticeRule(7, CLEAR, email=1, post=3, hand=0)
    assert send_by(rule, TUESDAY, by) == expected
    assert is_in_time(rule, TUESDAY, expected, by)
    assert not is_in_time(rule, TUESDAY, expected + timedelta(days=1), by)


def test_bank_holidays_are_published_not_reckoned() -> None:
    far = date(known_years()[1] + 2, 6, 1)
    assert receive_by(NoticeRule(5, WORKING), far) is None
    assert send_by(NoticeRule(5, WORKING), far, Delivery.POST) is None
    assert is_in_time(NoticeRule(5, WORKING), far, far, Delivery.POST) is None
    assert receive_by(NoticeRule(5, CLEAR), far) == far - timedelta(days=6)


def test_before_the_calendar_there_is_no_day() -> None:
    assert send_by(NoticeRule(7, CLEAR), date(1, 1, 5), Delivery.EMAIL) is None


days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@given(days, st.integers(0, 60), st.sampled_from(["", "Wales", "Scotland", "Northern Ireland"]))
def test_working_days_are_the_most_that_fit(meeting: date, count: int, nation: str) -> None:
    received = receive_by(NoticeRule(count, WORKING), meeting, nation)
    if received is None or received.year < known_years()[0]:
        return
    due = add_working_days(received, count, nation)
    later = add_working_days(received + timedelta(days=1), count, nation)
    assert due is not None
    assert due <= meeting
    assert later is None or later > meeting


@given(days, st.integers(0, 90), st.integers(0, 10), st.sampled_from(list(DayCount)))
def test_a_longer_way_and_a_longer_notice_go_no_later(meeting: date, count: int, way: int, counted: DayCount) -> None:
    rule = NoticeRule(count, counted, post=way)
    by_post, by_hand = send_by(rule, meeting, Delivery.POST), send_by(rule, meeting, Delivery.HAND)
    if by_post is None or by_hand is None:
        return
    assert by_hand - by_post == timedelta(days=way)
    longer = send_by(NoticeRule(count + 1, counted), meeting, Delivery.HAND)
    assert longer is None or longer < by_hand <= meeting


@given(days, st.integers(0, 90))
def test_clear_days_are_whole_days_between(meeting: date, count: int) -> None:
    received = receive_by(NoticeRule(count, CLEAR), meeting)
    assert received is not None
    assert (meeting - received).days - 1 == count
