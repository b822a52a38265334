"""An agenda and minutes as Word documents and as PDF, as an audience may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.services import filenames
from villagedesk.services.gathering import Gathering, LeftOut


@dataclass(frozen=True, slots=True)
class WordFile:
    """A document's bytes, what it is best called on disk, and what was left out of it for its audience."""

    data: bytes
    name: str
    left_out: tuple[LeftOut, ...]


def agenda(session: Session, meeting_id: str, audience: Audience, today: date, suffix: str = "docx") -> WordFile:
    """The agenda of a meeting, as "docx" or "pdf". Refused when the meeting is not for this audience."""
    from villagedesk.packs.papers import agenda_docx, agenda_pdf

    gathered = Gathering(session, meeting_id, audience, today).gathered(("agenda",))
    content = gathered.content
    data = agenda_pdf(content) if suffix == "pdf" else agenda_docx(content)
    return WordFile(data, agenda_name(content.title, content.on_date, suffix), gathered.left_out)


def minutes(session: Session, meeting_id: str, audience: Audience, today: date, suffix: str = "docx") -> WordFile:
    """The minutes of a meeting as far as they have come, as `agenda`. Refused when there are none for this audience."""
    from villagedesk.packs.papers import minutes_docx, minutes_pdf

    gathered = Gathering(session, meeting_id, audience, today).own_minutes()
    content = gathered.content
    if content.minutes is None:
        raise Refused(_("This meeting has no minutes yet."))
    data = minutes_pdf(content) if suffix == "pdf" else minutes_docx(content)
    return WordFile(data, minutes_name(content.title, content.on_date, suffix), gathered.left_out)


def agenda_name(title: str, on_date: date, suffix: str = "docx") -> str:
    """What the file of the agenda is offered to be called."""
    return filenames.of_meeting(_("Agenda"), title, on_date) + f".{suffix}"


def minutes_name(title: str, on_date: date, suffix: str = "docx") -> str:
    """What the file of the minutes is offered to be called."""
    return filenames.of_meeting(_("Minutes"), title, on_date) + f".{suffix}"
