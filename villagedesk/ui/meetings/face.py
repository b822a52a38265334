"""What a face of a meeting is, and what a view of the whole place is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from villagedesk.core.changes import Changed
from villagedesk.records.meetings import MeetingCard


class Face(QWidget):
    """One side of a meeting. `went` asks for a place and a thing in it."""

    went = Signal(str, str)

    def show_meeting(self, meeting: MeetingCard) -> None:
        """Show this meeting; the same again when something about it may have changed."""
        raise NotImplementedError

    def refresh(self, changed: Changed) -> None:
        """Something was changed that is none of a meeting's own tables."""


class View(QWidget):
    """One side of the place: all meetings' decisions, say. `went` asks for a place and a thing in it."""

    went = Signal(str, str)

    def follow(self) -> None:
        """It is turned to, or its place is gone to again."""

    def refresh(self, changed: Changed) -> None:
        """Something was changed: read again what `changed.touches`."""

    def find_in_list(self) -> None:
        """Ctrl+F: go to the line that filters, if there is one."""

    def take_focus(self) -> None:
        """It was turned to by somebody who goes on with the keyboard."""
        self.setFocus()
