"""Ways to reach somebody, as an import brings them: here in other words, new, or changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import count
from typing import Any

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _
from villagedesk.core.ids import is_outside, outside_id
from villagedesk.core.reach import number_key
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import ContactKind
from villagedesk.models import ContactDetail
from villagedesk.records.imports import Contact
from villagedesk.services.typed import Typed
from villagedesk.services.wanted import Wanted

Same = tuple[str, str]


@lru_cache(maxsize=100_000)
def same(kind: str, value: str) -> Same:
    """What two ways of writing one contact detail share: "+44 (0)1632 960001" and "01632 960001" are one number."""
    if kind in (ContactKind.PHONE, ContactKind.MOBILE):
        return "phone", number_key(value) or fold(value)
    return str(kind), fold(value).rstrip("/")


def contact_rows(
    owner: str, key: str, contacts: Sequence[Contact], here: Iterable[Any], audience: Audience, typed: Typed
) -> list[Wanted]:
    """The contact details of whoever has `key` in the column `owner`; those labelled "home" are for the committee.

    `here` are rows of id, kind, value, label and preferred. What is not here is added; nothing is taken away. One that
    an import brought, and that now reads otherwise, is changed, unless it was put right or taken away here by hand.
    """
    here = list(here)
    wanted = {same(contact.kind, contact.value): contact for contact in reversed(contacts)}
    have = {same(row.kind, row.value) for row in here}
    missing = [contact for mark, contact in reversed(wanted.items()) if mark not in have]
    left = [contact for contact in missing if _was_removed(key, contact, typed, here)]
    fresh = [contact for contact in missing if contact not in left]
    gone = [row for row in here if same(row.kind, row.value) not in wanted and is_outside(row.id)]
    brought = [row for row in gone if not typed.has(row.id, "value", row.value)]
    gone = brought if brought or left else gone
    taken = {row.id for row in here}
    rows = []
    for contact in missing:
        before = [row for row in gone if _sort(row) == _sort(contact)]
        if contact in fresh and len(before) == 1 and sum(_sort(other) == _sort(contact) for other in fresh) == 1:
            rows.append(Wanted(ContactDetail, before[0].id, {"value": contact.value}))
            continue
        first = {
            owner: key, "kind": ContactKind(contact.kind), "value": contact.value, "label": contact.label,
            "preferred": contact.preferred and not any(row.preferred for row in here),
            "audience": Audience.COMMITTEE if contact.label in ("home", _("home")) else audience,
        }  # fmt: skip
        says = _("New contact: {value}").format(value=one_line(contact.value))
        own = _free(key, contact, taken)
        taken.add(own)
        rows.append(Wanted(ContactDetail, own, {}, first, says=says, is_removed=contact in left))
    return rows


def _was_removed(owner: str, contact: Contact, typed: Typed, here: Sequence[Any]) -> bool:
    """Whether somebody put this right or took it away by hand: as the trail says, else as its row tells."""
    if reaches := typed.removed_reaches(owner):
        return same(contact.kind, contact.value) in {same(kind, value) for kind, value in reaches}
    own = _key(owner, contact)
    return typed.was_removed(own) or any(row.id == own and typed.has(own, "value", row.value) for row in here)


def _key(owner: str, contact: Contact, number: int = 1) -> str:
    which = "" if number == 1 else f"/{number}"
    return outside_id("contact", "/".join((owner, *same(contact.kind, contact.value))) + which)


def _free(owner: str, contact: Contact, taken: set[str]) -> str:
    """The key that this contact detail gets in every copy, or the next where a row of that key says something else."""
    return next(key for n in count(1) if (key := _key(owner, contact, n)) not in taken)


def _sort(row: Any) -> tuple[str, str]:
    return str(row.kind), row.label
