"""The meeting as it is being minuted: which item is open since when, and what is on its way into the file."""

from __future__ import annotations

from datetime import datetime

from villagedesk.records.meetings import Block, ItemCard, MinutesPage
from villagedesk.ui.meetings.minutes.reading import Typed
from villagedesk.ui.meetings.words import local_time


class Sitting:
    """`pending` are lines that were sent to the file and not yet answered, each with its item."""

    def __init__(self, meeting_id: str) -> None:
        self.meeting_id = meeting_id
        self.page: MinutesPage | None = None
        self.item_id: str | None = None
        self.pending: list[tuple[str | None, Typed]] = []
        self._came: dict[str, datetime] = {}

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
            Block(f"pending-{number}", item_id, typed.kind, typed.text)
            for number, (item_id, typed) in enumerate(self.pending)
            if item_id == self.item_id
        ]
        return shown

    def minuted(self) -> frozenset[str]:
        """The items that something has been written for."""
        return frozenset(block.item_id for block in self.page.blocks if block.item_id) if self.page else frozenset()

    def came(self, now: datetime) -> datetime | None:
        """When the open item was come to: as the file says, else when it was first seen here."""
        item = self.item()
        return self._came.setdefault(item.id, item.opened_at or now) if item else None

    def minutes_over(self, now: datetime) -> int:
        """By how much the meeting will end late when what is left takes as long as planned; 0 without an end."""
        if self.page is None or self.page.meeting.end_at is None:
            return 0
        item, came, end = self.item(), self.came(now), self.page.meeting.end_at
        left = sum(other.minutes or 0 for other in self.page.meeting.items if item and other.number > item.number)
        if item and item.minutes and came:
            left += max(0, round(item.minutes - (now - came).total_seconds() / 60))
        at = local_time(now)
        return at.hour * 60 + at.minute + left - end.hour * 60 - end.minute
