"""Minutes on paper, read back by two engines: DRAFT on every page, the signature, the seal, what is kept apart."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdf
import pypdfium2
import pytest

from tests.unit.packs.elm_park import elm_park
from villagedesk.core.words import MinutesState, Outcome
from villagedesk.packs import agm, extract, minutes
from villagedesk.records.minutespaper import Extract, GeneralMeeting, MinutesPaper
from villagedesk.records.packs import MinuteBullet, MinuteDecision, MinutePara, PackMinutesItem


def by_pypdf(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def by_pdfium(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()


ENGINES = pytest.mark.parametrize("read", [by_pypdf, by_pdfium])
SEAL = "0123456789abcdef" * 4
LONG = MinutesPaper(
    group="Elm Park", legal_line="Registered charity 1234567", language="en-GB", as_at=date(2026, 11, 21),
    minutes=replace(elm_park(40).minutes, state=MinutesState.DRAFT, approved_on=None),
    approved_at="Committee meeting", sha256="",
)  # fmt: skip
APPROVED = replace(
    LONG, sha256=SEAL,
    minutes=replace(
        LONG.minutes, state=MinutesState.APPROVED, approved_on=date(2026, 11, 20), corrections=("seven, not eight",)
    ),
)  # fmt: skip


@ENGINES
def test_a_draft_says_so_on_every_page(read):
    pages = read(minutes.build_pdf(LONG))
    assert len(pages) > 2
    assert all("DRAFT" in page for page in pages)
    assert not any("Signed as a true record" in page for page in pages)


@ENGINES
def test_numbered_lines_are_numbered_and_bold_parts_are_bold(read):
    lines = (
        MinutePara("We thank Ann Bell for ten years.", ((9, 17),)),
        MinuteBullet("Crossing", numbered=True), MinuteBullet("Bins", numbered=True), MinuteBullet("Trees"),
    )  # fmt: skip
    item = PackMinutesItem(number="1", title="Notes", blocks=lines)
    pdf = minutes.build_pdf(replace(LONG, minutes=replace(LONG.minutes, items=(item,))))
    whole = " ".join(" ".join(read(pdf)).split())
    assert "1. Crossing" in whole and "2. Bins" in whole and "3. Trees" not in whole
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    fonts: dict[str, str] = {}
    for page in pages:
        page.extract_text(
            visitor_text=lambda text, _cm, _tm, font, _size: fonts.update(
                {text.strip(): str(font and font["/BaseFont"])}
            )
        )
    assert any("Ann Bell" in text and "Bold" in font for text, font in fonts.items()), fonts


@ENGINES
def test_what_is_approved_has_a_line_to_sign_and_the_seal(read):
    pages = read(minutes.build_pdf(APPROVED))
    assert not any("DRAFT" in page for page in pages)
    whole = " ".join(" ".join(pages).split())
    for words in (
        "with corrections (Committee meeting)",
        "seven, not eight",
        "Signed as a true record",
        "Chair",
        "Date",
    ):
        assert words in whole
    assert "Seal (SHA-256): 01234567 89abcdef" in whole


@ENGINES
def test_a_part_that_is_kept_apart_says_for_whom_on_every_page(read):
    pages = read(minutes.build_pdf(replace(LONG, for_whom="Committee")))
    assert all("DRAFT, CONFIDENTIAL: Committee" in page for page in pages)
    assert "confidential and is kept apart" in " ".join(
        " ".join(read(minutes.build_pdf(replace(LONG, apart=1)))).split()
    )


def test_equal_minutes_give_equal_bytes():
    assert minutes.build_pdf(APPROVED) == minutes.build_pdf(APPROVED)


@ENGINES
def test_an_extract_is_certified(read):
    made = Extract(
        group="Elm Park", letterhead=("1 High Street",), legal_line="", language="en-GB", as_at=date(2026, 11, 21),
        meeting="Committee meeting", on_date=date(2026, 10, 22), number="2026/10/1", text="Open an account <b>now</b>",
        outcome=Outcome.AGREED, how="7 for, 2 against", moved="Jo, seconded by Alun", reason="", is_approved=True,
        minutes="They were approved.", sha256=SEAL,
    )  # fmt: skip
    (page,) = read(extract.build_pdf(made))
    whole = " ".join(page.split())
    for words in (
        "Decision 2026/10/1",
        "Open an account <b>now</b>",
        "Carried: 7 for, 2 against",
        "I certify",
        "Name and office",
    ):
        assert words in whole
    assert "DRAFT" not in page
    (draft,) = read(extract.build_pdf(replace(made, is_approved=False, sha256="")))
    assert "DRAFT" in draft


@pytest.mark.parametrize(
    ("outcome", "how", "said"),
    [
        (Outcome.AGREED, "4 for, 1 against", "Carried: 4 for, 1 against"),
        (Outcome.NOT_AGREED, "1 for, 4 against", "Not carried: 1 for, 4 against"),
        (Outcome.AGREED, "Nobody against", "Agreed: nobody against"),
        (Outcome.AGREED, "Agreed by consent", "Agreed by consent"),
        (Outcome.DEFERRED, "", "Put off"),
        (Outcome.NOT_AGREED, "Lost on a show of hands", "Lost on a show of hands"),
    ],
)
@ENGINES
def test_the_printed_minutes_say_what_became_of_a_motion(read, outcome, how, said):
    block = MinuteDecision(text="Buy a bench", number="2026/10/1", outcome=outcome, how=how)
    item = PackMinutesItem(number="1", title="Green", blocks=(block,))
    pages = read(minutes.build_pdf(replace(LONG, minutes=replace(LONG.minutes, items=(item,)))))
    assert said in " ".join(" ".join(pages).split())


@ENGINES
def test_the_papers_of_a_general_meeting(read):
    meeting = GeneralMeeting(
        group="Elm Park", legal_line="", language="en-GB", as_at=date(2026, 11, 21), title="Annual general meeting",
        when="Thursday 4 March 2027, 7pm", place="The hall", on_date=date(2027, 3, 4),
        voters=tuple((f"Name {n}", "Member") for n in range(60)), posts=("Chair", "Treasurer"),
        closes_on=date(2027, 2, 18), reach=("hello@elmpark.example",),
    )  # fmt: skip
    roll = " ".join(read(agm.roll_pdf(meeting)))
    assert "60 people may vote" in roll and "Name 59" in roll
    assert len(read(agm.sign_in_pdf(meeting))) > 2
    form = " ".join(" ".join(read(agm.nomination_pdf(meeting))).split())
    for words in ("Chair, Treasurer", "Thursday 18 February 2027", "I agree to stand", "Seconded by"):
        assert words in form
    assert read(agm.roll_pdf(replace(meeting, voters=())))
