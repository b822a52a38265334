"""Meetings as a calendar that other programs read: one meeting, a series, or all of them, for an audience."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import fold
from villagedesk.core.words import ContactKind, MeetingStatus
from villagedesk.models import ContactDetail, Group, Invitation, Meeting, Person, Series
from villagedesk.records.calendar import EventOut, Invited
from villagedesk.services import consent, filenames, series
from villagedesk.services.redact import Shown, View


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar's bytes, what it is best called on disk, how many meetings it has and what was left out of it."""

    data: bytes
    name: str
    meetings: int
    left_out: tuple[str, ...]


def of_meeting(session: Session, meeting_id: str, audience: Audience, now: datetime) -> CalendarFile:
    """One meeting. Refused when it is not for this audience."""
    meeting = session.get(Meeting, meeting_id, execution_options={"binned": True})
    if meeting is None or not _counts(meeting):
        raise Refused(_("That meeting is no longer here."))
    name = filenames.of_meeting("", meeting.title, meeting.on_date)
    made = _made(session, [meeting], name, file_of_meeting(meeting.title, meeting.on_date), audience, now)
    if not made.meetings:
        raise Refused(_("This meeting is not for this audience."), "audience")
    return made


def of_series(session: Session, series_id: str, audience: Audience, now: datetime) -> CalendarFile:
    """Every meeting of a series, each an event of its own, so that one may be moved or called off alone.

    One that has gone into the bin is called off in it, for those who got it with an earlier file.
    It is called by the group's name where the series itself is not for this audience.
    """
    name = called(session, series_id, audience)
    found = _in_order(session, Meeting.series_id == series_id)
    return _made(session, found, name, file_of_several(name, now.date()), audience, now)


def of_all(session: Session, audience: Audience, now: datetime, since: date | None = None) -> CalendarFile:
    """Every meeting, or those from a day on."""
    name = called(session, None, audience)
    found = _in_order(session, *([Meeting.on_date >= since] if since else []))
    return _made(session, found, name, file_of_several(name, now.date()), audience, now)


def file_of_meeting(title: str, on_date: date) -> str:
    """What the calendar entry of one meeting is offered to be called."""
    return filenames.of_meeting("", title, on_date) + ".ics"


def file_of_several(name: str, as_at: date) -> str:
    """What a calendar of a series, or of the whole group, is offered to be called on a day."""
    return filenames.of_meeting(_("Calendar"), name, as_at) + ".ics"


def called(session: Session, series_id: str | None, audience: Audience) -> str:
    """What a calendar is called: by its series where that is for this audience, else by the group.

    Refused when the series is no longer here.
    """
    row = session.get(Series, series_id) if series_id else None
    if series_id and row is None:
        raise Refused(_("That series is no longer here."))
    own = session.scalars(select(Group)).one()
    return row.name if row and View(audience, own.two_bodies).sees(row.audience) else own.name


def series_called(session: Session, name: str) -> str:
    """The key of the series of this name, or with this key. Refused when there is none."""
    found = next((each for each in series.choices(session) if name == each.id or fold(name) == fold(each.name)), None)
    if found is None:
        raise Refused(_("There is no series called {name}.").format(name=name), "series")
    return found.id


def _in_order(session: Session, *where: object) -> Sequence[Meeting]:
    order = select(Meeting).order_by(Meeting.on_date, Meeting.start_at, Meeting.id).execution_options(binned=True)
    return [meeting for meeting in session.scalars(order.where(*where)) if _counts(meeting)]  # type: ignore[arg-type]


def _counts(meeting: Meeting) -> bool:
    """Whether a calendar has a meeting: one in the bin is called off there, if it was ours and still ahead."""
    binned_at = meeting.binned_at
    return binned_at is None or (not meeting.is_theirs and meeting.on_date >= binned_at.date())


def _made(
    session: Session, meetings: Sequence[Meeting], name: str, file: str, audience: Audience, now: datetime
) -> CalendarFile:  # fmt: skip
    from villagedesk.exchange import ical_out

    own = session.scalars(select(Group)).one()
    view = View(audience, own.two_bodies)
    usable = _Addresses(session, view)
    made = [(meeting, _event(meeting, view, usable)) for meeting in meetings]
    events = [event for _meeting, event in made if event is not None]
    left = []
    if hidden := sum(event is None and meeting.binned_at is None for meeting, event in made):
        said = ngettext("{n} meeting is not for this audience.", "{n} meetings are not for this audience.", hidden)
        left.append(said.format(n=hidden))
    if without := len(usable.without):
        said = ngettext(
            "{n} person who is invited has no address that may be used.",
            "{n} people who are invited have no address that may be used.",
            without,
        )
        left.append(said.format(n=without))
    organizer = Invited(own.name, own.email) if own.email and view.sees_field("community_group", "email") else None
    data = ical_out.write(name, events, now, organizer)
    return CalendarFile(data, file, len(events), tuple(left))


def _event(meeting: Meeting, view: View, usable: _Addresses) -> EventOut | None:
    if not view.sees(meeting.audience):
        return None
    shown, is_binned = Shown(meeting, view), meeting.binned_at is not None
    is_cancelled = is_binned or shown.status is MeetingStatus.CANCELLED
    note = ""
    if is_cancelled and shown.cancel_reason:
        note = _("Cancelled: {reason}").format(reason=shown.cancel_reason)
    return EventOut(
        uid=meeting.uid or meeting.id,
        sequence=meeting.sequence,
        title=shown.title,
        on_date=shown.on_date,
        starts=shown.start_at,
        ends=shown.end_at,
        zone=shown.zone,
        place="" if is_binned else shown.place,
        link="" if is_binned else shown.link,
        is_cancelled=is_cancelled,
        note=note,
        invited=() if is_binned else usable.of(meeting),
    )


class _Addresses:
    """The addresses of those who are invited that may be used and that the reader may see; `without` are the others."""

    def __init__(self, session: Session, view: View) -> None:
        self.without: set[str] = set()
        self._session, self._view = session, view
        details = session.scalars(
            select(ContactDetail)
            .where(ContactDetail.kind == ContactKind.EMAIL, consent.may_be_used())
            .where(ContactDetail.person_id.in_(select(Invitation.person_id)))
            .order_by(ContactDetail.preferred.desc(), ContactDetail.id)
        )
        self._known: dict[str, Invited] = {}
        for detail in details:
            address, who = view.shown(detail), view.shown(session.get(Person, detail.person_id))
            if address and who and address.value and who.name:
                self._known.setdefault(str(detail.person_id), Invited(who.name, address.value))

    def of(self, meeting: Meeting) -> tuple[Invited, ...]:
        """Who is asked to this meeting, as it says itself."""
        keys = [choice.id for choice in series.invited(self._session, meeting.id)]
        self.without.update(key for key in keys if key not in self._known)
        return tuple(self._known[key] for key in keys if key in self._known)
