"""Keeps what is typed and not yet part of the minutes, so that a crash costs seconds and not sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from villagedesk.services import drafts
from villagedesk.ui.bus import Bus

_EVERY = 2000  # milliseconds
LINE, BLOCK = "minutes", "minute_block"


class DraftKeeper(QObject):
    """Writes the newest state of one form at most every two seconds, and at once when asked to."""

    def __init__(self, bus: Bus, form: str, kept: Callable[[], None], parent: QObject) -> None:
        """`kept` is called when a draft has been written."""
        super().__init__(parent)
        self._bus, self._form, self._kept = bus, form, kept
        self._row, self._loaded = "", dict[str, Any]()
        self._value: dict[str, Any] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.flush)

    def start(self, row: str, loaded: dict[str, Any]) -> None:
        """From now on it is `row` that is edited, which held `loaded`."""
        self.flush()
        self._row, self._loaded = row, loaded

    def note(self, value: dict[str, Any]) -> None:
        """This is what is typed now."""
        self._value = value
        if not self._timer.isActive():
            self._timer.start()

    def forget(self) -> None:
        """What was noted and not yet written need not be: it is kept for good, or given up."""
        self._timer.stop()
        self._value = None

    def drop(self) -> None:
        """Forget what was typed, in the file too."""
        self.forget()
        form, row = self._form, self._row
        self._bus.note(self, lambda work: drafts.drop(work, form, row))

    def flush(self) -> None:
        """Write what is noted, now."""
        self._timer.stop()
        value, self._value = self._value, None
        if value is None:
            return
        form, row, loaded = self._form, self._row, self._loaded
        if value.get("text", "").strip() or value.get("aside"):
            self._bus.note(self, lambda work: drafts.keep(work, form, row, loaded, value), lambda _done: self._kept())
        else:
            self._bus.note(self, lambda work: drafts.drop(work, form, row))
