"""The register of attendance: who came how often to the meetings of each body, over a time and a series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import CTE, ColumnElement, Select, String, and_, case, func, literal, or_, select, true, union_all
from sqlalchemy.orm import Session, aliased

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import fold
from villagedesk.core.words import MeetingStatus, Presence
from villagedesk.models import Attendance, Constitution, Group, Meeting, Membership, Organization, Person
from villagedesk.records.meetingregisters import AttendanceEntry, RegisterQuery
from villagedesk.services.posts import current
from villagedesk.services.redact import Sight, sight

_CAME = (Presence.PRESENT, Presence.IN_ATTENDANCE)
_LAST = 3  # meetings missed one after another that are worth a word


def ids(session: Session, query: RegisterQuery, today: date) -> list[str]:
    """Who is in the register, in the order asked for."""
    told = _told(query, today, sight(session, query.audience))
    share = told.c.came * 1.0 / told.c.of
    orders: dict[str, list[ColumnElement[Any]]] = {
        "name": [told.c.sort_name], "came": [share, told.c.of], "apologies": [told.c.apologies],
        "absent": [told.c.absent], "missed": [told.c.missed_last, share], "last": [func.coalesce(told.c.last_on, "")],
        "date": [told.c.votes, share, told.c.came],
    }  # fmt: skip
    order = orders.get(query.sort, orders["date"])
    chosen = select(told.c.who).where(*_narrowed(query, told))
    return list(
        session.scalars(
            chosen.order_by(*(c.desc() if query.descending else c.asc() for c in order), told.c.sort_name, told.c.who)
        )
    )


def rows(session: Session, query: RegisterQuery, keys: Sequence[str], today: date) -> list[AttendanceEntry]:
    """Their lines, in any order."""
    seen = sight(session, query.audience)
    told, missed = _told(query, today, seen), _missed(session, query, keys, today)
    bodies = _bodies(session, seen)
    return [
        AttendanceEntry(
            id=row.who, person_id=row.person_id, name=row.name, role=row.role, votes=bool(row.votes), came=row.came,
            apologies=row.apologies, absent=row.absent, of=row.of,
            last_on=date.fromisoformat(row.last_on) if row.last_on else None, last_id=row.last_id,
            missed=missed.get(row.who, ()), missed_last=bool(row.missed_last), body=bodies(row.body, row.with_id),
        )
        for row in session.execute(select(told).where(told.c.who.in_(keys)))
    ]  # fmt: skip


def counts(session: Session, query: RegisterQuery, today: date) -> dict[str, int]:
    """How many are in it, and how many missed the last three."""
    told = _told(query, today, sight(session, query.audience))
    found = session.execute(
        select(func.count(), func.coalesce(func.sum(told.c.missed_last), 0)).where(*_named(query, told))
    ).one()
    return {"": found[0], "missed": found[1]}


def sum_up(session: Session, query: RegisterQuery, today: date) -> str:
    """Over how many meetings it is."""
    count = session.scalar(select(func.count()).select_from(_held(query, today, sight(session, query.audience)))) or 0
    return ngettext("Over {n} meeting held.", "Over {n} meetings held.", count).format(n=count) + (
        " " + _("Who had a vote and is not entered for a meeting counts as not there.") if count else ""
    )


def _bodies(session: Session, seen: Sight) -> Callable[[str | None, str | None], str]:
    """Words for whose meetings they are: "" for the group's own, "with Brynafon Council" for those with another."""
    own = session.scalar(select(Group.organization_id))
    known = select(Organization.id, Organization.name).where(*seen.of(Organization.audience))
    names = {row.id: row.name for row in session.execute(known)}

    def words(body: str | None, with_id: str | None) -> str:
        partner = names.get(with_id or "", _("another body"))
        said = [
            names.get(body or "", _("another body")) if body and body != own else "",
            _("with {body}").format(body=partner) if with_id else "",
        ]
        return ", ".join(filter(None, said))

    return words


