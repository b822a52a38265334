"""Long work: a strip with a bar and a real Cancel that appears after a second and never stops the typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report
from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import secondary
from villagedesk.ui.labels import Lead
from villagedesk.ui.tasks import Tasks

T = TypeVar("T")
_PATIENCE = 1000  # milliseconds before a bar is worth showing


class Working(QFrame):
    """Put it where the work was started; one job at a time. `stopped` comes when somebody pressed Cancel."""

    stopped = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setObjectName("working")
        self._tasks = tasks
        self._stop: Callable[[], None] | None = None
        self._text, self._bar, self._cancel = Lead(), QProgressBar(), secondary(_("Cancel"))
        self._text.setObjectName("workingText")
        self._bar.setTextVisible(False)
        self._cancel.setObjectName("workingCancel")
        self._cancel.clicked.connect(self._stop_it)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._text)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 14, 12)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self._cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE)
        self._timer.timeout.connect(self._appear)
        self.hide()

    def is_busy(self) -> bool:
        """Whether a job runs."""
        return self._stop is not None

    def run(
        self,
        text: str,
        job: Callable[[Report], T],
        done: Callable[[T], None],
        failed: Callable[[Refused | Unavailable], None],
    ) -> None:
        """Start `job`, called `text` on screen; nothing is told after Cancel."""
        self.cancel()
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 0)

        self._stop = self._tasks.run(self, job, done, failed, self._progress, self._end)
        self._timer.start()

    def cancel(self) -> None:
        """Ask the job to stop, and forget it."""
        if self._stop:
            self._stop()
            self._end()

    def _stop_it(self) -> None:
        self.cancel()
        self.stopped.emit()

    def _appear(self) -> None:
        self.show()
        announce(self, self._text.text())

    def _progress(self, done: int, total: int, text: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if text:
            self._text.setText(text)

    def _end(self) -> None:
        self._stop = None
        self._timer.stop()
        self.hide()
