"""Copies of the file that have been reopened, checked and counted before they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from villagedesk.core import paths
from villagedesk.core.errors import Unavailable
from villagedesk.core.i18n import _
from villagedesk.models import Base
from villagedesk.store import files
from villagedesk.store.engine import CannotRead, connect, explain
from villagedesk.store.keys import read_salt

KEEP = 24
_STAMP = "%Y-%m-%d %H%M%S"

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Backup:
    """A checked copy, and when it was made."""

    path: Path
    at: datetime


def folder_for(salt: bytes) -> Path:
    """Where this computer keeps the copies of the file that begins with `salt`."""
    return paths.data_dir() / "backups" / salt.hex()


def make(path: Path, key: bytes, now: datetime, folder: Path | None = None) -> Backup:
    """Copy the file into `folder` (this computer's own, when None) and check the copy.

    Unavailable when it cannot be written or does not hold all that the file holds; no copy is then left.
    """
    own = folder is None
    try:
        folder = folder or folder_for(read_salt(path))
    except OSError as error:
        raise _cannot_be_read(path) from error
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise files.cannot_write(folder, error) from error
    target = files.free_name(folder / f"{path.stem} {now.astimezone(UTC).strftime(_STAMP)}.vdesk")
    part = target.with_suffix(".part")
    try:
        if copy(path, key, part) != verify(part, key):
            raise Unavailable(
                _("The backup does not hold everything that the group file holds."),
                _("Your group file is safe. Try again, or back up to another disk."),
            )
        files.replace(part, target)
    except OSError as error:
        raise files.cannot_write(target, error) from error
    finally:
        files.forget(part)
    if own:
        _thin(folder, path.stem)
    return Backup(target, now)


def copy(path: Path, key: bytes, target: Path) -> Counts:
    """Copy a file page by page while others may read it; how many rows each table had at that moment.

    The copy has the same key and the same first 16 bytes. Unavailable when the disk does not let it be made.
    """
    source = connect(path, key)
    try:
        files.forget(target)
        goal = connect(target, key, salt=read_salt(path), write=True)
        try:
            source.execute("BEGIN")  # what is counted is what is copied, whatever is written meanwhile
            counts = _counts(source)
            source.backup(goal)
        finally:
            goal.close()
        return counts
    except sqlite.Error as error:
        if told := explain(error, target):
            raise told from error
        raise
    finally:
        source.close()


def verify(path: Path, key: bytes) -> Counts:
    """Check every page and every reference of a file; how many rows each table has. Unavailable when it is damaged."""
    try:
        db = connect(path, key)
    except (CannotRead, sqlite.Error) as error:
        raise _damaged(path) from error
    try:
        faults = db.execute("PRAGMA cipher_integrity_check").fetchall()
        faults += [row for row in db.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        faults += db.execute("PRAGMA foreign_key_check").fetchall()
        if faults:
            raise _damaged(path)
        return _counts(db)
    except sqlite.Error as error:
        raise _damaged(path) from error
    finally:
        db.close()


def latest(path: Path) -> Backup | None:
    """The newest copy that this computer has of the file at `path`; None too when the file is not there any more."""
    try:
        found = listed(folder_for(read_salt(path)))
    except OSError:
        return None
    return next((copy for copy in found if _is_of(copy.path, path.stem)), None)


def listed(folder: Path) -> list[Backup]:
    """The copies in a folder, newest first."""
    found = []
    for path in folder.glob("*.vdesk") if folder.is_dir() else ():
        try:
            at = datetime.strptime(re.sub(r" \(\d+\)$", "", path.stem)[-17:], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(Backup(path, at))
    return sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True)


def _counts(db: Any) -> Counts:
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    return {
        name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for name in Base.metadata.tables
        if name in there
    }


def _damaged(path: Path) -> Unavailable:
    return Unavailable(
        _("{name} is damaged.").format(name=path.name), _("Nothing was changed. Restore the last good backup.")
    )


def _cannot_be_read(path: Path) -> Unavailable:
    return Unavailable(
        _("{name} is not where it was.").format(name=path.name),
        _("What was saved before is safe there. Put the disk or memory stick back, and open it again."),
    )


def _thin(folder: Path, stem: str) -> None:
    """Keep the newest copies of the file of this name: a copy of the group beside it begins with the same bytes."""
    for backup in [found for found in listed(folder) if _is_of(found.path, stem)][KEEP:]:
        backup.path.unlink(missing_ok=True)


def _is_of(copy: Path, stem: str) -> bool:
    """Whether a copy was made of the file of this name."""
    return copy.name.startswith(f"{stem} ") and len(copy.stem) - len(stem) <= len(" 2026-11-21 120000 (99)")
