"""Makes the tables of a new file, and brings an older file up to date on a checked copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlite

from villagedesk import migrations
from villagedesk.core.errors import Unavailable
from villagedesk.core.i18n import _
from villagedesk.store import files, search
from villagedesk.store.engine import APPLICATION_ID, connect, explain, open_engine

SCHEMA = 1
"""The schema this program writes: the number of its last revision, kept in the file's `user_version`."""


def create(path: Path, key: bytes, salt: bytes) -> None:
    """Make an empty file with this key. Unavailable when `path` is taken or cannot be written."""
    if path.exists():
        raise Unavailable(
            _("{path} is there already.").format(path=path), _("Nothing was changed. Choose another name.")
        )
    part = path.with_name(f".{path.name}.part")
    try:
        files.forget(part)
        part.touch(mode=0o600)
        db = connect(part, key, salt=salt, write=True)
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")  # the first write puts the salt at the file's beginning
        db.close()
        _migrate(part, key)
        files.set_journal_aside(path)
        files.replace(part, path)
    except OSError as error:
        raise files.cannot_write(path, error) from error
    except (sqlite.Error, DBAPIError) as error:
        raise explain(error, path) or error from error
    finally:
        files.forget(part)


def read_version(db: Any, path: Path) -> int:
    """The schema of an open file. Unavailable when it is not a group file or newer than this program."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise Unavailable(
            _("{name} is not a VillageDesk group.").format(name=path.name),
            _("Nothing was changed. Choose another file."),
        )
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA:
        raise Unavailable(
            _(
                "{name} is from a newer VillageDesk: the file has version {theirs}, this program reads up to {ours}."
            ).format(name=path.name, theirs=version, ours=SCHEMA),
            _("Nothing was changed. Update VillageDesk on this computer, then open it again."),
        )
    return version


def upgrade(path: Path, key: bytes) -> None:
    """Bring an older file to SCHEMA: on a copy beside it, which takes its place once it has been checked.

    The caller has made a backup and holds the lock; no connection to the file may be open.
    """
    from villagedesk.store import backup

    part = path.with_name(f".{path.name}.part")
    try:
        backup.copy(path, key, part)
        _migrate(part, key)
        backup.verify(part, key)
        connect(path, key, write=True).close()  # rolls back a journal that was left behind
        files.replace(part, path)
    except OSError as error:
        raise files.cannot_write(path, error) from error
    except (sqlite.Error, DBAPIError) as error:
        raise explain(error, path) or error from error
    finally:
        files.forget(part)


def upgrade_if_older(path: Path, key: bytes) -> None:
    """Bring a copy that nobody has open to SCHEMA, where it is older."""
    db = connect(path, key)
    try:
        version = read_version(db, path)
    finally:
        db.close()
    if version < SCHEMA:
        _migrate(path, key)


def _migrate(path: Path, key: bytes) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    engine = open_engine(path, key, write=True)
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            search.install(raw)
            if raw.execute("PRAGMA foreign_key_check").fetchone():
                raise RuntimeError("a migration broke a reference")
            raw.execute(f"PRAGMA user_version={SCHEMA}")
    engine.dispose()
