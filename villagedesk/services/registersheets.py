"""A register of meetings whole, to be printed or saved as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.text import file_stem
from villagedesk.core.words import MeetingStatus
from villagedesk.models import Group, Series
from villagedesk.records.meetingregisters import (
    AttendanceEntry,
    DecisionEntry,
    DeclarationEntry,
    MeetingRegister,
    RegisterQuery,
    RegisterSheet,
    RhythmEntry,
    SheetColumn,
    SheetValue,
)
from villagedesk.services import decisions, meetingregisters

_PAGE = 500


def sheet(session: Session, query: RegisterQuery, today: date) -> RegisterSheet:
    """The entries that a query asks for, all of them, in its order."""
    keys = meetingregisters.ids(session, query, today)
    entries: dict[str, Any] = {}
    for start in range(0, len(keys), _PAGE):
        part = keys[start : start + _PAGE]
        entries |= {row.id: row for row in meetingregisters.rows(session, query, part, today)}
    columns, tell = _SHEETS[query.kind]
    group = session.scalars(select(Group.name)).one()
    if query.kind is MeetingRegister.ATTENDANCE:  # whose register it is stands at its head
        entries = {key: replace(row, role=row.role.removesuffix(f", {group}")) for key, row in entries.items()}
    return RegisterSheet(
        title=title_words()[query.kind],
        group=group,
        as_at=today,
        about=_about(session, query, today),
        sum_up=meetingregisters.sum_up(session, query, today),
        columns=columns(),
        rows=tuple(tell(entries[key]) for key in keys),
    )


def title_words() -> dict[MeetingRegister, str]:
    """What the registers are called."""
    return {
        MeetingRegister.DECISIONS: _("Register of decisions"),
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
    series = session.get(Series, query.series_id) if query.series_id else None
    name = series.name if series else _("All meetings")
    start, end = query.start, query.end
    if start and end:
        name = _("{name}, {start} to {end}").format(name=name, start=show_date(start), end=show_date(end))
    elif start:
        name = _("{name}, from {start}").format(name=name, start=show_date(start))
    elif end:
        name = _("{name}, up to {end}").format(name=name, end=show_date(end))
    if query.words:
        name = _("{name}, with “{words}”").format(name=name, words=query.words)
    return _("{name}. As at {date}.").format(name=name, date=show_date(today))


Cells = tuple[SheetValue, ...]


def _decision(row: DecisionEntry) -> Cells:
    return (
        row.number, row.decided_on, row.text, row.reason, _moved(row), meeting_words(row), row.item,
        decisions.outcome_words()[row.outcome], row.how, row.votes, row.corrected,
    )  # fmt: skip


def meeting_words(row: DecisionEntry) -> str:
    """The meeting of a decision, saying so when it is in the bin, or that there was none."""
    if row.is_gone:
        return _("{meeting} (in the bin)").format(meeting=row.meeting)
    return row.meeting or _("Between meetings")


def _moved(row: DecisionEntry) -> str:
    if row.proposer and row.seconder:
        return _("Proposed by {name}, seconded by {other}").format(name=row.proposer, other=row.seconder)
    return _("Proposed by {name}").format(name=row.proposer) if row.proposer else ""


def _declaration(row: DeclarationEntry) -> Cells:
    left = _("Stayed") if row.stays else _("Left the room")
    return (row.on_date, row.name, row.interest, row.item, row.meeting, left)


def _attendance(row: AttendanceEntry) -> Cells:
    missed = (*row.missed, None, None, None)[:3]
    return (row.name, row.role, row.came, row.of, row.apologies, row.absent, row.last_on, *missed)


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
            SheetColumn(_("Outcome"), 12), SheetColumn(_("How"), under=True), SheetColumn(_("Votes"), under=True),
            SheetColumn(_("Corrected"), under=True),
        ),
        _decision,
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
            SheetColumn(_("Name")), SheetColumn(_("As"), under=True), SheetColumn(_("Came"), 3.8),
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
