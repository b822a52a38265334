"""E-mails into the log: who is who in them, which way they went, and each only once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from villagedesk.core.i18n import _
from villagedesk.core.progress import Report, silent
from villagedesk.core.text import fold
from villagedesk.core.words import ContactKind, Direction, InteractionKind, Part
from villagedesk.models import ContactDetail, Group, Identifier, Interaction, Membership, Participant, Person, Post
from villagedesk.records.interactions import InteractionDraft, ParticipantDraft
from villagedesk.records.mail import Mail, Mailbox
from villagedesk.records.people import ContactDraft, PersonDraft
from villagedesk.services import homes, interactions, people, posts
from villagedesk.store.writer import Work

SCHEME = "message-id"


@dataclass(frozen=True, slots=True)
class Filed:
    """An e-mail in the log: its entry, whether that is new, and whose card it is on (None: nobody is known)."""

    id: str
    is_new: bool
    owner_id: str | None


def read(path: Path, report: Report = silent) -> Mail:
    """The e-mail in a file; Refused when it is none, Unavailable when it cannot be read."""
    from villagedesk.exchange import eml

    return eml.read(path, report=report)


def read_pasted(text: str, today: date) -> Mail | None:
    """The e-mail in pasted text; None when there is none to be made out."""
    from villagedesk.exchange import pasted

    return pasted.parse(text, today)


def draft_of(work: Work, mail: Mail, owner_id: str | None = None) -> InteractionDraft:
    """What an e-mail gives as an entry; `owner_id` is whose card it was dropped on.

    One without a date, or with one that is still to come, is of today.
    """
    session = work.session
    ours = _ours(session, work.by)
    taking = [_known(session, box) for box in mail.people]
    direction = _direction(taking, ours)
    if owner_id:
        taking = _with_owner(session, taking, owner_id, direction)
    return InteractionDraft(
        kind=InteractionKind.EMAIL,
        direction=direction,
        on_date=min(mail.on_date or work.today, work.today),
        at_time=mail.at_time,
        participants=tuple(taking) or (ParticipantDraft(_("Unknown sender"), part=Part.FROM),),
        subject=mail.subject or ("" if mail.text else _("E-mail without a subject")),
        text=mail.text,
    )


def file(work: Work, mail: Mail, owner_id: str | None = None) -> Filed:
    """Enter an e-mail with its attachments; one that is there already stays as it is, out of the bin."""
    there = work.session.scalar(
        select(Interaction)
        .join(Identifier, Identifier.row_id == Interaction.id)
        .where(Identifier.scheme == SCHEME, Identifier.value == mail.message_id)
        .execution_options(binned=True)
    )
    if there is not None:
        there.binned_at = None
        work.session.flush()
        return Filed(there.id, False, homes.of(work.session, there.id))
    key = interactions.add(work, draft_of(work, mail, owner_id))
    work.session.add(
        Identifier(id=work.new_id(), scheme=SCHEME, value=mail.message_id, kind=interactions.KIND, row_id=key)
    )
    for each in mail.files:
        interactions.attach(work, key, each.name, each.data, each.media_type)
    return Filed(key, True, homes.of(work.session, key))


def make_person(work: Work, participant_id: str) -> str:
    """Add as a person somebody of whom an entry has only a name or an address; all entries with that address follow.

    The new key.
    """
    row = work.session.get(Participant, participant_id)
    name = (row.name or name_in(row.address)) if row else ""
    key = people.add_person(work, PersonDraft(name))
    interactions.know(work, participant_id, key)
    if row and row.address:
        people.set_contacts(work, "person", key, [ContactDraft(ContactKind.EMAIL, row.address, preferred=True)])
        same = select(Participant).where(
            func.lower(Participant.address) == row.address.lower(),
            Participant.person_id.is_(None),
            Participant.organization_id.is_(None),
        )
        for other in work.session.scalars(same):
            other.person_id = key
    return key


def name_in(address: str) -> str:
    """The name that an address seems to hold: "nia.bowen@x.org" gives "Nia Bowen"."""
    words = re.split(r"[._+\-]+", address.partition("@")[0])
    return " ".join(word.capitalize() for word in words if not word.isdigit()) or address


def _known(session: Session, box: Mailbox) -> ParticipantDraft:
    """Somebody in the head, as a person or body whose address it is; a post's address is that of who holds it."""
    found = session.execute(
        select(ContactDetail.person_id, ContactDetail.organization_id, ContactDetail.post_id)
        .outerjoin(Person, Person.id == ContactDetail.person_id)
        .where(ContactDetail.kind == ContactKind.EMAIL, func.lower(ContactDetail.value) == box.address.lower())
        .where(Person.binned_at.is_(None))
        .order_by(ContactDetail.person_id.is_(None), ContactDetail.id)
        .limit(1)
    ).first()
    person, body, post = found if found and box.address else (None, None, None)
    if post:
        body = session.scalar(select(Post.organization_id).where(Post.id == post))
        holders = session.scalars(
            select(Membership.person_id).where(Membership.post_id == post, Membership.end_on.is_(None)).limit(2)
        ).all()
        person, body = (holders[0], None) if len(holders) == 1 else (None, body)
    return ParticipantDraft(box.name or ("" if person or body else box.address), box.address, box.part, person, body)


