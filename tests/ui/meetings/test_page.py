"""The Meetings place: the list, the facts, the agenda, planning, cancelling and the bin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.meetings.conftest import ALT, CTRL, Hands, Key
from villagedesk.core.audience import Audience
from villagedesk.core.words import MeetingKind, MeetingStatus, Presence
from villagedesk.records.meetings import AttendanceDraft, MeetingCard, MeetingDraft, MeetingFilter
from villagedesk.services import attendance, cancelling, drafts, meetings
from villagedesk.services.desk import Desk
from villagedesk.ui.meetings.agenda import as_draft
from villagedesk.ui.meetings.facts import draft_of
from villagedesk.ui.meetings.page import MeetingsPage


def card(desk: Desk, meeting_id: str) -> MeetingCard:
    return desk.read(lambda session: meetings.card(session, meeting_id))


def titles(desk: Desk, meeting_id: str) -> list[str]:
    return [item.title for item in card(desk, meeting_id).items]


def the_page(hands: Hands) -> MeetingsPage:
    page = hands.window.page()
    assert isinstance(page, MeetingsPage)
    return page


def press(hands: Hands, name: str) -> None:
    button = hands.find(name, QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    hands.rest()


def test_a_meeting_is_planned_by_keyboard(hands: Hands, group: Desk) -> None:
    hands.press(Key.Key_N, CTRL)
    hands.press(Key.Key_Down)  # the kind after the first: council liaison
    page = the_page(hands)
    assert page.plan.form.editor("audience").value() is Audience.COUNCIL
    for _tab in range(2):
        hands.press(Key.Key_Tab)
    hands.press(Key.Key_Tab)
    hands.type("10 dec")
    hands.find("start_at").setFocus()
    hands.type("6.30pm")
    hands.find("usual_4").setFocus()
    hands.press(Key.Key_Space)
    hands.find("planMeeting").setFocus()
    hands.press(Key.Key_Return)
    hands.rest()
    found = group.read(lambda s: meetings.ids(s, meetings.MeetingQuery(MeetingFilter.ALL), date(2026, 11, 26)))
    planned = card(group, found[0])
    assert (planned.on_date, planned.start_at) == (date(2026, 12, 10), time(18, 30))
    assert planned.meeting_kind is MeetingKind.LIAISON
    assert len(planned.items) == 4
    assert hands.focus().objectName() == "newItem"
    hands.line("Play corner 15 min")
    hands.line("Any questions")
    assert [(item.title, item.minutes) for item in card(group, found[0]).items[-3:]] == [
        ("Play corner", 15),
        ("Any questions", None),
        ("Any other business", 10),
    ]


def test_a_meeting_needs_a_date(hands: Hands, group: Desk) -> None:
    hands.press(Key.Key_N, CTRL)
    press(hands, "planMeeting")
    error = hands.find("on_date_error", QLabel)
    assert error.text() == "A meeting needs a date."  # type: ignore[attr-defined]


def test_facts_save_themselves_and_say_no_beside_the_field(hands: Hands, group: Desk, meeting_id: str) -> None:
    press(hands, "editFacts")
    place = hands.find("place", QLineEdit)
    place.setFocus()
    hands.press(Key.Key_A, CTRL)
    hands.type("Library")
    hands.press(Key.Key_Tab)
    assert card(group, meeting_id).place == "Library"
    hands.find("end_at").setFocus()
    hands.press(Key.Key_A, CTRL)
    hands.type("5pm")
    hands.press(Key.Key_Tab)
    assert hands.find("end_at_error", QLabel).text() == "It ends before it starts."  # type: ignore[attr-defined]
    assert card(group, meeting_id).end_at == time(20)


def test_items_are_moved_changed_and_removed(hands: Hands, group: Desk, meeting_id: str) -> None:
    items = the_page(hands).detail.agenda.list
    items.setFocus()
    items.setCurrentRow(2)
    hands.press(Key.Key_Up, ALT)
    assert titles(group, meeting_id) == ["Welcome and apologies", "Any other business", "Mill Lane crossing"]
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Home)
    hands.type("A word on ")
    hands.press(Key.Key_Tab)
    assert titles(group, meeting_id)[1] == "A word on Any other business"
    hands.press(Key.Key_Escape)
    assert items.hasFocus()
    hands.press(Key.Key_Delete)
    assert len(titles(group, meeting_id)) == 2
    hands.press(Key.Key_Z, CTRL)
    assert len(titles(group, meeting_id)) == 3


def test_an_agenda_that_is_too_long_says_by_how_much(hands: Hands) -> None:
    hands.find("newItem").setFocus()
    hands.line("The whole budget 65 min")
    assert hands.find("agendaOver", QLabel).text() == "10 minutes over"  # type: ignore[attr-defined]


def test_minutes_typed_behind_a_title() -> None:
    assert (as_draft("Mill Lane, 20 min").title, as_draft("Mill Lane, 20 min").minutes) == ("Mill Lane", 20)
    assert as_draft("Review of 2025").title == "Review of 2025"
    assert as_draft("20 min").title == "20 min"


def test_a_meeting_is_cancelled_with_who_and_why(hands: Hands, group: Desk, meeting_id: str) -> None:
    press(hands, "callOff")
    hands.type("Brynafon Council")
    hands.press(Key.Key_Tab)
    hands.type("no officer free")
    press(hands, "cancelMeeting")
    found = card(group, meeting_id)
    assert (found.status, found.cancelled_by) == (MeetingStatus.CANCELLED, "Brynafon Council")
    assert hands.window.toast.isVisible()
    hands.window.bus.undo()
    hands.rest()
    assert card(group, meeting_id).status is MeetingStatus.PLANNED


def test_a_cancelled_meeting_is_put_back(hands: Hands, group: Desk, meeting_id: str) -> None:
    group.do("Cancel", lambda work: cancelling.cancel(work, meeting_id, "us", "snow")).result(30)
    hands.rest()
    hands.window.go("meetings", meeting_id)
    hands.rest()
    press(hands, "callOff")
    found = card(group, meeting_id)
    assert (found.status, found.cancelled_by, found.cancel_reason) == (MeetingStatus.PLANNED, "", "")


def test_the_bin_and_back(hands: Hands, group: Desk, meeting_id: str) -> None:
    page = the_page(hands)
    page.list.setFocus()
    hands.press(Key.Key_Delete)
    assert card(group, meeting_id).binned
    assert hands.find("emptyLine", QLabel)
    hands.press(Key.Key_Z, CTRL)
    assert not card(group, meeting_id).binned


def test_filters_find_the_meeting(hands: Hands) -> None:
    page = the_page(hands)
    assert hands.find("chip_coming", QPushButton).text() == "Coming 1"  # type: ignore[attr-defined]
    hands.press(Key.Key_F, CTRL)
    hands.line("nothing like it")
    assert page.list.model.ids() == []
    hands.press(Key.Key_Escape)
    hands.rest()
    assert len(page.list.model.ids()) == 1
    QTest.mouseClick(hands.find("chip_past"), Qt.MouseButton.LeftButton)
    hands.rest()
    assert page.list.model.ids() == []


def test_undo_after_adding_takes_the_item_back_and_not_the_emptying_of_the_line(
    hands: Hands, group: Desk, meeting_id: str
) -> None:
    before = titles(group, meeting_id)
    line = hands.find("newItem", QLineEdit)
    line.setFocus()
    hands.line("Play corner 15 min")
    assert titles(group, meeting_id) == [*before[:-1], "Play corner", "Any other business"]
    hands.press(Key.Key_Z, CTRL)
    assert titles(group, meeting_id) == before
    assert line.text() == ""  # type: ignore[attr-defined]


def test_an_item_is_edited_where_it_can_be_seen(hands: Hands, group: Desk, meeting_id: str, qtbot: QtBot) -> None:
    line = hands.find("newItem", QLineEdit)
    line.setFocus()
    for number in range(12):
        hands.line(f"Item {number}")
    qtbot.waitUntil(lambda: line.visibleRegion().boundingRect() == line.rect())
    agenda = the_page(hands).detail.agenda
    agenda.list.setFocus()
    agenda.list.setCurrentRow(0)
    hands.press(Key.Key_Return)
    title = agenda.form.form.editor("title").box
    assert title.hasFocus()
    qtbot.waitUntil(lambda: title.visibleRegion().boundingRect() == title.rect())
    agenda.list.setFocus()
    hands.press(Key.Key_Down)
    assert title.text() == titles(group, meeting_id)[1]  # type: ignore[attr-defined]


def test_a_place_that_was_being_typed_is_there_again_and_kept_with_nothing_else(
    hands: Hands, group: Desk, meeting_id: str
) -> None:
    elsewhere = group.do("Plan", lambda work: meetings.plan(work, MeetingDraft("Other", on_date=date(2026, 12, 3)), ()))
    hands.window.go("meetings", elsewhere.result(30))
    hands.rest()
    group.note(
        lambda work: drafts.keep(work, "meeting", meeting_id, {"place": "Town Hall"}, {"place": "Hall"})
    ).result()
    hands.window.go("meetings", meeting_id)
    hands.rest()
    place = hands.find("place", QLineEdit)  # unfolded by itself
    assert isinstance(place, QLineEdit)
    assert place.text() == "Hall"
    stored = draft_of(card(group, meeting_id))
    group.do("Move", lambda work: meetings.edit(work, meeting_id, replace(stored, link="https://meet"))).result(30)
    place.setFocus()
    hands.press(Key.Key_Return)
    assert (card(group, meeting_id).place, card(group, meeting_id).link) == ("Hall", "https://meet")


def test_a_note_of_an_item_that_was_being_typed_is_there_again(hands: Hands, group: Desk, meeting_id: str) -> None:
    item = card(group, meeting_id).items[0]
    group.note(lambda work: drafts.keep(work, "agenda_item", item.id, {"note": ""}, {"note": "Ask Tom"})).result()
    hands.window.go("meetings", meeting_id)
    hands.rest()
    the_page(hands).detail.agenda.edit(item.id)
    hands.rest()
    note = hands.find("note", QPlainTextEdit)
    note.setFocus()
    hands.find("title").setFocus()
    hands.rest()
    assert card(group, meeting_id).items[0].note == "Ask Tom"


def test_enter_plans_the_meeting(hands: Hands, group: Desk) -> None:
    hands.press(Key.Key_N, CTRL)
    hands.find("on_date").setFocus()
    hands.type("10 dec")
    hands.press(Key.Key_Return)
    found = group.read(lambda s: meetings.ids(s, meetings.MeetingQuery(MeetingFilter.ALL), date(2026, 11, 26)))
    assert len(found) == 2


def test_it_is_said_when_somebody_left(hands: Hands, group: Desk, meeting_id: str) -> None:
    draft = AttendanceDraft(None, "Jo Black", Presence.PRESENT, None, time(21, 50))
    group.do("Enter", lambda work: attendance.enter(work, meeting_id, draft)).result(30)
    hands.rest()
    said = [label.text() for label in hands.window.findChildren(QLabel) if "Jo Black" in label.text()]
    assert said == ["In attendance (1): Jo Black (left at 9:50pm)"]
