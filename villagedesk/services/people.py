"""People and organisations: kept, listed, found, put in the bin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line, sort_name, split_title
from villagedesk.core.words import ContactKind, OrganizationKind
from villagedesk.models import Area, ContactDetail, Membership, Organization, Person, Post
from villagedesk.records.people import (
    Choice,
    ContactCard,
    ContactDraft,
    MembershipCard,
    OrganizationCard,
    OrganizationDraft,
    PeopleFilter,
    PeopleQuery,
    PersonCard,
    PersonDraft,
    PersonRow,
    PostCard,
)
from villagedesk.services import notes, peoplefind, posts, restriction, succession, tags
from villagedesk.services.posts import current
from villagedesk.store.writer import Work


def ids(session: Session, query: PeopleQuery, today: date) -> list[str]:
    """The keys of the people and organisations asked for, in order."""
    return list(session.scalars(peoplefind.ordered(query, today)))


def counts(session: Session, today: date) -> dict[PeopleFilter, int]:
    """How many each filter shows."""
    return {
        only: session.scalar(select(func.count()).select_from(peoplefind.found(PeopleQuery(only), today))) or 0
        for only in PeopleFilter
    }


def rows(session: Session, keys: Sequence[str], today: date) -> list[PersonRow]:
    """The list's lines for these keys, in any order."""
    held = posts.held_by(session, keys, today)
    found = [
        PersonRow(row.id, "person", row.name, posts.phrase(held.get(row.id, ())))
        for row in session.execute(select(Person.id, Person.name).where(Person.id.in_(keys)))
    ]
    parent = aliased(Organization)
    bodies = (
        select(Organization.id, Organization.name, Organization.kind, parent.name.label("parent"))
        .outerjoin(parent, parent.id == Organization.parent_id)
        .where(Organization.id.in_(keys))
    )
    for row in session.execute(bodies):
        second = ", ".join(filter(None, (kind_words()[row.kind], row.parent)))
        found.append(PersonRow(row.id, "organization", row.name, second, row.kind))
    return found


def kind_words() -> dict[OrganizationKind, str]:
    """What kinds of organisation are called on screen."""
    return {
        OrganizationKind.COUNCIL: _("Council"),
        OrganizationKind.DEPARTMENT: _("Department"),
        OrganizationKind.GROUP: _("Group"),
        OrganizationKind.PARTNER: _("Partner"),
        OrganizationKind.FUNDER: _("Funder"),
        OrganizationKind.PARTY: _("Party"),
        OrganizationKind.COMPANY: _("Company"),
        OrganizationKind.OTHER: _("Organisation"),
    }


def person(session: Session, person_id: str, today: date) -> PersonCard:
    """A person's card, in the bin or not. Refused when there is no such person."""
    found = session.get(Person, person_id, execution_options={"binned": True})
    if found is None:
        raise Refused(_("That person is no longer here."))
    return PersonCard(
        id=found.id,
        kind="person",
        name=found.name,
        title=found.title,
        honours=found.honours,
        pronouns=found.pronouns,
        languages=found.languages,
        access_needs=found.access_needs,
        summary=found.summary,
        do_not_contact=found.do_not_contact,
        audience=found.audience,
        binned=found.binned_at is not None,
        other_names=tuple(name.name for name in notes.names(session, person_id)),
        contacts=_contacts(session, ContactDetail.person_id == person_id),
        memberships=posts.memberships(session, Membership.person_id == person_id, today),
        tags=tuple(tag.name for tag in tags.of(session, person_id)),
        interests=notes.interests(session, person_id),
        notes=notes.notes(session, person_id),
        picture_id=found.picture_id,
    )


def organization(session: Session, organization_id: str, today: date) -> OrganizationCard:
    """An organisation's card, in the bin or not. Refused when there is no such organisation."""
    found = session.get(Organization, organization_id, execution_options={"binned": True})
    if found is None:
        raise Refused(_("That organisation is no longer here."))
    parent = session.get(Organization, found.parent_id) if found.parent_id else None
    parts = session.execute(
        select(Organization.id, Organization.name)
        .where(Organization.parent_id == organization_id)
        .order_by(Organization.sort_name)
    )
    now = and_(Membership.organization_id == organization_id, current(today))
    before, after = succession.follows(session, organization_id)
    return OrganizationCard(
        id=found.id,
        kind="organization",
        name=found.name,
        name_cy=found.name_cy,
        organization_kind=found.kind,
        tier=found.tier,
        parent_id=found.parent_id,
        parent=parent.name if parent else "",
        summary=found.summary,
        audience=found.audience,
        binned=found.binned_at is not None,
        contacts=_contacts(session, ContactDetail.organization_id == organization_id),
        posts=_posts(session, organization_id, today),
        members=posts.memberships(session, now, today),
        parts=tuple(Choice(row.id, row.name) for row in parts),
        other_names=tuple(name.name for name in notes.names(session, organization_id)),
        tags=tuple(tag.name for tag in tags.of(session, organization_id)),
        notes=notes.notes(session, organization_id),
        area_id=found.area_id,
        elects_on=found.elects_on,
        dissolved_on=found.dissolved_on,
        predecessors=before,
        successors=after,
    )


