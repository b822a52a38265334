"""An editor for several bodies: each is found by its name, or typed when it is not here yet, and stands as a chip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.records.people import Choice
from villagedesk.ui.announce import announce
from villagedesk.ui.chip import RemovableChip
from villagedesk.ui.chooser import Chooser
from villagedesk.ui.editors import Editor
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.pick import options

_BETWEEN = "; "


class BodyNames(Editor):
    """Its value is a tuple of names. With `new`, a name that is not here yet is taken as it was typed."""

    def __init__(self, placeholder: str, choices: Sequence[Choice], *, new: bool) -> None:
        self._chooser = Chooser(placeholder)
        super().__init__(self._chooser.line)
        self._chooser.setParent(self)
        self._chooser.hide()
        self._new = new
        self._names: tuple[str, ...] = ()
        self._choices = tuple(choices)
        self._chooser.set_options(options(choices))
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, spacing=6)
        self._lay_out()
        self._chooser.edited.connect(self.edited)
        self._chooser.left.connect(self._take)
        self._chooser.picked.connect(self._take)

    def value(self) -> tuple[str, ...]:
        waiting = self._waiting()
        return (*self._names, waiting) if waiting and waiting not in self._names else self._names

    def set_value(self, value: tuple[str, ...]) -> None:
        self._chooser.clear()
        self._show(tuple(value))

    def text_of(self, value: tuple[str, ...]) -> str:
        return _BETWEEN.join(value)

    def typed(self) -> str:
        return _BETWEEN.join(filter(None, (*self._names, one_line(self._chooser.line.text()))))

    def type_in(self, words: str) -> None:
        self._show(tuple(name for name in map(one_line, words.split(_BETWEEN.strip())) if name))
        self.edited.emit()

    def problem(self) -> str:
        return "" if self._new else self._chooser.problem()

    def _lay_out(self) -> None:
        beside = self.layout()
        assert beside is not None
        line = QWidget()
        line.setLayout(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(line)
        column.addWidget(self._chips)
        self._chips.hide()

    def _waiting(self) -> str:
        """What stands in the line: one of those that are here, or a new name."""
        found = self._chooser.value() if self._chooser.line.text().strip() else None
        if isinstance(found, Choice):
            return found.name
        return one_line(self._chooser.line.text()) if self._new else ""

    def _take(self) -> None:
        if name := self._waiting():
            self._chooser.clear()
            here = {fold(one) for one in self._names}
            if fold(name) not in here:
                self._show((*self._names, name))
                announce(self, _("{name} added").format(name=name))
            self.edited.emit()
        self.left.emit()

    def _remove(self, name: str) -> None:
        self._show(tuple(one for one in self._names if one != name))
        self.box.setFocus()
        self.edited.emit()
        self.left.emit()

    def _show(self, names: tuple[str, ...]) -> None:
        self._names = tuple(dict.fromkeys(names))
        while item := self._flow.takeAt(0):
            if chip := item.widget():
                chip.hide()
                chip.deleteLater()
        for name in self._names:
            chip = RemovableChip(name, parent=self._chips)
            chip.removed.connect(lambda name=name: self._remove(name))
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(self._names))
        self._chips.updateGeometry()
