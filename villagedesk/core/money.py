"""Money is whole pence with a currency; only showing and reading it turns it into pounds."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIGNS = {"GBP": "£", "EUR": "€"}
_AMOUNT = re.compile(
    r"(?P<sign>£\s*-?|-?\s*£?)\s*(?P<pounds>\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:\.(?P<pence>\d{1,2}))?"
)  # 12 digits: pence must fit SQLite's integers


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in whole pence (or cents) of one currency (ISO 4217)."""

    pence: int
    currency: str = "GBP"

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.pence + other.pence, self.currency)


def show_money(amount: Money, *, table: bool = False) -> str:
    """ "£75", "£75.50"; in a table always two decimals, "£75.00"."""
    pounds, pence = divmod(abs(amount.pence), 100)
    sign = _SIGNS.get(amount.currency, amount.currency + " ")
    decimals = f".{pence:02}" if pence or table else ""
    return f"{'-' if amount.pence < 0 else ''}{sign}{pounds:,}{decimals}"


def parse_money(text: str) -> Money | None:
    """ "£1,234.50", "75", "75.5" as pounds; None when it is not an amount ("£1,2.3")."""
    found = _AMOUNT.fullmatch(text.strip())
    if not found:
        return None
    pence = int(found["pounds"].replace(",", "")) * 100 + int((found["pence"] or "0").ljust(2, "0"))
    return Money(-pence if "-" in found["sign"] else pence)
