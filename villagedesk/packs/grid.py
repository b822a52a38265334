"""A table that measures only the rows it needs, repeats its head on each page and breaks rows longer than a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable, FrameBreak

Cells = list[list[Flowable]]


@dataclass(frozen=True)
class Ruling:
    """How a grid looks, in points: space over and under each row, between columns, its lines, tint and bar."""

    pad: float = 6
    gutter: float = 12
    inset: float = 0
    line: Color | None = None
    head_line: Color | None = None
    tint: Color | None = None
    bar: Color | None = None


@dataclass
class GridRow:
    """The cells of a row, made when they are first measured; a single cell spans the grid.

    A `title` row stays with the row after it; neither it nor a row that goes on overleaf has a line under it.
    """

    make: Callable[[], Cells]
    title: bool = False
    goes_on: bool = False
    _heights: dict[float, list[float]] = field(default_factory=dict)

    @cached_property
    def cells(self) -> Cells:
        return self.make()

    def height(self, widths: Sequence[float], pad: float) -> float:
        """With the padding over and under."""
        key = sum(widths)
        if key not in self._heights:
            self._heights[key] = [
                sum(part.wrap(width, 1e6)[1] for part in cell)
                for cell, width in zip(self.cells, self._fit(widths), strict=True)
            ]
        return max(self._heights[key]) + pad * (1.4 if self.title else 2)

    def _fit(self, widths: Sequence[float]) -> Sequence[float]:
        return widths if len(self.cells) == len(widths) else (sum(widths),)

    def split(self, widths: Sequence[float], room: float) -> tuple[GridRow, GridRow] | None:
        """The row in two, the first at most `room` high; None where not a line fits."""
        tops: Cells = []
        rests: Cells = []
        for cell, width in zip(self.cells, self._fit(widths), strict=True):
            top, rest = _split_cell(cell, width, room)
            tops.append(top)
            rests.append(rest)
        if not any(tops):
            return None
        return GridRow(lambda: tops, goes_on=True), GridRow(lambda: rests)


def _split_cell(cell: list[Flowable], width: float, room: float) -> tuple[list[Flowable], list[Flowable]]:
    top: list[Flowable] = []
    for n, part in enumerate(cell):
        height = part.wrap(width, 1e6)[1]
        if height <= room:
            top.append(part)
            room -= height
            continue
        pieces = part.split(width, room)
        return top + pieces[:1], pieces[1:] + cell[n + bool(pieces) :] if pieces else cell[n:]
    return top, []


class Grid(Flowable):
    """Rows of cells under an optional head. `depth` is the height of an empty page.

    One that `is_whole` is split only when it is longer than half a page.
    """

    is_whole = False

    def __init__(
        self, widths: Sequence[float], rows: list[GridRow], ruling: Ruling, depth: float, head: GridRow | None = None
    ) -> None:
        super().__init__()
        self.widths, self.rows, self.ruling, self.depth, self.head = widths, rows, ruling, depth, head
        self.spaceBefore = self.spaceAfter = 0.0

    def _columns(self) -> list[float]:
        """The width of each column's text."""
        gutter = self.ruling.gutter
        last = len(self.widths) - 1
        inset = 2 * self.ruling.inset
        return [
            width - (gutter if n < last else 0) - (inset if n == last else 0) for n, width in enumerate(self.widths)
        ]

    def _height(self, row: GridRow) -> float:
        return row.height(self._columns(), self.ruling.pad)

    def _head_height(self) -> float:
        return self._height(self.head) if self.head else 0

    def lead(self) -> float:
        """How much stays together at the start: head, title and first row, but half a page at most; or all of it."""
        if self._stays_whole():
            return self.wrap(0, 1e9)[1]
        need = self._head_height()
        for row in self.rows:
            need += self._height(row)
            if not row.title:
                break
        return min(need, self.depth / 2)

    def _stays_whole(self) -> bool:
        return self.is_whole and self.wrap(0, 1e9)[1] < self.depth / 2

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        total = self._head_height()
        for row in self.rows:
            total += self._height(row)
            if total > height:
                break
        return width, total

    def split(self, _width: float, height: float) -> list[Flowable]:
        if self._stays_whole() and height < self.depth - 1:
            return []
        head = self._head_height()
        room, fit = height - head, 0
        for row in self.rows:
            if self._height(row) > room:
                break
            room -= self._height(row)
            fit += 1
        first, rest = self.rows[:fit], self.rows[fit:]
        if rest and head + self._height(rest[0]) > self.depth:
            first, rest = self._break(first, rest, room)
        if len(rest) == 1 and len(first) > 2:
            rest.insert(0, first.pop())
        fresh = height > self.depth - 1
        while first and first[-1].title and not (fresh and len(first) == 1):
            rest.insert(0, first.pop())
        if not first:
            return []
        return [self._part(first), FrameBreak, self._part(rest)] if rest else [self._part(first)]

    def _break(self, first: list[GridRow], rest: list[GridRow], room: float) -> tuple[list[GridRow], list[GridRow]]:
        """Take of a row that no page can hold what there is room for."""
        pieces = rest[0].split(self._columns(), room - 2 * self.ruling.pad)
        return (first, rest) if pieces is None else ([*first, pieces[0]], [pieces[1], *rest[1:]])

    def _part(self, rows: list[GridRow]) -> Grid:
        part = Grid(self.widths, rows, self.ruling, self.depth, self.head)
        part.spaceBefore, part.spaceAfter = self.spaceBefore, self.spaceAfter
        return part

    def draw(self) -> None:
        y = self.wrap(sum(self.widths), 1e9)[1]
        if self.head:
            y = self._draw_row(self.head, y, self.ruling.head_line, 1)
        for row in self.rows:
            y = self._draw_row(row, y, self.ruling.line, 0.5)

    def _draw_row(self, row: GridRow, top: float, line: Color | None, weight: float) -> float:
        """Draw one row under `top`; the y of its lower edge."""
        canvas, ruling = self.canv, self.ruling
        bottom = top - self._height(row)
        if ruling.tint:
            canvas.setFillColor(ruling.tint)
            canvas.rect(0, bottom, sum(self.widths), top - bottom, stroke=0, fill=1)
        if ruling.bar:
            canvas.setFillColor(ruling.bar)
            canvas.rect(0, bottom, 3, top - bottom, stroke=0, fill=1)
        if line and not row.title and not row.goes_on:
            canvas.setStrokeColor(line)
            canvas.setLineWidth(weight)
            canvas.line(0, bottom, sum(self.widths), bottom)
        x = ruling.inset
        for cell, width in zip(row.cells, self.widths, strict=False):
            y = top - ruling.pad
            for part in cell:
                y -= part.height
                part.drawOn(canvas, x, y)
            x += width
        return bottom
