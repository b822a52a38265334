"""Charts drawn once with ReportLab's shapes: a flowable of a PDF, or SVG for the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any, Literal

from reportlab.graphics.shapes import STATE_DEFAULTS, Circle, Drawing, Group, Line, Polygon, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from villagedesk.core.dates import month_names
from villagedesk.core.i18n import _
from villagedesk.packs.flow import fitted
from villagedesk.packs.markup import plain
from villagedesk.packs.sheet import BOLD, FONT, register_fonts
from villagedesk.records.charts import Bars, Chart, Inks, Over, Pairs, Point

STATE_DEFAULTS["fontName"] = FONT  # else every drawing names one that is not embedded

Anchor = Literal["start", "middle", "end"]
SCREEN_FAMILY = "Atkinson Hyperlegible Next"
_STEPS = 4  # lines across, about
_CLIP = re.compile(r"<clipPath.*?</clipPath>", re.DOTALL)  # which QtSvg would fill
_BESIDE = 0.38  # of the width, at most, for labels beside their bars; longer ones stand above


def draw(chart: Chart, width: float, size: float, inks: Inks | None = None) -> Drawing:
    """A chart `width` wide with text of `size`, both in points; its height follows from what it shows."""
    register_fonts()
    pen = _Pen(width, size, inks or Inks())
    if isinstance(chart, Over):
        _draw_over(pen, chart)
    elif isinstance(chart, Bars):
        _draw_bars(pen, chart)
    else:
        _draw_pairs(pen, chart)
    return pen.drawing()


def svg(chart: Chart, width: float, size: float, inks: Inks) -> bytes:
    """The same as SVG, with the width and the text's size in pixels."""
    from reportlab.graphics.renderSVG import drawToString

    drawn: str = _CLIP.sub("", drawToString(draw(chart, width, size, inks)))
    for name, weight in ((BOLD, "bold"), (FONT, "normal")):
        drawn = drawn.replace(f"font-family: {name};", f"font-family: '{SCREEN_FAMILY}'; font-weight: {weight};")
    return drawn.encode()


class _Pen:
    """Puts shapes down from the top; `y` says how far down, and `down` moves it."""

    def __init__(self, width: float, size: float, inks: Inks) -> None:
        self.width, self.size, self.inks, self.y = width, size, inks, 0.0
        self._group = Group()

    def drawing(self) -> Drawing:
        """What was put down, as high as the pen has come."""
        made = Drawing(self.width, self.y)
        self._group.translate(0, self.y)
        made.add(self._group)
        return made

    def down(self, ems: float) -> None:
        """Move down by so many times the text's size."""
        self.y += ems * self.size

    def words(self, x: float, said: str, ink: str, *, anchor: Anchor = "start", bold: bool = False) -> None:
        """Write on the line that the pen stands on."""
        font = BOLD if bold else FONT
        self._group.add(
            String(
                x, -self.y, plain(said), fontName=font, fontSize=self.size, fillColor=HexColor(ink), textAnchor=anchor
            )
        )

    def lines(self, said: str, ink: str) -> None:
        """Write words as wide as the chart, on as many lines as they take."""
        for line in simpleSplit(plain(said), FONT, self.size, self.width):
            self.down(1.3)
            self.words(0, line, ink)

    def rule(self, x: float, to: float, ink: str, *, thick: float = 0.8, dashes: Sequence[float] = ()) -> None:
        """A level line at the pen."""
        more: dict[str, Any] = {"strokeDashArray": list(dashes)} if dashes else {}
        self._group.add(Line(x, -self.y, to, -self.y, strokeColor=HexColor(ink), strokeWidth=thick, **more))

    def path(self, points: Sequence[tuple[float, float]], ink: str) -> None:
        """A line through points, each as (x, how far down); one by one, as QtSvg fills a whole path."""
        for (x, y), (to_x, to_y) in pairwise(points):
            self._group.add(Line(x, -y, to_x, -to_y, strokeColor=HexColor(ink), strokeWidth=self.size * 0.16))

    def bar(self, x: float, wide: float, tall: float, ink: str) -> None:
        """A bar from the pen downwards."""
        filled: dict[str, Any] = {"fillColor": HexColor(ink), "strokeColor": None}
        self._group.add(Rect(x, -self.y - tall, wide, tall, rx=2, ry=2, **filled))

    def disc(self, x: float, y: float, radius: float, ink: str) -> None:
        """A round mark."""
        self._group.add(
            Circle(x, -y, radius, fillColor=HexColor(ink), strokeColor=HexColor(self.inks.back), strokeWidth=1.2)
        )

    def diamond(self, x: float, y: float, radius: float, ink: str) -> None:
        """A mark that is told from a round one without its colour."""
        reach = radius * 1.25
        corners = [x, -y + reach, x + reach, -y, x, -y - reach, x - reach, -y]
        self._group.add(
            Polygon(corners, fillColor=HexColor(ink), strokeColor=HexColor(self.inks.back), strokeWidth=1.2)
        )


