"""A box to tick, with words beside it that wrap where there is no room for them on one line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from villagedesk.ui import icons
from villagedesk.ui.theme import current

_WORDS = Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextWordWrap


class TickBox(QCheckBox):
    """A check box whose box grows with the text and has the theme's colours."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # fixed, it could not wrap
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self.font()).size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(_beside() + words.width() + 6, self._height(words.height()))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(min(self.sizeHint().width(), _beside() + longest + 6), self._height(metrics.height()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, width - _beside() - 4, 10_000)
        return self._height(QFontMetrics(self.font()).boundingRect(room, _WORDS.value, self.text()).height())

    def hitButton(self, _pos: Any) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, colours = theme.px(20), theme.colours
        words = self.rect().adjusted(_beside() + 2, 0, -2, 0)
        metrics = QFontMetrics(self.font())
        lines = metrics.boundingRect(words, _WORDS.value, self.text()).height() or metrics.height()
        box = QRect(2, (self.height() - lines + metrics.height() - side) // 2, side, side)  # level with the first line
        painter.setPen(QPen(theme.colour("accent" if self.isChecked() else "edge"), 1.5))
        painter.setBrush(theme.colour("accent" if self.isChecked() else "card"))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            check = icons.pixmap("check", colours.accent_text, side - 4, self.devicePixelRatioF())
            painter.drawPixmap(box.left() + 2, box.top() + 2, check)
        painter.setPen(theme.colour("text" if self.isEnabled() else "soft"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | _WORDS, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(0, 1, -1, -1), 5, 5)

    def _height(self, words: int) -> int:
        return max(current().px(20), words) + 8


def _beside() -> int:
    """Where the words begin, in pixels."""
    return current().px(20) + current().px(8)
