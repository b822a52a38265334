"""The versions of a meeting's minutes: the latest, the one that stands, and what each of them says."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, or_, select, text
from sqlalchemy.orm import Session, aliased

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import MinutesState
from villagedesk.models import Attendance, Attended, Decision, Declaration, Election, MinuteBlock, Minutes
from villagedesk.store.writer import Work

_OF_MEETING = "(SELECT w.id FROM minutes w WHERE w.meeting_id = later.meeting_id ORDER BY {order} LIMIT 1)"
STANDING = _OF_MEETING.format(order="w.state IN ('approved', 'published') DESC, w.version DESC")
"""SQL: the key of the minutes that stand (`standing`) of the meeting that `later` are of."""
_LEFT_OUT = (  # later.version > 1 first: there are few
    "(SELECT b.{kind}_id FROM minutes later CROSS JOIN minutes m ON m.meeting_id = later.meeting_id "
    "CROSS JOIN minute_block b ON b.minutes_id = m.id CROSS JOIN {kind} r ON r.id = b.{kind}_id "
    "AND r.meeting_id = later.meeting_id WHERE later.version > 1 AND NOT EXISTS (SELECT 1 FROM minute_block c "
    "WHERE c.minutes_id = {minutes} AND c.{kind}_id = b.{kind}_id))"
)
FALLEN = {kind: _LEFT_OUT.format(kind=kind, minutes=STANDING) for kind in ("decision", "declaration", "election")}
"""SQL: the keys of the records of a kind that do not stand (`stands`)."""
_TAKEN_OUT = _LEFT_OUT.format(kind="declaration", minutes=_OF_MEETING.format(order="w.version DESC"))


def is_latest() -> ColumnElement[bool]:
    """Whether minutes are the latest version of their meeting's: a correction stands beside what it corrects."""
    newer = aliased(Minutes)
    return ~exists().where(
        newer.meeting_id == Minutes.meeting_id,
        or_(newer.version > Minutes.version, and_(newer.version == Minutes.version, newer.id > Minutes.id)),
    )


def latest(session: Session, meeting_id: str) -> Minutes | None:
    """The latest version of a meeting's minutes, approved or not; None while there are none."""
    return session.scalar(select(Minutes).where(Minutes.meeting_id == meeting_id, is_latest()))


def open_minutes(session: Session, minutes_id: str) -> Minutes:
    """Minutes that may still be written in. Refused when they are gone or approved, and for another body's."""
    found = session.get(Minutes, minutes_id)
    if found is None:
        raise Refused(_("These minutes are no longer here."))
    check_open(found)
    return found


def check_open(minutes: Minutes) -> None:
    """Refused once minutes are approved, and for another body's."""
    if minutes.state is MinutesState.APPROVED:
        raise Refused(_("These minutes have been approved already: a correction is a new version."))
    if minutes.state is MinutesState.PUBLISHED:
        raise Refused(_("These minutes are another body's, as it published them: they are not changed here."))


def there(session: Session, minutes: Minutes) -> Sequence[Attendance | Attended]:
    """Who was at the meeting as this version says, in the order that they were entered."""
    newer = select(Minutes.id).where(Minutes.meeting_id == minutes.meeting_id, Minutes.version > minutes.version)
    if session.scalar(newer.limit(1)) is None:
        own = select(Attendance).where(Attendance.meeting_id == minutes.meeting_id)
        return session.scalars(own.order_by(Attendance.id)).all()
    return session.scalars(
        select(Attended).where(Attended.minutes_id == minutes.id).order_by(Attended.position, Attended.id)
    ).all()


def standing(session: Session, meeting_id: str) -> Minutes | None:
    """The version that stands: approved ones until a correction is approved; None while there are none."""
    of = select(Minutes).where(Minutes.meeting_id == meeting_id)
    settled = Minutes.state.in_((MinutesState.APPROVED, MinutesState.PUBLISHED))
    return session.scalar(of.order_by(settled.desc(), Minutes.version.desc()).limit(1))


def stands(model: type[Decision | Declaration | Election] = Decision) -> ColumnElement[bool]:
    """Whether a record stands, as the minutes of its meeting that stand have it.

    One that a correction took out or put right does not, nor does one that is in a correction only until that is
    approved. An action or question goes on in its log whatever becomes of the minutes.
    """
    return model.id.not_in(text(FALLEN[model.__tablename__]))


def declared() -> ColumnElement[bool]:
    """Whether a declaration is in the latest version of the minutes, approved or not, where it is in any."""
    return Declaration.id.not_in(text(_TAKEN_OUT))


def give_up(work: Work, meeting_id: str) -> None:
    """Minutes that were only looked at were not begun: the first version goes while it says nothing."""
    found = latest(work.session, meeting_id)
    if found is None or found.version > 1 or found.finished_at or found.state is not MinutesState.DRAFT:
        return
    says = select(MinuteBlock.id).where(MinuteBlock.minutes_id == found.id).limit(1)
    there = select(Attendance.id).where(Attendance.meeting_id == meeting_id).limit(1)
    if work.session.scalar(says) is None and work.session.scalar(there) is None:
        work.session.delete(found)
