"""Pages as pictures and text, for the window."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.unit.packs.elm_park import elm_park
from villagedesk.core.errors import Unavailable
from villagedesk.packs.build import build_pdf
from villagedesk.packs.preview import Preview


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return build_pdf(elm_park())


def test_a_page_is_a_picture_of_its_size(pdf: bytes) -> None:
    with Preview(pdf) as preview:
        picture = preview.image(0, scale=2)
        assert (picture.width, picture.height) == (1191, 1684)
        assert len(picture.data) == picture.stride * picture.height
        blue, green, red = picture.data[picture.stride * 4 + 400 : picture.stride * 4 + 403]
        assert (red, green, blue) == (0x1F, 0x3A, 0x32)  # the band on the cover


def test_words_are_found_whatever_their_case_and_line(pdf: bytes) -> None:
    with Preview(pdf) as preview:
        assert preview.find("canol Y dŵr") == [2, 9]
        assert preview.find("one car in nine went faster") != []
        assert preview.find("zebra with wings") == preview.find(" ") == []


def test_a_name_broken_at_its_hyphen_is_found() -> None:
    content = elm_park(1)
    action = replace(content.actions[0], owner="Margaret Whittington-Smythe")
    with Preview(build_pdf(replace(content, actions=(action,), sections=("actions",)))) as preview:
        assert "Whittington-\nSmythe" in preview.text(1)
        assert preview.find("whittington-smythe") == [1]


def test_bookmarks_lead_to_pages(pdf: bytes) -> None:
    with Preview(pdf) as preview:
        assert preview.outline()[:2] == [(0, "Agenda", 1), (0, "Minutes of 2 October 2026", 2)]


def test_many_threads_may_look_at_once(pdf: bytes) -> None:
    with Preview(pdf) as preview, ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda n: preview.image(n % preview.page_count), range(24)))
        assert [p.data for p in pictures[:12]] == [p.data for p in pictures[12:]]


@pytest.mark.parametrize("junk", [b"", b"not a pdf", b"%PDF-1.4\n%broken"])
def test_what_is_no_pdf_is_said_plainly(junk: bytes) -> None:
    with pytest.raises(Unavailable, match="not a PDF"):
        Preview(junk)
