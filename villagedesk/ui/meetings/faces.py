"""The faces of a meeting and the views of the place: what each is called, and what builds it when it is turned to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from villagedesk.core.i18n import _
from villagedesk.records.meetingregisters import MeetingRegister
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.meetings.approve.face import ApproveFace
from villagedesk.ui.meetings.calendar.giving import GiveFace
from villagedesk.ui.meetings.calendar.view import CALENDAR, CalendarView
from villagedesk.ui.meetings.face import Face
from villagedesk.ui.meetings.find.view import FindView
from villagedesk.ui.meetings.registers.view import register_view
from villagedesk.ui.view import View, ViewKind

OVERVIEW, PLAN, APPROVE, MEETINGS = "overview", "plan", "approve", "meetings"


@dataclass(frozen=True, slots=True)
class FaceKind:
    """A face: its name, what its chip says, what builds it, and whether another body's meeting has none of it."""

    name: str
    title: str
    build: Callable[[Bus, Commands], Face]
    ours_only: bool = False


def faces() -> tuple[FaceKind, ...]:
    """The faces of a meeting beside its overview, in order."""
    return (
        FaceKind(PLAN, _("Plan"), _plan, ours_only=True),
        FaceKind(APPROVE, _("Approve"), ApproveFace, ours_only=True),
        FaceKind("give", _("Hand out"), GiveFace),
    )


def views() -> tuple[ViewKind, ...]:
    """The views of the place beside the list of meetings, in order."""
    return (
        ViewKind("series", _("Series"), _series),
        ViewKind("decisions", _("Decisions"), register_view(MeetingRegister.DECISIONS)),
        ViewKind("elections", _("Elections"), register_view(MeetingRegister.ELECTIONS)),
        ViewKind("declarations", _("Interests"), register_view(MeetingRegister.DECLARATIONS)),
        ViewKind("attendance", _("Attendance"), register_view(MeetingRegister.ATTENDANCE)),
        ViewKind("rhythm", _("How often we meet"), register_view(MeetingRegister.RHYTHM)),
        ViewKind("find", _("Find"), FindView),
        ViewKind(CALENDAR, _("Calendar"), CalendarView),
    )


def face_title() -> str:
    """What the first face is called."""
    return _("Overview")


def view_title() -> str:
    """What the first view is called."""
    return _("Meetings")


def _plan(bus: Bus, commands: Commands) -> Face:
    from villagedesk.ui.meetings.planface import PlanFace

    return PlanFace(bus, commands)


def _series(bus: Bus, commands: Commands) -> View:
    from villagedesk.ui.meetings.series.view import SeriesView

    return SeriesView(bus, commands)