def _narrowed(query: RegisterQuery, told: CTE) -> list[ColumnElement[bool]]:
    where = _named(query, told)
    return [*where, told.c.missed_last == 1] if query.only == "missed" else where


def _named(query: RegisterQuery, told: CTE) -> list[ColumnElement[bool]]:
    return [func.instr(func.fold(told.c.name), word) > 0 for word in fold(query.words).split()]


def _held(query: RegisterQuery, today: date, seen: Sight) -> CTE:
    """The group's own meetings that were held and have somebody entered, of the time and series asked for."""
    entered = select(Attendance.id).where(Attendance.meeting_id == Meeting.id)
    where = [
        Meeting.binned_at.is_(None), Meeting.status == MeetingStatus.HELD, ~Meeting.is_theirs,
        Meeting.on_date >= (query.start or date.min), Meeting.on_date <= min(query.end or today, today),
        *seen.of(Meeting.audience),
    ]  # fmt: skip
    if query.series_id:
        where.append(Meeting.series_id == query.series_id)
    said = select(Constitution.voters).where(Constitution.kind == Meeting.kind).limit(1)
    body = func.coalesce(Meeting.organization_id, select(Group.organization_id).scalar_subquery())
    return (
        select(
            Meeting.id, Meeting.on_date, Meeting.start_at, body.label("body"), Meeting.with_id,
            Meeting.with_id.is_(None).label("is_own"), func.coalesce(said.scalar_subquery(), "").label("voters"),
        )
        .where(*where, entered.exists())
        .cte("held")
    )  # fmt: skip


def _entered(query: RegisterQuery, today: date, seen: Sight) -> CTE:
    """One row for each meeting of each: as entered, or not there for who had a vote in it and is not entered.

    A meeting held with another body is nobody's duty, so only who is entered counts there. Who the reader may not know
    is left out. `who` is somebody in one body: to each they come, or do not, by itself.
    """
    held = _held(query, today, seen)
    body = func.coalesce(held.c.body, "") + " " + func.coalesce(held.c.with_id, "")
    place = (held.c.body.label("body"), held.c.with_id.label("with_id"))
    name = func.coalesce(Attendance.person_id.cast(String), func.fold(Attendance.name))
    there = (
        select(
            (name + " " + body).label("who"), Attendance.person_id.cast(String).label("person_id"),
            Attendance.name.label("name"), Attendance.role.label("role"), Attendance.votes.label("votes"),
            Attendance.presence.cast(String).label("presence"), held.c.id.label("meeting_id"),
            held.c.on_date, held.c.start_at, *place,
        )
        .join(held, held.c.id == Attendance.meeting_id)
        .outerjoin(Person, Person.id == Attendance.person_id)
        .where(or_(Attendance.person_id.is_(None), and_(true(), *seen.of_people(Person))))
    )  # fmt: skip
    also = aliased(Attendance)
    is_entered = select(also.id).where(also.meeting_id == held.c.id, also.person_id == Membership.person_id)
    role = func.instr(" " + held.c.voters + " ", " " + Membership.role.cast(String) + " ") > 0
    has_vote = case((held.c.voters == "", Membership.votes), else_=role)
    expected = (
        select(
            Membership.person_id.cast(String) + " " + body, Membership.person_id.cast(String), Person.name, literal(""),
            literal(True), literal(Presence.ABSENT.value), held.c.id, held.c.on_date, held.c.start_at, *place,
        )
        .join(held, and_(held.c.body == Membership.organization_id, held.c.is_own))
        .join(Person, Person.id == Membership.person_id)
        .where(has_vote, current(cast("date", held.c.on_date)), *seen.of_people(Person))
        .where(Person.binned_at.is_(None), ~is_entered.exists())
        .distinct()
    )  # fmt: skip
    return union_all(there, expected).cte("entered")


