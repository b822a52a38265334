"""The registers of meetings: decisions, elections, declarations and the rhythm of meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import MeetingStatus, Presence
from villagedesk.models import AgendaItem, Attendance, Declaration, Meeting, Minutes, Person, Series
from villagedesk.records.meetingregisters import (
    DeclarationEntry,
    Entry,
    MeetingRegister,
    RegisterQuery,
    RhythmEntry,
)
from villagedesk.services import comings, decisionregister, electionregister, versions
from villagedesk.services.narrowing import Register, like, of_series, within
from villagedesk.services.redact import Sight, sight

_IN_BIN = {"binned": True}  # a decision stands when its meeting is in the bin, and says so
_CAME = (Presence.PRESENT, Presence.IN_ATTENDANCE)


def ids(session: Session, query: RegisterQuery, today: date) -> list[str]:
    """The keys of the entries asked for, in the order asked for."""
    if query.kind is MeetingRegister.ATTENDANCE:
        return comings.ids(session, query, today)
    register, seen = _REGISTERS[query.kind], sight(session, query.audience)
    order = register.orders.get(query.sort, register.orders["date"])
    columns = [column.desc() if query.descending else column.asc() for column in order]
    found = register.found(query, seen, register.model.id).order_by(*columns, register.model.id)
    return list(session.scalars(found, execution_options=_IN_BIN))


def rows(session: Session, query: RegisterQuery, keys: Sequence[str], today: date) -> Sequence[Entry]:
    """The entries with these keys, in any order."""
    if query.kind is MeetingRegister.ATTENDANCE:
        return comings.rows(session, query, keys, today)
    return _REGISTERS[query.kind].rows(session, keys, sight(session, query.audience))


def counts(session: Session, query: RegisterQuery, today: date) -> dict[str, int]:
    """How many entries each value of `only` would show, and "" for all, whatever `query` asks only for."""
    if query.kind is MeetingRegister.ATTENDANCE:
        return comings.counts(session, query, today)
    register = _REGISTERS[query.kind]
    found = register.found(_all_of(query), sight(session, query.audience), register.only.label("only"))
    only = found.subquery().c.only
    grouped = session.execute(select(only, func.count()).group_by(only), execution_options=_IN_BIN)
    told = {_named(value): count for value, count in grouped}
    return {"": sum(told.values())} | told


def sum_up(session: Session, query: RegisterQuery, today: date) -> str:
    """What a register comes to, in a sentence or two; "" where its rows say all."""
    if query.kind is MeetingRegister.ATTENDANCE:
        return comings.sum_up(session, query, today)
    if query.kind is not MeetingRegister.RHYTHM:
        return ""
    count = counts(session, query, today)
    held, called_off = count.get(MeetingStatus.HELD, 0), count.get(MeetingStatus.CANCELLED, 0)
    ahead = count.get(MeetingStatus.PLANNED, 0)
    parts = [
        ngettext("{n} meeting held", "{n} meetings held", held).format(n=held),
        ngettext("{n} cancelled", "{n} cancelled", called_off).format(n=called_off) + _by_whom(session, query),
        ngettext("{n} planned", "{n} planned", ahead).format(n=ahead),
    ]
    said = _("{parts}.").format(parts=", ".join(parts))
    gap = _longest_gap(session, query) if query.series_id else None
    return f"{said} {_('The longest time between two was {n} days.').format(n=gap)}" if gap else said


def _by_whom(session: Session, query: RegisterQuery) -> str:
    """ " (2 by the council, 1 by us)": who called meetings off, where it is known."""
    seen = sight(session, query.audience)
    if not seen.is_ours:
        return ""
    found = session.execute(
        _of_rhythm(_all_of(query), seen, func.min(Meeting.cancelled_by), func.count())
        .where(Meeting.status == MeetingStatus.CANCELLED, Meeting.cancelled_by != "")
        .group_by(func.fold(Meeting.cancelled_by))
        .order_by(func.count().desc(), func.fold(Meeting.cancelled_by))
    ).all()
    said = ", ".join(_("{n} by {name}").format(name=name, n=count) for name, count in found)
    return f" ({said})" if said else ""


def _longest_gap(session: Session, query: RegisterQuery) -> int | None:
    seen = sight(session, query.audience)
    held = _of_rhythm(_all_of(query), seen, Meeting.id).where(Meeting.status == MeetingStatus.HELD)
    return max((row.gap or 0 for row in _rhythm(session, session.scalars(held).all(), seen)), default=0) or None


def _all_of(query: RegisterQuery) -> RegisterQuery:
    return replace(query, only="")


def _named(value: Any) -> str:
    return {True: "stayed", False: "left"}[value] if isinstance(value, bool) else str(value)


def _of_declarations(query: RegisterQuery, seen: Sight, /, *columns: Any) -> Select[Any]:
    found = (
        select(*columns)
        .select_from(Declaration)
        .join(Meeting, Meeting.id == Declaration.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == Declaration.item_id)
        .where(Meeting.binned_at.is_(None), *within(query, Meeting.on_date), *of_series(query))
        .where(versions.stands(Declaration), *seen.of(Meeting.audience, Declaration.audience, AgendaItem.audience))
        .where(*like(query.words, Declaration.name, Declaration.interest, AgendaItem.title, Meeting.title))
    )
    if seen.view:
        known = select(Person.id).where(*seen.of_people(Person))
        found = found.where(or_(Declaration.person_id.is_(None), Declaration.person_id.in_(known)))
    if query.person_id:
        found = found.where(Declaration.person_id == query.person_id)
    return found.where(Declaration.stays.is_(query.only == "stayed")) if query.only else found


def _of_rhythm(query: RegisterQuery, seen: Sight, /, *columns: Any) -> Select[Any]:
    told = [Meeting.cancelled_by, Meeting.cancel_reason] if seen.is_ours else []
    found = (
        select(*columns)
        .select_from(Meeting)
        .outerjoin(Series, and_(Series.id == Meeting.series_id, *seen.of(Series.audience)))
        .where(Meeting.binned_at.is_(None), ~Meeting.is_theirs, *within(query, Meeting.on_date), *of_series(query))
        .where(*seen.of(Meeting.audience), *like(query.words, Meeting.title, Series.name, *told))
    )
    if query.person_id:
        was_there = (Attendance.person_id == query.person_id, Attendance.presence.in_(_CAME))
        found = found.where(Meeting.id.in_(select(Attendance.meeting_id).where(*was_there)))
    return found.where(Meeting.status == query.only) if query.only else found


def _declarations(session: Session, keys: Sequence[str], _seen: Sight) -> Sequence[DeclarationEntry]:
    found = session.execute(
        select(Declaration, Meeting.on_date, Meeting.title, AgendaItem.title)
        .join(Meeting, Meeting.id == Declaration.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == Declaration.item_id)
        .where(Declaration.id.in_(keys))
    )
    return [
        DeclarationEntry(row.id, day, row.name, row.interest, row.stays, row.meeting_id, meeting, item or "")
        for row, day, meeting, item in found
    ]


def _rhythm(session: Session, keys: Sequence[str], seen: Sight) -> Sequence[RhythmEntry]:
    earlier = aliased(Meeting)
    before = (
        select(func.max(earlier.on_date))
        .where(
            earlier.series_id == Meeting.series_id, earlier.status == MeetingStatus.HELD,
            earlier.on_date < Meeting.on_date, earlier.binned_at.is_(None), *seen.of(earlier.audience),
        )
        .correlate(Meeting).scalar_subquery()
    )  # fmt: skip
    came = select(func.count()).where(Attendance.meeting_id == Meeting.id, Attendance.presence.in_(_CAME))
    found = session.execute(
        select(Meeting, Series.name, Minutes.state, came.correlate(Meeting).scalar_subquery(), before)
        .outerjoin(Series, and_(Series.id == Meeting.series_id, *seen.of(Series.audience)))
        .outerjoin(Minutes, and_(Minutes.meeting_id == Meeting.id, versions.is_latest()))
        .where(Meeting.id.in_(keys))
    )
    entries = {
        row.id: RhythmEntry(
            row.id, row.on_date, row.title, series or "", row.status, state,
            row.cancelled_by if seen.is_ours else "", row.cancel_reason if seen.is_ours else "", there,
            (row.on_date - last).days if last and row.status is MeetingStatus.HELD else None,
        )
        for row, series, state, there, last in found
    }  # fmt: skip
    return list(entries.values())


_REGISTERS = {
    MeetingRegister.DECISIONS: decisionregister.REGISTER,
    MeetingRegister.ELECTIONS: electionregister.REGISTER,
    MeetingRegister.DECLARATIONS: Register(
        Declaration, _of_declarations, Declaration.stays,
        {
            "date": (Meeting.on_date, Meeting.start_at), "name": (func.fold(Declaration.name), Meeting.on_date),
            "interest": (func.fold(Declaration.interest),), "item": (func.fold(AgendaItem.title), Meeting.on_date),
            "stays": (Declaration.stays, Meeting.on_date),
        },
        _declarations,
    ),
    MeetingRegister.RHYTHM: Register(
        Meeting, _of_rhythm, Meeting.status,
        {
            "date": (Meeting.on_date, Meeting.start_at), "title": (func.fold(Meeting.title), Meeting.on_date),
            "status": (Meeting.status, Meeting.on_date), "by": (func.fold(Meeting.cancelled_by), Meeting.on_date),
        },
        _rhythm,
    ),
}  # fmt: skip