def _posts(session: Session, organization_id: str, today: date) -> tuple[PostCard, ...]:
    found = session.execute(
        select(Post.id, Post.label, Post.role, Area.name.label("area"))
        .outerjoin(Area, Area.id == Post.area_id)
        .where(Post.organization_id == organization_id)
        .order_by(Area.name, Post.label, Post.seat, Post.id)
    ).all()
    holders: dict[str, list[str]] = {}
    held = select(Membership.post_id, Person.name).join(Person, Person.id == Membership.person_id)
    for post_id, name in session.execute(
        held.where(Membership.organization_id == organization_id, current(today)).order_by(Person.sort_name)
    ):
        holders.setdefault(post_id or "", []).append(name)
    return tuple(PostCard(row.id, row.label, row.role, row.area or "", tuple(holders.get(row.id, ()))) for row in found)


def _contacts(session: Session, where: ColumnElement[bool]) -> tuple[ContactCard, ...]:
    order = case({kind: place for place, kind in enumerate(ContactKind)}, value=ContactDetail.kind)
    found = session.scalars(
        select(ContactDetail).where(where).order_by(ContactDetail.preferred.desc(), order, ContactDetail.id)
    )
    return tuple(
        ContactCard(row.id, row.kind, row.value, row.label, row.preferred, row.do_not_use, row.audience)
        for row in found
    )


def choices(session: Session) -> list[Choice]:
    """Everybody, by name, to choose an owner or a presenter from; of namesakes it is said what they are."""
    found = session.execute(select(Person.id, Person.name).order_by(Person.sort_name, Person.id)).all()
    counts = Counter(row.name for row in found)
    alike = [row.id for row in found if counts[row.name] > 1]
    held: dict[str, list[MembershipCard]] = {}
    for card in posts.memberships(session, Membership.person_id.in_(alike) & Membership.end_on.is_(None), date.max):
        held.setdefault(card.person_id, []).append(card)
    return [Choice(row.id, row.name, posts.phrase(held.get(row.id, ()))) for row in found]


def organization_choices(session: Session, *kinds: OrganizationKind) -> list[Choice]:
    """Every organisation but the parties (of these kinds, when given), by name."""
    wanted = Organization.kind.in_(kinds) if kinds else Organization.kind != OrganizationKind.PARTY
    found = session.execute(
        select(Organization.id, Organization.name).where(wanted).order_by(Organization.sort_name, Organization.id)
    )
    return [Choice(row.id, row.name) for row in found]


def add_person(work: Work, draft: PersonDraft) -> str:
    """Add a person; the new key. A title typed before the name is set apart. Refused without a name."""
    found = Person(id=work.new_id(), name="", sort_name="")
    _write_person(found, draft)
    work.session.add(found)
    work.session.flush()
    return found.id


def edit_person(work: Work, person_id: str, draft: PersonDraft) -> None:
    """Keep what was typed about a person. Refused without a name, or when the person is gone."""
    _write_person(restriction.open_person(work.session, person_id), draft)


def _write_person(found: Person, draft: PersonDraft) -> None:
    title, name, honours = split_title(draft.name)
    if not name:
        raise Refused(_("A person needs a name."), "name")
    found.name, found.sort_name = name, sort_name(name)
    found.title = one_line(draft.title) or title
    found.honours = one_line(draft.honours) or honours
    found.pronouns, found.languages = one_line(draft.pronouns), one_line(draft.languages)
    found.access_needs, found.summary = draft.access_needs.strip(), draft.summary.strip()
    found.audience = draft.audience
    if draft.do_not_contact is not None:
        found.do_not_contact = draft.do_not_contact


