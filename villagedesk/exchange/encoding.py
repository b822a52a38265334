"""Tells the encoding of a file from its first bytes, and takes XML out of whatever encoding it is in."""

from __future__ import annotations

import codecs
import re

from villagedesk.core.i18n import _

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")


def given_away(data: bytes) -> str | None:
    """The encoding that a byte order mark names, or that a letter in two bytes shows; None when nothing tells."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked or b"\0" not in data[:2]:
        return marked
    return "utf-16-be" if data[0] == 0 else "utf-16-le"


def as_utf8(data: bytes) -> tuple[bytes, str]:
    """The content as UTF-8 whatever it was, and a note where it isn't what it says it is.

    The byte order mark counts first, then the declaration where it is true; bytes that are no UTF-8 are Windows-1252.
    """
    if (wide := given_away(data)) and wide.startswith("utf-16"):
        return data.decode(wide, "replace").lstrip().encode(), ""
    data = data.removeprefix(codecs.BOM_UTF8).lstrip()
    declared = _DECLARED.match(data[:300])
    name = declared[1].decode().casefold() if declared else "utf-8"
    if not name.startswith("utf"):
        try:
            return data.decode(name).encode(), ""
        except (ValueError, LookupError):
            pass
    try:
        data.decode()
    except UnicodeDecodeError:
        note = _("The file says that its letters are in {name}, but they are not; they were read as Windows-1252.")
        return data.decode("cp1252", "replace").encode(), note.format(name=name.upper())
    return data, ""