def _ranked(query: RegisterQuery, today: date, seen: Sight) -> CTE:
    """The same, each with its place among the meetings of its own, the latest first."""
    entered = _entered(query, today, seen)
    latest = (entered.c.on_date.desc(), entered.c.start_at.desc(), entered.c.meeting_id.desc())
    place = func.row_number().over(partition_by=entered.c.who, order_by=latest)
    came = case((entered.c.presence.in_([p.value for p in _CAME]), 1), else_=0)
    return select(entered, came.label("came"), place.label("place")).cte("ranked")


def _told(query: RegisterQuery, today: date, seen: Sight) -> CTE:
    """One row for each person and body: how often, and what they were called and were when they were last entered."""
    one = _ranked(query, today, seen)
    summed = _summed(one, min(query.end or today, today))
    newest, last = one.alias("newest"), one.alias("last")
    named = aliased(Person)
    sort_name = func.coalesce(named.sort_name, func.fold(newest.c.name))
    return (
        select(
            summed, func.coalesce(named.name, newest.c.name).label("name"), newest.c.role, sort_name.label("sort_name"),
            last.c.meeting_id.label("last_id"),
        )
        .join(newest, and_(newest.c.who == summed.c.who, newest.c.place == 1))
        .outerjoin(last, and_(last.c.who == summed.c.who, last.c.place == summed.c.last_place))
        .outerjoin(named, and_(named.id == summed.c.person_id, named.restricted_at.is_(None)))
        .cte("told")
    )  # fmt: skip


def _summed(one: CTE, until: date) -> CTE:
    """How often each came; `missed_last` when their last three were all missed and they belong to the body then."""

    def number(presence: Presence) -> Any:
        return _meetings(case((one.c.presence == presence.value, one.c.meeting_id)))

    belongs = select(Membership.id).where(
        Membership.person_id == one.c.person_id, Membership.organization_id.in_((one.c.body, one.c.with_id)),
        current(until),
    )  # fmt: skip
    is_away = and_(
        func.max(one.c.place) >= _LAST, func.sum(case((one.c.place <= _LAST, one.c.came), else_=0)) == 0,
        func.max(belongs.exists()) == 1,
    )  # fmt: skip
    return (
        select(
            one.c.who, func.max(one.c.person_id).label("person_id"), func.max(one.c.body).label("body"),
            func.max(one.c.with_id).label("with_id"),
            _meetings(case((one.c.came == 1, one.c.meeting_id))).label("came"),
            number(Presence.APOLOGIES).label("apologies"), number(Presence.ABSENT).label("absent"),
            _meetings(one.c.meeting_id).label("of"),
            func.max(case((one.c.came == 1, one.c.on_date.cast(String)))).label("last_on"),
            func.max(one.c.votes).label("votes"), func.min(case((one.c.came == 1, one.c.place))).label("last_place"),
            case((is_away, 1), else_=0).label("missed_last"),
        ).group_by(one.c.who).cte("summed")
    )  # fmt: skip


def _meetings(meeting_id: Any) -> Any:
    """How many different meetings: two whose names were removed are one word, and may have been at one meeting."""
    return func.count(meeting_id.distinct())


def _missed(
    session: Session, query: RegisterQuery, keys: Sequence[str], today: date
) -> dict[str, tuple[date, ...]]:  # fmt: skip
    """The days of the last three that each was not at, the latest first."""
    one = _ranked(query, today, sight(session, query.audience))
    place = func.row_number().over(partition_by=one.c.who, order_by=one.c.place)
    away = select(one.c.who, one.c.on_date, place.label("n")).where(one.c.came == 0, one.c.who.in_(keys)).subquery()
    found: dict[str, tuple[date, ...]] = {}
    wanted: Select[Any] = select(away.c.who, away.c.on_date).where(away.c.n <= _LAST).order_by(away.c.who, away.c.n)
    for who, day in session.execute(wanted):
        found[who] = (*found.get(who, ()), day)
    return found
