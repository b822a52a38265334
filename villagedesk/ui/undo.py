"""Which changes can be undone from this window: a list of their numbers, never more."""

from __future__ import annotations

from villagedesk.core.changes import Changed, ChangeKind


class UndoList:
    """The numbers of this window's changes, the last one first to be undone; and of undos, to redo."""

    def __init__(self) -> None:
        self._done: list[Changed] = []
        self._undone: list[Changed] = []

    def note(self, changed: Changed) -> None:
        """Take in a change as it is committed. A new one ends what could be redone; an erasure or approval ends all."""
        if changed.kind is ChangeKind.UNDO:
            self._done = _without(self._done, changed.undoes)
            self._undone.append(changed)
        elif changed.kind is ChangeKind.REDO:
            self._undone = _without(self._undone, changed.undoes)
            self._done.append(changed)
        elif changed.kind in (ChangeKind.ERASE, ChangeKind.MIGRATE, ChangeKind.APPROVE):
            self._done, self._undone = [], []
        else:
            self._done.append(changed)
            self._undone = []

    def to_undo(self) -> Changed | None:
        """The change that would be undone next."""
        return self._done[-1] if self._done else None

    def to_redo(self) -> Changed | None:
        """The undo that would be undone next."""
        return self._undone[-1] if self._undone else None

    def give_up(self, changed: Changed) -> None:
        """Forget a change that can't be undone any more, and those before it."""
        self._done = self._done[self._done.index(changed) + 1 :] if changed in self._done else self._done
        self._undone = _without(self._undone, changed.number)


def _without(changes: list[Changed], number: int | None) -> list[Changed]:
    return [changed for changed in changes if changed.number != number]
