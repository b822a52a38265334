"""The real pages, one below the other: only those in sight are drawn, in a task."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from villagedesk.core.i18n import _
from villagedesk.ui.packs.pictures import Key, Pictures
from villagedesk.ui.tasks import Tasks
from villagedesk.ui.theme import current

if TYPE_CHECKING:
    from villagedesk.ui.packs.building import Built

_GAP = 16
_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)  # of 96 pixels to the inch
_POINT = 96 / 72


class Pages(QAbstractScrollArea):
    """`moved` carries the number, from 0, of the page that is read now."""

    moved = Signal(int)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("pages_")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._built: Built | None = None
        self._zoom: float | None = None  # None fits the width
        self._boxes: list[QRect] = []
        self.pictures = Pictures(tasks, self)
        self.pictures.came.connect(self.viewport().update)
        self._page = 0
        self._stale = False
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled())

    def show_built(self, built: Built) -> None:
        """Show another pack at the same place."""
        self._built = built
        self.pictures.take(built)
        self._stale = False
        self._lay_out()
        self._say()

    def set_stale(self, stale: bool) -> None:
        """Show that what is seen is about to be replaced."""
        self._stale = stale
        self.viewport().update()

    def page(self) -> int:
        """The page that is read now, from 0."""
        return self._page

    def count(self) -> int:
        """How many pages there are."""
        return len(self._boxes)

    def go(self, page: int) -> None:
        """Bring the top of a page to the top."""
        if self._boxes:
            page = max(0, min(page, len(self._boxes) - 1))
            self.verticalScrollBar().setValue(self._boxes[page].top() - _GAP)
            self._set_page(page)

    def zoom(self, steps: int) -> None:
        """Larger (1), smaller (-1) or as wide as there is room for (0)."""
        if steps == 0:
            self._zoom = None
        else:
            now = self._scale() / _POINT
            wider = [zoom for zoom in _ZOOMS if (zoom > now * 1.02 if steps > 0 else zoom < now * 0.98)]
            self._zoom = (wider[0] if steps > 0 else wider[-1]) if wider else now
        self._lay_out()

    # geometry

    def _scale(self) -> float:
        """Pixels to the point."""
        if self._zoom is not None:
            return self._zoom * _POINT
        widest = max((width for width, _height in self._built.sizes), default=595.0) if self._built else 595.0
        return max(0.3, min((self.viewport().width() - 2 * _GAP) / widest, 2 * _POINT))

    def _lay_out(self) -> None:
        """Put the pages below each other, and stay at the place that was read."""
        page, share = self._page, self._share()
        scale, top, widest = self._scale(), _GAP, 0
        sizes = self._built.sizes if self._built else ()
        widest = max((round(width * scale) for width, _height in sizes), default=0)
        left_room = max(self.viewport().width(), widest + 2 * _GAP)
        self._boxes = []
        for width, height in sizes:
            size = QSize(round(width * scale), round(height * scale))
            self._boxes.append(QRect((left_room - size.width()) // 2, top, size.width(), size.height()))
            top += size.height() + _GAP
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, top - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(0, left_room - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        if self._boxes:
            box = self._boxes[min(page, len(self._boxes) - 1)]
            self.verticalScrollBar().setValue(round(box.top() - _GAP + share * box.height()))
        self._scrolled()

    def _share(self) -> float:
        """How far down the page that is read the view begins."""
        if not self._boxes or self._page >= len(self._boxes):
            return 0
        box = self._boxes[self._page]
        return (self.verticalScrollBar().value() + _GAP - box.top()) / max(1, box.height())

    def _in_sight(self) -> list[int]:
        seen = QRect(0, self.verticalScrollBar().value(), 1, self.viewport().height())
        return [n for n, box in enumerate(self._boxes) if box.bottom() >= seen.top() and box.top() <= seen.bottom()]

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        tops = [box.top() for box in self._boxes]
        self._set_page(max(0, bisect_right(tops, middle) - 1))
        self.viewport().update()

    def _set_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self._say()

    def _say(self) -> None:
        if self._boxes:
            self.setAccessibleName(_("Page {number} of {count}").format(number=self._page + 1, count=len(self._boxes)))
        self.moved.emit(self._page)

    def _wanted(self) -> list[Key]:
        """The pages in sight and the one after them."""
        sight = self._in_sight()
        pages = [*sight, *([sight[-1] + 1] if sight and sight[-1] + 1 < len(self._boxes) else [])]
        return [(page, round(self._boxes[page].width() * self.devicePixelRatioF())) for page in pages]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme, painter = current(), QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        off_x, off_y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page in self._in_sight():
            box = self._boxes[page].translated(-off_x, -off_y)
            painter.fillRect(box, Qt.GlobalColor.white)
            if picture := self.pictures.get(page):
                painter.setOpacity(0.45 if self._stale else 1)
                painter.drawPixmap(QRectF(box), picture, QRectF(picture.rect()))
                painter.setOpacity(1)
            painter.setPen(theme.colour("line"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()
        self.pictures.want(self._wanted())

    # what the person does

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bar = event.key(), self.verticalScrollBar()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.go(self._page + (1 if key == Qt.Key.Key_PageDown else -1))
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go(0 if key == Qt.Key.Key_Home else len(self._boxes) - 1)
        elif plain and key == Qt.Key.Key_Space:
            bar.setValue(bar.value() + bar.pageStep() - 40)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.zoom(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
