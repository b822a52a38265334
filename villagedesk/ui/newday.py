"""Notices that a new day has begun while the window was open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_LOOK = 60_000  # milliseconds


class NewDay(QObject):
    """`came` after midnight where the group lives: within a minute, or as soon as the computer has woken up."""

    came = Signal()

    def __init__(self, today: Callable[[], date], window: QWidget) -> None:
        super().__init__(window)
        self._today, self._day = today, today()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self._look)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._timer.start()
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
        elif event.type() == QEvent.Type.WindowActivate:
            self._look()
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        if (day := self._today()) != self._day:
            self._day = day
            self.came.emit()
