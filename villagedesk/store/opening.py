"""Opens a group file with care: what it is, which key fits, and what to say when none does."""

from __future__ import annotations

from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

from villagedesk.core.errors import NeedsCode, Unavailable
from villagedesk.core.i18n import _
from villagedesk.store import backup, keys
from villagedesk.store.engine import CannotRead, connect, explain
from villagedesk.store.upgrade import read_version

_PAGE = 4096


def find_key(path: Path, keyring: keys.Keyring, code: str | None) -> bytes:
    """The key that opens the file at `path`: from `code` when given, else from the keyring.

    Raises NeedsCode when only the code can open it, Refused when `code` is not a recovery code, and Unavailable when
    the file is not a group, is damaged, or is another code's.
    """
    salt = _salt_of_group(path)
    if code is not None:
        key = keys.make_key(keys.read_code(code), salt)
        if not _opens(path, key):
            raise _damaged(path) if _opens_a_backup(salt, key) else _wrong_code(path)
        return key
    answer = keyring.get(salt)
    if isinstance(answer, keys.Found):
        if not _opens(path, answer.key):
            raise _damaged(path)
        return answer.key
    key = keys.make_key(keys.EXAMPLE_CODE, salt)
    if _opens(path, key):
        return key
    raise NeedsCode(_("{name} opens only with its recovery code.").format(name=path.name))


def check_version(path: Path, key: bytes) -> int:
    """The schema of the file. Unavailable when it is not a group's or newer than this program."""
    try:
        db = connect(path, key)
        try:
            return read_version(db, path)
        finally:
            db.close()
    except sqlite.Error as error:
        raise explain(error, path) or error from error


def _salt_of_group(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Unavailable(_("{path} is a folder, not a VillageDesk group.").format(path=path))
        size = path.stat().st_size
        start = keys.read_salt(path)
    except FileNotFoundError as error:
        raise Unavailable(_("There is no file {path}.").format(path=path)) from error
    except OSError as error:
        raise Unavailable(
            _("{name} cannot be read.").format(name=path.name),
            _("Check that the disk is there and that you may read it."),
        ) from error
    if size == 0:
        raise Unavailable(
            _("{name} is empty.").format(name=path.name), _("Nothing was changed. Restore the last good backup.")
        )
    if start.startswith(b"SQLite format 3") or size % _PAGE:
        raise Unavailable(
            _("{name} is not a VillageDesk group, or only a part of one.").format(name=path.name),
            _("Nothing was changed. Choose another file, or restore the last good backup."),
        )
    return start


def _opens(path: Path, key: bytes) -> bool:
    try:
        connect(path, key).close()
    except CannotRead:
        return False
    except sqlite.Error as error:
        raise explain(error, path) or error from error
    return True


def _opens_a_backup(salt: bytes, key: bytes) -> bool:
    return any(_opens(copy.path, key) for copy in backup.listed(backup.folder_for(salt))[:3])


def _damaged(path: Path) -> Unavailable:
    return Unavailable(
        _("{name} is damaged at its beginning.").format(name=path.name),
        _("Nothing was changed. Restore the last good backup."),
    )


def _wrong_code(path: Path) -> Unavailable:
    return Unavailable(
        _("This recovery code does not open {name}: it is another file's code, or the file is damaged.").format(
            name=path.name
        ),
        _("Nothing was changed. Check the code on paper, or restore the last good backup."),
    )
