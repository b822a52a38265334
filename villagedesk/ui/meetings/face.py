"""What a face of a meeting is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from villagedesk.core.changes import Changed
from villagedesk.records.meetings import MeetingCard

MINUTES = "minutes:"


def minutes_at(meeting_id: str, place: str = "") -> str:
    """The thing to go to in Meetings: the minutes of a meeting, open at a block or an item of them."""
    return f"{MINUTES}{meeting_id}:{place}"


class Face(QWidget):
    """One side of a meeting. `went` asks for a place and a thing in it, `turning` for another side."""

    went = Signal(str, str)
    turning = Signal(str)

    def show_meeting(self, meeting: MeetingCard) -> None:
        """Show this meeting; the same again when something about it may have changed."""
        raise NotImplementedError

    def refresh(self, changed: Changed) -> None:
        """Something was changed that is none of a meeting's own tables."""
