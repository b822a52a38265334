"""Makes a table of rows of cells: finds its header, evens its rows out, guesses its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import shorten
from villagedesk.exchange.columns import guess, recognised
from villagedesk.exchange.roster import line_of, lines_of
from villagedesk.records.imports import RefusedRow, Table

MOST_COLUMNS, MOST_ROWS = 500, 100_000
_LOOKED_AT = 20  # rows among which the header is searched
_GUARDED = re.compile(r"'(?='*[=+\-@\t\r])")


def as_table(rows: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> Table:
    """The table that the rows make. Row numbers count from 1 in `rows`; empty rows stay, so that the numbers hold.

    The header is the row among the first that names most known fields; where none does, columns are numbered and the
    first row is data. Refused when there is nothing in it, or more than 500 columns or 100,000 rows.
    """
    cells = [[plain(cell) for cell in row] for row in rows[: MOST_ROWS + 1]]
    while cells and not any(cells[-1]):
        cells.pop()
    width = max((_used(row) for row in cells), default=0)
    if not width:
        raise Refused(_("The table is empty. Nothing has been changed."))
    if len(cells) > MOST_ROWS:
        raise Refused(_("The table has more than {n} rows. Nothing has been changed.").format(n=f"{MOST_ROWS:,}"))
    at = _header(cells)
    named = cells[at] if at is not None else []
    if _used(named) > MOST_COLUMNS or (at is None and width > MOST_COLUMNS):
        message = _("The table has {n} columns; tables of up to {most} are read. Nothing has been changed.")
        raise Refused(message.format(n=f"{width:,}", most=MOST_COLUMNS))
    width = min(width, MOST_COLUMNS)
    first = 0 if at is None else at + 1
    refused = [
        RefusedRow(number, shorten(" ".join(row[:3]), 60), _("It has more cells than a table can have."))
        for number, row in enumerate(cells[first:], first + 1)
        if _used(row) > MOST_COLUMNS
    ]
    too_wide = {row.row for row in refused}
    kept = tuple(
        ("",) * width if number in too_wide else tuple(row[:width]) + ("",) * (width - len(row))
        for number, row in enumerate(cells[first:], first + 1)
    )
    headers = _headers(named, width)
    return Table(headers, kept, first + 1, guess(headers, kept), tuple(refused), tuple(notes))


def plain(cell: str) -> str:
    """The cell's text without control characters, and without the apostrophe that keeps it from being a formula."""
    return lines_of(_GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell)


def is_name(cell: str) -> bool:
    """Whether a cell reads as somebody's name: two to six words, of which the first and the last begin large."""
    words = cell.split()
    is_plain = all(re.fullmatch(r"[^\W\d_][\w.'’\-]*,?", word) for word in words) and not cell.endswith((".", ","))
    return 2 <= len(words) <= 6 and is_plain and not any(word[0].islower() for word in (words[0], words[-1]))


def is_address(cell: str) -> bool:
    """Whether a cell reads as a postal address: a house number, then words ("12a Mill Lane")."""
    return bool(re.match(r"\d+[a-z]?\s+[^\W\d]", cell, re.IGNORECASE))


def _used(row: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell), default=0)


def _header(cells: Sequence[Sequence[str]]) -> int | None:
    """The row that is the header, None when there is none."""
    first = next(place for place, row in enumerate(cells) if any(row))
    seen = {place: recognised(row[:MOST_COLUMNS]) for place, row in enumerate(cells[:_LOOKED_AT])}
    best = max(seen, key=lambda place: (seen[place], -place), default=first)
    if seen.get(best):
        return best
    is_data = any(re.search(r"@|\d{4,}", cell) for cell in cells[first])
    is_data = is_data or (max(map(_used, cells)) == 1 and (is_name(cells[first][0]) or is_address(cells[first][0])))
    return None if is_data else first


def _headers(named: Sequence[str], width: int) -> tuple[str, ...]:
    """A header for each column; those without one are numbered, those that come twice too."""
    headers: list[str] = []
    for place in range(width):
        header = line_of(named[place]) if place < len(named) else ""
        header = header or _("Column {n}").format(n=place + 1)
        headers.append(header if header not in headers else f"{header} ({place + 1})")
    return tuple(headers)
