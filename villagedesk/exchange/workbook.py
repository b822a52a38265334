"""Reads tables from spreadsheets: Excel's (xlsx, xlsb, xls) and OpenDocument's (ods)."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import shorten
from villagedesk.exchange import ownsheet
from villagedesk.exchange.tables import MOST_COLUMNS, MOST_ROWS, as_table
from villagedesk.records.imports import PeopleList, Table

_LARGEST = 200_000_000  # bytes of all parts, unpacked
_OLD_WORD = "WordDocument".encode("utf-16-le")  # what a .doc calls the stream of its text


def parse(data: bytes) -> PeopleList | Table:
    """The first sheet with anything in it as a table, or the people where VillageDesk wrote it; others are told."""
    _check_parts(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        filled = [name for name in names if book.get_sheet_by_name(name).height]
        if not filled:
            raise Refused(_("The spreadsheet is empty. Nothing has been changed."))
        rows = _rows(book.get_sheet_by_name(filled[0]))
    except PasswordError as error:
        raise Refused(
            _("The spreadsheet is locked with a password. Save it without one. Nothing has been changed.")
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        if _OLD_WORD in data:
            raise _word() from error
        raise Refused(_("The spreadsheet is damaged and can't be read. Nothing has been changed.")) from error
    notes = []
    if filled[1:]:
        others = ", ".join(shorten(name, 30) for name in filled[1:6])
        note = _("Only the sheet “{name}” was read; these were left out: {others}.")
        notes.append(note.format(name=shorten(filled[0], 30), others=others))
    table = as_table(rows, notes)
    return ownsheet.people(table) if ownsheet.is_own(table.headers) else table


def _check_parts(data: bytes) -> None:
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused(_("The spreadsheet is damaged and can't be read. Nothing has been changed.")) from error
    if any(part.filename.startswith("word/") for part in parts):
        raise _word()
    if sum(part.file_size for part in parts) > _LARGEST:
        raise Refused(_("The spreadsheet is larger inside than can be read. Nothing has been changed."))


def _word() -> Refused:
    return Refused(
        _(
            "This is a Word document, not a list. Copy its table and paste it, or save it as CSV. "
            "Nothing has been changed."
        )
    )


def _rows(sheet: CalamineSheet) -> list[list[str]]:
    """The cells as text, from the sheet's first row and column, so that rows are numbered as a person sees them."""
    end = sheet.end or (0, 0)
    if end[1] >= MOST_COLUMNS:
        message = _("The table has {n} columns; tables of up to {most} are read. Nothing has been changed.")
        raise Refused(message.format(n=f"{end[1] + 1:,}", most=MOST_COLUMNS))
    if end[0] > MOST_ROWS:
        raise Refused(_("The table has more than {n} rows. Nothing has been changed.").format(n=f"{MOST_ROWS:,}"))
    return [[_shown(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]


def _shown(value: str | float | bool | date | datetime | time | timedelta) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)
