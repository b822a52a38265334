"""Line icons from resources/icons, tinted with a colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from villagedesk.core import paths
from villagedesk.ui.theme import current

_RATIOS = (1.0, 2.0)


def names() -> tuple[str, ...]:
    """Every icon there is."""
    return tuple(sorted(path.stem for path in paths.resource("icons").glob("*.svg")))


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0, gap: int = 0) -> QPixmap:
    """The icon `name` in `colour` ("#rrggbb"), `size` device-independent pixels square, and a `gap` at its right."""
    drawn = QPixmap(round((size + gap) * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer = QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", colour.encode())))
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def icon(name: str, colour: str = "text", size: int = 20, gap: int = 0) -> QIcon:
    """The icon `name` in a token of `Colours` as it is now; it does not change with the theme (see `set_icon`)."""
    theme = current()
    made = QIcon()
    for ratio in _RATIOS:
        side, after = theme.px(size), theme.px(gap)
        made.addPixmap(pixmap(name, getattr(theme.colours, colour), side, ratio, after))
        made.addPixmap(pixmap(name, theme.colours.soft, side, ratio, after), QIcon.Mode.Disabled)
    return made


def set_icon(button: QAbstractButton, name: str, colour: str = "text", size: int = 18, gap: int = 0) -> None:
    """Give a button an icon that follows the theme from now on, with a `gap` before its words."""
    button.setProperty("iconName", name)
    button.setProperty("iconColour", colour)
    button.setProperty("iconSide", size)
    button.setProperty("iconGap", gap or button.property("iconGap") or 0)
    _put_on(button)
    theme = current()
    if not theme.property("tintsIcons"):
        theme.setProperty("tintsIcons", True)
        theme.changed.connect(_tint_again)


def _tint_again() -> None:
    for widget in QApplication.allWidgets():
        if isinstance(widget, QAbstractButton) and widget.property("iconName"):
            _put_on(widget)


def _put_on(button: QAbstractButton) -> None:
    size, gap, theme = button.property("iconSide"), button.property("iconGap"), current()
    button.setIcon(icon(button.property("iconName"), button.property("iconColour"), size, gap))
    button.setIconSize(QSize(theme.px(size) + theme.px(gap), theme.px(size)))


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return paths.resource(f"icons/{name}.svg").read_bytes()
