"""Gathers what somebody should know before they meet a person or a body, for the group's own use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import file_stem, shorten
from villagedesk.core.words import Presence, Side
from villagedesk.models import Action, Attendance, Group, Meeting, Membership, Organization, Question
from villagedesk.records.actions import Narrow
from villagedesk.records.briefing import AskedQuestion, Briefing, LastSaid
from villagedesk.records.packs import PackAction, PackContact
from villagedesk.records.people import MembershipCard, OrganizationCard, PersonCard
from villagedesk.records.timeline import Happened
from villagedesk.services import actions, actionsteps, people, posts, timeline

_MOST_ACTIONS, _MOST_QUESTIONS, _MOST_SAID, _MOST_POSTS = 6, 4, 5, 6
_LONGEST = 220  # letters of what was said
_TELLS = (Happened.LOG, Happened.NOTE, Happened.ANSWER)


def gather(session: Session, keys: Sequence[str], today: date) -> list[Briefing]:
    """A briefing for each of these people and bodies, in this order; those that are gone are left out."""
    kinds = {row.id: row.kind for row in people.rows(session, keys, today)}
    return [
        _person(session, key, today) if kinds[key] == "person" else _organization(session, key, today)
        for key in keys
        if key in kinds
    ]


def build(session: Session, keys: Sequence[str], today: date) -> bytes:
    """The briefings as a PDF, a page for each."""
    from villagedesk.packs.briefing import build_pdf

    group = session.scalars(select(Group.name)).one()
    return build_pdf(gather(session, keys, today), group, today)


def file_name(session: Session, keys: Sequence[str], today: date) -> str:
    """What a file of these briefings is offered to be called."""
    names = [briefing.name for briefing in gather(session, keys, today)]
    name = names[0] if len(names) == 1 else ngettext("{n} person", "{n} people", len(names)).format(n=len(names))
    return file_stem(_("Briefing, {name}").format(name=name)) + ".pdf"


def _person(session: Session, key: str, today: date) -> Briefing:
    card = people.person(session, key, today)
    now = [m for m in card.memberships if posts.holds(m, today)]
    before = [m for m in card.memberships if m.end_on is not None and m.end_on < today]
    return _briefing(
        session,
        card,
        today,
        name=" ".join(filter(None, (card.title, card.name, card.honours))),
        holds=_first(_held(m) for m in now),
        held=_first(_held(m) for m in before),
        pronouns=card.pronouns,
        languages=card.languages,
        do_not_contact=card.do_not_contact,
    )


def _organization(session: Session, key: str, today: date) -> Briefing:
    card = people.organization(session, key, today)
    holders = (f"{post.label}: {', '.join(post.holders)}" for post in card.posts if post.holders)
    return _briefing(session, card, today, name=card.name, holds=_first(holders))


def _briefing(session: Session, card: PersonCard | OrganizationCard, today: date, **more: object) -> Briefing:
    key = card.id
    met, last_met = _meetings(session, key, today)
    theirs, ours = actions.ids(session, actions.ActionQuery(narrow=Narrow.OWNER, key=key), today), _ours(session, key)
    return Briefing(
        about=card.summary,
        contacts=tuple(
            PackContact(kind=c.kind, value=c.value, label=c.label) for c in card.contacts if not c.do_not_use
        ),
        theirs=_rows(session, theirs[:_MOST_ACTIONS]),
        theirs_count=len(theirs),
        ours=_rows(session, ours[:_MOST_ACTIONS]),
        ours_count=len(ours),
        questions=_questions(session, key, today),
        said=_said(session, key, today),
        met=met,
        last_met=last_met,
        **more,  # type: ignore[arg-type]
    )


def _first(lines: Iterable[str]) -> tuple[str, ...]:
    told = tuple(lines)
    if (more := len(told) - _MOST_POSTS) <= 0:
        return told
    return (*told[:_MOST_POSTS], ngettext("and {n} more", "and {n} more", more).format(n=more))


def _held(membership: MembershipCard) -> str:
    words = posts.phrase([membership])
    start, end = membership.start_on, membership.end_on
    if start and end:
        return _("{what}, {start} to {end}").format(what=words, start=show_date(start), end=show_date(end))
    if start:
        return _("{what}, since {start}").format(what=words, start=show_date(start))
    return _("{what}, until {end}").format(what=words, end=show_date(end)) if end else words


def _ours(session: Session, key: str) -> list[str]:
    """What the group agreed at joint meetings that they were at, and has not done; for its own members nothing."""
    own = posts.own_body(session)
    if session.scalar(select(Membership.id).where(Membership.person_id == key, Membership.organization_id == own)):
        return []
    found = session.scalars(
        select(Action.id)
        .where(
            Action.status.in_(actionsteps.OPEN),
            Action.side.in_((Side.OURS, Side.JOINT)),
            Action.meeting_id.in_(_attended(key).where(Meeting.with_id.is_not(None))),
            or_(Action.owner_id.is_(None), Action.owner_id != key),
        )
        .order_by(Action.due_on.nulls_last(), Action.id)
    )
    return list(found)


def _rows(session: Session, keys: Sequence[str]) -> tuple[PackAction, ...]:
    known = {row.id: row for row in actions.rows(session, keys)}
    return tuple(
        PackAction(number=row.number, text=row.text, side=row.side, owner=row.owner, due=row.due_on, status=row.status)
        for row in (known[key] for key in keys)
    )


def _attended(key: str) -> Select[str]:
    return (
        select(Meeting.id)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(
            or_(Attendance.person_id == key, Meeting.with_id == key),
            Attendance.presence.in_((Presence.PRESENT, Presence.IN_ATTENDANCE)),
        )
    )


def _meetings(session: Session, key: str, today: date) -> tuple[int, date | None]:
    year_ago = today - timedelta(days=365)
    where = (Meeting.id.in_(_attended(key)), Meeting.on_date <= today)
    last = session.scalar(select(func.max(Meeting.on_date)).where(*where))
    met = session.scalar(select(func.count(Meeting.id)).where(*where, Meeting.on_date > year_ago)) or 0
    return met, last


def _questions(session: Session, key: str, today: date) -> tuple[AskedQuestion, ...]:
    found = session.scalars(
        select(Question)
        .where(
            or_(
                Question.person_id == key,
                Question.organization_id == key,
                Question.organization_id.in_(select(Organization.id).where(Organization.parent_id == key)),
            ),
            Question.answered_on.is_(None),
            Question.withdrawn_on.is_(None),
        )
        .order_by(Question.asked_on)
        .limit(_MOST_QUESTIONS)
    )
    return tuple(AskedQuestion(text=row.text, asked_on=row.asked_on, days=(today - row.asked_on).days) for row in found)


def _said(session: Session, key: str, today: date) -> tuple[LastSaid, ...]:
    return tuple(
        LastSaid(on_date=entry.on_date, what=timeline.words(entry), text=shorten(entry.title, _LONGEST))
        for entry in timeline.entries(session, key, only=_TELLS, limit=_MOST_SAID, until=today)
    )
