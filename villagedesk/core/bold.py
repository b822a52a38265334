"""Which parts of a text are bold, kept beside it as "3-8 20-25": from where to where, in characters from 0."""

from __future__ import annotations

from collections.abc import Iterable


def parts(bold: str) -> list[tuple[int, int]]:
    """The bold parts (from, to) of a block; what is no such part is left out."""
    found = (part.split("-") for part in bold.split())
    return [(int(both[0]), int(both[1])) for both in found if len(both) == 2 and all(n.isdigit() for n in both)]


def write_parts(found: Iterable[tuple[int, int]]) -> str:
    """As a block keeps them."""
    return " ".join(f"{start}-{end}" for start, end in found if end > start)


def runs(text: str, bold: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text in one piece after the other, each bold or not."""
    found, at = list[tuple[str, bool]](), 0
    for start, end in sorted(bold):
        found += [(text[at:start], False), (text[max(at, start) : end], True)]
        at = max(at, end)
    return [(piece, is_bold) for piece, is_bold in (*found, (text[at:], False)) if piece]
