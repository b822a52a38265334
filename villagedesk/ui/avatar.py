"""A circle with a picture, or with initials where there is none."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from villagedesk.ui.theme import current


class Avatar(QWidget):
    """Initials on a tone, or a picture; said by nobody, since the name stands beside it."""

    def __init__(
        self, initials: str = "", tone: str = "neutral", size: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._initials, self._tone, self._size = initials, tone, size
        self._picture: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_initials(self, initials: str, tone: str = "neutral") -> None:
        """Stand for somebody else."""
        self._initials, self._tone = initials, tone
        self.update()

    def show_picture(self, picture: bytes | None) -> None:
        """Show a picture (a JPEG or PNG); None, or one that cannot be read, shows the initials."""
        image = QImage.fromData(picture) if picture else QImage()
        self._picture = None if image.isNull() else image
        self.update()

    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return self._picture is not None

    def sizeHint(self) -> QSize:
        side = current().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._picture is not None:
            _draw_picture(QPainter(self), QRectF(self.rect()), self._picture)
        else:
            draw_avatar(QPainter(self), QRectF(self.rect()), self._initials, self._tone)


def _draw_picture(painter: QPainter, at: QRectF, picture: QImage) -> None:
    """The middle of a picture in a circle."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    circle = QPainterPath()
    circle.addEllipse(at.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setClipPath(circle)
    side = min(picture.width(), picture.height())
    left, top = (picture.width() - side) / 2, (picture.height() - side) / 3  # a face is above the middle
    painter.drawImage(at, picture, QRectF(left, top, side, side))


def draw_avatar(painter: QPainter, at: QRectF, initials: str, tone: str, *, chosen: bool = False) -> None:
    """Draw in a list what `Avatar` shows elsewhere, on a `chosen` row with a ring; `at` is the square round it."""
    theme = current()
    front, back = theme.colours.tone(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(back))
    painter.setPen(QColor(front) if chosen or back == theme.colours.card else QColor(back))
    if chosen:
        painter.setBrush(QColor(theme.colours.card))
    painter.drawEllipse(at.adjusted(0.5, 0.5, -0.5, -0.5))
    font = theme.font("second", bold=True)
    font.setPixelSize(max(9, round(at.height() * 0.36)))
    painter.setFont(font)
    painter.setPen(QColor(front))
    painter.drawText(at, Qt.AlignmentFlag.AlignCenter, initials)
    painter.restore()
