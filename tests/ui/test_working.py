"""Long work shows how far it is, can be stopped, and leaves nothing behind."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from villagedesk.core.errors import Unavailable
from villagedesk.core.progress import Report
from villagedesk.ui.working import Working


@pytest.fixture
def working(qtbot, theme, tasks) -> Working:
    working = Working(tasks)
    qtbot.addWidget(working)
    return working


def test_short_work_is_never_seen(qtbot, working) -> None:
    results = []
    working.run("Building the pack", lambda _report: 7, results.append, results.append)
    qtbot.waitUntil(lambda: results == [7])
    assert not working.is_busy()
    assert not working._timer.isActive()


def test_long_work_shows_its_progress_and_stops_when_cancelled(qtbot, working, tasks) -> None:
    told = []

    def job(report: Report) -> None:
        for _time in range(10_000):
            report(3, 12, "Page 3 of 12")
            threading.Event().wait(0.001)

    working.run("Building the pack", job, told.append, told.append)
    bar, text = working.findChild(QProgressBar), working.findChild(QLabel, "workingText")
    qtbot.waitUntil(lambda: (bar.value(), bar.maximum(), text.text()) == (3, 12, "Page 3 of 12"))
    working._timer.timeout.emit()
    assert working.isVisible()
    with qtbot.waitSignal(tasks.idle):
        qtbot.mouseClick(working.findChild(QPushButton, "workingCancel"), Qt.MouseButton.LeftButton)
    assert told == []
    assert not working.isVisible()


def test_it_is_over_when_the_world_refuses_and_when_there_is_a_bug(qtbot, working, monkeypatch) -> None:
    failed, bugs = [], []

    def full(_report: Report) -> None:
        raise Unavailable("The disk is full.")

    working.run("Building", full, failed.append, failed.append)
    qtbot.waitUntil(lambda: len(failed) == 1)
    assert not working.is_busy()
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: bugs.append(error))
    working.run("Building", lambda _report: 1 / 0, failed.append, failed.append)
    qtbot.waitUntil(lambda: len(bugs) == 1)
    assert not working.is_busy()
