"""What stands above a list: the chips of its filters, and beside them the line that filters it by words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.ui.chip import ChipRow
from villagedesk.ui.findbox import FindBox


class FilterBar(QWidget):
    """The chips wrap; the line stays at the right."""

    def __init__(self, chips: ChipRow, line: FindBox) -> None:
        super().__init__()
        self._line = line
        left, row = QVBoxLayout(), QHBoxLayout(self)
        left.setContentsMargins(0, 4, 0, 0)  # level with the taller line
        left.addWidget(chips)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 5)
        row.addWidget(line, 2, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """One row of chips: how many there are follows from the width."""
        return QSize(super().minimumSizeHint().width(), self._line.sizeHint().height())
