"""The window of a real group, with its People page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from villagedesk.services.desk import Desk
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.people.page import PeoplePage
from villagedesk.ui.theme import Theme


@pytest.fixture
def window(qtbot: Any, desk: Desk, theme: Theme) -> Iterator[DeskWindow]:
    """The window of an empty group; whatever is typed is kept when it closes."""
    window = DeskWindow(desk, theme)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


@pytest.fixture
def page(window: DeskWindow, settled: Callable[[], None]) -> PeoplePage:
    page = window.go("people")
    settled()
    assert isinstance(page, PeoplePage)
    return page


@pytest.fixture
def settled(qtbot: Any, window: DeskWindow) -> Callable[[], None]:
    """Wait until nothing is read or written any more."""

    def wait() -> None:
        QApplication.processEvents()
        qtbot.waitUntil(window.bus.is_idle, timeout=20_000)
        QApplication.processEvents()  # a widget that is put into a layout is shown by the next event

    return wait


@pytest.fixture
def find(page: PeoplePage) -> Callable[[str], Any]:
    """The widget of that name that is on screen."""

    def named(name: str) -> Any:
        return next(widget for widget in page.findChildren(QWidget, name) if widget.isVisibleTo(page))

    return named


@pytest.fixture
def press(find: Callable[[str], Any], settled: Callable[[], None]) -> Callable[[str], None]:
    """Press the button of that name, and wait."""

    def pressed(name: str) -> None:
        button = find(name)
        assert isinstance(button, QPushButton) or button.isEnabled()
        button.click()
        settled()

    return pressed
