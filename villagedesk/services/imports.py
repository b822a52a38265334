"""Takes in what a reader found: compared with what is stored, shown first, written as one change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from villagedesk.core.i18n import _
from villagedesk.records.calendar import Calendar, CouncilMeeting
from villagedesk.records.imports import CouncillorList, ImportOptions, ImportPreview, PeopleList, Reading
from villagedesk.services import calendarimports, councillors, councilmeetings, peoplelists
from villagedesk.services.wanted import Asked, plan, write
from villagedesk.store.writer import Work

Afterwards = Callable[[Work, ImportPreview], object]


def council_for(session: Session, content: CouncillorList) -> str:
    """The council that a list is most likely of: the one here, else a name made from the list's e-mail domain."""
    known = councillors.known_council(session, content)
    return known.name if known else content.council_guess


def preview(session: Session, reading: Reading, options: ImportOptions, today: date) -> ImportPreview:
    """What importing would add, change and leave alone, row by row, each with its reason; nothing is written."""
    match reading.content:
        case Calendar():
            return calendarimports.preview(session, reading, reading.content, options, today)
        case CouncilMeeting():
            return councilmeetings.preview(session, reading, reading.content, options)
        case _:
            return plan(session, reading, _asked(session, reading, options, today)).preview


def apply(
    work: Work, reading: Reading, options: ImportOptions, afterwards: Afterwards = lambda _work, _preview: None
) -> ImportPreview:
    """Write what `preview` shows. Importing the same list again changes nothing.

    `afterwards` runs in the same change: what is decided about the departed is written there.
    """
    match reading.content:
        case Calendar():
            return calendarimports.apply(work, reading, reading.content, options)
        case CouncilMeeting():
            return councilmeetings.apply(work, reading, reading.content, options)
    planned = plan(work.session, reading, _asked(work.session, reading, options, work.today))
    write(work, planned)
    afterwards(work, planned.preview)
    return planned.preview


def _asked(session: Session, reading: Reading, options: ImportOptions, today: date) -> Asked:
    match reading.content:
        case CouncillorList():
            return councillors.asked(session, reading.content, options, today)
        case PeopleList():
            return peoplelists.asked(session, reading.content, options)
    raise TypeError(_("A table is mapped before it is imported."))
