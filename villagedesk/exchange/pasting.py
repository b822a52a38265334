"""Takes a table that was copied from a web page or a spreadsheet and pasted."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.exchange.delimited import rows_of
from villagedesk.exchange.tables import MOST_COLUMNS, as_table
from villagedesk.records.imports import Table

_LONGEST, _MOST_HANGING = 5_000_000, 20_000  # letters; cells that are still to be repeated
_BREAKS = {"br", "p", "div", "li", "tr"}


def pasted(text: str) -> Table:
    """The table in what was pasted: HTML (the largest table of the page) or text parted by tabs, commas or semicolons.

    Addresses behind links ("E-mail Jo") are put into their cells. Refused when there is no table in it.
    """
    if len(text) > _LONGEST:
        raise Refused(_("That is more than can be pasted. Save it as a file and import that."))
    if re.search(r"<table\b", text, re.IGNORECASE):
        page = _Page()
        page.feed(text)
        page.close()
        tables = [table for table in page.tables if any(any(row) for row in table)]
        if tables:
            return as_table(max(tables, key=lambda table: sum(len(row) for row in table)))
    elif text.strip():
        rows, notes = rows_of(text.strip("\r\n"))
        if max(map(len, rows)) > 1:
            return as_table(rows, notes)
    raise Refused(
        _("There is no table in what was pasted. Mark the whole table on the page, copy it, and paste again.")
    )


class _Page(HTMLParser):
    """Gathers the cells of every table; a cell over several rows stands in each, one over several columns once."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[_Table] = []
        self._silent = 0  # within script or style

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in ("script", "style"):
            self._silent += 1
        elif tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1].rows)
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].start_row()
        elif tag in ("td", "th"):
            self._open[-1].start_cell(_count(values.get("rowspan")), _count(values.get("colspan")))
        elif tag == "a" and (link := re.match(r"(?:mailto|tel):([^?]+)", values.get("href", ""), re.IGNORECASE)):
            self._open[-1].link = link[1]
        elif tag in _BREAKS:
            self._open[-1].say("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._silent = max(0, self._silent - 1)
        elif not self._open:
            return
        elif tag == "table":
            self._open.pop().end_cell()
        elif tag in ("td", "th"):
            self._open[-1].end_cell()
        elif tag == "a":
            self._open[-1].end_link()
        elif tag in _BREAKS:
            self._open[-1].say("\n")

    def handle_data(self, data: str) -> None:
        if self._open and not self._silent:
            self._open[-1].say(re.sub(r"\s+", " ", data))


class _Table:
    """One table as it is read."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.link = ""
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._hanging: dict[tuple[int, int], str] = {}  # (row, column) -> the text of a cell that reaches down to there

    def say(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def start_row(self) -> None:
        self.end_cell()
        self._fill(to_end=True)
        self.rows.append([])
        self._fill()

    def start_cell(self, down: int, across: int) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self._text, self._span, self.link = [], (down, across), ""

    def end_link(self) -> None:
        """Put the address behind the link into the cell, where its words don't say it."""
        if self.link and self._text is not None and self.link not in "".join(self._text):
            self._text.append(f" {self.link}")
        self.link = ""

    def end_cell(self) -> None:
        if self._text is None:
            return
        text = "\n".join(line.strip() for line in "".join(self._text).split("\n") if line.strip())
        self._text, (down, across) = None, self._span
        at, row = len(self.rows), self.rows[-1]
        for place in range(min(across, MOST_COLUMNS)):
            row.append("" if place else text)
            for below in range(1, down):
                self._hanging[at - 1 + below, len(row) - 1] = "" if place else text
        if len(self._hanging) > _MOST_HANGING:
            raise Refused(_("The table's cells reach over more rows than can be read."))
        self._fill()

    def _fill(self, to_end: bool = False) -> None:
        """Repeat cells of the rows above that reach down to the place where the row has come to, or to any after it."""
        if not self.rows:
            return
        at, row = len(self.rows) - 1, self.rows[-1]
        last = max((column for below, column in self._hanging if below == at), default=-1) if to_end else -1
        while (at, len(row)) in self._hanging or len(row) <= last:
            row.append(self._hanging.pop((at, len(row)), ""))


def _count(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and 0 < len(value) < 4 and int(value) else 1
