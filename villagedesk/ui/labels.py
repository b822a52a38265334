"""Text in the four sizes, the keys of a shortcut, and an icon that stands alone."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from villagedesk.ui import icons
from villagedesk.ui.theme import current


class Label(QLabel):
    """Plain text in a role of the style sheet: title, heading, strong, soft, error, minutes, key."""

    def __init__(self, text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)  # a name may look like markup: "Jo <jo>"
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self.setText(text)


class Lead(Label):
    """Words that stand on one line, and wrap only where there is no room for that."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__(text, role, wrap=True)

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(self.text()) + margins.left() + margins.right() + 2
        return QSize(width, self.heightForWidth(width))


def breakable(content: str, letters: int = 16) -> str:
    """The text with words of so many letters free to break anywhere; not for what is copied or compared."""
    return re.sub(rf"[^\s-]{{{letters},}}", lambda word: "\u200b".join(word[0]), content)


def title(text: str = "") -> Label:
    """The name of a page."""
    return Lead(text, "title")


def heading(text: str = "") -> Label:
    """The name of the thing that a card is about."""
    return Label(text, "heading", wrap=True)


def strong(text: str = "") -> Label:
    """The head of a card or of a group of rows."""
    return Lead(text, "strong")


def text(content: str = "") -> Label:
    """Running text, which wraps."""
    return Label(content, wrap=True)


def soft(content: str = "", *, wrap: bool = True) -> Label:
    """A second line."""
    return Label(content, "soft", wrap=wrap)


def key_hint(keys: str) -> Label:
    """Keys as printed on the keyboard: "Ctrl K"."""
    hint = Label(spaced(keys), "key")
    hint.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return hint


def spaced(keys: str) -> str:
    """A shortcut as its keys are named: "Ctrl+K" gives "Ctrl K", "Ctrl++" gives "Ctrl +"."""
    return re.sub(r"\+(?=.)", " ", keys)


class IconLabel(QWidget):
    """An icon that is only looked at, in a token of `Colours`."""

    def __init__(self, name: str, colour: str = "soft", size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour, self._size = name, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        side = current().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme = current()
        colour = getattr(theme.colours, self._colour)
        drawn = icons.pixmap(self._name, colour, theme.px(self._size), self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, drawn)
