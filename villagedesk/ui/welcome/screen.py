"""What every screen of the welcome is made of: a head, a body, and buttons below."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import soft, text, title
from villagedesk.ui.theme import current

_WIDE = 620  # pixels at 100%


def breakable(path: Path) -> str:
    """A path that may wrap behind each folder."""
    return str(path).replace("/", "/\u200b").replace("\\", "\\\u200b")


class Screen(QWidget):
    """One thing at a time: put widgets into `body`."""

    def __init__(self, head: str, lead: str = "", step: str = "") -> None:
        super().__init__()
        self.setAccessibleName(head)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(40, 36, 40, 28)
        outer.setSpacing(10)
        if step:
            outer.addWidget(soft(step))
        self._head = title(head)
        self._head.setObjectName("screenTitle")
        outer.addWidget(self._head)
        if lead:
            outer.addWidget(text(lead))
        self.body = QVBoxLayout()
        self.body.setSpacing(14)
        self.body.setContentsMargins(0, 10, 0, 6)
        outer.addLayout(self.body)
        self._buttons = FlowLayout(spacing=10)
        outer.addLayout(self._buttons)
        outer.addStretch(1)
        self.setMaximumWidth(current().px(_WIDE) + 80)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end of the body."""
        self.body.addWidget(widget)

    def add_button(self, button: QPushButton, name: str) -> QPushButton:
        """Add a button below, found as `name`."""
        button.setObjectName(name)
        self._buttons.addWidget(button)
        return button

    def start(self) -> None:
        """The screen is shown: put the focus where somebody goes on."""
