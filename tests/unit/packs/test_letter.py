"""Letters as they are printed: read by two engines, in embedded fonts, on as many pages as they need."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from villagedesk.packs.letter import build_letter
from villagedesk.packs.preview import Preview
from villagedesk.records.letters import LetterContent

LETTER = LetterContent(
    group="Elm Park Neighbourhood Group",
    group_cy="Grŵp Cymdogaeth Parc y Llwyfen",
    reach=("1 Church Walk", "Brynafon", "01632 960118", "hello@elmpark.example"),
    legal_line="A charity registered in England and Wales, number 0000000. Registered office: 1 Church Walk, Brynafon.",
    language="en",
    on_date=date(2026, 11, 21),
    addressee="Cllr Dr Siân Llŷr-Ŵyn MBE\nCouncillor for Canol y Dŵr\nBrynafon Council\nTown Hall\nBrynafon",
    salutation="Dear Cllr Llŷr-Ŵyn",
    subject="A crossing by the school",
    text="Thank you for coming.\n\nWe <b>would</b> like & hope:\n- a crossing\n- a sign",
    closing="Yours sincerely",
    signature="Tom Ashworth\nSecretary",
)
WANTED = (
    "Elm Park Neighbourhood Group", "Grŵp Cymdogaeth Parc y Llwyfen", "1 Church Walk", "01632 960118",
    "hello@elmpark.example", "A charity registered in England and Wales", "21 November 2026", "Cllr Dr Siân Llŷr-Ŵyn MBE",
    "Councillor for Canol y Dŵr", "Dear Cllr Llŷr-Ŵyn", "A crossing by the school", "Thank you for coming.",
    "We <b>would</b> like & hope:", "- a crossing", "Yours sincerely", "Tom Ashworth", "Secretary",
)  # fmt: skip


def texts(pdf: bytes) -> list[str]:
    """All words by either engine, on one line."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    with Preview(pdf) as preview:
        seen = [preview.text(page) for page in range(preview.page_count)]
    return [" ".join(" ".join(pages).split()) for pages in ([page.extract_text() for page in reader.pages], seen)]


@pytest.mark.parametrize("engine", [0, 1])
def test_all_that_is_written_is_printed(engine: int) -> None:
    said = texts(build_letter(LETTER))[engine]
    assert [words for words in WANTED if words not in said] == []
    assert "Page 1" not in said


def test_equal_letters_are_equal_files_that_say_what_they_are() -> None:
    pdf = build_letter(LETTER)
    assert pdf == build_letter(LETTER)
    about = pypdf.PdfReader(io.BytesIO(pdf))
    assert about.metadata.title == "Letter to Cllr Dr Siân Llŷr-Ŵyn MBE, 21 November 2026"
    assert about.metadata.author == "Elm Park Neighbourhood Group"
    assert about.trailer["/Root"]["/Lang"] == "en"


def test_every_font_is_embedded() -> None:
    for page in pypdf.PdfReader(io.BytesIO(build_letter(LETTER))).pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/FontDescriptor"]
            assert "/FontFile2" in descriptor
            assert "AtkinsonHyperlegibleNext" in descriptor["/FontName"]


def test_a_long_letter_goes_on_and_its_pages_are_counted() -> None:
    long = replace(
        LETTER, text="\n\n".join(f"Paragraph {n}. " + "All of this was said before. " * 12 for n in range(14))
    )
    pdf = build_letter(long)
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert len(pages) >= 3
    assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1))
    assert all("A charity registered" in page for page in pages)
    assert "Elm Park Neighbourhood Group" not in pages[1]
    assert "Yours sincerely" in pages[-1]
    assert "Tom Ashworth" in pages[-1]


@pytest.mark.parametrize(
    "changes",
    [
        {
            "group_cy": "",
            "reach": (),
            "legal_line": "",
            "subject": "",
            "closing": "",
            "signature": "",
            "salutation": "",
        },
        {"group": "Very long name of a group " * 6, "reach": tuple(f"line {n}" for n in range(12))},
        {"legal_line": "Words that the law wants. " * 30},
        {"addressee": "Wilhelmina Georgiana Featherstonehaugh-Cholmondeley of Llanfairpwllgwyngyll\n" * 9},
        {"text": "x" * 4000, "signature": "y" * 300},
        {"text": "👍 Καλημέρα שלום"},
    ],
)
def test_whatever_is_missing_or_long_it_can_be_printed(changes: dict[str, object]) -> None:
    for said in texts(build_letter(replace(LETTER, **changes))):
        assert "21 November 2026" in said
