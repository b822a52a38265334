"""A surface that scrolls up and down when its content is higher than the room for it."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget

from villagedesk.ui.theme import current

_WANTED = 200  # pixels at 100%


class Scroller(QScrollArea):
    """Holds a layout; never scrolls sideways. What gets the focus inside is brought into view."""

    def __init__(self, content: QLayout, margins: QMargins | None = None) -> None:
        """`margins` in pixels scroll with the content; the right one has room for the bar."""
        super().__init__()
        inside = QWidget()
        inside.setObjectName("scrolled")
        inside.setLayout(content)
        self._content, self._margins = content, margins or QMargins()
        content.setContentsMargins(self._margins)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 60)

    def sizeHint(self) -> QSize:
        """No higher than what a page must leave it: what is in it scrolls."""
        return super().sizeHint().boundedTo(QSize(16777215, current().px(_WANTED)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar stands in the right margin, so that the content is as wide with it as without."""
        super().resizeEvent(event)
        margins, bar = QMargins(self._margins), self.width() - self.viewport().width()
        margins.setRight(max(0, margins.right() - bar))
        if margins != self._content.contentsMargins():
            self._content.setContentsMargins(margins)


def bring_into_view(widget: QWidget, above: int = 0) -> None:
    """Scroll to the whole of a widget, or to its top, once what is around it has its new height.

    `above` is how many pixels over it belong to it.
    """

    def scroll() -> None:
        area = widget.parentWidget()
        while area and not isinstance(area, QScrollArea):
            if layout := area.layout():
                layout.activate()
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            inside = area.widget()
            assert inside is not None  # it holds the widget
            inside.resize(inside.width(), max(inside.height(), inside.sizeHint().height()))  # not one turn later
            area.ensureWidgetVisible(widget, 0, 8)
            top = widget.mapTo(inside, QPoint()).y() - above - 8
            if widget.height() + above > area.viewport().height() or top < area.verticalScrollBar().value():
                area.verticalScrollBar().setValue(top)
            if (focused := widget.window().focusWidget()) and widget.isAncestorOf(focused):
                area.ensureWidgetVisible(focused, 0, 30)

    QTimer.singleShot(0, widget, scroll)
