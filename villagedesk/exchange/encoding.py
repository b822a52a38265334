"""Tells the encoding of a file from its first bytes."""

from __future__ import annotations

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def given_away(data: bytes) -> str | None:
    """The encoding that a byte order mark names, or that a letter in two bytes shows; None when nothing tells."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked or b"\0" not in data[:2]:
        return marked
    return "utf-16-be" if data[0] == 0 else "utf-16-le"
