"""What a reader of the PDF gets, seen through two engines."""

from __future__ import annotations

import gc
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFPage

from tests.unit.packs.elm_park import actions, elm_park
from villagedesk.core.progress import Cancelled
from villagedesk.core.words import MinutesState, Side
from villagedesk.packs.build import build_pdf
from villagedesk.packs.preview import Preview
from villagedesk.records.packs import MinutePara, PackAction, PackContent, PackMinutesItem, PackPerson


def reader(content: PackContent) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(build_pdf(content)))


def words(content: PackContent) -> tuple[str, str]:
    """All text without white space, by PDFium and by pypdf."""
    pdf = build_pdf(content)
    with Preview(pdf) as preview:
        one = "".join(preview.text(page) for page in range(preview.page_count))
    two = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return "".join(one.split()), "".join(two.split())


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def pack() -> pypdf.PdfReader:
    return reader(elm_park())


def test_equal_content_gives_equal_bytes() -> None:
    assert build_pdf(elm_park()) == build_pdf(elm_park())


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.unit.packs.elm_park import elm_park; from villagedesk.packs.build import build_pdf;"
        "print(hashlib.sha256(build_pdf(elm_park())).hexdigest())"
    )
    root = Path(__file__).parents[3]
    prints = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, epoch, zone in (("1", "", "Europe/London"), ("2", "1000000000", "Asia/Tokyo"))
    }
    assert len(prints) == 1


def test_the_pages_of_a_finished_pack_do_not_wait_for_the_collector() -> None:
    gc.collect()
    gc.disable()
    try:
        build_pdf(elm_park())
        assert not [thing for thing in gc.get_objects() if isinstance(thing, PDFPage | PDFDictionary)]
    finally:
        gc.enable()


def test_every_font_is_ours_and_embedded(pack: pypdf.PdfReader) -> None:
    fonts = {ref.get_object()["/BaseFont"]: ref.get_object() for page in pack.pages for ref in _fonts(page).values()}
    assert fonts
    for name, font in fonts.items():
        assert "AtkinsonHyperlegibleNext" in name
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font


def _fonts(page: pypdf.PageObject) -> dict[str, pypdf.generic.IndirectObject]:
    return dict(page["/Resources"]["/Font"])


def test_each_page_says_which_of_how_many(pack: pypdf.PdfReader) -> None:
    for n, page in enumerate(pack.pages, 1):
        assert f"Page {n} of {len(pack.pages)}" in page.extract_text()
        assert "Elm Park Neighbourhood Group, council liaison, 26 November 2026" in page.extract_text()


def test_contents_bookmarks_and_headings_agree(pack: pypdf.PdfReader) -> None:
    cover = pack.pages[0].extract_text()
    marks = [mark for mark in pack.outline if not isinstance(mark, list)]
    assert [mark.title for mark in marks] == [
        "Agenda", "Minutes of 2 October 2026", "Decisions", "Actions and promises", "Who is who",
    ]  # fmt: skip
    for mark in marks:
        page = pack.get_destination_page_number(mark)
        assert re.search(rf"{mark.title}\s+{page + 1}\b", cover)
        assert pack.pages[page].extract_text().startswith(mark.title)


def test_each_line_of_the_contents_leads_to_its_section(pack: pypdf.PdfReader) -> None:
    links = [link.get_object() for link in pack.pages[0]["/Annots"]]
    pages = {page.indirect_reference: n for n, page in enumerate(pack.pages)}
    marks = [mark for mark in pack.outline if not isinstance(mark, list)]
    there = [pack.get_destination_page_number(mark) for mark in marks]
    assert [pages[link["/Dest"][0]] for link in links] == there


def test_the_file_says_what_it_is(pack: pypdf.PdfReader) -> None:
    assert pack.metadata is not None
    assert pack.metadata.title == "Council liaison meeting, 26 November 2026"
    assert pack.metadata.author == "Elm Park Neighbourhood Group"
    assert pack.metadata.creation_date is not None
    assert pack.metadata.creation_date.date() == date(2026, 11, 21)
    assert pack.trailer["/Root"]["/Lang"] == "en-GB"


def test_awkward_names_print_as_they_were_typed() -> None:
    for text in words(elm_park()):
        for name in ("Jo Müller <jo>", "Canol y Dŵr", "Siân Llŷr Ŵyn", "Co-op & the chemist's", "St Michael's & Quay"):
            assert squeezed(name) in text


def test_only_chosen_sections_in_their_order() -> None:
    chosen = reader(replace(elm_park(), sections=("people", "agenda")))
    assert [mark.title for mark in chosen.outline if not isinstance(mark, list)] == ["Who is who", "Agenda"]


def test_empty_sections_say_so_kindly() -> None:
    text = words(replace(elm_park(0), agenda=(), minutes=None, decisions=(), people=()))[0]
    for sentence in (
        "There is no agenda for this meeting yet.",
        "This is the first meeting, so there are no minutes yet.",
        "No decisions since 2 October 2026.",
        "There are no actions to report.",
        "Nobody is listed yet.",
    ):
        assert squeezed(sentence) in text


def test_draft_is_on_every_page_of_a_draft() -> None:
    assert all("DRAFT" in page.extract_text() for page in reader(replace(elm_park(), draft=True)).pages)


def test_draft_minutes_are_marked_and_approved_ones_are_not() -> None:
    content = elm_park()
    assert content.minutes is not None
    drafts = ["DRAFT MINUTES" in page.extract_text() for page in reader(content).pages]
    assert drafts[2:6] == [True] * 4
    assert not any(drafts[:2] + drafts[6:])
    approved = replace(content, minutes=replace(content.minutes, state=MinutesState.APPROVED))
    assert not any("DRAFT" in page.extract_text() for page in reader(approved).pages)


