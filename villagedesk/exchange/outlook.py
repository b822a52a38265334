"""Reads what Outlook exports as CSV, with its headers of today and older ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from villagedesk.exchange.delimited import decoded, rows_of
from villagedesk.exchange.roster import Roster
from villagedesk.exchange.rows import Cell, take
from villagedesk.exchange.tables import as_table
from villagedesk.records.imports import PeopleList

_FIELDS = {
    "Title": "title", "First Name": "given", "Middle Name": "middle", "Last Name": "family", "Suffix": "honours",
    "Nickname": "other_name", "Company": "organization", "Department": "department", "Job Title": "position",
    "Categories": "tags", "Notes": "summary", "Web Page": "website", "Personal Web Page": "website",
    "Business Phone": "work_phone", "Business Phone 2": "work_phone", "Company Main Phone": "work_phone",
    "Home Phone": "home_phone", "Home Phone 2": "home_phone", "Mobile Phone": "mobile", "Primary Phone": "phone",
    "Other Phone": "phone", "Car Phone": "phone", "Radio Phone": "phone", "Language": "languages",
    "E-mail Address": "email", "E-mail 2 Address": "email", "E-mail 3 Address": "email", "IM Address": "social",
    "IMAddress": "social",
}  # fmt: skip
_LABELLED = {"Business Fax": "fax", "Other Fax": "fax", "Pager": "pager", "Assistant's Phone": "assistant"}
_ADDRESS = re.compile(
    r"(Business|Home|Other) (?:Address )?(Street|City|State|Postal Code|Country|PO Box)(?:/Region| [23])?"
)
_PARTS = {"Street": "street", "PO Box": "street", "City": "locality", "State": "region", "Postal Code": "postcode",
          "Country": "country"}  # fmt: skip
_PASSED_OVER = re.compile(r"E-mail (?:\d )?(?:Type|Display Name)|Initials|Priority|Sensitivity|Private|.* Yomi")
_NOTHING = {"0/0/00", "Unspecified", "Normal"}
_PLACES = {"Business": "work_", "Home": "home_", "Other": ""}


def parse(data: bytes) -> PeopleList:
    """The people in the export; a row is the number of the row in the table, from 1 for its header."""
    table = as_table(*rows_of(decoded(data)))
    roster = Roster(refused=list(table.refused), notes=list(table.notes))
    for number, row in enumerate(table.rows, table.first_row):
        take(roster, number, _cells({name: cell for name, cell in zip(table.headers, row, strict=True) if cell}))
    return roster.result()


def _cells(row: dict[str, str]) -> Iterator[Cell]:
    for header, value in row.items():
        header = header.replace("Email", "E-mail")
        if name := _FIELDS.get(header):
            yield Cell(name, value)
        elif label := _LABELLED.get(header):
            yield Cell("phone", value, label)
        elif header == "Home Fax":
            yield Cell("home_phone", value)
        elif found := _ADDRESS.fullmatch(header):
            yield Cell(_PLACES[found[1]] + _PARTS[found[2]], value)
        elif value not in _NOTHING and not _PASSED_OVER.fullmatch(header):
            yield Cell("", value, header)
    if not {"First Name", "Last Name", "Company"} & row.keys():
        shown = re.sub(r" \([^()]*@[^()]*\)$", "", row.get("E-mail Display Name", ""))
        yield Cell("name", "" if "@" in shown else shown)
