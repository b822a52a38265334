"""Text as the bundled font can print it: what it has no glyph for is said in words, so that nothing vanishes unseen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import groupby

_ALIKE = {
    "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—", "\u2032": "'", "\u2033": '"', "\u02bc": "’",
    "\u2192": "->", "\u2190": "<-", "\u2264": "<=", "\u2265": ">=", "\u25cf": "•",
}  # fmt: skip
_SPACES = re.compile(r"[^\S\n]")
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\v\f\x85]")
_UNSEEN = {"Cc", "Cf", "Cs", "Cn"}


def printable(text: str, glyphs: Container[int]) -> str:
    """`text` in characters that `glyphs` (code points) has, lines ended by a line feed.

    Accents are composed (w and a circumflex become ŵ). Control, direction and joining marks go. A sign without a glyph
    gives its name, "[thumbs up sign]"; a run of another script gives "[Arabic text]".
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    parts = []
    for kind, run in groupby(text, lambda c: _script(c, glyphs)):
        parts.append(f"[{kind} text]" if kind else "".join(_one(c, glyphs) for c in run))
    return "".join(parts)


def _script(char: str, glyphs: Container[int]) -> str:
    """The script of a letter that cannot be printed; empty for everything else."""
    if ord(char) in glyphs or unicodedata.category(char)[0] != "L" or _plain(char, glyphs):
        return ""
    return unicodedata.name(char, "Other").split()[0].title().replace("Cjk", "Chinese or Japanese")


def _plain(char: str, glyphs: Container[int]) -> str:
    """The same without accents or in plainer form, where that can be printed: ǎ as a, ﬁ as fi."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return letters if all(ord(c) in glyphs for c in letters) else ""


def _one(char: str, glyphs: Container[int]) -> str:
    if char == "\n" or (ord(char) in glyphs and unicodedata.category(char) not in _UNSEEN):
        return char
    if char in _ALIKE:
        return _ALIKE[char]
    if _SPACES.fullmatch(char):
        return " "
    name = unicodedata.name(char, "")
    if unicodedata.category(char) in _UNSEEN or unicodedata.combining(char) or "SELECTOR" in name or "MODIFIER" in name:
        return ""
    return _plain(char, glyphs) or (f"[{name.lower()}]" if name else "[?]")
