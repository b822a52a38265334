"""The two freedom of information Acts, on dates counted by hand."""

from __future__ import annotations

from datetime import date

from villagedesk.core import foi
from villagedesk.core.foi import Review


def test_twenty_working_days_with_every_nations_bank_holidays() -> None:
    # 1 March 2027 is a Monday; off are 17 (Northern Ireland), 26 (all) and 29 March (not Scotland).
    assert foi.answer_due(date(2027, 3, 1), "") == date(2027, 4, 1)
    assert foi.answer_due(date(2027, 3, 1), "Wales") == date(2027, 4, 1)
    assert foi.answer_due(date(2027, 3, 1), "Northern Ireland") == date(2027, 4, 1)
    # Under the Scottish Act only Good Friday is off.
    assert foi.answer_due(date(2027, 3, 1), "Scotland") == date(2027, 3, 30)


def test_scotlands_second_of_january_counts_under_the_act_of_2000() -> None:
    # From Monday 7 December 2026: 14 working days to 24 December (8 to 24, less weekends: 13), 29, 30, 31 December;
    # 25, 28 December, 1 and 4 January are off; then 5, 6, 7, 8 January.
    assert foi.answer_due(date(2026, 12, 7), "England") == date(2027, 1, 8)
    assert foi.answer_due(date(2026, 12, 7), "scotland") == date(2027, 1, 8)


def test_late_is_the_day_after_the_twentieth() -> None:
    due = foi.answer_due(date(2026, 10, 1), "")
    assert due == date(2026, 10, 29)
    assert foi.overdue_if_received(date(2026, 10, 29), "") == date(2026, 9, 30)
    assert foi.overdue_if_received(date(2026, 10, 30), "") == date(2026, 10, 1)


def test_a_review_can_be_asked_for_forty_working_days_after_the_answer() -> None:
    # Answered Thursday 15 October 2026; off is 30 November (Scotland, so any part).
    assert foi.review(date(2026, 10, 1), date(2026, 10, 15), "") == Review(date(2026, 10, 15), date(2026, 12, 11))


def test_without_an_answer_a_review_opens_when_it_is_late() -> None:
    assert foi.review(date(2026, 10, 1), None, "") == Review(date(2026, 10, 30), None)


def test_in_scotland_the_forty_days_run_from_the_time_allowed_or_a_late_answer() -> None:
    # Time allowed ends 29 October 2026; 40 working days on, without 30 November and 25 December: 28 December is off too.
    assert foi.review(date(2026, 10, 1), date(2026, 10, 15), "Scotland").closes_on == date(2026, 12, 29)
    assert foi.review(date(2026, 10, 1), None, "Scotland") == Review(date(2026, 10, 30), date(2026, 12, 29))
    assert foi.review(date(2026, 10, 1), date(2026, 11, 2), "Scotland").closes_on == date(2026, 12, 31)


def test_a_review_has_twenty_working_days() -> None:
    assert foi.review_due(date(2026, 11, 2), "") == date(2026, 12, 1)
    assert foi.review_due(date(2028, 12, 15), "") is None
