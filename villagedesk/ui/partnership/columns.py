"""The columns of the two lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _
from villagedesk.core.text import shorten
from villagedesk.records.questions import QuestionRow
from villagedesk.records.responses import ResponseRow
from villagedesk.ui import questionwords, responsewords
from villagedesk.ui.rowmodel import Column

_MOST_SHOWN = 240  # characters of a question on its one line: what is cut off there is in the detail


def question_columns(today: Callable[[], date]) -> tuple[Column[QuestionRow], ...]:
    """The question, its number and who was asked; when, and how long ago."""
    return (
        Column(
            _("Question"),
            lambda row: shorten(row.text, _MOST_SHOWN),
            sort="text",
            second=_number_and_who,
        ),
        Column(
            _("Asked"),
            lambda row: show_date_short(row.asked_on),
            sort="asked",
            width=20,
            second=lambda row: questionwords.age_badge(row, today())[0],
            badge=lambda row: questionwords.age_badge(row, today()),
        ),
    )


def response_columns(today: Callable[[], date]) -> tuple[Column[ResponseRow], ...]:
    """What it is about and whose, when it closes."""
    return (
        Column(_("What about"), lambda row: row.title, sort="title", second=responsewords.second_line),
        Column(
            _("Closes"),
            lambda row: show_date_short(row.closes_on) if row.closes_on else _("Not said"),
            sort="closes",
            width=25,
            second=lambda row: responsewords.state_badge(row, today())[0],
            badge=lambda row: responsewords.state_badge(row, today()),
        ),
    )


def _number_and_who(row: QuestionRow) -> str:
    return ". ".join(filter(None, (row.number, questionwords.second_line(row))))
