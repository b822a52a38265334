"""One writer at a time, in any process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from villagedesk.core.errors import Unavailable
from villagedesk.store.lock import CannotLock, FileLock

HOLD = """
import sys
from pathlib import Path
from villagedesk.store.lock import FileLock
lock = FileLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
"""


def test_another_process_has_it(tmp_path: Path) -> None:
    path = tmp_path / "group.vdesk"
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Unavailable, match="VillageDesk has this file open"):
            FileLock(path)
        other.kill()
        other.wait()
    FileLock(path).close()  # whoever held it is dead: the lock file that it left is no lock
    assert not list(tmp_path.iterdir())


def test_letting_go_lets_the_next_one_in(tmp_path: Path) -> None:
    path = tmp_path / "group.vdesk"
    for _n in range(2):
        lock = FileLock(path)
        with pytest.raises(Unavailable):
            FileLock(path)
        lock.close()


def test_a_folder_that_is_not_there_cannot_be_locked(tmp_path: Path) -> None:
    with pytest.raises(CannotLock):
        FileLock(tmp_path / "nowhere" / "group.vdesk")
