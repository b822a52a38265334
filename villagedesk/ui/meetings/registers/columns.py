"""How each register is told in columns, what narrows it, and where a row leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import MeetingStatus, Outcome
from villagedesk.records.meetingregisters import (
    AttendanceEntry,
    DecisionEntry,
    DeclarationEntry,
    ElectionEntry,
    Entry,
    MeetingRegister,
    RhythmEntry,
)
from villagedesk.services import decisions, registersheets
from villagedesk.ui.colours import Tone
from villagedesk.ui.rowmodel import Column, Sort

_OUTCOMES: dict[Outcome, Tone] = {
    Outcome.AGREED: "kept", Outcome.NOT_AGREED: "late", Outcome.DEFERRED: "soon", Outcome.WITHDRAWN: "neutral",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A register on screen: what its chips ask only for, its columns, its first order, what an empty one says.

    `person` is what somebody chosen did in its entries; "" where nobody is chosen.
    """

    chips: Sequence[tuple[str, str]]
    columns: Sequence[Column[Any]]
    sort: Sort
    nothing: str
    finds: str
    goes_to: Callable[[Any], tuple[str, str] | None]
    person: str = ""


def kind(register: MeetingRegister, today: Callable[[], date]) -> Kind:
    """What there is to know of a register to show it."""
    return {
        MeetingRegister.DECISIONS: _decisions, MeetingRegister.ELECTIONS: _elections,
        MeetingRegister.DECLARATIONS: _declarations,
        MeetingRegister.ATTENDANCE: _attendance, MeetingRegister.RHYTHM: _rhythm,
    }[register](today)  # fmt: skip


def _decisions(_today: Callable[[], date]) -> Kind:
    outcomes = decisions.outcome_words()
    columns: Sequence[Column[DecisionEntry]] = (
        Column(
            _("No."), lambda row: row.number, sort="number", width=16,
            second=lambda row: show_date_short(row.decided_on),
            badge=lambda row: (_("Used twice"), "soon") if row.is_twice else None,
        ),
        Column(
            _("Decision"), lambda row: row.text, sort="text",
            second=lambda row: row.corrected
            or ", ".join(filter(None, (registersheets.meeting_words(row), row.item))),
        ),
        Column(
            _("Outcome"), registersheets.how_words, sort="outcome", width=26,
            second=lambda row: outcomes[row.outcome], badge=lambda row: (_outcome(row), _OUTCOMES[row.outcome]),
            spare=True,
        ),
    )  # fmt: skip
    return Kind(
        (("", _("All")), *outcomes.items()), columns, Sort("number", descending=True),
        _("Every decision that is minuted stands here under its number."), _("Filter by words or number"), _to_meeting,
        _("Who proposed or seconded"),
    )  # fmt: skip


def _outcome(row: DecisionEntry) -> str:
    """What became of it; that the chair broke a tie is said here, where it is never cut off."""
    words = decisions.outcome_words()[row.outcome]
    return words if row.casting_for is None else _("{outcome}, casting vote").format(outcome=words)


def _elections(_today: Callable[[], date]) -> Kind:
    columns: Sequence[Column[ElectionEntry]] = (
        Column(_("Date"), lambda row: show_date_short(row.held_on), sort="date", width=13),
        Column(
            _("Post"), lambda row: row.label, sort="label", width=20,
            second=lambda row: ngettext("{n} seat", "{n} seats", row.seats).format(n=row.seats),
        ),
        Column(_("Elected"), lambda row: row.text, second=lambda row: row.more),
        Column(
            _("Meeting"), registersheets.meeting_words, sort="meeting", width=20, second=lambda row: row.item,
            spare=True,
        ),
    )  # fmt: skip
    return Kind(
        (("", _("All")), ("contested", _("Contested")), ("unopposed", _("Unopposed"))), columns,
        Sort("date", descending=True), _("Elections that are minuted stand here, with who stood and the votes."),
        _("Filter by post or name"), _to_meeting, _("Who stood or put forward"),
    )  # fmt: skip


