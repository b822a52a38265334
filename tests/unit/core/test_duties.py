"""What the law asks of which group, and when it comes back."""

from __future__ import annotations

from datetime import date

import pytest

from villagedesk.core.duties import Register, every_of, next_on, offers, rule_for, times

TODAY = date(2026, 11, 21)
MARCH, TAX = (31, 3), (5, 4)


def asked(form: str, register: Register, year_end: tuple[int, int] = MARCH, today: date = TODAY) -> dict[str, date]:
    return {one.key: one.first_on for one in offers(form, register, year_end, today)}


def test_each_register_has_its_own_months() -> None:
    assert asked("CIO", Register.CCEW) == {"ccew_return": date(2027, 1, 31)}
    assert asked("SCIO", Register.OSCR) == {"oscr_return": date(2026, 12, 31)}
    assert asked("Unincorporated association", Register.CCNI) == {"ccni_return": date(2027, 1, 31)}
    assert asked("Company limited by guarantee", Register.CCEW)["ch_accounts"] == date(2026, 12, 31)
    assert asked("C.I.C.", Register.NONE)["ch_cic34"] == date(2026, 12, 31)
    assert asked("Community benefit society", Register.NONE) == {"fca_return": date(2027, 10, 31)}


def test_a_group_on_no_register_is_asked_nothing() -> None:
    assert asked("Unincorporated association", Register.NONE) == {}
    assert asked("", Register.NONE) == {}


def test_a_deadline_that_is_today_is_still_the_next_one() -> None:
    assert asked("CIO", Register.CCEW, today=date(2027, 1, 31)) == {"ccew_return": date(2027, 1, 31)}
    assert asked("CIO", Register.CCEW, today=date(2027, 2, 1)) == {"ccew_return": date(2028, 1, 31)}


def test_year_ends_in_the_middle_and_at_the_end_of_february() -> None:
    assert asked("CIO", Register.CCEW, TAX) == {"ccew_return": date(2027, 2, 5)}
    assert asked("SCIO", Register.OSCR, (28, 2)) == {"oscr_return": date(2026, 11, 30)}
    assert asked("SCIO", Register.OSCR, (31, 5)) == {"oscr_return": date(2027, 2, 28)}


@pytest.mark.parametrize(
    ("first", "every", "then"),
    [
        (date(2026, 1, 31), 1, [date(2026, 2, 28), date(2026, 3, 31)]),
        (date(2026, 1, 30), 1, [date(2026, 2, 28), date(2026, 3, 30)]),
        (date(2028, 2, 29), 12, [date(2029, 2, 28), date(2030, 2, 28)]),
        (date(2026, 4, 5), 12, [date(2027, 4, 5), date(2028, 4, 5)]),
        (date(2026, 11, 15), 3, [date(2027, 2, 15), date(2027, 5, 15)]),
    ],
)
def test_times_come_again_on_days_that_there_are(first: date, every: int, then: list[date]) -> None:
    rule = rule_for(every, first)
    assert every_of(rule) == every
    assert times(rule, first, first, date(2031, 1, 1))[:2] == then
    assert next_on(rule, first, None, first) == first
