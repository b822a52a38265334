"""Writes people as a sheet: CSV or XLSX. Equal lists give equal bytes, and no cell can become a formula."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.exchange.ownsheet import grid
from villagedesk.records.imports import PeopleList

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_LONGEST_CELL = 32_767  # letters, Excel's limit
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - always the same, so that equal lists give equal bytes


def as_csv(content: PeopleList) -> bytes:
    """CSV in UTF-8 with a byte order mark, which Excel needs. What a spreadsheet would take for a formula gets an
    apostrophe in front, as spreadsheets themselves write it; our reader takes it off again.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    headers, rows = grid(content)
    writer.writerow(headers)
    writer.writerows([_guarded(row.get(header, "")) for header in headers] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(content: PeopleList) -> bytes:
    """An Excel workbook with one sheet whose cells are all text. Refused when a text is longer than a cell can hold."""
    import xlsxwriter

    headers, rows = grid(content)
    out = io.BytesIO()
    options = {
        "in_memory": True,  # nobody's details are left in a temporary file
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet("People")
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet.set_column(0, len(headers) - 1, 22)
        for column, header in enumerate(headers):
            sheet.write_string(0, column, header, bold)
        for place, row in enumerate(rows, 1):
            for column, header in enumerate(headers):
                cell = row.get(header, "")
                if len(cell) > _LONGEST_CELL:
                    message = _("“{name}” has a text that is too long for a spreadsheet's cell. Write CSV instead.")
                    raise Refused(message.format(name=row.get("Name") or row["Organisation"]))
                if cell:
                    sheet.write_string(place, column, cell, text)
    return out.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
