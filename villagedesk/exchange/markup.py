"""Cleans HTML from outside and reads its text: paragraphs, lists, bold. Nothing else of it is kept.

Word's own lists are paragraphs that only look like lists: their class or style says what they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

from villagedesk.core.words import BlockKind
from villagedesk.records.calendar import TextBlock

MOST_BLOCKS, MOST_LETTERS = 4_000, 400_000
_PARTED = frozenset(
    "p div tr h1 h2 h3 h4 h5 h6 table blockquote pre dt dd".split()  # noqa: SIM905 - one line instead of thirteen
)
_LISTS = {"ul": BlockKind.BULLET, "ol": BlockKind.NUMBERED}
_BOLD = frozenset(["b", "strong"])
_TAGS = set(_PARTED | _LISTS.keys() | _BOLD | {"br", "li", "td", "th", "span"})
_SILENT = {"script", "style", "title", "xml", "head"}
_KEPT = {"p": {"class", "style"}, "span": {"style"}}  # how Word says what is an entry of a list, and what its sign
_DOT = re.compile(r"\s*[\u2022\u00b7\u25cf\u25aa\uf0b7]\s{1,}(?=\S)")
_SPACE = re.compile(r"[\s\u00a0]+")

Line = tuple[str, list[tuple[int, int]]]
"""Words, and which parts of them are bold (from, to)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or an entry of a list with its number there; its lines are those that were broken by hand.

    One that `goes_on` is a further paragraph of the entry before it.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    number: int = 0
    goes_on: bool = False


def pieces_of(html: str) -> list[Piece]:
    """What a piece of HTML says; plain text is taken as it stands."""
    cleaned = nh3.clean(html, tags=_TAGS, attributes=_KEPT, clean_content_tags=_SILENT, link_rel=None)
    reader = _Reader()
    reader.feed(cleaned)
    reader.close()
    reader.end()
    return reader.pieces


def blocks_of(html: str) -> tuple[tuple[TextBlock, ...], bool]:
    """The blocks of a piece of HTML, and whether all of it was taken.

    At most `MOST_BLOCKS` blocks and `MOST_LETTERS` letters are. An entry of a list is one block, whatever lines and
    paragraphs it has, so that the numbers stay what they are.
    """
    found: list[tuple[BlockKind, Line]] = []
    for piece in pieces_of(html):
        if piece.kind is BlockKind.PARAGRAPH and not piece.goes_on:
            found += [_undotted(piece.kind, line) for line in piece.lines]
        elif piece.goes_on and found:
            found[-1] = (found[-1][0], _as_one([found[-1][1], *piece.lines]))
        else:
            found.append((piece.kind, _as_one(piece.lines)))
    blocks, left = list[TextBlock](), MOST_LETTERS
    for kind, (words, bold) in found:
        left -= len(words)
        if left < 0 or len(blocks) == MOST_BLOCKS:
            return tuple(blocks), False
        blocks.append(TextBlock(kind, words, " ".join(f"{start}-{end}" for start, end in bold)))
    return tuple(blocks), True


class _Entry:
    """An entry of a list that is open, and whether words of it were read."""

    def __init__(self, kind: BlockKind, number: int) -> None:
        self.kind, self.number, self.is_begun = kind, number, False


class _Reader(HTMLParser):
    """Gathers one piece after the other."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._lists: list[tuple[BlockKind, int]] = []
        self._entries: list[_Entry] = []
        self._last: _Entry | None = None  # which the last piece is of
        self._lines: list[list[tuple[str, bool]]] = [[]]
        self._strong = 0
        self._word: BlockKind | None = None  # an entry of one of Word's lists
        self._spans: list[bool] = []  # whether each span that is open holds the sign of such an entry
        self._signs = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: (value or "").casefold() for name, value in attrs}
        if tag in _LISTS:
            self.end()
            self._lists.append((_LISTS[tag], 0))
        elif tag == "li":
            self.end()
            kind, count = self._lists.pop() if self._lists else (BlockKind.BULLET, 0)
            self._lists.append((kind, count + 1))
            self._entries.append(_Entry(kind, count + 1 if kind is BlockKind.NUMBERED else 0))
        elif tag in _PARTED:
            self.end()
            is_list = "mso-list" in said.get("style", "") or "msolist" in said.get("class", "")
            self._word = BlockKind.BULLET if is_list else None
        elif tag == "br":
            self._lines.append([])
        elif tag == "span":
            self._spans.append("mso-list" in said.get("style", "") and "ignore" in said["style"])
            self._signs += self._spans[-1]
        elif tag in _BOLD:
            self._strong += 1
        elif tag in ("td", "th"):
            self._lines[-1].append((" ", False))

    def handle_endtag(self, tag: str) -> None:
        if tag in _LISTS:
            self.end()
            if self._lists:
                self._lists.pop()
        elif tag == "li":
            self.end()
            if self._entries:
                self._entries.pop()
        elif tag in _PARTED:
            self.end()
        elif tag == "span" and self._spans:
            self._signs -= self._spans.pop()
        elif tag in _BOLD:
            self._strong = max(0, self._strong - 1)

    def handle_data(self, data: str) -> None:
        if not self._signs:
            self._lines[-1].append((data, self._strong > 0))
        elif re.match(r"\s*\d{1,3}[.)]", data):
            self._word = BlockKind.NUMBERED

    def end(self) -> None:
        """The piece is whole: keep it, if there are words in it."""
        lines = tuple(line for parts in self._lines if (line := _joined(parts))[0])
        self._lines = [[]]
        if not lines:
            return
        entry, word, self._word = self._entries[-1] if self._entries else None, self._word, None
        if entry and not entry.is_begun:
            entry.is_begun = True
            first = _undotted(entry.kind, lines[0])[1]
            self.pieces.append(Piece(entry.kind, (first, *lines[1:]), entry.number))
        elif entry:
            self.pieces.append(Piece(BlockKind.PARAGRAPH, lines, goes_on=entry is self._last))
        else:
            kind, first = _undotted(word or BlockKind.PARAGRAPH, lines[0])
            if len(lines) > 1 and word is None:
                kind, first = BlockKind.PARAGRAPH, lines[0]
            self.pieces.append(Piece(kind, (first, *lines[1:]), int(kind is BlockKind.NUMBERED)))
        self._last = entry


def _undotted(kind: BlockKind, line: Line) -> tuple[BlockKind, Line]:
    """A paragraph that begins with a dot is how Word writes a list."""
    words, bold = line
    dot = _DOT.match(words)
    if dot is None:
        return kind, line
    return (
        BlockKind.BULLET if kind is BlockKind.PARAGRAPH else kind,
        (words[dot.end() :], [(max(0, start - dot.end()), end - dot.end()) for start, end in bold if end > dot.end()]),
    )


def _as_one(lines: tuple[Line, ...] | list[Line]) -> Line:
    """Several lines on one."""
    text, spans = "", list[tuple[int, int]]()
    for words, bold in lines:
        text += " " if text else ""
        spans += [(start + len(text), end + len(text)) for start, end in bold]
        text += words
    return text, spans


def _joined(parts: list[tuple[str, bool]]) -> Line:
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
