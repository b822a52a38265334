"""Letters out: begun for somebody, printed on the group's headed paper, filed in the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import file_stem, one_line
from villagedesk.core.words import ContactKind, Direction, InteractionKind, Part
from villagedesk.models import Group, Organization, Person
from villagedesk.records.interactions import InteractionDraft, ParticipantDraft
from villagedesk.records.letters import LetterContent, LetterDraft
from villagedesk.records.people import ContactCard, MembershipCard, PersonCard
from villagedesk.services import consent, interactions, people, posts, restriction
from villagedesk.store.writer import Work


def start(session: Session, owner_id: str, today: date, me: str | None) -> LetterDraft:
    """A letter to a person or body, begun: name, address, salutation and who signs. Refused for do-not-contact."""
    if session.get(Person, owner_id) is None:
        body = people.organization(session, owner_id, today)
        lines, salutation, closing = [body.name, *_address(body.contacts)], _("Dear all"), _("Yours faithfully")
    else:
        card = people.person(session, owner_id, today)
        _may_contact(session, owner_id)
        lines, closing = _addressee(session, card, today), _("Yours sincerely")
        salutation = _("Dear {name}").format(name=_called(card))
    return LetterDraft(
        owner_id=owner_id,
        on_date=today,
        addressee="\n".join(filter(None, lines)),
        salutation=salutation,
        closing=closing,
        signature="\n".join(_signed(session, me, today)),
    )


def _may_contact(session: Session, person_id: str) -> None:
    person = restriction.open_person(session, person_id)
    if not consent.may_contact(person):
        raise Refused(
            _("{name} asked not to be contacted, so no letter is written. Their card says so.").format(name=person.name)
        )


def _called(card: PersonCard) -> str:
    """ "Cllr Adeyemi" with a title, "Grace Adeyemi" without one."""
    return f"{card.title} {card.name.split()[-1]}" if card.title else card.name


def _addressee(session: Session, card: PersonCard, today: date) -> list[str]:
    """Name, post, body and address: their own, or else that of the body in which they hold a post."""
    name = " ".join(filter(None, (card.title, card.name, card.honours)))
    own = posts.own_body(session)
    held = [one for one in card.memberships if posts.holds(one, today) and one.organization_id != own]
    if lines := _address(card.contacts):
        works_there = any(c.kind is ContactKind.ADDRESS and c.value.strip() and "work" in c.label.casefold()
                          for c in card.contacts)  # fmt: skip
        return [name, *(_post_lines(held[:1]) if works_there else ()), *lines]
    for one in held:
        if lines := _body_address(session, one.organization_id, today):
            return [name, *_post_lines([one]), *lines]
    return [name, *_post_lines(held[:1])]


def _post_lines(held: Sequence[MembershipCard]) -> list[str]:
    return [line for one in held for line in (one.words(), one.organization)]


def _body_address(session: Session, key: str | None, today: date) -> list[str]:
    """The address of a body, or of the one that it is a part of."""
    seen: set[str] = set()
    while key and key not in seen and session.get(Organization, key) is not None:
        seen.add(key)
        body = people.organization(session, key, today)
        if lines := _address(body.contacts):
            return lines
        key = body.parent_id
    return []


def _address(contacts: Sequence[ContactCard]) -> list[str]:
    found = next((c.value for c in contacts if c.kind is ContactKind.ADDRESS and not c.do_not_use), "")
    lines = found.split("\n") if "\n" in found else found.split(",")
    return [line.strip() for line in lines if line.strip()]


def _signed(session: Session, me: str | None, today: date) -> list[str]:
    """The name of who is at the desk, and what they are in the group."""
    if not me or session.get(Person, me) is None:
        return []
    card, own = people.person(session, me, today), posts.own_body(session)
    ours = [one for one in card.memberships if posts.holds(one, today) and one.organization_id == own]
    return [card.name, *(one.words() for one in ours[:1])]


def content(session: Session, draft: LetterDraft, today: date) -> LetterContent:
    """The letter as it will be printed.

    Refused without an addressee, a text or a day, for a day to come, and for do-not-contact.
    """
    if not draft.addressee.strip():
        raise Refused(_("To whom does it go? The name is enough."), "addressee")
    if not draft.text.strip():
        raise Refused(_("What should the letter say?"), "text")
    if draft.on_date is None:
        raise Refused(_("Which day should the letter bear?"), "on_date")
    if draft.on_date > today:
        raise Refused(_("It is filed as sent on that day, so the day cannot be still to come."), "on_date")
    if draft.reply_by and draft.reply_by < draft.on_date:
        raise Refused(_("An answer cannot be wanted before the day itself."), "reply_by")
    if session.get(Person, draft.owner_id) is not None:
        _may_contact(session, draft.owner_id)
    group = session.scalars(select(Group)).one()
    address = [part for line in group.address.split("\n") for part in ([line.strip()] if line.strip() else [])]
    return LetterContent(
        group=group.name,
        group_cy=group.name_cy,
        reach=tuple(filter(None, (*address, group.phone, group.email, group.website))),
        legal_line=group.legal_line,
        language=group.language,
        on_date=draft.on_date,
        addressee=draft.addressee.strip(),
        salutation=one_line(draft.salutation),
        subject=one_line(draft.subject),
        text=draft.text.strip(),
        closing=one_line(draft.closing),
        signature=draft.signature.strip(),
    )


def build(content: LetterContent) -> bytes:
    """The letter as a PDF; equal content gives equal bytes."""
    from villagedesk.packs.letter import build_letter

    return build_letter(content)


def file_name(content: LetterContent) -> str:
    """What a letter is called on disk: "Letter to Nia Bowen, 21 November 2026.pdf"."""
    words = _("Letter to {name}, {date}").format(
        name=content.addressee.split("\n")[0], date=show_date(content.on_date)
    )  # fmt: skip
    return file_stem(words) + ".pdf"


def file(work: Work, draft: LetterDraft, data: bytes) -> str:
    """Enter the letter as sent, with its PDF; the entry's key. Refused as `content`."""
    letter = content(work.session, draft, work.today)
    is_person = work.session.get(Person, draft.owner_id) is not None
    to = ParticipantDraft(
        "", "", Part.TO, draft.owner_id if is_person else None, None if is_person else draft.owner_id or None
    )
    if not draft.owner_id:
        to = ParticipantDraft(letter.addressee.split("\n")[0], "", Part.TO)
    me = work.session.get(Person, work.by) if work.by else None
    sender = (ParticipantDraft(part=Part.FROM, person_id=me.id),) if me else ()
    entry = InteractionDraft(
        kind=InteractionKind.LETTER,
        direction=Direction.OUT,
        on_date=draft.on_date,
        participants=(*sender, to),
        subject=letter.subject,
        text=letter.text,
        reply_by=draft.reply_by,
        audience=draft.audience,
    )
    key = interactions.add(work, entry)
    interactions.attach(work, key, file_name(letter), data, "application/pdf")
    return key
