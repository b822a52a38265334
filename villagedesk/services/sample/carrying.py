"""What became of the example group's open actions from meeting to meeting, and who shares some of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from villagedesk.core.words import ActionStatus, Side
from villagedesk.models import Action, CarriedForward, CoOwner, DueDate
from villagedesk.services.sample.sheet import Row

if TYPE_CHECKING:
    from villagedesk.services.sample.meetings import Neighbourhood

_MOST = 3  # meetings that carried the same action forward
_EACH = 7  # every so manieth open action of ours has somebody else to it


def carry(here: Neighbourhood) -> None:
    """Carry forward what was due before later meetings, name who shares, and let one be due by the next liaison."""
    mine = {sitting.meeting["id"]: sittings for sittings in here.sittings.values() for sitting in sittings}
    open_ = [
        row
        for row in here.sheet.of(Action)
        if row["meeting_id"] in mine and row["status"] in (ActionStatus.OPEN, ActionStatus.WAITING)
    ]
    for row in open_:
        first = _first_due(here, row)
        later = [one.meeting for one in mine[row["meeting_id"]] if first and first <= one.meeting["on_date"]]
        for meeting in later[-_MOST:]:
            here.sheet.add(
                CarriedForward, action_id=row["id"], meeting_id=meeting["id"], on_date=meeting["on_date"]
            )  # fmt: skip
    ours = [row for row in open_ if row["side"] is Side.OURS]
    for row in ours[::_EACH]:
        other = here.cast.find("treasurer" if row["owner_id"] else "secretary", here.calendar.today)
        if other.id != row["owner_id"]:
            here.sheet.add(CoOwner, action_id=row["id"], person_id=other.id)


def _first_due(here: Neighbourhood, row: Row) -> date | None:
    """The day by which it was due when it was agreed."""
    found: list[date | None] = [due["due"] for due in here.sheet.of(DueDate) if due["of_id"] == row["id"]]
    return found[0] if found else None
