"""Guards on every test, and the real, encrypted desks that tests work at."""

from __future__ import annotations

import functools
import gc
import hashlib
import logging
import os
import shutil
import socket
import threading
import time
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ["TZ"] = "Europe/London"
if hasattr(time, "tzset"):
    time.tzset()

import pytest
from hypothesis import HealthCheck, settings

from villagedesk.core.clock import FixedClock
from villagedesk.services.desk import Desk, Keyring, create, open_desk

_SLOW_TOO = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("suite", max_examples=20, **_SLOW_TOO)
settings.register_profile("thorough", max_examples=500, **_SLOW_TOO)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

# A key takes a tenth of a second on purpose. Most files of a run are copies of one, with its code and its salt.
hashlib.pbkdf2_hmac = functools.cache(hashlib.pbkdf2_hmac)

TODAY = date(2026, 11, 21)
CODE = "0000-0000-0000-0000-0000-0000-0000"


@dataclass
class MemoryKeyring:
    """A keyring backend that answers, for tests."""

    kept: dict[tuple[str, str], str] = field(default_factory=dict)

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write golden files anew, to be reviewed")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--rewrite-golden"):
        os.environ["VILLAGEDESK_REWRITE_GOLDEN"] = "1"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and backups of this test only."""
    home = tmp_path / "home"
    monkeypatch.setenv("VILLAGEDESK_HOME", str(home))
    monkeypatch.delenv("VILLAGEDESK_RECOVERY_CODE", raising=False)
    monkeypatch.delenv("VILLAGEDESK_TODAY", raising=False)
    return home


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is ever sent anywhere."""

    def connect(self: socket.socket, address: object) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            raise AssertionError(f"a test reached for the network: {address!r}")
        original(self, address)

    original = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def no_noise(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log that a test did not ask for (`expects_log`) fails it."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    lines = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not lines, f"unexpected log lines: {[line.getMessage() for line in lines]}"


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """A thread that lives on after a test fails it, and so does a Qt timer."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 5
    while (left := _ours_of(threading.enumerate(), before)) and time.monotonic() < deadline:
        left[0].join(0.1)
    assert not left, f"threads left behind: {left}"


def _ours_of(now: list[threading.Thread], before: set[threading.Thread]) -> list[threading.Thread]:
    return [t for t in now if t not in before and t.is_alive() and not t.name.startswith("Dummy-")]


_timers: weakref.WeakSet[Any] = weakref.WeakSet()


@pytest.fixture(autouse=True)
def no_live_timers(request: pytest.FixtureRequest) -> Iterator[None]:
    """In a test with a window: every Qt timer has stopped when it ends."""
    if "qtbot" not in request.fixturenames:
        yield
        return
    import shiboken6
    from PySide6.QtCore import QTimer

    gc.collect()
    gc.freeze()  # what is there by now is not looked through again after every test
    yield
    _timers.update(thing for thing in gc.get_objects() if isinstance(thing, QTimer))
    live = [t for t in _timers if shiboken6.isValid(t) and t.isActive()]
    assert not live, f"timers left behind: {[(t.objectName(), t.interval(), t.parent()) for t in live]}"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(TODAY)


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def memory() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def keyring(memory: MemoryKeyring) -> Keyring:
    return Keyring(memory)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated file and one example group, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("templates")
    os.environ["VILLAGEDESK_HOME"] = str(folder / "home")
    _made(folder / "empty.vdesk")
    return folder


def _made(path: Path) -> None:
    desk, _code = create(path, "Elm Park Neighbourhood Group", Keyring(MemoryKeyring()), FixedClock(TODAY), CODE)
    desk.close()


@pytest.fixture
def desk(templates: Path, tmp_path: Path, keyring: Keyring, clock: FixedClock) -> Iterator[Desk]:
    """An open, empty group; its recovery code is CODE."""
    yield from _opened(templates / "empty.vdesk", tmp_path / "group.vdesk", keyring, clock, CODE)


@pytest.fixture
def sample_desk(templates: Path, tmp_path: Path, keyring: Keyring, clock: FixedClock) -> Iterator[Desk]:
    """The example group, open."""
    from villagedesk.services import sample

    example = templates / "example.vdesk"
    if not example.exists():
        made, _code = sample.create(example, Keyring(MemoryKeyring()), seed=1, scale=1, today=TODAY)
        made.close()
    yield from _opened(example, tmp_path / "example.vdesk", keyring, clock, None)


def _opened(template: Path, path: Path, keyring: Keyring, clock: FixedClock, code: str | None) -> Iterator[Desk]:
    shutil.copyfile(template, path)
    desk = open_desk(path, keyring, clock, code)
    yield desk
    desk.close()


@pytest.fixture
def do(desk: Desk) -> Any:
    """Make one change at the desk and wait for it: `do(lambda work: ...)`."""
    return lambda job, **more: desk.do("Change", job, **more).result(30)
