"""A polite reminder to one owner of all that is theirs, in the words of the meetings that agreed it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import file_stem, one_line
from villagedesk.core.words import ContactKind, Direction, InteractionKind, MeetingKind, Part
from villagedesk.models import Action, ContactDetail, Decision, Group, Meeting, Organization, Person
from villagedesk.records.actions import ActionFilter, ChaseDraft, Narrow
from villagedesk.records.interactions import InteractionDraft, ParticipantDraft
from villagedesk.records.letters import LetterDraft
from villagedesk.records.mail import Mailbox, OutMail
from villagedesk.services import actions, consent, interactions, letters, meetings
from villagedesk.store.writer import Work


def begin(session: Session, action_id: str, today: date, me: str | None) -> ChaseDraft:
    """A reminder to the lead of an action, of everything open that they lead or share; the oldest first.

    Refused when nobody has it, when it is the reader's own, when they asked not to be contacted, or nothing is open.
    """
    action = session.get(Action, action_id)
    owner = (action.owner_id or action.organization_id) if action else None
    if owner is None:
        raise Refused(_("Nobody has this yet: say who, then they can be reminded."))
    if owner == me:
        raise Refused(_("This one is yours: there is nobody to remind."))
    letter = letters.start(session, owner, today, me)
    asked = actions.ActionQuery(ActionFilter.OPEN, sort="due", narrow=Narrow.OWNER, key=owner)
    keys = actions.ids(session, asked, today)
    if not keys:
        raise Refused(_("Nothing of theirs is open."))
    found = list(session.scalars(select(Action).where(Action.id.in_(keys)).order_by(Action.raised_on, Action.id)))
    own = session.scalars(select(Group)).one()
    signature = "\n".join(filter(None, (letter.signature, own.name)))
    return ChaseDraft(
        owner_id=owner,
        keys=tuple(one.id for one in found),
        email=_address(session, owner),
        addressee=letter.addressee,
        salutation=letter.salutation,
        subject=_subject(found),
        text="\n\n".join((*_agreed(session, found), *_asked(len(found)))),
        closing=letter.closing,
        signature=signature,
    )


def _subject(found: Sequence[Action]) -> str:
    if len(found) == 1:
        return _("What we agreed ({number})").format(number=found[0].number)
    return _("What we agreed: {count} actions").format(count=len(found))


def _agreed(session: Session, found: Sequence[Action]) -> list[str]:
    """A paragraph for each meeting, or day without one: "At the committee meeting on ... you kindly agreed to ..."."""
    parts: list[str] = []
    ordered = sorted(found, key=lambda one: (one.raised_on, one.meeting_id or "", one.id))
    for (meeting_id, on), group in groupby(ordered, lambda one: (one.meeting_id, one.raised_on)):
        several = list(group)
        meeting = session.get(Meeting, meeting_id) if meeting_id else None
        when = _at(meeting) if meeting else _("On {date}").format(date=show_date(on))
        if len(several) == 1:
            said = _("{when} you kindly agreed to {what}.")
            parts.append(said.format(when=when, what=_what(session, several[0])))
        else:
            lines = [f"- {_what(session, one)}" for one in several]
            parts.append("\n".join([_("{when} you kindly agreed to:").format(when=when), *lines]))
    return parts


def _at(meeting: Meeting) -> str:
    """ "At the committee meeting on 6 October 2026"; one that no kind names, or another body's, by its title."""
    date_ = show_date(meeting.on_date)
    if meeting.is_theirs or meeting.kind is MeetingKind.OTHER:
        return _("At the meeting “{title}” on {date}").format(title=meeting.title, date=date_)
    return _("At the {kind} on {date}").format(kind=_lower(meetings.kind_words()[meeting.kind]), date=date_)


def _what(session: Session, action: Action) -> str:
    """ "ask Highways for the survey date, by 12 November 2026 (26/31)", without the "To" it was minuted with."""
    text = one_line(action.text).rstrip(".")
    first, _space, rest = text.partition(" ")
    text = rest if first == _("To") and rest else text
    decision = session.get(Decision, action.decision_id) if action.decision_id else None
    numbers = [action.number, _("decision {number}").format(number=decision.number) if decision else ""]
    by = _(", by {date}").format(date=show_date(action.due_on)) if action.due_on else ""
    return f"{_lower(text)}{by} ({', '.join(filter(None, numbers))})"


