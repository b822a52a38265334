"""Run jobs off the GUI thread; everything reported comes back on it."""

from __future__ import annotations

import itertools
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QMetaObject, QObject, QRunnable, QThreadPool, Signal, Slot

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.progress import Cancelled, Report

T = TypeVar("T")
Failed = Callable[[Refused | Unavailable], None]
Progress = Callable[[int, int, str], None]
_TELLS_EVERY = 0.05  # seconds
_THREADS = 6  # a long job or two must not keep lists waiting, on two cores either


@dataclass(slots=True)
class _Hooks:
    owner: QObject
    done: Callable[[Any], None]
    failed: Failed | None
    progress: Progress | None
    ended: Callable[[], None] | None
    stop: threading.Event
    gone: QMetaObject.Connection


class _Job(QRunnable):
    """Owns no QObject: the pool deletes it on a worker thread."""

    def __init__(self, token: int, job: Callable[[Report], Any], stop: threading.Event, tasks: Tasks) -> None:
        super().__init__()
        self._token, self._job, self._stop = token, job, stop
        self._progress, self._finished = tasks._progress, tasks._finished

    def run(self) -> None:
        told = -1.0

        def report(done: int, total: int, text: str = "") -> None:
            nonlocal told
            if self._stop.is_set():
                raise Cancelled
            if done < total and time.monotonic() - told < _TELLS_EVERY:
                return  # more would keep the GUI thread from everything else
            told = time.monotonic()
            self._progress.emit(self._token, done, total, text)

        result: Any = None
        error: BaseException | None = None
        try:
            if not self._stop.is_set():
                result = self._job(report)
        except BaseException as raised:
            error = raised
        self._finished.emit(self._token, result, error)


class Tasks(QObject):
    """The pool of the window; `idle` when nothing is running any more."""

    idle = Signal()
    _progress = Signal(int, int, int, str)
    _finished = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._hooks: dict[int, _Hooks] = {}
        self._tokens = itertools.count(1)
        self._held: list[_Job] | None = None
        self._progress.connect(self._on_progress)
        self._finished.connect(self._on_finished)

    def run(
        self,
        owner: QObject,
        job: Callable[[Report], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        progress: Progress | None = None,
        ended: Callable[[], None] | None = None,
    ) -> Callable[[], None]:
        """Start `job` in a thread; returns a function that cancels it.

        The other callables are called on the GUI thread, and none of them after a cancel or when `owner` is gone.
        `ended` comes first, however the job ended. `failed` is told Refused and Unavailable; anything else, or those
        when nobody listens, is a bug and goes to sys.excepthook.
        """
        token, stop = next(self._tokens), threading.Event()
        gone = owner.destroyed.connect(lambda _gone=None: stop.set())
        self._hooks[token] = _Hooks(owner, done, failed, progress, ended, stop, gone)
        started = _Job(token, job, stop, self)
        if self._held is None:
            self._pool.start(started)
        else:
            self._held.append(started)
        return stop.set

    def hold(self) -> None:
        """Jobs that are begun from now on wait for `release`: they would only take turns with what is being done."""
        if self._held is None:
            self._held = []

    def release(self) -> None:
        """Start what was held."""
        held, self._held = self._held or [], None
        for job in held:
            self._pool.start(job)

    def is_idle(self) -> bool:
        """Whether nothing runs and nothing waits to be told."""
        return not self._hooks

    def finish(self, msecs: int = 5000) -> bool:
        """Stop everything and wait, once, on quit; False when a job did not stop in time."""
        for hooks in self._hooks.values():
            hooks.stop.set()
        self._pool.clear()
        finished = self._pool.waitForDone(msecs)
        self._hooks.clear()
        return finished

    @Slot(int, int, int, str)
    def _on_progress(self, token: int, done: int, total: int, text: str) -> None:
        if (hooks := self._hooks.get(token)) and hooks.progress and not hooks.stop.is_set():
            hooks.progress(done, total, text)

    @Slot(int, object, object)
    def _on_finished(self, token: int, result: Any, error: BaseException | None) -> None:
        if not (hooks := self._hooks.pop(token, None)):
            return
        try:
            if shiboken6.isValid(hooks.owner):
                QObject.disconnect(hooks.gone)
                if not hooks.stop.is_set():
                    _tell(hooks, result, error)
        finally:
            if not self._hooks:
                self.idle.emit()


def _tell(hooks: _Hooks, result: Any, error: BaseException | None) -> None:
    if hooks.ended:
        hooks.ended()
    if error is None:
        hooks.done(result)
    elif isinstance(error, Refused | Unavailable) and hooks.failed:
        hooks.failed(error)
    elif not isinstance(error, Cancelled):
        sys.excepthook(type(error), error, error.__traceback__)
