"""Who is heard, from attendance: how many different people, how many new, and whether it is always the same few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from villagedesk.core.audience import Audience
from villagedesk.core.dates import clamped
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.shares import SMALL
from villagedesk.core.streets import street_of
from villagedesk.core.text import fold
from villagedesk.core.words import (
    ContactKind,
    Involvement,
    MeetingKind,
    MeetingStatus,
    OrganizationKind,
    Outcome,
    Presence,
)
from villagedesk.models import (
    AgendaItem,
    Attendance,
    ContactDetail,
    Decision,
    Meeting,
    Membership,
    Organization,
    Person,
    Tag,
    Tagging,
)
from villagedesk.records.heard import Among, DecisionStage, Heard, HeardCard, Place, Places, Stages
from villagedesk.services import posts, versions
from villagedesk.services.redact import View
from villagedesk.store.writer import Work

_TOP = 3  # those who attend most
_YEARS = 5
_CAME = (Presence.PRESENT, Presence.IN_ATTENDANCE)
_NOT_RESIDENTS = (OrganizationKind.COUNCIL, OrganizationKind.DEPARTMENT, OrganizationKind.FUNDER)
_OPEN = (MeetingKind.GENERAL, MeetingKind.AGM, MeetingKind.PUBLIC)


@dataclass(frozen=True, slots=True)
class _Came:
    """How often somebody came in a span (its place among the spans), and when they first did at all."""

    who: str
    span: int
    times: int
    first: date


def card(session: Session, today: date, among: Among = Among.ALL, view: View | None = None) -> HeardCard:
    """Who was heard in the twelve months up to today, and in those before; with `view` as its reader may know it.

    Councillors, officers and funders are not counted: it is about residents. A name without a card in People counts as
    one person under each spelling.
    """
    days = _days(session, among, view)
    spans = _spans(today, min(days, default=today))
    comings = _comings(session, spans, among, view)
    began = min((one.first for one in comings), default=today)
    years = tuple(_year(days, [one for one in comings if one.span == n], spans[n], began) for n in range(len(spans)))
    came = {one.who for one in comings if one.span == 0}
    may_know = view is None or view.sees(Audience.COMMITTEE)
    stages, decisions = _stages(session, spans, view)
    return HeardCard(
        years=years,
        streets=_places(_streets(session, today), came) if may_know else Places(),
        groups=_places(_groups(session, today), came) if may_know else Places(),
        stages=stages,
        decisions=decisions,
    )


def _spans(today: date, first: date) -> list[tuple[date, date]]:
    """Twelve months up to today, and those before as far back as there is anything, the latest first."""
    spans, end = list[tuple[date, date]](), today
    while len(spans) < _YEARS and (not spans or end >= first):
        start = clamped(end.year - 1, end.month, end.day) + timedelta(days=1)
        spans.append((start, end))
        end = start - timedelta(days=1)
    return spans


def _held(among: Among, view: View | None) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [Meeting.status == MeetingStatus.HELD, ~Meeting.is_theirs]
    if among is Among.OPEN:
        where.append(Meeting.kind.in_(_OPEN))
    elif among is Among.LIAISON:
        where.append(or_(Meeting.kind == MeetingKind.LIAISON, Meeting.with_id.is_not(None)))
    elif among is Among.COMMITTEE:
        where.append(Meeting.kind.in_((MeetingKind.COMMITTEE, MeetingKind.TRUSTEES)))
    if view:
        where.append(Meeting.audience.in_([audience for audience in Audience if view.sees(audience)]))
    return where


def _resident() -> ColumnElement[bool]:
    """An attendance of somebody who came, and not for a council or a funder."""
    outside = select(Organization.id).where(Organization.kind.in_(_NOT_RESIDENTS))
    return and_(
        Attendance.presence.in_(_CAME),
        or_(Attendance.organization_id.is_(None), Attendance.organization_id.not_in(outside)),
        ~_outsiders(Meeting.on_date).where(Membership.person_id == Attendance.person_id).exists(),
    )


def _days(session: Session, among: Among, view: View | None) -> Sequence[date]:
    """The day of each meeting to which a resident came."""
    came = select(Meeting.on_date).join(Attendance, Attendance.meeting_id == Meeting.id)
    return session.scalars(came.where(*_held(among, view), _resident()).group_by(Meeting.id)).all()


def _comings(session: Session, spans: Sequence[tuple[date, date]], among: Among, view: View | None) -> list[_Came]:
    """Who came in which span; somebody is new once, at whichever meeting of the group it was."""
    who = func.coalesce(Attendance.person_id.cast(String), func.fold(Attendance.name))
    span = case(*((Meeting.on_date.between(start, end), n) for n, (start, end) in enumerate(spans)), else_=len(spans))
    counted = case((and_(*_held(among, view)), Meeting.id))
    found = session.execute(
        select(who, span, func.count(counted.distinct()), func.min(Meeting.on_date))
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(_resident(), *_held(Among.ALL, None))
        .group_by(who, span)
    ).all()
    first: dict[str, date] = {}
    for key, _span, _times, on in found:
        first[key] = min(on, first.get(key, on))
    return [_Came(key, n, times, first[key]) for key, n, times, _on in found if times]


def _year(days: Sequence[date], comings: Sequence[_Came], span: tuple[date, date], began: date) -> Heard:
    start, end = span
    times = sorted((one.times for one in comings), reverse=True)
    return Heard(
        start=start,
        end=end,
        meetings=sum(start <= on <= end for on in days),
        people=len(times),
        new=sum(one.first >= start for one in comings) if began < start else None,
        times=sum(times),
        top=sum(times[:_TOP]),
    )


# streets and groups


def _places(found: Iterable[tuple[str, str]], came: set[str]) -> Places:
    """(name, who) as numbers; a place with fewer than five people is only counted, and one to four are not told."""
    people: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for name, who in found:
        people.setdefault(fold(name), set()).add(who)
        names.setdefault(fold(name), name)
    told = []
    for key, known in people.items():
        if len(known) >= SMALL:
            heard = len(known & came)
            told.append(Place(names[key], len(known), heard if heard == 0 or heard >= SMALL else None))
    told.sort(key=lambda place: (place.came != 0, -place.known, fold(place.name)))
    return Places(tuple(told), len(people) - len(told))


def _streets(session: Session, today: date) -> list[tuple[str, str]]:
    """(street, who) of everybody whose address is known and who is not the council's or a funder's."""
    found = session.execute(
        select(ContactDetail.value, ContactDetail.person_id)
        .join(Person, Person.id == ContactDetail.person_id)
        .where(ContactDetail.kind == ContactKind.ADDRESS, ContactDetail.person_id.not_in(_outsiders(today)))
    )
    return [(street, str(who)) for address, who in found if (street := street_of(address))]


def _groups(session: Session, today: date) -> list[tuple[str, str]]:
    """(group, who): the tags that people have, and the groups and partners that they belong to beside our own."""
    tagged = session.execute(
        select(Tag.name, Tagging.person_id)
        .join(Tagging, Tagging.tag_id == Tag.id)
        .join(Person, Person.id == Tagging.person_id)
        .where(Tagging.person_id.not_in(_outsiders(today)))
    ).all()
    belongs = session.execute(
        select(Organization.name, Membership.person_id)
        .join(Organization, Organization.id == Membership.organization_id)
        .join(Person, Person.id == Membership.person_id)
        .where(posts.current(today), Organization.kind.in_((OrganizationKind.GROUP, OrganizationKind.PARTNER)))
        .where(Organization.id != (posts.own_body(session) or ""))
    ).all()
    return [(name, str(who)) for name, who in (*tagged, *belongs)]


def _outsiders(on: date | InstrumentedAttribute[date]) -> Any:
    """Who sits on or works for a council or a funder on a date, or on that of another row."""
    return (
        select(Membership.person_id)
        .join(Organization, Organization.id == Membership.organization_id)
        .where(posts.current(on), Organization.kind.in_(_NOT_RESIDENTS))
    )


# involvement


def _stages(
    session: Session, spans: Sequence[tuple[date, date]], view: View | None
) -> tuple[tuple[Stages, ...], tuple[DecisionStage, ...]]:
    """The decisions that were agreed, year by year, and those of the last twelve months one by one."""
    seen = [audience for audience in Audience if view is None or view.sees(audience)]
    decided = session.execute(
        select(Decision, AgendaItem.involvement)
        .outerjoin(AgendaItem, and_(AgendaItem.id == Decision.item_id, AgendaItem.audience.in_(seen)))
        .where(Decision.outcome == Outcome.AGREED, versions.stands(), Decision.audience.in_(seen))
        .where(Decision.decided_on >= spans[-1][0], Decision.decided_on <= spans[0][1])
        .order_by(Decision.decided_on.desc(), Decision.number.desc(), Decision.id)
    ).all()
    stages = []
    for start, end in spans:
        noted = Counter(stage for row, stage in decided if start <= row.decided_on <= end)
        stages.append(Stages(start, end, {stage: noted[stage] for stage in Involvement}, noted[None]))
    latest = tuple(
        DecisionStage(row.id, row.number, row.text, row.decided_on, row.meeting_id, row.item_id, stage)
        for row, stage in decided
        if row.decided_on >= spans[0][0]
    )
    return tuple(stages), latest


def note_stage(work: Work, item_id: str, stage: Involvement | None) -> None:
    """Note at what stage residents were involved in what an item is about; approved minutes do not say it."""
    item = work.session.get(AgendaItem, item_id)
    if item is None:
        raise Refused(_("That agenda item is no longer here."))
    item.involvement = stage


def stage_words() -> dict[Involvement, str]:
    """At what stage residents were involved in what an item is about."""
    return {
        Involvement.BEFORE: _("Before options were drawn up"),
        Involvement.CHOOSING: _("In choosing between options"),
        Involvement.AFTER: _("Told after it was decided"),
    }
