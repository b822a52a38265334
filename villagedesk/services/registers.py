"""Registers of members and of trustees, and who may vote on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.legalforms import LegalForm, legal_form
from villagedesk.core.text import file_stem
from villagedesk.core.words import ContactKind, Role
from villagedesk.models import ContactDetail, Group, Membership, Organization, OtherName, Person, Post
from villagedesk.records.registers import Register, RegisterKind, RegisterRow
from villagedesk.services import posts

_IN_OFFICE = (Role.CHAIR, Role.SECRETARY, Role.TREASURER, Role.COMMITTEE)


def register(session: Session, kind: RegisterKind, as_at: date, body_id: str | None = None) -> Register:
    """A register of a body (of the group itself, unless another is given) as at a date.

    Somebody with several positions there has one entry, from the earliest of those that follow one another.
    Refused when there is no such body.
    """
    group = session.scalars(select(Group)).one()
    body = session.get(Organization, body_id or group.organization_id or "")
    if body is None:
        raise Refused(_("Choose the organisation."), "body_id")
    entries = _entries(session, kind, body.id, as_at)
    now = [entry for entry in entries if entry.end_on is None or entry.end_on >= as_at]
    former = [] if kind is RegisterKind.VOTERS else [entry for entry in entries if entry not in now]
    return Register(
        kind, register_words()[kind], group.name, body.name, as_at,
        source_of(kind, group.legal_form if body.id == group.organization_id else None),
        tuple(now), tuple(sorted(former, key=lambda entry: entry.end_on or as_at, reverse=True)),
    )  # fmt: skip


def register_words() -> dict[RegisterKind, str]:
    """What the registers are called."""
    return {
        RegisterKind.MEMBERS: _("Register of members"),
        RegisterKind.TRUSTEES: _("Register of trustees"),
        RegisterKind.VOTERS: _("Who may vote"),
    }


def source_of(kind: RegisterKind, written: str | None) -> str:
    """What a register is kept under, in one sentence; `written` is the legal form, None for a body that we are not.

    Companies Act 2006, section 113; Charitable Incorporated Organisations (General) Regulations 2012 (S.I. 2012/3012),
    regulation 26 and Schedule 1, paragraphs 1 and 4 (England and Wales); Scottish Charitable Incorporated Organisations
    Regulations 2011 (S.S.I. 2011/44).
    """
    if written is None:
        return _("Drawn up from what we know of them; it is not their own register.")
    if kind is RegisterKind.VOTERS:
        return _("Who has a vote is a matter of the constitution; this lists whom we noted as having one.")
    form = legal_form(written)
    if form is LegalForm.CIO:
        paragraph = 1 if kind is RegisterKind.MEMBERS else 4
        return _(
            "Kept under regulation 26 of, and paragraph {n} of Schedule 1 to, the Charitable Incorporated"
            " Organisations (General) Regulations 2012."
        ).format(n=paragraph)
    if form is LegalForm.SCIO:
        return _("Kept under the Scottish Charitable Incorporated Organisations Regulations 2011.")
    if form is LegalForm.COMPANY and kind is RegisterKind.MEMBERS:
        return _("Kept under section 113 of the Companies Act 2006.")
    return _("Kept as the constitution of the group requires.")


def file_name(register: Register, suffix: str) -> str:
    """What its file is offered to be called."""
    return f"{file_stem(f'{register.title}, {register.body}, {show_date(register.as_at)}')}.{suffix}"


def pdf(register: Register) -> bytes:
    """The register on paper."""
    from villagedesk.packs.registers import build_pdf

    return build_pdf(register)


def xlsx(register: Register) -> bytes:
    """The register as an Excel workbook."""
    from villagedesk.exchange.register_out import as_xlsx

    return as_xlsx(register)


def _entries(session: Session, kind: RegisterKind, body_id: str, as_at: date) -> list[RegisterRow]:
    began = or_(Membership.start_on.is_(None), Membership.start_on <= as_at)
    where = (Membership.organization_id == body_id) & began & _wanted(session, kind, body_id)
    if kind is RegisterKind.VOTERS:
        where &= posts.current(as_at)
    found = session.execute(
        select(Membership, Person.name, Person.title, Post.label)
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(Post, Post.id == Membership.post_id)
        .where(where)
        .order_by(Person.sort_name, Person.id, Membership.start_on.asc().nulls_first(), Membership.id)
    )
    held: dict[str, tuple[str, list[tuple[Membership, str]]]] = {}
    for row, name, title, post in found:
        whole = " ".join(filter(None, (title, name)))
        held.setdefault(row.person_id, (whole, []))[1].append((row, post or row.label))
    was, addresses = _former_names(session, held), _addresses(session, held)
    return [
        _entry(person_id, name, was.get(person_id, ""), addresses.get(person_id, ""), rows, as_at)
        for person_id, (name, rows) in held.items()
    ]


def _wanted(session: Session, kind: RegisterKind, body_id: str) -> ColumnElement[bool]:
    """Trustees are those noted as such; where nobody is, the officers and committee with a vote."""
    if kind is RegisterKind.VOTERS:
        return Membership.votes.is_(True)
    if kind is RegisterKind.MEMBERS:
        return Membership.role.in_((*_IN_OFFICE, Role.MEMBER, Role.TRUSTEE, Role.COUNCILLOR))
    named = select(Membership.id).where(Membership.organization_id == body_id, Membership.role == Role.TRUSTEE)
    if session.scalar(named.limit(1)):
        return Membership.role.in_((Role.TRUSTEE, Role.CHAIR, Role.SECRETARY, Role.TREASURER)) & (
            (Membership.role == Role.TRUSTEE) | Membership.votes
        )
    return Membership.role.in_(_IN_OFFICE) & Membership.votes


def _entry(
    person_id: str, name: str, was: str, address: str, rows: list[tuple[Membership, str]], as_at: date
) -> RegisterRow:  # fmt: skip
    """One entry of what somebody holds there: the positions of the day, or the last one when they have left."""
    held = [(row, post) for row, post in rows if row.end_on is None or row.end_on >= as_at]
    last = held or [max(rows, key=lambda pair: pair[0].end_on or as_at)]
    starts = [row.start_on for row, _post in rows]
    offices = dict.fromkeys(post or posts.role_words()[row.role] for row, post in last)
    ends = [row.end_on for row, _post in last]
    return RegisterRow(
        person_id, name, was, address,
        member_class=next((row.member_class for row, _post in last if row.member_class), ""),
        office=", ".join(offices),
        votes=any(row.votes for row, _post in last),
        start_on=None if None in starts else min(start for start in starts if start),
        end_on=None if None in ends else max(end for end in ends if end),
        end_reason=last[-1][0].end_reason,
    )  # fmt: skip


def _former_names(session: Session, people: Iterable[str]) -> dict[str, str]:
    names: dict[str, list[str]] = {}
    wanted = select(OtherName.person_id, OtherName.name).where(OtherName.person_id.in_(list(people)))
    for person_id, name in session.execute(wanted.order_by(OtherName.name)):
        names.setdefault(person_id or "", []).append(name)
    return {person_id: ", ".join(found) for person_id, found in names.items()}


def _addresses(session: Session, people: Iterable[str]) -> dict[str, str]:
    wanted = select(ContactDetail.person_id, ContactDetail.value).where(
        ContactDetail.person_id.in_(list(people)), ContactDetail.kind == ContactKind.ADDRESS,
    ).order_by(ContactDetail.do_not_use.desc(), ContactDetail.preferred, ContactDetail.id.desc())  # fmt: skip
    return {person_id: value for person_id, value in session.execute(wanted) if person_id}