def test_four_hundred_actions_are_all_there_under_a_repeated_head() -> None:
    pdf = reader(replace(elm_park(400), sections=("actions",)))
    texts = [page.extract_text() for page in pdf.pages]
    assert all(re.search(r"No\.\s*What\s*Who\s*By\s*State", text) for text in texts[1:])
    found = re.findall(r"\b26/\d+\b", " ".join(texts))
    assert sorted(found) == sorted(action.number for action in actions(400))


def test_lateness_is_a_word_and_a_real_date() -> None:
    due = PackAction(number="26/1", text="Mend the gate", due=date(2026, 11, 20))
    for text in words(replace(elm_park(), actions=(due,), sections=("actions",))):
        assert "20Nov2026Late" in text
        assert "1open,1ofthemlate" in text
        assert "dayslate" not in text
    day = replace(due, due=date(2026, 11, 21))
    assert "Late" not in words(replace(elm_park(), actions=(day,), sections=("actions",)))[0]


def test_a_continued_page_says_what_it_continues() -> None:
    texts = [page.extract_text() for page in reader(replace(elm_park(40), sections=("actions",))).pages]
    assert "Actions and promises: What Elm Park Neighbourhood Group said it would do" in "".join(texts)
    assert "Actions and promises:" not in texts[1]


_LONG = "Sentence number {n} of a text that no page can hold. "


@pytest.mark.parametrize("size", [200, 500])
def test_what_is_longer_than_a_page_goes_on_with_nothing_lost(size: int) -> None:
    story = "".join(_LONG.format(n=n) for n in range(size))
    person = PackPerson(organization=story, name=story, ward=story, party=story, title=story)
    todo = tuple(PackAction(number=f"26/{n}", text=story if n == 2 else "Short", owner="Jo") for n in range(4))
    content = elm_park()
    assert content.minutes is not None
    minutes = replace(content.minutes, items=(PackMinutesItem(number="1", title=story, blocks=(MinutePara(story),)),))
    pdf = reader(replace(content, title=story, actions=todo, minutes=minutes, people=(person,)))
    text = squeezed("".join(page.extract_text() for page in pdf.pages))
    last = squeezed(_LONG.format(n=size - 1))
    assert text.count(last) >= 8


def test_long_words_break_and_stay_on_the_page() -> None:
    word = "Llanfair" * 60
    content = replace(elm_park(3), group=word, title=word, met_with=word, place=word, legal_line=word)
    content = replace(content, actions=tuple(replace(a, owner=word, number=word, text=word) for a in content.actions))
    for text in words(content):
        assert text.count(word) >= 10


def test_values_without_a_glyph_are_said_in_words() -> None:
    content = replace(elm_park(), place="Caf\u0065\u0301 👍 \x00\x07\ud800 محمد 東京 w\u0302 → \u202etxt")
    for text in words(content):
        assert squeezed("Café [thumbs up sign] [Arabic text] [Chinese or Japanese text] ŵ -> txt") in text


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "meet us here"])
def test_nothing_in_a_value_becomes_a_link_an_image_or_a_file(link: str) -> None:
    nasty = '<a href="https://evil.example">x</a><img src="/etc/passwd"/><link href="file:///etc/passwd">'
    content = replace(elm_park(), title=nasty, place=nasty, link=link, sections=())
    pdf = reader(content)
    assert "/Annots" not in pdf.pages[0]
    assert not pdf.pages[0].images
    for text in words(content):
        assert squeezed(nasty) in text


def test_a_mail_address_can_be_clicked() -> None:
    pdf = reader(elm_park())
    links = [a.get_object() for page in pdf.pages for a in page.get("/Annots", ())]
    targets = {str(link["/A"]["/URI"]) for link in links if "/A" in link}
    assert "mailto:grace.councillor@brynafon.example" in targets


@pytest.mark.parametrize("tenth", range(10))
def test_it_can_be_cancelled_at_any_point(tenth: int) -> None:
    seen: list[tuple[int, int]] = []

    def watch(done: int, total: int, text: str = "") -> None:
        seen.append((done, total))

    def stop(done: int, total: int, text: str = "") -> None:
        if done * 10 >= total * tenth:
            raise Cancelled

    build_pdf(elm_park(), watch)
    assert sorted({done for done, _total in seen}) == list(range(1, seen[-1][1] + 1))
    assert [done for done, _total in seen] == sorted(done for done, _total in seen)
    with pytest.raises(Cancelled):
        build_pdf(elm_park(), stop)


def test_no_heading_is_left_alone_at_the_end_of_a_page() -> None:
    for count in range(6, 30, 3):
        with Preview(build_pdf(replace(elm_park(count), sections=("actions",)))) as preview:
            for level, title, page in preview.outline():
                under = squeezed(preview.text(page)).split(squeezed(title), 1)[1]
                assert level == 0 or re.search(r"NoWhatWhoByState26/\d", under.replace(".", ""))


def test_a_last_row_is_not_left_alone_on_a_page() -> None:
    for count in range(33, 42):
        todo = tuple(replace(action, side=Side.OURS) for action in actions(count))
        with Preview(build_pdf(replace(elm_park(), actions=todo, sections=("actions",)))) as preview:
            texts = [preview.text(page) for page in range(1, preview.page_count)]
        assert texts[-1].count("26/") > 1
        assert all(text.count("No. What Who By State") == 1 for text in texts)
