"""What a list of actions can be narrowed to, and the meetings by which something can be due."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.words import MeetingStatus
from villagedesk.models import Goal, Meeting
from villagedesk.records.actions import ActionChoices
from villagedesk.records.people import Choice
from villagedesk.services import people

_MOST_AHEAD = 24


def choices(session: Session, today: date) -> ActionChoices:
    """Owners and bodies by name, meetings the newest first, goals, and our meetings to come, the next first."""
    goals = session.execute(select(Goal.id, Goal.title).order_by(Goal.title, Goal.id))
    return ActionChoices(
        people=tuple(people.choices(session)),
        bodies=tuple(people.organization_choices(session)),
        meetings=_meetings(session, Meeting.on_date <= today, order=Meeting.on_date.desc()),
        goals=tuple(Choice(row.id, row.title) for row in goals),
        ahead=_meetings(
            session, Meeting.on_date > today, Meeting.status == MeetingStatus.PLANNED, Meeting.is_theirs.is_(False)
        )[:_MOST_AHEAD],
    )  # fmt: skip


def _meetings(
    session: Session, *where: ColumnElement[bool], order: ColumnElement[Any] | Any = Meeting.on_date
) -> tuple[Choice, ...]:
    found = session.execute(
        select(Meeting.id, Meeting.title, Meeting.on_date).where(*where).order_by(order, Meeting.id)
    )
    words = _("{meeting}, {date}")
    return tuple(Choice(row.id, words.format(meeting=row.title, date=show_date(row.on_date))) for row in found)
