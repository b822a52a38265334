"""The first revision makes exactly what the models say, and an upgrade is all or nothing.

There is no committed file of an older schema yet, for there has been no release. The first revision after a release
adds `schema-1.vdesk` here, made by that release's `villagedesk sample` under CODE, and a test that opens it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from tests.conftest import CODE
from villagedesk import migrations
from villagedesk.core.clock import FixedClock
from villagedesk.models import Base
from villagedesk.services import backups
from villagedesk.services.desk import Keyring, open_desk
from villagedesk.store import keys, search, upgrade
from villagedesk.store.engine import APPLICATION_ID, connect, open_engine

SEARCH = {"searchable", "searchable_index"} | {
    f"searchable_index_{name}" for name in ("data", "idx", "docsize", "config")
}
KEPT_BY_OTHERS = SEARCH | {"alembic_version", "sqlite_sequence", "sqlite_stat1"}


@pytest.fixture
def path(templates: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(templates / "empty.vdesk", tmp_path / "group.vdesk"))


@pytest.fixture
def key(path: Path) -> bytes:
    return keys.make_key(CODE, keys.read_salt(path))


@pytest.fixture
def connection(path: Path, key: bytes) -> Iterator[Connection]:
    engine = open_engine(path, key)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_migrations_make_what_the_models_say(connection: Connection) -> None:
    def ours(_object: Any, name: str | None, kind: str, _reflected: bool, _to: Any) -> bool:
        return not (kind == "table" and name in KEPT_BY_OTHERS)

    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True, "include_object": ours}
    )
    assert compare_metadata(context, Base.metadata) == []


def test_every_table_is_made_with_its_foreign_keys(connection: Connection) -> None:
    for table in Base.metadata.tables.values():
        rows = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{table.name}")').all()
        there = {(row[3], row[2], row[4], row[6]) for row in rows}
        meant = {(key.parent.name, key.column.table.name, key.column.name, key.ondelete) for key in table.foreign_keys}
        assert there == meant, table.name


def test_there_is_one_head_and_its_number_is_the_schema() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert len(scripts.get_heads()) == 1
    assert len(list(scripts.walk_revisions())) == upgrade.SCHEMA


def test_a_new_file_says_what_it_is(path: Path, key: bytes) -> None:
    db = connect(path, key)
    assert db.execute("PRAGMA user_version").fetchone()[0] == upgrade.SCHEMA
    assert db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()


def test_search_follows_every_table_that_can_be_found(path: Path, key: bytes) -> None:
    db = connect(path, key)
    triggers = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='trigger'")}
    kinds = ("person", "organization", "meeting", "agenda_item", "minute_block", "decision", "action")
    assert {f"find_{kind}_{verb}" for kind in kinds for verb in ("insert", "update", "delete")} <= triggers
    assert "find_index_insert" in triggers
    db.close()


def test_making_the_search_anew_finds_the_same(path: Path, key: bytes) -> None:
    db = connect(path, key, write=True)
    before = db.execute(
        "SELECT kind, id, audience, on_date, title, body, meeting_id FROM searchable ORDER BY 1, 2"
    ).fetchall()
    schema = db.execute("SELECT name, sql FROM sqlite_master ORDER BY 1").fetchall()
    for _n in range(2):
        search.install(db)
    assert (
        db.execute(
            "SELECT kind, id, audience, on_date, title, body, meeting_id FROM searchable ORDER BY 1, 2"
        ).fetchall()
        == before
    )
    assert db.execute("SELECT name, sql FROM sqlite_master ORDER BY 1").fetchall() == schema
    assert before
    db.close()


def _older(path: Path, key: bytes) -> bytes:
    db = connect(path, key, write=True)
    db.execute("PRAGMA user_version=0")
    db.close()
    return path.read_bytes()


def test_an_older_file_is_backed_up_and_brought_up_to_date(
    path: Path, key: bytes, keyring: Keyring, clock: FixedClock
) -> None:
    older = _older(path, key)
    desk = open_desk(path, keyring, clock, CODE)
    assert desk.check()["community_group"] == 1
    desk.close()
    db = connect(path, key)
    assert db.execute("PRAGMA user_version").fetchone()[0] == upgrade.SCHEMA
    db.close()
    (copy,) = backups.listed(path)
    assert copy.path.stat().st_size == len(older)


def test_an_upgrade_that_fails_half_way_leaves_the_old_file(
    path: Path, key: bytes, keyring: Keyring, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = _older(path, key)

    def half_way(db: Any) -> None:
        db.execute("DELETE FROM community_group")
        raise KeyboardInterrupt

    monkeypatch.setattr(search, "install", half_way)
    with pytest.raises(KeyboardInterrupt):
        open_desk(path, keyring, clock, CODE)
    assert path.read_bytes() == older
    assert [entry.name for entry in path.parent.iterdir() if entry.name != "home"] == ["group.vdesk"]
    monkeypatch.undo()