def _lower(text: str) -> str:
    """With a small first letter, unless the word is all capitals ("CCTV survey")."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _asked(count: int) -> tuple[str, str]:
    return (
        ngettext(
            "Could you let us know how it stands, and whether the date still suits you?",
            "Could you let us know how these stand, and whether the dates still suit you?",
            count,
        ),
        _("If something stands in the way, please tell us: we may be able to help. Thank you for your time."),
    )


def _address(session: Session, owner: str) -> str:
    """The e-mail address that may be used, the preferred one first; "" where there is none."""
    found = session.scalar(
        select(ContactDetail.value)
        .where(
            or_(ContactDetail.person_id == owner, ContactDetail.organization_id == owner),
            ContactDetail.kind == ContactKind.EMAIL,
            consent.may_be_used(),
        )
        .order_by(ContactDetail.preferred.desc(), ContactDetail.id)
        .limit(1)
    )
    return found or ""


def as_text(draft: ChaseDraft) -> str:
    """The whole e-mail, to be pasted into webmail. Refused without a word."""
    if not draft.text.strip():
        raise Refused(_("What should it say?"), "text")
    parts = (one_line(draft.salutation), draft.text.strip(), f"{one_line(draft.closing)}\n{draft.signature.strip()}")
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def as_eml(session: Session, draft: ChaseDraft) -> bytes:
    """The e-mail as a file that a mail program opens to be sent. Refused without a word or an address."""
    from villagedesk.exchange.eml_out import as_eml

    if "@" not in draft.email:
        raise Refused(_("To which e-mail address? Or copy the text and send it another way."), "email")
    own = session.scalars(select(Group)).one()
    sender = Mailbox(own.name, own.email) if own.email else None
    to = (Mailbox(draft.addressee.split("\n")[0], draft.email.strip()),)
    return as_eml(OutMail(sender, (), one_line(draft.subject), as_text(draft), to=to))


def file_name(draft: ChaseDraft, today: date) -> str:
    """What the e-mail is called on disk: "Reminder to Nia Bowen, 21 November 2026.eml"."""
    words = _("Reminder to {name}, {date}").format(name=draft.addressee.split("\n")[0], date=show_date(today))
    return file_stem(words) + ".eml"


def as_letter(draft: ChaseDraft, today: date) -> LetterDraft:
    """The same on the group's headed paper, dated today."""
    return LetterDraft(
        owner_id=draft.owner_id,
        on_date=today,
        addressee=draft.addressee,
        salutation=draft.salutation,
        subject=draft.subject,
        text=draft.text,
        closing=draft.closing,
        signature=draft.signature,
    )


def sent(work: Work, draft: ChaseDraft) -> str:
    """Enter an e-mail as sent today in the log of contacts, linked where it is about one action; the entry's key.

    Refused for do-not-contact, and without a word.
    """
    person = work.session.get(Person, draft.owner_id)
    if person is not None and not consent.may_contact(person):
        raise Refused(_("{name} asked not to be contacted.").format(name=person.name), "email")
    body = None if person else work.session.get(Organization, draft.owner_id)
    if not draft.text.strip():
        raise Refused(_("What should it say?"), "text")
    name = draft.addressee.split("\n")[0]
    to = ParticipantDraft(
        "" if person or body else name, draft.email.strip(), Part.TO, person.id if person else None,
        body.id if body else None,
    )  # fmt: skip
    me = work.session.get(Person, work.by) if work.by else None
    sender = (ParticipantDraft(part=Part.FROM, person_id=me.id),) if me else ()
    entry = InteractionDraft(
        kind=InteractionKind.EMAIL,
        direction=Direction.OUT,
        on_date=work.today,
        participants=(*sender, to),
        subject=one_line(draft.subject),
        text=draft.text.strip(),
        action_id=draft.keys[0] if len(draft.keys) == 1 else None,
    )
    return interactions.add(work, entry)
