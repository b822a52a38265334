"""The words of taking in meetings: what becomes of each, and where files are found."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.records.imports import Verdict
from villagedesk.ui.colours import Tone

TONES: dict[Verdict, Tone] = {
    Verdict.ADDED: "kept",
    Verdict.CHANGED: "neutral",
    Verdict.CANCELLED: "soon",
    Verdict.UNCHANGED: "",
    Verdict.REFUSED: "late",
}


def verdict_words() -> dict[Verdict, str]:
    """What each verdict is called."""
    return {
        Verdict.ADDED: _("New"),
        Verdict.CHANGED: _("Changed"),
        Verdict.CANCELLED: _("Called off"),
        Verdict.UNCHANGED: _("As it is"),
        Verdict.REFUSED: _("Not taken"),
    }


def where_from() -> tuple[tuple[str, str], ...]:
    """(what, where it is found) of each sort of file."""
    return (
        (
            _("A calendar"),
            _(
                "Google Calendar: Settings, Import & export, Export. Outlook: File, Save Calendar. On a Mac: File, "
                "Export. A hall's or a council's website often has “Add to calendar” beside its dates."
            ),
        ),
        (
            _("A council's meeting"),
            _(
                "Many councils use ModernGov. The page of a meeting ends in MId= and its number: open "
                "https://COUNCIL/mgWebService.asmx/GetMeeting?lMeetingId=NUMBER in a browser, save the page, and "
                "choose that file. Restricted items stay with the committee."
            ),
        ),
    )
