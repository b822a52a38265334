"""A circle with initials, where a picture would be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from villagedesk.ui.theme import current


class Avatar(QWidget):
    """Initials on a tone; said by nobody, since the name stands beside it."""

    def __init__(
        self, initials: str = "", tone: str = "neutral", size: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._initials, self._tone, self._size = initials, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_initials(self, initials: str, tone: str = "neutral") -> None:
        """Stand for somebody else."""
        self._initials, self._tone = initials, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = current().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        draw_avatar(QPainter(self), QRectF(self.rect()), self._initials, self._tone)


def draw_avatar(painter: QPainter, at: QRectF, initials: str, tone: str) -> None:
    """Draw in a list what `Avatar` shows elsewhere; `at` is the square round the circle."""
    theme = current()
    front, back = theme.colours.tone(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(back))
    painter.setPen(QColor(front) if back == theme.colours.card else QColor(back))
    painter.drawEllipse(at.adjusted(0.5, 0.5, -0.5, -0.5))
    font = theme.font("second", bold=True)
    font.setPixelSize(max(9, round(at.height() * 0.36)))
    painter.setFont(font)
    painter.setPen(QColor(front))
    painter.drawText(at, Qt.AlignmentFlag.AlignCenter, initials)
    painter.restore()
