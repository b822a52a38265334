"""How people, organisations and what they hold are said in the People place."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.words import ContactKind, OrganizationKind, Role
from villagedesk.records.actions import ActionRow
from villagedesk.records.people import ContactCard, MembershipCard, PersonCard, PersonRow
from villagedesk.services import posts
from villagedesk.ui.colours import Tone

_TONES: dict[OrganizationKind, Tone] = {
    OrganizationKind.COUNCIL: "soon",
    OrganizationKind.DEPARTMENT: "soon",
    OrganizationKind.FUNDER: "late",
}


def contact_words() -> dict[ContactKind, str]:
    """What the ways to reach somebody are called."""
    return {
        ContactKind.EMAIL: _("E-mail"),
        ContactKind.PHONE: _("Telephone"),
        ContactKind.MOBILE: _("Mobile"),
        ContactKind.ADDRESS: _("Address"),
        ContactKind.WEB: _("Website"),
        ContactKind.SOCIAL: _("Social media"),
    }


def contact_label(contact: ContactCard) -> str:
    """ "E-mail, work"."""
    label = contact.label[:1].lower() + contact.label[1:] if contact.label[1:].islower() else contact.label
    return ", ".join(filter(None, (contact_words()[contact.kind], label)))


def tone_of(kind: OrganizationKind | None) -> Tone:
    """The tone of somebody's initials: people blue, the council's side amber, funders red, others green."""
    return "neutral" if kind is None else _TONES.get(kind, "kept")


def row_tone(row: PersonRow) -> Tone:
    """As `tone_of`, for a line of the list."""
    return tone_of(row.organization_kind)


def full_name(card: PersonCard) -> str:
    """The name as on a letter: title, name, honours."""
    return " ".join(filter(None, (card.title, card.name, card.honours)))


def standing(card: PersonCard, today: date) -> str:
    """What somebody holds now: "Councillor for Canol y Dŵr since 4 May 2023. Chair, Scrutiny Committee"."""
    said: dict[str, str] = {}
    for membership in held_now(card, today):
        said.setdefault(posts.phrase([membership]), since(membership))
    return ". ".join(f"{what} {when}".strip() for what, when in said.items())


def held_now(card: PersonCard, today: date) -> list[MembershipCard]:
    """What somebody holds today, what they were elected to first."""
    held = [membership for membership in card.memberships if posts.holds(membership, today)]
    return sorted(held, key=lambda membership: list(Role).index(membership.role))


def since(membership: MembershipCard) -> str:
    """ "since 4 May 2023", or "" where nobody noted it."""
    return span(membership.start_on, None)


def when(membership: MembershipCard) -> str:
    """When it was held, and why it ended where that was noted."""
    lasted = span(membership.start_on, membership.end_on)
    return f"{lasted} ({membership.end_reason})" if membership.end_on and membership.end_reason else lasted


def span(start: date | None, end: date | None) -> str:
    """ "since 4 May 2023", "4 May 2019 to 3 May 2023", "until 3 May 2023"; "" when nobody noted either."""
    if end is None:
        return _("since {date}").format(date=show_date(start)) if start else ""
    if start is None:
        return _("until {date}").format(date=show_date(end))
    return _("{start} to {end}").format(start=show_date(start), end=show_date(end))


def action_second(row: ActionRow) -> str:
    """Where an action comes from: "26/31. Council liaison meeting, 2 October 2026"."""
    return ". ".join(filter(None, (row.number, row.source)))
