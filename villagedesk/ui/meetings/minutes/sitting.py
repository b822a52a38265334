"""The meeting as it is being minuted: which item is open since when, and what is on its way into the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from villagedesk.core.clock import ZONE
from villagedesk.core.i18n import _
from villagedesk.core.words import BlockKind
from villagedesk.records.meetings import Block, ItemCard, MinutesPage
from villagedesk.services import voting
from villagedesk.ui.localtime import local
from villagedesk.ui.meetings.minutes.reading import Typed
from villagedesk.ui.meetings.minutes.stillopen import still_open

_MOVES = (BlockKind.ARRIVAL, BlockKind.DEPARTURE, BlockKind.DECLARATION)
_AROUND = timedelta(hours=1)
_LONGEST = timedelta(hours=12)  # of a meeting that goes on past midnight


@dataclass(frozen=True, slots=True)
class Count:
    """How many with a vote are here for an item, and how many are needed (None: no quorum is asked)."""

    here: int = 0
    needed: int | None = None
    is_entered: bool = False
    why: str = ""  # who left last, or dropped out of this item

    @property
    def is_short(self) -> bool:
        """Whether too few are here, once anybody has been entered."""
        return self.is_entered and self.needed is not None and self.here < self.needed


class Sitting:
    """`pending` are lines that were sent to the file and not yet answered, each with its item."""

    def __init__(self, meeting_id: str) -> None:
        self.meeting_id = meeting_id
        self.page: MinutesPage | None = None
        self.rules = voting.Rules()
        self.item_id: str | None = None
        self.pending: list[tuple[str | None, Typed]] = []
        self._came: dict[str, datetime] = {}
        self._told_gaps = False

    def show(self, page: MinutesPage) -> None:
        """The meeting as it is in the file now; an item that is gone is left for the first."""
        self.page = page
        items = [item.id for item in page.meeting.items]
        if self.item_id not in items:
            self.item_id = items[0] if items else None

    def item(self) -> ItemCard | None:
        """The item that is open."""
        items = self.page.meeting.items if self.page else ()
        return next((item for item in items if item.id == self.item_id), None)

    def beside(self, steps: int) -> str | None:
        """The item so many steps on, or the last or first."""
        items = [item.id for item in self.page.meeting.items] if self.page else []
        if self.item_id not in items:
            return None
        return items[max(0, min(len(items) - 1, items.index(self.item_id) + steps))]

    def blocks(self) -> list[Block]:
        """The blocks of the open item, with what is on its way; the first item has those without any, too."""
        page = self.page
        if page is None:
            return []
        is_first = bool(page.meeting.items) and page.meeting.items[0].id == self.item_id
        shown = [block for block in page.blocks if block.item_id == self.item_id or (is_first and not block.item_id)]
        shown += [
            Block(f"pending-{number}", item_id, typed.kind, typed.text, bold=typed.bold)
            for number, (item_id, typed) in enumerate(self.pending)
            if item_id == self.item_id
        ]
        return shown

    def is_bare(self) -> bool:
        """Whether nothing has been kept: neither a line nor who was there."""
        page = self.page
        return page is not None and not (page.blocks or page.meeting.attendance or self.pending or page.finished_at)

    def minuted(self) -> frozenset[str]:
        """The items that something has been written for."""
        return frozenset(block.item_id for block in self.page.blocks if block.item_id) if self.page else frozenset()

    def came(self, now: datetime) -> datetime | None:
        """When the open item was come to: as the file says, else when it was first seen here."""
        item = self.item()
        return self._came.setdefault(item.id, item.opened_at or now) if item else None

    def count(self) -> Count:
        """How many can vote on the open item."""
        if self.page is None:
            return Count()
        meeting = self.page.meeting
        here = voting.here(
            meeting.attendance, meeting.declarations, self.item_id, conflicted_leave=self.rules.conflicted_leave
        )
        return Count(here, self.rules.needed, any(map(voting.is_in_room, meeting.attendance)), self._why_fewer())

    def _why_fewer(self) -> str:
        """Who left last, or dropped out of the open item by an interest, whichever was later."""
        assert self.page
        declared = {row.id: row for row in self.page.meeting.declarations if row.item_id == self.item_id}
        gone = {card.id for card in self.page.meeting.attendance if card.left_at}
        for block in sorted(self.page.blocks, key=lambda block: block.id, reverse=True):
            if block.kind is BlockKind.DEPARTURE and block.record_id in gone:
                return block.text
            if (row := declared.get(block.record_id or "")) and (self.rules.conflicted_leave or not row.stays):
                return _("{name} has an interest in this item").format(name=row.name)
        return ""

    def gaps(self, aside: Sequence[str] = ()) -> list[str]:
        """What is still open before the minutes are finished, with what is kept `aside`; said once, then nothing."""
        if self.page is None or self._told_gaps:
            return []
        self._told_gaps = True
        pending = tuple(Block("", item_id, typed.kind, typed.text) for item_id, typed in self.pending)
        return [*still_open(replace(self.page, blocks=(*self.page.blocks, *pending))), *aside]

    def is_quorum_answered(self) -> bool:
        """Whether it was said what is done without a quorum, since somebody last came, went or declared an interest."""
        blocks = self.page.blocks if self.page else ()
        said = max((block.id for block in blocks if block.kind is BlockKind.QUORUM), default="")
        return bool(said) and all(block.id < said for block in blocks if block.kind in _MOVES)

    def is_on(self, now: datetime) -> bool:
        """Whether the meeting is today's, or began last evening and goes on past midnight."""
        if self.page is None:
            return False
        began = self.page.started_at
        day = local(now).date()
        return self.page.meeting.on_date == day or (
            began is not None and local(began).date() < day and now - began < _LONGEST
        )

    def is_near(self, now: datetime) -> bool:
        """Whether it is within an hour of the meeting's planned hours; on its day, where it has none."""
        if self.page is None or self.page.meeting.start_at is None:
            return self.is_on(now)
        meeting = self.page.meeting
        begin = datetime.combine(meeting.on_date, self.page.meeting.start_at, ZoneInfo(ZONE)).astimezone(UTC)
        end = self._end() if meeting.end_at else begin + _LONGEST
        return begin - _AROUND <= now <= end + _AROUND

    def minutes_over(self, now: datetime) -> int:
        """By how much the meeting will end late when what is left takes as long as planned; 0 without an end."""
        if self.page is None or self.page.meeting.end_at is None:
            return 0
        item, came = self.item(), self.came(now)
        left = sum(other.minutes or 0 for other in self.page.meeting.items if item and other.number > item.number)
        if item and item.minutes and came:
            left += max(0, round(item.minutes - (now - came).total_seconds() / 60))
        return left + round((now - self._end()).total_seconds() / 60)

    def _end(self) -> datetime:
        """The instant at which the meeting is to end: after midnight when that is before its start."""
        assert self.page
        assert self.page.meeting.end_at
        meeting, end = self.page.meeting, self.page.meeting.end_at
        day = meeting.on_date
        if meeting.start_at and end < meeting.start_at:
            day += timedelta(days=1)
        return datetime.combine(day, end, ZoneInfo(ZONE)).astimezone(UTC)
