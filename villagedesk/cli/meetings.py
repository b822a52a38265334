"""Calendars, tasks, agendas and minutes to files from the command line."""

from __future__ import annotations

from pathlib import Path

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.services import calendars, packs, saving, todos, word
from villagedesk.services.desk import Desk, Session


def save_calendar(desk: Desk, to: Path, kind: str, audience: Audience, meeting: str, series: str) -> tuple[str, ...]:
    """Write one meeting, a series, all meetings, or actions as iCalendar; the sentences on what was left out."""
    if kind not in ("", "meetings", "actions"):
        said = _("Only meetings and actions can be written as a calendar, not {kind}.")
        raise Refused(said.format(kind=kind), "kind")
    today, now = desk.clock.today(), desk.clock.now()

    def make(session: Session) -> calendars.CalendarFile:
        if kind == "actions":
            return todos.of_actions(session, audience, now, today)
        if meeting:
            return calendars.of_meeting(session, packs.meeting_for(session, meeting, today), audience, now)
        if series:
            return calendars.of_series(session, calendars.series_called(session, series), audience, now)
        return calendars.of_all(session, audience, now)

    made = desk.read(make)
    saving.save(to, made.data)
    return made.left_out


def save_word(desk: Desk, to: Path, kind: str, audience: Audience, meeting: str) -> tuple[str, ...]:
    """Write the agenda or the minutes of a meeting as DOCX; the sentences on what was left out."""
    makers = {"agenda": word.agenda, "minutes": word.minutes}
    if kind not in makers:
        raise Refused(_("Only an agenda or minutes can be written as DOCX: say agenda or minutes."), "kind")
    today = desk.clock.today()
    made = desk.read(lambda session: makers[kind](session, packs.meeting_for(session, meeting, today), audience, today))
    saving.save(to, made.data)
    told = _("Left out: {what} ({count}). {why}")
    return tuple(told.format(what=left.what, count=left.count, why=left.why) for left in made.left_out)
