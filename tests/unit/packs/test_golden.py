"""The words of a whole pack, page by page, as they were last reviewed."""

from __future__ import annotations

import io

import pypdf

from tests.golden import assert_golden
from tests.unit.packs.elm_park import elm_park
from villagedesk.packs.build import build_pdf


def test_the_councils_pack() -> None:
    pages = pypdf.PdfReader(io.BytesIO(build_pdf(elm_park()))).pages
    text = "".join(f"--- {n}\n{page.extract_text()}\n" for n, page in enumerate(pages, 1))
    assert_golden("pack-council.txt", text)
