"""A copy of the file to read from while others write: among this computer's own files, and gone once it was read."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path

from villagedesk.core import paths
from villagedesk.core.errors import Unavailable
from villagedesk.store import backup, files
from villagedesk.store.lock import CannotLock, FileLock


@contextlib.contextmanager
def copied(path: Path, key: bytes) -> Iterator[Path]:
    """An encrypted copy of this moment for as long as the block runs; Unavailable when it cannot be written."""
    copy = _folder() / f"{secrets.token_hex(8)}.vdesk"
    try:
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(copy)  # taken before there is a copy, so that no sweep takes it away
    except (OSError, CannotLock) as error:
        raise files.cannot_write(copy, error if isinstance(error, OSError) else PermissionError()) from error
    try:
        backup.copy(path, key, copy)
        yield copy
    finally:
        files.forget(copy)
        lock.close()


def sweep() -> None:
    """Remove the copies that a program which was killed has left; one that is being read is left alone."""
    for name in {file.name.removesuffix(".lock").removesuffix("-journal") for file in _folder().glob("*.vdesk*")}:
        with contextlib.suppress(CannotLock, Unavailable, OSError), contextlib.closing(FileLock(_folder() / name)):
            files.forget(_folder() / name)


def _folder() -> Path:
    return paths.data_dir() / "reading"
