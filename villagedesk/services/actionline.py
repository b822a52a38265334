"""What one typed line means as an action: who has it, what it is, by when or by which meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.quickline import PartKind, QuickLine
from villagedesk.core.text import fold
from villagedesk.core.words import MeetingKind, MeetingStatus
from villagedesk.models import Meeting, Series
from villagedesk.records.actions import ActionDraft, Shared
from villagedesk.services import meetings, owners


@dataclass(frozen=True, slots=True)
class Understood:
    """The action, whose it is, by which meeting, and the line's parts for the chips.

    `unplanned` are the words for a meeting that is not planned: the action then has no date.
    """

    draft: ActionDraft
    owner: str
    line: QuickLine
    named: str = ""  # the words that may be several people's
    several: tuple[owners.Owner, ...] = ()
    meeting: str = ""
    unplanned: str = ""


def understand(
    session: Session, line: QuickLine, today: date, chosen: Mapping[str, str] = MappingProxyType({})
) -> Understood:
    """Read a quick-add line as an action. Words that name nobody, or several, stay in the text and are no owner.

    `chosen` says, by the words, which person was chosen of several. Where the words name several who each fit
    ("Jane and Tom"), the first leads and the others have it too; where one is nobody's name, all words
    stay. A meeting is the next one planned after `today`.
    """
    words, several, named = line, tuple[owners.Owner, ...](), line.part(PartKind.OWNER)
    found, all_known = _owners(session, line, today, chosen)
    if named and not all_known:
        words = line.without(named)  # somebody nobody knows is not lost
    if named and not found:
        line, several = words, owners.several(session, named.words, today)
    lead, others = (found[0] if found else None), tuple(_shared(one) for one in found[1:])
    by, meeting, unplanned = line.part(PartKind.MEETING), None, ""
    if by:
        meeting = next_meeting(session, by.words, today)
        if meeting is None:
            line, words, unplanned = line.without(by), words.without(by), by.words or _("meeting")
    text = words.left()
    draft = ActionDraft(
        text=text[:1].upper() + text[1:],
        owner_id=lead.person_id if lead else None,
        organization_id=lead.organization_id if lead else None,
        due_on=meeting.on_date if meeting else line.due,
        due_meeting_id=meeting.id if meeting else None,
        others=others,
    )
    return Understood(
        draft, ", ".join(filter(None, (lead.name if lead else "", *(one.name for one in others)))), line,
        named.words if named else "", several,
        f"{meeting.title}, {show_date(meeting.on_date)}" if meeting else "", unplanned,
    )  # fmt: skip


def _owners(
    session: Session, line: QuickLine, today: date, chosen: Mapping[str, str]
) -> tuple[list[owners.Owner], bool]:
    """Whom the line's words name, the lead first, and whether that is everybody they name."""
    if (named := line.part(PartKind.OWNER)) is None:
        return [], True
    if one := owners.person(session, chosen.get(named.words, "")) or owners.find(session, named.words, today):
        return [one], True
    names = line.owner_candidates[1:]
    each = [found for name in names if (found := owners.find(session, name, today))]
    return each, bool(each) and len(each) == len(names)


def _shared(owner: owners.Owner) -> Shared:
    return Shared(owner.name, owner.person_id, owner.organization_id)


def next_meeting(session: Session, called: str, today: date) -> Meeting | None:
    """The next of our meetings planned after `today` that is called so: by kind, title or series; "" is any of them."""
    words = fold(called).split()
    kinds = [kind for kind, name in meetings.kind_words().items() if words and set(words) <= set(fold(name).split())]
    kinds += [kind for kind in (MeetingKind.AGM, MeetingKind.LIAISON) if words == [kind.value]]
    named = func.fold(Meeting.title + " " + func.coalesce(Series.name, ""))
    planned = (
        select(Meeting)
        .outerjoin(Series, Series.id == Meeting.series_id)
        .where(Meeting.on_date > today, Meeting.status == MeetingStatus.PLANNED, Meeting.is_theirs.is_(False))
        .order_by(Meeting.on_date, Meeting.start_at, Meeting.id)
        .limit(1)
    )
    if words:
        planned = planned.where(or_(Meeting.kind.in_(kinds), and_(*(func.instr(named, word) > 0 for word in words))))
    return session.scalar(planned)
