"""Copies of the group's file, and putting one in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from villagedesk.core import paths
from villagedesk.core.clock import Clock
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Unavailable
from villagedesk.core.i18n import _
from villagedesk.services import forgetting
from villagedesk.services.desk import Keyring
from villagedesk.store import backup, files, keys, opening
from villagedesk.store.lock import CannotLock, FileLock

_STAMPED = len("2026-03-12 101500")  # how the name of a copy ends


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One checked copy: where it is and when it was made."""

    path: Path
    at: datetime


def listed(path: Path) -> list[BackupRow]:
    """This computer's copies of the file at `path`, newest first; those by its name when its beginning is lost."""
    try:
        copies = backup.listed(backup.folder_for(keys.read_salt(path)))
    except OSError:
        copies = []
    if not copies:
        folders = (paths.data_dir() / "backups").glob("*")
        named = (copy for folder in folders for copy in backup.listed(folder))
        same = [copy for copy in named if copy.path.stem[:-_STAMPED].strip() == path.stem]
        copies = sorted(same, key=lambda copy: copy.at, reverse=True)
    return [BackupRow(copy.path, copy.at) for copy in copies]


def take_out(copy: BackupRow, path: Path, keyring: Keyring, clock: Clock, code: str | None = None) -> Path:
    """Put a copy beside the group's own file, which stays as it is; where it was put. Raises as `restore`."""
    day = show_date(copy.at.astimezone().date())
    stem = _("{name} (as on {date})").format(name=path.stem, date=day)
    names = (path.with_name(f"{stem}{more}.vdesk") for more in ("", *(f" {n}" for n in range(2, 100))))
    target = next(name for name in names if not name.exists())
    restore(copy.path, target, keyring, clock, code)
    return target


def check(path: Path, keyring: Keyring, code: str | None = None) -> dict[str, int]:
    """Check every page of a group's file; how many rows each table has. Raises as opening, and when it is damaged."""
    key = opening.find_key(path, keyring, code)
    opening.check_version(path, key)
    return backup.verify(path, key)


def restore(
    copy: Path, target: Path, keyring: Keyring, clock: Clock, code: str | None = None, *, replace: bool = False
) -> Path | None:
    """Put a checked copy at `target`; where a file was there before is kept (None when there was none).

    Whoever was erased since, as the file at `target` or this computer knows, is erased in the copy too.
    Unavailable when the copy is damaged, when `target` is taken and `replace` is not said, or when it is open.
    """
    target = target.resolve()  # the lock is by name, so one file has one name
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
        forgetting.again(part, key, clock, forgetting.known(copy, target, key))
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
    kept = files.free_name(target.with_name(f"{target.stem} (before {stamp}){target.suffix}"))
    journal = files.journal_of(target)
    if journal.exists():
        journal.rename(files.journal_of(kept))
    target.rename(kept)
    return kept
