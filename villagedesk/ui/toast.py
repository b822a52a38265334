"""The strip at the bottom that says what was done and takes it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from villagedesk.core.i18n import _
from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import icon_button
from villagedesk.ui.icons import set_icon
from villagedesk.ui.labels import Lead
from villagedesk.ui.theme import current

SHOWN_FOR = 10_000  # milliseconds
_BELOW = 24  # pixels
_NARROWEST, _HIGHEST = 160, 200  # pixels at 100% over the rail's foot
_BESIDE = 8  # pixels


class Toast(QFrame):
    """Goes by itself after ten seconds, but not while the mouse or the focus is on it.

    It stands over the foot of the `rail` where that is wide enough. Else `wants` says how much room it takes at the
    bottom of the window, in pixels; 0 when it has gone.
    """

    wants = Signal(int)

    def __init__(self, window: QWidget, rail: QWidget | None = None) -> None:
        super().__init__(window)
        self.setProperty("role", "toast")
        self.setObjectName("toast")
        self._window, self._rail = window, rail
        self._undo: Callable[[], object] | None = None
        self._text = Lead()
        self._text.setObjectName("toastText")
        self._button = QPushButton(_("Undo"))
        self._button.setObjectName("toastUndo")
        self._button.setAutoDefault(True)
        self._button.clicked.connect(self._take_back)
        close = icon_button("close", _("Close this message"))
        close.setObjectName("toastClose")
        set_icon(close, "close", "rail_text")
        close.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._button)
        row.addStretch(1)
        row.addWidget(close)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.addWidget(self._text, 1)
        self._whole.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        for watched in filter(None, (window, rail)):
            watched.installEventFilter(self)
        self.hide()

    def show_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Say what was done; the button calls `undo`."""
        self._show(text, undo)

    def show_text(self, text: str) -> None:
        """Say what was done where there is nothing to undo."""
        self._show(text, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show) and self.isVisible():
            self._place()
        if event.type() == QEvent.Type.Close:
            self._timer.stop()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():  # hiding also makes the mouse leave
            self._timer.start(SHOWN_FOR)
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)
        self.wants.emit(0)

    def _show(self, text: str, undo: Callable[[], object] | None) -> None:
        self._undo = undo
        self._text.setText(text)
        self._button.setVisible(undo is not None)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(SHOWN_FOR)
        announce(self, _("{what}. Undo with Ctrl+Z.").format(what=text) if undo else text)

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo:
            undo()

    def _time_is_up(self) -> None:
        focused = self.window().focusWidget()
        if focused and self.isAncestorOf(focused) and self.window().isActiveWindow():
            self._timer.start(SHOWN_FOR)
        else:
            self.hide()

    def _place(self) -> None:
        """Where it covers nothing that is needed."""
        if self._place_on_rail():
            self.wants.emit(0)
            return
        self._turn(QBoxLayout.Direction.LeftToRight)
        parent = self._window
        width = min(parent.width() - 48, current().px(520), max(self.sizeHint().width(), current().px(320)))
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - _BELOW, width, height)
        self.wants.emit(height + _BELOW)

    def _place_on_rail(self) -> bool:
        """Over the rail's foot, its buttons below the words; whether there was room."""
        rail = self._rail
        if rail is None or rail.isHidden() or rail.width() < current().px(_NARROWEST):
            return False
        self._turn(QBoxLayout.Direction.TopToBottom)
        width = rail.width() - 2 * _BESIDE
        height = self.heightForWidth(width)
        corner = rail.mapTo(self._window, QPoint(_BESIDE, rail.height() - _BESIDE - height))
        if height > current().px(_HIGHEST) or self.minimumSizeHint().width() > width:
            return False
        self.setGeometry(corner.x(), corner.y(), width, height)
        return True

    def _turn(self, direction: QBoxLayout.Direction) -> None:
        is_low = direction is QBoxLayout.Direction.LeftToRight
        self._whole.setDirection(direction)
        self._whole.setSpacing(12 if is_low else 6)
        self._whole.setContentsMargins(18 if is_low else 12, 10, 8, 10)
        self._whole.activate()
