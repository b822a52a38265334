"""People and organisations as the lines of a table, and as addresses for an e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from villagedesk.core.words import ContactKind, Role
from villagedesk.models import ContactDetail, Group, Organization, Person, Tag, Tagging
from villagedesk.records.people import AddressList, MembershipCard, TableRow
from villagedesk.services import people, posts
from villagedesk.services.consent import may_be_contacted
from villagedesk.services.peoplefind import NUMBERS, last_in_touch

_WEIGHT = {role: place for place, role in enumerate(Role)}


def rows(session: Session, keys: Sequence[str], on: date) -> list[TableRow]:
    """The table's lines for these keys, in any order, as of a day."""
    held = posts.held_by(session, keys, on)
    own = session.scalar(select(Group.organization_id))
    emails, phones = _reached(session, keys, (ContactKind.EMAIL,)), _reached(session, keys, NUMBERS)
    touched = last_in_touch(on).subquery()
    last: dict[str, date] = dict(session.execute(select(touched).where(touched.c.id.in_(keys))).all())
    tags = _tags(session, keys)
    known = (emails, phones, last, tags)
    found = [
        _person(row.id, row.name, row.do_not_contact, held.get(row.id, []), own, known)
        for row in session.execute(select(Person.id, Person.name, Person.do_not_contact).where(Person.id.in_(keys)))
    ]
    parent = aliased(Organization)
    bodies = select(Organization.id, Organization.name, Organization.kind, parent.name.label("parent"))
    for row in session.execute(
        bodies.outerjoin(parent, parent.id == Organization.parent_id).where(Organization.id.in_(keys))
    ):
        found.append(
            TableRow(
                row.id, "organization", row.name, people.kind_words()[row.kind], row.parent or "",
                email=emails.get(row.id, ""), phone=phones.get(row.id, ""), last=last.get(row.id),
                tags=tags.get(row.id, ""),
            )
        )  # fmt: skip
    return found


def addresses(session: Session, keys: Sequence[str]) -> AddressList:
    """The e-mail addresses of these, each with its name, in their order and each address once.

    Left out and counted: those who asked not to be contacted, whose only address is not to be used, or without one.
    """
    silent = set(session.scalars(select(Person.id).where(Person.id.in_(keys), ~may_be_contacted())))
    names = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(keys))).all())
    names |= dict(session.execute(select(Organization.id, Organization.name).where(Organization.id.in_(keys))).all())
    emails = _reached(session, keys, (ContactKind.EMAIL,))
    unusable = _reached(session, keys, (ContactKind.EMAIL,), usable=False)
    lines: dict[str, str] = {}
    no_address = do_not_use = do_not_contact = 0
    for key in keys:
        if key in silent:
            do_not_contact += 1
        elif address := emails.get(key):
            quoted = names[key].replace("\\", "").replace('"', "'")
            lines.setdefault(address.casefold(), f'"{quoted}" <{address}>')
        elif key in unusable:
            do_not_use += 1
        else:
            no_address += 1
    return AddressList(", ".join(lines.values()), len(lines), no_address, do_not_use, do_not_contact)


def _person(
    key: str, name: str, silent: bool, held: list[MembershipCard], own: str | None,
    known: tuple[dict[str, str], dict[str, str], dict[str, date], dict[str, str]],
) -> TableRow:  # fmt: skip
    emails, phones, last, tags = known
    lead = min(held, key=lambda card: (_WEIGHT[card.role], card.id), default=None)
    ours = [card for card in held if card.organization_id == own]
    return TableRow(
        key, "person", name,
        what=lead.words() if lead else "",
        body=lead.organization if lead else "",
        ward=lead.area if lead else "",
        party=lead.party if lead else "",
        email=emails.get(key, ""), phone=phones.get(key, ""),
        member_class=max((card.member_class for card in ours), default=""),
        joined=min((card.start_on for card in ours if card.start_on), default=None),
        last=last.get(key), tags=tags.get(key, ""), do_not_contact=silent,
    )  # fmt: skip


def _reached(
    session: Session, keys: Sequence[str], kinds: tuple[ContactKind, ...], *, usable: bool = True
) -> dict[str, str]:
    """The first way of these kinds to reach each: the preferred one, else the one that was noted first."""
    wanted = (
        select(ContactDetail.person_id, ContactDetail.organization_id, ContactDetail.value)
        .where(ContactDetail.kind.in_(kinds), ContactDetail.do_not_use.is_(not usable))
        .where(or_(ContactDetail.person_id.in_(keys), ContactDetail.organization_id.in_(keys)))
        .order_by(ContactDetail.preferred.desc(), ContactDetail.id)
    )
    first: dict[str, str] = {}
    for person_id, organization_id, value in session.execute(wanted):
        first.setdefault(person_id or organization_id or "", value)
    return first


def _tags(session: Session, keys: Sequence[str]) -> dict[str, str]:
    wanted = (
        select(Tagging.person_id, Tagging.organization_id, Tag.name)
        .join(Tag, Tag.id == Tagging.tag_id)
        .where(or_(Tagging.person_id.in_(keys), Tagging.organization_id.in_(keys)))
        .order_by(Tag.name)
    )
    named: dict[str, list[str]] = {}
    for person_id, organization_id, name in session.execute(wanted):
        named.setdefault(person_id or organization_id or "", []).append(name)
    return {key: ", ".join(names) for key, names in named.items()}
