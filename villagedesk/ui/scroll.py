"""A surface that scrolls up and down when its content is higher than the room for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget


class Scroller(QScrollArea):
    """Holds a layout; never scrolls sideways. What gets the focus inside is brought into view."""

    def __init__(self, content: QLayout, gap: int = 0) -> None:
        """`gap` pixels stay free beside the scroll bar."""
        super().__init__()
        inside = QWidget()
        inside.setObjectName("scrolled")
        inside.setLayout(content)
        content.setContentsMargins(0, 0, gap, 0)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 60)
