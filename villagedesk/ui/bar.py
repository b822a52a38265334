"""Two small charts that need no legend: parts with words in them, and how much of a whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from villagedesk.ui.theme import current

Part = tuple[int, str, str]


class Bar(QWidget):
    """Counts side by side in proportion, each with its number, its word and its tone."""

    def __init__(self, parts: Sequence[Part] = (), parent: QWidget | None = None) -> None:
        """Each part is (count, word, tone)."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_parts(parts)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show other counts."""
        self._parts = [part for part in parts if part[0]]
        spoken = ", ".join(f"{count} {word}" for count, word, tone in self._parts)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, QFontMetrics(current().font("second", bold=True)).height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), 5, 5)
        painter.setClipPath(whole)
        painter.fillRect(self.rect(), theme.colour("line"))
        painter.setFont(theme.font("second", bold=True))
        metrics, left = painter.fontMetrics(), 0.0
        for (count, word, tone), width in zip(self._parts, self._widths(metrics), strict=True):
            front, back = theme.colours.tone(tone)
            box = QRectF(left, 0, width, self.height())
            painter.fillRect(box, QColor(back))
            painter.setPen(QColor(front))
            long = f"{count} {word}"
            fits = metrics.horizontalAdvance(long) + 8 <= width
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, long if fits else str(count))
            left += width
            if back == theme.colours.card:  # high contrast: lines tell the parts apart
                painter.setPen(theme.colour("line"))
                painter.drawRect(box)

    def _widths(self, metrics: QFontMetrics) -> list[float]:
        """In proportion, but none narrower than its number."""
        total = sum(part[0] for part in self._parts)
        least = [metrics.horizontalAdvance(str(part[0])) + 10.0 for part in self._parts]
        spare = max(0.0, self.width() - sum(least))
        return [low + spare * part[0] / total for low, part in zip(least, self._parts, strict=True)]


class Meter(QWidget):
    """How much of a whole is used; `name` says it in words."""

    def __init__(self, part: int = 0, whole: int = 0, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_part(part, whole, name)

    def show_part(self, part: int, whole: int, name: str = "") -> None:
        """Show other figures."""
        self._share = max(0.0, min(1.0, part / whole)) if whole else 0.0
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 7)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        contrasting = theme.colours.line == theme.colours.text  # a filled track would hide the meter
        painter.setBrush(theme.colour("hover" if contrasting else "line"))
        painter.drawRoundedRect(QRectF(self.rect()), 3.5, 3.5)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * self._share, self.height()), 3.5, 3.5)
