"""How entries of the log are said on a card and in the whole log."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date, show_date_short, show_day, show_due, show_time
from villagedesk.core.i18n import _
from villagedesk.core.words import Direction, InteractionKind, Part
from villagedesk.records.actions import SOON_DAYS
from villagedesk.records.interactions import InteractionRow
from villagedesk.services import getback, interactions
from villagedesk.ui.colours import Tone
from villagedesk.ui.rows import Row

ICONS = {
    InteractionKind.CALL: "phone",
    InteractionKind.EMAIL: "mail",
    InteractionKind.LETTER: "document",
    InteractionKind.MESSAGE: "mail",
    InteractionKind.VISIT: "place",
    InteractionKind.CHANCE: "person",
}


def row(entry: InteractionRow, today: date) -> Row:
    """An entry as a line of the log."""
    second = f"{way(entry)} {getback.with_whom(entry)}"
    return Row(
        entry.id, interactions.title(entry), second, badge(entry, today), show_date_short(entry.on_date),
        ICONS[entry.interaction_kind],
    )  # fmt: skip


def way(entry: InteractionRow) -> str:
    """ "Call with", "Letter to", "E-mail from"; the name follows."""
    kind = interactions.kind_words()[entry.interaction_kind]
    words = {
        Direction.IN: _("{kind} from"), Direction.OUT: _("{kind} to"), Direction.BOTH: _("{kind} with"),
    }[entry.direction]  # fmt: skip
    if entry.interaction_kind in (InteractionKind.VISIT, InteractionKind.CHANCE):
        words = _("{kind} with")
    return words.format(kind=kind)


def badge(entry: InteractionRow, today: date) -> tuple[str, Tone] | None:
    """What an entry still waits for: an answer or a follow-up."""
    if entry.reply_by and not entry.settled_on:
        is_late = entry.reply_by < today
        if entry.direction is Direction.OUT:
            return (_("No answer yet"), "late") if is_late else (_("Answer awaited"), "neutral")
        return _("We owe an answer"), "late" if is_late else "soon"
    if entry.follow_up_on and not entry.followed_up_on:
        days = (entry.follow_up_on - today).days
        tone: Tone = "late" if days < 0 else "soon" if days <= SOON_DAYS else "neutral"
        return _("Follow up {when}").format(when=show_due(entry.follow_up_on, today)), tone
    return None


def when(entry: InteractionRow) -> str:
    """ "Thursday 12 March 2026, 5:30pm"."""
    return ", ".join(filter(None, (show_day(entry.on_date), show_time(entry.at_time) if entry.at_time else "")))


def reply(entry: InteractionRow) -> str:
    """How it stands with the answer that was wanted."""
    if entry.reply_by is None:
        return ""
    wanted = _("Answer wanted by {date}").format(date=show_date(entry.reply_by))
    if entry.settled_on:
        return _("{wanted}; settled on {date}").format(wanted=wanted, date=show_date(entry.settled_on))
    return wanted


def follow_up(entry: InteractionRow) -> str:
    """What was to be followed up and when, and whether it was."""
    if entry.follow_up_on is None:
        return ""
    words = ": ".join(filter(None, (show_date(entry.follow_up_on), entry.follow_up)))
    if entry.followed_up_on:
        return _("{words}; done on {date}").format(words=words, date=show_date(entry.followed_up_on))
    return words


def part_words() -> dict[Part, str]:
    """What the parts are called that somebody had in an entry."""
    return {Part.PRESENT: "", Part.FROM: _("From"), Part.TO: _("To"), Part.CC: _("Copy")}
