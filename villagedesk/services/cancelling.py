"""Meetings called off, and put back when they take place after all."""

from __future__ import annotations

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.core.words import MeetingStatus
from villagedesk.models import Meeting
from villagedesk.store.writer import Work


def cancel(work: Work, meeting_id: str, by: str, reason: str) -> None:
    """Call a meeting off; calendars that have it are told."""
    meeting = _meeting(work, meeting_id)
    if meeting.status is not MeetingStatus.CANCELLED:
        meeting.sequence += 1
    meeting.status = MeetingStatus.CANCELLED
    meeting.cancelled_by, meeting.cancel_reason = one_line(by), one_line(reason)


def reinstate(work: Work, meeting_id: str) -> None:
    """A meeting that was called off takes place after all; calendars that have it are told."""
    meeting = _meeting(work, meeting_id)
    if meeting.status is MeetingStatus.CANCELLED:
        meeting.status, meeting.cancelled_by, meeting.cancel_reason = MeetingStatus.PLANNED, "", ""
        meeting.sequence += 1


def check_takes_place(meeting: Meeting) -> None:
    """Refused for a meeting that was called off."""
    if meeting.status is MeetingStatus.CANCELLED:
        raise Refused(_("This meeting was cancelled. If it takes place after all, put it back at the meeting first."))


def _meeting(work: Work, meeting_id: str) -> Meeting:
    found = work.session.get(Meeting, meeting_id)
    if found is None:
        raise Refused(_("That meeting is no longer here."))
    return found
