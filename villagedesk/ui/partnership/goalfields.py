"""The fields of a goal as they are typed, and the columns of the list of goals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _
from villagedesk.records.goals import GoalDraft, GoalRow
from villagedesk.services import goalcharts, group
from villagedesk.ui.editors import Choice, DateLine, Line, Text
from villagedesk.ui.form import Field, Form
from villagedesk.ui.goalwords import goal_badge
from villagedesk.ui.number import Number
from villagedesk.ui.pick import Pick
from villagedesk.ui.rowmodel import Column

_HALVES_FROM = 340


def goal_form(today: Callable[[], date], draft: GoalDraft) -> Form[GoalDraft]:
    """The form of a goal."""
    day = partial(DateLine, today)
    return Form(
        [
            Field("title", _("&What is to be reached"), partial(Text, lines=2)),
            Field("why", _("Wh&y it matters"), partial(Text, lines=2)),
            Field("unit", _("Counted &in"), partial(Line, _("people, %, buses a day"))),
            Field("baseline", _("At &first"), Number, half=True),
            Field("baseline_on", _("Coun&ted on"), day, half=True),
            Field("target", _("Ta&rget"), Number, half=True),
            Field("target_on", _("To &be reached by"), day, half=True),
            Field("set_on", _("&Set on"), day),
            Field("decision_id", _("&Decided as"), partial(Pick, _("The decision that set it"))),
            Field("title_cy", _("In Wels&h")),
            Field("audience", _("Who may s&ee it"), partial(Choice, list(group.audience_words().items()))),
        ],
        draft,
        halves_from=_HALVES_FROM,
    )  # fmt: skip


def goal_draft(row: GoalRow) -> GoalDraft:
    """A goal as the form shows it."""
    return GoalDraft(
        title=row.title,
        title_cy=row.title_cy,
        why=row.why,
        unit=row.unit,
        baseline=row.baseline,
        baseline_on=row.baseline_on,
        target=row.target,
        target_on=row.target_on,
        set_on=row.set_on,
        decision_id=row.decision_id,
        audience=row.audience,
    )


def goal_columns(today: Callable[[], date]) -> tuple[Column[GoalRow], ...]:
    """The goal and who shares it; by when, and how far it is."""
    return (
        Column(
            _("Goal"),
            lambda row: row.title,
            sort="title",
            second=lambda row: ", ".join(row.shared_with) or goalcharts.target_words(row),
        ),
        Column(
            _("By"),
            lambda row: show_date_short(row.target_on) if row.target_on else "",
            sort="target",
            width=24,
            second=lambda row: goal_badge(row, today())[0],
            badge=lambda row: goal_badge(row, today()),
        ),
    )
