"""What the group's constitution says about its meetings: kept by kind of meeting, and applied to one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.notice import send_by
from villagedesk.core.quorum import Quorum, needed, parse_fraction
from villagedesk.core.words import Delivery, MeetingKind, MeetingStatus, QuorumKind, Role
from villagedesk.models import Candidate, Change, ChangeRow, Constitution, Election, Group, Meeting, Membership, Person
from villagedesk.records.constitution import Noted, NoticeState, Rules
from villagedesk.records.people import Choice
from villagedesk.services.posts import current, own_body
from villagedesk.store.writer import Work

_MOST_DAYS = 365
_MOST_PEOPLE = 100_000
_KEPT = tuple(field.name for field in fields(Rules) if field.name not in ("meeting_kind", "id", "kind"))
_ROLES = ("voters", "notified")
_CLAUSES = ("quorum_clause", "notice_clause", "voting_clause", "written_clause")
_RECEIVED = ("received_by_email", "received_by_post", "received_by_hand")


def rules(session: Session, kind: MeetingKind) -> Rules:
    """What is said about a kind of meeting; without an id where nothing is."""
    found = session.scalar(select(Constitution).where(Constitution.kind == kind).order_by(Constitution.id).limit(1))
    return _rules(found) if found else Rules(kind)


def said(session: Session) -> list[Rules]:
    """The rules of every kind of meeting that something is said about."""
    found = {row.kind: _rules(row) for row in session.scalars(select(Constitution).order_by(Constitution.id.desc()))}
    return [found[kind] for kind in MeetingKind if kind in found]


def rule_for(session: Session, meeting_id: str) -> Rules:
    """The rules that apply to a meeting; none do to another body's. Refused when it is no longer here."""
    meeting = _meeting(session, meeting_id)
    return Rules(meeting.kind) if meeting.is_theirs else rules(session, meeting.kind)


def edit(work: Work, kind: MeetingKind, draft: Rules) -> None:
    """Keep what is typed about a kind of meeting. Refused for fractions, days and numbers that are none.

    A quorum that is larger than the membership is kept: it may be what the constitution says.
    """
    draft = _checked(draft)
    found = work.session.scalar(select(Constitution).where(Constitution.kind == kind).order_by(Constitution.id))
    if found is None:
        found = Constitution(id=work.new_id(), kind=kind)
        work.session.add(found)
    for name in _KEPT:
        value = getattr(draft, name)
        setattr(found, name, " ".join(value) if name in _ROLES else value)


def _rules(row: Constitution) -> Rules:
    kept: dict[str, Any] = {name: getattr(row, name) for name in _KEPT}
    kept |= {name: tuple(Role(word) for word in kept[name].split()) for name in _ROLES}
    return Rules(row.kind, row.id, **kept)


def _checked(draft: Rules) -> Rules:
    changes: dict[str, Any] = {name: getattr(draft, name).strip() for name in _CLAUSES}
    for name in ("notice_days", *_RECEIVED):
        days = getattr(draft, name)
        if days is not None and not 0 <= days <= _MOST_DAYS:
            raise Refused(_("Days are a number from 0 to {most}.").format(most=_MOST_DAYS), name)
    for name in _RECEIVED:
        changes[name] = getattr(draft, name) or 0
    for name in ("quorum_number", "adjourned_number"):
        number = getattr(draft, name)
        if number is not None and not 1 <= number <= _MOST_PEOPLE:
            raise Refused(_("How many must be there is a number from 1."), name)
    for name in ("quorum_fraction", "adjourned_fraction"):
        changes[name] = typed = getattr(draft, name).strip()
        part = parse_fraction(typed)
        if typed and part is None:
            raise Refused(not_a_fraction(typed), name)
        if part is not None:
            changes[name] = f"{part.numerator}/{part.denominator}"
    return replace(draft, **changes)


def not_a_fraction(typed: str) -> str:
    """What is said where a fraction of the members was to be typed."""
    return _("“{typed}” is not a fraction of the members. Try 1/3, half or 10%.").format(typed=typed)


def voters(session: Session, meeting_id: str) -> list[Choice]:
    """Who has a vote in the body that meets, on the date of the meeting, by name."""
    meeting, found = _meeting(session, meeting_id), rule_for(session, meeting_id)
    return _choices(session, _with_vote(_body(session, meeting), found.voters, meeting.on_date, meeting_id))


def to_notify(session: Session, meeting_id: str) -> list[Choice]:
    """Who must get notice of a meeting, by name."""
    meeting, found = _meeting(session, meeting_id), rule_for(session, meeting_id)
    return _choices(session, _with_vote(_body(session, meeting), found.notified or found.voters, meeting.on_date))


