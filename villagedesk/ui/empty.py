"""What a list or card shows while nothing is in it: one line, and one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.ui.labels import IconLabel, Label


class EmptyState(QWidget):
    """An icon, one line on what belongs here, one main button."""

    def __init__(self, icon: str, line: str, button: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(IconLabel(icon, "soft", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        self._line = Label(line, wrap=True)
        self._line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._line.setObjectName("emptyLine")
        column.addWidget(self._line)
        if button is not None:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def set_line(self, line: str) -> None:
        """Say something else, such as that a filter finds nothing."""
        self._line.setText(line)
