"""The printed page: its size, type, colours and margins."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from villagedesk.core import paths
from villagedesk.packs.blocks import Tone

FONT = "AtkinsonHyperlegibleNext"
BOLD = f"{FONT}-Bold"
_FACES = {FONT: "Regular", BOLD: "Bold"}
_registering = threading.Lock()

BAND = HexColor(0x1F3A32)
TEXT = HexColor(0x22282B)
SOFT = HexColor(0x5C666B)
LINE = HexColor(0xE4DFD5)
ACCENT = HexColor(0x2C6A50)
#: Ink and tint of each tone; every pair is 4.5:1 or better.
TONES: dict[Tone, tuple[Color, Color]] = {
    "plain": (SOFT, HexColor(0xF3F1EC)),
    "green": (ACCENT, HexColor(0xE3EFE8)),
    "amber": (HexColor(0x8A5A00), HexColor(0xFBEFD6)),
    "red": (HexColor(0xA93A2A), HexColor(0xF8E6E2)),
    "blue": (HexColor(0x27587F), HexColor(0xE4EDF5)),
}


def register_fonts() -> frozenset[int]:
    """Make the bundled fonts known to ReportLab, once; the code points that they have glyphs for."""
    with _registering:
        return _register_fonts()


@cache
def _register_fonts() -> frozenset[int]:
    have: list[frozenset[int]] = []
    for name, face in _FACES.items():
        font = TTFont(name, str(paths.resource(f"fonts/AtkinsonHyperlegibleNext-{face}.ttf")))
        pdfmetrics.registerFont(font)
        have.append(frozenset(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(FONT, normal=FONT, bold=BOLD, italic=FONT, boldItalic=BOLD)
    return frozenset.intersection(*have)


@dataclass(frozen=True)
class Sheet:
    """An A4 page in points, and its type; everything that depends on the size of the text follows from `size`."""

    size: float = 12
    width: float = 595.28
    height: float = 841.89
    side: float = 54
    top: float = 62
    bottom: float = 66
    small: float = 9.5

    @property
    def measure(self) -> float:
        """The width of the text."""
        return self.width - 2 * self.side

    @property
    def depth(self) -> float:
        """The height of the text."""
        return self.height - self.top - self.bottom

    @property
    def line(self) -> float:
        """From one line of text to the next."""
        return self.size * 1.38

    def style(self, name: str, scale: float = 1, *, bold: bool = False, **more: Any) -> ParagraphStyle:
        """A style at `scale` times the text size."""
        size = self.size * scale
        font = BOLD if bold else FONT
        settings: dict[str, Any] = {
            "fontName": font, "fontSize": size, "leading": size * (1.38 if scale < 1.2 else 1.2), "textColor": TEXT,
            "bulletFontName": FONT, "bulletFontSize": size,
            "allowWidows": 0, "allowOrphans": 0, "splitLongWords": 1, "embeddedHyphenation": 2,
        }  # fmt: skip
        return ParagraphStyle(name, **(settings | more))


@dataclass(frozen=True)
class Styles:
    """The styles of one sheet."""

    group: ParagraphStyle
    title: ParagraphStyle
    headings: tuple[ParagraphStyle, ParagraphStyle]
    para: ParagraphStyle
    item: ParagraphStyle
    cell: ParagraphStyle
    right: ParagraphStyle
    head: ParagraphStyle
    group_row: ParagraphStyle
    head_right: ParagraphStyle
    second: ParagraphStyle
    second_right: ParagraphStyle
    label: dict[Tone, ParagraphStyle]


def styles(sheet: Sheet) -> Styles:
    """The styles of `sheet`."""
    gap = sheet.size
    return Styles(
        group=sheet.style("group", 1.1, bold=True, textColor=ACCENT, spaceAfter=gap * 0.3),
        title=sheet.style("title", 2.5, bold=True, spaceAfter=gap * 1.2),
        headings=(
            sheet.style("h1", 2, bold=True, spaceAfter=gap * 0.7),
            sheet.style("h2", 1.3, bold=True, spaceBefore=gap * 1.3, spaceAfter=gap * 0.6),
        ),
        para=sheet.style("para", spaceAfter=gap * 0.7),
        item=sheet.style("item", spaceAfter=gap * 0.3, leftIndent=gap * 1.3, bulletIndent=gap * 0.2),
        cell=sheet.style("cell"),
        right=sheet.style("right", alignment=TA_RIGHT),
        head=sheet.style("head", bold=True),
        group_row=sheet.style("group row", bold=True, textColor=ACCENT),
        head_right=sheet.style("head right", bold=True, alignment=TA_RIGHT),
        second=sheet.style("second", textColor=SOFT),
        second_right=sheet.style("second right", textColor=SOFT, alignment=TA_RIGHT),
        label={
            tone: sheet.style(f"label {tone}", bold=True, textColor=ink, alignment=TA_LEFT)
            for tone, (ink, _tint) in TONES.items()
        },
    )
