"""What was answered, sent or decided, with its day: read here, changed by a step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.ui.labels import soft, strong, text


class Said(QWidget):
    """A head, a softer line and the words; hidden while there is nothing to say."""

    def __init__(self, name: str, head: str) -> None:
        super().__init__()
        self._about, self._words = soft(), text()
        self._words.setObjectName(name)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._words.setAccessibleName(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(strong(head))
        column.addWidget(self._about)
        column.addWidget(self._words)
        self.hide()

    def say(self, about: str, words: str) -> None:
        """Show these, or nothing when both are empty."""
        self._about.setText(about)
        self._words.setText(words)
        self._about.setVisible(bool(about))
        self._words.setVisible(bool(words))
        self.setVisible(bool(about or words))
