"""Who has an action beside its lead: chips that can be taken off, and a line for one more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.records.actions import Shared
from villagedesk.services.owners import Owner
from villagedesk.ui.chip import RemovableChip
from villagedesk.ui.chooser import Chooser, Named
from villagedesk.ui.editors import Editor
from villagedesk.ui.flow import FlowLayout


class Sharers(Editor):
    """The others, in the order in which they were named; each is kept as soon as it is chosen or taken off."""

    def __init__(self) -> None:
        self._chooser = Chooser(_("Add somebody else who has it too"))
        super().__init__(self._chooser.line)
        beside = self.layout()
        assert beside is not None
        holder = QWidget()
        holder.setLayout(beside)
        self._chooser.setParent(self)
        self._chooser.hide()
        self._shown: tuple[Shared, ...] = ()
        self._chips = QWidget()
        self._chips.setObjectName("sharers")
        self._flow = FlowLayout(self._chips, spacing=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._chips)
        column.addWidget(holder)
        self._chips.hide()
        self._chooser.picked.connect(self._add)
        self._chooser.line.returnPressed.connect(self._add)
        self._chooser.line.left.connect(self._add)

    def set_options(self, options: Sequence[tuple[str, Named]]) -> None:
        """Who can be chosen, each with the folded name."""
        self._chooser.set_options(options)

    def value(self) -> tuple[Shared, ...]:
        return self._shown

    def set_value(self, value: tuple[Shared, ...]) -> None:
        if value == self._shown:
            return
        self._shown = value
        while item := self._flow.takeAt(0):
            if chip := item.widget():
                chip.hide()
                chip.deleteLater()
        for one in value:
            chip = RemovableChip(one.name)
            chip.setObjectName(f"sharer_{one.person_id or one.organization_id}")
            chip.removed.connect(partial(self._remove, one))
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(value))
        self._chips.updateGeometry()

    def _add(self) -> None:
        found = None if self._chooser.problem() else self._chooser.value()
        if isinstance(found, Owner):
            self._chooser.clear()
            one = Shared(found.name, found.person_id, found.organization_id)
            if one not in self._shown:
                self._change((*self._shown, one))

    def _remove(self, one: Shared) -> None:
        self._change(tuple(other for other in self._shown if other != one))

    def _change(self, value: tuple[Shared, ...]) -> None:
        self.set_value(value)
        self.edited.emit()
        self.left.emit()
