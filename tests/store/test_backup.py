"""A copy counts once it has been reopened, checked and counted."""

from __future__ import annotations

import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import CODE, MemoryKeyring
from villagedesk.core.clock import FixedClock
from villagedesk.core.errors import Unavailable
from villagedesk.records.people import PersonDraft
from villagedesk.services import backups, people
from villagedesk.services.desk import Desk, Keyring, create, open_desk, open_to_read
from villagedesk.store import backup, keys
from villagedesk.store.engine import connect


def _add(desk: Desk, name: str) -> None:
    desk.do("Add", lambda work: people.add_person(work, PersonDraft(name=name))).result()


def _names(path: Path, keyring: Keyring, clock: FixedClock) -> list[str]:
    desk = open_to_read(path, keyring, clock, CODE)
    found = [choice.name for choice in desk.read(people.choices)]
    desk.close()
    return found


def test_closing_backs_up_what_changed(desk: Desk, keyring: Keyring, clock: FixedClock) -> None:
    assert backups.listed(desk.path) == []
    _add(desk, "Ann Bell")
    desk.close()
    (copy,) = backups.listed(desk.path)
    assert _names(copy.path, keyring, clock) == ["Ann Bell"]
    open_desk(desk.path, keyring, clock).close()
    assert len(backups.listed(desk.path)) == 1, "nothing changed: no second copy"


def test_a_copy_is_as_secret_as_the_file_and_opens_with_the_same_code(desk: Desk, tmp_path: Path) -> None:
    _add(desk, "Ann Bell")
    copy = desk.back_up(tmp_path / "stick").path
    assert b"Ann Bell" not in copy.read_bytes()
    assert keys.read_salt(copy) == keys.read_salt(desk.path)
    assert backups.check(copy, Keyring(MemoryKeyring()), CODE)["person"] == 1


