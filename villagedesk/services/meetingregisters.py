"""The registers of meetings: decisions, declarations and the rhythm of meeting, and each of them as a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import fold
from villagedesk.core.words import MeetingStatus, Presence
from villagedesk.models import AgendaItem, Attendance, Decision, Declaration, Meeting, Minutes, Person, Series
from villagedesk.records.meetingregisters import (
    DecisionEntry,
    DeclarationEntry,
    Entry,
    MeetingRegister,
    RegisterQuery,
    RhythmEntry,
)
from villagedesk.records.people import Choice
from villagedesk.services import comings, decisions, versions
from villagedesk.services.search import matching
from villagedesk.store.search import match_words

_IN_BIN = {"binned": True}  # a decision stands when its meeting is in the bin, and says so
_CAME = (Presence.PRESENT, Presence.IN_ATTENDANCE)


def ids(session: Session, query: RegisterQuery, today: date) -> list[str]:
    """The keys of the entries asked for, in the order asked for."""
    if query.kind is MeetingRegister.ATTENDANCE:
        return comings.ids(session, query, today)
    order = _ORDERS[query.kind].get(query.sort, _ORDERS[query.kind]["date"])
    columns = [column.desc() if query.descending else column.asc() for column in order]
    model = _MODELS[query.kind]
    found = _SELECTS[query.kind](query, model.id).order_by(*columns, model.id)
    return list(session.scalars(found, execution_options=_IN_BIN))


def rows(session: Session, query: RegisterQuery, keys: Sequence[str], today: date) -> Sequence[Entry]:
    """The entries with these keys, in any order."""
    read: dict[MeetingRegister, Callable[[Session, Sequence[str]], Sequence[Entry]]] = {
        MeetingRegister.DECISIONS: _decisions, MeetingRegister.DECLARATIONS: _declarations,
        MeetingRegister.RHYTHM: _rhythm,
    }  # fmt: skip
    if query.kind is MeetingRegister.ATTENDANCE:
        return comings.rows(session, query, keys, today)
    return read[query.kind](session, keys)


def counts(session: Session, query: RegisterQuery, today: date) -> dict[str, int]:
    """How many entries each value of `only` would show, and "" for all, whatever `query` asks only for."""
    if query.kind is MeetingRegister.ATTENDANCE:
        return comings.counts(session, query, today)
    column: Any = _ONLY[query.kind]
    grouped = _SELECTS[query.kind](_all_of(query), func.count()).add_columns(column).group_by(column)
    found = {_named(value): count for count, value in session.execute(grouped, execution_options=_IN_BIN)}
    return {"": sum(found.values())} | found


def series_choices(session: Session) -> list[Choice]:
    """The series there are, by name."""
    return [Choice(row.id, row.name) for row in session.execute(select(Series.id, Series.name).order_by(Series.name))]


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
    found = session.execute(
        _of_rhythm(_all_of(query), Meeting.cancelled_by)
        .add_columns(func.count())
        .where(Meeting.status == MeetingStatus.CANCELLED, Meeting.cancelled_by != "")
        .group_by(Meeting.cancelled_by)
        .order_by(func.count().desc(), Meeting.cancelled_by)
    ).all()
    said = ", ".join(_("{n} by {name}").format(name=name, n=count) for name, count in found)
    return f" ({said})" if said else ""


def _longest_gap(session: Session, query: RegisterQuery) -> int | None:
    keys = session.scalars(_of_rhythm(_all_of(query), Meeting.id).where(Meeting.status == MeetingStatus.HELD)).all()
    return max((row.gap or 0 for row in _rhythm(session, keys)), default=0) or None


def _all_of(query: RegisterQuery) -> RegisterQuery:
    return replace(query, only="")


def _named(value: Any) -> str:
    return {True: "stayed", False: "left"}[value] if isinstance(value, bool) else str(value)


# what each register holds


def within(query: RegisterQuery, day: InstrumentedAttribute[date]) -> list[ColumnElement[bool]]:
    """That a day is in the time asked for."""
    where: list[ColumnElement[bool]] = []
    if query.start:
        where.append(day >= query.start)
    if query.end:
        where.append(day <= query.end)
    return where


def _of_series(query: RegisterQuery) -> list[ColumnElement[bool]]:
    return [Meeting.series_id == query.series_id] if query.series_id else []


def _like(words: str, *columns: Any) -> list[ColumnElement[bool]]:
    """Each word begins or is in the middle of something in one of the columns, whatever its case and accents."""
    whole = func.fold(func.concat_ws(" ", *columns))
    return [func.instr(whole, word) > 0 for word in fold(words).split()]


def _of_decisions(query: RegisterQuery, *columns: Any) -> Select[Any]:
    found = (
        select(*columns)
        .select_from(Decision)
        .outerjoin(Meeting, Meeting.id == Decision.meeting_id)
        .where(Decision.binned_at.is_(None), versions.stands(), *within(query, Decision.decided_on), *_of_series(query))
    )
    if words := match_words(query.words):
        number = func.instr(Decision.number, query.words.strip()) > 0
        found = found.where(or_(Decision.id.in_(matching("decision", words)), number))
    return found.where(Decision.outcome == query.only) if query.only else found


def _of_declarations(query: RegisterQuery, *columns: Any) -> Select[Any]:
    found = (
        select(*columns)
        .select_from(Declaration)
        .join(Meeting, Meeting.id == Declaration.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == Declaration.item_id)
        .where(Meeting.binned_at.is_(None), *within(query, Meeting.on_date), *_of_series(query))
        .where(*_like(query.words, Declaration.name, Declaration.interest, AgendaItem.title, Meeting.title))
    )
    return found.where(Declaration.stays.is_(query.only == "stayed")) if query.only else found


def _of_rhythm(query: RegisterQuery, *columns: Any) -> Select[Any]:
    found = (
        select(*columns)
        .select_from(Meeting)
        .outerjoin(Series, Series.id == Meeting.series_id)
        .where(Meeting.binned_at.is_(None), ~Meeting.is_theirs, *within(query, Meeting.on_date), *_of_series(query))
        .where(*_like(query.words, Meeting.title, Series.name, Meeting.cancelled_by, Meeting.cancel_reason))
    )
    return found.where(Meeting.status == query.only) if query.only else found


_MODELS: dict[MeetingRegister, Any] = {
    MeetingRegister.DECISIONS: Decision, MeetingRegister.DECLARATIONS: Declaration, MeetingRegister.RHYTHM: Meeting,
}  # fmt: skip
_SELECTS = {
    MeetingRegister.DECISIONS: _of_decisions,
    MeetingRegister.DECLARATIONS: _of_declarations,
    MeetingRegister.RHYTHM: _of_rhythm,
}
_ONLY: dict[MeetingRegister, Any] = {
    MeetingRegister.DECISIONS: Decision.outcome, MeetingRegister.DECLARATIONS: Declaration.stays,
    MeetingRegister.RHYTHM: Meeting.status,
}  # fmt: skip
_NUMBER = (func.substr(Decision.number, 1, 8), func.length(Decision.number), Decision.number)  # 3 before 12
_ORDERS: dict[MeetingRegister, dict[str, tuple[Any, ...]]] = {
    MeetingRegister.DECISIONS: {
        "date": (Decision.decided_on, *_NUMBER), "number": _NUMBER, "text": (func.fold(Decision.text),),
        "outcome": (Decision.outcome, Decision.decided_on), "meeting": (func.fold(Meeting.title), Decision.decided_on),
    },
    MeetingRegister.DECLARATIONS: {
        "date": (Meeting.on_date, Meeting.start_at), "name": (func.fold(Declaration.name), Meeting.on_date),
        "interest": (func.fold(Declaration.interest),), "item": (func.fold(AgendaItem.title), Meeting.on_date),
        "stays": (Declaration.stays, Meeting.on_date),
    },
    MeetingRegister.RHYTHM: {
        "date": (Meeting.on_date, Meeting.start_at), "title": (func.fold(Meeting.title), Meeting.on_date),
        "status": (Meeting.status, Meeting.on_date), "by": (func.fold(Meeting.cancelled_by), Meeting.on_date),
    },
}  # fmt: skip


# the rows


def _decisions(session: Session, keys: Sequence[str]) -> Sequence[DecisionEntry]:
    proposer, seconder = aliased(Person), aliased(Person)
    other = aliased(Decision)
    twice = select(other.id).where(
        other.number == Decision.number, other.number != "", other.id != Decision.id, other.binned_at.is_(None),
        other.id.not_in(text(versions.FALLEN)),
    )  # fmt: skip
    found = session.execute(
        select(
            Decision, Meeting.title, Meeting.binned_at, AgendaItem.title, proposer.name, seconder.name, twice.exists()
        )
        .outerjoin(Meeting, Meeting.id == Decision.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == Decision.item_id)
        .outerjoin(proposer, and_(proposer.id == Decision.proposer_id, proposer.restricted_at.is_(None)))
        .outerjoin(seconder, and_(seconder.id == Decision.seconder_id, seconder.restricted_at.is_(None)))
        .where(Decision.id.in_(keys)),
        execution_options=_IN_BIN,
    ).all()
    put_right = decisions.corrected(session, [row.id for row, *_more in found if row.corrects_id])
    return [
        DecisionEntry(
            id=row.id, number=row.number, decided_on=row.decided_on, text=row.text, reason=row.reason,
            outcome=row.outcome, way=row.way, how=row.how, votes=votes_words(row), proposer=moved or "",
            seconder=seconded or "", meeting_id=row.meeting_id, meeting=meeting or "", item=item or "",
            is_twice=is_twice, is_gone=binned_at is not None, corrected=put_right.get(row.id, ""),
        )
        for row, meeting, binned_at, item, moved, seconded, is_twice in found
    ]  # fmt: skip


def votes_words(decision: Decision) -> str:
    """ "5 for, 2 against, 1 abstained"; "" where nobody counted, or `how` says it already."""
    told = (
        (decision.votes_for, _("{n} for")), (decision.votes_against, _("{n} against")),
        (decision.abstained, _("{n} abstained")),
    )  # fmt: skip
    said = [words.format(n=count) for count, words in told if count is not None]
    if said and said[0] in decision.how:
        return ""
    if said and decision.casting_for is not None:
        said.append(
            _("the chair's casting vote for") if decision.casting_for else _("the chair's casting vote against")
        )
    return ", ".join(said)


def _declarations(session: Session, keys: Sequence[str]) -> Sequence[DeclarationEntry]:
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


def _rhythm(session: Session, keys: Sequence[str]) -> Sequence[RhythmEntry]:
    earlier = aliased(Meeting)
    before = (
        select(func.max(earlier.on_date))
        .where(
            earlier.series_id == Meeting.series_id, earlier.status == MeetingStatus.HELD,
            earlier.on_date < Meeting.on_date, earlier.binned_at.is_(None),
        )
        .correlate(Meeting).scalar_subquery()
    )  # fmt: skip
    came = select(func.count()).where(Attendance.meeting_id == Meeting.id, Attendance.presence.in_(_CAME))
    found = session.execute(
        select(Meeting, Series.name, Minutes.state, came.correlate(Meeting).scalar_subquery(), before)
        .outerjoin(Series, Series.id == Meeting.series_id)
        .outerjoin(Minutes, and_(Minutes.meeting_id == Meeting.id, versions.is_latest()))
        .where(Meeting.id.in_(keys))
    )
    entries = {
        row.id: RhythmEntry(
            row.id, row.on_date, row.title, series or "", row.status, state, row.cancelled_by, row.cancel_reason, there,
            (row.on_date - last).days if last and row.status is MeetingStatus.HELD else None,
        )
        for row, series, state, there, last in found
    }  # fmt: skip
    return list(entries.values())
