"""The fields of one of the group's papers as they are typed, and the columns of their list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _
from villagedesk.records.grouppapers import GroupPaperDraft, GroupPaperRow
from villagedesk.services import group, grouppapers
from villagedesk.ui.editors import Choice, Line
from villagedesk.ui.form import Field, Form
from villagedesk.ui.goalwords import paper_badge
from villagedesk.ui.rowmodel import Column

_HALVES_FROM = 340


def paper_form(draft: GroupPaperDraft) -> Form[GroupPaperDraft]:
    """The form of a paper."""
    kinds, audiences = list(grouppapers.kind_words().items()), list(group.audience_words().items())
    return Form(
        [
            Field("title", _("&What it is called")),
            Field("kind", _("&Kind"), partial(Choice, kinds), half=True),
            Field("reference", _("Its n&umber"), partial(Line, _("Policy or account number")), half=True),
            Field("held_by", _("Where the ori&ginal is"), partial(Line, _("In the secretary's blue folder"))),
            Field("audience", _("Who may s&ee it"), partial(Choice, audiences)),
        ],
        draft,
        halves_from=_HALVES_FROM,
    )


def paper_draft(row: GroupPaperRow) -> GroupPaperDraft:
    """A paper as the form shows it."""
    return GroupPaperDraft(row.title, row.paper_kind, row.held_by, row.reference, row.audience)


def paper_columns(today: Callable[[], date]) -> tuple[Column[GroupPaperRow], ...]:
    """The paper and what it is; its version, and when that runs out or is to be looked at."""
    return (
        Column(
            _("Paper"),
            lambda row: row.title,
            sort="title",
            second=lambda row: _second(row),
        ),
        Column(
            _("Next date"),
            lambda row: show_date_short(day) if row.version and (day := row.version.due_on()) else "",
            sort="due",
            width=26,
            second=lambda row: badge[0] if (badge := paper_badge(row, today())) else "",
            badge=lambda row: paper_badge(row, today()),
        ),
    )


def _second(row: GroupPaperRow) -> str:
    version = row.version.label if row.version else _("no version yet")
    return ", ".join((grouppapers.kind_words()[row.paper_kind], version))
