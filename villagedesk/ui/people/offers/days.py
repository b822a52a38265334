"""The days of the week as chips that are on or off."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from villagedesk.core.availability import DAYS, as_days
from villagedesk.core.dates import day_names
from villagedesk.ui.chip import Chip
from villagedesk.ui.editors import Editor
from villagedesk.ui.flow import FlowLayout

_LETTERS = 3


class Days(Editor):
    """Its value is the days that are on, as core/availability.py keeps them."""

    def __init__(self) -> None:
        super().__init__(QWidget())
        self._chips: dict[str, Chip] = {}
        flow = FlowLayout(self.box, spacing=6)
        for day, name in zip(DAYS, day_names(), strict=True):
            chip = self._chips[day] = Chip(name[:_LETTERS])
            chip.setObjectName(f"day_{day}")
            chip.setAccessibleName(name)
            chip.clicked.connect(self._pressed)
            flow.addWidget(chip)
        self.setFocusProxy(self._chips[DAYS[0]])

    def value(self) -> str:
        return as_days(day for day, chip in self._chips.items() if chip.isChecked())

    def set_value(self, value: str) -> None:
        days = value.split()
        for day, chip in self._chips.items():
            chip.setChecked(day in days)

    def text_of(self, value: str) -> str:
        return value

    def typed(self) -> str:
        return self.value()

    def type_in(self, words: str) -> None:
        self.set_value(words)
        self.edited.emit()

    def _pressed(self) -> None:
        self.edited.emit()
        self.left.emit()
