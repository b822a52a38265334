"""Actions as tasks that a calendar or task program reads, as an audience may see them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _, ngettext
from villagedesk.models import Action, Group
from villagedesk.records.actions import ActionRow
from villagedesk.records.calendar import TodoOut
from villagedesk.services import exports, filenames
from villagedesk.services.calendars import CalendarFile


def of_actions(session: Session, audience: Audience, now: datetime, today: date) -> CalendarFile:
    """Every action that is not in the bin, each a VTODO with the same key in every export."""
    from villagedesk.exchange import ical_out

    name = session.scalars(select(Group.name)).one()
    found = [_todo(row) for row in exports.for_audience(session, "actions", audience, today)]
    left_out = len(session.scalars(select(Action.id)).all()) - len(found)
    said = ngettext("{n} action is not for this audience.", "{n} actions are not for this audience.", left_out)
    return CalendarFile(
        ical_out.write_todos(name, found, now),
        file_name(today),
        len(found),
        (said.format(n=left_out),) if left_out else (),
    )


def file_name(today: date) -> str:
    """What the file is offered to be called."""
    return filenames.of_meeting("", _("Actions"), today) + ".ics"


def _todo(row: ActionRow) -> TodoOut:
    lines = [
        _("Number {number}").format(number=row.number),
        _("Who: {name}").format(name=", ".join((row.owner, *row.others))) if row.owner else "",
        _("From: {source}").format(source=row.source) if row.source else "",
        _("By: {meeting}").format(meeting=row.due_meeting) if row.due_meeting else "",
    ]
    return TodoOut(
        uid=row.id,
        title=row.text,
        status=row.status,
        priority=row.priority,
        due_on=row.due_on,
        done_on=row.done_on,
        note="\n".join(filter(None, lines)),
    )
