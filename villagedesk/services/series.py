"""Series of meetings: what comes again, who usually comes, and the coming meetings planned ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core import recurrence
from villagedesk.core.clock import on_the_wall
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.core.words import MeetingStatus, Presence
from villagedesk.models import Attendance, Invitation, Meeting, Membership, Organization, Person, Series
from villagedesk.records.meetings import ItemDraft, MeetingDraft
from villagedesk.records.people import Choice
from villagedesk.records.series import SeriesCard, SeriesDraft, SeriesRow, SeriesStart
from villagedesk.services import agendas, constitution, meetings, posts, restriction, usualitems
from villagedesk.store.writer import Work

AHEAD = timedelta(days=366)
_MOST_PROPOSED = 60
_LONGEST = 24 * 60


def ids(session: Session) -> list[str]:
    """The keys of every series, by name."""
    return list(session.scalars(select(Series.id).order_by(func.lower(Series.name), Series.id)))


def rows(session: Session, keys: Sequence[str], today: date) -> list[SeriesRow]:
    """The list's lines for these keys, in any order, each with its next meeting."""
    coming = and_(Meeting.series_id == Series.id, Meeting.status == MeetingStatus.PLANNED, Meeting.on_date >= today)
    found = session.execute(
        select(Series, func.min(Meeting.on_date), func.count(Meeting.id))
        .outerjoin(Meeting, coming)
        .where(Series.id.in_(keys))
        .group_by(Series.id)
    )
    return [SeriesRow(row.id, "series", row.name, row.kind, row.rule, on, count) for row, on, count in found]


def card(session: Session, series_id: str, today: date) -> SeriesCard:
    """A series whole. Refused when there is none."""
    row = _found(session, series_id)
    met_with = session.get(Organization, row.with_id) if row.with_id else None
    keys = session.scalars(
        select(Meeting.id)
        .where(Meeting.series_id == series_id, Meeting.on_date >= today)
        .order_by(Meeting.on_date, Meeting.start_at, Meeting.id)
    ).all()
    known = {found.id: found for found in meetings.rows(session, keys)}
    return SeriesCard(
        id=row.id,
        kind="series",
        draft=draft_of(row),
        met_with=met_with.name if met_with else "",
        coming=tuple(known[key] for key in keys),
        proposed=tuple(proposed(session, series_id, today)),
        people=usual_people(session, series_id),
        template_id=row.template_id,
        items=agendas.cards(session, row.template_id, row.audience) if row.template_id else (),
        parked=agendas.parked(session, series_id),
    )


def draft_of(row: Series) -> SeriesDraft:
    """What a form shows of a series."""
    return SeriesDraft(
        row.name, row.kind, row.with_id, row.rule, row.start_at, row.duration, row.place, row.link, row.audience
    )


def proposed(session: Session, series_id: str, today: date, ahead: timedelta = AHEAD) -> list[date]:
    """The days after today and within `ahead` that the rule names and that have no meeting, cancelled ones included.

    Steps are counted from the first meeting of the series, in the bin or not. A meeting stands for the day that it was
    planned for, wherever it was moved; one that was planned for none, or by an earlier rule, for a day that is ten days
    off at most.
    """
    row = _found(session, series_id)
    of_series = select(Meeting.on_date, Meeting.stands_for).where(Meeting.series_id == series_id)
    ever = session.execute(of_series.execution_options(binned=True)).all()
    planned = session.execute(of_series).all()
    first, last = today + timedelta(days=1), today + ahead
    anchor = min((stands_for or on for on, stands_for in ever), default=first)
    named = set(recurrence.dates(row.rule, anchor, first - AHEAD, last))
    stood_for = {stands_for for _on, stands_for in planned if stands_for in named}
    others = sorted(on for on, stands_for in planned if stands_for not in named)
    known = recurrence.parse(row.rule)
    slack = 3 if known and known.unit is recurrence.Unit.WEEKS and known.every == 1 else 10
    there = {on for on, _stands_for in planned}
    found = recurrence.missing(row.rule, anchor, first, last, others, slack, but=stood_for | there)
    return found[:_MOST_PROPOSED]


