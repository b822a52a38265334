"""Between the window and the desk: sends changes off, brings their answers back to the GUI thread, tells the pages."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from villagedesk.core.changes import Changed, ChangeKind
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report
from villagedesk.services.desk import Desk, Session, Work
from villagedesk.ui.tasks import Tasks
from villagedesk.ui.undo import UndoList

T = TypeVar("T")
Job = Callable[[Work], T]


@dataclass(frozen=True, slots=True)
class _Hooks:
    """Who is told how a write ended; `ended` comes first, however that was."""

    owner: QObject
    done: Callable[[Any], None] | None = None
    refused: Callable[[Refused], None] | None = None
    failed: Callable[[Unavailable], None] | None = None
    ended: Callable[[], None] | None = None


class Bus(QObject):
    """What every page is given: how to read, how to change, and what has changed.

    `changed` comes after each change with its Changed; `said` is a word for the toast, with the change that it can
    undo or None; `failed` is an Unavailable (or a Refused that nobody listens to) to be shown; `goto` asks the window
    for a place and, in it, the thing with an id (or None); `backed_up` when a copy was made; `closing` is the last
    moment to write something.
    """

    changed = Signal(object)
    said = Signal(str, object)
    failed = Signal(object)
    goto = Signal(str, object)
    backed_up = Signal()
    closing = Signal()
    _answered = Signal(object, object)
    _committed = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk, self.tasks, self.undo_list = desk, tasks, UndoList()
        self._pending = 0
        self.is_closing = False
        self._stepping: set[int] = set()  # the changes whose undo or redo has been sent and not answered
        self._making: list[Changed] = []  # what the job that runs now has changed; the writer's thread fills it
        queued = Qt.ConnectionType.QueuedConnection  # so that a change is always heard of before its answer
        self._answered.connect(self._on_answered, queued)
        self._committed.connect(self._on_committed, queued)
        desk.listen(self._heard)

    def today(self) -> date:
        """The date where the group lives."""
        return self.desk.clock.today()

    def read(self, owner: QObject, job: Callable[[Session], T], done: Callable[[T], None]) -> Callable[[], None]:
        """Read off the GUI thread and hand the result to `done` on it, unless `owner` is gone; returns a cancel."""
        return self.tasks.run(owner, lambda _report: self.desk.read(job), done, self.failed.emit)

    def look(self, owner: QObject, job: Callable[[Session], T], done: Callable[[T], None]) -> Callable[[], None]:
        """As `read`, for one thing that is shown: when it is gone nothing is said, its list will know in a moment."""

        def failed(error: Refused | Unavailable) -> None:
            if isinstance(error, Unavailable):
                self.failed.emit(error)

        return self.tasks.run(owner, lambda _report: self.desk.read(job), done, failed)

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
        failed: Callable[[Unavailable], None] | None = None,
        say: str = "",
        kind: ChangeKind = ChangeKind.DO,
    ) -> None:
        """Make one change. `done` gets the result; `refused` a rule's no; with `say` a toast offers to undo it.

        `failed` is told, in place of the signal, when the world says no to this very change.
        """
        made: list[Changed] = []

        def watched(work: Work) -> T:
            self._making = made
            return job(work)

        def finished(result: T) -> None:
            if say:
                self.said.emit(say, next((changed for changed in made if changed.kind is kind), None))
            if done and shiboken6.isValid(owner):
                done(result)

        self._send(lambda: self.desk.do(label, watched, kind), _Hooks(owner, finished, refused, failed))

    def note(self, owner: QObject, job: Job[T], done: Callable[[T], None] | None = None) -> None:
        """Write what is no change: a draft, for instance."""
        self._send(lambda: self.desk.note(job), _Hooks(owner, done))

    def undo(self) -> None:
        """Undo this window's last change, if there is one; nothing while an undo or redo is on its way."""
        if (changed := self.undo_list.to_undo()) and not self._stepping:
            self._step(changed, self.desk.undo, _("Undone: {what}"), self.undo_list.give_up)

    def redo(self) -> None:
        """Redo what was undone last, if anything; nothing while an undo or redo is on its way."""
        if (changed := self.undo_list.to_redo()) and not self._stepping:
            self._step(changed, self.desk.redo, _("Done again: {what}"), self.undo_list.give_up)

    def undo_change(self, changed: Changed) -> None:
        """Undo this very change, whatever came after it; why not is said, where it has moved on."""
        if changed.number not in self._stepping:
            self._step(changed, self.desk.undo, _("Undone: {what}"))

    def close(self) -> None:
        """The window closes: let everybody write what is still only typed."""
        self.is_closing = True
        self.closing.emit()

    def is_idle(self) -> bool:
        """Whether every change that was sent has been answered, and nothing is being read."""
        return self._pending == 0 and self.tasks.is_idle()

    def _step(
        self,
        changed: Changed,
        step: Callable[[int], Future[Changed]],
        words: str,
        give_up: Callable[[Changed], None] = lambda _changed: None,
    ) -> None:
        def refused(error: Refused) -> None:
            give_up(changed)
            self.said.emit(error.message, None)

        def told(_again: Changed) -> None:
            self.said.emit(words.format(what=changed.label), None)

        self._stepping.add(changed.number)
        ended = partial(self._stepping.discard, changed.number)
        self._send(lambda: step(changed.number), _Hooks(self, told, refused, ended=ended))

    def _send(self, start: Callable[[], Future[Any]], hooks: _Hooks) -> None:
        self._pending += 1
        try:
            future = start()
        except Unavailable as error:
            future = Future()
            future.set_exception(error)
        future.add_done_callback(lambda answer: self._answered.emit(answer, hooks))

    def _heard(self, changed: Changed) -> None:
        """On the writer's thread: a change was committed."""
        self._making.append(changed)
        self._committed.emit(changed)

    @Slot(object)
    def _on_committed(self, changed: Changed) -> None:
        if changed.undoes is not None:
            self._stepping.discard(changed.undoes)
        self.undo_list.note(changed)
        self.changed.emit(changed)

    @Slot(object, object)
    def _on_answered(self, future: Future[Any], hooks: _Hooks) -> None:
        self._pending -= 1
        if hooks.ended:
            hooks.ended()
        error, is_there = future.exception(), shiboken6.isValid(hooks.owner)
        if error is None:
            if hooks.done:
                hooks.done(future.result())
        elif isinstance(error, Refused):
            if hooks.refused and is_there:
                hooks.refused(error)
            else:
                self.said.emit(error.message, None)
        elif isinstance(error, Unavailable):
            if hooks.failed and is_there:
                hooks.failed(error)
            else:
                self.failed.emit(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)
