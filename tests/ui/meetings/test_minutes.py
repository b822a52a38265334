"""Taking minutes, by keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.meetings.conftest import CTRL, SHIFT, TODAY, Hands, Key, open_window
from villagedesk.core.clock import FixedClock
from villagedesk.core.errors import Unavailable
from villagedesk.core.words import BlockKind, MeetingStatus, Outcome, Presence, Role
from villagedesk.records.meetings import Block, MeetingCard, MinutesPage
from villagedesk.records.people import MembershipDraft, PersonDraft
from villagedesk.services import drafts, meetings, minutes, people, posts
from villagedesk.services.desk import Desk, Keyring, Work, open_desk
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.meetings.minutes.box import MinutesBox
from villagedesk.ui.theme import Theme


@pytest.fixture
def minuting(hands: Hands) -> Hands:
    hands.press(Key.Key_M, CTRL)
    assert isinstance(hands.focus(), MinutesBox)
    return hands


def page(desk: Desk, meeting_id: str) -> MinutesPage:
    found = desk.read(lambda session: minutes.page(session, meeting_id))
    assert found is not None
    return found


def blocks(desk: Desk, meeting_id: str, item: int = 0) -> list[Block]:
    """All blocks, or those of one item by its number."""
    found = page(desk, meeting_id)
    items = {card.number: card.id for card in found.meeting.items}
    return [block for block in found.blocks if not item or block.item_id == items[item]]


def texts(desk: Desk, meeting_id: str, item: int = 0) -> list[str]:
    return [block.text for block in blocks(desk, meeting_id, item)]


def card(desk: Desk, meeting_id: str) -> MeetingCard:
    return desk.read(lambda session: meetings.card(session, meeting_id))


def box(hands: Hands) -> MinutesBox:
    found = hands.find("minutesBox")
    assert isinstance(found, MinutesBox)
    return found


def test_a_whole_meeting_is_minuted_by_keyboard_alone(minuting: Hands, group: Desk, meeting_id: str) -> None:
    hands = minuting
    hands.press(Key.Key_F6)
    for letter in (Key.Key_P, Key.Key_P, Key.Key_A):
        hands.press(letter)
    hands.line("Grace Adeyemi")
    hands.press(Key.Key_Escape)
    hands.line("Jane welcomed everybody.")
    hands.press(Key.Key_Down, CTRL)
    hands.line("The officer presented the count.")
    hands.type("412 vehicles an hour")
    hands.press(Key.Key_Return, SHIFT)
    hands.line("at 8:30am.")
    hands.line("i:Jane Smith: lives in Mill Lane, left the room")
    hands.press(Key.Key_F3)
    hands.line("To ask the council for a zebra crossing")
    hands.line("a: Treasurer to ask Highways for the survey date by fri")
    hands.press(Key.Key_PageDown, CTRL)
    hands.line("- The winter fair is on 12 December")
    hands.press(Key.Key_Return, CTRL)
    hands.rest()

    meeting = card(group, meeting_id)
    assert meeting.status is MeetingStatus.HELD
    assert texts(group, meeting_id, 1) == ["Jane welcomed everybody."]
    assert [(block.kind, block.text) for block in blocks(group, meeting_id, 2)] == [
        (BlockKind.PARAGRAPH, "The officer presented the count."),
        (BlockKind.PARAGRAPH, "412 vehicles an hour\nat 8:30am."),
        (BlockKind.DECLARATION, "Jane Smith: lives in Mill Lane"),
        (BlockKind.DECISION, "To ask the council for a zebra crossing"),
        (BlockKind.ACTION, "Ask Highways for the survey date"),
    ]
    assert [block.kind for block in blocks(group, meeting_id, 3)] == [BlockKind.BULLET]
    (action,) = meeting.actions
    assert (action.owner, action.due_on) == ("Tom Ellis", date(2026, 11, 27))
    (decision,) = meeting.decisions
    assert (decision.number, decision.outcome, decision.item) == ("2026/11/1", Outcome.AGREED, "Mill Lane crossing")
    (declared,) = meeting.declarations
    assert (declared.name, declared.stays) == ("Jane Smith", False)
    present = {seat.name: seat.presence for seat in meeting.attendance}
    assert sorted(present.values()) == sorted(
        [Presence.PRESENT, Presence.PRESENT, Presence.APOLOGIES, Presence.IN_ATTENDANCE]
    )
    assert present["Grace Adeyemi"] is Presence.IN_ATTENDANCE
    assert hands.window.rail.isVisible()
    assert hands.find("meetingTitle", QLabel).text() == "Council liaison"  # type: ignore[attr-defined]


@pytest.fixture
def crashed(group: Desk, tmp_path: Path, keyring: Keyring) -> Iterator[Callable[[], Desk]]:
    """The group as it is found after the program was killed: its file as it stands on the disk at that moment."""
    opened: list[Desk] = []

    def crash() -> Desk:
        shutil.copyfile(group.path, tmp_path / "after.vdesk")
        opened.append(open_desk(tmp_path / "after.vdesk", keyring, FixedClock(TODAY, time(20))))
        return opened[-1]

    yield crash
    for desk in opened:
        desk.close()


def test_what_was_typed_is_offered_back_after_a_crash(
    minuting: Hands, crashed: Callable[[], Desk], meeting_id: str, group: Desk, theme: Theme, qtbot: QtBot
) -> None:
    minuting.press(Key.Key_Down, CTRL)
    minuting.type("a:Tom Ellis to write half a sen")
    qtbot.waitUntil(lambda: group.read(drafts.listed) != [], timeout=5000)
    after = crashed()
    minuting.window.hide()
    window = open_window(after, theme, qtbot)
    hands = Hands(window, qtbot)
    hands.rest()
    hands.press(Key.Key_M, CTRL)
    assert box(hands).toPlainText() == "Tom Ellis to write half a sen"
    assert "19:00" in hands.find("entryNotice", QLabel).text()  # type: ignore[attr-defined]
    hands.line("tence by 3 dec")
    (block,) = blocks(after, meeting_id, 2)
    assert (block.kind, block.text, block.detail) == (BlockKind.ACTION, "Write half a sentence", "Tom Ellis")
    assert after.read(drafts.listed) == []
    window.close()


def test_a_paragraph_that_was_being_changed_is_offered_back_after_a_crash(
    minuting: Hands, crashed: Callable[[], Desk], meeting_id: str, group: Desk, theme: Theme, qtbot: QtBot
) -> None:
    minuting.line("It began")
    minuting.press(Key.Key_Up)
    minuting.press(Key.Key_Return)
    minuting.type(" at seven")
    qtbot.waitUntil(lambda: group.read(drafts.listed) != [], timeout=5000)
    after = crashed()
    minuting.window.hide()
    window = open_window(after, theme, qtbot)
    hands = Hands(window, qtbot)
    hands.rest()
    hands.press(Key.Key_M, CTRL)
    assert hands.focus().objectName() == "blockBox"
    hands.press(Key.Key_Return)
    assert texts(after, meeting_id) == ["It began at seven"]
    window.close()


def test_undo_takes_the_typing_first_and_then_the_last_change(minuting: Hands, group: Desk, meeting_id: str) -> None:
    minuting.line("Kept.")
    minuting.type("Not kept")
    minuting.press(Key.Key_Z, CTRL)
    assert box(minuting).toPlainText() == ""
    assert texts(group, meeting_id) == ["Kept."]
    minuting.press(Key.Key_Z, CTRL)
    assert texts(group, meeting_id) == []
    assert box(minuting).isVisible()


def test_chips_say_what_was_understood_and_can_be_taken_back(
    minuting: Hands, group: Desk, meeting_id: str, qtbot: QtBot
) -> None:
    minuting.type("a:Treasurer to report to the council by fri")
    qtbot.waitUntil(lambda: bool(minuting.window.findChildren(object, "chip_due")))
    minuting.rest()
    owner = minuting.find("chip_owner")
    QTest.keyClick(owner, Key.Key_Backspace)
    minuting.rest()
    assert not [chip for chip in minuting.window.findChildren(type(owner), "chip_owner") if chip.isVisible()]
    minuting.press(Key.Key_Return)
    (action,) = card(group, meeting_id).actions
    assert (action.owner, action.text) == ("", "Treasurer to report to the council")
    assert action.due_on == date(2026, 11, 27)


def test_quoted_words_are_left_alone(minuting: Hands, group: Desk, meeting_id: str) -> None:
    minuting.line('a:Put up the notice "closed by fri"')
    (action,) = card(group, meeting_id).actions
    assert action.due_on is None


def test_tab_puts_in_the_name_that_is_meant(minuting: Hands, group: Desk, meeting_id: str) -> None:
    minuting.type("a:sian")
    minuting.press(Key.Key_Tab)
    assert box(minuting).toPlainText() == "Siân Llŷr Ŵyn to "
    minuting.line("thank the school")
    (action,) = card(group, meeting_id).actions
    assert action.owner == "Siân Llŷr Ŵyn"


def test_escape_throws_a_line_away_and_undo_brings_it_back(minuting: Hands, group: Desk, meeting_id: str) -> None:
    minuting.type("d:To buy a tent")
    minuting.press(Key.Key_Escape)
    assert box(minuting).toPlainText() == ""
    minuting.press(Key.Key_Z, CTRL)
    assert box(minuting).toPlainText() == "To buy a tent"
    minuting.press(Key.Key_Return)
    assert [block.kind for block in blocks(group, meeting_id)] == [BlockKind.DECISION]


def test_backspace_at_the_start_makes_it_a_paragraph_again(minuting: Hands, group: Desk, meeting_id: str) -> None:
    minuting.type("a:")
    minuting.press(Key.Key_Backspace)
    minuting.line("Just words")
    assert [block.kind for block in blocks(group, meeting_id)] == [BlockKind.PARAGRAPH]


def test_a_declaration_without_a_name_is_refused_beside_the_line(minuting: Hands, group: Desk, meeting_id: str) -> None:
    minuting.line("i:something about the hall")
    assert box(minuting).toPlainText() == "something about the hall"
    assert "Say who it is" in minuting.find("entryError", QLabel).text()  # type: ignore[attr-defined]
    assert blocks(group, meeting_id) == []


def test_a_paragraph_is_edited_in_place(minuting: Hands, group: Desk, meeting_id: str) -> None:
    minuting.line("First.")
    minuting.line("Second.")
    minuting.press(Key.Key_Up)
    minuting.press(Key.Key_Up)
    minuting.press(Key.Key_Return)
    minuting.line(" And more.")
    assert texts(group, meeting_id) == ["First. And more.", "Second."]
    minuting.press(Key.Key_Return)
    minuting.type(" Never mind")
    minuting.press(Key.Key_Escape)
    assert texts(group, meeting_id) == ["First. And more.", "Second."]
    assert [draft for draft in group.read(drafts.listed) if draft.value["text"]] == []


def test_an_action_is_put_right_in_place(minuting: Hands, group: Desk, meeting_id: str) -> None:
    minuting.line("a:Tom Ellis to ring the school by fri")
    minuting.press(Key.Key_Up)
    minuting.press(Key.Key_Return)
    minuting.press(Key.Key_Tab)
    minuting.press(Key.Key_A, CTRL)
    minuting.type("Jane Smith")
    minuting.press(Key.Key_Tab)
    minuting.press(Key.Key_Escape)
    (action,) = card(group, meeting_id).actions
    assert (action.owner, action.due_on) == ("Jane Smith", date(2026, 11, 27))


def test_delete_takes_a_block_out_with_its_action_and_undo_brings_both_back(
    minuting: Hands, group: Desk, meeting_id: str
) -> None:
    minuting.line("a:Tom Ellis to ring the school by fri")
    minuting.press(Key.Key_Up)
    minuting.press(Key.Key_Delete)
    assert blocks(group, meeting_id) == []
    assert card(group, meeting_id).actions == ()
    assert minuting.window.toast.isVisible()
    screen = minuting.find("minutesSheet")
    assert screen.mapTo(minuting.window, screen.rect().bottomLeft()).y() < minuting.window.toast.geometry().top()
    minuting.press(Key.Key_Z, CTRL)
    assert len(blocks(group, meeting_id)) == 1
    assert len(card(group, meeting_id).actions) == 1


def test_leaving_and_coming_back_goes_on_where_it_was(minuting: Hands, group: Desk, meeting_id: str) -> None:
    minuting.press(Key.Key_Down, CTRL)
    minuting.type("Not finished")
    minuting.press(Key.Key_W, CTRL)
    assert minuting.window.rail.isVisible()
    minuting.press(Key.Key_M, CTRL)
    assert box(minuting).toPlainText() == "Not finished"
    minuting.press(Key.Key_Return)
    assert texts(group, meeting_id, 2) == ["Not finished"]


def test_another_place_puts_the_screen_away_and_keeps_what_is_typed(minuting: Hands, group: Desk) -> None:
    minuting.type("Half")
    minuting.window.go("meetings")
    minuting.rest()
    assert minuting.window.rail.isVisible()
    assert [draft.value["text"] for draft in group.read(drafts.listed)] == ["Half"]


def test_somebody_leaves_and_no_longer_counts(minuting: Hands, group: Desk, meeting_id: str) -> None:
    minuting.press(Key.Key_F6)
    minuting.press(Key.Key_P)
    badge = minuting.find("votingHere", QLabel)
    assert badge.text() == "1 voting member here"  # type: ignore[attr-defined]
    minuting.press(Key.Key_Up)
    minuting.press(Key.Key_L)
    assert badge.text() == "0 voting members here"  # type: ignore[attr-defined]
    (seat,) = card(group, meeting_id).attendance
    assert seat.left_at == time(19)


def test_who_is_not_here_cannot_leave(minuting: Hands, group: Desk, meeting_id: str) -> None:
    minuting.press(Key.Key_F6)
    minuting.press(Key.Key_L)
    assert card(group, meeting_id).attendance == ()
    assert not [block for block in blocks(group, meeting_id) if block.kind is BlockKind.DEPARTURE]


def test_a_guest_is_entered_once_however_often_something_is_said(minuting: Hands, group: Desk, meeting_id: str) -> None:
    minuting.press(Key.Key_F6)
    name = minuting.find("newAttendance")
    name.setFocus()
    minuting.line("A resident of Mill Lane")
    (seat,) = card(group, meeting_id).attendance
    for letter in (Key.Key_L, Key.Key_P, Key.Key_L):
        QTest.keyClick(minuting.find(f"seat_{seat.id}"), letter)
        minuting.rest()
    (seat,) = card(group, meeting_id).attendance
    assert (seat.name, seat.presence, seat.left_at) == ("A resident of Mill Lane", Presence.IN_ATTENDANCE, time(19))


def test_everything_is_reached_in_a_small_window_with_large_text(
    minuting: Hands, window: DeskWindow, theme: Theme, group: Desk, meeting_id: str
) -> None:
    theme.set_text_size(200)
    window.resize(900, 600)
    minuting.rest()
    minuting.press(Key.Key_F6)
    minuting.press(Key.Key_P)
    minuting.press(Key.Key_Escape)
    minuting.line("Still here.")
    assert texts(group, meeting_id) == ["Still here."]
    minuting.line("A longer paragraph that wraps into several lines where letters are as large as they are here. " * 3)
    minuting.rest()
    line, room = box(minuting), minuting.find("minutesSheet")
    assert room.rect().contains(line.mapTo(room, line.rect().bottomLeft()))


def test_a_finished_meeting_is_shown_where_there_is_room_for_one_thing(
    minuting: Hands, window: DeskWindow, theme: Theme
) -> None:
    theme.set_text_size(200)
    window.resize(900, 600)
    minuting.line("Over.")
    for _time in range(2):  # items without a word are said first
        minuting.press(Key.Key_Return, CTRL)
    minuting.rest()
    assert minuting.find("meetingTitle", QLabel).text() == "Council liaison"  # type: ignore[attr-defined]


def test_a_read_that_fails_gives_no_line_back_that_is_being_kept(
    minuting: Hands, group: Desk, meeting_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("villagedesk.ui.desk.tell_error", lambda *_about: None)
    minuting.type("Jane welcomed everybody.")
    QTest.keyClick(minuting.focus(), Key.Key_Return)
    minuting.window.bus.failed.emit(Unavailable("The disk does not answer.", "Try again."))
    minuting.rest()
    assert texts(group, meeting_id) == ["Jane welcomed everybody."]
    assert box(minuting).toPlainText() == ""


def test_a_date_that_is_none_and_a_name_that_two_have_are_said_before_enter(
    minuting: Hands, group: Desk, meeting_id: str, qtbot: QtBot
) -> None:
    def two_rhians(work: Work) -> str:
        people.add_person(work, PersonDraft("Rhian Cole"))
        rhian = people.add_person(work, PersonDraft("Rhian Prys"))
        posts.add_membership(work, rhian, MembershipDraft(posts.own_body(work.session) or "", Role.TRUSTEE))
        return rhian

    group.do("Fill", two_rhians).result(30)
    minuting.rest()
    minuting.type("a:Rhian to send the plan by 30 feb")
    qtbot.waitUntil(lambda: bool(minuting.window.findChildren(QLabel, "doubt_due")))
    assert "30 feb" in minuting.find("doubt_due", QLabel).text()  # type: ignore[attr-defined]
    assert "Rhian" in minuting.find("doubt_owner", QLabel).text()  # type: ignore[attr-defined]
    minuting.press(Key.Key_Tab)
    minuting.press(Key.Key_Right)
    assert minuting.focus().text() == "Rhian Prys, Trustee, Elm Park"  # type: ignore[attr-defined]
    minuting.press(Key.Key_Return)
    minuting.press(Key.Key_Return)
    (action,) = card(group, meeting_id).actions
    assert (action.owner, action.text) == ("Rhian Prys", "Send the plan by 30 feb")


def test_somebody_else_is_taken_from_the_list_and_the_line_is_empty_again(
    minuting: Hands, group: Desk, meeting_id: str
) -> None:
    namesake = group.do("Fill", lambda work: people.add_person(work, PersonDraft("Grace Adeyemi"))).result(30)
    minuting.rest()
    line = minuting.find("newAttendance", QLineEdit)
    line.setFocus()
    minuting.type("Grace")
    popup = line.completer().popup()  # type: ignore[attr-defined]
    shown = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert shown == ["Grace Adeyemi, Officer, Brynafon Council", "Grace Adeyemi"]
    while popup.currentIndex().row() != 1:
        QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    minuting.rest()
    (seat,) = card(group, meeting_id).attendance
    assert (seat.name, seat.person_id) == ("Grace Adeyemi", namesake)
    assert line.text() == ""  # type: ignore[attr-defined]


def test_enter_at_once_still_hears_that_a_date_is_none(minuting: Hands, group: Desk, meeting_id: str) -> None:
    minuting.line("a:Jane to send the plan by 30 feb")
    assert not card(group, meeting_id).actions
    assert "30 feb" in minuting.find("doubt_due", QLabel).text()  # type: ignore[attr-defined]
    assert box(minuting).toPlainText() == "Jane to send the plan by 30 feb"
    minuting.press(Key.Key_Return)
    assert [action.text for action in card(group, meeting_id).actions] == ["Send the plan by 30 feb"]
    assert box(minuting).toPlainText() == ""
