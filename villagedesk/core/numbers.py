"""Numbers as volunteers type them and as they are shown: "1,200", "62%", "£400"."""

from __future__ import annotations

import re
from math import isfinite

_BEFORE = ("£", "€", "$")
_TIGHT = ("%", "°C")


def show_number(value: float, unit: str = "") -> str:
    """A number with its unit where that is written: "£400", "62%", "22 people", "1,200.5"."""
    said = f"{value:,.10g}"
    if unit in _BEFORE:
        return f"-{unit}{said[1:]}" if value < 0 else f"{unit}{said}"
    return f"{said}{unit}" if unit in _TIGHT else f"{said} {unit}".rstrip()


def read_number(typed: str) -> float | None:
    """The number that was typed, with or without commas, a £ before it or a % after it; None when it is none."""
    plain = re.sub(r"[\s,_]|^[£€$]|%$", "", typed.strip().replace("−", "-"))
    if not re.fullmatch(r"-?\d+(\.\d+)?|-?\.\d+", plain):
        return None
    value = float(plain)
    return value if isfinite(value) else None
