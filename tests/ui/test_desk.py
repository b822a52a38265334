"""The window of an open group: what its toast takes back, how it closes, what it notices by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from villagedesk.records.people import PersonDraft
from villagedesk.services import people
from villagedesk.services.desk import Desk
from villagedesk.ui.desk import DeskWindow

Settle = Callable[[], None]


def add(window: DeskWindow, name: str, say: str = "") -> None:
    window.bus.do(window, "Add person", lambda work: people.add_person(work, PersonDraft(name=name)), say=say)


def names(desk: Desk) -> list[str]:
    return [choice.name for choice in desk.read(people.choices)]


def test_the_toast_takes_back_its_own_change(window: DeskWindow, desk: Desk, settle: Settle) -> None:
    add(window, "Ann", "Ann was added")
    add(window, "Ben")
    settle()
    undo = window.toast.findChild(QPushButton, "toastUndo")
    assert isinstance(undo, QPushButton)
    undo.click()
    settle()
    assert names(desk) == ["Ben"]


def test_the_toast_goes_when_its_change_was_undone_elsewhere(window: DeskWindow, settle: Settle) -> None:
    add(window, "Ann", "Ann was added")
    add(window, "Ben")
    settle()
    window.bus.undo()
    settle()
    assert window.toast.isVisible()
    window.bus.undo()
    settle()
    assert not window.toast.isVisible()
