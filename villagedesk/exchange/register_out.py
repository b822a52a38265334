"""Writes a register as an Excel workbook. Equal registers give equal bytes, and no cell can become a formula."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.registers import Register, RegisterRow

_LONGEST_CELL = 32_767  # letters, Excel's limit
NEVER_TYPED = {
    "in_memory": True,  # nobody's details are left in a temporary file
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = (26, 22, 40, 14, 24, 8, 13, 13, 24)
_TOP = 4  # rows above the headings


def as_xlsx(register: Register) -> bytes:
    """A workbook of one sheet: title, what it is kept under, then those of the day and those who have ceased."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, NEVER_TYPED)
    made = datetime.combine(register.as_at, time())
    book.set_properties({"title": register.title, "author": register.group, "created": made})
    sheet = book.add_worksheet(register.title[:31])
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"})
    sheet.write_string(0, 0, f"{register.title}, {register.body}", bold)
    sheet.write_string(1, 0, _("As at {date}").format(date=show_date(register.as_at)))
    sheet.write_string(2, 0, register.source)
    for column, (title, width) in enumerate(zip(_headings(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_TOP, column, title, bold)
    entries = (*register.rows, *register.former)
    for number, row in enumerate(entries, _TOP + 1):
        for column, value in enumerate(_cells(row)):
            write_cell(sheet, number, column, value, day, wrap)
    sheet.freeze_panes(_TOP + 1, 1)
    sheet.autofilter(_TOP, 0, _TOP + len(entries), len(_WIDTHS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_TOP)
    book.close()
    return out.getvalue()


def _headings() -> tuple[str, ...]:
    return (
        _("Name"), _("Former names"), _("Address"), _("Class"), _("Position"), _("Vote"), _("Since"), _("Ceased"),
        _("Why"),
    )  # fmt: skip


def _cells(row: RegisterRow) -> tuple[Any, ...]:
    return (
        row.name, row.was, row.address, row.member_class, row.office, _("yes") if row.votes else _("no"),
        row.start_on, row.end_on, row.end_reason,
    )  # fmt: skip


def write_cell(sheet: Any, number: int, column: int, value: Any, day: Any, wrap: Any) -> None:
    """Write a text, a number or a day as what it is."""
    if isinstance(value, str):
        sheet.write_string(number, column, value[:_LONGEST_CELL], wrap)
    elif isinstance(value, int):
        sheet.write_number(number, column, value)
    elif value is not None:
        sheet.write_datetime(number, column, value, day)
