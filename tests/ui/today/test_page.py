"""The first page: what it says of a new group, of a busy one, and where its rows lead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from villagedesk.core.words import Direction, MeetingKind
from villagedesk.records.actions import ActionDraft
from villagedesk.records.interactions import InteractionDraft, ParticipantDraft
from villagedesk.records.meetings import ItemDraft, MeetingDraft
from villagedesk.records.people import PersonDraft
from villagedesk.services import actions, actionsteps, drafts, group, interactions, meetings, minutes, people
from villagedesk.services.desk import Desk, Work
from villagedesk.ui.desk import DeskWindow

Settle = Callable[[], None]


def fill(work: Work) -> dict[str, str]:
    """A meeting last month whose minutes are a draft, one next week that runs over, a late action."""
    people.add_person(work, PersonDraft("Jane Price"))
    people.add_person(work, PersonDraft("Tom Ellis"))
    last = MeetingDraft("Committee", MeetingKind.COMMITTEE, date(2026, 10, 2), time(19))
    coming = MeetingDraft("Committee", MeetingKind.COMMITTEE, date(2026, 11, 26), time(19), time(20), "Hall <1>")
    before = meetings.plan(work, last, [ItemDraft("Welcome", minutes=5)])
    minutes.start(work, before)
    minutes.finish(work, before)
    coming_key = meetings.plan(work, coming, [ItemDraft("Mill Lane", minutes=70)])
    late = actions.add(work, ActionDraft("Mend the roof", due_on=date(2026, 11, 12)), raised_on=date(2026, 10, 2))
    return {"before": before, "coming": coming_key, "late": late}


@pytest.fixture
def keys(desk: Desk) -> dict[str, str]:
    return desk.do("Fill", fill).result(30)


@pytest.fixture
def page(keys: dict[str, str], window: DeskWindow, settle: Settle) -> Any:
    page = window.go("today")
    settle()
    return page


def rows(page: QWidget, name: str) -> list[str]:
    """What the rows of a card say to a screen reader."""
    holder: Any = page.findChild(QWidget, name)
    assert holder is not None
    lines = [line for line in holder.findChildren(QWidget) if line.objectName().startswith("row_")]
    return [line.accessibleName() for line in lines if not line.isHidden()]


def test_a_new_group_gets_its_first_steps(window: DeskWindow, settle: Settle, qtbot: QtBot) -> None:
    page = window.go("today")
    settle()
    steps = rows(page, "firstSteps")
    assert [step.split(".")[0] for step in steps] == [
        "Bring in your councillors", "Plan a meeting", "Note the first action",
        "Say who else keeps the recovery code",
    ]  # fmt: skip
    went: list[str] = []
    window.went.connect(went.append)
    qtbot.mouseClick(page.findChild(QWidget, "row_first_action"), Qt.MouseButton.LeftButton)
    assert went == ["actions"]


def test_the_next_meeting_says_what_it_lacks(page: Any) -> None:
    titles = [label.text() for label in page.findChildren(QLabel)]
    assert "Saturday 21 November 2026" in titles
    assert "Thursday 26 November 2026, 7pm, Hall <1>" in titles
    assert rows(page, "nextMeeting") == [
        "Agenda: 1 item, 1 hour 10 minutes. 10 minutes over",
        "Minutes of 2 October 2026. Draft",
        "Pack for this meeting. Build and look",
    ]


def test_what_needs_somebody_is_listed_once(page: Any) -> None:
    assert rows(page, "needsYou") == [
        "Mend the roof. Action 26/1, Nobody yet. 9 days late",
        "Nobody else holds the recovery code. Without it a lost laptop means lost records. "
        "Name somebody who keeps a sealed copy. Safety",
    ]


def test_a_row_opens_its_thing_with_enter(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    row = page.findChild(QWidget, f"row_{keys['late']}")
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    settle()
    assert window.page().findChild(QLabel, "actionNumber").text() == "26/1"


def test_it_follows_what_changes(page: Any, window: DeskWindow, keys: dict[str, str], settle: Settle) -> None:
    def job(work: Work) -> None:
        actionsteps.move_due(work, keys["late"], date(2027, 3, 1), "no roofer")
        group.set_key_holders(work, ["Tom Ellis"])

    window.bus.do(page, "Change", job)
    settle()
    assert rows(page, "needsYou") == []
    assert page.findChild(QLabel, "needsWords").isVisible()


def test_what_was_typed_and_not_kept_comes_first(
    page: Any, window: DeskWindow, keys: dict[str, str], settle: Settle
) -> None:
    window.desk.note(lambda work: drafts.keep(work, "action", keys["late"], {}, {"text": "Mend"})).result(30)
    window.go("actions")
    window.go("today")
    settle()
    assert rows(page, "needsYou")[0].startswith("Typed and not kept: Mend the roof")


def test_minutes_are_taken_of_the_next_meeting(
    page: Any, window: DeskWindow, keys: dict[str, str], qtbot: QtBot, settle: Settle
) -> None:
    went: list[object] = []
    window.bus.goto.disconnect()
    window.bus.goto.connect(lambda place, key: went.append((place, key)))
    take = window.commands.action("take_minutes")
    if take.isVisible():
        take.triggered.disconnect()
    window.commands.connect("take_minutes", lambda: went.append("minutes"))
    page.shown(None)
    settle()
    qtbot.mouseClick(page.findChild(QPushButton, "takeMinutes"), Qt.MouseButton.LeftButton)
    assert went == [("meetings", keys["coming"]), "minutes"]


def test_people_to_get_back_to_are_done_and_put_off_with_one_key(
    desk: Desk, window: DeskWindow, settle: Settle, qtbot: QtBot
) -> None:
    def add(work: Work) -> list[str]:
        jane = people.add_person(work, PersonDraft("Jane Price"))
        with_jane = (ParticipantDraft(person_id=jane),)
        begun = {"on_date": date(2026, 11, 1), "participants": with_jane}
        return [
            interactions.add(work, InteractionDraft(text="Roof", follow_up_on=date(2026, 11, 19), **begun)),
            interactions.add(
                work, InteractionDraft(text="Hall", direction=Direction.IN, reply_by=date(2026, 11, 21), **begun)
            ),
        ]

    follow, owed = desk.do("Fill", add).result(30)
    page = window.go("today")
    settle()
    assert rows(page, "getBack") == [
        "Jane Price. Roof. 2 days late",
        "Jane Price. They wait for our answer by 21 November 2026: Hall. Today",
    ]
    line: Any = page.findChild(QWidget, f"row_follow_up_{follow}")
    qtbot.keyClick(line, Qt.Key.Key_D)
    settle()
    line = page.findChild(QWidget, f"row_owed_{owed}")
    qtbot.keyClick(line, Qt.Key.Key_P)
    settle()
    card = page.findChild(QWidget, "getBack")
    assert card is not None
    assert not card.isVisible()
    window.bus.undo()
    settle()
    assert len(rows(page, "getBack")) == 1
    line = page.findChild(QWidget, f"row_owed_{owed}")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    title: Any = window.findChild(QLabel, "entryTitle")
    assert title.text() == "Hall"


def test_a_line_of_minutes_that_was_not_kept_leads_into_the_minutes(
    page: Any, window: DeskWindow, keys: dict[str, str], settle: Settle
) -> None:
    value = {"text": "Jane spoke of the", "kind": "paragraph"}
    window.desk.note(lambda work: drafts.keep(work, "minutes", keys["coming"], {}, value)).result(30)
    window.go("people")
    window.go("today")
    settle()
    (row,) = [line for line in rows(page, "needsYou") if line.startswith("Typed and not kept")]
    assert "Committee" in row
    page.findChild(QWidget, "needsYou").activated.emit(f"draft_minutes_{keys['coming']}")
    settle()
    box: Any = window.findChild(QWidget, "minutesBox")
    assert box.isVisible()
    assert box.toPlainText() == "Jane spoke of the"
