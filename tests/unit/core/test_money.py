"""Money typed and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.core.money import Money, parse_money, show_money


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("£75", 7500),
        ("75.5", 7550),
        ("£1,234.50", 123450),
        (" 1,234,567 ", 123456700),
        ("-£5", -500),
        ("£-5", -500),
        ("£ 12", 1200),
        ("0", 0),
    ],
)
def test_amounts_are_understood(typed: str, pence: int) -> None:
    assert parse_money(typed) == Money(pence)


@pytest.mark.parametrize(
    "typed", ["", "£", "£1,2.3", "££5", "-£-5", "12,34", "1234,567", "1.234", "75.", "ten", "5 5", "9" * 5000]
)
def test_what_is_no_amount_is_none(typed: str) -> None:
    assert parse_money(typed) is None


def test_amounts_are_shown_without_empty_pence() -> None:
    assert show_money(Money(7500)) == "£75"
    assert show_money(Money(7550)) == "£75.50"
    assert show_money(Money(-123456)) == "-£1,234.56"
    assert show_money(Money(7500), table=True) == "£75.00"
    assert show_money(Money(7500, "EUR")) == "€75"
    assert show_money(Money(7500, "USD")) == "USD 75"


@given(st.integers(-(10**13), 10**13), st.booleans())
def test_what_is_shown_can_be_typed_again(pence: int, table: bool) -> None:
    assert parse_money(show_money(Money(pence), table=table)) == Money(pence)


@given(st.text(max_size=20))
def test_typing_never_raises(typed: str) -> None:
    parse_money(typed)


def test_two_currencies_are_never_added() -> None:
    assert Money(1) + Money(2) == Money(3)
    with pytest.raises(ValueError, match="EUR"):
        Money(1) + Money(2, "EUR")