@dataclass(frozen=True, slots=True)
class _Ours:
    """Who writes for the group: the group's own addresses and who is at the desk; and all its members."""

    writers: frozenset[str | None]
    addresses: frozenset[str]
    members: frozenset[str | None]


def _ours(session: Session, me: str | None) -> _Ours:
    own = posts.own_body(session)
    members = session.scalars(
        select(Membership.person_id).where(Membership.organization_id == own, Membership.end_on.is_(None))
    )
    written = session.scalar(select(Group.email)) or ""
    return _Ours(frozenset(filter(None, (own, me))), frozenset({written.lower()} - {""}), frozenset(members))


def _direction(taking: list[ParticipantDraft], ours: _Ours) -> Direction:
    def writes(one: ParticipantDraft) -> bool:
        key = one.person_id or one.organization_id
        return bool(key and key in ours.writers) or one.address.lower() in ours.addresses

    senders = [one for one in taking if one.part is Part.FROM]
    others = [one for one in taking if one.part is not Part.FROM]
    if any(map(writes, senders)):
        return Direction.OUT
    if any(map(writes, others)):
        return Direction.IN
    return Direction.OUT if any(one.person_id in ours.members for one in senders if one.person_id) else Direction.IN


def _with_owner(
    session: Session, taking: list[ParticipantDraft], owner_id: str, direction: Direction
) -> list[ParticipantDraft]:
    """With the person or body on whose card it was dropped.

    They are the stranger of their name, or the only one on the other side unless that goes by quite another name.
    """
    if any(owner_id in (one.person_id, one.organization_id) for one in taking):
        return taking
    name = session.scalar(select(Person.name).where(Person.id == owner_id))
    who = {"person_id": owner_id} if name else {"organization_id": owner_id}
    far = (Part.TO,) if direction is Direction.OUT else (Part.FROM,)
    strangers = [one for one in taking if one.part in far and not (one.person_id or one.organization_id)]
    named = [one for one in strangers if name and fold(one.name) == fold(name)]
    alone = strangers[0] if len(strangers) == 1 and _may_be(strangers[0], name, taking) else None
    them = named[0] if named else alone
    if them is None:
        return [*taking, ParticipantDraft(part=Part.PRESENT, **who)]
    return [ParticipantDraft(one.name, one.address, one.part, **who) if one is them else one for one in taking]


def _may_be(stranger: ParticipantDraft, name: str | None, taking: Iterable[ParticipantDraft]) -> bool:
    """Whether somebody of this name may be the stranger, who stands alone on that side."""
    is_alone = all(one.part is not stranger.part or one is stranger for one in taking)
    words = set(re.findall(r"\w\w+", fold(stranger.name.replace(stranger.address, " "))))
    return is_alone and (not words or name is None or bool(words & set(fold(name).split())))
