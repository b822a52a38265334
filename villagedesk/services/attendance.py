"""Who was at a meeting, in what role, with a vote or without, and what they declared."""

from __future__ import annotations

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience, narrowest
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.core.words import Presence
from villagedesk.models import AgendaItem, Attendance, Declaration, Meeting, Organization, Person
from villagedesk.records.meetings import AttendanceCard, AttendanceDraft, AttendedRow, DeclarationRow
from villagedesk.services import constitution, posts, restriction, seals, versions
from villagedesk.store.writer import Work


def listed(session: Session, meeting_id: str) -> tuple[AttendanceCard, ...]:
    """Who is entered for a meeting: voters first, then by name."""
    found = session.execute(
        select(Attendance, Organization.name)
        .outerjoin(Organization, Organization.id == Attendance.organization_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Attendance.votes.desc(), Attendance.name, Attendance.id)
    )
    return tuple(
        AttendanceCard(
            id=row.id,
            person_id=row.person_id,
            name=row.name,
            role=row.role,
            organization=body or "",
            presence=row.presence,
            votes=row.votes,
            arrived_at=row.arrived_at,
            left_at=row.left_at,
        )
        for row, body in found
    )


def enter(work: Work, meeting_id: str, draft: AttendanceDraft) -> str:
    """Enter somebody, or change how they are entered; the key.

    Who has a vote in the body on that date is present; anybody else there is in attendance. Refused without a name.
    """
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused(_("That meeting is no longer here."))
    _check_open(work, meeting_id)
    same = Attendance.person_id == draft.person_id
    if not draft.person_id:
        same = and_(Attendance.person_id.is_(None), Attendance.name == one_line(draft.name))
    found = work.session.scalar(select(Attendance).where(Attendance.meeting_id == meeting_id, same).limit(1))
    if found is None:
        restriction.check(work.session, draft.person_id, field="name")
        found = Attendance(id=work.new_id(), meeting_id=meeting_id, name="", person_id=draft.person_id)
        _name(work, found, meeting, draft)
        work.session.add(found)
    found.presence = draft.presence
    if found.presence is Presence.PRESENT and not found.votes:
        found.presence = Presence.IN_ATTENDANCE
    found.arrived_at, found.left_at = draft.arrived_at, draft.left_at
    work.session.flush()
    return found.id


def _check_open(work: Work, meeting_id: str) -> None:
    """Refused as `seals.check_attendance`. Once who was there is corrected, the beginning of that version stays."""
    seals.check_attendance(work.session, meeting_id)
    latest = versions.latest(work.session, meeting_id)
    if latest is not None and latest.version > 1:
        latest.corrects_attendance = True


def _name(work: Work, found: Attendance, meeting: Meeting, draft: AttendanceDraft) -> None:
    person = work.session.get(Person, draft.person_id) if draft.person_id else None
    found.name = person.name if person else one_line(draft.name)
    if not found.name:
        raise Refused(_("Say who it is."), "name")
    if person is None:
        return
    held = posts.held_by(work.session, [person.id], meeting.on_date).get(person.id, [])
    own = meeting.organization_id or posts.own_body(work.session)
    ours = [card for card in held if card.organization_id == own]
    found.votes = person.id in constitution.voting_among(work.session, meeting.id, [person.id])
    found.role = ", ".join(dict.fromkeys(card.words() for card in ours)) or posts.phrase(held[:1])
    found.organization_id = next((card.organization_id for card in ours or held), None)


def attended(session: Session, person_id: str, limit: int) -> list[AttendedRow]:
    """The meetings somebody was at, the latest first."""
    there = (Presence.PRESENT, Presence.IN_ATTENDANCE)
    found = session.execute(
        select(Meeting.id, Meeting.title, Meeting.on_date, Attendance.role)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(Attendance.person_id == person_id, Attendance.presence.in_(there))
        .order_by(Meeting.on_date.desc(), Meeting.id.desc())
        .limit(limit)
    )
    return [AttendedRow(row.id, row.title, row.on_date, row.role) for row in found]


def remove(work: Work, attendance_id: str) -> None:
    """Take somebody off the list. Refused when approved minutes tell of them."""
    found = work.session.get(Attendance, attendance_id)
    if found is not None:
        _check_open(work, found.meeting_id)
        if seals.is_held(work.session, "attendance", found.id):
            raise Refused(
                _("Approved minutes say when {name} came or left: enter them as absent instead.").format(
                    name=found.name
                )
            )
        work.session.delete(found)


def declarations(session: Session, meeting_id: str) -> tuple[DeclarationRow, ...]:
    """The interests declared at a meeting, as the latest version of its minutes has them."""
    here = (Declaration.meeting_id == meeting_id, versions.declared())
    found = session.scalars(select(Declaration).where(*here).order_by(Declaration.id))
    return tuple(
        DeclarationRow(row.id, row.item_id, row.name, row.interest, row.stays, row.person_id, row.audience)
        for row in found
    )


def declare(
    work: Work, meeting_id: str, item_id: str | None, name: str, interest: str, *, audience: Audience,
    person_id: str | None = None, stays: bool = True,
) -> str:  # fmt: skip
    """Enter a declaration of interest; the key. Refused without a name or an interest."""
    if not one_line(name):
        raise Refused(_("Say who it is."), "name")
    if not one_line(interest):
        raise Refused(_("Say what the interest is."), "interest")
    restriction.check(work.session, person_id, field="name")
    found = Declaration(
        id=work.new_id(), meeting_id=meeting_id, item_id=item_id, person_id=person_id, name=one_line(name),
        interest=one_line(interest), stays=stays, audience=audience,
    )  # fmt: skip
    work.session.add(found)
    work.session.flush()
    return found.id


def edit_declaration(
    work: Work, declaration_id: str, interest: str, *, stays: bool, item_id: str | None
) -> None:  # fmt: skip
    """Put right what somebody declared, and in which item, which may be for fewer. Refused without an interest."""
    found = work.session.get(Declaration, declaration_id)
    if found is None:
        raise Refused(_("That declaration is no longer here."))
    if not one_line(interest):
        raise Refused(_("Say what the interest is."), "interest")
    if found.item_id != item_id and seals.is_held(work.session, "declaration", found.id):
        raise Refused(
            _("Approved minutes say this, so it stays as it is. A correction is a new version of them."), "item_id"
        )
    if item_id != found.item_id and (item := work.session.get(AgendaItem, item_id) if item_id else None):
        found.audience = narrowest(found.audience, item.audience)
    was = seals.said_of(found)
    found.interest, found.stays, found.item_id = one_line(interest), stays, item_id
    seals.check(work.session, found, was)
