"""What the form of a log entry has to choose from."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.text import shorten
from villagedesk.core.words import InteractionKind
from villagedesk.models import Action, Interaction, Meeting, Person, Question, Response
from villagedesk.records.interactions import LogChoices
from villagedesk.records.people import Choice
from villagedesk.services import people

_TITLE = 90  # characters
_MOST_OFFERED = 1000


def choices(session: Session) -> LogChoices:
    """Who can take part in an entry, and what it can be linked to: what is latest first."""
    meetings = select(Meeting.id, Meeting.title, Meeting.on_date).order_by(Meeting.on_date.desc())
    actions = select(Action.id, Action.text, Action.number).order_by(Action.raised_on.desc(), Action.id.desc())
    asked = select(Question.id, Question.text, Question.asked_on).order_by(Question.asked_on.desc())
    answers = select(Response.id, Response.title, Response.reference).order_by(Response.closes_on.desc())
    wrote = (
        select(Interaction.id, Interaction.subject, Interaction.text, Interaction.on_date)
        .where(Interaction.kind.in_((InteractionKind.EMAIL, InteractionKind.LETTER, InteractionKind.MESSAGE)))
        .order_by(Interaction.on_date.desc())
        .limit(_MOST_OFFERED)
    )
    return LogChoices(
        people=tuple(people.choices(session)),
        bodies=tuple(people.organization_choices(session)),
        meetings=_dated(session, meetings),
        actions=tuple(
            Choice(row.id, shorten(row.text, _TITLE), row.number)
            for row in session.execute(actions.limit(_MOST_OFFERED))
        ),
        questions=_dated(session, asked),
        responses=tuple(Choice(row.id, row.title, row.reference) for row in session.execute(answers)),
        answerable=tuple(
            Choice(row.id, row.subject or shorten(row.text, _TITLE), show_date(row.on_date))
            for row in session.execute(wrote)
        ),
        silent=frozenset(session.scalars(select(Person.id).where(Person.do_not_contact))),
    )


def _dated(session: Session, statement: Select[str, str, date]) -> tuple[Choice, ...]:
    found = session.execute(statement.limit(_MOST_OFFERED))
    return tuple(Choice(key, shorten(words, _TITLE), show_date(on)) for key, words, on in found)
