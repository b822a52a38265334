"""Reads tables from text: values parted by commas, semicolons, tabs or bars, in any of the usual encodings."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.exchange import ownsheet
from villagedesk.exchange.columns import recognised
from villagedesk.exchange.encoding import given_away
from villagedesk.exchange.tables import as_table, is_address, is_name
from villagedesk.records.imports import PeopleList, Table

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 10_000_000  # letters
_SAMPLE_LETTERS, _SAMPLE_ROWS = 50_000, 20


def parse(data: bytes) -> PeopleList | Table:
    """The table that `data` holds, or the people where VillageDesk wrote it. Refused when it is no table."""
    table = as_table(*rows_of(decoded(data)))
    if ownsheet.is_own(table.headers):
        return ownsheet.people(table)
    if len(table.headers) == 1 and not table.guess:
        if _most(table, is_name):
            return replace(table, guess={0: "name"})
        if _most(table, is_address):
            return replace(table, guess={0: "address"})
        raise Refused(_("This text is no table: its lines are not parted into columns. Nothing has been changed."))
    return table


def _most(table: Table, fits: Callable[[str], bool]) -> bool:
    """Whether three in four cells of a table of one column are of a sort, so that it is a list and no text."""
    cells = [row[0] for row in table.rows if row[0]]
    return bool(cells) and sum(map(fits, cells)) * 4 >= len(cells) * 3


def decoded(data: bytes) -> str:
    """The text, by its byte order mark, else as UTF-8, else as Windows-1252."""
    if encoding := given_away(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def rows_of(text: str) -> tuple[list[list[str]], list[str]]:
    """(rows of cells, notes on what was not as it should be)."""
    notes = []
    if "\0" in text:
        text = text.replace("\0", "")
        notes.append(_("The file holds null characters, which were left out."))
    told = re.match(r"\s*\"?sep=(.)\"?\r?\n", text)
    if told:
        text = text[told.end() :]
    delimiter = told[1] if told else _delimiter(text)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return _rows(text, delimiter, strict=True), notes
    except csv.Error as error:
        if "unexpected end of data" not in str(error):
            return _lenient(text, delimiter), notes
    notes.append(_("A quotation mark is never closed, so quotation marks were taken as letters."))
    return _rows(text, delimiter, quoting=csv.QUOTE_NONE), notes


def _lenient(text: str, delimiter: str) -> list[list[str]]:
    try:
        return _rows(text, delimiter)
    except csv.Error as error:
        raise Refused(_("This is no table that can be read. Nothing has been changed.")) from error


def _rows(text: str, delimiter: str, **how: object) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, **how))  # type: ignore[arg-type]


def _delimiter(text: str) -> str:
    """The one that parts the first rows into most known headers, else into most columns."""

    def worth(delimiter: str) -> tuple[int, int]:
        sample = text[:_SAMPLE_LETTERS]
        rows = [row for row in _sample(sample, delimiter) if row]
        return max(map(recognised, rows), default=0), min((len(row) for row in rows[:5]), default=0)

    return max(_DELIMITERS, key=worth)


def _sample(text: str, delimiter: str) -> Sequence[list[str]]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row[:500])
            if len(rows) == _SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    return rows
