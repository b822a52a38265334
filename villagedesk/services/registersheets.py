"""A register of meetings whole, to be printed or saved as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import file_stem
from villagedesk.core.words import MeetingStatus, Outcome, Way
from villagedesk.models import Person, Series
from villagedesk.records.meetingregisters import (
    AttendanceEntry,
    DecisionEntry,
    DeclarationEntry,
    ElectionEntry,
    MeetingRegister,
    RegisterQuery,
    RegisterSheet,
    RhythmEntry,
    SheetColumn,
    SheetValue,
)
from villagedesk.services import decisions, group, meetingregisters
from villagedesk.services.redact import sight

_PAGE = 500


def sheet(session: Session, query: RegisterQuery, today: date) -> RegisterSheet:
    """The entries that a query asks for, all of them that its audience (without one the committee) may see, in order.

    Refused when it asks for a series or somebody that the audience may not know of.
    """
    query = replace(query, audience=query.audience or Audience.COMMITTEE)
    _check(session, query)
    keys = meetingregisters.ids(session, query, today)
    whole = meetingregisters.ids(session, replace(query, audience=None), today)
    entries: dict[str, Any] = {}
    for start in range(0, len(keys), _PAGE):
        part = keys[start : start + _PAGE]
        entries |= {row.id: row for row in meetingregisters.rows(session, query, part, today)}
    columns, tell = _SHEETS[query.kind]
    own = group.card(session)
    if query.kind is MeetingRegister.ATTENDANCE:  # whose register it is stands at its head
        entries = {key: replace(row, role=row.role.removesuffix(f", {own.name}")) for key, row in entries.items()}
    return RegisterSheet(
        title=title_words()[query.kind],
        group=own.name,
        as_at=today,
        about=_about(session, query, today),
        sum_up=meetingregisters.sum_up(session, query, today),
        columns=columns(),
        rows=tuple(tell(entries[key]) for key in keys),
        for_whom=own.audience_names[query.audience or Audience.COMMITTEE],
        left_out=len(whole) - len(keys),
    )


def fitting(session: Session, query: RegisterQuery, today: date) -> str:
    """How many of the entries its audience will get, and how they get more; "" when they get all."""
    whole = meetingregisters.counts(session, replace(query, audience=None), today).get(query.only, 0)
    count = meetingregisters.counts(session, query, today).get(query.only, 0)
    if count == whole:
        return ""
    said = _("{n} of {of} entries are for: {audience}.").format(
        n=f"{count:,}",
        of=f"{whole:,}",
        audience=group.card(session).audience_names[query.audience or Audience.COMMITTEE],
    )
    if query.kind is MeetingRegister.RHYTHM or query.kind is MeetingRegister.ATTENDANCE:
        more = _("Whom a meeting is for is said in its plan, under “For whom”.")
    else:
        more = _(
            "What is minuted is for whom its agenda item is: say so in the plan, under “Who may see it”, beforehand."
        )
    return f"{said} {more}"


def _check(session: Session, query: RegisterQuery) -> None:
    seen = sight(session, query.audience)
    chosen = (session.get(Series, query.series_id or ""), session.get(Person, query.person_id or ""))
    for row in chosen:
        if row is not None and not seen.sees(row.audience):
            raise Refused(_("{name} is not for this audience: take that filter off.").format(name=row.name), "audience")


def title_words() -> dict[MeetingRegister, str]:
    """What the registers are called."""
    return {
        MeetingRegister.DECISIONS: _("Register of decisions"),
        MeetingRegister.ELECTIONS: _("Register of elections"),
        MeetingRegister.DECLARATIONS: _("Register of interests declared"),
        MeetingRegister.ATTENDANCE: _("Register of attendance"),
        MeetingRegister.RHYTHM: _("Meetings planned, held and cancelled"),
    }


def status_words() -> dict[MeetingStatus, str]:
    """How a meeting stands."""
    return {
        MeetingStatus.PLANNED: _("Planned"), MeetingStatus.HELD: _("Held"), MeetingStatus.CANCELLED: _("Cancelled"),
    }  # fmt: skip


def file_name(register: RegisterSheet, suffix: str) -> str:
    """What its file is offered to be called."""
    return f"{file_stem(f'{register.title}, {show_date(register.as_at)}')}.{suffix}"


def pdf(register: RegisterSheet) -> bytes:
    """The register on paper."""
    from villagedesk.packs.meetingregister import build_pdf

    return build_pdf(register)


def xlsx(register: RegisterSheet) -> bytes:
    """The register as an Excel workbook."""
    from villagedesk.exchange.meetingregister_out import as_xlsx

    return as_xlsx(register)


def _about(session: Session, query: RegisterQuery, today: date) -> str:
    series, person = session.get(Series, query.series_id or ""), session.get(Person, query.person_id or "")
    name = series.name if series else _("All meetings")
    start, end = query.start, query.end
    if start and end:
        name = _("{name}, {start} to {end}").format(name=name, start=show_date(start), end=show_date(end))
    elif start:
        name = _("{name}, from {start}").format(name=name, start=show_date(start))
    elif end:
        name = _("{name}, up to {end}").format(name=name, end=show_date(end))
    if person:
        name = _("{name}, of {person}").format(name=name, person=person.name)
    if query.words:
        name = _("{name}, with “{words}”").format(name=name, words=query.words)
    return _("{name}. As at {date}.").format(name=name, date=show_date(today))


Cells = tuple[SheetValue, ...]


def _decision(row: DecisionEntry) -> Cells:
    return (
        row.number, row.decided_on, row.text, row.reason, _moved(row), meeting_words(row), row.item,
        decisions.outcome_words()[row.outcome], how_words(row), row.corrected,
    )  # fmt: skip


def meeting_words(row: DecisionEntry | ElectionEntry) -> str:
    """The meeting of a decision or an election, saying so when it is in the bin, or that there was or is none."""
    if row.is_gone:
        return _("{meeting} (in the bin)").format(meeting=row.meeting)
    if row.meeting or row.meeting_id:
        return row.meeting
    is_written = isinstance(row, DecisionEntry) and row.way is Way.WRITTEN
    return _("Between meetings") if is_written else _("The meeting was deleted")


def how_words(row: DecisionEntry) -> str:
    """How a decision was come to: its votes, and of one between meetings whether it is ratified."""
    ratified = ""
    if row.waits:
        ratified = _("Waits to be ratified")
    elif row.way is Way.WRITTEN and row.ratified_on and row.ratified_on != row.decided_on:
        words = _("Ratified {date}") if row.outcome is Outcome.AGREED else _("Not ratified, {date}")
        ratified = words.format(date=show_date(row.ratified_on))
    return ". ".join(filter(None, (row.how, row.votes, ratified)))


def _moved(row: DecisionEntry) -> str:
    return decisions.moved(row.proposer, row.seconder, "")


def _election(row: ElectionEntry) -> Cells:
    return (row.held_on, row.label, row.seats, row.text, row.more, meeting_words(row), row.item)


def _declaration(row: DeclarationEntry) -> Cells:
    left = _("Stayed") if row.stays else _("Left the room")
    return (row.on_date, row.name, row.interest, row.item, row.meeting, left)


def _attendance(row: AttendanceEntry) -> Cells:
    missed = (*row.missed, None, None, None)[:3]
    return (row.name, row.role, row.body, row.came, row.of, row.apologies, row.absent, row.last_on, *missed)


def _met(row: RhythmEntry) -> Cells:
    return (
        row.on_date, row.title, row.series, status_words()[row.status], row.cancelled_by, row.cancel_reason,
        row.came or None, row.gap,
    )  # fmt: skip


_SHEETS: dict[MeetingRegister, tuple[Callable[[], tuple[SheetColumn, ...]], Callable[[Any], Cells]]] = {
    MeetingRegister.DECISIONS: (
        lambda: (
            SheetColumn(_("No."), 7.5), SheetColumn(_("Date"), 7.5, under=True), SheetColumn(_("Decision")),
            SheetColumn(_("Reason"), under=True), SheetColumn(_("Proposed"), under=True),
            SheetColumn(_("Meeting"), under=True), SheetColumn(_("Item"), under=True),
            SheetColumn(_("Outcome"), 12), SheetColumn(_("How"), under=True),
            SheetColumn(_("Corrected"), under=True),
        ),
        _decision,
    ),
    MeetingRegister.ELECTIONS: (
        lambda: (
            SheetColumn(_("Date"), 7.5), SheetColumn(_("Post"), 11), SheetColumn(_("Seats"), 3.8),
            SheetColumn(_("Elected")), SheetColumn(_("Who else stood, and who proposed and seconded"), under=True),
            SheetColumn(_("Meeting"), under=True), SheetColumn(_("Item"), under=True),
        ),
        _election,
    ),
    MeetingRegister.DECLARATIONS: (
        lambda: (
            SheetColumn(_("Date"), 7.5), SheetColumn(_("Who"), 11), SheetColumn(_("Interest")),
            SheetColumn(_("Item"), under=True), SheetColumn(_("Meeting"), under=True),
            SheetColumn(_("Stayed or left"), 8),
        ),
        _declaration,
    ),
    MeetingRegister.ATTENDANCE: (
        lambda: (
            SheetColumn(_("Name")), SheetColumn(_("As"), under=True), SheetColumn(_("Meetings"), under=True),
            SheetColumn(_("Came"), 3.8),
            SheetColumn(_("Of"), 2.4), SheetColumn(_("Apologies"), 6), SheetColumn(_("Not there"), 4),
            SheetColumn(_("Last came"), 7), SheetColumn(_("The last three missed"), 7),
            SheetColumn(_("Before that"), 7.5, under=True), SheetColumn(_("And before that"), 7.5, under=True),
        ),
        _attendance,
    ),
    MeetingRegister.RHYTHM: (
        lambda: (
            SheetColumn(_("Date"), 7.5), SheetColumn(_("Meeting")), SheetColumn(_("Series"), under=True),
            SheetColumn(_("How it stands"), 13), SheetColumn(_("Cancelled by"), under=True),
            SheetColumn(_("Why"), under=True), SheetColumn(_("Came"), 4), SheetColumn(_("Days since the last"), 6),
        ),
        _met,
    ),
}  # fmt: skip
