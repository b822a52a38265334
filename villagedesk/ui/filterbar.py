"""What stands above a list: the chips of its filters, and beside them the line that filters it by words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from villagedesk.ui.chip import ChipRow
from villagedesk.ui.theme import current

_BESIDE = 640  # pixels at 100% from which on both have room side by side


class FilterBar(QWidget):
    """The chips wrap; the line stays at the right, or over them in a narrow window."""

    def __init__(self, chips: ChipRow, line: QWidget, shares: tuple[int, int] = (5, 2)) -> None:
        """`line` is the one that filters, with what stands before it."""
        super().__init__()
        self._line = line
        left, row = QVBoxLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row = row
        left.setContentsMargins(0, 4, 0, 0)  # level with the taller line
        left.addWidget(chips)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, shares[0])
        row.addWidget(line, shares[1], Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """One row of chips: how many there are follows from the width."""
        return QSize(super().minimumSizeHint().width(), self._line.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= current().px(_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop
        if way != self._row.direction():
            self._row.setDirection(way)
            self._row.setAlignment(self._line, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))
