"""Reads what Google Contacts exports as CSV, with its headers of today and those of before 2024."""

from __future__ import annotations

import re
from collections.abc import Iterator

from villagedesk.core.text import fold
from villagedesk.exchange.delimited import decoded, rows_of
from villagedesk.exchange.roster import Roster
from villagedesk.exchange.rows import Cell, take
from villagedesk.exchange.tables import as_table
from villagedesk.records.imports import PeopleList

_FIELDS = {
    "First Name": "given", "Given Name": "given", "Middle Name": "middle", "Additional Name": "middle",
    "Last Name": "family", "Family Name": "family", "Name": "name", "Name Prefix": "title", "Name Suffix": "honours",
    "Nickname": "other_name", "Organization Name": "organization", "Organization Title": "position",
    "Organization Department": "department", "Organization 1 - Name": "organization",
    "Organization 1 - Title": "position", "Organization 1 - Department": "department", "Notes": "summary",
    "Labels": "tags", "Group Membership": "tags", "Language": "languages",
}  # fmt: skip
_NUMBERED = re.compile(r"(E-mail|Phone|Address|Website|IM|Organization) (\d+) - (.+)")
_KINDS = {"E-mail": "email", "Phone": "phone", "Website": "website", "IM": "social"}
_ADDRESS = {"Street": "street", "Extended Address": "street", "PO Box": "street", "City": "locality",
            "Region": "region", "Postal Code": "postcode", "Country": "country"}  # fmt: skip
_PASSED_OVER = re.compile(r"(?:Phonetic|Yomi) .*|.* Yomi|File As|Initials|Short Name|.* - (?:Label|Type)")
_SYSTEM = re.compile(r"\* ?\w+|mycontacts|starred|friends|family|coworkers|chats", re.IGNORECASE)


def parse(data: bytes) -> PeopleList:
    """The people in the export; a row is the number of the row in the table, from 1 for its header."""
    table = as_table(*rows_of(decoded(data)))
    roster = Roster(refused=list(table.refused), notes=list(table.notes))
    for number, row in enumerate(table.rows, table.first_row):
        take(roster, number, _cells({name: cell for name, cell in zip(table.headers, row, strict=True) if cell}))
    return roster.result()


def _cells(row: dict[str, str]) -> Iterator[Cell]:
    named = "given" in {_FIELDS.get(name) for name in row} or "family" in {_FIELDS.get(name) for name in row}
    for header, value in row.items():
        name = _FIELDS.get(header)
        if name == "tags":
            yield from (Cell("tags", tag) for tag in _joined(value) if not _SYSTEM.fullmatch(tag))
        elif name and not (name == "name" and named):
            yield from (Cell(name, part) for part in _joined(value))
        elif found := _NUMBERED.fullmatch(header):
            yield from _detail(row, found, value)
        elif not name and not _PASSED_OVER.fullmatch(header):
            yield Cell("", value, header.removesuffix(" - Value"))
    if "Name" not in row and not named and "File As" in row and "Organization Name" not in row:
        yield Cell("name", row["File As"])


def _detail(row: dict[str, str], found: re.Match[str], value: str) -> Iterator[Cell]:
    kind, number, part = found[1], found[2], found[3]
    written = row.get(f"{kind} {number} - Label") or row.get(f"{kind} {number} - Type") or ""
    preferred, label = written.startswith("*"), written.lstrip("* ").strip()
    word = fold(label)
    place = "home_" if "home" in word else "work_" if "work" in word else ""
    if kind == "Address":
        yield from _address(row, number, part, value, place)
    elif kind == "Organization" and number != "1" and part in ("Name", "Title"):
        yield Cell("organization" if part == "Name" else "position", value)
    elif kind in _KINDS and part == "Value":
        field = _KINDS[kind]
        if field == "phone" and word in ("mobile", "cell"):
            field, label = "mobile", ""
        elif field == "phone" and "fax" in word:
            place, label = ("home_" if place == "home_" else ""), "fax"
        labelled = field in ("email", "phone", "mobile") and place
        shown = "" if word in ("other", "main", "home", "work", "profile", "homepage") else label
        for position, one in enumerate(_joined(value)):
            yield Cell(place + field if labelled else field, one, shown, preferred and not position)


def _address(row: dict[str, str], number: str, part: str, value: str, place: str) -> Iterator[Cell]:
    """The address as one when Google formatted it, else in parts; a second one of the same place too."""
    if part == "Formatted":
        for one in _joined(value):
            yield Cell(f"{place}address", one)
    elif part in _ADDRESS and f"Address {number} - Formatted" not in row:
        yield Cell(place + _ADDRESS[part], value)


def _joined(value: str) -> list[str]:
    return [one.strip() for one in value.split(":::") if one.strip()]
