"""Writes a register of meetings as an Excel workbook. Equal registers give equal bytes; no cell can be a formula."""

from __future__ import annotations

import io
from datetime import datetime, time

from villagedesk.core.i18n import _
from villagedesk.exchange.register_out import NEVER_TYPED, write_cell
from villagedesk.records.meetingregisters import RegisterSheet

_TOP = 5  # rows above the headings
_SHARE, _UNDER = 44, 24  # letters of a column that takes a share of what is left, and of one without a width
_LETTERS = 1.9  # to an em


def as_xlsx(register: RegisterSheet) -> bytes:
    """A workbook of one sheet: the title, what it is of, what it comes to, then the entries."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, NEVER_TYPED)
    made = datetime.combine(register.as_at, time())
    book.set_properties({"title": register.title, "author": register.group, "created": made})
    sheet = book.add_worksheet(register.title[:31])
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"})
    sheet.write_string(0, 0, f"{register.title}, {register.group}", bold)
    sheet.write_string(1, 0, register.about)
    sheet.write_string(2, 0, _("For: {audience}").format(audience=register.for_whom))
    sheet.write_string(3, 0, register.sum_up)
    for number, column in enumerate(register.columns):
        sheet.set_column(number, number, column.width * _LETTERS or (_UNDER if column.under else _SHARE))
        sheet.write_string(_TOP, number, column.title, bold)
    for line, row in enumerate(register.rows, _TOP + 1):
        for number, value in enumerate(row):
            write_cell(sheet, line, number, value, day, wrap)
    sheet.freeze_panes(_TOP + 1, 1)
    sheet.autofilter(_TOP, 0, _TOP + len(register.rows), len(register.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_TOP)
    book.close()
    return out.getvalue()
