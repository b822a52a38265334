"""A two-hour meeting of fourteen items minuted without the mouse: what is typed is in each register afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import CODE
from tests.ui.meetings.conftest import CTRL, TODAY, Hands, Key, open_window
from villagedesk.core.words import (
    ActionStatus,
    BlockKind,
    ItemKind,
    MeetingKind,
    MeetingStatus,
    OrganizationKind,
    Outcome,
    Presence,
    QuorumKind,
    Role,
    Side,
    Way,
)
from villagedesk.models import Constitution
from villagedesk.records.meetings import ItemDraft, MeetingCard, MeetingDraft, MinutesPage
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.records.questions import QuestionFilter
from villagedesk.services import meetings, minutes, people, posts, questions
from villagedesk.services.desk import Desk, Keyring, Work, open_desk
from villagedesk.ui.meetings.minutes.box import MinutesBox
from villagedesk.ui.theme import Theme

COMMITTEE = ("Ann Cole", "Bob Price", "Cai Rees", "Dee Khan", "Eve Moss", "Fay Lunt")
ITEMS = (
    "Welcome and apologies", "Declarations of interest", "Minutes of the last meeting", "Matters arising",
    "Treasurer's report", "Mill Lane crossing", "Community garden", "Youth club", "Winter fair", "Flooding in Beck Lane",
    "Election of a secretary", "Correspondence", "Dates", "Any other business",
)  # fmt: skip


class Clock:
    """Goes on as the meeting does."""

    def __init__(self) -> None:
        self.at = datetime.combine(TODAY, time(19), UTC)

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def pass_(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)


def fill(work: Work) -> str:
    own = posts.own_body(work.session) or ""
    for name in COMMITTEE:
        role = {"Ann Cole": Role.CHAIR, "Bob Price": Role.TREASURER}.get(name, Role.COMMITTEE)
        person = people.add_person(work, PersonDraft(name))
        posts.add_membership(work, person, MembershipDraft(own, role, votes=True))
    council = people.add_organization(work, OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL))
    highways = people.add_organization(
        work, OrganizationDraft("Highways", kind=OrganizationKind.DEPARTMENT, parent_id=council)
    )
    officer = people.add_person(work, PersonDraft("Grace Adeyemi"))
    posts.add_membership(work, officer, MembershipDraft(highways, Role.OFFICER))
    rule = Constitution(
        id=work.new_id(), kind=MeetingKind.COMMITTEE, quorum=QuorumKind.FRACTION, quorum_fraction="2/3",
        quorum_clause="Two thirds of the committee shall be a quorum.", has_casting_vote=True, conflicted_leave=True,
    )  # fmt: skip
    work.session.add(rule)
    draft = MeetingDraft("Committee", MeetingKind.COMMITTEE, TODAY, time(19), time(21), "Library")
    return meetings.plan(work, draft, [ItemDraft(title, ItemKind.DISCUSSION, minutes=8) for title in ITEMS])


@pytest.fixture
def clock() -> Clock:  # type: ignore[override]
    return Clock()


@pytest.fixture
def group(templates: Path, tmp_path: Path, keyring: Keyring, clock: Clock) -> Iterator[Desk]:
    path = shutil.copyfile(templates / "empty.vdesk", tmp_path / "group.vdesk")
    desk = open_desk(path, keyring, clock, CODE)
    yield desk
    desk.close()


class Secretary(Hands):
    """Types the minutes; every item takes some minutes."""

    clock: Clock

    def next_item(self) -> None:
        self.clock.pass_(8)
        self.press(Key.Key_Down, CTRL)

    def room(self, *keys: str) -> None:
        """Go to the list of who is here, press these letters there, and come back."""
        self.press(Key.Key_F6)
        for letter in keys:
            QTest.keyClicks(self.focus(), letter)
            self.rest()
        self.press(Key.Key_Escape)
        assert isinstance(self.focus(), MinutesBox)

    def seat(self, name: str, key: str) -> None:
        """Walk to somebody on the list, press a key and come back."""
        self.press(Key.Key_F6)
        for _step in range(20):
            if name in self.focus().accessibleName():
                break
            self.press(Key.Key_Down)
        else:
            for _step in range(20):
                if name in self.focus().accessibleName():
                    break
                self.press(Key.Key_Up)
        assert name in self.focus().accessibleName()
        QTest.keyClicks(self.focus(), key)
        self.rest()
        self.press(Key.Key_Escape)

    def refused(self) -> str:
        label = self.find("entryError", QLabel)
        assert isinstance(label, QLabel)
        return label.text()


@pytest.fixture
def secretary(group: Desk, clock: Clock, theme: Theme, qtbot: QtBot) -> Iterator[tuple[Secretary, str]]:
    meeting_id = group.do("Fill", fill).result(30)
    window = open_window(group, theme, qtbot)
    hands = Secretary(window, qtbot)
    hands.clock = clock
    hands.rest()
    hands.press(Key.Key_M, CTRL)
    assert isinstance(hands.focus(), MinutesBox)
    yield hands, meeting_id
    window.close()


def test_a_two_hour_meeting_without_the_mouse(secretary: tuple[Secretary, str], group: Desk) -> None:
    hands, meeting_id = secretary
    first_half(hands)
    second_half(hands)
    check(group, meeting_id)


def first_half(hands: Secretary) -> None:
    hands.room("P", "P", "A", "P", "P", "P")  # Fay Lunt, the third by name, sent apologies
    hands.line("Ann Cole welcomed everybody.")
    hands.next_item()
    hands.line("i: Cai Rees: lives in Mill Lane, item 6, left the room")
    hands.line("i: Dee Khan: knows who wrote, item 12, stayed")
    hands.next_item()
    hands.line(
        "d: To approve the minutes of the last meeting, nobody against, proposed by Eve Moss, seconded by Cai Rees"
    )
    hands.next_item()
    hands.line("- The bench was mended.")
    hands.line("- The noticeboard was not.")
    hands.line("a: Eve to chase the noticeboard by fri")
    hands.next_item()
    hands.press(Key.Key_B, CTRL)
    hands.type("Balance")
    hands.press(Key.Key_B, CTRL)
    hands.line(" 1,204 pounds.")
    hands.line("a: Treasurer to pay the hall by 4 dec 2026")
    hands.line("d: To buy a gazebo, 4 for, 2 against")
    assert hands.refused() == "6 votes were counted, but 5 people here can vote."
    hands.press(Key.Key_A, CTRL)
    hands.line("To buy a gazebo, 2 for, 2 against, 1 abstained, chair's casting vote for")
    hands.line("a: Bob to order the gazebo by 11 dec 2026")
    hands.next_item()
    hands.line("p: Highways to send the speed survey by 18 dec 2026")
    hands.line("q: Highways: when was the last survey done?")
    hands.line("d: To ask for a zebra crossing, 4 for")
    hands.next_item()


def second_half(hands: Secretary) -> None:
    hands.line("a: Ann to ask for more water butts by 5 dec 2026")
    hands.line("a: Rhian New to draw up a planting plan by 12 dec 2026")
    hands.next_item()
    hands.line("The youth club needs two more volunteers.")
    hands.line("a: Cai to ask the school by 5 dec 2026")
    hands.seat("Bob Price", "L")
    hands.line("a: Dee to find a second room by 9 dec 2026")
    hands.next_item()
    hands.line("1. Stalls: Dee.")
    hands.line("2. Music: Cai.")
    hands.seat("Cai Rees", "L")
    assert hands.find("quorumStrip").isVisible()
    hands.line("d: To hold the fair on 12 December")
    assert hands.refused() == "3 of the 4 voting members needed are here: nothing can be decided."
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_F9)
    assert not [
        strip for strip in hands.window.findChildren(type(hands.find("entry")), "quorumStrip") if strip.isVisible()
    ]
    hands.line("a: Dee to print the posters by 27 nov 2026")
    hands.next_item()
    hands.line("q: When will the gullies be cleared?")
    hands.press(Key.Key_Escape)
    hands.line("q: Grace Adeyemi: when will the gullies be cleared?")
    hands.next_item()
    hands.seat("Fay Lunt", "C")
    hands.line("d: To open the fair at noon, by ballot, 4 for, 0 against, because the school asked")
    hands.line("e: Secretary: Dee Khan 3 (Ann Cole, Eve Moss), Eve Moss 1")
    for _item in range(3):
        hands.next_item()
    hands.line("a: Secretary to book the library by 1 dec 2026")
    hands.press(Key.Key_Return, CTRL)
    assert "Nothing is written under" in hands.find("stillOpenWords", QLabel).text()  # type: ignore[attr-defined]
    hands.press(Key.Key_Return, CTRL)
    hands.rest()


def check(desk: Desk, meeting_id: str) -> None:
    meeting = desk.read(lambda session: meetings.card(session, meeting_id))
    page = desk.read(lambda session: minutes.page(session, meeting_id))
    assert page
    assert meeting.status is MeetingStatus.HELD
    assert page.started_at
    assert page.finished_at
    assert page.finished_at - page.started_at > timedelta(minutes=100)
    check_actions(meeting)
    check_decisions(meeting)
    check_people(desk, meeting)
    check_questions(desk)
    check_text(page)


def check_actions(meeting: MeetingCard) -> None:
    ours = [row for row in meeting.actions if row.side is Side.OURS]
    assert [(row.owner, row.text, row.due_on) for row in ours] == [
        ("Eve Moss", "Chase the noticeboard", date(2026, 11, 27)),
        ("Bob Price", "Pay the hall", date(2026, 12, 4)),
        ("Bob Price", "Order the gazebo", date(2026, 12, 11)),
        ("Ann Cole", "Ask for more water butts", date(2026, 12, 5)),
        ("", "Rhian New to draw up a planting plan", date(2026, 12, 12)),
        ("Cai Rees", "Ask the school", date(2026, 12, 5)),
        ("Dee Khan", "Find a second room", date(2026, 12, 9)),
        ("Dee Khan", "Print the posters", date(2026, 11, 27)),
        ("Dee Khan", "Book the library", date(2026, 12, 1)),
    ]
    assert {row.status for row in ours} == {ActionStatus.OPEN}
    (promise,) = [row for row in meeting.actions if row.side is Side.THEIRS]
    assert (promise.owner, promise.text, promise.is_promise) == ("Highways", "Send the speed survey", True)


def check_decisions(meeting: MeetingCard) -> None:
    assert [(row.number, row.text, row.way, row.outcome, row.how, row.voters) for row in meeting.decisions] == [
        ("2026/11/1", "To approve the minutes of the last meeting", Way.UNOPPOSED, Outcome.AGREED, "Nobody against", 5),
        ("2026/11/2", "To buy a gazebo", Way.VOTE, Outcome.AGREED,
         "2 for, 2 against, 1 abstained, the chair's casting vote for", 5),
        ("2026/11/3", "To ask for a zebra crossing", Way.VOTE, Outcome.AGREED, "4 for, 0 against", 4),
        ("2026/11/4", "To open the fair at noon", Way.BALLOT, Outcome.AGREED, "4 for, 0 against, by ballot", 4),
    ]  # fmt: skip
    assert meeting.decisions[3].reason == "the school asked"
    assert (meeting.decisions[0].proposer, meeting.decisions[0].seconder) == ("Eve Moss", "Cai Rees")


def check_people(desk: Desk, meeting: MeetingCard) -> None:
    there = {seat.name: (seat.presence, seat.arrived_at, seat.left_at) for seat in meeting.attendance}
    assert there["Ann Cole"] == (Presence.PRESENT, None, None)
    assert there["Bob Price"] == (Presence.PRESENT, None, time(19, 56))
    assert there["Cai Rees"] == (Presence.PRESENT, None, time(20, 4))
    assert there["Fay Lunt"] == (Presence.PRESENT, time(20, 20), None)
    titles = {item.id: item.title for item in meeting.items}
    assert [(row.name, row.interest, titles[row.item_id or ""], row.stays) for row in meeting.declarations] == [
        ("Cai Rees", "lives in Mill Lane", "Mill Lane crossing", False),
        ("Dee Khan", "knows who wrote", "Correspondence", True),
    ]
    dee = next(seat.person_id for seat in meeting.attendance if seat.name == "Dee Khan")
    card = desk.read(lambda session: people.person(session, dee or "", TODAY))
    assert [held.start_on for held in card.memberships if held.role is Role.SECRETARY] == [TODAY]


def check_questions(desk: Desk) -> None:
    query = questions.QuestionQuery(QuestionFilter.ALL)
    asked = desk.read(lambda session: questions.rows(session, questions.ids(session, query, TODAY)))
    assert sorted((row.text, row.body_name, row.person) for row in asked) == [
        ("When was the last survey done?", "Highways", ""),
        ("When will the gullies be cleared?", "Highways", "Grace Adeyemi"),
    ]


def check_text(page: MinutesPage) -> None:
    titles = {item.id: item.title for item in page.meeting.items}
    by_item: dict[str, list[tuple[BlockKind, str, str]]] = {}
    for block in page.blocks:
        by_item.setdefault(titles[block.item_id or ""], []).append((block.kind, block.text, block.bold))
    assert by_item["Matters arising"][:2] == [
        (BlockKind.BULLET, "The bench was mended.", ""), (BlockKind.BULLET, "The noticeboard was not.", "")
    ]  # fmt: skip
    assert by_item["Treasurer's report"][0] == (BlockKind.PARAGRAPH, "Balance 1,204 pounds.", "0-7")
    assert [kind for kind, _text, _bold in by_item["Winter fair"]] == [
        BlockKind.NUMBERED, BlockKind.NUMBERED, BlockKind.DEPARTURE, BlockKind.QUORUM, BlockKind.ACTION
    ]  # fmt: skip
    assert "went on as a discussion" in by_item["Winter fair"][3][1]
    assert [text for _kind, text, _bold in by_item["Election of a secretary"]] == [
        "Fay Lunt arrived at 8:20pm", "To open the fair at noon", "Dee Khan (3) was elected, by a vote"
    ]  # fmt: skip
