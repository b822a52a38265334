"""What the first page says of elections, of bodies that end, and of promises that somebody left behind."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date, show_due
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.turnover import Poll, TurnoverDue
from villagedesk.ui.rows import Row
from villagedesk.ui.today.task import Task


def turnover_tasks(due: TurnoverDue, today: date) -> list[Task]:
    """Lists that are wanted after a poll, bodies to be carried over, promises to be handed on, polls to come."""
    tasks = [_to_list(poll) for poll in due.polls if poll.on < today]
    for body in due.succeeded:
        title = _("{name} ended on {date}: say what goes where")
        row = Row(
            f"succeeded_{body.organization_id}",
            title.format(name=body.organization, date=show_date(body.on_date)),
            _("Promises, questions and meetings go over when you have looked at them"),
            (_("To carry out"), "soon"),
        )
        tasks.append(Task(row, "people", f"succession:{body.organization_id}"))
    for left in due.left:
        title = ngettext("{name} had {n} open promise", "{name} had {n} open promises", left.promises)
        row = Row(
            f"left_{left.person_id}",
            title.format(name=left.name, n=left.promises),
            _("No longer in their place: hand them on to whoever is"),
            (_("To hand on"), "soon"),
        )
        tasks.append(Task(row, "people", f"handon:{left.person_id}"))
    return [*tasks, *(_to_come(poll, today) for poll in due.polls if poll.on >= today)]


def _to_list(poll: Poll) -> Task:
    title = _("{name} voted on {date}: import the new list of councillors")
    row = Row(
        f"voted_{poll.organization_id}",
        title.format(name=poll.name, date=show_date(poll.on)),
        _("You see who is gone, who is new and who moved before anything is written"),
        (_("New list"), "soon"),
    )
    return Task(row, "people", None, "import")


def _to_come(poll: Poll, today: date) -> Task:
    row = Row(
        f"poll_{poll.organization_id}",
        _("{name}: polling day").format(name=poll.name),
        show_date(poll.on),
        (show_due(poll.on, today), "neutral"),
    )
    return Task(row, "people", poll.organization_id)
