"""The names that the beginning of a line may mean, for Tab to put in."""

from __future__ import annotations

from collections.abc import Sequence

from villagedesk.core.i18n import _
from villagedesk.core.text import fold
from villagedesk.core.words import BlockKind

_LEAST_LETTERS = 2
_OFFERED = 4


class Names:
    """Everybody, every body and the usual offices; an action names who does it, a declaration whose it is."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._names = [(fold(name), name) for name in names]
        self._taken: tuple[str, tuple[str, ...]] = ("", ())

    def for_line(self, kind: BlockKind, text: str) -> tuple[str, ...]:
        """What is offered for a line; after a name was taken, the others: Tab again goes through them."""
        line, others = self._taken
        return others if text == line and others else self._like(kind, text)

    def take(self, kind: BlockKind, text: str, name: str) -> str:
        """The line with a name put in."""
        others = tuple(other for other in self.for_line(kind, text) if other != name)
        line = name + _end_of(kind)
        self._taken = (line, (*others, name) if others else ())
        return line

    def _like(self, kind: BlockKind, text: str) -> tuple[str, ...]:
        stem, end = fold(text).strip(), _end_of(kind)
        if not end or len(stem) < _LEAST_LETTERS or end.strip() in text.split() or ":" in text:
            return ()
        fitting = (name for folded, name in self._names if f" {stem}" in f" {folded}")
        return tuple(name for name, _number in zip(fitting, range(_OFFERED), strict=False))


def _end_of(kind: BlockKind) -> str:
    return {BlockKind.ACTION: f" {_('to')} ", BlockKind.DECLARATION: ": "}.get(kind, "")
