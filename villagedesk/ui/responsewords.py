"""What responses are called on screen, for every place that shows them."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date_short, show_time
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.responses import ResponseRow, ResponseState
from villagedesk.services.responses import kind_words
from villagedesk.ui.colours import Tone

_SOON_DAYS = 14


def state_badge(row: ResponseRow, today: date) -> tuple[str, Tone]:
    """The one badge of a response: when it closes, else how far it has come."""
    state = row.state(today)
    if state is ResponseState.DECIDED:
        return _("Outcome known"), "kept"
    if state is ResponseState.SENT and row.sent_on:
        return _("Sent {date}").format(date=show_date_short(row.sent_on)), "kept"
    if state is ResponseState.LEFT:
        return _("Not responding"), ""
    if row.closes_on is None:
        return _("No closing date"), "neutral"
    days = (row.closes_on - today).days
    return closes_words(row, today), "late" if days < 0 else "soon" if days <= _SOON_DAYS else "neutral"


def closes_words(row: ResponseRow, today: date) -> str:
    """ "Closes in 3 days at 5pm", "Closed 2 days ago, nothing sent"; "" without a date."""
    if row.closes_on is None:
        return ""
    days = (row.closes_on - today).days
    if days < 0:
        return ngettext("Closed {n} day ago, nothing sent", "Closed {n} days ago, nothing sent", -days).format(n=-days)
    if days < 2:
        words = _("Closes tomorrow") if days else _("Closes today")
    else:
        words = ngettext("Closes in {n} day", "Closes in {n} days", days).format(n=days)
    return _("{closes} at {time}").format(closes=words, time=show_time(row.closes_at)) if row.closes_at else words


def second_line(row: ResponseRow) -> str:
    """What it is, whose, and under which reference."""
    return ", ".join(filter(None, (kind_words()[row.response_kind], row.body_name, row.reference)))
