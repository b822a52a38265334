"""The recovery code, the key that is made from it, and the keyring that remembers the key."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
GROUPS, GROUP = 7, 4
SALT_BYTES = 16
SERVICE = "VillageDesk"
EXAMPLE_CODE = "EXAM-P1E0-GR0V-PE1M-PARK-2026-0007"
"""The example group's code. It is no secret: everything in that file is invented."""

_SAFE_BACKENDS = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)


def _check(letters: str) -> str:
    """The check character: Luhn's sum modulo 32, which notices any one wrong letter."""
    total = 0
    for place, letter in enumerate(reversed(letters)):
        value = ALPHABET.index(letter) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def new_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """A recovery code as it is printed: 27 random letters (135 bits) and a check letter, in 7 groups of 4."""
    letters = "".join(choose(ALPHABET) for _n in range(GROUPS * GROUP - 1))
    return _grouped(letters + _check(letters))


def _grouped(letters: str) -> str:
    return "-".join(letters[n : n + GROUP] for n in range(0, len(letters), GROUP))


def read_code(typed: str) -> str:
    """The code as printed, from what was typed: any case, spaces, O for 0, I and L for 1. Refused when it is none."""
    letters = plain_letters(typed)
    if len(letters) != GROUPS * GROUP:
        raise Refused(
            _("A recovery code has {n} letters and digits; this has {m}.").format(n=GROUPS * GROUP, m=len(letters)),
            "code",
        )
    if any(c not in ALPHABET for c in letters) or _check(letters[:-1]) != letters[-1]:
        raise Refused(_("That is not a recovery code: a letter or digit is wrong or has changed places."), "code")
    return _grouped(letters)


def plain_letters(typed: str) -> str:
    """What was typed of a code as it is printed, without what stands between the groups."""
    return "".join(c for c in typed.upper().translate(str.maketrans("OIL", "011")) if c.isalnum())


def make_key(code: str, salt: bytes) -> bytes:
    """The file's raw key, as SQLCipher 4 makes it from a passphrase (PBKDF2-HMAC-SHA512, 256,000 rounds)."""
    return hashlib.pbkdf2_hmac("sha512", code.encode(), salt, 256_000, 32)


def new_salt() -> bytes:
    """16 random bytes for a new file to begin with."""
    return secrets.token_bytes(SALT_BYTES)


def read_salt(path: Path) -> bytes:
    """The 16 bytes that a SQLCipher file begins with, under which the keyring knows its key."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


@dataclass(frozen=True, slots=True)
class Found:
    """The keyring has this key."""

    key: bytes


@dataclass(frozen=True, slots=True)
class Absent:
    """The keyring answers, and has no key for this file."""


@dataclass(frozen=True, slots=True)
class KeyringUnavailable:
    """The keyring is locked, missing, or not one that is safe to use; `reason` is for the log."""

    reason: str


Answer = Found | Absent | KeyringUnavailable


class Backend(Protocol):
    """The part of a keyring backend that is used."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class Keyring:
    """The system's keyring with its three answers. A test gives its `backend`; else it is found when first used."""

    def __init__(self, backend: Backend | None = None) -> None:
        self._backend = backend

    def get(self, salt: bytes) -> Answer:
        """Ask for the key of the file that begins with `salt`. Never raises."""
        try:
            kept = self._use().get_password(SERVICE, salt.hex())
            return Absent() if kept is None else Found(bytes.fromhex(kept))
        except Exception as error:  # each backend raises its own; all mean that it cannot be asked
            return KeyringUnavailable(type(error).__name__)

    def put(self, salt: bytes, key: bytes) -> bool:
        """Keep the key; False when the keyring cannot, and the code will be asked for next time."""
        try:
            self._use().set_password(SERVICE, salt.hex(), key.hex())
        except Exception:
            return False
        return True

    def forget(self, salt: bytes) -> None:
        """Remove the key, where there is one."""
        try:
            self._use().delete_password(SERVICE, salt.hex())
        except Exception:  # noqa: S110 - as in get; a key that is not there is gone
            pass

    def _use(self) -> Backend:
        if self._backend is None:
            import keyring

            found = keyring.get_keyring()
            # A chain of backends keeps its members in `backends`; the first safe one is the one that is used.
            members = list(getattr(found, "backends", [found]))
            safe = [member for member in members if type(member).__module__.startswith(_SAFE_BACKENDS)]
            if not safe:
                raise LookupError("no safe keyring")
            self._backend = safe[0]
        return self._backend
