"""The colours by what they mean, in four sets: light, dark, and high contrast of either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["late", "soon", "kept", "neutral", ""]
TONES: tuple[Tone, ...] = ("late", "soon", "kept", "neutral", "")


@dataclass(frozen=True, slots=True)
class Colours:
    """Each token as "#rrggbb". A tone and its `_back` go together, and never stand without a word."""

    window: str
    card: str
    line: str
    edge: str  # round what can be typed in or pressed: 3:1 against window and card
    text: str
    soft: str
    selected: str
    hover: str
    accent: str
    accent_hover: str
    accent_text: str
    focus: str
    rail: str
    rail_on: str
    rail_text: str
    rail_soft: str
    count: str
    count_text: str
    late: str
    late_back: str
    soon: str
    soon_back: str
    kept: str
    kept_back: str
    neutral: str
    neutral_back: str

    def tone(self, tone: str) -> tuple[str, str]:
        """The colours of `tone` as (text, background); the plain one for ""."""
        return (getattr(self, tone), getattr(self, f"{tone}_back")) if tone else (self.soft, self.window)


LIGHT = Colours(
    window="#FAF8F4",
    card="#FFFFFF",
    line="#E4DFD5",
    edge="#8C897F",
    text="#22282B",
    soft="#5C666B",
    selected="#E9F1EC",
    hover="#F4F1EA",
    accent="#2C6A50",
    accent_hover="#245843",
    accent_text="#FFFFFF",
    focus="#2C6A50",
    rail="#1F3A32",
    rail_on="#3A524A",
    rail_text="#E6EEE9",
    rail_soft="#A9C0B6",
    count="#C4452E",
    count_text="#FFFFFF",
    late="#A93A2A",
    late_back="#F8E6E2",
    soon="#8A5A00",
    soon_back="#FBEFD6",
    kept="#2C6A50",
    kept_back="#E3EFE8",
    neutral="#27587F",
    neutral_back="#E4EDF5",
)
DARK = Colours(
    window="#15191A",
    card="#1D2324",
    line="#333B3D",
    edge="#737E80",
    text="#E8ECEA",
    soft="#A4AFAE",
    selected="#24322C",
    hover="#252C2D",
    accent="#7FCBA4",
    accent_hover="#97D8B6",
    accent_text="#10201A",
    focus="#7FCBA4",
    rail="#101616",
    rail_on="#263230",
    rail_text="#E6EEE9",
    rail_soft="#8FA69C",
    count="#F0998A",
    count_text="#10201A",
    late="#F0998A",
    late_back="#3B2320",
    soon="#E9BE6B",
    soon_back="#372C16",
    kept="#7FCBA4",
    kept_back="#20352C",
    neutral="#92C1EA",
    neutral_back="#1C2D3B",
)
CONTRAST_LIGHT = Colours(
    window="#FFFFFF",
    card="#FFFFFF",
    line="#000000",
    edge="#000000",
    text="#000000",
    soft="#1F1F1F",
    selected="#CFE6FF",
    hover="#E6E6E6",
    accent="#00337A",
    accent_hover="#001F4D",
    accent_text="#FFFFFF",
    focus="#B0005E",
    rail="#000000",
    rail_on="#003F8F",
    rail_text="#FFFFFF",
    rail_soft="#FFFFFF",
    count="#FFFFFF",
    count_text="#000000",
    late="#8A0000",
    late_back="#FFFFFF",
    soon="#5C3A00",
    soon_back="#FFFFFF",
    kept="#00451F",
    kept_back="#FFFFFF",
    neutral="#00337A",
    neutral_back="#FFFFFF",
)
CONTRAST_DARK = Colours(
    window="#000000",
    card="#000000",
    line="#FFFFFF",
    edge="#FFFFFF",
    text="#FFFFFF",
    soft="#E6E6E6",
    selected="#003A70",
    hover="#262626",
    accent="#FFE14D",
    accent_hover="#FFF0A3",
    accent_text="#000000",
    focus="#FFE14D",
    rail="#000000",
    rail_on="#003A70",
    rail_text="#FFFFFF",
    rail_soft="#E6E6E6",
    count="#FFFFFF",
    count_text="#000000",
    late="#FFB3A8",
    late_back="#000000",
    soon="#FFD780",
    soon_back="#000000",
    kept="#9BF0C4",
    kept_back="#000000",
    neutral="#A8D8FF",
    neutral_back="#000000",
)
