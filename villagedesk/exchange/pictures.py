"""Pictures of people, as they come inside text."""

from __future__ import annotations

import base64
import re

LARGEST = 2_000_000  # bytes
_DATA = re.compile(r"data:[^,]{0,100},", re.IGNORECASE)
_SHOWN = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def picture_in(text: str) -> bytes:
    """The PNG or JPEG that base64 or a `data:` address holds; empty for anything else, and for more than 2 MB."""
    body = re.sub(r"\s", "", _DATA.sub("", text, count=1))
    if len(body) > LARGEST * 4 // 3 + 4:
        return b""
    try:
        data = base64.b64decode(body + "=" * (-len(body) % 4), validate=True)
    except ValueError:
        return b""
    return data if data.startswith(_SHOWN) else b""


def as_address(picture: bytes) -> str:
    """The picture as a `data:` address."""
    return f"data:{media_type(picture)};base64,{base64.b64encode(picture).decode()}"


def media_type(picture: bytes) -> str:
    """ "image/png" or "image/jpeg"."""
    return "image/png" if picture.startswith(_SHOWN[0]) else "image/jpeg"
