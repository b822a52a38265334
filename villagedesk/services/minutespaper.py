"""Minutes on paper, for whom they may go to; an extract of one decision; the e-mail that sends a draft out."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience, may_see
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import MinutesState
from villagedesk.models import (
    Decision,
    Group,
    Meeting,
    MinuteBlock,
    Minutes,
    MinutesCorrection,
)
from villagedesk.records.mail import Mailbox, OutMail
from villagedesk.records.minutespaper import Extract, MinutesPaper
from villagedesk.services import filenames, group, readers
from villagedesk.services.minuted import Minuted, parts_apart
from villagedesk.services.naming import Names
from villagedesk.services.redact import View


def paper(session: Session, minutes_id: str, today: date, part: Audience | None = None) -> MinutesPaper:
    """A version of minutes as the meeting's own audience gets them, or the `part` that is kept for a narrower one.

    Refused when they are no longer here, or nothing in them is kept for `part`.
    """
    found = session.get(Minutes, minutes_id)
    if found is None:
        raise Refused(_("These minutes are no longer here."))
    meeting = session.get_one(Meeting, found.meeting_id, execution_options={"binned": True})
    own = session.scalars(select(Group)).one()
    apart = parts_apart(session, minutes_id, meeting.audience, two_bodies=own.two_bodies)
    if part is not None and part not in apart:
        raise Refused(_("No part of these minutes is kept for them."), "part")
    view = View(part or meeting.audience, own.two_bodies)
    said = Minuted(session, view, Names(session, view), lambda *_left: None).of(meeting, minutes_id, part)
    assert said is not None
    corrections = session.scalar(
        select(MinutesCorrection.id).where(MinutesCorrection.minutes_id == minutes_id).limit(1)
    )
    at = session.get(Meeting, found.approved_at_id or "", execution_options={"binned": True})
    return MinutesPaper(
        group=own.name,
        legal_line=own.legal_line,
        language=own.language,
        as_at=today,
        minutes=said,
        approved_at=found.approved_at or (at.title if at else ""),
        is_as_presented=corrections is None,
        sha256=found.sha256,
        for_whom=group.card(session).audience_names[part] if part else "",
        apart=len(apart),
    )


def pdf(content: MinutesPaper) -> bytes:
    """The minutes on paper."""
    from villagedesk.packs.minutes import build_pdf

    return build_pdf(content)


def file_name(content: MinutesPaper) -> str:
    """What its file is offered to be called."""
    words = []
    if content.minutes.version > 1:
        words.append(_("version {n}").format(n=content.minutes.version))
    if content.for_whom:
        words.append(_("confidential, {audience}").format(audience=content.for_whom))
    if content.minutes.state is not MinutesState.APPROVED:
        words.append(_("draft"))
    return filenames.of_meeting(_("Minutes"), content.minutes.title, content.minutes.on_date, *words) + ".pdf"


def mail(session: Session, minutes_id: str, today: date) -> OutMail:
    """The e-mail that sends the draft to those who have not answered yet, with its PDF.

    It goes to nobody by itself: it is saved, opened in a mail program and sent there. Nobody sees the others'
    addresses. A confidential part is never in it. Refused without an address to send it to.
    """
    found, content = session.get_one(Minutes, minutes_id), paper(session, minutes_id, today)
    waiting = [row for row in readers.of(session, minutes_id) if row.email and row.answered_on is None]
    if not waiting:
        raise Refused(_("Nobody with an e-mail address is left to ask."), "readers")
    own = session.scalars(select(Group)).one()
    subject = _("Draft minutes of {date}, {meeting}").format(
        date=show_date(content.minutes.on_date), meeting=content.minutes.title
    )
    by = show_date(found.comments_by) if found.comments_by else ""
    lines = [
        _("Hello,"),
        _("Here are the draft minutes of {meeting}, {date}.").format(
            meeting=content.minutes.title, date=show_date(content.minutes.on_date)
        ),
        _("Please tell us by {date} of anything that is not as it was: names, figures, what was agreed.").format(
            date=by
        )
        if by
        else _("Please tell us of anything that is not as it was: names, figures, what was agreed."),
        _("They are a draft until a meeting has approved them, so please do not pass them on."),
        own.name,
    ]
    return OutMail(
        sender=Mailbox(own.name, own.email) if own.email else None,
        blind=tuple(Mailbox(row.name, row.email) for row in waiting),
        subject=subject,
        text="\n\n".join(lines) + "\n",
        files=((file_name(content), "application/pdf", pdf(content)),),
    )


def eml(message: OutMail) -> bytes:
    """The e-mail as a file that a mail program opens to be sent."""
    from villagedesk.exchange.eml_out import as_eml

    return as_eml(message)


def extract(session: Session, decision_id: str, today: date) -> Extract:
    """One decision out of the minutes, for whom it is. Refused when gone, of no meeting, or corrected out of them."""
    row = session.get(Decision, decision_id)
    if row is None:
        raise Refused(_("That decision is no longer here."))
    meeting = session.get(Meeting, row.meeting_id or "", execution_options={"binned": True})
    if meeting is None:
        raise Refused(_("That decision was not made in a meeting, so there are no minutes to take it from."))
    own = session.scalars(select(Group)).one()
    held = session.scalar(
        select(Minutes)
        .join(MinuteBlock, MinuteBlock.minutes_id == Minutes.id)
        .where(MinuteBlock.decision_id == decision_id)
        .order_by((Minutes.state == MinutesState.APPROVED).desc(), Minutes.version.desc())
        .limit(1)
    )
    approved = held is not None and held.state is MinutesState.APPROVED
    of_meeting = (Minutes.meeting_id == meeting.id, Minutes.state == MinutesState.APPROVED)
    if held and approved and held.version != session.scalar(select(func.max(Minutes.version)).where(*of_meeting)):
        raise Refused(_("A correction of the minutes took this decision out, so there is no extract of it."))
    return Extract(
        group=own.name,
        letterhead=tuple(filter(None, (*own.address.split("\n"), own.phone, own.email))),
        legal_line=own.legal_line,
        language=own.language,
        as_at=today,
        meeting=meeting.title,
        on_date=meeting.on_date,
        number=row.number,
        text=row.text,
        outcome=row.outcome,
        how=row.how,
        moved=Names(session, View(row.audience, own.two_bodies)).moved(row, ""),
        reason=row.reason,
        minutes=_how_far(session, held),
        corrections=_corrections(session, row, held, two_bodies=own.two_bodies) if held and approved else (),
        is_approved=approved,
        sha256=held.sha256 if held and approved else "",
    )


def _corrections(session: Session, row: Decision, held: Minutes, *, two_bodies: bool) -> tuple[str, ...]:
    """What the minutes were approved with that puts the item of a decision right, as far as its readers may see it."""
    put_right = select(MinutesCorrection).where(
        MinutesCorrection.minutes_id == held.id, MinutesCorrection.item_id == row.item_id
    )
    found = session.scalars(put_right.order_by(MinutesCorrection.position))
    return tuple(
        each.text
        for each in found
        if each.audience is None or may_see(row.audience, each.audience, two_bodies=two_bodies)
    )


def _how_far(session: Session, held: Minutes | None) -> str:
    if held is None:
        return _("The decision is in the group's register of decisions.")
    if held.state is not MinutesState.APPROVED:
        return _("The minutes of that meeting are a draft: no meeting has approved them yet.")
    at = session.get(Meeting, held.approved_at_id or "", execution_options={"binned": True})
    if held.approved_on is None:
        return _("The minutes of that meeting have been approved.")
    if at is None:
        return _("The minutes of that meeting were approved on {date}.").format(date=show_date(held.approved_on))
    return _("The minutes of that meeting were approved on {date}, at the meeting “{meeting}”.").format(
        date=show_date(held.approved_on), meeting=at.title
    )


def extract_pdf(content: Extract) -> bytes:
    """The extract on paper."""
    from villagedesk.packs.extract import build_pdf

    return build_pdf(content)


def extract_name(content: Extract) -> str:
    """What its file is offered to be called."""
    what = _("Extract, decision {number}").format(number=content.number.replace("/", "-"))
    return filenames.of_meeting(what, content.meeting, content.on_date) + ".pdf"
