"""The columns of the action log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _
from villagedesk.records.actions import ActionRow
from villagedesk.ui.actionwords import due_badge, due_words, owner_words, second_line, status_words
from villagedesk.ui.rowmodel import Column


def columns(today: Callable[[], date]) -> tuple[Column[ActionRow], ...]:
    """Number, what, who, by when, state."""
    states = status_words()
    return (
        Column(_("No."), lambda row: row.number, sort="number", width=6),
        Column(_("What"), lambda row: row.text, sort="text", second=second_line, needs=44),
        Column(_("Who"), owner_words, sort="owner", width=11),
        Column(
            _("By"),
            lambda row: show_date_short(row.due_on) if row.due_on else "",
            sort="due",
            width=13,
            second=lambda row: due_words(row, today()),
            badge=lambda row: due_badge(row, today()),
        ),
        Column(_("State"), lambda row: states[row.status], sort="status", width=8, spare=True),
    )
