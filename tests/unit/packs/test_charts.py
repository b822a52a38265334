"""Charts: the same shapes in a PDF and on the screen, whatever the numbers are."""

from __future__ import annotations

from datetime import date

import pytest
from defusedxml.ElementTree import fromstring

from villagedesk.packs.charts import SCREEN_FAMILY, draw, svg
from villagedesk.records.charts import Bar, Bars, Inks, Over, Pair, Pairs, Point

BARS = Bars((Bar("Yes", 0.62, "62% (31)"), Bar("A bus on <Sundays> & Bank Holidays that nobody asked for", 0, "none")))
PAIRS = Pairs(
    (Pair("We keep to what was agreed.", 4, 2), Pair("We meet.", 3, 3), Pair("It is fun.", None, 5)), "Us", "Them"
)


def over(*values: float, goal: float | None = None) -> Over:
    points = tuple(Point(date(2026, 1 + n, 1), value, f"{value:g} people") for n, value in enumerate(values))
    return Over(points, values[0], "Began", goal, "Target", date(2027, 3, 31))


@pytest.mark.parametrize(
    "chart",
    [
        over(5),
        over(0, 0),
        over(-3, 7, goal=40),
        over(100, 101, 99, goal=98),
        over(1e9, 2e9),
        over(0.001, 0.004),
        BARS,
        PAIRS,
    ],
)
@pytest.mark.parametrize(("width", "size"), [(500, 10), (220, 28)])
def test_every_shape_stays_inside(chart, width, size):
    drawn = draw(chart, width, size)
    left, bottom, right, top = drawn.getBounds()
    assert left >= -1
    assert right <= width + 1
    assert bottom >= -size
    assert top <= drawn.height + 1


def test_on_the_screen_it_is_svg_with_the_windows_font_and_all_of_its_words():
    drawn = svg(BARS, 400, 14, Inks())
    said = " ".join("".join(node.itertext()) for node in fromstring(drawn).iter("{http://www.w3.org/2000/svg}text"))
    assert "62% (31)" in said
    assert "<Sundays> &" in said
    assert f"'{SCREEN_FAMILY}'".encode() in drawn
    assert b"clipPath" not in drawn


def test_a_series_without_points_has_no_height():
    assert draw(Over(()), 400, 12).height == 0
