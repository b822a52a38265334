"""Opening and making a group: one file, one lock; nothing half made."""

from pathlib import Path

import pytest

from villagedesk.core.clock import FixedClock
from villagedesk.core.errors import Unavailable
from villagedesk.services import backups, group, people
from villagedesk.services import desk as desks
from villagedesk.services.desk import Desk, Keyring, create, open_desk


def test_a_link_to_the_file_is_the_same_file(desk: Desk, keyring: Keyring, clock: FixedClock) -> None:
    link = desk.path.with_name("link.vdesk")
    link.symlink_to(desk.path)
    with pytest.raises(Unavailable, match="VillageDesk has this file open"):
        open_desk(link, keyring, clock)


def test_what_cannot_be_founded_is_not_there(
    tmp_path: Path, keyring: Keyring, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.vdesk"

    def full(work: object, name: str) -> str:
        raise Unavailable("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(group, "found", full)
        with pytest.raises(Unavailable, match="disk is full"):
            create(path, "Elm Park", keyring, clock)
    assert not path.exists()
    made, _code = create(path, "Elm Park", keyring, clock)
    made.close()


def test_a_restore_keeps_each_file_that_was_there_before(desk: Desk, keyring: Keyring, clock: FixedClock) -> None:
    copy = desk.back_up().path
    desk.close()
    kept = {backups.restore(copy, desk.path, keyring, clock, replace=True) for _n in range(3)}
    assert len(kept) == 3
    assert all(path is not None and path.exists() for path in kept)


def test_a_long_read_keeps_no_change_waiting(desk: Desk) -> None:
    def job(session: desks.Session) -> int:
        before = len(people.choices(session))
        draft = people.PersonDraft(name="Ann")
        desk.do("Add person", lambda work: people.add_person(work, draft)).result(10)
        return before + len(people.choices(session))

    assert desk.read_long(job) == 0
    assert len(desk.read(people.choices)) == 1


def test_a_long_read_copies_the_group_into_the_programs_own_folder_and_leaves_nothing(desk: Desk, home: Path) -> None:
    def job(session: desks.Session) -> tuple[Path, ...]:
        return tuple((home / "data").rglob("*.vdesk"))

    (copy,) = desk.read_long(job)
    assert copy.parent == home / "data" / "reading"
    assert list(copy.parent.iterdir()) == []


def test_what_a_long_read_left_behind_is_swept_at_the_start_unless_it_is_being_read(
    desk: Desk, keyring: Keyring, clock: FixedClock, home: Path
) -> None:
    def job(session: desks.Session) -> list[Path]:
        left = home / "data" / "reading" / "0123.vdesk"
        for name in ("0123.vdesk", "0123.vdesk-journal", "0123.vdesk.lock"):
            left.with_name(name).write_bytes(b"left by a program that was killed")
        desk.close()
        open_desk(desk.path, keyring, clock).close()
        return sorted(left.parent.glob("*.vdesk*"))

    kept = desk.read_long(job)
    assert [file.suffix for file in kept] == [".vdesk", ".lock"]
    assert kept[0].stem != "0123"
    assert list((home / "data" / "reading").iterdir()) == []


def test_what_a_killed_program_left_without_a_backup_gets_one(desk: Desk, keyring: Keyring) -> None:
    desk.do("Add person", lambda work: people.add_person(work, people.PersonDraft(name="Ann"))).result()
    desk._has_changed = False  # as when the next start only reads what a killed program wrote
    before = desk.last_backup()
    desk.close()
    after = desk.last_backup()
    assert after is not None
    assert before is None or after > before