def start(session: Session, series_id: str, today: date) -> SeriesStart:
    """What the next meeting of a series starts from; without a day where its rule names none."""
    row, days = _found(session, series_id), proposed(session, series_id, today)
    return SeriesStart(
        _meeting(row, days[0] if days else None), tuple(_items(session, row)), usual_people(session, series_id)
    )


def choices(session: Session) -> list[Choice]:
    """Every series by name, to choose one."""
    return [Choice(*row) for row in session.execute(select(Series.id, Series.name).order_by(func.lower(Series.name)))]


def usual_people(session: Session, series_id: str) -> tuple[Choice, ...]:
    """Who usually comes, by name."""
    return _invited(session, Invitation.series_id == series_id)


def invited(session: Session, meeting_id: str) -> tuple[Choice, ...]:
    """Who is asked to a meeting: those named for it, else those who usually come to its series."""
    own = _invited(session, Invitation.meeting_id == meeting_id)
    series_id = session.scalar(select(Meeting.series_id).where(Meeting.id == meeting_id))
    return own if own or series_id is None else usual_people(session, series_id)


def expected(session: Session, meeting_id: str) -> list[Choice]:
    """Who may be there: the members of the body on that date, those with a vote first, and whoever is asked to come.

    Where nobody is asked, whoever came to the last such meeting.
    """
    meeting = session.get_one(Meeting, meeting_id)
    voters = [choice.id for choice in constitution.voters(session, meeting_id)]
    members = select(Membership.person_id).where(
        Membership.organization_id == (meeting.organization_id or posts.own_body(session)),
        posts.current(meeting.on_date),
    )
    asked = [choice.id for choice in invited(session, meeting_id)] or _came_last(session, meeting)
    found = session.execute(
        select(Person.id, Person.name)
        .where(or_(Person.id.in_([*voters, *asked]), Person.id.in_(members)))
        .order_by(Person.id.not_in(voters), Person.id.not_in(members), Person.sort_name)
    )
    return [Choice(row.id, row.name) for row in found]


def _came_last(session: Session, meeting: Meeting) -> list[str]:
    """Who was at the last meeting of that kind with that body."""
    earlier = (
        select(Meeting.id)
        .where(
            Meeting.on_date < meeting.on_date,
            Meeting.kind == meeting.kind,
            Meeting.with_id.is_not_distinct_from(meeting.with_id),
        )
        .order_by(Meeting.on_date.desc())
        .limit(1)
    )
    came = select(Attendance.person_id).where(
        Attendance.meeting_id.in_(earlier), Attendance.presence.in_((Presence.PRESENT, Presence.IN_ATTENDANCE))
    )
    return [key for key in session.scalars(came) if key]


def _invited(session: Session, where: object) -> tuple[Choice, ...]:
    found = session.execute(
        select(Person.id, Person.name)
        .join(Invitation, Invitation.person_id == Person.id)
        .where(where)  # type: ignore[arg-type]
        .order_by(Person.sort_name, Person.id)
        .distinct()
    )
    return tuple(Choice(*row) for row in found)


def add(work: Work, draft: SeriesDraft) -> str:
    """Begin a series of the group's own; the new key. Refused as `edit`."""
    row = Series(id=work.new_id(), name="", organization_id=posts.own_body(work.session))
    _fill(row, draft)
    work.session.add(row)
    work.session.flush()
    return row.id


def edit(work: Work, series_id: str, draft: SeriesDraft) -> None:
    """Keep what was typed about a series; meetings that are planned stay as they are.

    Refused without a name, with a rule that cannot be read, or when a meeting would be longer than a day.
    """
    _fill(_found(work.session, series_id), draft)


