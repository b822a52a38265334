"""The head of a step of importing: what it is about, and its buttons beside that or below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.ui.card import Card
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.theme import current

_BESIDE = 760  # pixels at 100% from which on the buttons stand beside the words


class Head(Card):
    """Words on the left, buttons on the right; in a narrow window the buttons stand below."""

    def __init__(self, words: list[QWidget], buttons: list[QPushButton]) -> None:
        super().__init__()
        said = QVBoxLayout()
        said.setSpacing(4)
        for label in words:
            said.addWidget(label)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in buttons:
            self._beside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._below = FlowLayout(spacing=10)
        self._buttons = buttons
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(12)
        self._across.addLayout(said, 1)
        self._across.addLayout(self._beside)
        self.body.addLayout(self._across)
        self.body.addLayout(self._below)
        self._is_narrow = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < current().px(_BESIDE)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for button in self._buttons:
                (self._beside if is_narrow else self._below).removeWidget(button)
                if is_narrow:
                    self._below.addWidget(button)
                else:
                    self._beside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
