"""What actions are called on screen, for every place that shows them."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date_short, show_due
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import ActionStatus, Priority, Side
from villagedesk.records.actions import ActionRow, Colour, colour
from villagedesk.ui.colours import Tone


def status_words() -> dict[ActionStatus, str]:
    """How far an action has come."""
    return {
        ActionStatus.OPEN: _("Open"),
        ActionStatus.WAITING: _("Waiting"),
        ActionStatus.DONE: _("Done"),
        ActionStatus.DROPPED: _("Dropped"),
    }


def side_words() -> dict[Side, str]:
    """Whose an action is."""
    return {Side.OURS: _("Ours"), Side.THEIRS: _("The council's"), Side.JOINT: _("Both together")}


def priority_words() -> dict[Priority, str]:
    """How soon an action wants attention."""
    return {Priority.HIGH: _("High"), Priority.NORMAL: _("Normal"), Priority.LOW: _("Low")}


def due_words(row: ActionRow, today: date) -> str:
    """The due date beside today: "9 days late", "In 12 days"; when it was done, if it is; "" with no date."""
    if row.status is ActionStatus.DONE:
        return _("Done {date}").format(date=show_date_short(row.done_on)) if row.done_on else ""
    if row.due_on is None or row.status is ActionStatus.DROPPED:
        return ""
    words = show_due(row.due_on, today)
    return words[:1].upper() + words[1:]


def due_badge(row: ActionRow, today: date) -> tuple[str, Tone] | None:
    """The same as a badge, when it is late or soon; else None."""
    tones: dict[Colour, Tone] = {Colour.LATE: "late", Colour.SOON: "soon"}
    tone = tones.get(colour(row.status, row.due_on, today))
    return (due_words(row, today), tone) if tone else None


def state_badge(row: ActionRow, today: date) -> tuple[str, Tone]:
    """The one badge for an action shown whole: how late or soon it is, else its state."""
    tones: dict[ActionStatus, Tone] = {ActionStatus.DONE: "kept", ActionStatus.DROPPED: ""}
    return due_badge(row, today) or (status_words()[row.status], tones.get(row.status, "neutral"))


def moved_words(times: int) -> str:
    """ "Moved twice", never torn apart at the end of a line; "" when it never was."""
    if times == 0:
        return ""
    if times < 3:
        words = _("Moved once") if times == 1 else _("Moved twice")
    else:
        words = ngettext("Moved {n} time", "Moved {n} times", times).format(n=times)
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def carried_words(times: int) -> str:
    """ "Carried forward 3 times"; "" when it never was."""
    if times == 0:
        return ""
    if times == 1:
        return _("Carried forward once")
    return ngettext("Carried forward {n} time", "Carried forward {n} times", times).format(n=times)


def owner_words(row: ActionRow) -> str:
    """Who has it, the lead first."""
    return ", ".join(filter(None, (row.owner, *row.others))) or _("Nobody yet")


def second_line(row: ActionRow) -> str:
    """Where it came from, by which meeting it is due, how often its date was moved and it was carried forward."""
    by = _("By the meeting {meeting}").format(meeting=row.due_meeting) if row.due_meeting else ""
    return ". ".join(filter(None, (row.source, by, moved_words(row.times_moved), carried_words(row.carried))))
