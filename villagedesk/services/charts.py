"""A chart as the screen shows it."""

from __future__ import annotations

from villagedesk.records.charts import Chart, Inks


def svg(chart: Chart, width: float, size: float, inks: Inks) -> bytes:
    """A chart as SVG, `width` pixels wide, its text of `size` pixels; see packs/charts."""
    from villagedesk.packs import charts

    return charts.svg(chart, width, size, inks)
