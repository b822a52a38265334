"""Opens an encrypted group file: the key first, then the pragmas, and BEGIN by hand."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.pool import NullPool, QueuePool
from sqlcipher3 import dbapi2 as sqlite

from villagedesk.core.errors import Unavailable
from villagedesk.core.i18n import _
from villagedesk.core.text import fold
from villagedesk.models import Binned

APPLICATION_ID = 0x56444B31  # "VDK1"
WAIT_SECONDS = 10
_CACHE = -8192  # KiB of decrypted pages that a reading connection keeps
_WRITING = ("journal_mode=DELETE", "synchronous=EXTRA", "secure_delete=ON", "cache_spill=OFF", "recursive_triggers=ON")


@lru_cache(50_000)
def _folded(value: str | None) -> str | None:
    """What a filter asks of thousands of rows again at each key."""
    return value and fold(value)


class CannotRead(Exception):  # noqa: N818
    """The key does not open the file: a wrong key and a damaged first page are the same to SQLCipher."""


def connect(path: Path, key: bytes, *, salt: bytes | None = None, write: bool = False) -> Any:
    """A DBAPI connection to the file at `path`, keyed and proved.

    `salt` is given for a new file only; without it the file must exist. Raises CannotRead when the key does not
    open it, and sqlite's own errors for the rest.
    """
    mode = "rwc" if salt is not None else "rw"  # readers too, so that they can roll back what a killed writer left
    db = sqlite.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=WAIT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        db.execute("PRAGMA cipher_log_level=NONE")
        db.execute(f"PRAGMA key=\"x'{key.hex()}{salt.hex() if salt else ''}'\"")
        if not db.execute("PRAGMA cipher_version").fetchone():
            raise RuntimeError("this SQLite cannot encrypt")
        db.execute("PRAGMA temp_store=MEMORY")
        try:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite.DatabaseError as error:
            if "not a database" in str(error):
                raise CannotRead from error
            raise
        db.execute("PRAGMA foreign_keys=ON")
        db.create_function("fold", 1, _folded, deterministic=True)
        if write:
            for pragma in _WRITING:
                db.execute(f"PRAGMA {pragma}")
        else:
            db.execute("PRAGMA query_only=ON")
            db.execute(f"PRAGMA cache_size={_CACHE}")
    except BaseException:
        db.close()
        raise
    return db


def open_engine(path: Path, key: bytes, *, write: bool = False, keep: int = 0) -> Engine:
    """An engine whose connections are keyed; a writer's transactions are BEGIN IMMEDIATE.

    `keep` connections stay open between reads, with the pages that they have decrypted; they hold no lock meanwhile.
    """
    pool: dict[str, Any] = {"poolclass": NullPool}
    if keep:
        pool = {"poolclass": QueuePool, "pool_size": keep, "max_overflow": -1}
    engine = create_engine("sqlite://", module=sqlite, creator=lambda: connect(path, key, write=write), **pool)
    begin = "BEGIN IMMEDIATE" if write else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


class DeskSession(Session):
    """A session that leaves out what is in the bin, unless a statement has `execution_options(binned=True)`."""


@event.listens_for(DeskSession, "do_orm_execute")
def _leave_out_binned(state: ORMExecuteState) -> None:
    if state.is_select and not state.is_column_load and not state.execution_options.get("binned"):
        state.statement = state.statement.options(
            with_loader_criteria(Binned, lambda model: model.binned_at.is_(None), include_aliases=True)
        )


def explain(error: BaseException, path: Path) -> Unavailable | None:
    """The plain sentence for an error of the disk or the lock; None when it is a bug of ours."""
    while error is not None and not isinstance(error, sqlite.Error):
        error = getattr(error, "orig", None) or error.__cause__  # type: ignore[assignment]
    if not isinstance(error, sqlite.OperationalError | sqlite.DatabaseError):
        return None
    text = str(error)
    if "full" in text:
        return Unavailable(
            _("The disk is full, so this could not be saved."),
            _("What was saved before is safe. Make room on the disk, then try again."),
        )
    if "locked" in text or "busy" in text:
        return Unavailable(
            _("{name} is busy in another program.").format(name=path.name),
            _("Nothing was changed. Close the other program and try again."),
        )
    if "readonly" in text:
        return Unavailable(
            _("{name} can only be read here.").format(name=path.name),
            _("Nothing was changed. Copy it to a folder that you may write to, and open it there."),
        )
    if "unable to open" in text or "disk I/O" in text:
        return Unavailable(
            _("{name} cannot be reached on the disk.").format(name=path.name),
            _("What was saved before is safe. Check that the disk or folder is still there, then try again."),
        )
    if "malformed" in text or "not a database" in text:
        return Unavailable(
            _("{name} is damaged.").format(name=path.name), _("Nothing was changed. Restore the last good backup.")
        )
    return None
