"""What meetings, their states and their parts are called on screen."""

from __future__ import annotations

from datetime import date, datetime, time

from villagedesk.core.dates import show_day, show_time
from villagedesk.core.i18n import _
from villagedesk.core.words import Involvement, ItemKind, MeetingStatus, MinutesState, Presence
from villagedesk.records.meetings import MeetingCard, MeetingRow
from villagedesk.services import heard
from villagedesk.ui.colours import Tone
from villagedesk.ui.localtime import local


def when(day: date, start: time | None, end: time | None = None) -> str:
    """ "Thursday 26 November 2026, 6:30pm to 8pm"."""
    if start and end:
        return _("{day}, {start} to {end}").format(day=show_day(day), start=show_time(start), end=show_time(end))
    return _("{day}, {start}").format(day=show_day(day), start=show_time(start)) if start else show_day(day)


def state(meeting: MeetingRow | MeetingCard, today: date) -> tuple[str, Tone]:
    """The one badge of a meeting: how far it has come."""
    if meeting.status is MeetingStatus.CANCELLED:
        return _("Cancelled"), "late"
    if meeting.minutes_state is MinutesState.APPROVED:
        return _("Minutes approved"), "kept"
    if meeting.minutes_state is MinutesState.PUBLISHED:
        return _("Minutes published"), "kept"
    if meeting.is_theirs:  # nothing is owed here
        is_over = meeting.status is MeetingStatus.HELD or meeting.on_date < today
        return (_("Held"), "") if is_over else (_("Planned"), "neutral")
    if meeting.minutes_state is MinutesState.COMMENT:
        return _("Out for comment"), "soon"
    if meeting.minutes_state is MinutesState.PUT:
        return _("To be approved"), "soon"
    if meeting.status is MeetingStatus.HELD:
        return (_("Minutes in draft"), "soon") if meeting.minutes_state else (_("Held, no minutes"), "soon")
    if meeting.minutes_state:
        return _("Minutes begun"), "soon"
    return (_("Not minuted"), "soon") if meeting.on_date < today else (_("Planned"), "neutral")


def item_kinds() -> dict[ItemKind, str]:
    """What an item is for, as it is chosen."""
    return {
        ItemKind.INFORMATION: _("For information"),
        ItemKind.DISCUSSION: _("Discussion"),
        ItemKind.DECISION: _("For decision"),
    }


def involvements() -> dict[Involvement, str]:
    """At what stage residents were involved in what an item is about."""
    return heard.stage_words()


def presences() -> dict[Presence, tuple[str, Tone]]:
    """How somebody was there, and in what tone it is said."""
    return {
        Presence.PRESENT: (_("here"), "kept"),
        Presence.IN_ATTENDANCE: (_("in attendance"), "neutral"),
        Presence.APOLOGIES: (_("apologies"), "soon"),
        Presence.ABSENT: (_("not here"), ""),
    }


def local_time(at: datetime) -> time:
    """The time on the wall where the group lives, to the minute."""
    return local(at).time().replace(second=0, microsecond=0)
