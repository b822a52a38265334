"""Turnover: places that end with a newer list, promises that are handed on, and what Today asks about both."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, union_all
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.core.words import OrganizationKind, Role, Side
from villagedesk.models import Action, Membership, Organization, Person, Post, Question, Succession
from villagedesk.records.imports import ImportPreview
from villagedesk.records.people import Choice, Follows
from villagedesk.records.turnover import Ending, HandOn, Leaving, Left, Poll, TurnoverDue
from villagedesk.services import promises, questions
from villagedesk.services.actionsteps import OPEN
from villagedesk.services.posts import held_by, own_body, phrase
from villagedesk.store.writer import Work

POLL_DAYS = 42  # before a polling day, in which Today speaks of it
_MOST_LEFT = 5
COUNCIL_KINDS = (OrganizationKind.COUNCIL, OrganizationKind.DEPARTMENT)
_PROMISING = (Role.PORTFOLIO, Role.OFFICER, Role.COUNCILLOR)
"""Whose successor is proposed first, where somebody held several posts: who can decide comes before who sits."""


# somebody goes


def ending_of(session: Session, preview: ImportPreview, today: date) -> Ending:
    """Every place of the departed that a newer list does not give them, ended on the last poll, else today."""
    keys = [key for somebody in preview.departed for key in somebody.membership_ids]
    poll = session.scalar(
        select(func.max(Organization.elects_on))
        .join(Membership, Membership.organization_id == Organization.id)
        .where(Membership.id.in_(keys), Organization.elects_on <= today)
        .where(or_(Organization.listed_on.is_(None), Organization.listed_on <= Organization.elects_on))
    )
    return Ending(poll or today, tuple(keys))


def end_departed(work: Work, preview: ImportPreview, ending: Ending) -> None:
    """End the places that were chosen, for the reason that the list of today has them no more.

    Who came after that day has it as the first and last one. Refused without a day, or on one that is still ahead.
    """
    offered = {key for somebody in preview.departed for key in somebody.membership_ids}
    if not ending.membership_ids:
        return
    if ending.on is None:
        raise Refused(_("Say which day was their last."), "on")
    if ending.on > work.today:
        raise Refused(_("That day is still ahead."), "on")
    reason = _("Not in the list of {date}").format(date=show_date(work.today))
    for key in offered.intersection(ending.membership_ids):
        membership = work.session.get_one(Membership, key)
        membership.end_on = max(ending.on, membership.start_on or ending.on)
        membership.end_reason = reason


def leaving(session: Session, person_id: str, today: date, body_id: str | None = None) -> Leaving:
    """What somebody leaves open, as one of `body_id` or of all that they have left, and who might take it on.

    Who holds their post now is proposed, else the body. Refused when there is no such person.
    """
    person = session.get(Person, person_id)
    if person is None:
        raise Refused(_("That person is no longer here."))
    bodies = [body_id] if body_id else _left_bodies(session, person_id, today)
    open_ones = promises.of_person(session, person_id, _sides(session, bodies))
    if not open_ones:
        return Leaving(person_id, person.name, ())
    family = _family(session, bodies)
    held = _holders(session, family, person_id, today)
    offered = [*_people(session, held, today), *_bodies(session, family)]
    proposed = _holder_now(session, person_id, bodies, today) or (family[0] if family else "")
    return Leaving(person_id, person.name, tuple(open_ones), tuple(offered), proposed)


def hand_on(work: Work, person_id: str, draft: HandOn) -> int:
    """Give what somebody had promised to others; how many. Refused when nobody is named for anything, or no day."""
    open_ones = {promise.key: promise for promise in leaving(work.session, person_id, work.today).promises}
    open_ones |= {one.key: one for one in promises.of_person(work.session, person_id, tuple(Side))}
    given = {key: to for key, to in draft.to.items() if to and key in open_ones}
    if not given:
        raise Refused(_("Choose who takes on at least one of them."), "everything")
    if draft.on is None:
        raise Refused(_("Say from which day."), "on")
    before = promises.holder(work.session, person_id)
    for key, to in given.items():
        if to == person_id:
            raise Refused(_("They cannot hand on to themselves."), "everything")
        after = promises.holder(work.session, to)
        promises.hand_on(work, open_ones[key], before, after, draft.on, one_line(draft.reason))
    return len(given)


def _left_bodies(session: Session, person_id: str, today: date) -> list[str]:
    """The bodies in which somebody holds nothing any more, the last one left first; else all of theirs."""
    ends = session.execute(
        select(Membership.organization_id, func.max(_stays(today)), func.max(Membership.end_on))
        .where(Membership.person_id == person_id)
        .group_by(Membership.organization_id)
        .order_by(func.max(Membership.end_on).desc(), Membership.organization_id)
    ).all()
    return [key for key, stays, _on in ends if not stays] or [key for key, _stays_, _on in ends]


def _stays(today: date) -> ColumnElement[int]:
    return case((or_(Membership.end_on.is_(None), Membership.end_on > today), 1), else_=0)


def _sides(session: Session, bodies: Sequence[str]) -> tuple[Side, ...]:
    """Whose actions go with these bodies: a council's are theirs, those of any other ours."""
    kinds = set(session.scalars(select(Organization.kind).where(Organization.id.in_(bodies))))
    sides = {Side.JOINT} | {Side.THEIRS if kind in COUNCIL_KINDS else Side.OURS for kind in kinds}
    return tuple(sides) if kinds else tuple(Side)


