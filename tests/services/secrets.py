"""Reads a group's file as somebody with its key and a disk editor would: every page decrypted, whatever it holds."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from cryptography.hazmat.primitives import ciphers

from villagedesk.core.text import fold
from villagedesk.store import keys
from villagedesk.store.engine import connect

_PAGE, _RESERVED, _IV = 4096, 80, 16


def raw_pages(path: Path, code: str) -> bytes:
    """Every page of the file decrypted (SQLCipher 4: AES-256-CBC, the IV at the head of each page's last 80 bytes)."""
    key = keys.make_key(keys.read_code(code), keys.read_salt(path))
    data = path.read_bytes()
    pages = []
    for start in range(0, len(data), _PAGE):
        page = data[start : start + _PAGE]
        iv = page[_PAGE - _RESERVED : _PAGE - _RESERVED + _IV]
        secret = page[16 if start == 0 else 0 : _PAGE - _RESERVED]
        opened = ciphers.Cipher(ciphers.algorithms.AES(key), ciphers.modes.CBC(iv)).decryptor()
        pages.append(opened.update(secret) + opened.finalize())
    assert pages[0][:2] == b"\x10\x00", "the pages were not decrypted"
    return b"".join(pages)


def contents(path: Path, code: str) -> list[bytes]:
    """The bytes of every document, and what is packed or deflated in them."""
    key = keys.make_key(keys.read_code(code), keys.read_salt(path))
    db = connect(path, key)
    stored = [bytes(data) for (data,) in db.execute("SELECT bytes FROM content")]
    db.close()
    return stored + [part for data in stored for part in _inflated(data)]


def _inflated(data: bytes) -> list[bytes]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return [packed.read(name) for name in packed.namelist()]
    parts = []
    for chunk in data.split(b"stream\n")[1:]:
        try:
            parts.append(zlib.decompressobj().decompress(chunk))
        except zlib.error:
            continue
    return parts


def holds(data: bytes, words: str) -> bool:
    """Whether bytes hold words, in any case, as UTF-8."""
    return fold(words) in fold(data.decode("utf-8", "ignore")) or words.lower().encode() in data.lower()
