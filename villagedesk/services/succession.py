"""Bodies that end: who follows them from when, and what of theirs goes to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import OrganizationKind, Role, Side
from villagedesk.models import Action, Membership, Organization, Person, Post, Question, Succession
from villagedesk.records.people import Choice, Follows
from villagedesk.records.turnover import Move, Promise, PromiseKind, SuccessionDraft, SuccessionPreview
from villagedesk.services import promises
from villagedesk.services.posts import current, own_body, role_words
from villagedesk.services.promises import Holder
from villagedesk.store.writer import Work

_STAY_ON = (Role.OFFICER, Role.GRANT_OFFICER, Role.MEMBER, Role.OTHER)
"""Who goes over to a successor unless it is said otherwise; the others are elected or appointed anew."""


def follows(session: Session, body_id: str) -> tuple[tuple[Follows, ...], tuple[Follows, ...]]:
    """The bodies that came before one, and those that come after it."""

    def found(this: str, other: str) -> tuple[Follows, ...]:
        columns = Succession.__table__.c
        rows = session.execute(
            select(Organization.id, Organization.name, Succession.on_date)
            .join(Succession, columns[other] == Organization.id)
            .where(columns[this] == body_id)
            .order_by(Succession.on_date, Organization.sort_name, Organization.id)
        )
        return tuple(Follows(*row) for row in rows)

    return found("successor_id", "predecessor_id"), found("predecessor_id", "successor_id")


def planned(session: Session, body_id: str) -> SuccessionDraft:
    """What is planned for a body that has not ended: with which others, from when, and who follows."""
    found = session.execute(
        select(Succession.successor_id, Succession.on_date).where(Succession.predecessor_id == body_id)
    ).all()
    others = session.scalars(
        select(Succession.predecessor_id)
        .join(Organization, Organization.id == Succession.predecessor_id)
        .where(
            Succession.successor_id.in_([row.successor_id for row in found]),
            Succession.on_date.in_([row.on_date for row in found]),
            Organization.dissolved_on.is_(None),
        )
        .distinct()
    )
    bodies = (body_id, *sorted(set(others) - {body_id}))
    return SuccessionDraft(bodies, found[0].on_date if found else None, tuple(row.successor_id for row in found))


def preview(session: Session, draft: SuccessionDraft, today: date) -> SuccessionPreview:
    """What carrying a succession out would move; nothing is written.

    Each thing goes to the first successor unless it is directed to another. Refused without a day, a body or a
    successor, for the group itself, and for a body that has ended or would follow itself.
    """
    bodies = _checked(session, draft)
    if draft.on is None:
        raise Refused(_("Say from which day: the new body's first."), "on")
    successors = _successors(session, draft)
    if any(one.id in draft.body_ids for one in successors):
        raise Refused(_("A body cannot follow itself."), "successor_ids")
    planning = _Planning(session, draft.on, draft.directed, [one.id for one in successors])
    moves = tuple(move for body in bodies for move in planning.moves(body))
    return SuccessionPreview(
        tuple(Choice(body.id, body.name) for body in bodies), successors, moves, draft.on, draft.on > today
    )


def decide(work: Work, draft: SuccessionDraft) -> SuccessionPreview:
    """Keep who follows whom; from the day on also end the bodies and move what the preview shows.

    Refused as `preview`. What was planned for these bodies before is replaced.
    """
    plan = preview(work.session, draft, work.today)
    named = {one.id: one.id for one in plan.successors}
    named |= {name: _add_body(work, name, plan) for name in _new_names(work.session, draft)}
    bodies = [body.id for body in plan.bodies]
    work.session.execute(delete(Succession).where(Succession.predecessor_id.in_(bodies)))
    for body in bodies:
        for successor in plan.successors:
            row = Succession(
                id=work.new_id(), predecessor_id=body, successor_id=named[successor.id], on_date=plan.on
            )  # fmt: skip
            work.session.add(row)
    work.session.flush()
    if not plan.is_ahead:
        moving = _Moving(work, plan.on, named)
        for ending in plan.bodies:
            moving.carry_out(ending, [move for move in plan.moves if move.body_id == ending.id])
    return plan


def give_up(work: Work, body_id: str) -> None:
    """Nobody follows a body after all. Refused once it has ended."""
    body = work.session.get_one(Organization, body_id)
    if body.dissolved_on is not None:
        raise Refused(_("{name} has ended already. Undo takes that back.").format(name=body.name))
    work.session.execute(delete(Succession).where(Succession.predecessor_id == body_id))


def _checked(session: Session, draft: SuccessionDraft) -> list[Organization]:
    bodies = [session.get(Organization, key) for key in dict.fromkeys(draft.body_ids)]
    if not bodies:
        raise Refused(_("Say which body ends."), "body_ids")
    for body in bodies:
        if body is None:
            raise Refused(_("That organisation is no longer here."), "body_ids")
        if body.id == own_body(session):
            raise Refused(_("The group itself cannot be followed by another."), "body_ids")
        if body.dissolved_on is not None:
            raise Refused(_("{name} has ended already.").format(name=body.name), "body_ids")
    return [body for body in bodies if body]


def _successors(session: Session, draft: SuccessionDraft) -> tuple[Choice, ...]:
    """Those that are here, and the names of those that are not yet, which stand for their own keys."""
    keys = list(dict.fromkeys((*draft.successor_ids, *_named_here(session, draft).values())))
    names = {
        row.id: row.name
        for row in session.execute(select(Organization.id, Organization.name).where(Organization.id.in_(keys)))
    }
    found = [Choice(key, names[key]) for key in keys if key in names]
    found += [Choice(name, name) for name in _new_names(session, draft)]
    if not found:
        raise Refused(_("Say who follows: at least one body."), "successor_ids")
    return tuple(found)


def _named_here(session: Session, draft: SuccessionDraft) -> dict[str, str]:
    """The keys of bodies that are here already under a name that was typed as new."""
    folded = {fold(name): one_line(name) for name in draft.names if name.strip()}
    found = session.execute(
        select(Organization.id, Organization.sort_name).where(
            Organization.sort_name.in_(folded), Organization.kind != OrganizationKind.PARTY
        )
    )
    return {folded[row.sort_name]: row.id for row in found}


def _new_names(session: Session, draft: SuccessionDraft) -> list[str]:
    here = _named_here(session, draft)
    return [name for name in dict.fromkeys(map(one_line, draft.names)) if name and name not in here]


def _add_body(work: Work, name: str, plan: SuccessionPreview) -> str:
    """A new body of the same sort as the one that it follows."""
    before = work.session.get_one(Organization, plan.bodies[0].id)
    row = Organization(
        id=work.new_id(), name=name, sort_name=fold(name), kind=before.kind, parent_id=before.parent_id,
        founded_on=plan.on, audience=before.audience,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    return row.id


def _stays_until(on: date) -> ColumnElement[bool]:
    return or_(Membership.end_on.is_(None), Membership.end_on >= on)


class _Planning:
    """Decides for each thing of a body where it goes."""

    def __init__(self, session: Session, on: date, directed: Mapping[str, str], successors: Sequence[str]) -> None:
        self._session, self._on, self._directed, self._successors = session, on, directed, successors
        self._seen: set[str] = set()
        self._sitting = set(session.scalars(_people_of(successors, on)))

    def moves(self, body: Organization) -> list[Move]:
        """Everything of a body that was not said of another before."""
        places = self._places(body)
        staying = {person for move, person in places if move.to} | self._sitting
        gone = {person for _move, person in places} - staying
        found = [*promises.of_body(self._session, body.id, self._on), *self._of_people(gone, body)]
        moves = [Move(one, body.id, self._to(one, self._successors[0])) for one in found]
        new = [move for move in [*moves, *(move for move, _person in places)] if move.promise.key not in self._seen]
        self._seen |= {move.promise.key for move in new}
        return new

    def _to(self, promise: Promise, unless: str) -> str:
        to = self._directed.get(promise.key, unless)
        return to if to in (*self._successors, "") else unless

    def _places(self, body: Organization) -> list[tuple[Move, str]]:
        """Who belongs to the body, and whether they go over; with the key of each person."""
        found = self._session.execute(
            select(Membership.id, Membership.person_id, Membership.role, Membership.label, Person.name, Post.label)
            .join(Person, Person.id == Membership.person_id)
            .outerjoin(Post, Post.id == Membership.post_id)
            .where(Membership.organization_id == body.id, _stays_until(self._on))
            .order_by(Person.sort_name, Membership.id)
        )
        words, places = role_words(), []
        for key, person, role, label, name, post in found:
            promise = Promise(PromiseKind.MEMBERSHIP, key, name, holder=post or label or words[role])
            goes = role in _STAY_ON and person not in self._sitting
            places.append((Move(promise, body.id, self._to(promise, self._successors[0] if goes else "")), person))
        return places

    def _of_people(self, gone: set[str], body: Organization) -> list[Promise]:
        """What was promised by people who don't go over and sit on no other council, in no body's name."""
        councils = select(Organization.id).where(
            Organization.kind == OrganizationKind.COUNCIL, Organization.id != body.id
        )  # fmt: skip
        elsewhere = set(self._session.scalars(_people_of(self._session.scalars(councils).all(), self._on)))
        left = sorted(gone - elsewhere)
        of_them = and_(Action.owner_id.in_(left), Action.organization_id.is_(None), Action.side != Side.OURS)
        asked = and_(Question.person_id.in_(left), Question.organization_id.is_(None))
        return [*promises.actions(self._session, of_them), *promises.questions(self._session, asked)]


class _Moving:
    """Writes what was planned; `named` gives the key of each successor."""

    def __init__(self, work: Work, on: date, named: Mapping[str, str]) -> None:
        self._work, self._on, self._named = work, on, named

    def carry_out(self, body: Choice, moves: Sequence[Move]) -> None:
        """End a body and give what it had to those that follow it."""
        work, before = self._work, Holder(body.name, organization_id=body.id)
        for move in moves:
            if move.to and move.promise.kind is PromiseKind.MEMBERSHIP:
                self._go_over(move)
        work.session.flush()
        for move in moves:
            if move.to and move.promise.kind is not PromiseKind.MEMBERSHIP:
                after = self._successor(move)
                words = _("{old} was followed by {new}").format(old=body.name, new=after.name)
                whose = self._whose(move, before, after)
                promises.hand_on(work, move.promise, whose, after, self._on, words)
        self._end(body)

    def _successor(self, move: Move) -> Holder:
        return promises.holder(self._work.session, self._named[move.to])

    def _whose(self, move: Move, body: Holder, after: Holder) -> Holder:
        """The person with the body, where one is named who does not go over with it."""
        if move.promise.kind not in (PromiseKind.ACTION, PromiseKind.QUESTION):
            return body
        row = self._work.session.get_one(promises.MODELS[move.promise.kind], move.promise.id)
        key = row.owner_id if isinstance(row, Action) else row.person_id
        person = self._work.session.get(Person, key) if key else None
        sits = _people_of([after.organization_id or ""], self._on).where(Membership.person_id == key)
        if person is None or self._work.session.scalar(sits.limit(1)):
            return body
        return Holder(f"{person.name}, {body.name}", key, body.organization_id)

    def _go_over(self, move: Move) -> None:
        work = self._work
        old, after = work.session.get_one(Membership, move.promise.id), self._successor(move)
        post = work.session.get(Post, old.post_id) if old.post_id else None
        work.session.add(
            Membership(
                id=work.new_id(), person_id=old.person_id, organization_id=after.organization_id,
                post_id=self._post(post, after.organization_id or "") if post else None, role=old.role,
                label=old.label, on_behalf_of_id=old.on_behalf_of_id, votes=old.votes,
                member_class=old.member_class, start_on=max(self._on, old.start_on or self._on), end_on=old.end_on,
            )
        )  # fmt: skip

    def _post(self, old: Post, body_id: str) -> str:
        """The post of that name in the successor; one held by several people is made once."""
        same = select(Post.id).where(Post.organization_id == body_id, Post.label == old.label, Post.role == old.role)
        if found := self._work.session.scalar(same.limit(1)):
            return found
        post = Post(
            id=self._work.new_id(), organization_id=body_id, label=old.label, label_cy=old.label_cy, role=old.role,
            area_id=old.area_id, audience=old.audience,
        )  # fmt: skip
        self._work.session.add(post)
        self._work.session.flush()
        return post.id

    def _end(self, body: Choice) -> None:
        work, last = self._work, self._on - timedelta(days=1)
        reason = _("{name} ended").format(name=body.name)
        for row in work.session.scalars(
            select(Membership).where(Membership.organization_id == body.id, _stays_until(self._on))
        ):
            row.end_on, row.end_reason = max(last, row.start_on or last), reason
        work.session.get_one(Organization, body.id).dissolved_on = self._on


def _people_of(bodies: Sequence[str], on: date) -> Select[str]:
    """Who belongs to any of these bodies on a day."""
    return select(Membership.person_id).where(Membership.organization_id.in_(bodies), current(on))
