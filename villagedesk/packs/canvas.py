"""The canvas of a pack: leaves gaps for what is known only at the end, and knows which section a page is in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from villagedesk.packs.sheet import FONT


@dataclass(frozen=True, slots=True)
class _Gap:
    right: float
    y: float
    size: float
    color: Color
    text: Callable[[], str]


class PackCanvas(Canvas):
    """Draws each page once. Page totals and the pages of the contents are written into the finished streams on saving.

    A gap is a line of its own in the page's stream; a string in it cannot be mistaken for one, as line ends are escaped
    there. So nothing is laid out twice, and destinations, links and whatever is bracketed around a gap stay in place.
    """

    _code: list[str]
    _doc: Any

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **(settings | {"initialFontName": FONT}))
        self.section = self.mark = self.running = ""
        self._next = ""
        self.page_of: dict[str, int] = {}
        self._gaps: list[_Gap] = []
        self._gapped: list[tuple[Any, range]] = []
        self._filed = 0

    @property
    def pages(self) -> int:
        """How many pages are finished."""
        return len(self._doc.Pages.pages)

    def date_as(self, day: date) -> None:
        """Say in the file that it was made on `day`; its /ID then follows from its pages and no clock."""
        stamp = TimeStamp(invariant=1)
        stamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)
        self._doc._timeStamp = stamp
        self._doc.signature = hashlib.md5(usedforsecurity=False)

    def open_section(self, title: str, mark: str) -> None:
        """The page in hand starts a section, and says so itself; the pages after it have it in `running`."""
        self.section, self.mark, self.running, self._next = title, mark, "", title

    def open_part(self, title: str, *, at_top: bool) -> None:
        """A part of the section starts here; `at_top` when nothing of the last is above it on the page."""
        self._next = f"{self.section}: {title}"
        if at_top:
            self.running = self.section

    def anchor(self, key: str, title: str, level: int, top: float) -> None:
        """A bookmark at `top` above the current origin. `level` counts from 1."""
        self.bookmarkHorizontal(key, 0, top)
        self.addOutlineEntry(title, key, level - 1, closed=level > 1)
        self.page_of[key] = self.getPageNumber()

    def later(self, right: float, y: float, size: float, color: Color, text: Callable[[], str]) -> None:
        """Text that ends at `right` on the baseline `y` (current units); `text` is asked when all pages are drawn."""
        self._code.append(_line(len(self._gaps)))
        self._gaps.append(_Gap(right, y, size, color, text))

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        super().showPage()
        gaps = range(self._filed, len(self._gaps))
        if gaps:
            self._gapped.append((self._doc.Pages.pages[-1], gaps))
            self._filed = len(self._gaps)
        self.running = self._next

    def save(self) -> None:
        if self._code:
            self.showPage()
        for page, gaps in self._gapped:
            for number in gaps:
                page.stream = page.stream.replace(f"\n{_line(number)}\n", f"\n{self._fill(self._gaps[number])}\n", 1)
        for page in self._doc.Pages.pages:
            self._doc.signature.update(page.stream.encode())
        super().save()

    def _fill(self, gap: _Gap) -> str:
        words = gap.text()
        text = self.beginText(gap.right - stringWidth(words, FONT, gap.size), gap.y)
        text.setFont(FONT, gap.size)
        text.setFillColor(gap.color)
        text.textOut(words)
        return f"q {text.getCode()} Q"


def _line(number: int) -> str:
    return f"%gap {number}"
