"""A backup is put beside a group that does not open, and the group stays as it is."""

from __future__ import annotations

from villagedesk.services import backups, group
from villagedesk.services.desk import open_desk


def test_copies_are_found_by_name_when_the_beginning_of_the_file_is_lost(desk):
    copy = desk.back_up()
    desk.close()
    desk.path.write_bytes(b"\0" * 4096)
    assert [found.path for found in backups.listed(desk.path)] == [copy.path]


def test_a_copy_is_taken_out_under_a_name_of_its_own(desk, keyring, clock):
    desk.back_up()
    desk.close()
    desk.path.write_bytes(b"damaged")
    (copy,) = backups.listed(desk.path)
    taken = [backups.take_out(copy, desk.path, keyring, clock) for _n in range(2)]
    assert [path.name for path in taken] == [
        "group (as on 21 November 2026).vdesk",
        "group (as on 21 November 2026) 2.vdesk",
    ]
    assert desk.path.read_bytes() == b"damaged"
    again = open_desk(taken[0], keyring, clock)
    assert again.read(group.card).name == "Elm Park Neighbourhood Group"
    again.close()
