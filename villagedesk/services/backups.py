"""Copies of the group's file, and putting one in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from villagedesk.core.clock import Clock
from villagedesk.core.errors import Unavailable
from villagedesk.core.i18n import _
from villagedesk.services.desk import Keyring
from villagedesk.store import backup, files, keys, opening
from villagedesk.store.lock import CannotLock, FileLock


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One checked copy: where it is and when it was made."""

    path: Path
    at: datetime


def listed(path: Path) -> list[BackupRow]:
    """This computer's copies of the file at `path`, newest first; none when the file's beginning cannot be read."""
    try:
        salt = keys.read_salt(path)
    except OSError:
        return []
    return [BackupRow(copy.path, copy.at) for copy in backup.listed(backup.folder_for(salt))]


def check(path: Path, keyring: Keyring, code: str | None = None) -> dict[str, int]:
    """Check every page of a group's file; how many rows each table has. Raises as opening, and when it is damaged."""
    key = opening.find_key(path, keyring, code)
    opening.check_version(path, key)
    return backup.verify(path, key)


def restore(
    copy: Path, target: Path, keyring: Keyring, clock: Clock, code: str | None = None, *, replace: bool = False
) -> Path | None:
    """Put a checked copy at `target`; where a file was there before is kept (None when there was none).

    Unavailable when the copy is damaged, when `target` is taken and `replace` is not said, or when it is open.
    """
    key = opening.find_key(copy, keyring, code)
    opening.check_version(copy, key)
    backup.verify(copy, key)
    if target.exists() and not replace:
        raise Unavailable(
            _("{path} is there already.").format(path=target), _("Nothing was changed. Say --replace to put it aside.")
        )
    try:
        lock = FileLock(target)
    except CannotLock as error:
        raise files.cannot_write(target, PermissionError()) from error
    part = target.with_name(f".{target.name}.part")
    try:
        backup.copy(copy, key, part)
        backup.verify(part, key)
        kept = _put_aside(target, clock.now()) if target.exists() else None
        files.set_journal_aside(target)
        files.replace(part, target)
    except OSError as error:
        raise files.cannot_write(target, error) from error
    finally:
        files.forget(part)
        lock.close()
    return kept


def _put_aside(target: Path, now: datetime) -> Path:
    """Move the file, and a journal that a killed program left beside it, out of the way together."""
    stamp = now.strftime("%Y-%m-%d %H%M%S")
    kept = target.with_name(f"{target.stem} (before {stamp}){target.suffix}")
    journal = files.journal_of(target)
    if journal.exists():
        journal.rename(files.journal_of(kept))
    target.rename(kept)
    return kept
