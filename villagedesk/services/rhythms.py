"""Keeping in touch: how often with whom, and when it was last done."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import clamped
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import MeetingStatus, Part, Presence, TouchUnit
from villagedesk.models import Attendance, Interaction, Meeting, Membership, Organization, Participant, Person, Rhythm
from villagedesk.records.interactions import RhythmCard
from villagedesk.store.writer import Work

_MOST = {TouchUnit.WEEKS: 104, TouchUnit.MONTHS: 24}


def of(session: Session, owner_id: str, today: date) -> RhythmCard | None:
    """The rhythm kept with a person or body; None when there is none."""
    found = session.scalar(select(Rhythm).where(or_(Rhythm.person_id == owner_id, Rhythm.organization_id == owner_id)))
    return _card(session, found, today) if found else None


def listed(session: Session, today: date) -> list[RhythmCard]:
    """Every rhythm with somebody who is not in the bin, the one that is due first at the head."""
    cards = [_card(session, row, today) for row in session.scalars(select(Rhythm)).all()]
    return sorted((card for card in cards if card.name), key=lambda card: (card.due_on, card.id))


def last_in_touch(session: Session, owner_id: str, today: date) -> date | None:
    """The last day on which the group was in touch: an entry of the log (copies to them left out), or a meeting."""
    is_person = session.get(Person, owner_id, execution_options={"binned": True}) is not None
    is_copy = Participant.part == Part.CC
    said = (
        select(func.max(Interaction.on_date))
        .join(Participant, Participant.interaction_id == Interaction.id)
        .where(Interaction.on_date <= today, ~is_copy, _is(Participant, owner_id, is_person))
    )
    came = Attendance.presence.in_((Presence.PRESENT, Presence.IN_ATTENDANCE))
    met = (
        select(func.max(Meeting.on_date))
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(Meeting.on_date <= today, Meeting.status == MeetingStatus.HELD, came)
        .where(_is(Attendance, owner_id, is_person))
    )
    return max(filter(None, (session.scalar(said), session.scalar(met))), default=None)


def _is(model: type[Participant | Attendance], owner_id: str, is_person: bool) -> ColumnElement[bool]:
    """Whether a row is about a person, or about a body or somebody who belongs or belonged to it."""
    if is_person:
        return model.person_id == owner_id
    members = select(Membership.person_id).where(Membership.organization_id == owner_id)
    return or_(model.organization_id == owner_id, model.person_id.in_(members))


def _card(session: Session, row: Rhythm, today: date) -> RhythmCard:
    owner = row.person_id or row.organization_id or ""
    name = session.scalar(
        select(Person.name).where(Person.id == owner, Person.do_not_contact.is_(False), Person.binned_at.is_(None))
        if row.person_id
        else select(Organization.name).where(Organization.id == owner, Organization.binned_at.is_(None))
    )
    last = last_in_touch(session, owner, today)
    due = _after(max(last, row.since) if last else row.since, row.every, row.unit)
    return RhythmCard(
        row.id, owner, name or "", row.every, row.unit, last, max(due, row.put_off_to) if row.put_off_to else due
    )


def _after(day: date, every: int, unit: TouchUnit) -> date:
    if unit is TouchUnit.WEEKS:
        return day + timedelta(weeks=every)
    months = day.month - 1 + every
    return clamped(day.year + months // 12, months % 12 + 1, day.day)


def words(every: int, unit: TouchUnit) -> str:
    """ "every 6 weeks", "every month"."""
    if every == 1:
        return _("every week") if unit is TouchUnit.WEEKS else _("every month")
    if unit is TouchUnit.WEEKS:
        return ngettext("every {n} week", "every {n} weeks", every).format(n=every)
    return ngettext("every {n} month", "every {n} months", every).format(n=every)


def keep(work: Work, owner_kind: str, owner_id: str, every: int, unit: TouchUnit) -> str:
    """Keep in touch so often from today on; the rhythm's key. `owner_kind` is "person" or "organization".

    Refused for less than one, more than two years, or somebody who is not to be contacted.
    """
    if not 1 <= every <= _MOST[unit]:
        raise Refused(_("Between every week and every two years."), "every")
    person = work.session.get(Person, owner_id) if owner_kind == "person" else None
    if person is not None and person.do_not_contact:
        raise Refused(_("{name} is not to be contacted.").format(name=person.name), "every")
    column = Rhythm.person_id if owner_kind == "person" else Rhythm.organization_id
    row = work.session.scalar(select(Rhythm).where(column == owner_id))
    if row is None:
        row = Rhythm(id=work.new_id(), since=work.today, **{column.key: owner_id})
        work.session.add(row)
    row.every, row.unit, row.put_off_to = every, unit, None
    work.session.flush()
    return row.id


def stop(work: Work, rhythm_id: str) -> None:
    """Keep in touch in no rhythm any more."""
    work.session.delete(_row(work, rhythm_id))


def done(work: Work, rhythm_id: str) -> None:
    """They were in touch today, which is in no log: counted from today."""
    row = _row(work, rhythm_id)
    row.since, row.put_off_to = work.today, None


def put_off(work: Work, rhythm_id: str, to: date) -> None:
    """Not due before a day."""
    _row(work, rhythm_id).put_off_to = to


def _row(work: Work, rhythm_id: str) -> Rhythm:
    found = work.session.get(Rhythm, rhythm_id)
    if found is None:
        raise Refused(_("That rhythm is no longer kept."))
    return found
