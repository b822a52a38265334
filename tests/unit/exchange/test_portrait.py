"""A picture from outside becomes a small plain PNG, or nothing; the cage reads it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from villagedesk.core.errors import Refused
from villagedesk.exchange import portrait
from villagedesk.records.imports import PeopleList, PersonEntry


def picture(width: int, height: int, kind: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, kind, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP"])
def test_it_is_small_and_plain(kind: str) -> None:
    small = portrait.reduced(picture(1280, 720, kind))
    assert (opened(small).format, opened(small).size) == ("PNG", (256, 144))
    assert portrait.reduced(small) == small


def test_it_stands_upright_and_says_nothing_of_where_it_was_taken() -> None:
    about = Image.Exif()
    about[0x0112], about[0x010F] = 6, "A camera"  # lying on its side
    small = portrait.reduced(picture(200, 100, exif=about.tobytes()))
    assert opened(small).size == (100, 200)
    assert not opened(small).getexif()


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, picture(40, 40)[:300]])
def test_what_is_no_picture_is_nothing(data: bytes) -> None:
    assert portrait.reduced(data) == b""


def test_a_file_is_read_in_the_cage(tmp_path: Path) -> None:
    good, bad = tmp_path / "jo.jpg", tmp_path / "notes.jpg"
    good.write_bytes(picture(300, 300))
    bad.write_bytes(b"not a picture")
    assert opened(portrait.read(good)).size == (256, 256)
    with pytest.raises(Refused, match=r"notes\.jpg can't be read as a picture"):
        portrait.read(bad)


def test_a_list_says_which_picture_is_left_out() -> None:
    people = (
        PersonEntry(1, "a", "Ann", photo=picture(40, 40)),
        PersonEntry(2, "b", "Bob", photo=b"\xff\xd8\xffbroken"),
    )
    ann, bob = portrait.with_reduced(PeopleList(people)).people
    assert ann.photo.startswith(b"\x89PNG")
    assert (bob.photo, len(bob.notes)) == (b"", 1)
