"""How a meeting stands in the list: its day, its title, when and where, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from villagedesk.core.dates import show_date_short, show_time
from villagedesk.core.i18n import _
from villagedesk.core.words import MeetingKind, MeetingStatus
from villagedesk.records.meetings import MeetingRow
from villagedesk.ui.meetings.words import state
from villagedesk.ui.rowmodel import Column


def columns(today: Callable[[], date]) -> list[Column[MeetingRow]]:
    """The one column of the list of cards."""
    return [
        Column(
            _("Meeting"),
            lambda row: row.title,
            second=_second,
            badge=lambda row: state(row, today()),
            avatar=_day,
        )
    ]


def _second(row: MeetingRow) -> str:
    start = show_time(row.start_at) if row.start_at else ""
    return ", ".join(filter(None, (show_date_short(row.on_date), start, row.place)))


def _day(row: MeetingRow) -> tuple[str, str]:
    """The day of the month on the tone of the kind."""
    if row.status is MeetingStatus.CANCELLED:
        return str(row.on_date.day), ""
    return str(row.on_date.day), "neutral" if row.meeting_kind is MeetingKind.LIAISON else "kept"