def _draw_over(pen: _Pen, chart: Over) -> None:
    size, inks = pen.size, pen.inks
    values = [point.value for point in chart.points] + [v for v in (chart.start, chart.goal) if v is not None]
    days = [point.on for point in chart.points] + ([chart.goal_on] if chart.goal_on else [])
    if not values or not days:
        return
    steps = _steps(min(values), max(values))
    left = max(stringWidth(_number(step), FONT, size) for step in steps) + size * 0.7
    right = pen.width - size * 0.6
    low, high, first, last = steps[0], steps[-1], min(days), max(days)
    top, tall = pen.y + size * 1.8, size * 10

    def across(day: date) -> float:
        share = (day - first).days / ((last - first).days or 1) if last > first else 0.5
        return left + size * 0.5 + share * (right - left - size)

    def deep(value: float) -> float:
        return top + tall * (1 - (value - low) / (high - low))

    for step in steps:
        pen.y = deep(step)
        pen.rule(left, right, inks.line)
        pen.y += size * 0.35
        pen.words(left - size * 0.5, _number(step), inks.soft, anchor="end")
    _draw_levels(pen, chart, deep, (left, right))
    spots = [(across(point.on), deep(point.value)) for point in chart.points]
    if len(spots) > 1:
        pen.path(spots, inks.ours)
    for x, y in spots:
        pen.disc(x, y, size * 0.34, inks.ours)
    if spots:
        _say_last(pen, *spots[-1], chart.points[-1], right)
    pen.y = top + tall + size * 1.5
    begin, end = _month(first), _month(last)
    if begin != end:
        pen.words(right, end, inks.soft, anchor="end")
    if begin == end or stringWidth(begin + end, FONT, size) < right - left - size:
        pen.words(left, begin, inks.soft)
    pen.down(0.4)


def _draw_levels(pen: _Pen, chart: Over, deep: Callable[[float], float], between: tuple[float, float]) -> None:
    """Where the values began and where they are to be, each said on the side where there are no points."""
    (left, right), size = between, pen.size
    falls = chart.start is not None and chart.goal is not None and chart.goal < chart.start
    for level, said, ink, below in (
        (chart.start, chart.start_said, pen.inks.soft, not falls),
        (chart.goal, chart.goal_said, pen.inks.theirs, falls),
    ):
        if level is not None:
            pen.y = deep(level)
            pen.rule(left, right, ink, thick=1.2, dashes=(size * 0.3, size * 0.25))
            pen.y += size * 1.05 if below else -size * 0.4
            pen.words(right, fitted(plain(said), size, right - left - size), ink, anchor="end")


