"""One of two values, side by side, of which one is chosen: wraps, and says which it is with a ring."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from villagedesk.ui.labels import breakable
from villagedesk.ui.theme import current

_PAD, _RING = 10, 14


class Option(QAbstractButton):
    """A radio button whose words may be long. Put those of one choice into a QButtonGroup."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._words(QRect(0, 0, width, 10_000))
        words = QFontMetrics(self.font()).boundingRect(room, int(Qt.TextFlag.TextWordWrap), breakable(self.text()))
        return max(words.height(), current().px(_RING)) + 2 * current().px(_PAD)

    def sizeHint(self) -> QSize:
        width = current().px(200)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(110), self.fontMetrics().height() + 2 * current().px(_PAD))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme, painter, on = current(), QPainter(self), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if on else "line"), 1.5 if on else 1))
        painter.setBrush(theme.colour("selected" if on else "hover" if self.underMouse() else "card"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)
        side = theme.px(_RING)
        ring = QRect(theme.px(_PAD), theme.px(_PAD) + (self.fontMetrics().height() - side) // 2, side, side)
        painter.setPen(QPen(theme.colour("accent" if on else "edge"), 1.5))
        painter.setBrush(theme.colour("card"))
        painter.drawEllipse(ring)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            inset = side // 4
            painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
        painter.setPen(theme.colour("text"))
        painter.drawText(
            self._words(self.rect()), int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), breakable(self.text())
        )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)

    def _words(self, box: QRect) -> QRect:
        pad = current().px(_PAD)
        return box.adjusted(2 * pad + current().px(_RING), pad, -pad, -pad)
