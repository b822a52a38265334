"""The command line as a person runs it: a process of its own, its exit code and what it says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import CODE
from villagedesk.cli import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Ran]


@pytest.fixture
def process(home: Path, tmp_path: Path) -> Run:
    """Run `villagedesk ARGUMENTS` in a process of its own, in the test's folder, with no screen."""

    def process(*arguments: object, code: str | None = CODE, before: Callable[[], None] | None = None) -> Ran:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "VILLAGEDESK_TODAY": "2026-11-21"}
        for screen in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            environment.pop(screen, None)
        if code:
            environment["VILLAGEDESK_RECOVERY_CODE"] = code
        ran = subprocess.run(
            [sys.executable, "-m", "villagedesk", *map(str, arguments)],
            capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=120, preexec_fn=before,
        )  # fmt: skip
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    return process


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The same without a new process: a tenth of the time, for the many small questions."""

    def run(*arguments: object, code: str | None = CODE) -> Ran:
        with monkeypatch.context() as here:
            here.chdir(tmp_path)
            if "VILLAGEDESK_TODAY" not in os.environ:
                here.setenv("VILLAGEDESK_TODAY", "2026-11-21")
            if code:
                here.setenv("VILLAGEDESK_RECOVERY_CODE", code)
            capsys.readouterr()
            returncode = main([str(argument) for argument in arguments])
            said = capsys.readouterr()
        return Ran(returncode, said.out, said.err)

    return run


@pytest.fixture
def group(templates: Path, tmp_path: Path) -> Path:
    """A closed, empty group, g.vdesk, in the test's folder."""
    return Path(shutil.copyfile(templates / "empty.vdesk", tmp_path / "g.vdesk"))


def refused(ran: Ran, says: str) -> None:
    """One plain line on stderr that says so, nothing on stdout, exit 1."""
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1), (ran.stdout, ran.stderr)
    assert says in ran.stderr
