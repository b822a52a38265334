"""What a font without a glyph for everything makes of what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.packs import sheet
from villagedesk.packs.letters import printable

GLYPHS = sheet.register_fonts()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Canol y Dŵr, Llŷn", "Canol y Dŵr, Llŷn"),
        ("w\u0302 y\u0302", "ŵ ŷ"),
        ("ﬁve ǎ", "five a"),
        ("a\u00a0b\u3000c\td", "a\u00a0b c d"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("so → so ≥ 5", "so -> so >= 5"),
        ("non\u2011breaking", "non-breaking"),
        ("\x00\x07\ufeff\u200bplain\ud800\uffff", "plain"),
        ("👍🏽 done ✓", "[thumbs up sign] done [check mark]"),
        ("Привет, мир", "[Cyrillic text], [Cyrillic text]"),
        ("שלום", "[Hebrew text]"),
        ("\ue000", "[?]"),
    ],
)
def test_printed(typed: str, printed: str) -> None:
    assert printable(typed, GLYPHS) == printed


@given(st.text())
def test_every_character_that_comes_out_has_a_glyph(typed: str) -> None:
    printed = printable(typed, GLYPHS)
    assert all(ord(c) in GLYPHS for c in printed if c != "\n")
    assert printable(printed, GLYPHS) == printed
