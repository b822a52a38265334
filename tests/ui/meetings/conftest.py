"""A real group with a few people and a coming meeting, and its window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from villagedesk.core.clock import FixedClock
from villagedesk.core.words import ItemKind, MeetingKind, OrganizationKind, Role
from villagedesk.records.meetings import ItemDraft, MeetingDraft
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.services import desk as desks
from villagedesk.services import meetings, people, posts
from villagedesk.services.desk import Desk, Work
from villagedesk.store.keys import Keyring
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.theme import Theme

TODAY = date(2026, 11, 26)


class Passwords:
    """A keyring that keeps what it is given in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture
def keyring() -> Keyring:
    return Keyring(Passwords())


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
    draft = MeetingDraft(
        "Council liaison", MeetingKind.LIAISON, TODAY, time(18, 30), time(20), "Town Hall", "", council
    )
    return meetings.plan(work, draft, items)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VILLAGEDESK_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def desk(home: Path, keyring: Keyring) -> Iterator[Desk]:
    made, _code = desks.create(home / "g.vdesk", "Elm Park", keyring, FixedClock(TODAY, time(19)))
    yield made
    made.close()


@pytest.fixture
def meeting_id(desk: Desk) -> str:
    return desk.do("Fill", fill).result()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, desk: Desk, meeting_id: str) -> Iterator[DeskWindow]:
    theme = qapp.findChild(Theme) or Theme(qapp, "light")
    made = DeskWindow(desk, theme)
    qtbot.addWidget(made)
    made.resize(1360, 850)
    made.show()
    qtbot.waitUntil(made.isVisible)
    yield made
    made.close()
