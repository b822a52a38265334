"""What takes the whole of People for a while: erasing, the yearly review, who can help, duplicates."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from villagedesk.core.changes import Changed
from villagedesk.ui.bus import Bus
from villagedesk.ui.people.duplicates.pairs import Duplicates
from villagedesk.ui.people.offers.helping import Helping
from villagedesk.ui.people.privacy.erasing import Erasing
from villagedesk.ui.people.privacy.reviewing import Reviewing


class Screens(QObject):
    """`went` asks for a place and a thing in it; `finished` when the list is wanted again, at a person or "";
    `offers` whose offers are wanted."""

    went = Signal(str, str)
    finished = Signal(str)
    offers = Signal(str)

    def __init__(self, bus: Bus, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._bus, self._stack = bus, stack
        self._erasing: Erasing | None = None
        self._reviewing: Reviewing | None = None
        self._helping: Helping | None = None
        self._duplicates: Duplicates | None = None

    def show(self, wanted: str) -> bool:
        """Show "review", "help", "duplicates", or "erase:" and a person's key; False when it is none of these."""
        name, _colon, key = wanted.partition(":")
        if name == "erase" and key:
            self._erase(key)
        elif wanted == "review":
            self._review()
        elif wanted == "help":
            self._help()
        elif wanted == "duplicates":
            self._find_duplicates()
        else:
            return False
        return True

    def refresh(self, changed: Changed) -> None:
        """Something has changed."""
        if self._reviewing:
            self._reviewing.refresh(changed)
        for screen in (self._helping, self._duplicates):
            if screen is not None and screen is self._stack.currentWidget():
                screen.refresh(changed)

    def find(self) -> bool:
        """Go to the line of the screen that is shown, if it has one; whether it has."""
        if self._helping is None or self._stack.currentWidget() is not self._helping:
            return False
        self._helping.line.start()
        return True

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

    def _help(self) -> None:
        if self._helping is None:
            self._helping = Helping(self._bus)
            self._helping.went.connect(self.offers)
            self._helping.finished.connect(lambda: self.finished.emit(""))
            self._stack.addWidget(self._helping)
        self._stack.setCurrentWidget(self._helping)
        self._helping.start()

    def _find_duplicates(self) -> None:
        if self._duplicates is None:
            self._duplicates = Duplicates(self._bus)
            self._duplicates.finished.connect(lambda: self.finished.emit(""))
            self._stack.addWidget(self._duplicates)
        self._stack.setCurrentWidget(self._duplicates)
        self._duplicates.start()
