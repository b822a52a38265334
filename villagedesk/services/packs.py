"""Packs for a meeting: what may be sent, gathered in one read; built; and kept as a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report, silent
from villagedesk.core.words import MeetingStatus
from villagedesk.models import Meeting
from villagedesk.records.packs import SECTION_NAMES, PackContent
from villagedesk.services import filenames, meetings
from villagedesk.services.gathering import Gathered, Gathering, LeftOut

__all__ = ["Gathered", "LeftOut", "build", "file_name", "gather", "meeting_for", "sendable"]


def meeting_for(session: Session, which: str, today: date) -> str:
    """The meeting that "next", "last" or an id names. Refused in a plain sentence when there is none."""
    if which == "next":
        found = meetings.next_id(session, today)
        if found is None:
            raise Refused(_("No meeting is planned from {date} on.").format(date=show_date(today)))
        return found
    if which == "last":
        found = meetings.last_id(session, today)
        if found is None:
            raise Refused(_("No meeting has been held yet."))
        return found
    if session.get(Meeting, which) is None:
        raise Refused(_("There is no meeting with the id {id}.").format(id=which))
    return which


def gather(
    session: Session, meeting_id: str, audience: Audience, today: date, sections: Sequence[str] = SECTION_NAMES
) -> Gathered:
    """Everything that a pack for a meeting and an audience holds. Refused when the meeting is not for that audience."""
    return Gathering(session, meeting_id, audience, today).gathered(tuple(sections))


def build(content: PackContent, report: Report = silent) -> bytes:
    """The pack as a PDF; equal content gives equal bytes. Cancelled when `report` says so."""
    from villagedesk.packs.build import build_pdf

    return build_pdf(content, report)


def file_name(content: PackContent) -> str:
    """What a pack is called on disk: "Council liaison meeting, 26 November 2026, for the council.pdf"."""
    whom = f"{_('for')} {content.for_whom.casefold()}"
    return filenames.of_meeting("", content.title, content.on_date, whom) + ".pdf"


def sendable(session: Session, today: date) -> list[tuple[str, str]]:
    """(id, words) of the meetings that a pack can be made for: those to come, then those held, the latest first."""
    order = select(Meeting).where(Meeting.status != MeetingStatus.CANCELLED)
    coming = session.scalars(order.where(Meeting.on_date >= today).order_by(Meeting.on_date, Meeting.start_at)).all()
    held = session.scalars(order.where(Meeting.on_date < today).order_by(Meeting.on_date.desc()).limit(24)).all()
    return [(m.id, f"{m.title}, {show_date(m.on_date)}") for m in (*coming, *held)]
