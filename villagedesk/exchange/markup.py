"""Cleans HTML from outside and turns it into blocks of text: paragraphs, lists, bold. Nothing else of it is kept."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

from villagedesk.core.words import BlockKind
from villagedesk.records.calendar import TextBlock

MOST_BLOCKS, MOST_LETTERS = 4_000, 400_000
_PARTED = {"p", "div", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "dt", "dd"}
_LISTS = {"ul": BlockKind.BULLET, "ol": BlockKind.NUMBERED}
_BOLD = {"b", "strong"}
_TAGS = _PARTED | set(_LISTS) | _BOLD | {"li", "td", "th"}
_DOT = re.compile(r"\s*[\u2022\u00b7\u25cf\u25aa\uf0b7]\s{1,}(?=\S)")
_SPACE = re.compile(r"[\s\u00a0]+")


def blocks_of(html: str) -> tuple[tuple[TextBlock, ...], bool]:
    """The blocks of a piece of HTML, and whether all of it was taken; plain text is taken as it stands.

    At most `MOST_BLOCKS` blocks and `MOST_LETTERS` letters are.
    """
    cleaned = nh3.clean(html, tags=_TAGS, attributes={}, clean_content_tags={"script", "style"}, link_rel=None)
    reader = _Reader()
    reader.feed(cleaned)
    reader.close()
    reader.end()
    return tuple(reader.blocks), not reader.is_full


class _Reader(HTMLParser):
    """Gathers the text of one block after the other. `_bold` are the places where bold begins and ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[TextBlock] = []
        self.is_full = False
        self._left = MOST_LETTERS
        self._lists: list[BlockKind] = []
        self._text: list[tuple[str, bool]] = []
        self._strong = 0
        self._is_entry = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - there are none
        if tag in _LISTS:
            self.end()
            self._lists.append(_LISTS[tag])
        elif tag == "li":
            self.end()
            self._is_entry = True
        elif tag in _PARTED:
            self._part()
        elif tag in _BOLD:
            self._strong += 1
        elif tag in ("td", "th"):
            self._text.append(("  ", False))

    def handle_endtag(self, tag: str) -> None:
        if tag in _LISTS:
            self.end()
            if self._lists:
                self._lists.pop()
        elif tag == "li":
            self.end()
            self._is_entry = False
        elif tag in _PARTED:
            self._part()
        elif tag in _BOLD:
            self._strong = max(0, self._strong - 1)

    def handle_data(self, data: str) -> None:
        self._text.append((data, self._strong > 0))

    def _part(self) -> None:
        """A paragraph ends; the first one in an entry of a list is the entry."""
        if any(part.strip() for part, _strong in self._text):
            self.end()

    def end(self) -> None:
        """The block is whole: keep it, if there are words in it."""
        text, bold = _joined(self._text)
        self._text = []
        if not text:
            return
        if self.is_full or len(self.blocks) >= MOST_BLOCKS or len(text) > self._left:
            self.is_full = True
            return
        self._left -= len(text)
        kind = BlockKind.PARAGRAPH
        if self._is_entry:
            kind = self._lists[-1] if self._lists else BlockKind.BULLET
        elif dot := _DOT.match(text):  # how Word writes a list
            text, bold, kind = text[dot.end() :], _moved(bold, dot.end()), BlockKind.BULLET
        self.blocks.append(TextBlock(kind, text, " ".join(f"{start}-{end}" for start, end in bold)))


def _joined(parts: list[tuple[str, bool]]) -> tuple[str, list[tuple[int, int]]]:
    """The words on one line, and which parts of them are bold."""
    letters: list[tuple[str, bool]] = []
    for words, strong in parts:
        for piece in re.findall(r"[\s\u00a0]+|[^\s\u00a0]+", words):
            if not _SPACE.fullmatch(piece):
                letters.append((piece, strong))
            elif letters and letters[-1][0] != " ":
                letters.append((" ", strong))
    if letters and letters[-1][0] == " ":
        letters.pop()
    spans: list[tuple[int, int]] = []
    place = 0
    for piece, strong in letters:
        if strong and spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + len(piece))
        elif strong and piece != " ":
            spans.append((place, place + len(piece)))
        place += len(piece)
    text = "".join(piece for piece, _strong in letters)
    return text, [(start, end - (text[end - 1] == " ")) for start, end in spans]


def _moved(spans: list[tuple[int, int]], by: int) -> list[tuple[int, int]]:
    return [(max(0, start - by), end - by) for start, end in spans if end > by]