def test_a_copy_may_be_made_while_somebody_writes(desk: Desk, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            _add(desk, "Ann Bell")

    busy = threading.Thread(target=write)
    busy.start()
    try:
        for _n in range(5):
            desk.back_up(tmp_path / "stick")
    finally:
        stop.set()
        busy.join()
    assert len(list((tmp_path / "stick").iterdir())) == 5


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_damaged_copy_does_not_count(
    desk: Desk, tmp_path: Path, keyring: Keyring, clock: FixedClock, share: float
) -> None:
    copy = desk.back_up(tmp_path / "stick").path
    data = bytearray(copy.read_bytes())
    data[int(len(data) * share)] ^= 1
    copy.write_bytes(data)
    with pytest.raises(Unavailable, match="is damaged"):
        backups.check(copy, keyring, CODE)
    before = desk.path.read_bytes()
    desk.close()
    with pytest.raises(Unavailable, match="is damaged"):
        backups.restore(copy, desk.path, keyring, clock, CODE, replace=True)
    assert desk.path.read_bytes() == before
    assert not list(tmp_path.glob("*before*"))


def test_a_folder_that_cannot_be_made_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("a file")
    with pytest.raises(Unavailable, match="cannot be written"):
        desk.back_up(tmp_path / "stick")


def test_old_copies_of_this_computer_are_thinned(desk: Desk) -> None:
    key, now = keys.make_key(CODE, keys.read_salt(desk.path)), datetime(2026, 11, 21, tzinfo=UTC)
    for n in range(backup.KEEP + 3):
        backup.make(desk.path, key, now + timedelta(hours=n))
    kept = backups.listed(desk.path)
    assert len(kept) == backup.KEEP
    assert kept[0].at == now + timedelta(hours=backup.KEEP + 2)


def test_restoring_puts_what_was_there_aside(desk: Desk, tmp_path: Path, keyring: Keyring, clock: FixedClock) -> None:
    _add(desk, "Ann Bell")
    copy = desk.back_up(tmp_path / "stick").path
    _add(desk, "Cai Dale")
    with pytest.raises(Unavailable, match="VillageDesk has this file open"):
        backups.restore(copy, desk.path, keyring, clock, CODE, replace=True)
    desk.close()
    with pytest.raises(Unavailable, match="is there already"):
        backups.restore(copy, desk.path, keyring, clock, CODE)
    kept = backups.restore(copy, desk.path, keyring, clock, CODE, replace=True)
    assert kept is not None
    assert _names(desk.path, keyring, clock) == ["Ann Bell"]
    assert _names(kept, keyring, clock) == ["Ann Bell", "Cai Dale"]


def test_a_copy_is_restored_to_a_new_place(desk: Desk, tmp_path: Path, keyring: Keyring, clock: FixedClock) -> None:
    _add(desk, "Ann Bell")
    copy = desk.back_up(tmp_path / "stick").path
    new = tmp_path / "new.vdesk"
    assert backups.restore(copy, new, keyring, clock, CODE) is None
    assert _names(new, keyring, clock) == ["Ann Bell"]


def _with_hot_journal(desk: Desk) -> bytes:
    """Leave the file in the middle of a transaction, with its journal, as a killed program does; the journal."""
    key = keys.make_key(CODE, keys.read_salt(desk.path))
    desk.close()
    db = connect(desk.path, key, write=True)
    for statement in ("PRAGMA cache_spill=ON", "PRAGMA cache_size=5", "BEGIN IMMEDIATE", "DELETE FROM searchable",
                      "UPDATE person SET name='Half'", "DELETE FROM change_row"):  # fmt: skip
        db.execute(statement)
    journal = desk.path.with_name(desk.path.name + "-journal")
    torn, hot = desk.path.read_bytes(), journal.read_bytes()
    db.execute("ROLLBACK")
    db.close()
    desk.path.write_bytes(torn)
    journal.write_bytes(hot)
    return hot


def test_a_journal_left_by_a_killed_program_goes_aside_with_its_file(
    desk: Desk, tmp_path: Path, keyring: Keyring, clock: FixedClock
) -> None:
    _add(desk, "Ann Bell")
    copy = desk.back_up(tmp_path / "stick").path
    _add(desk, "Cai Dale")
    _with_hot_journal(desk)
    kept = backups.restore(copy, desk.path, keyring, clock, CODE, replace=True)
    assert kept is not None
    assert _names(desk.path, keyring, clock) == ["Ann Bell"]
    assert _names(kept, keyring, clock) == ["Ann Bell", "Cai Dale"]


def test_a_journal_without_its_file_is_not_played_into_what_takes_its_place(
    desk: Desk, tmp_path: Path, keyring: Keyring, clock: FixedClock
) -> None:
    _add(desk, "Ann Bell")
    copy = desk.back_up(tmp_path / "stick").path
    for n in range(60):
        _add(desk, f"Later {n}")
    _with_hot_journal(desk)
    desk.path.unlink()  # "it was broken, so I deleted it"
    backups.restore(copy, desk.path, keyring, clock, CODE)
    assert _names(desk.path, keyring, clock) == ["Ann Bell"]
    assert backups.check(desk.path, keyring, CODE)["person"] == 1


def test_a_new_group_does_not_take_over_a_strangers_journal(
    desk: Desk, tmp_path: Path, keyring: Keyring, clock: FixedClock
) -> None:
    hot = _with_hot_journal(desk)
    path = tmp_path / "new.vdesk"
    path.with_name("new.vdesk-journal").write_bytes(hot)
    made, code = create(path, "New group", keyring, clock)
    made.close()
    assert backups.check(path, keyring, code)["community_group"] == 1


def test_a_copy_is_whole_when_the_file_is_copied_by_hand(
    desk: Desk, tmp_path: Path, keyring: Keyring, clock: FixedClock
) -> None:
    _add(desk, "Ann Bell")
    shutil.copyfile(desk.path, tmp_path / "mailed.vdesk")
    assert _names(tmp_path / "mailed.vdesk", keyring, clock) == ["Ann Bell"]


def test_a_copy_of_the_group_does_not_push_the_groups_own_backups_out(desk: Desk, clock: FixedClock) -> None:
    own = backup.make(desk.path, desk._key, clock.now())
    training = desk.path.with_name("training.vdesk")
    shutil.copyfile(desk.path, training)
    for day in range(backup.KEEP + 2):
        backup.make(training, desk._key, clock.now() + timedelta(days=day + 1))
    assert own.path.exists()
    latest = backup.latest(desk.path)
    assert latest is not None
    assert latest.path == own.path


def test_a_backup_of_a_file_that_has_gone_is_a_plain_no(desk: Desk, clock: FixedClock) -> None:
    with pytest.raises(Unavailable, match="is not where it was"):
        backup.make(desk.path.with_name("gone.vdesk"), desk._key, clock.now())
    assert backup.latest(desk.path.with_name("gone.vdesk")) is None