def voting_among(session: Session, meeting_id: str, people: Iterable[str]) -> set[str]:
    """Which of these people have a vote in the meeting."""
    meeting, found = _meeting(session, meeting_id), rule_for(session, meeting_id)
    these = Membership.person_id.in_(list(people))
    vote = _with_vote(_body(session, meeting), found.voters, meeting.on_date, meeting_id)
    return set(session.scalars(select(Membership.person_id).where(vote, these)))


def members(session: Session, found: Rules, on_date: date) -> int:
    """How many have a vote in the group's meetings of a kind, on a date."""
    return _count(session, own_body(session), found.voters, on_date)


def next_on(session: Session, kind: MeetingKind, today: date) -> date:
    """The date of the next meeting of a kind that is planned; four weeks from today where none is."""
    planned = select(func.min(Meeting.on_date)).where(
        Meeting.kind == kind, Meeting.on_date >= today, Meeting.status == MeetingStatus.PLANNED,
        Meeting.is_theirs.is_(False),
    )  # fmt: skip
    return session.scalar(planned) or today + timedelta(weeks=4)


def nation(session: Session) -> str:
    """The nation whose bank holidays are no working days."""
    return session.scalars(select(Group.nation)).one()


def notice(session: Session, meeting_id: str) -> NoticeState | None:
    """By when notice of a meeting must go; None where the constitution asks for none."""
    meeting, found = _meeting(session, meeting_id), rule_for(session, meeting_id)
    rule = found.notice_rule()
    if rule is None:
        return None
    where = nation(session)
    latest = {by: send_by(rule, meeting.on_date, by, where) for by in Delivery}
    people = len(to_notify(session, meeting_id))
    return NoticeState(
        rule, meeting.on_date, latest, where, found.notice_clause, people, meeting.notice_on, meeting.notice_by,
        _noted(session, meeting_id) if meeting.notice_on else None,
    )  # fmt: skip


def _noted(session: Session, meeting_id: str) -> Noted | None:
    """Who said last that notice of a meeting went; None where no change is known that did."""
    row = session.execute(
        select(Change.by, Person.name, Change.at)
        .join(ChangeRow, ChangeRow.change == Change.number)
        .outerjoin(Person, Person.id == Change.by)
        .where(ChangeRow.table == "meeting", ChangeRow.key == meeting_id, ChangeRow.fields.contains("notice_"))
        .order_by(Change.number.desc())
        .limit(1)
    ).first()
    return Noted(row[0], row[1] or "", row[2]) if row else None


def notice_went(work: Work, meeting_id: str, on_date: date | None, by: Delivery = Delivery.EMAIL) -> None:
    """Note that notice went, or with None that it did not after all. Refused for a day ahead."""
    meeting = _meeting(work.session, meeting_id)
    if on_date is not None and on_date > work.today:
        raise Refused(_("That day is still ahead: note it when the notice has gone."), "notice_on")
    meeting.notice_on, meeting.notice_by = on_date, by if on_date else None


def quorum_is_too_large(rule: Quorum, count: int) -> bool:
    """Whether more must be there than there are."""
    return rule.kind is not QuorumKind.NONE and (needed(rule, count) or 0) > count


def _with_vote(
    body_id: str | None, roles: Sequence[Role], on_date: date, meeting_id: str | None = None
) -> ColumnElement[bool]:
    """Who is elected in the meeting votes from the next one on: their predecessors hold the seat until its end."""
    vote: ColumnElement[bool] = Membership.role.in_(roles) if roles else Membership.votes.is_(True)
    seated = select(Candidate.membership_id).join(Election).where(
        Election.meeting_id == meeting_id, Candidate.membership_id.is_not(None)
    )  # fmt: skip
    before = or_(
        Membership.start_on.is_(None), Membership.start_on < on_date, Membership.id.not_in(seated)
    )  # fmt: skip
    return and_(Membership.organization_id == body_id, current(on_date), vote, before)


def _count(session: Session, body_id: str | None, roles: Sequence[Role], on_date: date) -> int:
    return len(_choices(session, _with_vote(body_id, roles, on_date)))


def _choices(session: Session, where: ColumnElement[bool]) -> list[Choice]:
    found = session.execute(
        select(Person.id, Person.name)
        .where(Person.id.in_(select(Membership.person_id).where(where)))
        .order_by(Person.sort_name, Person.id)
    )
    return [Choice(row.id, row.name) for row in found]


def _body(session: Session, meeting: Meeting) -> str | None:
    return meeting.organization_id or own_body(session)


def _meeting(session: Session, meeting_id: str) -> Meeting:
    found = session.get(Meeting, meeting_id)
    if found is None:
        raise Refused(_("That meeting is no longer here."))
    return found
