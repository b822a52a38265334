"""A real group with a few people and today's meeting, its window, and a pair of hands."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import CODE, MemoryKeyring
from villagedesk.core.clock import FixedClock
from villagedesk.core.words import ItemKind, MeetingKind, OrganizationKind, Role
from villagedesk.records.meetings import ItemDraft, MeetingDraft
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.services import meetings, people, posts
from villagedesk.services.desk import Desk, Keyring, Work, create, open_desk
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.theme import Theme

TODAY = date(2026, 11, 26)
SHIFT, CTRL, ALT = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("Shift", "Control", "Alt"))
Key = Qt.Key


def fill(work: Work) -> str:
    """A committee of three with votes, a council with an officer, and today's meeting with three items; its key."""
    own = posts.own_body(work.session) or ""
    for name, role in (("Jane Smith", Role.CHAIR), ("Tom Ellis", Role.TREASURER), ("Siân Llŷr Ŵyn", Role.SECRETARY)):
        person = people.add_person(work, PersonDraft(name))
        posts.add_membership(work, person, MembershipDraft(own, role, votes=True))
    council = people.add_organization(work, OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL))
    officer = people.add_person(work, PersonDraft("Grace Adeyemi"))
    posts.add_membership(work, officer, MembershipDraft(council, Role.OFFICER))
    items = (
        ItemDraft("Welcome and apologies", ItemKind.INFORMATION, minutes=5),
        ItemDraft("Mill Lane crossing", ItemKind.DECISION, minutes=20),
        ItemDraft("Any other business", minutes=10),
    )
    kind = MeetingKind.LIAISON
    draft = MeetingDraft("Council liaison", kind, TODAY, time(18, 30), time(20), "Town Hall", "", council)
    return meetings.plan(work, draft, items)


class Hands:
    """Types and presses into whatever has the focus, as a person does."""

    def __init__(self, window: DeskWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    def rest(self) -> None:
        """Wait until all is written, read and shown."""
        self._qtbot.waitUntil(self.window.bus.is_idle)
        QApplication.processEvents()
        self._qtbot.waitUntil(self.window.bus.is_idle)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, modifier)
        self.rest()

    def line(self, text: str) -> None:
        """A line and Enter."""
        self.type(text)
        self.press(Key.Key_Return)

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        found = [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]
        assert found, f"nothing called {name} is to be seen"
        return found[0]


@pytest.fixture(scope="session")
def filled(templates: Path) -> tuple[Path, str]:
    """The group's file and its meeting's key, made once and copied for each test."""
    path = templates / "meetings.vdesk"
    desk, _code = create(path, "Elm Park", Keyring(MemoryKeyring()), FixedClock(TODAY, time(18)), CODE)
    meeting_id = desk.do("Fill", fill).result(30)
    desk.close()
    return path, meeting_id


@pytest.fixture
def group(filled: tuple[Path, str], tmp_path: Path, keyring: Keyring) -> Iterator[Desk]:
    path = shutil.copyfile(filled[0], tmp_path / "group.vdesk")
    desk = open_desk(path, keyring, FixedClock(TODAY, time(19)), CODE)
    yield desk
    desk.close()


@pytest.fixture
def meeting_id(filled: tuple[Path, str]) -> str:
    return filled[1]


def open_window(desk: Desk, theme: Theme, qtbot: QtBot) -> DeskWindow:
    window = DeskWindow(desk, theme)
    qtbot.addWidget(window)
    window.resize(1360, 850)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("meetings")
    return window


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, group: Desk, meeting_id: str) -> Iterator[DeskWindow]:
    made = open_window(group, theme, qtbot)
    yield made
    made.close()


@pytest.fixture
def hands(window: DeskWindow, qtbot: QtBot) -> Hands:
    made = Hands(window, qtbot)
    made.rest()
    return made
