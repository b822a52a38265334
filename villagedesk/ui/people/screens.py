"""What takes the whole of People for a while: an erasure, and the yearly review; each is made when first wanted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from villagedesk.core.changes import Changed
from villagedesk.ui.bus import Bus
from villagedesk.ui.people.erasing import Erasing
from villagedesk.ui.people.reviewing import Reviewing


class Screens(QObject):
    """`went` asks for a place and a thing in it; `finished` when the list is wanted again, at a person or ""."""

    went = Signal(str, str)
    finished = Signal(str)

    def __init__(self, bus: Bus, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._bus, self._stack = bus, stack
        self._erasing: Erasing | None = None
        self._reviewing: Reviewing | None = None

    def show(self, wanted: str) -> bool:
        """Show "review", or "erase:" and a person's key; False when it is neither."""
        name, _colon, key = wanted.partition(":")
        if name == "erase" and key:
            self._erase(key)
        elif wanted == "review":
            self._review()
        else:
            return False
        return True

    def refresh(self, changed: Changed) -> None:
        """Something has changed."""
        if self._reviewing:
            self._reviewing.refresh(changed)

    def _erase(self, person_id: str) -> None:
        if self._erasing is None:
            self._erasing = Erasing(self._bus)
            self._erasing.finished.connect(self.finished)
            self._stack.addWidget(self._erasing)
        self._stack.setCurrentWidget(self._erasing)
        self._erasing.show_person(person_id)

    def _review(self) -> None:
        if self._reviewing is None:
            self._reviewing = Reviewing(self._bus)
            self._reviewing.went.connect(self.went)
            self._reviewing.finished.connect(lambda: self.finished.emit(""))
            self._stack.addWidget(self._reviewing)
        self._stack.setCurrentWidget(self._reviewing)
        self._reviewing.start()
