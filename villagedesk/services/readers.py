"""Who reads draft minutes before they are approved: named, proposed, told of."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import ContactKind, Presence
from villagedesk.models import Attendance, ContactDetail, Meeting, Minutes, MinutesReader, Person
from villagedesk.records.approval import ReaderDraft

_USUAL_DAYS = 7
_ADDRESS = re.compile(r"[^\s<>,;()]+@[^\s<>,;()]+")


def usual_day(today: date) -> date:
    """A day by which comments may well be wanted."""
    return today + timedelta(days=_USUAL_DAYS)


def read(session: Session, typed: str) -> list[ReaderDraft]:
    """Whom lines name: "Jane Smith" as in People, "Grace Adeyemi <grace@council.example>", or an address alone.

    Refused for a name that several have, or nobody in People, where no address stands with it.
    """
    made = []
    for line in filter(None, map(one_line, typed.splitlines())):
        found = _ADDRESS.search(line)
        email = found[0] if found else ""
        name = one_line(line.replace(email, " ").strip(" <>,;()") if email else line)
        people = session.scalars(select(Person.id).where(func.fold(Person.name) == fold(name))).all()
        if len(people) > 1 and email:
            people = [key for key in people if email_of(session, key) == email]
        if len(people) > 1 or (not people and not email):
            raise Refused(
                _("Who is “{name}”? Write the name as in People, or add an e-mail address.").format(name=name),
                "readers",
            )
        made.append(ReaderDraft(people[0] if people else None, name or email, email))
    return made


def of(session: Session, minutes_id: str) -> list[MinutesReader]:
    """Whom the draft went to."""
    return list(
        session.scalars(select(MinutesReader).where(MinutesReader.minutes_id == minutes_id).order_by(MinutesReader.id))
    )


def proposed(session: Session, meeting: Meeting, minutes_id: str) -> tuple[str, ...]:
    """Lines for those it may well go to and has not: who was there, and who read the last such minutes.

    Nobody who is restricted or asked not to be contacted.
    """
    came = session.execute(
        select(Attendance.person_id, Attendance.name)
        .where(
            Attendance.meeting_id == meeting.id,
            Attendance.person_id.is_not(None),
            Attendance.presence.in_((Presence.PRESENT, Presence.IN_ATTENDANCE)),
        )
        .order_by(Attendance.votes.desc(), Attendance.name, Attendance.id)
    )
    asked = {fold(row.name) for row in of(session, minutes_id)}
    made: dict[str, str] = {}
    for person_id, name, email in (*((*row, "") for row in came), *_usual(session, meeting)):
        person = session.get(Person, person_id) if person_id else None
        if person_id and (person is None or person.restricted_at or person.do_not_contact):
            continue
        called = person.name if person else name
        address = (email_of(session, person.id) if person else "") or email
        if fold(called) not in asked:
            made.setdefault(fold(called), f"{called} <{address}>" if address else called)
    return tuple(made.values())


def _usual(session: Session, meeting: Meeting) -> list[tuple[str | None, str, str]]:
    """Who read the minutes of the last such meeting that were sent out."""
    alike = Meeting.series_id == meeting.series_id
    if meeting.series_id is None:
        alike = (Meeting.kind == meeting.kind) & Meeting.with_id.is_not_distinct_from(meeting.with_id)
    last = (
        select(Minutes.id)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(alike, or_(Meeting.on_date < meeting.on_date, Meeting.id == meeting.id))
        .where(Minutes.id.in_(select(MinutesReader.minutes_id)))
        .order_by(Meeting.on_date.desc(), Minutes.version.desc())
        .limit(1)
    )
    minutes_id = session.scalar(last)
    return [(row.person_id, row.name, row.email) for row in of(session, minutes_id)] if minutes_id else []


def email_of(session: Session, person_id: str) -> str:
    """The e-mail address that somebody is written to at, "" without one."""
    found = session.scalars(
        select(ContactDetail.value)
        .where(
            ContactDetail.person_id == person_id,
            ContactDetail.kind == ContactKind.EMAIL,
            ContactDetail.do_not_use.is_(False),
        )
        .order_by(ContactDetail.preferred.desc(), ContactDetail.id)
    )
    return next(iter(found), "")
