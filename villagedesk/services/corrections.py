"""Approved minutes put right: the corrections that a meeting approves them with, and a new version beside the old."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, inspect, select

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.core.words import MinutesState
from villagedesk.models import Attendance, Attended, Group, Meeting, MinuteBlock, Minutes, MinutesCorrection
from villagedesk.services import elections, meetings, minuted, versions
from villagedesk.services import minutes as taken
from villagedesk.store.writer import Work

_OF_ITEM = re.compile(r"(\d{1,3}):\s+(.+)")
_KEPT = ("person_id", "name", "role", "organization_id", "presence", "votes", "arrived_at", "left_at")


@dataclass(frozen=True, slots=True)
class Correction:
    """What is put right, in an item or in the whole; `audience` where it is for a narrower one than the meeting's."""

    text: str
    item_id: str | None = None
    audience: Audience | None = None


def read(work: Work, minutes: Minutes, lines: Sequence[str]) -> list[Correction]:
    """What the lines put right. "6: seven, not eight" is about item 6, "0: ..." about the minutes as a whole.

    A correction is for whom the part that it corrects is kept. Refused for an item that is not there, and without a
    number where a part of the minutes is kept for a narrower audience: it might tell everybody of that.
    """
    meeting = work.session.get_one(Meeting, minutes.meeting_id, execution_options={"binned": True})
    two_bodies = work.session.scalars(select(Group.two_bodies)).one()
    items = {item.number: item for item in meetings.card(work.session, meeting.id).items}
    has_apart = bool(minuted.parts_apart(work.session, minutes.id, meeting.audience, two_bodies=two_bodies))
    made = []
    for line in filter(None, map(one_line, lines)):
        found = _OF_ITEM.fullmatch(line)
        if found is None and has_apart:
            raise Refused(
                _(
                    "A part of these minutes is confidential: begin each correction with the number of its item, such "
                    "as “3: ”, or with “0: ” for the minutes as a whole."
                ),
                "corrections",
            )
        number = int(found[1]) if found else 0
        if number and number not in items:
            raise Refused(_("There is no item {n} on this agenda.").format(n=number), "corrections")
        if not number:
            made.append(Correction(found[2] if found else line))
            continue
        assert found is not None
        item = items[number]
        apart = minuted.item_apart(work.session, minutes.id, item.id, meeting.audience, two_bodies=two_bodies)
        made.append(Correction(_("Item “{title}”: {text}").format(title=item.title, text=found[2]), item.id, apart))
    return made


def keep(work: Work, minutes_id: str, put_right: Sequence[Correction]) -> None:
    """Keep these as the corrections that minutes are approved with."""
    work.session.execute(delete(MinutesCorrection).where(MinutesCorrection.minutes_id == minutes_id))
    for position, each in enumerate(put_right, 1):
        work.session.add(
            MinutesCorrection(
                id=work.new_id(), minutes_id=minutes_id, position=position, text=each.text, item_id=each.item_id,
                audience=each.audience,
            )
        )  # fmt: skip


def begin(work: Work, minutes_id: str, reason: str) -> str:
    """Begin a new version of approved minutes beside the old, which stays; the new key. Refused without a reason.

    Who was there may be put right in it too: the old version keeps who it says was.
    """
    old = work.session.get(Minutes, minutes_id)
    if old is None:
        raise Refused(_("These minutes are no longer here."))
    if old.state is not MinutesState.APPROVED or versions.latest(work.session, old.meeting_id) is not old:
        raise Refused(_("There is a version that has not been approved yet: put that one right."))
    if not one_line(reason):
        raise Refused(_("Say what is wrong: the reason stands in the new version."), "reason")
    for position, row in enumerate(versions.there(work.session, old), 1):
        same = {name: getattr(row, name) for name in _KEPT}
        work.session.add(Attended(id=work.new_id(), minutes_id=old.id, position=position, attendance_id=row.id, **same))
    new = Minutes(
        id=work.new_id(), meeting_id=old.meeting_id, version=old.version + 1, reason=one_line(reason),
        started_at=old.started_at, finished_at=old.finished_at,
    )  # fmt: skip
    work.session.add(new)
    work.session.flush()
    columns = [attribute.key for attribute in inspect(MinuteBlock).column_attrs]
    for block in work.session.scalars(select(MinuteBlock).where(MinuteBlock.minutes_id == old.id)).all():
        copied = {name: getattr(block, name) for name in columns}
        work.session.add(MinuteBlock(**(copied | {"id": work.new_id(), "minutes_id": new.id})))
    return new.id


def correct_elections(work: Work, minutes: Minutes) -> None:
    """Seat again by what approved minutes say, where they correct the elections of the version before."""
    before = Minutes.meeting_id == minutes.meeting_id, Minutes.version == minutes.version - 1
    held = select(MinuteBlock.election_id).where(MinuteBlock.election_id.is_not(None))
    was = set(work.session.scalars(held.join(Minutes, Minutes.id == MinuteBlock.minutes_id).where(*before)))
    now = set(work.session.scalars(held.where(MinuteBlock.minutes_id == minutes.id)))
    if dropped := sorted(key for key in was - now if key):
        elections.correct(work, dropped, sorted(key for key in now - was if key))


def give_up(work: Work, minutes_id: str) -> None:
    """Give up a version that corrects an approved one; who was there is again as that one says.

    Refused for the first, and once it is approved itself.
    """
    minutes = versions.open_minutes(work.session, minutes_id)
    if minutes.version == 1:
        raise Refused(_("Only a later version can be given up."))
    taken.empty(work, minutes_id)
    before = select(Minutes).where(Minutes.meeting_id == minutes.meeting_id, Minutes.version < minutes.version)
    old = work.session.scalars(before.order_by(Minutes.version.desc()).limit(1)).one()
    _put_back(work, old)
    work.session.delete(minutes)


def _put_back(work: Work, old: Minutes) -> None:
    attended = work.session.scalars(select(Attended).where(Attended.minutes_id == old.id)).all()
    kept = {row.attendance_id: row for row in attended}
    now = work.session.scalars(select(Attendance).where(Attendance.meeting_id == old.meeting_id)).all()
    for row in now:
        if row.id not in kept:
            work.session.delete(row)
            continue
        for name, value in _values(kept.pop(row.id)).items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    for key, gone in kept.items():
        work.session.add(Attendance(id=key, meeting_id=old.meeting_id, **_values(gone)))
    work.session.flush()
    work.session.execute(delete(Attended).where(Attended.minutes_id == old.id))


def _values(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _KEPT}
