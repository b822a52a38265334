"""What is pasted into the minutes, from Word or a page, as plain text with its lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from villagedesk.core.words import BlockKind

if TYPE_CHECKING:
    from villagedesk.exchange.markup import Piece

_SIGN = re.compile(r"^[ \t\u00a0]*(?:[•·▪◦‣§\uf0b7\uf0a7]|o(?=[\t\u00a0])|[-–](?=[\t\u00a0]))[ \t\u00a0]+", re.M)
_NUMBER = re.compile(r"^[ \t\u00a0]*(\d{1,3}[.)])[\t\u00a0]+", re.M)


def from_text(text: str) -> str:
    """Plain text with one sign before each line of a list, whatever the program that it comes from put there."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return _NUMBER.sub(r"\1 ", _SIGN.sub("- ", text)).replace("\u00a0", " ").replace("\t", " ").strip("\n")


def from_html(html: str) -> str:
    """The text of a page: a paragraph each, "- " or "1. " before the lines of lists; nothing else is kept."""
    from villagedesk.exchange.markup import pieces_of

    return "\n".join(_joined(_plain(piece) for piece in pieces_of(html)))


def _plain(piece: Piece) -> tuple[str, str]:
    """The sign of an entry of a list, and its words."""
    words = from_text("\n".join(words for words, _bold in piece.lines))
    if piece.kind is BlockKind.PARAGRAPH:
        return "", words
    if own := re.match(r"(?:- |\d{1,3}[.)] )", words):
        words = words[own.end() :]
    return f"{piece.number}. " if piece.kind is BlockKind.NUMBERED else "- ", words


def _joined(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    """An empty line between paragraphs, none within a list."""
    before = None
    for sign, words in lines:
        if before is not None and not (sign and before):
            yield ""
        yield sign + words
        before = sign