def _say_last(pen: _Pen, x: float, y: float, point: Point, right: float) -> None:
    """Write the latest value beside its point, where no line goes; the bare number, or over it, as room allows."""
    beside, pen.y = x + pen.size * 0.7, y + pen.size * 0.35
    for said in (plain(point.said), _number(point.value)):
        if beside + stringWidth(said, BOLD, pen.size) <= right:
            pen.words(beside, said, pen.inks.text, bold=True)
            return
    pen.y = y - pen.size * 0.7
    pen.words(right, _number(point.value), pen.inks.text, anchor="end", bold=True)


def _draw_bars(pen: _Pen, chart: Bars) -> None:
    size, inks = pen.size, pen.inks
    labels = max((stringWidth(plain(bar.label), FONT, size) for bar in chart.bars), default=0)
    said = max((stringWidth(plain(bar.said), FONT, size) for bar in chart.bars), default=0)
    above = labels > pen.width * _BESIDE
    left = 0.0 if above else labels + size * 0.7
    room = max(size * 2, pen.width - left - said - size * 0.6)
    for bar in chart.bars:
        if above:
            pen.lines(bar.label, inks.text)
            pen.down(0.35)
        else:
            pen.down(0.45)
        pen.bar(left, room, size * 1.1, inks.line)
        if bar.share > 0:
            pen.bar(left, max(2.0, room * min(1.0, bar.share)), size * 1.1, inks.ours)
        pen.down(0.88)
        if not above:
            pen.words(0, bar.label, inks.text)
        pen.words(left + room + size * 0.5, bar.said, inks.soft)
        pen.down(0.6)


def _draw_pairs(pen: _Pen, chart: Pairs) -> None:
    size, inks = pen.size, pen.inks
    pen.down(1.1)
    radius, x = size * 0.42, size * 0.6
    pen.disc(x, pen.y - size * 0.35, radius, inks.ours)
    pen.words(x + size * 0.8, chart.ours, inks.text)
    x += stringWidth(plain(chart.ours), FONT, size) + size * 2.4
    pen.diamond(x, pen.y - size * 0.35, radius, inks.theirs)
    pen.words(x + size * 0.8, chart.theirs, inks.text)
    pen.down(0.6)
    left, right = size * 1.2, pen.width - size * 1.2

    def across(value: float) -> float:
        return left + (value - chart.lowest) / (chart.highest - chart.lowest) * (right - left)

    for pair in chart.pairs:
        pen.lines(pair.label, inks.text)
        pen.down(0.9)
        pen.rule(left, right, inks.line, thick=1.4)
        if pair.ours is not None and pair.theirs is not None:
            ends = sorted((across(pair.ours), across(pair.theirs)))
            pen.rule(ends[0], ends[1], inks.soft, thick=size * 0.18)
        is_same = pair.ours == pair.theirs  # both marks are seen then too
        if pair.theirs is not None:
            pen.diamond(across(pair.theirs), pen.y, radius * (1.5 if is_same else 1), inks.theirs)
        if pair.ours is not None:
            pen.disc(across(pair.ours), pen.y, radius * (0.8 if is_same else 1), inks.ours)
        pen.down(0.9)
    pen.down(0.8)
    for value in range(ceil(chart.lowest), floor(chart.highest) + 1):
        pen.words(across(value), str(value), inks.soft, anchor="middle")
    pen.down(0.4)


def _steps(low: float, high: float) -> list[float]:
    """Round numbers from below `low` to above `high`; from 0 when all are on one side of it and not far off."""
    if low >= 0 and low <= high * 0.6:
        low = 0
    span = high - low or abs(high) or 1
    rough = span / _STEPS
    unit = 10 ** floor(log10(rough))
    step = next(unit * times for times in (1, 2, 2.5, 5, 10) if unit * times >= rough * 0.999)
    first, last = floor(low / step), ceil(high / step)
    return [n * step for n in range(first, max(last, first + 1) + 1)]


def _number(value: float) -> str:
    return f"{value:,.6g}" if abs(value) < 1e6 else _("{n}m").format(n=f"{value / 1e6:,.6g}")  # millions


def _month(day: date) -> str:
    return f"{month_names()[day.month - 1]} {day.year}"
