"""Why somebody's data is held, what they agreed to, and whom the group may contact (UK GDPR, articles 6 and 7)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.core.words import LawfulBasis, Role
from villagedesk.models import Consent, ContactDetail, Membership, Person
from villagedesk.records.consent import BasisDraft, ConsentCard, ConsentDraft, PrivacyCard, PrivacyDue
from villagedesk.services import requests, restriction, retention
from villagedesk.services.posts import current, own_body
from villagedesk.store.writer import Work


def basis_words() -> dict[LawfulBasis, str]:
    """What the lawful bases are called on screen."""
    return {
        LawfulBasis.LEGITIMATE_INTERESTS: _("Legitimate interests"),
        LawfulBasis.CONSENT: _("Consent"),
        LawfulBasis.CONTRACT: _("Contract"),
        LawfulBasis.LEGAL_OBLIGATION: _("Legal obligation"),
        LawfulBasis.PUBLIC_TASK: _("Public task"),
    }


def may_be_contacted() -> ColumnElement[bool]:
    """The one rule for every list, export and letter: whether a `Person` of the statement may be written to.

    Nobody who asked not to be contacted, nobody whose record is restricted after an erasure.
    """
    return and_(Person.do_not_contact.is_(False), Person.restricted_at.is_(None))


def may_contact(person: Person) -> bool:
    """`may_be_contacted` for a row that was read."""
    return not person.do_not_contact and person.restricted_at is None


def may_be_used() -> ColumnElement[bool]:
    """Whether a `ContactDetail` of the statement may be used to write to its owner: `may_be_contacted`, row by row."""
    theirs = exists().where(Person.id == ContactDetail.person_id, Person.binned_at.is_(None), may_be_contacted())
    return and_(ContactDetail.do_not_use.is_(False), or_(ContactDetail.person_id.is_(None), theirs))


def card_if_here(session: Session, person_id: str, today: date) -> PrivacyCard | None:
    """`card`, or None when they are no longer here."""
    try:
        return card(session, person_id, today)
    except Refused:
        return None


def card(session: Session, person_id: str, today: date) -> PrivacyCard:
    """What must be known to hold data about a person lawfully. Refused when they are no longer here."""
    person = _person(session, person_id)
    preset, why = preset_basis(session, person_id, today)
    kept = retention.kept_until(session, person_id)
    standing = retention.standing(session, person_id, today)
    return PrivacyCard(
        person_id=person_id,
        name=person.name,
        basis=person.lawful_basis,
        preset=preset,
        preset_why=why,
        note=person.basis_note,
        do_not_contact=person.do_not_contact,
        has_access_needs=bool(person.access_needs),
        restricted_at=person.restricted_at,
        consents=_consents(session, person_id),
        requests=requests.of_person(session, person_id),
        sort=standing.sort,
        past_since=standing.past_since,
        kept_until=kept[0] if kept else None,
        kept_why=kept[1] if kept else "",
    )


def preset_basis(session: Session, person_id: str, today: date) -> tuple[LawfulBasis, str]:
    """The basis that follows from what somebody is, and what that is in words."""
    held = session.execute(
        select(Membership.role, Membership.organization_id).where(Membership.person_id == person_id, current(today))
    ).all()
    roles, own = {row.role for row in held}, own_body(session)
    if roles & {Role.COUNCILLOR, Role.PORTFOLIO}:
        why = _("A councillor, in a public role")
    elif roles & {Role.OFFICER, Role.GRANT_OFFICER}:
        why = _("An officer, in a public role")
    elif any(row.organization_id == own for row in held):
        why = _("A member of the group")
    else:
        why = _("Somebody the group has to do with")
    return LawfulBasis.LEGITIMATE_INTERESTS, why


def set_basis(work: Work, person_id: str, draft: BasisDraft) -> None:
    """Keep why somebody's data is held, and whether they may be contacted.

    Refused for consent that nobody gave: then it is not what the group relies on.
    """
    person = restriction.open_person(work.session, person_id)
    if draft.basis is LawfulBasis.CONSENT and not any(
        consent.withdrawn_on is None for consent in _consents(work.session, person_id)
    ):
        raise Refused(_("Note first what they agreed to, when and how: without it there is no consent."), "basis")
    person.lawful_basis, person.basis_note = draft.basis, draft.note.strip()
    person.do_not_contact = draft.do_not_contact


def give(work: Work, person_id: str, draft: ConsentDraft) -> str:
    """Note what somebody agreed to; the new key. Refused without a purpose, or for a day to come."""
    restriction.open_person(work.session, person_id)
    purpose, given_on = one_line(draft.purpose), draft.given_on or work.today
    if not purpose:
        raise Refused(_("Say what they agreed to: consent is for one purpose."), "purpose")
    if given_on > work.today:
        raise Refused(_("This day is still to come."), "given_on")
    found = Consent(
        id=work.new_id(), person_id=person_id, purpose=purpose, given_on=given_on, given_how=one_line(draft.given_how)
    )
    work.session.add(found)
    work.session.flush()
    return found.id


def withdraw(work: Work, consent_id: str, how: str = "", on: date | None = None) -> None:
    """Note that a consent was taken back. Refused when it already was, or before it was given."""
    found = work.session.get(Consent, consent_id)
    if found is None:
        raise Refused(_("That consent is no longer here."))
    day = on or work.today
    if found.withdrawn_on is not None:
        raise Refused(_("This consent has been withdrawn already."))
    if day < found.given_on:
        raise Refused(_("It cannot be withdrawn before it was given."), "on")
    found.withdrawn_on, found.withdrawn_how = day, one_line(how)


def remove(work: Work, consent_id: str) -> None:
    """Take out a consent that was noted by mistake."""
    if (found := work.session.get(Consent, consent_id)) is not None:
        work.session.delete(found)


def agreed(session: Session, person_id: str, purpose: str) -> bool:
    """Whether somebody has agreed to a purpose and not taken it back."""
    wanted = (Consent.person_id == person_id, Consent.purpose == purpose, Consent.withdrawn_on.is_(None))
    return session.scalar(select(Consent.id).where(*wanted).limit(1)) is not None


def due(session: Session, today: date) -> PrivacyDue:
    """What data protection wants today: the requests that wait, and how many people are past their time."""
    return PrivacyDue(requests.open_ones(session), len(retention.to_review(session, today)))


def _consents(session: Session, person_id: str) -> tuple[ConsentCard, ...]:
    """Those that stand first, the latest first."""
    order: Any = (Consent.withdrawn_on.is_not(None), Consent.given_on.desc(), Consent.id)
    found = session.scalars(select(Consent).where(Consent.person_id == person_id).order_by(*order))
    return tuple(
        ConsentCard(row.id, row.purpose, row.given_on, row.given_how, row.withdrawn_on, row.withdrawn_how)
        for row in found
    )


def _person(session: Session, person_id: str) -> Person:
    found = session.get(Person, person_id)
    if found is None:
        raise Refused(_("That person is no longer here."))
    return found
