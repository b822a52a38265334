"""Keeping in touch: how often with whom, and when it was last done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import clamped
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import MeetingStatus, Part, Presence, TouchUnit
from villagedesk.models import Attendance, Interaction, Meeting, Membership, Organization, Participant, Person, Rhythm
from villagedesk.records.interactions import RhythmCard
from villagedesk.services.consent import may_be_contacted, may_contact
from villagedesk.store.writer import Work

_MOST = {TouchUnit.WEEKS: 104, TouchUnit.MONTHS: 24}


def of(session: Session, owner_id: str, today: date) -> RhythmCard | None:
    """The rhythm kept with a person or body; None when there is none."""
    found = session.scalar(select(Rhythm).where(or_(Rhythm.person_id == owner_id, Rhythm.organization_id == owner_id)))
    return _cards(session, [found], today)[0] if found else None


def listed(session: Session, today: date) -> list[RhythmCard]:
    """Every rhythm with somebody who is not in the bin, the one that is due first at the head."""
    cards = _cards(session, session.scalars(select(Rhythm)).all(), today)
    return sorted((card for card in cards if card.name), key=lambda card: (card.due_on, card.id))


def _cards(session: Session, rows: Sequence[Rhythm], today: date) -> list[RhythmCard]:
    """Their cards; the name of who is not there to be written to is ""."""
    people, bodies = [row.person_id for row in rows if row.person_id], [row.organization_id for row in rows]
    last = _last_in_touch(session, people, [key for key in bodies if key], today)
    names = dict(
        session.execute(
            select(Person.id, Person.name)
            .where(Person.id.in_(people), may_be_contacted(), Person.binned_at.is_(None))
            .union_all(
                select(Organization.id, Organization.name)
                .where(Organization.id.in_(bodies), Organization.binned_at.is_(None))
            )
        ).all()
    )  # fmt: skip
    return [_card(row, names, last) for row in rows]


def _card(row: Rhythm, names: Mapping[str, str], lasts: Mapping[str, date]) -> RhythmCard:
    owner = row.person_id or row.organization_id or ""
    last = lasts.get(owner)
    due = _after(max(last, row.since) if last else row.since, row.every, row.unit)
    return RhythmCard(
        row.id, owner, names.get(owner, ""), row.every, row.unit, last,
        max(due, row.put_off_to) if row.put_off_to else due,
    )  # fmt: skip


def _last_in_touch(session: Session, people: Sequence[str], bodies: Sequence[str], today: date) -> dict[str, date]:
    """The last day on which the group was in touch with each: an entry of the log (copies left out), or a meeting.

    A body was, when somebody who belongs or belonged to it was.
    """
    came = Attendance.presence.in_((Presence.PRESENT, Presence.IN_ATTENDANCE))
    found: dict[str, date] = {}
    for model, there, day, happened in (
        (Participant, Participant.interaction_id == Interaction.id, Interaction.on_date, Participant.part != Part.CC),
        (Attendance, Attendance.meeting_id == Meeting.id, Meeting.on_date,
         and_(Meeting.status == MeetingStatus.HELD, came)),
    ):  # fmt: skip
        owners: tuple[tuple[Any, Sequence[str]], ...] = (
            (model.person_id, people), (model.organization_id, bodies), (Membership.organization_id, bodies)
        )  # fmt: skip
        for whose, keys in owners:
            statement = select(whose, func.max(day)).select_from(model).join(day.class_, there)
            if whose is Membership.organization_id:
                statement = statement.join(Membership, Membership.person_id == model.person_id)
            wanted = statement.where(whose.in_(keys), day <= today, happened).group_by(whose)
            for key, on in session.execute(wanted):
                found[key] = max(on, found.get(key, on))
    return found


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
    if person is not None and not may_contact(person):
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
