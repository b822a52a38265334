"""What a line says that somebody declared: who, which interest, in which item, and whether they stayed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from villagedesk.core import itemwords
from villagedesk.core.text import one_line
from villagedesk.services import itemcards, owners, usualitems
from villagedesk.services.desk import Session

NO_ITEM = 0
"""Said in place of an item's number where an interest is in none of the agenda."""
_STAYS = re.compile(
    r"[,;.]?\s+(?:and\s+)?(left|leaves|withdrew|withdraws|stayed|stays)(?:\s+(?:in\s+)?the\s+(?:room|meeting))?\.?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Interest:
    """Who declared what, and whether they stayed in the room; `item` is the number of the item it is in, if known.

    `is_open` where it has to be said which item that is, before the line can be kept.
    """

    name: str
    person_id: str | None
    interest: str
    stays: bool
    item: int | None = None
    is_open: bool = False


def read(
    session: Session, text: str, day: date, item_id: str | None, about: int | None, stays: bool | None
) -> Interest:  # fmt: skip
    """What a line says that is typed under an item; `about` and `stays` are what was said beside it.

    Without a word about the item it is the open one, and where interests are declared, none.
    """
    text = one_line(text)
    if found := _STAYS.search(text):
        stays = found[1].casefold().startswith("stay") if stays is None else stays
        text = text[: found.start()]
    numbered = itemwords.by_number(text)
    name, person_id, interest = _who(session, numbered.rest, day)
    items = itemcards.beside(session, item_id) if item_id else ()
    named = itemwords.by_title(
        interest, [(n, title) for n, _key, title in items if not usualitems.is_for_interests(title)]
    )
    item = next((n for n in (about, numbered.number, named.number) if n is not None), None)
    here = next((title for _n, key, title in items if key == item_id), None)
    is_open = item is None and here is not None and usualitems.is_for_interests(here)
    rest = interest if numbered.number is not None else named.rest
    return Interest(name, person_id, rest, stays is not False, item, is_open)


def _who(session: Session, text: str, day: date) -> tuple[str, str | None, str]:
    """Name, key and what comes behind the name."""
    name, separator, interest = text.partition(":")
    owner = owners.find(session, name, day) if separator else None
    if not (owner and owner.person_id):
        named = owners.leading(session, text, day)
        if named and named[0].person_id:
            return named[0].name, named[0].person_id, named[1].lstrip(" ,:")
        if not separator:
            name, _separator, interest = text.partition(",")
            owner = owners.find(session, name, day)
    if owner and owner.person_id:
        return owner.name, owner.person_id, one_line(interest)
    return one_line(name) if interest else "", None, one_line(interest)
