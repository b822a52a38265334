"""Work runs elsewhere; its answer comes back on the GUI thread, or not at all."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QObject

from villagedesk.core.errors import Refused
from villagedesk.core.progress import Report
from villagedesk.ui.tasks import Tasks


def test_the_job_runs_in_a_thread_and_its_result_comes_back(qtbot, tasks: Tasks) -> None:
    owner, seen = QObject(), []

    def job(report: Report) -> threading.Thread:
        report(1, 2, "half")
        return threading.current_thread()

    def note(what: object) -> None:
        seen.append((what, threading.current_thread()))

    with qtbot.waitSignal(tasks.idle):
        tasks.run(owner, job, note, progress=lambda done, total, text: note((done, total, text)))
    (progress, where), (ran_in, came_back_in) = seen
    assert progress == (1, 2, "half")
    assert where is came_back_in is threading.main_thread()
    assert ran_in is not threading.main_thread()


def test_a_refusal_reaches_who_asked(qtbot, tasks: Tasks) -> None:
    owner, failed = QObject(), []

    def job(report: Report) -> None:
        raise Refused("No")

    with qtbot.waitSignal(tasks.idle):
        tasks.run(owner, job, lambda _result: pytest.fail("done"), failed.append)
    assert [error.message for error in failed] == ["No"]


def test_a_bug_goes_to_the_hook(qtbot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, caught = QObject(), []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: caught.append(error))
    with qtbot.waitSignal(tasks.idle):
        tasks.run(owner, lambda _report: 1 / 0, lambda _result: None, lambda _error: pytest.fail("told"))
    assert isinstance(caught[0], ZeroDivisionError)


def test_nothing_is_told_after_a_cancel(qtbot, tasks: Tasks) -> None:
    owner, go, told = QObject(), threading.Event(), []

    def job(report: Report) -> str:
        go.wait(5)
        report(1, 1)
        return "too late"

    with qtbot.waitSignal(tasks.idle):
        cancel = tasks.run(owner, job, told.append, told.append)
        cancel()
        go.set()
    assert told == []


def test_nothing_is_told_when_the_owner_is_gone(qtbot, tasks: Tasks) -> None:
    import shiboken6

    owner, go, told = QObject(), threading.Event(), []

    def job(_report: Report) -> None:
        go.wait(5)

    with qtbot.waitSignal(tasks.idle):
        tasks.run(owner, job, told.append)
        shiboken6.delete(owner)
        go.set()
    assert told == []


def test_finish_stops_what_still_runs(qtbot) -> None:
    tasks, owner, started, beats = Tasks(), QObject(), threading.Event(), []

    def job(report: Report) -> None:
        started.set()
        while True:
            report(len(beats), 0)
            beats.append(threading.Event().wait(0.001))

    tasks.run(owner, job, lambda _result: None)
    assert started.wait(5)
    assert tasks.finish()


def test_what_is_begun_while_held_starts_afterwards(qtbot, tasks: Tasks) -> None:
    started, done = threading.Event(), list[str]()
    tasks.hold()
    tasks.run(tasks, lambda _report: started.set(), lambda _none: done.append("later"))
    assert not tasks.is_idle()
    assert not started.is_set()
    tasks.release()
    qtbot.waitUntil(lambda: done == ["later"])
