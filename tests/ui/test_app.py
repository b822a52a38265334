"""The start of the program: a group opens in a thread, and what takes long or goes wrong is said."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

from tests.conftest import CODE, MemoryKeyring
from villagedesk import settings
from villagedesk.app import Application
from villagedesk.services.desk import Keyring, create
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.welcome.window import WelcomeWindow


class SlowKeyring(MemoryKeyring):
    """A keyring that answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = threading.Event()
        self.may_answer.set()

    def get_password(self, service: str, username: str) -> str | None:
        assert self.may_answer.wait(20)
        return super().get_password(service, username)


@pytest.fixture
def backend() -> SlowKeyring:
    return SlowKeyring()


@pytest.fixture
def keyring(backend: SlowKeyring) -> Keyring:
    return Keyring(backend)


@pytest.fixture
def application(qapp: QApplication, theme: Any, keyring: Keyring) -> Iterator[Application]:
    turn = sys.getswitchinterval()
    made = Application(qapp, keyring)
    yield made
    if made.window:
        made.window.close()
        shiboken6.delete(made.window)
    made.close()
    made.theme.setParent(None)
    made.setParent(None)
    sys.setswitchinterval(turn)


@pytest.fixture
def group(tmp_path: Path, keyring: Keyring, clock: Any) -> Path:
    path = tmp_path / "elm park.vdesk"
    desk, _code = create(path, "Elm Park", keyring, clock, CODE)
    desk.close()
    return path


def found(application: Application, name: str) -> Any:
    window = application.window
    return next((w for w in window.findChildren(QWidget, name) if w.isVisibleTo(window)), None) if window else None


def is_open(application: Application) -> bool:
    window = application.window
    return isinstance(window, DeskWindow) and window.bus.is_idle()


def test_a_group_opens_without_a_word_in_between(qtbot, application, group):
    assert application.start([str(group)])
    assert application.window is None
    qtbot.waitUntil(lambda: application.window is not None, timeout=10_000)
    qtbot.waitUntil(lambda: is_open(application), timeout=10_000)
    assert application.window.windowTitle() == "Elm Park - VillageDesk"
    assert Path(settings.load().recent[0]) == group


def test_a_group_that_takes_long_is_said_to_be_opening(qtbot, application, backend, group):
    backend.may_answer.clear()
    assert application.start([str(group)])
    qtbot.waitUntil(lambda: found(application, "opening") is not None, timeout=5_000)
    assert found(application, "screenTitle").text() == "Opening elm park"
    backend.may_answer.set()
    qtbot.waitUntil(lambda: is_open(application), timeout=10_000)


def test_why_a_group_does_not_open_is_said_on_the_welcome(qtbot, application, tmp_path):
    path = tmp_path / "photo.vdesk"
    path.write_bytes(b"JFIF" * 100)
    assert application.start([str(path)])
    qtbot.waitUntil(lambda: found(application, "troubleMessage") is not None, timeout=10_000)
    assert "not a VillageDesk group" in found(application, "troubleMessage").text()


def test_the_code_is_asked_for_in_the_window_that_said_opening(qtbot, application, backend, group):
    backend.kept.clear()
    backend.may_answer.clear()
    assert application.start([str(group)])
    qtbot.waitUntil(lambda: found(application, "opening") is not None, timeout=5_000)
    waiting = application.window
    backend.may_answer.set()
    qtbot.waitUntil(lambda: found(application, "code") is not None, timeout=10_000)
    assert application.window is waiting
    qtbot.keyClicks(found(application, "code"), CODE)
    found(application, "openWithCode").click()
    qtbot.waitUntil(lambda: is_open(application), timeout=10_000)


def test_closing_the_window_while_a_group_opens_lets_go_of_it(qtbot, application, backend, group):
    backend.may_answer.clear()
    assert application.start([str(group)])
    qtbot.waitUntil(lambda: found(application, "opening") is not None, timeout=5_000)
    application.window.close()
    threading.Timer(0.1, backend.may_answer.set).start()
    application.close()
    assert isinstance(application.window, WelcomeWindow)
    again, _code = create(group.with_name("other.vdesk"), "Other", Keyring(MemoryKeyring()), application.clock)
    again.close()
    assert not again.read_only


def test_a_second_start_brings_the_window_of_the_group_to_the_front(qtbot, qapp, application, group, keyring):
    assert application.start([str(group)])
    qtbot.waitUntil(lambda: is_open(application), timeout=10_000)
    application.window.showMinimized()
    second = Application(qapp, keyring)
    assert not second.start([str(group)])
    qtbot.waitUntil(lambda: not application.window.isMinimized(), timeout=5_000)
    assert second.window is None
    second.theme.setParent(None)
    second.setParent(None)
