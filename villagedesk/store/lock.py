"""One writer at a time for a file: the lock that the window and the command line share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any

from villagedesk.core.errors import Unavailable
from villagedesk.core.i18n import _

if os.name == "nt":
    import msvcrt

    def _take(file: IO[Any]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]

else:
    import fcntl

    def _take(file: IO[Any]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class CannotLock(Exception):  # noqa: N818
    """The folder does not let a lock be made: the file can be read, not written."""


class FileLock:
    """Holds `FILE.lock` beside the file until closed. The system lets go of it when the process dies."""

    def __init__(self, path: Path) -> None:
        """Raises Unavailable when another program holds it, CannotLock when the folder is read-only."""
        self._path = path.with_name(path.name + ".lock")
        while True:
            try:
                self._file = self._path.open("a")
            except OSError as error:
                raise CannotLock from error
            try:
                _take(self._file)
            except OSError as error:
                self._file.close()
                raise Unavailable(
                    _("VillageDesk has this file open."), _("Nothing was changed. Close it there, then try again.")
                ) from error
            if self._is_current():
                return
            self._file.close()  # removed by its last holder between our open and our lock: take the new one

    def _is_current(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False

    def close(self) -> None:
        """Let go."""
        if os.name != "nt":  # Windows does not remove an open file
            self._path.unlink(missing_ok=True)
        self._file.close()
        if os.name == "nt":
            try:
                self._path.unlink(missing_ok=True)
            except OSError:  # somebody else has it by now
                pass