def add_organization(work: Work, draft: OrganizationDraft) -> str:
    """Add an organisation; the new key. Refused without a name."""
    found = Organization(id=work.new_id(), name="", sort_name="")
    _write_organization(found, draft)
    work.session.add(found)
    work.session.flush()
    return found.id


def edit_organization(work: Work, organization_id: str, draft: OrganizationDraft) -> None:
    """Keep what was typed about an organisation. Refused without a name, or when it would be its own parent."""
    above = draft.parent_id
    while above:
        if above == organization_id:
            raise Refused(_("An organisation cannot be a part of itself."), "parent_id")
        above = work.session.scalar(select(Organization.parent_id).where(Organization.id == above))
    _write_organization(_organization(work, organization_id), draft)


def move_organization(work: Work, organization_id: str, name: str, parent_id: str | None) -> None:
    """Call an organisation something else, or make it a part of another. Refused as in `edit_organization`."""
    stored = organization(work.session, organization_id, work.today)
    draft = OrganizationDraft(
        name, stored.name_cy, stored.organization_kind, stored.tier, parent_id, stored.summary, stored.audience,
        stored.elects_on,
    )  # fmt: skip
    edit_organization(work, organization_id, draft)


def _write_organization(found: Organization, draft: OrganizationDraft) -> None:
    name = one_line(draft.name)
    if not name:
        raise Refused(_("An organisation needs a name."), "name")
    found.name, found.sort_name, found.name_cy = name, fold(name), one_line(draft.name_cy)
    found.kind, found.tier, found.parent_id = draft.kind, one_line(draft.tier), draft.parent_id
    found.summary, found.audience, found.elects_on = draft.summary.strip(), draft.audience, draft.elects_on


def set_contacts(work: Work, owner_kind: str, owner_id: str, drafts: Sequence[ContactDraft]) -> None:
    """Replace the ways to reach a person or organisation. Refused when one is plainly wrong (an e-mail without @).

    One that stays, or is put right, stays the same row, so that importing the list it came from finds it again.
    """
    if owner_kind == "person":
        restriction.check(work.session, owner_id)
    column = {"person": ContactDetail.person_id, "organization": ContactDetail.organization_id}[owner_kind]
    there = list(work.session.scalars(select(ContactDetail).where(column == owner_id).order_by(ContactDetail.id)))
    wanted = [draft for draft in drafts if draft.value.strip()]
    rows: dict[int, ContactDetail] = {}
    for same in (_same_value, _same_sort):
        for place, draft in enumerate(wanted):
            found = None if place in rows else next((row for row in there if same(row, draft)), None)
            if found is not None:
                there.remove(found)
                rows[place] = found
    for place, draft in enumerate(wanted):
        row = rows.get(place) or ContactDetail(id=work.new_id(), **{column.key: owner_id})
        _write_contact(row, draft)
        work.session.add(row)
    for row in there:
        work.session.delete(row)


def _same_value(row: ContactDetail, draft: ContactDraft) -> bool:
    return row.kind is draft.kind and row.value == draft.value.strip()


def _same_sort(row: ContactDetail, draft: ContactDraft) -> bool:
    return row.kind is draft.kind and row.label == one_line(draft.label)


def _write_contact(row: ContactDetail, draft: ContactDraft) -> None:
    value = draft.value.strip()
    if draft.kind is ContactKind.EMAIL and ("@" not in value or " " in value):
        raise Refused(_("{value} is not an e-mail address: it needs a name, an @ and a domain.").format(value=value))
    row.kind, row.value, row.label = draft.kind, value, one_line(draft.label)
    row.preferred, row.do_not_use, row.audience = draft.preferred, draft.do_not_use, draft.audience


def bin_person(work: Work, person_id: str) -> None:
    """Put a person in the bin; what refers to them says so."""
    restriction.open_person(work.session, person_id).binned_at = work.now


def bin_organization(work: Work, organization_id: str) -> None:
    """Put an organisation in the bin. Refused for the group itself."""
    if organization_id == posts.own_body(work.session):
        raise Refused(_("The group itself cannot go into the bin."))
    _organization(work, organization_id).binned_at = work.now


def bin_all(work: Work, keys: Sequence[str]) -> None:
    """Put people and organisations in the bin, all or none."""
    people = set(work.session.scalars(select(Person.id).where(Person.id.in_(keys))))
    for key in keys:
        (bin_person if key in people else bin_organization)(work, key)


def _organization(work: Work, organization_id: str) -> Organization:
    found = work.session.get(Organization, organization_id)
    if found is None:
        raise Refused(_("That organisation is no longer here."))
    return found
