"""The line above a list that filters it while somebody types."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from villagedesk.core.i18n import _
from villagedesk.ui.buttons import icon_button
from villagedesk.ui.icons import set_icon
from villagedesk.ui.textboxes import LineBox
from villagedesk.ui.theme import current

_REST = 150  # milliseconds without a key before the list is asked


class FindBox(LineBox):
    """`searched` after a short rest, at once on Enter; Escape empties it, Down goes to the `rows` it filters."""

    searched = Signal(str)

    def __init__(self, name: str, rows: QWidget | None = None, rest: int = _REST, *, widest: int = 360) -> None:
        """`rest` is how many milliseconds without a key it waits; `widest` is in pixels at 100%."""
        super().__init__()
        self._rows, self._told, self._widest = rows, "", widest
        self.setObjectName("find")
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._clear = icon_button("close", _("Show everything again"))
        self._clear.setObjectName("clearFind")
        self._clear.setProperty("role", "remove")
        set_icon(self._clear, "close", "soft", 14)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addStretch(1)
        inside.addWidget(self._clear)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(rest)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._tell)
        current().changed.connect(self._fit)
        self._fit()

    def start(self) -> None:
        """Ctrl+F: type here, over what was typed before."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def show_words(self, words: str) -> None:
        """Show words that were asked for elsewhere, in silence; what was typed before may be typed again."""
        self._timer.stop()
        self._told = words.strip()
        if self.text().strip() != self._told:
            self.blockSignals(True)
            self.setText(words)
            self.blockSignals(False)
        self._clear.setVisible(bool(self.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down) and self._rows:
            self._rows.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._timer.isActive():
            self._tell()
        super().hideEvent(event)

    def _typed(self, typed: str) -> None:
        self._clear.setVisible(bool(typed))
        if typed:
            self._timer.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._timer.stop()
        wanted = self.text().strip()
        if wanted != self._told:
            self._told = wanted
            self.searched.emit(wanted)

    def _fit(self) -> None:
        self.setTextMargins(0, 0, current().px(22), 0)
        self.setMaximumWidth(current().px(self._widest))
