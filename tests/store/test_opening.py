"""What is said when a file does not open, and that nothing is changed then."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CODE, MemoryKeyring
from villagedesk.core.clock import FixedClock
from villagedesk.core.errors import NeedsCode, Refused, Unavailable
from villagedesk.services.desk import Desk, Keyring, open_desk, open_to_read
from villagedesk.store import keys
from villagedesk.store.engine import connect
from villagedesk.store.upgrade import SCHEMA

OTHER_CODE = keys.new_code()


@pytest.fixture
def closed(templates: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(templates / "empty.vdesk", tmp_path / "group.vdesk"))


def _plain_sqlite(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE person(name)")
    db.close()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_plain_sqlite, "is not a VillageDesk group"),
        (lambda path: path.write_bytes(b"\xff\xd8\xff\xe0" + b"JFIF" * 700), "is not a VillageDesk group"),
        (lambda path: path.write_text("Dear all,\n"), "is not a VillageDesk group"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: None, "There is no file"),
    ],
)
def test_what_is_no_group_is_said_plainly(
    make: Callable[[Path], Any], says: str, tmp_path: Path, keyring: Keyring, clock: FixedClock
) -> None:
    path = tmp_path / "something.vdesk"
    make(path)
    for code in (None, CODE):
        with pytest.raises(Unavailable, match=says) as no:
            open_desk(path, keyring, clock, code)
        assert not isinstance(no.value, NeedsCode)
    assert [entry.name for entry in tmp_path.iterdir()] in ([], ["something.vdesk"])


def test_a_file_cut_short_is_told(closed: Path, keyring: Keyring, clock: FixedClock) -> None:
    whole = closed.read_bytes()
    closed.write_bytes(whole[:10_000])
    with pytest.raises(Unavailable, match="only a part of one"):
        open_desk(closed, keyring, clock, CODE)


def test_a_file_cut_short_between_pages_is_found_by_check(closed: Path, keyring: Keyring, clock: FixedClock) -> None:
    closed.write_bytes(closed.read_bytes()[: 4096 * 20])
    with pytest.raises(Unavailable, match="damaged"):
        open_desk(closed, keyring, clock, CODE).check()


def test_a_wrong_code_may_be_damage_and_says_both(closed: Path, keyring: Keyring, clock: FixedClock) -> None:
    with pytest.raises(Unavailable, match=r"does not open group.vdesk.*or the file is damaged"):
        open_desk(closed, keyring, clock, OTHER_CODE)


def test_what_is_no_code_is_refused(closed: Path, keyring: Keyring, clock: FixedClock) -> None:
    with pytest.raises(Refused, match="28 letters and digits"):
        open_desk(closed, keyring, clock, "letmein")


def test_the_keyring_tells_damage_from_a_wrong_code(closed: Path, keyring: Keyring, clock: FixedClock) -> None:
    open_desk(closed, keyring, clock, CODE).close()
    _spoil(closed, 100)
    with pytest.raises(Unavailable, match="damaged at its beginning"):
        open_desk(closed, keyring, clock)


def test_a_backup_tells_damage_from_a_wrong_code(closed: Path, keyring: Keyring, clock: FixedClock) -> None:
    desk = open_desk(closed, keyring, clock, CODE)
    desk.back_up()
    desk.close()
    _spoil(closed, 100)
    with pytest.raises(Unavailable, match="damaged at its beginning"):
        open_desk(closed, Keyring(MemoryKeyring()), clock, CODE)
    with pytest.raises(Unavailable, match="another file's code"):
        open_desk(closed, Keyring(MemoryKeyring()), clock, OTHER_CODE)


def test_without_a_key_only_the_code_opens_it_and_no_new_key_is_made(
    closed: Path, memory: MemoryKeyring, keyring: Keyring, clock: FixedClock
) -> None:
    with pytest.raises(NeedsCode, match="only with its recovery code"):
        open_desk(closed, keyring, clock)
    assert not memory.kept
    open_desk(closed, keyring, clock, CODE).close()
    assert len(memory.kept) == 1
    open_desk(closed, keyring, clock).close()


def test_a_renamed_moved_or_copied_file_finds_its_key(
    closed: Path, keyring: Keyring, clock: FixedClock, tmp_path: Path
) -> None:
    open_desk(closed, keyring, clock, CODE).close()
    elsewhere = tmp_path / "elsewhere" / "other.vdesk"
    elsewhere.parent.mkdir()
    shutil.copyfile(closed, elsewhere)
    open_desk(elsewhere, keyring, clock).close()


def test_a_newer_file_is_refused_with_both_versions_and_nothing_changed(
    closed: Path, keyring: Keyring, clock: FixedClock
) -> None:
    db = connect(closed, keys.make_key(CODE, keys.read_salt(closed)), write=True)
    db.execute("PRAGMA user_version=7")
    db.close()
    before = sha256(closed.read_bytes()).hexdigest()
    for opening in (open_desk, open_to_read):
        with pytest.raises(Unavailable, match=rf"version 7.*reads up to {SCHEMA}"):
            opening(closed, keyring, clock, CODE)
    assert sha256(closed.read_bytes()).hexdigest() == before
    assert [entry.name for entry in closed.parent.iterdir() if entry.name != "home"] == ["group.vdesk"]


def test_an_encrypted_file_of_something_else_is_no_group(tmp_path: Path, keyring: Keyring, clock: FixedClock) -> None:
    path, salt = tmp_path / "other.db", b"0123456789abcdef"
    db = connect(path, keys.make_key(CODE, salt), salt=salt, write=True)
    db.execute("CREATE TABLE something(a)")
    db.close()
    with pytest.raises(Unavailable, match="is not a VillageDesk group"):
        open_desk(path, keyring, clock, CODE)


def test_a_second_desk_of_the_same_file_is_refused_but_may_read(
    desk: Desk, keyring: Keyring, clock: FixedClock
) -> None:
    with pytest.raises(Unavailable, match="VillageDesk has this file open"):
        open_desk(desk.path, keyring, clock)
    reader = open_to_read(desk.path, keyring, clock)
    with pytest.raises(Unavailable, match="can only be read here"):
        reader.do("Change", lambda work: None)
    reader.close()


def _spoil(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        was = file.read(64)
        file.seek(at)
        file.write(bytes(255 - byte for byte in was))
