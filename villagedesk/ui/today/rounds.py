"""What comes round, as rows of the first page: deals to look at again, reviews of the log, health checks."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.deals import DealRow
from villagedesk.records.health import CheckRow
from villagedesk.records.reviews import ReviewRow
from villagedesk.records.today import TodayContent
from villagedesk.ui.colours import Tone
from villagedesk.ui.rows import Row
from villagedesk.ui.today.task import Task


def round_tasks(content: TodayContent, today: date) -> list[Task]:
    """One line for each, which opens it."""
    return [
        *(_review(row, today) for row in content.reviews),
        *(_check(row) for row in content.checks),
        *(_deal(row, today) for row in content.deals),
    ]


def _review(row: ReviewRow, today: date) -> Task:
    told = []
    if row.is_overdue(today) and row.reply_by:
        told.append(_("Replies were wanted by {date}").format(date=show_date(row.reply_by)))
    if row.asked:
        told.append(_("{n} of {total} have replied").format(n=row.replied, total=row.asked))
    badge: tuple[str, Tone] = (_("Replies overdue"), "late")
    if row.waiting:
        badge = ngettext("{n} to decide", "{n} to decide", row.waiting).format(n=row.waiting), "soon"
    return Task(Row(row.id, row.title, ". ".join(told), badge), "actions", row.id)


def _check(row: CheckRow) -> Task:
    by = _("Replies were wanted by {date}").format(date=show_date(row.reply_by)) if row.reply_by else ""
    if row.ours == row.theirs:
        who = _("Nobody has scored")
    elif row.theirs:
        who = _("Nobody of ours has scored")
    else:
        who = _("Nobody of {body} has scored").format(body=row.body or _("the other side"))
    return Task(Row(row.id, row.title, f"{by}. {who}", (_("Replies overdue"), "late")), "partnership", row.id)


def _deal(row: DealRow, today: date) -> Task:
    on = show_date(row.review_on) if row.review_on else ""
    second = ". ".join(filter(None, (row.body, _("To be looked at again by {date}").format(date=on))))
    is_late = row.review_on is not None and row.review_on < today
    badge: tuple[str, Tone] = (_("Review due"), "late") if is_late else (_("Review soon"), "soon")
    return Task(Row(row.id, row.title, second, badge), "partnership", row.id)
