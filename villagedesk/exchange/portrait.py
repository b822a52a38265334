"""Pictures of people from outside: made small, upright and plain in the cage, before anything shows them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.exchange import cage
from villagedesk.exchange.cage import Limits
from villagedesk.records.imports import PeopleList, PersonEntry

_SIDE = 256  # pixels that a picture is kept in at most: more than any avatar shows
_LIMITS = Limits(seconds=20.0)
_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF")


def read(path: Path) -> bytes:
    """A picture file as a small PNG. Refused when it is none; Unavailable as the cage."""
    found = cage.run(_read, path, limits=_LIMITS)
    assert isinstance(found, bytes)
    return found


def _read(path: Path) -> bytes:
    small = reduced(cage.content(path, _LIMITS))
    if not small:
        raise Refused(_("{name} can't be read as a picture. Choose a JPEG or PNG file.").format(name=path.name))
    return small


def reduced(data: bytes) -> bytes:
    """The picture as a PNG of at most 256 pixels a side, upright, with nothing else that was in it (no place).

    Empty when it can't be read as a picture, or would unpack to far more than a photograph. For the child process.
    A picture that was reduced stays as it is.
    """
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            image.draft("RGB", (_SIDE * 2, _SIDE * 2))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return b""
    upright.thumbnail((_SIDE, _SIDE))
    plain = Image.new("RGB", upright.size, "white")  # see-through parts become white
    plain.paste(upright, mask=upright)
    out = io.BytesIO()
    plain.save(out, "PNG")
    return out.getvalue()


def with_reduced(people: PeopleList) -> PeopleList:
    """The list with its pictures reduced; one that can't be read is left out, and its person's notes say so."""
    return replace(people, people=tuple(_person(person) if person.photo else person for person in people.people))


def _person(person: PersonEntry) -> PersonEntry:
    if small := reduced(person.photo):
        return replace(person, photo=small)
    return replace(person, photo=b"", notes=(*person.notes, _("The picture can't be read and is left out.")))
