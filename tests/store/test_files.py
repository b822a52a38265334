"""Files are written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from villagedesk.core.errors import Unavailable
from villagedesk.store import files

FULL = """
import resource, sys
from pathlib import Path
from villagedesk.core.errors import Unavailable
from villagedesk.store import files
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    files.write(Path(sys.argv[1]), b"n" * 100_000)
except Unavailable as no:
    print(no.sentence())
"""


def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(b"the old one")
    said = subprocess.run([sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True).stdout
    assert said.startswith("There is no room left on the disk for pack.pdf.")
    assert path.read_bytes() == b"the old one"
    assert [entry.name for entry in tmp_path.iterdir()] == ["pack.pdf"]


def test_a_fault_while_writing_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(b"the old one")
    with pytest.raises(KeyError), files.writing(path) as file:
        _write_half(file)
    assert path.read_bytes() == b"the old one"
    assert [entry.name for entry in tmp_path.iterdir()] == ["export.json"]


def test_a_file_is_replaced_whole_and_may_be_read_by_others(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(b"old")
    files.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"There is no folder .*nowhere"):
        files.write(tmp_path / "nowhere" / "pack.pdf", b"")


def _write_half(file: IO[bytes]) -> None:
    file.write(b"half of the new")
    raise KeyError


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask
