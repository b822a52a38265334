"""A dressed application and a pool of tasks for every test of the window."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

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
