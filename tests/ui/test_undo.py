"""The list of what can be undone from a window."""

from datetime import UTC, datetime

from villagedesk.core.changes import Changed, ChangeKind
from villagedesk.ui.undo import UndoList


def change(number: int, kind: ChangeKind = ChangeKind.DO, undoes: int | None = None) -> Changed:
    return Changed(number, kind, "Change", datetime(2026, 11, 21, tzinfo=UTC), {"person": frozenset({"1"})}, undoes)


def test_the_last_change_is_undone_first_and_redone_last() -> None:
    undo = UndoList()
    one, two = change(1), change(2)
    undo.note(one)
    undo.note(two)
    assert undo.to_undo() == two
    undo.note(back := change(3, ChangeKind.UNDO, 2))
    assert (undo.to_undo(), undo.to_redo()) == (one, back)
    undo.note(again := change(4, ChangeKind.REDO, 3))
    assert (undo.to_undo(), undo.to_redo()) == (again, None)


def test_a_new_change_ends_what_could_be_redone() -> None:
    undo = UndoList()
    undo.note(change(1))
    undo.note(change(2, ChangeKind.UNDO, 1))
    undo.note(change(3))
    assert undo.to_redo() is None


def test_an_erasure_ends_what_could_be_undone() -> None:
    undo = UndoList()
    undo.note(change(1))
    undo.note(change(2, ChangeKind.ERASE))
    assert (undo.to_undo(), undo.to_redo()) == (None, None)


def test_what_cannot_be_undone_is_given_up_with_what_came_before() -> None:
    undo = UndoList()
    one, two, three = change(1), change(2), change(3)
    for each in (one, two, three):
        undo.note(each)
    undo.give_up(two)
    assert undo.to_undo() == three
    undo.give_up(three)
    assert undo.to_undo() is None


def test_a_change_that_came_in_between_stays_when_an_older_one_is_undone() -> None:
    undo = UndoList()
    one, two, three = change(1), change(2), change(3)
    for each in (one, two, three):
        undo.note(each)
    undo.note(back := change(4, ChangeKind.UNDO, 2))
    assert (undo.to_undo(), undo.to_redo()) == (three, back)
    undo.note(change(5, ChangeKind.UNDO, 3))
    assert undo.to_undo() == one
