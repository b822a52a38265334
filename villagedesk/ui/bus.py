"""Between the window and the desk: sends changes off, brings their answers back to the GUI thread, tells the pages."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from villagedesk.core.changes import Changed, ChangeKind
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.progress import Report
from villagedesk.services.desk import Desk, Session, Work
from villagedesk.ui.tasks import Tasks
from villagedesk.ui.undo import UndoList

T = TypeVar("T")
Job = Callable[[Work], T]


class Bus(QObject):
    """What every page is given: how to read, how to change, and what has changed.

    `changed` comes after each change with its Changed; `said` is a word for the toast, with the change that it can
    undo or None; `failed` is an Unavailable (or a Refused that nobody listens to) to be shown; `goto` asks the window
    for a place and, in it, the thing with an id (or None); `backed_up` when a copy was made.
    """

    changed = Signal(object)
    said = Signal(str, object)
    failed = Signal(object)
    goto = Signal(str, object)
    backed_up = Signal()
    _answered = Signal(object, object)
    _committed = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk, self.tasks, self.undo_list = desk, tasks, UndoList()
        self._pending = 0
        self._answered.connect(self._on_answered)
        self._committed.connect(self._on_committed)
        desk.listen(self._committed.emit)

    def today(self) -> date:
        """The date where the group lives."""
        return self.desk.clock.today()

    def read(self, owner: QObject, job: Callable[[Session], T], done: Callable[[T], None]) -> Callable[[], None]:
        """Read off the GUI thread and hand the result to `done` on it, unless `owner` is gone; returns a cancel."""
        return self.tasks.run(owner, lambda _report: self.desk.read(job), done, self.failed.emit)

    def run(
        self,
        owner: QObject,
        job: Callable[[Report], T],
        done: Callable[[T], None],
        failed: Callable[[Refused | Unavailable], None] | None = None,
        progress: Callable[[int, int, str], None] | None = None,
    ) -> Callable[[], None]:
        """Run any long job off the GUI thread; returns a cancel."""
        return self.tasks.run(owner, job, done, failed or self.failed.emit, progress)

    def do(
        self,
        owner: QObject,
        label: str,
        job: Job[T],
        done: Callable[[T], None] | None = None,
        refused: Callable[[Refused], None] | None = None,
        *,
        say: str = "",
        kind: ChangeKind = ChangeKind.DO,
    ) -> None:
        """Make one change. `done` gets the result; `refused` a rule's no; with `say` a toast offers to undo it."""

        def finished(result: T) -> None:
            last = self.undo_list.to_undo()
            if say:
                self.said.emit(say, last if last and last.label == label else None)
            if done and shiboken6.isValid(owner):
                done(result)

        self._send(owner, lambda: self.desk.do(label, job, kind), finished, refused)

    def note(self, owner: QObject, job: Job[T], done: Callable[[T], None] | None = None) -> None:
        """Write what is no change: a draft, for instance."""
        self._send(owner, lambda: self.desk.note(job), done, None)

    def undo(self) -> None:
        """Undo this window's last change, if there is one."""
        if changed := self.undo_list.to_undo():
            self._step(changed, self.desk.undo)

    def redo(self) -> None:
        """Redo what was undone last, if anything."""
        if changed := self.undo_list.to_redo():
            self._step(changed, self.desk.redo)

    def is_idle(self) -> bool:
        """Whether every change that was sent has been answered, and nothing is being read."""
        return self._pending == 0 and self.tasks.is_idle()

    def _step(self, changed: Changed, step: Callable[[int], Future[Changed]]) -> None:
        def refused(error: Refused) -> None:
            self.undo_list.give_up(changed)
            self.said.emit(error.message, None)

        self._send(self, lambda: step(changed.number), None, refused)

    def _send(
        self,
        owner: QObject,
        start: Callable[[], Future[Any]],
        done: Callable[[Any], None] | None,
        refused: Callable[[Refused], None] | None,
    ) -> None:
        try:
            future = start()
        except Unavailable as error:
            self.failed.emit(error)
            return
        self._pending += 1
        future.add_done_callback(lambda answer: self._answered.emit(answer, (owner, done, refused)))

    @Slot(object)
    def _on_committed(self, changed: Changed) -> None:
        self.undo_list.note(changed)
        self.changed.emit(changed)

    @Slot(object, object)
    def _on_answered(self, future: Future[Any], hooks: tuple[QObject, Any, Any]) -> None:
        self._pending -= 1
        owner, done, refused = hooks
        error = future.exception()
        if error is None:
            if done:
                done(future.result())
        elif isinstance(error, Refused):
            if refused and shiboken6.isValid(owner):
                refused(error)
            else:
                self.said.emit(error.message, None)
        elif isinstance(error, Unavailable):
            self.failed.emit(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)
