"""A surface with round corners, a head and a body: what pages are made of."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from villagedesk.ui.labels import Lead, strong
from villagedesk.ui.scroll import Scroller


class Card(QFrame):
    """Put widgets into `body`; the head is hidden while it has no text. With `scrolls` the body scrolls under it."""

    def __init__(self, title: str = "", aside: str = "", *, scrolls: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._title, self._aside = strong(title), Lead(aside, "soft")
        self._aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._title, 1)
        row.addWidget(self._aside)
        outer.addWidget(self._head)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._moving = Scroller(self.body, QMargins(20, 16, 18, 16)) if scrolls else None
        if self._moving:
            outer.setContentsMargins(0, 1, 2, 1)  # up to the edges, where the bar stands and the content ends
            outer.addWidget(self._moving, 1)
        else:
            outer.addLayout(self.body, 1)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._head.setVisible(bool(title or aside))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget at the end of the body."""
        self.body.addWidget(widget, stretch)

    def scroll_to_top(self) -> None:
        """Something else is shown: begin at its beginning."""
        if self._moving:
            self._moving.verticalScrollBar().setValue(0)

    def set_title(self, text: str) -> None:
        """The bold words on the left of the head."""
        self._title.setText(text)
        self.setAccessibleName(text)
        self._head.setVisible(bool(text or self._aside.text()))

    def set_aside(self, text: str) -> None:
        """The soft words on the right of the head."""
        self._aside.setText(text)
        self._head.setVisible(bool(text or self._title.text()))


def divider() -> QFrame:
    """A thin line between what stands and what scrolls, or under a head."""
    line = QFrame()
    line.setObjectName("divider")
    line.setFixedHeight(1)
    return line
