"""Two columns of cards, below each other where there is no room side by side."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from villagedesk.ui.theme import current

_BOTH = 700  # pixels at 100%


class Columns(QWidget):
    """Put cards into `left` and `right`; `shares` is how the width is divided."""

    def __init__(self, shares: tuple[int, int] = (56, 44)) -> None:
        super().__init__()
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(20)
        for column, share in ((self.left, shares[0]), (self.right, shares[1])):
            column.setSpacing(20)
            self._row.addLayout(column, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= current().px(_BOTH)
        wanted = QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
