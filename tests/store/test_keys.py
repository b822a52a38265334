"""The recovery code, the key made from it, and the keyring's three answers."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from sqlcipher3 import dbapi2 as sqlite

from tests.conftest import CODE, MemoryKeyring
from villagedesk.core.errors import Refused
from villagedesk.services.desk import Desk, Keyring
from villagedesk.store import keys
from villagedesk.store.keys import ALPHABET, Absent, Found, KeyringUnavailable, new_code, read_code

PRINTED = new_code(Random(7).choice)


def test_a_code_is_seven_groups_of_four() -> None:
    groups = new_code().split("-")
    assert [len(group) for group in groups] == [4] * 7
    assert set("".join(groups)) <= set(ALPHABET)
    assert new_code() != new_code()


@pytest.mark.parametrize(
    "typed",
    [
        PRINTED.lower(),
        PRINTED.replace("-", ""),
        PRINTED.replace("-", " "),
        f"  {PRINTED}\n",
        PRINTED.replace("0", "O").replace("1", "I"),
        PRINTED.replace("0", "o").replace("1", "l"),
        PRINTED.replace("-", "–"),
    ],
)
def test_a_code_may_be_typed_in_any_way(typed: str) -> None:
    assert read_code(typed) == PRINTED


def test_any_one_wrong_letter_is_noticed() -> None:
    letters = PRINTED.replace("-", "")
    for place, right in enumerate(letters):
        for wrong in ALPHABET:
            if wrong != right:
                with pytest.raises(Refused, match="wrong or has changed places"):
                    read_code(letters[:place] + wrong + letters[place + 1 :])


@pytest.mark.parametrize("typed", ["", "1234", PRINTED + "A", PRINTED[:-1] + "U", "é" * 28, "²" * 28, "ß" * 14])
def test_what_is_no_code_is_refused_beside_its_field(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_code(typed)
    assert refused.value.field == "code"


def test_the_printed_code_alone_opens_the_file_in_plain_sqlcipher(desk: Desk) -> None:
    desk.close()
    db = sqlite.connect(desk.path)
    db.execute(f"PRAGMA key='{CODE}'")
    assert db.execute("SELECT name FROM community_group").fetchone() == ("Elm Park Neighbourhood Group",)
    db.close()


def test_two_files_of_one_code_have_different_keys() -> None:
    assert keys.make_key(CODE, b"a" * 16) != keys.make_key(CODE, b"b" * 16)


class Raising:
    """A keyring whose daemon is locked or gone."""

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("no daemon")

    set_password = delete_password = get_password


def test_a_keyring_answers_found_absent_or_unavailable() -> None:
    ring = Keyring(MemoryKeyring())
    assert ring.get(b"s" * 16) == Absent()
    assert ring.put(b"s" * 16, b"k" * 32)
    assert ring.get(b"s" * 16) == Found(b"k" * 32)
    ring.forget(b"s" * 16)
    assert ring.get(b"s" * 16) == Absent()
    assert isinstance(Keyring(Raising()).get(b"s" * 16), KeyringUnavailable)  # type: ignore[arg-type]
    assert not Keyring(Raising()).put(b"s" * 16, b"k" * 32)  # type: ignore[arg-type]


def test_rubbish_in_the_keyring_is_no_key() -> None:
    memory = MemoryKeyring({(keys.SERVICE, (b"s" * 16).hex()): "not hex"})
    assert isinstance(Keyring(memory).get(b"s" * 16), KeyringUnavailable)


@pytest.mark.parametrize("backend", ["fail", "null"])
def test_a_backend_that_is_not_known_to_be_safe_is_not_used(monkeypatch: pytest.MonkeyPatch, backend: str) -> None:
    import importlib

    import keyring

    found = importlib.import_module(f"keyring.backends.{backend}").Keyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: found)
    ring = Keyring()
    assert isinstance(ring.get(b"s" * 16), KeyringUnavailable)
    assert not ring.put(b"s" * 16, b"k" * 32)


def test_a_plain_text_keyring_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import keyring
    from keyring.backend import KeyringBackend

    kept: dict[str, str] = {}

    class PlaintextKeyring(KeyringBackend):
        priority = 9  # type: ignore[assignment]

        def get_password(self, service: str, username: str) -> str | None:
            return kept.get(username)

        def set_password(self, service: str, username: str, password: str) -> None:
            kept[username] = password

    monkeypatch.setattr(keyring, "get_keyring", PlaintextKeyring)
    assert not Keyring().put(b"s" * 16, b"k" * 32)
    assert not kept
