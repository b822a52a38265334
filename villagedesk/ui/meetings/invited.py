"""Who is asked to come: chips that can be taken off, and a line for one more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.records.people import Choice
from villagedesk.ui.chip import RemovableChip
from villagedesk.ui.chooser import Chooser
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import soft, strong
from villagedesk.ui.pick import options


class Invited(QWidget):
    """`changed` carries the keys of all who are asked, whenever somebody is added or taken off."""

    changed = Signal(list)

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._people: tuple[Choice, ...] = ()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, spacing=6)
        self._nobody = soft(_("Nobody yet. Add the people who usually come."))
        self._chooser = Chooser(_("Add somebody by name"))
        self._chooser.line.setObjectName(f"{name}Add")
        self._chooser.line.setAccessibleName(_("Add somebody by name"))
        self._chooser.picked.connect(self._add)
        self._chooser.line.returnPressed.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        for widget in (strong(title), self._nobody, self._chips, self._chooser):
            column.addWidget(widget)

    def offer(self, people: Sequence[Choice]) -> None:
        """Who there is to be asked."""
        self._chooser.set_options(options(people))

    def show_people(self, people: Sequence[Choice]) -> None:
        """Show who is asked."""
        self._nobody.setVisible(not people)
        self._chips.setVisible(bool(people))
        if tuple(people) == self._people:
            return
        self._people = tuple(people)
        while item := self._flow.takeAt(0):
            if chip := item.widget():
                chip.hide()
                chip.deleteLater()
        for person in people:
            chip = RemovableChip(person.name)
            chip.setObjectName(f"invited_{person.id}")
            chip.removed.connect(partial(self._remove, person.id))
            self._flow.addWidget(chip)
            chip.show()

    def keys(self) -> list[str]:
        """Who is asked, as it is shown."""
        return [person.id for person in self._people]

    def _add(self) -> None:
        found = None if self._chooser.problem() else self._chooser.value()
        if isinstance(found, Choice):
            self._chooser.clear()
            if found.id not in self.keys():
                self.changed.emit([*self.keys(), found.id])

    def _remove(self, key: str) -> None:
        self.changed.emit([each for each in self.keys() if each != key])