def _family(session: Session, bodies: Sequence[str]) -> list[str]:
    """The bodies themselves, what they are a part of and what is a part of them, not dissolved."""
    above = session.scalars(select(Organization.parent_id).where(Organization.id.in_(bodies)))
    roots = [*bodies, *(key for key in above if key and key not in bodies)]
    found = session.execute(
        select(Organization.id, Organization.parent_id)
        .where(or_(Organization.id.in_(roots), Organization.parent_id.in_(roots)), Organization.dissolved_on.is_(None))
        .order_by(Organization.sort_name, Organization.id)
    ).all()
    return sorted((row.id for row in found), key=lambda key: roots.index(key) if key in roots else len(roots))


def _holders(session: Session, family: Collection[str], person_id: str, today: date) -> list[str]:
    return list(
        session.scalars(
            select(Person.id)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.organization_id.in_(family), Person.id != person_id, _stays(today) == 1)
            .where(or_(Membership.start_on.is_(None), Membership.start_on <= today))
            .distinct()
            .order_by(Person.sort_name, Person.id)
        )
    )


def _people(session: Session, keys: Sequence[str], today: date) -> list[Choice]:
    held = held_by(session, keys, today)
    names = {row.id: row.name for row in session.execute(select(Person.id, Person.name).where(Person.id.in_(keys)))}
    return [Choice(key, names[key], phrase(held.get(key, ()))) for key in keys]


def _bodies(session: Session, keys: Sequence[str]) -> list[Choice]:
    names = {
        row.id: row.name
        for row in session.execute(select(Organization.id, Organization.name).where(Organization.id.in_(keys)))
    }
    return [Choice(key, names[key]) for key in keys]


