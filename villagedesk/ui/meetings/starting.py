"""The items that a new meeting starts from, each with a box to untick."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.records.meetings import ItemDraft
from villagedesk.ui.editors import TickBox


class Ticks(QWidget):
    """`changed` when the person ticks or unticks one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._rows: list[tuple[ItemDraft, TickBox]] = []

    def show_items(self, items: Sequence[ItemDraft], left_out: Collection[str] = ()) -> None:
        """Show these in place of those before, ticked but for the titles `left_out`."""
        for _item, old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [(item, TickBox(item.title)) for item in items]
        for number, (item, box) in enumerate(self._rows, 1):
            box.setObjectName(f"usual_{number}")
            box.setChecked(item.title not in left_out)
            box.toggled.connect(self.changed)
            self._column.addWidget(box)

    def wanted(self) -> list[ItemDraft]:
        """The items that are ticked, in order."""
        return [item for item, box in self._rows if box.isChecked()]

    def left_out(self) -> list[str]:
        """The titles of those that are not."""
        return [item.title for item, box in self._rows if not box.isChecked()]
