"""Changes go to the desk and their answers come back to the window's thread."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from villagedesk.core.changes import Changed
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.records.people import PersonDraft
from villagedesk.services import people
from villagedesk.services.desk import Desk, Keyring, open_to_read
from villagedesk.ui.bus import Bus
from villagedesk.ui.tasks import Tasks


@pytest.fixture
def bus(qtbot: QtBot, desk: Desk) -> Iterator[Bus]:
    tasks = Tasks()
    yield Bus(desk, tasks)
    tasks.finish()


def names(desk: Desk) -> list[str]:
    return [choice.name for choice in desk.read(people.choices)]


def test_a_change_is_made_and_answered_on_the_windows_thread(qtbot: QtBot, bus: Bus, desk: Desk) -> None:
    answers: list[tuple[str, threading.Thread]] = []
    with qtbot.waitSignal(bus.changed) as seen:
        bus.do(
            bus,
            "Add person",
            lambda work: people.add_person(work, PersonDraft(name="Siân Llŷr Ŵyn")),
            lambda key: answers.append((key, threading.current_thread())),
        )
    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0][1] is threading.main_thread()
    assert seen.args and seen.args[0].touches("person")
    assert names(desk) == ["Siân Llŷr Ŵyn"]


def test_undo_and_redo_walk_through_this_windows_changes(qtbot: QtBot, bus: Bus, desk: Desk) -> None:
    for name in ("Ann", "Ben"):
        with qtbot.waitSignal(bus.changed):
            bus.do(bus, "Add person", lambda work, name=name: people.add_person(work, PersonDraft(name=name)))
    for step, left in ((bus.undo, ["Ann"]), (bus.undo, []), (bus.redo, ["Ann"]), (bus.redo, ["Ann", "Ben"])):
        with qtbot.waitSignal(bus.changed):
            step()
        assert names(desk) == left


def test_a_refusal_comes_back_to_whoever_asked(qtbot: QtBot, bus: Bus) -> None:
    refused: list[Refused] = []
    bus.do(bus, "Add person", lambda work: people.add_person(work, PersonDraft()), refused=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert (refused[0].field, refused[0].message) == ("name", "A person needs a name.")


def test_a_refusal_that_nobody_listens_to_is_said(qtbot: QtBot, bus: Bus) -> None:
    with qtbot.waitSignal(bus.said) as said:
        bus.do(bus, "Add person", lambda work: people.add_person(work, PersonDraft()))
    assert said.args == ["A person needs a name.", None]


def test_nothing_is_called_when_the_asker_has_gone(qtbot: QtBot, bus: Bus) -> None:
    asker, answers = QObject(), list[str]()
    bus.do(asker, "Add person", lambda work: people.add_person(work, PersonDraft(name="Ann")), answers.append)
    asker.deleteLater()
    del asker
    qtbot.waitUntil(bus.is_idle)
    assert answers == []


def test_a_file_that_can_only_be_read_says_so(qtbot: QtBot, desk: Desk, keyring: Keyring, bus: Bus) -> None:
    reader = open_to_read(desk.path, keyring, desk.clock)
    only = Bus(reader, bus.tasks)
    with qtbot.waitSignal(only.failed) as failed:
        only.do(only, "Add person", lambda work: people.add_person(work, PersonDraft(name="Ann")))
    assert failed.args and isinstance(failed.args[0], Unavailable)
    reader.close()


def add(bus: Bus, name: str, say: str = "") -> None:
    bus.do(bus, "Add person", lambda work: people.add_person(work, PersonDraft(name=name)), say=say)


def test_two_quick_undos_take_back_one_change_and_refuse_nothing(qtbot: QtBot, bus: Bus, desk: Desk) -> None:
    said: list[str] = []
    bus.said.connect(lambda text, _changed: said.append(text))
    for name in ("Ann", "Ben"):
        add(bus, name)
    qtbot.waitUntil(bus.is_idle)
    bus.undo()
    bus.undo()
    qtbot.waitUntil(bus.is_idle)
    assert (names(desk), said) == (["Ann"], ["Undone: Add person"])
    bus.undo()
    qtbot.waitUntil(bus.is_idle)
    assert (names(desk), said) == ([], ["Undone: Add person"] * 2)


def test_a_change_that_commits_before_an_undo_that_was_asked_for_can_be_undone_too(
    qtbot: QtBot, bus: Bus, desk: Desk
) -> None:
    add(bus, "Ann")
    qtbot.waitUntil(bus.is_idle)
    add(bus, "Ben")
    bus.undo()  # of Ann: Ben is on the way
    qtbot.waitUntil(bus.is_idle)
    assert names(desk) == ["Ben"]
    bus.undo()
    qtbot.waitUntil(bus.is_idle)
    assert names(desk) == []


def test_what_is_said_comes_with_its_own_change(qtbot: QtBot, bus: Bus, desk: Desk) -> None:
    said: list[Changed] = []
    bus.said.connect(lambda _text, changed: said.append(changed))
    add(bus, "Ann", say="Added")
    add(bus, "Ben")
    qtbot.waitUntil(bus.is_idle)
    bus.undo_change(said[0])
    qtbot.waitUntil(bus.is_idle)
    assert names(desk) == ["Ben"]


def test_what_changes_nothing_offers_no_undo(qtbot: QtBot, bus: Bus) -> None:
    add(bus, "Ann")
    qtbot.waitUntil(bus.is_idle)
    with qtbot.waitSignal(bus.said) as said:
        bus.do(bus, "Add person", lambda _work: None, say="Nothing")
    assert said.args == ["Nothing", None]


def test_whoever_asks_is_told_alone_that_the_world_said_no(
    qtbot: QtBot, desk: Desk, keyring: Keyring, bus: Bus
) -> None:
    reader = open_to_read(desk.path, keyring, desk.clock)
    only = Bus(reader, bus.tasks)
    told: list[Unavailable] = []
    everybody: list[object] = []
    only.failed.connect(everybody.append)
    only.do(only, "Add person", lambda _work: None, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert everybody == []
    reader.close()


def test_what_is_gone_while_it_is_shown_is_no_fault_and_a_broken_world_is(qtbot: QtBot, bus: Bus) -> None:
    def gone(_session: object) -> None:
        raise Refused("That person is no longer here.")

    def broken(_session: object) -> None:
        raise Unavailable("The file is on a stick that was taken out.", "Put it back.")

    said: list[Unavailable] = []
    bus.failed.connect(said.append)
    bus.look(bus, gone, lambda _found: None)
    bus.look(bus, broken, lambda _found: None)
    qtbot.waitUntil(lambda: bus.is_idle() and bool(said))
    assert [error.remedy for error in said] == ["Put it back."]