def _holder_now(session: Session, person_id: str, bodies: Sequence[str], today: date) -> str:
    """Who holds what somebody held last: the same post, else another seat of the same ward, the newest."""
    held = session.execute(
        select(Membership.post_id, Post.organization_id, Post.area_id, Membership.end_on, Membership.role)
        .join(Post, Post.id == Membership.post_id)
        .where(Membership.person_id == person_id, Membership.organization_id.in_(bodies), _stays(today) == 0)
    ).all()
    order = {role: place for place, role in enumerate(_PROMISING)}
    held = sorted(held, key=lambda row: (-row.end_on.toordinal(), order.get(row.role, len(order))))
    for row in held:
        same_post = Membership.post_id == row.post_id
        same_ward = and_(
            Post.organization_id == row.organization_id, Post.area_id == row.area_id, Post.role == row.role
        )
        for where in (same_post, same_ward) if row.area_id else (same_post,):
            now = (
                select(Membership.person_id)
                .join(Post, Post.id == Membership.post_id)
                .join(Person, Person.id == Membership.person_id)
                .where(where, Membership.person_id != person_id, _stays(today) == 1)
                .where(or_(Membership.start_on.is_(None), Membership.start_on <= today))
                .order_by(Membership.start_on.desc(), Membership.id)
            )
            if found := session.scalar(now.limit(1)):
                return found
    return ""


def left_by(session: Session, people_ids: Collection[str], today: date) -> Left | None:
    """Who of these people has left with most that is open; None when none of them has."""
    return next(iter(_left(session, today, Person.id.in_(people_ids))), None)


# what Today asks


def due(session: Session, today: date) -> TurnoverDue:
    """What turnover asks for today."""
    return TurnoverDue(_polls(session, today), _succeeded(session, today), _left(session, today))


def _polls(session: Session, today: date) -> tuple[Poll, ...]:
    """Polls within six weeks, and those over with no list taken in since."""
    is_near = Organization.elects_on.between(today, today + timedelta(days=POLL_DAYS))
    not_listed = or_(Organization.listed_on.is_(None), Organization.listed_on <= Organization.elects_on)
    found = session.execute(
        select(Organization.id, Organization.name, Organization.elects_on)
        .where(Organization.dissolved_on.is_(None), or_(is_near, and_(Organization.elects_on < today, not_listed)))
        .order_by(Organization.elects_on, Organization.sort_name)
    )
    return tuple(Poll(key, name, on) for key, name, on in found if on)


def _succeeded(session: Session, today: date) -> tuple[Follows, ...]:
    found = session.execute(
        select(Organization.id, Organization.name, func.min(Succession.on_date))
        .join(Succession, Succession.predecessor_id == Organization.id)
        .where(Organization.dissolved_on.is_(None), Succession.on_date <= today)
        .group_by(Organization.id)
        .order_by(func.min(Succession.on_date), Organization.sort_name)
    )
    return tuple(Follows(*row) for row in found)


def _left(session: Session, today: date, *among: ColumnElement[bool]) -> tuple[Left, ...]:
    """Who has left the council, or the group, with something open that goes with it; those with most of it first."""
    own = own_body(session)
    of_council = Membership.organization_id.in_(select(Organization.id).where(Organization.kind.in_(COUNCIL_KINDS)))
    has_left = _has_left(of_council, today)
    actions = select(Action.owner_id.label("person_id")).join(Person, Person.id == Action.owner_id)
    of_actions = actions.where(
        Action.status.in_(OPEN),
        or_(
            and_(Action.side != Side.OURS, has_left),
            and_(Action.side == Side.OURS, _has_left(Membership.organization_id == own, today)),
        ),
    )
    asked = select(Question.person_id.label("person_id")).join(Person, Person.id == Question.person_id)
    of_questions = asked.where(questions.is_open, has_left)
    told = union_all(of_actions, of_questions).subquery()
    found = session.execute(
        select(Person.id, Person.name, func.count())
        .join(told, told.c.person_id == Person.id)
        .where(*among)
        .group_by(Person.id)
        .order_by(func.count().desc(), Person.sort_name)
        .limit(_MOST_LEFT)
    )
    return tuple(Left(*row) for row in found)


def _has_left(where: ColumnElement[bool], today: date) -> ColumnElement[bool]:
    """Whether somebody held something and holds nothing any more where `where` says."""
    held: Any = exists().where(Membership.person_id == Person.id, where)
    return and_(held, ~held.where(_stays(today) == 1))