def _fill(row: Series, draft: SeriesDraft) -> None:
    name = one_line(draft.name)
    if not name:
        raise Refused(_("A series needs a name, such as “Monthly committee”."), "name")
    if not recurrence.is_rule(draft.rule):
        raise Refused(_("That rule can't be read."), "rule")
    if draft.duration is not None and not 0 < draft.duration < _LONGEST:
        raise Refused(_("A meeting takes from 1 to 1,439 minutes."), "duration")
    row.name, row.kind, row.with_id, row.rule = name, draft.kind, draft.with_id, draft.rule
    row.start_at, row.duration, row.audience = draft.start_at, draft.duration, draft.audience
    row.place, row.link = one_line(draft.place), draft.link.strip()


def bin_series(work: Work, series_id: str) -> None:
    """Put a series in the bin; its meetings stay."""
    _found(work.session, series_id).binned_at = work.now


def set_people(work: Work, person_ids: Sequence[str], *, series_id: str = "", meeting_id: str = "") -> None:
    """Say who usually comes to a series, or who is asked to one meeting. Refused for somebody restricted."""
    owner = Invitation.series_id == series_id if series_id else Invitation.meeting_id == meeting_id
    there = set(work.session.scalars(select(Invitation.person_id).where(owner)))
    for person_id in person_ids:
        if person_id not in there:
            restriction.open_person(work.session, person_id)
            work.session.add(
                Invitation(
                    id=work.new_id(), series_id=series_id or None, meeting_id=meeting_id or None, person_id=person_id
                )
            )
            there.add(person_id)
    work.session.execute(delete(Invitation).where(owner, Invitation.person_id.not_in(person_ids)))


def plan_ahead(work: Work, series_id: str, days: Sequence[date]) -> list[str]:
    """Plan a meeting on each of these days, with the standing agenda; the new keys.

    Refused when there already is a meeting of the series on one of the days, or one that stands for it.
    """
    row = _found(work.session, series_id)
    there = select(Meeting.on_date, Meeting.stands_for).where(Meeting.series_id == series_id)
    taken = {day for both in work.session.execute(there) for day in both}
    items = _items(work.session, row)
    made = []
    for day in days:
        if day in taken:
            raise Refused(_("That meeting is planned already."))
        made.append(meetings.plan(work, _meeting(row, day), items, series_id=series_id))
        work.session.get_one(Meeting, made[-1]).stands_for = day
    return made


def plan(
    work: Work, series_id: str, draft: MeetingDraft, items: Sequence[ItemDraft], people: Sequence[str] | None = None
) -> str:
    """Plan one meeting of a series with these items; its key. `people` are asked to it, else who usually comes.

    It stands for its day where the rule names that. Refused as `meetings.plan`, and when the series has a meeting then.
    """
    same = select(Meeting.id).where(Meeting.series_id == series_id, Meeting.on_date == draft.on_date)
    if work.session.scalar(same.limit(1)):
        raise Refused(_("This series has a meeting on that day already."), "on_date")
    is_named = draft.on_date in proposed(work.session, series_id, work.today)
    key = meetings.plan(work, draft, items, series_id=series_id)
    work.session.get_one(Meeting, key).stands_for = draft.on_date if is_named else None
    if people is not None and set(people) != {each.id for each in usual_people(work.session, series_id)}:
        set_people(work, people, meeting_id=key)
    return key


def _items(session: Session, row: Series) -> list[ItemDraft]:
    """The standing agenda of a series, or what most agendas of its kind have."""
    return agendas.drafts(session, row.template_id) if row.template_id else list(usualitems.usual_items(row.kind))


def _meeting(row: Series, on: date | None) -> MeetingDraft:
    end = on_the_wall(on, row.start_at, row.duration).time() if on and row.start_at and row.duration else None
    return MeetingDraft(
        title=row.name, kind=row.kind, on_date=on, start_at=row.start_at, end_at=end, place=row.place, link=row.link,
        with_id=row.with_id, audience=row.audience,
    )  # fmt: skip


def _found(session: Session, series_id: str) -> Series:
    row = session.get(Series, series_id)
    if row is None:
        raise Refused(_("That series is no longer here."))
    return row
