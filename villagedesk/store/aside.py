"""A copy of the file to read from while others write: among this computer's own files, and gone once it was read."""

from __future__ import annotations

import contextlib
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

from villagedesk.core import paths
from villagedesk.core.errors import Unavailable
from villagedesk.store import backup, files
from villagedesk.store.lock import CannotLock, FileLock


@contextlib.contextmanager
def copied(path: Path, key: bytes) -> Iterator[Path]:
    """An encrypted copy of this moment for as long as the block runs; Unavailable when it cannot be written.

    Where nothing may be written among this computer's own files, it is in a private temporary folder.
    """
    with contextlib.ExitStack() as ending:
        try:
            copy, lock = _begun(_folder())
        except (OSError, CannotLock, Unavailable):
            private = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="villagedesk-")))
            try:
                copy, lock = _begun(private)
            except CannotLock as error:
                raise files.cannot_write(private, PermissionError()) from error
        ending.callback(lock.close)
        ending.callback(files.forget, copy)
        backup.copy(path, key, copy)
        yield copy


def _begun(folder: Path) -> tuple[Path, FileLock]:
    """Where a copy goes, with its lock taken before there is one, so that no sweep takes it away."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy = folder / f"{secrets.token_hex(8)}.vdesk"
    return copy, FileLock(copy)


def sweep() -> None:
    """Remove the copies that a program which was killed has left; one that is being read is left alone."""
    for name in {file.name.removesuffix(".lock").removesuffix("-journal") for file in _folder().glob("*.vdesk*")}:
        with contextlib.suppress(CannotLock, Unavailable, OSError), contextlib.closing(FileLock(_folder() / name)):
            files.forget(_folder() / name)


def _folder() -> Path:
    return paths.data_dir() / "reading"
