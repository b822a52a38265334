"""A dressed application and a pool of tasks for every test of the window."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from villagedesk.services.desk import Desk
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.tasks import Tasks
from villagedesk.ui.theme import Theme, current


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The application's theme, light and at 100%, whatever the last test left behind."""
    theme = current()
    theme.set_scheme("light")
    theme.set_text_size(100)
    yield theme
    theme.set_scheme("light")
    theme.set_text_size(100)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """A pool that is empty again at the end."""
    tasks = Tasks()
    yield tasks
    assert tasks.finish()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, desk: Desk) -> Iterator[DeskWindow]:
    """The whole window of an open group, shown and closed again."""
    made = DeskWindow(desk, theme)
    qtbot.addWidget(made)
    made.resize(1360, 850)
    made.show()
    yield made
    made.close()


@pytest.fixture
def settle(qtbot: QtBot, qapp: QApplication, window: DeskWindow) -> Callable[[], None]:
    """Wait until nothing is read, written or about to be, and what came of it is on screen."""

    def wait() -> None:
        qtbot.waitUntil(lambda: window.bus.is_idle() and not _about_to(window), timeout=15_000)
        qapp.processEvents()

    return wait


def _about_to(window: DeskWindow) -> bool:
    timers = window.findChildren(QTimer)
    return any(timer.isActive() and timer.isSingleShot() and timer.interval() < 1000 for timer in timers)
