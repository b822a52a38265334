"""What a card begins with: its words, and the buttons that belong to them beside or under them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from villagedesk.ui.card import Card
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.theme import current

_WORDS = 250  # pixels at 100% that the words want for themselves


class HeadRow(QWidget):
    """The buttons stand at the right, and under the words where those would be squeezed."""

    def __init__(self, words: QWidget, *buttons: QWidget) -> None:
        super().__init__()
        self._words, self._doing = words, _Buttons(*buttons)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._row.addWidget(words, 1)
        self._row.addWidget(self._doing, 0, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider of the two: they can stand one under the other."""
        parts = [part.minimumSizeHint() for part in (self._words, self._doing)]
        return QSize(max(size.width() for size in parts), max(size.height() for size in parts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self._doing.sizeHint().width() + current().px(_WORDS)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._row.direction():
            self._row.setDirection(way)
            self._row.setAlignment(self._doing, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))


class _Buttons(QWidget):
    """In one line if they can, else in several."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self._buttons = buttons
        self._flow = FlowLayout(self)
        for button in buttons:
            self._flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        shown = [button.sizeHint() for button in self._buttons if not button.isHidden()]
        gaps = self._flow.spacing() * max(0, len(shown) - 1)
        return QSize(sum(size.width() for size in shown) + gaps, max((size.height() for size in shown), default=0))


class Head(Card):
    """A card that is only that: the words one under the other, and the buttons."""

    def __init__(self, words: Sequence[QWidget], buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for label in words:
            column.addWidget(label)
        self.add(HeadRow(said, *buttons))
