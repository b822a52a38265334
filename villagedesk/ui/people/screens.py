"""What takes the whole of People for a while: an import, a register, erasing, the review, who can help, duplicates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from villagedesk.core.changes import Changed
from villagedesk.records.registers import RegisterKind
from villagedesk.ui.bus import Bus
from villagedesk.ui.people.duplicates.pairs import Duplicates
from villagedesk.ui.people.offers.helping import Helping
from villagedesk.ui.people.privacy.erasing import Erasing
from villagedesk.ui.people.privacy.reviewing import Reviewing

if TYPE_CHECKING:
    from villagedesk.ui.people.importing.panel import Importing
    from villagedesk.ui.people.listing.registers import Registering


class Screens(QObject):
    """`went` asks for a place and a thing in it; `finished` when the list is wanted again, at a person or "";
    `offers` whose offers are wanted; `imported` which filter shows what was taken in, "" for nothing; `ended`
    whose places ended with it; `registered` when a register is done with."""

    went = Signal(str, str)
    finished = Signal(str)
    offers = Signal(str)
    imported = Signal(str)
    ended = Signal(tuple)
    registered = Signal()

    def __init__(self, bus: Bus, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._bus, self._stack = bus, stack
        self._erasing: Erasing | None = None
        self._reviewing: Reviewing | None = None
        self._helping: Helping | None = None
        self._duplicates: Duplicates | None = None
        self._importing: Importing | None = None
        self._registering: Registering | None = None

    def start_import(self) -> None:
        """Show what can be taken in, and where lists are found."""
        self._import().start()

    def take_in(self, path: Path) -> None:
        """Show what taking in a file would change."""
        self._import().read(path)

    def register(self, kind: RegisterKind) -> None:
        """Show a register."""
        if self._registering is None:
            from villagedesk.ui.people.listing.registers import Registering

            self._registering = Registering(self._bus)
            self._registering.finished.connect(self.registered)
            self._stack.addWidget(self._registering)
        self._stack.setCurrentWidget(self._registering)
        self._registering.start(kind)

    def show(self, wanted: str) -> bool:
        """Show "review", "duplicates", "help" (":" and what is asked), "erase:" and a person's key; else False."""
        name, _colon, key = wanted.partition(":")
        if name == "erase" and key:
            self._erase(key)
        elif wanted == "review":
            self._review()
        elif name == "help":
            self._help(key)
        elif wanted == "duplicates":
            self._find_duplicates()
        else:
            return False
        return True

    def refresh(self, changed: Changed) -> None:
        """Something has changed."""
        if self._registering and self._registering.isVisible() and changed.touches("person", "membership"):
            self._registering.refresh()
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

    def _import(self) -> Importing:
        if self._importing is None:
            from villagedesk.ui.people.importing.panel import Importing  # readers are not needed to show people

            self._importing = Importing(self._bus)
            self._importing.chosen.connect(self.take_in)
            self._importing.finished.connect(self.imported)
            self._importing.ended.connect(self.ended)
            self._stack.addWidget(self._importing)
        self._stack.setCurrentWidget(self._importing)
        return self._importing

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

    def _help(self, words: str) -> None:
        if self._helping is None:
            self._helping = Helping(self._bus)
            self._helping.went.connect(self.offers)
            self._helping.finished.connect(lambda: self.finished.emit(""))
            self._stack.addWidget(self._helping)
        self._stack.setCurrentWidget(self._helping)
        self._helping.start(words)

    def _find_duplicates(self) -> None:
        if self._duplicates is None:
            self._duplicates = Duplicates(self._bus)
            self._duplicates.finished.connect(lambda: self.finished.emit(""))
            self._stack.addWidget(self._duplicates)
        self._stack.setCurrentWidget(self._duplicates)
        self._duplicates.start()
