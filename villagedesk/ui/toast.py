"""The strip at the bottom that says what was done and takes it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from villagedesk.core.i18n import _
from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import icon_button
from villagedesk.ui.icons import set_icon
from villagedesk.ui.labels import Lead
from villagedesk.ui.theme import current

SHOWN_FOR = 10_000  # milliseconds
_BELOW = 24  # pixels


class Toast(QFrame):
    """Goes by itself after ten seconds, but not while the mouse or the focus is on it.

    `wants` says how much room it takes at the bottom of the window, in pixels; 0 when it has gone.
    """

    wants = Signal(int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "toast")
        self.setObjectName("toast")
        self._window = window
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
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 8, 10)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        window.installEventFilter(self)
        self.hide()

    def show_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Say what was done; the button calls `undo`."""
        self._show(text, undo)

    def show_text(self, text: str) -> None:
        """Say what was done where there is nothing to undo."""
        self._show(text, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
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
        parent = self._window
        width = min(parent.width() - 48, current().px(520), max(self.sizeHint().width(), current().px(320)))
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - _BELOW, width, height)
        self.wants.emit(height + _BELOW)
