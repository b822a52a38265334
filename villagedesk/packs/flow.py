"""The pieces that a pack's pages are made of, beside ReportLab's own paragraphs and the grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.graphics.shapes import Drawing
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from villagedesk.packs.blocks import Tone
from villagedesk.packs.grid import Grid
from villagedesk.packs.sheet import FONT, TEXT, TONES, Sheet


class HeadingText(Paragraph):
    """A heading's words; where they are drawn, the pack gets a bookmark and maybe a new section."""

    key = plain = mark = ""
    level = 1
    _frame: Any

    def draw(self) -> None:
        if self.key:
            canvas: Any = self.canv
            if self.level == 1:
                canvas.open_section(self.plain, self.mark)
            elif self.level == 2:
                canvas.open_part(self.plain, at_top=bool(self._frame._atTop))
            canvas.anchor(self.key, self.plain, self.level, self.height + self.style.fontSize)
        super().draw()

    def split(self, width: float, height: float) -> list[Flowable]:
        pieces: list[Any] = super().split(width, height)
        for piece in pieces[:1]:
            piece.key, piece.plain, piece.mark, piece.level = self.key, self.plain, self.mark, self.level
        return pieces


class Badges(Flowable):
    """Words on tints, side by side where there is room; a word too long for a line takes several."""

    def __init__(self, badges: Sequence[tuple[str, Tone]], sheet: Sheet, space_after: float = 0) -> None:
        super().__init__()
        self.badges, self.sheet = badges, sheet
        self.spaceBefore, self.spaceAfter = 0.0, space_after
        self._placed: list[tuple[float, int, float, str, Tone]] = []

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        size, inset = self.sheet.size, self.sheet.size * 0.5
        self._placed, x, line = [], 0.0, 0
        for word, tone in self.badges:
            for piece in simpleSplit(word, FONT, size, width - 2 * inset) or [word]:
                wide = stringWidth(piece, FONT, size) + 2 * inset
                if x and x + wide > width:
                    x, line = 0.0, line + 1
                self._placed.append((x, line, wide, piece, tone))
                x += wide + inset * 0.6
        self.width, self.height = width, (line + 1) * self._pitch
        return self.width, self.height

    @property
    def _pitch(self) -> float:
        return self.sheet.size * 1.62

    @property
    def inked(self) -> float:
        """The width that the tints take, once wrapped."""
        return max(x + wide for x, _line, wide, _word, _tone in self._placed)

    def draw(self) -> None:
        canvas, size = self.canv, self.sheet.size
        tall = size * 1.42
        for x, line, wide, word, tone in self._placed:
            ink, tint = TONES[tone]
            y = self.height - line * self._pitch - tall
            canvas.setFillColor(tint)
            canvas.roundRect(x, y, wide, tall, size * 0.3, stroke=0, fill=1)
            canvas.setFillColor(ink)
            canvas.setFont(FONT, size)
            canvas.drawString(x + size * 0.5, y + size * 0.38, word)


class BlankLines(Flowable):
    """Lines to write on, side by side, with room over them for a hand and a label under each."""

    def __init__(self, labels: Sequence[Paragraph], sheet: Sheet) -> None:
        super().__init__()
        self.labels, self.sheet = labels, sheet
        self.spaceBefore, self.spaceAfter = 0.0, sheet.size * 1.2

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        gap = self.sheet.size * 1.5
        self._each = (width - gap * (len(self.labels) - 1)) / len(self.labels)
        self._pitch = self._each + gap
        self._under = max(label.wrap(self._each, 1e6)[1] for label in self.labels)
        self.width, self.height = width, self._under + self.sheet.line * 2.1
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(TEXT)
        self.canv.setLineWidth(0.7)
        for number, label in enumerate(self.labels):
            left = number * self._pitch
            self.canv.line(left, self._under + 2, left + self._each, self._under + 2)
            label.drawOn(self.canv, left, self._under - label.height)


class Chart(Flowable):
    """A chart that was drawn, with room under it."""

    def __init__(self, drawn: Drawing, sheet: Sheet) -> None:
        super().__init__()
        self._drawn = drawn
        self.width, self.height = float(drawn.width), float(drawn.height)
        self.spaceBefore, self.spaceAfter = 0.0, sheet.size * 1.2

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self._drawn.drawOn(self.canv, 0, 0)


class PageNumber(Flowable):
    """The page that an anchor is on, at the right; its whole row of the contents leads there."""

    def __init__(self, key: str, title: str, row: float, sheet: Sheet) -> None:
        super().__init__()
        self.key, self.title, self.row, self.sheet = key, title, row, sheet

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self.sheet.line
        return self.width, self.height

    def draw(self) -> None:
        canvas: Any = self.canv
        canvas.later(self.width, self.sheet.size * 0.38, self.sheet.size, TEXT, lambda: str(canvas.page_of[self.key]))
        area = (self.width - self.row, -3, self.width, self.height + 3)
        canvas.linkRect(self.title, self.key, area, relative=1)


class Room(CondPageBreak):
    """Begins a new page unless headings fit on this one together with the start of what they are over.

    Two lines are enough of a text, the lead of a grid; a text of three lines or less stays whole with what follows it.
    What needs more than `most` would not fit on any page and stays.
    """

    def __init__(self, headings: Sequence[Flowable], start: Sequence[Flowable], line: float, most: float) -> None:
        super().__init__(0)
        self._headings, self._start, self._line, self._most = headings, start, line, most

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        need = sum(h.getSpaceBefore() + h.wrap(width, 1e6)[1] + h.getSpaceAfter() for h in self._headings)
        self.height = min(need + self._least(width), self._most)
        wrapped: tuple[float, float] = super().wrap(width, height)
        return wrapped

    def _least(self, width: float) -> float:
        least = 0.0
        for piece in self._start:
            if isinstance(piece, Grid):
                return least + piece.lead()
            tall = piece.wrap(width, 1e6)[1]
            if piece is self._start[-1] or tall > 3.5 * self._line:
                return least + min(tall, 2 * self._line)
            least += tall + piece.getSpaceAfter()
        return least


def fitted(words: str, size: float, width: float) -> str:
    """The words, shortened with "..." until they are at most `width` wide."""
    if stringWidth(words, FONT, size) <= width:
        return words
    words = words[:400]
    while words and stringWidth(words + "...", FONT, size) > width:
        words = words[:-1].rstrip()
    return words + "..."
