"""The names that what is being typed may mean, for Tab to put in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from villagedesk.core.i18n import _
from villagedesk.core.text import fold
from villagedesk.core.words import BlockKind

_LEAST_LETTERS = 2
_OFFERED = 4
_INSIDE = {
    BlockKind.DECISION: re.compile(r"(?:proposed|seconded)\s+(?:by\s+)?(?P<stem>[^,;:()\d]+)$", re.I),
    BlockKind.ELECTION: re.compile(r"[:,;(]\s*(?:(?:proposed|seconded)\s+by\s+)?(?P<stem>[^,;:()\d]+)$", re.I),
}
"""Where in a line a name stands that is not at its start; a paragraph names somebody behind an "@"."""
_AT = re.compile(r"(?:^|\s)(?P<stem>@[^\W\d_][^,;:@.]*)$")


class Names:
    """Everybody, every body and the usual offices, wherever a line names somebody."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._names = [(fold(name), name) for name in names]
        self._taken: tuple[str, int, tuple[str, ...]] = ("", 0, ())

    def for_line(self, kind: BlockKind, text: str) -> tuple[str, ...]:
        """What is offered for a line; after a name was taken, the others: Tab again goes through them."""
        line, _start, others = self._taken
        return others if text == line and others else self._like(kind, text)

    def take(self, kind: BlockKind, text: str, name: str) -> str:
        """The line with a name put in."""
        line, start, others = self._taken
        if text != line or not others:
            start, others = self._stem(kind, text)[0], self._like(kind, text)
        rest = tuple(other for other in others if other != name)
        line = text[:start] + name + (_end_of(kind) if start == 0 else "")
        self._taken = (line, start, (*rest, name) if rest else ())
        return line

    def _like(self, kind: BlockKind, text: str) -> tuple[str, ...]:
        _start, words = self._stem(kind, text)
        stem = fold(words.removeprefix("@"))
        if len(stem) < _LEAST_LETTERS:
            return ()
        fitting = (name for folded, name in self._names if f" {stem}" in f" {folded}" and stem != folded)
        return tuple(name for name, _number in zip(fitting, range(_OFFERED), strict=False))

    def _stem(self, kind: BlockKind, text: str) -> tuple[int, str]:
        """Where the name that is being typed begins, and its letters so far; "" where none is."""
        inside = _INSIDE.get(kind, _AT)
        if found := inside.search(text):
            return found.start("stem"), found["stem"]
        end = _end_of(kind)
        is_named = not end or end.strip() in text.split() or ":" in text or "\n" in text
        return (0, "") if is_named else (0, text)


def _end_of(kind: BlockKind) -> str:
    """What comes behind the name at the start of such a line."""
    to = f" {_('to')} "
    return {
        BlockKind.ACTION: to, BlockKind.COMMITMENT: to, BlockKind.DECLARATION: ": ", BlockKind.QUESTION: ": "
    }.get(kind, "")  # fmt: skip
