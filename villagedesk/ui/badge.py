"""A word or two on the colour of its meaning: "9 days late"."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from villagedesk.ui.colours import Tone
from villagedesk.ui.labels import Label
from villagedesk.ui.theme import current

_PAD = 7


class Badge(Label):
    """Says one thing in one tone; hidden while it has nothing to say."""

    def __init__(self, text: str = "", tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, role="badge")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.say(text, tone)

    def say(self, text: str, tone: Tone = "neutral") -> None:
        """Show `text` in `tone`."""
        self.setText(text)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().polish(self)
        if not text or self.parentWidget() is not None:  # without a parent it would become a window
            self.setVisible(bool(text))


def badge_size(text: str) -> QSize:
    """How much room `draw_badge` takes."""
    metrics = QFontMetrics(_font_of_badges())
    return QSize(metrics.horizontalAdvance(text) + 2 * _PAD + 2, metrics.height() + 4)


def draw_badge(painter: QPainter, at: QRect, text: str, tone: str) -> None:
    """Draw in a list what `Badge` shows elsewhere."""
    colours = current().colours
    front, back = colours.tone(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(back))
    painter.setPen(QColor(front if back == colours.card else back))
    painter.drawRoundedRect(QRectF(at).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.setPen(QColor(front))
    painter.setFont(_font_of_badges())
    painter.drawText(at.adjusted(_PAD, 0, -_PAD, -1), Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _font_of_badges() -> QFont:
    font = current().font("second")
    font.setPointSizeF(font.pointSizeF() * 0.93)
    return font
