"""A goal's measures as a chart, and the same in words."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.numbers import show_number
from villagedesk.records.charts import Over, Point
from villagedesk.records.goals import GoalRow, MeasureRow


def chart(row: GoalRow, measures: tuple[MeasureRow, ...]) -> Over | None:
    """The measures over time, from the first count to the target; None while nothing was measured."""
    points = [(one.on_date, one.value) for one in measures]
    if row.baseline is not None and row.baseline_on and (not points or row.baseline_on < points[0][0]):
        points.insert(0, (row.baseline_on, row.baseline))
    if not measures:
        return None
    return Over(
        tuple(Point(on, value, show_number(value, row.unit)) for on, value in points),
        row.baseline,
        _("At first: {value}").format(value=show_number(row.baseline, row.unit)) if row.baseline is not None else "",
        row.target,
        target_words(row),
        row.target_on,
    )


def target_words(row: GoalRow) -> str:
    """ "Target: 40 people by 31 March 2027"; "" without one."""
    if row.target is None:
        return _("To be reached by {date}").format(date=show_date(row.target_on)) if row.target_on else ""
    value = show_number(row.target, row.unit)
    if row.target_on is None:
        return _("Target: {value}").format(value=value)
    return _("Target: {value} by {date}").format(value=value, date=show_date(row.target_on))


def said(row: GoalRow, measures: tuple[MeasureRow, ...]) -> str:
    """What the chart shows, in words."""
    counted = "; ".join(
        _("{date}: {value}").format(date=show_date(one.on_date), value=show_number(one.value, row.unit))
        for one in measures
    )
    return ". ".join(filter(None, (row.title, counted, target_words(row))))


def stands(row: GoalRow, today: date) -> str:
    """How far a goal is: "From 10 people (20 February 2025), now 22 people: 40% of the way", "Not measured yet"."""
    if row.reached_on:
        return _("Reached {date}").format(date=show_date(row.reached_on))
    if row.ended_on:
        return _("Given up {date}").format(date=show_date(row.ended_on))
    if row.latest is None:
        return _("Not measured yet")
    value, way = show_number(row.latest, row.unit), row.way
    if way is None or row.baseline is None:
        return value
    first = show_number(row.baseline, row.unit)
    if row.baseline_on:
        first = _("{value} ({date})").format(value=first, date=show_date(row.baseline_on))
    if way < 0:
        return _("From {first}, now {value}: further off than at first").format(first=first, value=value)
    late = row.target_on is not None and row.target_on < today and way < 1
    words = (
        _("From {first}, now {value}: {n}% of the way, past its date")
        if late
        else _("From {first}, now {value}: {n}% of the way")
    )
    return words.format(first=first, value=value, n=round(way * 100))
