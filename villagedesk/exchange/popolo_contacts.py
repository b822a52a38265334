"""The names and contact details of a person or organization in Popolo JSON."""

from __future__ import annotations

import re
from typing import Any

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.reach import as_email
from villagedesk.core.text import fold, shorten
from villagedesk.exchange.roster import line_of, lines_of
from villagedesk.records.imports import Contact

KINDS = {
    "email": "email", "e-mail": "email", "voice": "phone", "phone": "phone", "telephone": "phone", "tel": "phone",
    "fax": "phone", "cell": "mobile", "mobile": "mobile", "text": "mobile", "address": "address", "url": "web",
    "website": "web", "web": "web", "link": "web",
}  # fmt: skip
_OURS = {"", "en", "en-gb", "en_gb", "cy"}
_WIKIPEDIA = re.compile(r"https?://(?!en\.|cy\.)[\w-]+\.wikipedia\.org/")


def text_of(thing: dict[str, Any], name: str) -> str:
    """The value as one line; of several languages the English one."""
    value = thing.get(name)
    if isinstance(value, dict):
        value = next((value[tongue] for tongue in ("en", "en_GB", "en-GB", "cy") if value.get(tongue)), "")
    is_text = isinstance(value, str | int | float) and not isinstance(value, bool)
    return line_of(str(value)) if is_text else ""


def names_of(thing: dict[str, Any], name: str, notes: list[str]) -> tuple[str, ...]:
    """Other names, those in English and Welsh; how many were left out is told."""
    found: dict[str, None] = {}
    left_out = 0
    listed = thing.get("other_names")
    for other in listed if isinstance(listed, list) else []:
        text = text_of(other, "name") if isinstance(other, dict) else line_of(other) if isinstance(other, str) else ""
        if isinstance(other, dict) and fold(text_of(other, "lang")) not in _OURS:
            left_out += 1
        elif text and text != name:
            found[text] = None
    if left_out:
        note = ngettext(
            "{n} name in another language was left out.", "{n} names in other languages were left out.", left_out
        )
        notes.append(note.format(n=left_out))
    return tuple(found)


def contacts_of(thing: dict[str, Any], notes: list[str]) -> tuple[Contact, ...]:
    """How they are reached: `email`, `contact_details` and `links`."""
    found: dict[tuple[str, str, str], Contact] = {}

    def keep(kind: str, value: str, label: str = "", preferred: bool = False) -> None:
        if kind == "email" and value and not as_email(value):
            note = _("“{text}” is no e-mail address, so it was left out.")
            notes.append(note.format(text=shorten(value, 60)))
        elif value:
            value = as_email(value) if kind == "email" else value
            found.setdefault((kind, value, label), Contact(kind, value, label, preferred))

    for detail in dicts_of(thing, "contact_details"):
        written = fold(text_of(detail, "type"))
        kind = KINDS.get(written, "social")
        value = lines_of(str(detail.get("value") or "")) if kind == "address" else text_of(detail, "value")
        label = _label(detail) or ("fax" if written == "fax" else "")
        keep(kind, value, label, detail.get("preferred") is True)
    if (email := text_of(thing, "email")) and not any(kind == "email" for kind, value, label in found):
        keep("email", email)
    left_out = 0
    for link in dicts_of(thing, "links"):
        if _WIKIPEDIA.match(text_of(link, "url")):
            left_out += 1
        else:
            keep("web", text_of(link, "url"), text_of(link, "note"))
    if left_out:
        note = ngettext("{n} link to Wikipedia was left out.", "{n} links to Wikipedia were left out.", left_out)
        notes.append(note.format(n=left_out))
    return tuple(found.values())


def _label(detail: dict[str, Any]) -> str:
    label = text_of(detail, "label") or text_of(detail, "note")
    word = fold(label)
    return "home" if re.fullmatch(r"(?:home|private)\b.*", word) else "work" if word in ("work", "office") else label


def dicts_of(thing: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects in a list of that name; what else is in it is passed over."""
    found = thing.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
