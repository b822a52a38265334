"""The head of a step of importing: what it is about, and its buttons beside that or below it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from villagedesk.ui.card import Card
from villagedesk.ui.headrow import HeadRow


class Head(Card):
    """Words on the left, buttons on the right; in a narrow window the buttons stand below."""

    def __init__(self, words: list[QWidget], buttons: list[QPushButton]) -> None:
        super().__init__()
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for label in words:
            column.addWidget(label)
        self.add(HeadRow(said, *buttons))
