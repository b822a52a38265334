"""What is typed as the blocks it becomes: paragraphs, and the lines of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from villagedesk.core.bold import parts, write_parts
from villagedesk.core.words import BlockKind

_MARKER = re.compile(r"(?:(?P<bullet>[-*•–·]\s+)|(?P<number>\d{1,3}[.)]\s+))(?=\S)")


@dataclass(frozen=True, slots=True)
class TypedLine:
    """One block to be; `bold` are its bold parts, as "3-8 20-25"."""

    kind: BlockKind
    text: str
    bold: str = ""


def split(text: str, bold: str = "") -> list[TypedLine]:
    """The blocks of a text: an empty line ends a paragraph, "- " begins a bullet, "1. " a numbered line."""
    return [
        TypedLine(kind, text[start:end].strip(), _within(bold, start, text[start:end]))
        for kind, start, end in _parts(text)
        if text[start:end].strip()
    ]


def mark(kind: BlockKind, text: str, bold: str = "") -> tuple[str, str]:
    """A block as it is typed: its text with the sign of its list before it, and its bold parts."""
    sign = {BlockKind.BULLET: "- ", BlockKind.NUMBERED: "1. "}.get(kind, "")
    return sign + text, write_parts((start + len(sign), end + len(sign)) for start, end in parts(bold))


def _parts(text: str) -> Iterator[tuple[BlockKind, int, int]]:
    """Kind, beginning and end of each block in the text."""
    kind, start, at = BlockKind.PARAGRAPH, 0, 0
    for line in text.splitlines(keepends=True):
        indent = len(line) - len(line.lstrip(" \t"))
        if found := _MARKER.match(line, indent):
            yield kind, start, at
            kind = BlockKind.BULLET if found["bullet"] else BlockKind.NUMBERED
            start = at + found.end()
        elif not line.strip():
            yield kind, start, at
            kind, start = BlockKind.PARAGRAPH, at + len(line)
        at += len(line)
    yield kind, start, at


def _within(bold: str, start: int, words: str) -> str:
    """The bold parts that fall into a block's words, counted from its first letter."""
    start += len(words) - len(words.lstrip())
    length = len(words.strip())
    return write_parts(
        [
            (max(0, one - start), min(length, end - start))
            for one, end in parts(bold)
            if one < start + length and end > start
        ]
    )
