"""The street in an address as volunteers type it."""

from __future__ import annotations

import re

_PARTS = re.compile(r"[,\n;]+")
_NUMBERED = re.compile(r"\d+\s?[a-z]?(?:\s?[-–/]\s?\d+\s?[a-z]?)?\s+(?P<street>\D.+)", re.IGNORECASE)
_LAST = (
    "avenue", "bank", "close", "court", "crescent", "drive", "gardens", "green", "grove", "hill", "lane", "mews",
    "park", "parade", "place", "rise", "road", "row", "square", "street", "terrace", "view", "walk", "way",
)  # fmt: skip
_FIRST = ("clos", "cwrt", "ffordd", "heol", "lôn", "maes", "parc", "pen", "rhodfa", "stryd", "teras")
_SHORT = {"rd": "Road", "st": "Street", "ave": "Avenue", "ln": "Lane", "cl": "Close", "dr": "Drive", "tce": "Terrace"}


def street_of(address: str) -> str:
    """ "Mill Lane" of "Flat 2, 14a Mill Ln, Brynafon"; "" when no part looks like a street."""
    parts = [" ".join(part.split()) for part in _PARTS.split(address)]
    for part in parts:
        if (found := _NUMBERED.fullmatch(part)) and not part.casefold().startswith(("flat", "unit")):
            return _whole(found["street"])
    for part in parts:
        words = part.casefold().split()
        if len(words) > 1 and (words[-1].rstrip(".") in (*_LAST, *_SHORT) or words[0] in _FIRST):
            return _whole(part)
    return ""


def _whole(street: str) -> str:
    """Its name without short forms and with the capitals of a name."""
    words = street.rstrip(". ").split()
    words[-1] = _SHORT.get(words[-1].casefold(), words[-1]) if len(words) > 1 else words[-1]
    return " ".join(word[:1].upper() + word[1:] for word in words)
