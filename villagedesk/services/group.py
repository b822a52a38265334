"""The group itself: founding it, its particulars, and who keeps the recovery code."""

from __future__ import annotations

from calendar import monthrange

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import OrganizationKind
from villagedesk.models import AudienceName, Group, KeyHolder, Organization
from villagedesk.records.group import GroupCard, GroupDraft, LegalDraft
from villagedesk.store.writer import Work


def checked_name(name: str) -> str:
    """The name on one line. Refused when there is none."""
    name = one_line(name)
    if not name:
        raise Refused(_("A group needs a name."), "name")
    return name


def found(work: Work, name: str, *, is_example: bool = False) -> str:
    """Make the one group of this file, and the organisation that it is; the group's id."""
    own = Organization(
        id=work.new_id(), name=name, sort_name=fold(name), kind=OrganizationKind.GROUP, audience=Audience.PUBLIC
    )
    group = Group(id=work.new_id(), name=name, organization_id=own.id, is_example=is_example)
    work.session.add(own)
    work.session.flush()
    work.session.add(group)
    return group.id


def card(session: Session) -> GroupCard:
    """The group of this file."""
    group = session.scalars(select(Group)).one()
    names = {row.audience: row.name for row in session.scalars(select(AudienceName))}
    holders = tuple(session.scalars(select(KeyHolder.name).order_by(KeyHolder.name)))
    return GroupCard(
        id=group.id,
        kind="group",
        name=group.name,
        name_cy=group.name_cy,
        organization_id=group.organization_id or "",
        is_example=group.is_example,
        legal_line=group.legal_line,
        address=group.address,
        phone=group.phone,
        email=group.email,
        website=group.website,
        two_bodies=group.two_bodies,
        audience_names=audience_words() | names,
        key_holders=holders,
    )


def audience_words() -> dict[Audience, str]:
    """What the audiences are called where the group has no words of its own."""
    return {
        Audience.COMMITTEE: _("Committee"),
        Audience.TRUSTEES: _("Trustees"),
        Audience.MEMBERS: _("Members"),
        Audience.COUNCIL: _("Council"),
        Audience.PUBLIC: _("Public"),
    }


def edit(work: Work, draft: GroupDraft) -> None:
    """Keep the group's particulars. Refused without a name."""
    name = checked_name(draft.name)
    group = work.session.scalars(select(Group)).one()
    group.name, group.name_cy = name, one_line(draft.name_cy)
    group.legal_line, group.email, group.website = draft.legal_line.strip(), draft.email.strip(), draft.website.strip()
    group.address, group.phone = draft.address.strip(), one_line(draft.phone)
    group.two_bodies = draft.two_bodies
    own = work.session.get(Organization, group.organization_id) if group.organization_id else None
    if own is not None:
        own.name, own.name_cy, own.sort_name = name, group.name_cy, fold(name)


def legal(session: Session) -> LegalDraft:
    """What the group is in law, as far as it was said."""
    row = session.scalars(select(Group)).one()
    year_end = (row.year_end_day, row.year_end_month)
    return LegalDraft(row.nation, row.legal_form, row.regulator, row.registered_number, year_end)


def edit_legal(work: Work, draft: LegalDraft) -> None:
    """Keep what the group is in law. Refused where a year would end on a day that there is not."""
    day, month = draft.year_end
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2024, month)[1]:
        raise Refused(_("That day is in no year."), "year_end")
    row = work.session.scalars(select(Group)).one()
    row.nation, row.legal_form, row.regulator = draft.nation, one_line(draft.legal_form), draft.regulator
    row.registered_number = one_line(draft.registered_number)
    row.year_end_day, row.year_end_month = day, month


def set_key_holders(work: Work, names: list[str]) -> None:
    """Who else keeps a sealed copy of the recovery code."""
    work.session.execute(delete(KeyHolder))
    for name in dict.fromkeys(filter(None, map(one_line, names))):
        work.session.add(KeyHolder(id=work.new_id(), name=name))
