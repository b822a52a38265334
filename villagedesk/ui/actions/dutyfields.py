"""The fields of a duty as they are typed, and the columns of the list of duties."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from villagedesk.core import duties as rules
from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _
from villagedesk.records.duties import DutyDraft, DutyRow
from villagedesk.services import group
from villagedesk.ui.editors import Choice, DateLine
from villagedesk.ui.form import Field, Form
from villagedesk.ui.goalwords import duty_badge
from villagedesk.ui.number import Number
from villagedesk.ui.pick import Pick
from villagedesk.ui.rowmodel import Column

_HALVES_FROM = 340


def duty_form(today: Callable[[], date], draft: DutyDraft) -> Form[DutyDraft]:
    """The form of a duty."""
    every = [(months, rules.every_words(months)) for months in rules.EVERY]
    return Form(
        [
            Field("title", _("&What is to be done")),
            Field("first_on", _("&Due on"), partial(DateLine, today), half=True),
            Field("every", _("&How often"), partial(Choice, every), half=True),
            Field("days_before", _("Becomes an action so many days &before"), Number),
            Field("owner_id", _("Who sees to &it"), partial(Pick, _("One of us"))),
            Field("organization_id", _("Or which b&ody"), partial(Pick, _("If it is a body"))),
            Field("source", _("Whic&h rule asks for it")),
            Field("audience", _("Who may s&ee it"), partial(Choice, list(group.audience_words().items()))),
        ],
        draft,
        halves_from=_HALVES_FROM,
    )


def duty_draft(row: DutyRow) -> DutyDraft:
    """A duty as the form shows it."""
    return DutyDraft(
        row.title, row.every, row.first_on, row.days_before, row.owner_id, row.organization_id, row.source, row.audience
    )


def duty_columns(today: Callable[[], date]) -> tuple[Column[DutyRow], ...]:
    """The duty, how often it comes and who sees to it; when it is due next."""
    return (
        Column(
            _("Duty"),
            lambda row: row.title,
            sort="title",
            second=lambda row: ", ".join(filter(None, (rules.every_words(row.every), row.owner or _("nobody yet")))),
        ),
        Column(
            _("Next"),
            lambda row: show_date_short(row.next_on) if row.next_on else "",
            sort="next",
            width=22,
            second=lambda row: duty_badge(row, today())[0],
            badge=lambda row: duty_badge(row, today()),
        ),
    )
