"""Who holds what, where and when: memberships, and the posts that outlive their holders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import Role
from villagedesk.models import Area, Group, Membership, Organization, Person, Post, Succession
from villagedesk.records.people import MembershipCard, MembershipDraft
from villagedesk.services import restriction
from villagedesk.store.writer import Work


def current(on: date | InstrumentedAttribute[date]) -> ColumnElement[bool]:
    """Whether a membership holds on a date, or on that of another row; its last day counts."""
    return and_(
        or_(Membership.start_on.is_(None), Membership.start_on <= on),
        or_(Membership.end_on.is_(None), Membership.end_on >= on),
    )


def running() -> ColumnElement[bool]:
    """Whether an organisation has not ended and is not one that only follows another when that ends."""
    before = aliased(Organization)
    waits = (
        select(Succession.id)
        .join(before, before.id == Succession.predecessor_id)
        .where(Succession.successor_id == Organization.id, before.dissolved_on.is_(None))
        .correlate(Organization)
    )
    return and_(Organization.dissolved_on.is_(None), ~waits.exists())


def memberships(session: Session, where: ColumnElement[bool], today: date) -> tuple[MembershipCard, ...]:
    """The memberships that `where` picks: those of today first, then the former, the latest first."""
    party = aliased(Organization)
    statement = (
        select(
            Membership,
            Person.name,
            Organization.name,
            Post.label,
            Area.name,
            party.name,
        )
        .join(Person, Person.id == Membership.person_id)
        .join(Organization, Organization.id == Membership.organization_id)
        .outerjoin(Post, Post.id == Membership.post_id)
        .outerjoin(Area, Area.id == Post.area_id)
        .outerjoin(party, party.id == Membership.on_behalf_of_id)
        .where(where)
        .order_by(Membership.end_on.desc().nulls_first(), Membership.start_on.desc(), Membership.id)
    )
    cards = [_card(*found) for found in session.execute(statement)]
    return tuple(sorted(cards, key=lambda card: not holds(card, today)))


def _card(
    row: Membership, person: str, organization: str, post: str | None, area: str | None, party: str | None
) -> MembershipCard:
    return MembershipCard(
        id=row.id,
        person_id=row.person_id,
        person=person,
        organization_id=row.organization_id,
        organization=organization,
        post_id=row.post_id,
        post=post or "",
        role=row.role,
        label=row.label or role_words()[row.role],
        area=area or "",
        party=party or "",
        votes=row.votes,
        start_on=row.start_on,
        end_on=row.end_on,
        member_class=row.member_class,
        end_reason=row.end_reason,
    )


def holds(card: MembershipCard, on: date) -> bool:
    """Whether a membership holds on a date."""
    return (card.start_on is None or card.start_on <= on) and (card.end_on is None or card.end_on >= on)


def held_by(session: Session, people: Sequence[str], today: date) -> dict[str, list[MembershipCard]]:
    """What each of these people holds today."""
    held: dict[str, list[MembershipCard]] = {}
    for card in memberships(session, and_(Membership.person_id.in_(people), current(today)), today):
        held.setdefault(card.person_id, []).append(card)
    return held


_WEIGHT = {role: place for place, role in enumerate(Role)}


def phrase(held: Iterable[MembershipCard]) -> str:
    """What somebody is, in one line: "Councillor for Ashgrove. Parks officer, Highways"."""
    words: list[str] = []
    for card in sorted(held, key=lambda card: _WEIGHT[card.role]):
        text = card.words()
        if fold(card.organization) not in fold(text) and card.role is not Role.COUNCILLOR:
            text = f"{text}, {card.organization}"
        if text not in words:
            words.append(text)
    return ". ".join(words)


def role_words() -> dict[Role, str]:
    """What roles are called where nothing else is said."""
    return {
        Role.COUNCILLOR: _("Councillor"),
        Role.PORTFOLIO: _("Portfolio holder"),
        Role.OFFICER: _("Officer"),
        Role.CHAIR: _("Chair"),
        Role.SECRETARY: _("Secretary"),
        Role.TREASURER: _("Treasurer"),
        Role.TRUSTEE: _("Trustee"),
        Role.COMMITTEE: _("Committee member"),
        Role.MEMBER: _("Member"),
        Role.GRANT_OFFICER: _("Grants officer"),
        Role.OTHER: _("Other"),
    }


def add_membership(work: Work, person_id: str, draft: MembershipDraft) -> str:
    """Give somebody a place in a body; the new key. Refused without a body, or when it ends before it starts."""
    if not draft.organization_id or work.session.get(Organization, draft.organization_id) is None:
        raise Refused(_("Choose the organisation."), "organization_id")
    restriction.check(work.session, person_id)
    _check_dates(draft.start_on, draft.end_on)
    membership = Membership(
        id=work.new_id(),
        person_id=person_id,
        organization_id=draft.organization_id,
        post_id=_post(work, draft) if draft.post.strip() else None,
        role=draft.role,
        label=one_line(draft.label),
        votes=draft.votes,
        start_on=draft.start_on,
        end_on=draft.end_on,
        member_class=one_line(draft.member_class),
        end_reason=one_line(draft.end_reason),
    )
    work.session.add(membership)
    work.session.flush()
    return membership.id


def edit_membership(work: Work, membership_id: str, draft: MembershipDraft) -> None:
    """Put a place in a body right. Refused as in `add_membership`, or when it is no longer there."""
    membership = work.session.get(Membership, membership_id)
    if membership is None:
        raise Refused(_("That is no longer here."))
    if not draft.organization_id or work.session.get(Organization, draft.organization_id) is None:
        raise Refused(_("Choose the organisation."), "organization_id")
    _check_dates(draft.start_on, draft.end_on)
    post = work.session.get(Post, membership.post_id) if membership.post_id else None
    is_same = (
        post is not None
        and (post.organization_id, post.label) == (draft.organization_id, one_line(draft.post))
        and draft.area_id in (None, post.area_id)
    )
    if not is_same:
        membership.post_id = _post(work, draft) if draft.post.strip() else None
    if membership.role is not draft.role:
        membership.label = ""  # it said the role before in other words
    membership.organization_id, membership.role, membership.votes = draft.organization_id, draft.role, draft.votes
    membership.start_on, membership.end_on = draft.start_on, draft.end_on
    membership.member_class, membership.end_reason = one_line(draft.member_class), one_line(draft.end_reason)


def end_membership(work: Work, membership_id: str, on: date, reason: str = "") -> None:
    """Somebody leaves: `on` is their last day."""
    membership = work.session.get(Membership, membership_id)
    if membership is None:
        raise Refused(_("That is no longer here."))
    _check_dates(membership.start_on, on)
    membership.end_on, membership.end_reason = on, one_line(reason)


def remove_membership(work: Work, membership_id: str) -> None:
    """Take away a membership that was entered by mistake."""
    membership = work.session.get(Membership, membership_id)
    if membership is not None:
        work.session.delete(membership)


def _check_dates(start: date | None, end: date | None) -> None:
    if start and end and end < start:
        raise Refused(_("It cannot end before it starts."), "end_on")


def _post(work: Work, draft: MembershipDraft) -> str:
    """The body's post of that label (for that ward, where one is said), made when there is none."""
    label, body, area = one_line(draft.post), draft.organization_id, draft.area_id
    there = select(Post.id).where(Post.organization_id == body, Post.label == label).limit(1)
    found = work.session.scalar(there.where(Post.area_id == area) if area else there)
    if found is None:
        found = work.new_id()
        work.session.add(Post(id=found, organization_id=body, label=label, role=draft.role, area_id=area))
        work.session.flush()
    return found


def own_body(session: Session) -> str | None:
    """The organisation that the group itself is."""
    return session.scalar(select(Group.organization_id))
