"""The parties that councillors sit for: a written name, or the Electoral Commission's code, as one party."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from villagedesk.core import paths
from villagedesk.core.text import fold, one_line

SCHEME = "party-code"
"""Of identifiers that are these codes: the Electoral Commission's, and Democracy Club's for independents."""

_IDLE = {"the", "party", "group", "and", "y", "blaid"}


@dataclass(frozen=True, slots=True)
class Party:
    """A party by its code ("PP53", "" when it isn't known) and the name that is shown."""

    code: str
    name: str


def match_party(written: str, code: str = "") -> Party:
    """The registered party that is meant: by its code where that is known, else by its name or another way to write it.

    A code may stand as "PP53", "party:53" or "53". An unknown party is kept as written, with the code as given.
    """
    written, code = one_line(written), _as_code(code)
    by_code, by_name = _known()
    coded, named = by_code.get(code), by_name.get(_key(written))
    if coded and named and named.code.startswith("joint-"):
        return named  # councils give candidates of two parties the code of the larger one
    return coded or named or Party(code, written)


def _as_code(code: str) -> str:
    code = one_line(code)
    found = re.fullmatch(r"(?:pp\s*|party:)?(\d{1,6})", code, re.IGNORECASE)
    return f"PP{found[1]}" if found else code


def _key(name: str) -> str:
    """The words that tell one party from another."""
    words = re.findall(r"\w+", fold(name).replace("'", "").replace("’", "").replace("-", ""))
    return " ".join([word for word in words if word not in _IDLE] or words)


@cache
def _known() -> tuple[dict[str, Party], dict[str, Party]]:
    rows = tomllib.loads(paths.resource("parties.toml").read_text("utf-8"))["party"]
    parties = [(Party(row["code"], row["name"]), row.get("also", [])) for row in rows]
    by_name = {_key(name): party for party, also in reversed(parties) for name in (*also, party.name)}
    return {party.code: party for party, also in parties}, by_name