def _declarations(_today: Callable[[], date]) -> Kind:
    columns: Sequence[Column[DeclarationEntry]] = (
        Column(_("Date"), lambda row: show_date_short(row.on_date), sort="date", width=13),
        Column(_("Who"), lambda row: row.name, sort="name", width=22),
        Column(
            _("Interest"), lambda row: row.interest, sort="interest",
            second=lambda row: ", ".join(filter(None, (row.item, row.meeting))),
        ),
        Column(
            _("Stayed or left"), lambda row: _("Stayed") if row.stays else _("Left the room"), sort="stays", width=16,
            badge=lambda row: (_("Stayed"), "neutral") if row.stays else (_("Left the room"), "soon"), spare=True,
        ),
    )  # fmt: skip
    return Kind(
        (("", _("All")), ("stayed", _("Stayed")), ("left", _("Left the room"))), columns,
        Sort("date", descending=True), _("Interests that are declared in meetings stand here."),
        _("Filter by name, interest or item"), _to_meeting, _("Who declared it"),
    )  # fmt: skip


def _attendance(_today: Callable[[], date]) -> Kind:
    columns: Sequence[Column[AttendanceEntry]] = (
        Column(
            _("Name"), lambda row: row.name, sort="name",
            second=lambda row: ". ".join(filter(None, (_capital(row.body), row.role))),
        ),
        Column(
            _("Came"), lambda row: _("{n} of {of}").format(n=row.came, of=row.of), sort="came", width=20,
            second=lambda row: f"{row.came / row.of:.0%}",
            badge=lambda row: (_("Missed the last three"), "soon") if row.missed_last else None,
        ),
        Column(_("Apologies"), lambda row: str(row.apologies or ""), sort="apologies", align="right", width=9),
        Column(_("Not there"), lambda row: str(row.absent or ""), sort="absent", align="right", width=9),
        Column(_("Last came"), lambda row: _day(row.last_on), sort="last", width=13, spare=True),
        Column(
            _("The last three missed"), lambda row: _day(row.missed[0] if row.missed else None), width=26,
            second=lambda row: ", ".join(map(show_date_short, row.missed[1:])), spare=True,
        ),
    )  # fmt: skip
    return Kind(
        (("", _("All")), ("missed", _("Missed the last three"))), columns, Sort("date", descending=True),
        _("Who came, who sent apologies and who did not is counted here from the minutes."), _("Filter by name"),
        lambda row: ("people", row.person_id) if row.person_id else _to_last(row),
    )  # fmt: skip


def _rhythm(today: Callable[[], date]) -> Kind:
    states = registersheets.status_words()
    columns: Sequence[Column[RhythmEntry]] = (
        Column(_("Date"), lambda row: show_date_short(row.on_date), sort="date", width=13),
        Column(_("Meeting"), lambda row: row.title, sort="title", second=lambda row: row.series),
        Column(
            _("How it stands"), lambda row: states[row.status], sort="status", width=14,
            badge=lambda row: _state(row, today()),
        ),
        Column(
            _("Cancelled by"), lambda row: row.cancelled_by, sort="by", width=24,
            second=lambda row: row.cancel_reason, spare=True,
        ),
        Column(_("Came"), lambda row: str(row.came or ""), align="right", width=7),
        Column(_("Since the last"), lambda row: _gap(row.gap), align="right", width=14, spare=True),
    )  # fmt: skip
    return Kind(
        (("", _("All")), *((status.value, words) for status, words in states.items())), columns,
        Sort("date", descending=True), _("Meetings stand here as they were planned, held and cancelled."),
        _("Filter by title, series or who cancelled"), lambda row: ("meetings", row.id),
        _("Somebody who was there"),
    )  # fmt: skip


def _state(row: RhythmEntry, today: date) -> tuple[str, Tone]:
    if row.status is MeetingStatus.CANCELLED:
        return _("Cancelled"), "late"
    if row.status is MeetingStatus.HELD:
        return _("Held"), "kept"
    return (_("Not minuted"), "soon") if row.on_date < today else (_("Planned"), "neutral")


def _gap(days: int | None) -> str:
    return "" if days is None else ngettext("{n} day", "{n} days", days).format(n=days)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _day(day: date | None) -> str:
    return show_date_short(day) if day else ""


def _to_meeting(row: Entry) -> tuple[str, str] | None:
    """The meeting that a row is of, unless it is in the bin or there was none."""
    assert isinstance(row, DecisionEntry | ElectionEntry | DeclarationEntry)
    if not isinstance(row, DeclarationEntry) and row.is_gone:
        return None
    return ("meetings", row.meeting_id) if row.meeting_id else None


def _to_last(row: AttendanceEntry) -> tuple[str, str] | None:
    return ("meetings", row.last_id) if row.last_id else None
