"""What goals, evidence, duties and the group's papers are called on screen, for every place that shows them."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date_short, show_due
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.duties import DutyRow
from villagedesk.records.goals import GoalRow
from villagedesk.records.grouppapers import SOON_DAYS, GroupPaperRow
from villagedesk.ui.colours import Tone


def goal_badge(row: GoalRow, today: date) -> tuple[str, Tone]:
    """The one badge of a goal: reached, given up, past its date, how far it is, or not measured."""
    if row.reached_on:
        return _("Reached {date}").format(date=show_date_short(row.reached_on)), "kept"
    if row.ended_on:
        return _("Given up"), ""
    way = row.way
    if way is not None and way >= 1:
        return _("At its target"), "kept"
    if row.target_on and row.target_on < today:
        return _("Past its date"), "late"
    if row.latest is None:
        return _("Not measured yet"), "neutral"
    return (_("{n}% of the way").format(n=max(0, round(way * 100))) if way is not None else _("Measured")), "neutral"


def duty_badge(row: DutyRow, today: date) -> tuple[str, Tone]:
    """The one badge of a duty: when it is due next, or that it is left out for now."""
    if row.paused_on:
        return _("Left out for now"), ""
    if row.next_on is None:
        return _("Comes no more"), ""
    days = (row.next_on - today).days
    return show_due(row.next_on, today), "late" if days < 0 else "soon" if days <= row.days_before else "neutral"


def paper_badge(row: GroupPaperRow, today: date) -> tuple[str, Tone] | None:
    """The one badge of a paper: when it runs out or is to be looked at again; None when neither is said."""
    day = row.version.due_on() if row.version else None
    if day is None:
        return None
    days = (day - today).days
    if row.expires():
        return _expiry(days, day), "late" if days < 0 else "soon" if days <= SOON_DAYS else ""
    if days < 0:
        return ngettext("Review {n} day late", "Review {n} days late", -days).format(n=-days), "late"
    return _("Review {date}").format(date=show_date_short(day)), "soon" if days <= SOON_DAYS else ""


def _expiry(days: int, day: date) -> str:
    if days < 0:
        return ngettext("Ran out {n} day ago", "Ran out {n} days ago", -days).format(n=-days)
    return _("Runs out {date}").format(date=show_date_short(day))
