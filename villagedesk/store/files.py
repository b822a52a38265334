"""Every file the program writes is written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from villagedesk.core.errors import Unavailable
from villagedesk.core.i18n import _


@contextlib.contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of `path` when the block ends well, and leaves no trace when it does not.

    Raises Unavailable when the folder cannot be written to or the disk is full; what was at `path` is then untouched.
    """
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.stem}-", suffix=".part", delete=False
        ) as file:
            part = Path(file.name)
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
                _let_others_read(part)
            except BaseException:
                file.close()
                part.unlink(missing_ok=True)
                raise
        replace(part, path)
    except OSError as error:
        raise cannot_write(path, error) from error


def _let_others_read(part: Path) -> None:
    """A temporary file is for its owner alone; an exported one is for whom the umask says."""
    if os.name == "posix":
        umask = os.umask(0)
        os.umask(umask)
        part.chmod(0o666 & ~umask)


def write(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all."""
    with writing(path) as file:
        file.write(content)


def replace(source: Path, target: Path) -> None:
    """Put `source` in the place of `target`, and make sure that the folder knows it (POSIX)."""
    try:
        source.replace(target)
    except OSError:
        source.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what it needs to roll the file back."""
    return path.with_name(path.name + "-journal")


def set_journal_aside(path: Path) -> None:
    """Move a journal that has lost its file out of the way: it would be played into whatever takes the file's place."""
    journal = journal_of(path)
    if journal.exists():
        journal.replace(journal.with_name(journal.name + ".old"))


def forget(part: Path) -> None:
    """Remove an unfinished file, and the journal of one that was a database."""
    part.unlink(missing_ok=True)
    journal_of(part).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Flush the folder's own entries; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def cannot_write(path: Path, error: OSError) -> Unavailable:
    """The plain sentence for a file that cannot be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Unavailable(
            _("There is no room left on the disk for {name}.").format(name=path.name),
            _("Nothing was changed. Choose another place, or make room and try again."),
        )
    if isinstance(error, FileNotFoundError) and not path.parent.is_dir():
        return Unavailable(_("There is no folder {folder}.").format(folder=path.parent), _("Nothing was written."))
    return Unavailable(
        _("{name} cannot be written in {folder}.").format(name=path.name, folder=path.parent),
        _("Nothing was changed. Choose a folder that you may write to."),
    )


def free_name(path: Path) -> Path:
    """The path, or with "(2)", "(3)", ... where that name is taken."""
    names = (path.with_name(f"{path.stem} ({n}){path.suffix}") for n in range(2, 1000))
    return path if not path.exists() else next(name for name in names if not name.exists())
