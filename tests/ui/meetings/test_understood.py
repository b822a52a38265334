"""What the minutes say of a line before it is kept, and of the room: which item, to whom, by which majority, why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.meetings.conftest import CTRL, TODAY, Hands, Key
from villagedesk.core.words import (
    ActionStatus,
    BlockKind,
    ItemKind,
    Majority,
    MeetingKind,
    MinutesState,
    OrganizationKind,
    QuorumKind,
    Role,
)
from villagedesk.models import Constitution
from villagedesk.records.actions import ActionDraft, ActionFilter
from villagedesk.records.meetings import Block, ItemDraft, MeetingDraft
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.records.questions import QuestionDraft, QuestionFilter
from villagedesk.services import actions, meetings, minutes, people, posts, questions
from villagedesk.services.desk import Desk, Work
from villagedesk.ui.meetings.minutes.box import MinutesBox

BEFORE = TODAY - timedelta(days=28)


def committee(work: Work) -> str:
    """A committee meeting with four voters of whom three are a quorum, and what is open from the last one."""
    own = posts.own_body(work.session) or ""
    known = {choice.name: choice.id for choice in people.choices(work.session)}
    ann = people.add_person(work, PersonDraft("Ann Cole"))
    posts.add_membership(work, ann, MembershipDraft(own, Role.COMMITTEE, votes=True))
    highways = people.add_organization(work, OrganizationDraft("Highways", kind=OrganizationKind.DEPARTMENT))
    work.session.add(
        Constitution(
            id=work.new_id(),
            kind=MeetingKind.COMMITTEE,
            quorum=QuorumKind.NUMBER,
            quorum_number=3,
            conflicted_leave=True,
            special_majority=Majority.TWO_THIRDS,
        )
    )
    last = meetings.plan(work, MeetingDraft("Committee", MeetingKind.COMMITTEE, BEFORE), [ItemDraft("Any other")])
    page = minutes.start(work, last)
    minutes.add_action(work, page, None, ActionDraft("Mend the bench", known["Tom Ellis"]))
    minutes.add_action(work, page, None, ActionDraft("Ask the school", known["Jane Smith"]))
    minutes.add_question(work, page, None, QuestionDraft(text="When is the survey?", organization_id=highways))
    draft = MeetingDraft("Committee", MeetingKind.COMMITTEE, TODAY)
    titles = ("Declarations of interest", "Matters arising", "Mill Lane")
    return meetings.plan(work, draft, [ItemDraft(title, ItemKind.DISCUSSION) for title in titles])


@pytest.fixture
def minuting(hands: Hands, group: Desk) -> tuple[Hands, str]:
    meeting_id = group.do("Fill", committee).result(30)
    hands.window.go("meetings", meeting_id)
    hands.rest()
    hands.press(Key.Key_M, CTRL)
    assert isinstance(hands.focus(), MinutesBox)
    return hands, meeting_id


def blocks(desk: Desk, meeting_id: str) -> list[Block]:
    page = desk.read(lambda session: minutes.page(session, meeting_id))
    assert page
    return list(page.blocks)


def chips(hands: Hands) -> list[str]:
    """What stands under the line."""
    hands.rest()
    under = hands.find("understood")
    return [part.text() for part in under.findChildren(QLabel) + under.findChildren(QPushButton)]  # type: ignore[operator]


def everybody(hands: Hands) -> None:
    hands.press(Key.Key_F6)
    for _person in range(4):
        QTest.keyClicks(hands.focus(), "P")
        hands.rest()
    hands.press(Key.Key_Escape)


def test_an_interest_says_which_item_it_is_in(minuting: tuple[Hands, str], group: Desk, qtbot: QtBot) -> None:
    hands, meeting_id = minuting
    hands.type("i:Ann Cole: lives there")
    qtbot.waitUntil(lambda: "In which item?" in chips(hands))
    chip = hands.find("aboutItem", QPushButton)
    assert isinstance(chip, QPushButton)
    chip.menu().aboutToShow.emit()
    (third,) = [action for action in chip.menu().actions() if "Mill Lane" in action.text()]
    third.trigger()
    qtbot.waitUntil(lambda: "In item 3, Mill Lane" in chips(hands))
    hands.press(Key.Key_Return)
    hands.line("i: Jane Smith about matters arising, her brother mends the bench, leaves")
    hands.line("i:Tom Ellis: his house is in Mill Lane")
    assert declared(group, meeting_id) == [
        ("lives there", 3, True), ("her brother mends the bench", 2, False), ("his house is in Mill Lane", 3, True)
    ]  # fmt: skip


def declared(desk: Desk, meeting_id: str) -> list[tuple[str, int, bool]]:
    """Each interest, the number of its item (0: none), and whether they stayed."""
    meeting = desk.read(lambda session: meetings.card(session, meeting_id))
    items = {item.id: item.number for item in meeting.items}
    return [(row.interest, items.get(row.item_id or "", 0), row.stays) for row in meeting.declarations]


def test_an_interest_without_an_item_is_asked_for_one_before_it_is_kept(
    minuting: tuple[Hands, str], group: Desk
) -> None:
    hands, meeting_id = minuting
    hands.line("i:Tom Ellis: knows them")
    assert declared(group, meeting_id) == []
    assert "In which item?" in hands.find("entryError", QLabel).text()  # type: ignore[attr-defined]
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Right)
    assert hands.focus().text() == "3 Mill Lane"  # type: ignore[attr-defined]
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)
    assert declared(group, meeting_id) == [("knows them", 3, True)]
    hands.line("i:Ann Cole: is a councillor")
    hands.press(Key.Key_Tab)
    for _item in range(2):
        hands.press(Key.Key_Right)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)
    assert declared(group, meeting_id)[1] == ("is a councillor", 0, True)
    hands.press(Key.Key_Return, CTRL)
    assert "The interest of Ann Cole is in no item." in hands.find("stillOpenWords", QLabel).text()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "who", "asks", "kind", "kept"),
    [
        ("q:Highways when will it be done", "Highways", "To whom?", BlockKind.QUESTION, "When will it be done"),
        ("p:Grace sends the plan", "Grace Adeyemi", "Who promised it?", BlockKind.COMMITMENT, "Sends the plan"),
    ],
)
def test_a_line_that_names_nobody_asks_and_tab_answers(
    minuting: tuple[Hands, str], group: Desk, qtbot: QtBot, typed: str, who: str, asks: str, kind: BlockKind, kept: str
) -> None:
    hands, meeting_id = minuting
    hands.type(typed)
    qtbot.waitUntil(lambda: {asks, who} <= set(chips(hands)))
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: asks not in chips(hands))
    hands.press(Key.Key_Return)
    (block,) = blocks(group, meeting_id)
    assert (block.kind, block.text, block.detail) == (kind, kept, who)


@pytest.mark.parametrize(
    "typed",
    ["Highways will send the plan", "Highways has promised to send the plan", "Highways: send the plan",
     "Highways send the plan"],
)  # fmt: skip
def test_a_promise_is_understood_as_it_is_said(minuting: tuple[Hands, str], group: Desk, typed: str) -> None:
    hands, meeting_id = minuting
    hands.line(f"p: {typed}")
    (block,) = blocks(group, meeting_id)
    assert (block.kind, block.text, block.detail) == (BlockKind.COMMITMENT, "Send the plan", "Highways")


def test_nobody_of_a_name_is_said_before_enter(minuting: tuple[Hands, str], qtbot: QtBot) -> None:
    hands, _meeting_id = minuting
    hands.type("q:Hiways: when?")
    qtbot.waitUntil(lambda: "Nobody here is called Hiways" in chips(hands))
    hands.press(Key.Key_Escape)
    hands.type("d:To sell, proposed by Hiways")
    qtbot.waitUntil(lambda: "Nobody here is called Hiways" in chips(hands))


def test_a_special_majority_is_typed_and_named(minuting: tuple[Hands, str], group: Desk, qtbot: QtBot) -> None:
    hands, meeting_id = minuting
    everybody(hands)
    hands.type("d:To change the rules, 2 for, 2 against, special")
    qtbot.waitUntil(lambda: "At least two thirds of the votes cast, as your constitution says" in chips(hands))
    assert "Not agreed" in chips(hands)
    hands.press(Key.Key_Escape)
    hands.type("d:To change the rules, 3 for, 1 against, by three quarters")
    qtbot.waitUntil(lambda: "Not “at least three quarters”" in chips(hands))
    hands.press(Key.Key_Return)
    (decision,) = group.read(lambda session: meetings.card(session, meeting_id)).decisions
    assert decision.is_special
    assert decision.how == "3 for, 1 against, needing at least two thirds of the votes cast"


def test_who_drops_out_of_an_item_does_not_count_and_the_room_says_why(
    minuting: tuple[Hands, str], qtbot: QtBot
) -> None:
    hands, _meeting_id = minuting
    everybody(hands)
    hands.line("i:Ann Cole: lives there, item 3")
    hands.press(Key.Key_Down, CTRL)
    hands.press(Key.Key_Down, CTRL)
    assert not hands.window.findChild(QLabel, "whyFewer").isVisible()  # type: ignore[union-attr]
    hands.press(Key.Key_F6)
    hands.press(Key.Key_Down)
    QTest.keyClicks(hands.focus(), "L")
    hands.rest()
    hands.press(Key.Key_Escape)
    assert "left at 7pm." in hands.find("whyFewer", QLabel).text()  # type: ignore[attr-defined]
    assert "left at 7pm." in hands.find("quorumWords", QLabel).text()  # type: ignore[attr-defined]
    hands.type("d:To build it, 2 for")
    qtbot.waitUntil(lambda: "2 for, 0 against" in chips(hands))


def test_a_correction_takes_what_the_minutes_said_along(minuting: tuple[Hands, str], group: Desk) -> None:
    hands, meeting_id = minuting
    everybody(hands)
    hands.press(Key.Key_F6)
    for key, kinds in (
        ("L", [BlockKind.DEPARTURE]), ("L", [BlockKind.DEPARTURE]), ("N", []), ("C", [BlockKind.ARRIVAL]),
        ("L", [BlockKind.ARRIVAL, BlockKind.DEPARTURE]), ("P", [BlockKind.ARRIVAL]), ("A", []),
    ):  # fmt: skip
        QTest.keyClicks(hands.focus(), key)
        hands.rest()
        assert [block.kind for block in blocks(group, meeting_id)] == kinds
        if key in "PAN":
            hands.press(Key.Key_Up)
    hands.press(Key.Key_Z, CTRL)
    assert [block.kind for block in blocks(group, meeting_id)] == [BlockKind.ARRIVAL]


def test_matters_arising_are_spoken_of_one_by_one(minuting: tuple[Hands, str], group: Desk) -> None:
    hands, meeting_id = minuting
    hands.press(Key.Key_J, CTRL)
    first = hands.focus()
    assert first.accessibleName().startswith("Mend the bench. 26/1, Open since")
    QTest.keyClicks(first, "D")
    hands.rest()
    assert hands.focus().accessibleName().startswith("Ask the school")
    QTest.keyClicks(hands.focus(), "C")
    hands.rest()
    hands.press(Key.Key_N)
    assert isinstance(hands.focus(), MinutesBox)
    hands.line("Highways did not say.")
    assert [block.text for block in blocks(group, meeting_id)] == [
        "26/1 Mend the bench: done.",
        "26/2 Ask the school: carried forward.",
        "26/Q1 When is the survey? Highways did not say.",
    ]
    every = actions.ActionQuery(ActionFilter.ALL)
    rows = group.read(lambda session: actions.rows(session, actions.ids(session, every, TODAY)))
    assert {row.text: row.status for row in rows} == {
        "Mend the bench": ActionStatus.DONE, "Ask the school": ActionStatus.OPEN
    }  # fmt: skip
    query = questions.QuestionQuery(QuestionFilter.ALL)
    (asked,) = group.read(lambda session: questions.rows(session, questions.ids(session, query, TODAY)))
    assert asked.answered_on is None


def test_the_keys_lie_over_the_screen_and_go(minuting: tuple[Hands, str]) -> None:
    hands, _meeting_id = minuting
    hands.press(Key.Key_F1)
    said = [label.text() for label in hands.find("keysSheet").findChildren(QLabel)]  # type: ignore[attr-defined]
    assert {"a:", "F2", "Action", "Ctrl Enter", "Finish", "F1"} <= set(said)
    QTest.keyClick(hands.focus(), Qt.Key.Key_Escape)
    assert isinstance(hands.focus(), MinutesBox)


def test_what_is_open_is_said_once_and_the_approve_face_follows(minuting: tuple[Hands, str], group: Desk) -> None:
    hands, meeting_id = minuting
    hands.line("d:To sell, by ballot")
    hands.press(Key.Key_Return, CTRL)
    words = hands.find("stillOpenWords", QLabel)
    number = blocks(group, meeting_id)[0].number
    assert words.text() == (  # type: ignore[attr-defined]
        "Nobody is entered as here (F6). Nothing is written under items 2, 3. "
        f"The votes on {number} are not counted."
    )  # fmt: skip
    hands.press(Key.Key_Return, CTRL)
    hands.rest()
    page = group.read(lambda session: minutes.page(session, meeting_id))
    assert page
    assert page.finished_at
    assert page.state is MinutesState.DRAFT
    assert hands.find("chip_approve", QPushButton).isChecked()  # type: ignore[attr-defined]
