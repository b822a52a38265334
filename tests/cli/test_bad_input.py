"""Each thing that can be wrong: one plain sentence, exit 1, nothing changed."""

from __future__ import annotations

import ctypes
import os
import resource
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, refused
from tests.conftest import CODE
from tests.moderngov import LIST
from villagedesk.core.clock import FixedClock
from villagedesk.services.desk import Desk, Keyring, open_to_read
from villagedesk.store import keys
from villagedesk.store.engine import connect

BOMB = b"""<?xml version="1.0"?><!DOCTYPE councillorsbyward [<!ENTITY a "lol">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<councillorsbyward><wards><ward><wardtitle>&c;</wardtitle></ward></wards></councillorsbyward>"""
REDIRECT = b"<html><head><title>Object moved</title></head><body><h2>Object moved</h2></body></html>"


def _plain(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE a(b)")
    db.close()


def _damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _newer(path: Path) -> None:
    db = connect(path, keys.make_key(CODE, keys.read_salt(path)), write=True)
    db.execute("PRAGMA user_version=99")
    db.close()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda path: path.unlink(), "There is no file"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(b"Dear all,\n"), "is not a VillageDesk group"),
        (lambda path: path.write_bytes(b"\xff\xd8\xff\xe0JFIF" * 512), "does not open"),
        (lambda path: (path.unlink(), _plain(path)), "is not a VillageDesk group"),
        (lambda path: path.write_bytes(path.read_bytes()[:9000]), "only a part of one"),
        (_newer, "from a newer VillageDesk: the file has version 99, this program reads up to 1"),
        (_damage, "damaged"),
    ],
)
def test_a_file_that_is_no_sound_group(run: Run, group: Path, spoil: Callable[[Path], Any], says: str) -> None:
    spoil(group)
    before = group.read_bytes() if group.exists() else None
    refused(run("check", group), says)
    if spoil is not _damage:  # which page is read first is the file's affair
        refused(run("show", group, "people"), says)
        refused(run("pack", group, "-o", "p.pdf"), says)
    assert (group.read_bytes() if group.exists() else None) == before
    assert not Path(group.parent, "p.pdf").exists()


def test_codes(process: Run, run: Run, group: Path) -> None:
    refused(
        run("show", group, "people", code=None), "opens only with its recovery code. Put the code into VILLAGEDESK_"
    )
    refused(run("show", group, "people", code="letmein"), "A recovery code has 28 letters and digits; this has 7.")
    wrong = CODE[:-1] + "1"
    refused(run("show", group, "people", code=wrong), "a letter or digit is wrong or has changed places")
    refused(process("show", group, "people", code=keys.new_code()), "does not open g.vdesk")
    assert run("show", group, "people", code=CODE.lower().replace("-", " ")).returncode == 0
    refused(run("new", "n.vdesk", "--name", "N", code="letmein"), "28 letters and digits")
    refused(run("new", "n.vdesk", "--name", " "), "A group needs a name.")
    assert not Path(group.parent, "n.vdesk").exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (REDIRECT, "This is a web page, not the list itself"),
        (b"", "The file is empty"),
        (b"  \n", "The file is empty"),
        (b"Dear Jo\n", "This is not a kind of file that VillageDesk can read"),
        (b"<councillorsbyward><wards>", "."),
        (b"<councillorsbyward><wards></wards></councillorsbyward>", "names no councillors"),
        (BOMB, "abbreviations of its own (a DTD)"),
        (bytes(range(256)) * 40, "."),
    ],
)
def test_a_list_that_is_none(run: Run, group: Path, content: bytes, says: str) -> None:
    source = group.with_name("list.xml")
    source.write_bytes(content)
    before = group.read_bytes()
    ran = run("import", group, source)
    refused(ran, says)
    assert "Nothing has been changed" in ran.stderr
    assert group.read_bytes() == before


def test_a_list_that_is_not_there(run: Run, group: Path) -> None:
    refused(run("import", group, "nowhere.xml"), "There is no file “nowhere.xml”")
    refused(run("import", group, group.parent), "is not a file")
    refused(run("import", group, group, "--format", "xml"), "There is no format called “xml”")


def _files(folder: Path) -> set[Path]:
    """All files but the settings of this computer."""
    return {path for path in folder.rglob("*") if path.is_file() and path.name != "settings.toml"}


def _small_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))


def test_a_full_disk(process: Run, group: Path, tmp_path: Path) -> None:
    source = tmp_path / "list.xml"
    source.write_bytes(LIST)
    before = group.read_bytes()
    there = _files(tmp_path)
    for arguments in (("import", group, source), ("new", "n.vdesk", "--name", "N"), ("backup", group, "--to", tmp_path),
                      ("restore", group, "--to", "n.vdesk")):  # fmt: skip
        refused(process(*arguments, before=_small_disk), "disk")
        assert group.read_bytes() == before, arguments
    assert _files(tmp_path) == there, "nothing half made is left"


def test_a_folder_that_is_not_there(run: Run, group: Path) -> None:
    refused(run("new", "nowhere/n.vdesk", "--name", "N"), "There is no folder")
    refused(run("export", group, "--to", "nowhere/e.json"), "There is no folder")
    refused(run("restore", group, "--to", "nowhere/g.vdesk"), "nowhere")


def _no_special_rights() -> None:
    """Root, too, may from now on write only where the folder's rights let it."""
    if os.geteuid() == 0:
        for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            ctypes.CDLL(None).prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.mark.skipif(sys.platform != "linux", reason="root's rights are dropped the Linux way")
def test_a_read_only_folder(process: Run, group: Path, tmp_path: Path) -> None:
    source = tmp_path / "list.xml"
    source.write_bytes(LIST)
    before = group.read_bytes()
    group.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        shown = process("show", group, "group", before=_no_special_rights)
        assert (shown.returncode, shown.stdout) == (0, "Elm Park Neighbourhood Group\n"), shown.stderr
        for arguments, says in (
            (("import", group, source), "g.vdesk can only be read here."),
            (("new", "n.vdesk", "--name", "N"), "n.vdesk cannot be written in"),
            (("export", group, "--to", "e.json"), "e.json cannot be written in"),
        ):
            refused(process(*arguments, before=_no_special_rights), says)
    finally:
        tmp_path.chmod(0o755)
    assert group.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"g.vdesk", "list.xml"}


def test_while_a_desk_is_open_others_may_only_read(process: Run, run: Run, desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "list.xml"
    source.write_bytes(LIST)
    refused(process("import", desk.path, source), "VillageDesk has this file open. Nothing was changed.")
    refused(run("restore", desk.path, "--to", desk.path, "--replace"), "VillageDesk has this file open.")
    for arguments in (("show", desk.path, "people"), ("export", desk.path, "--to", "e.json"), ("check", desk.path),
                      ("backup", desk.path, "--to", "stick"), ("import", desk.path, source, "--dry-run")):  # fmt: skip
        ran = run(*arguments)
        assert ran.returncode == 0, ran.stderr


def test_the_recovery_code_is_told_even_when_no_backup_can_be_made(
    run: Run, tmp_path: Path, clock: FixedClock, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "no-home"
    blocked.write_text("a file")
    monkeypatch.setenv("VILLAGEDESK_HOME", str(blocked))
    ran = run("new", "n.vdesk", "--name", "N", code=None)
    code = ran.stdout.strip().rsplit(" ", 1)[-1]
    assert open_to_read(tmp_path / "n.vdesk", keyring, clock, code).path.name == "n.vdesk"
