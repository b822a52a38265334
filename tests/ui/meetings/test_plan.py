"""The plan of a meeting and the series: notice, matters arising, parking, papers, people, planning ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QPushButton, QToolButton

from tests.ui.meetings.conftest import ALT, CTRL, TODAY, Hands, Key
from tests.ui.meetings.test_page import card, press, the_page, titles
from villagedesk.core.errors import Refused
from villagedesk.core.words import DayCount, Delivery, MeetingKind, MeetingStatus
from villagedesk.models import Meeting
from villagedesk.records.actions import ActionDraft
from villagedesk.records.constitution import Rules
from villagedesk.records.meetings import ItemDraft, MeetingDraft, MeetingFilter
from villagedesk.records.series import SeriesDraft
from villagedesk.services import actions, agendas, constitution, meetings, papers, people, series
from villagedesk.services.desk import Desk, Work
from villagedesk.ui.meetings.facts import fields
from villagedesk.ui.meetings.plan import PlanCard
from villagedesk.ui.meetings.planface import PlanFace
from villagedesk.ui.meetings.series.view import SeriesView
from villagedesk.ui.tickbox import TickBox


def plan_of(hands: Hands) -> PlanFace:
    face = the_page(hands).detail.turn("plan")
    assert isinstance(face, PlanFace)
    hands.rest()
    return face


def make_series(group: Desk) -> str:
    draft = SeriesDraft("Monthly committee", rule="FREQ=MONTHLY;BYDAY=3TU")
    return group.do("Begin", lambda work: series.add(work, draft)).result(30)


def test_notice_is_counted_back_and_noted(hands: Hands, group: Desk) -> None:
    coming = MeetingDraft("AGM", MeetingKind.AGM, TODAY + timedelta(days=29))
    key = group.do("Plan", lambda work: meetings.plan(work, coming)).result(30)
    rules = Rules(MeetingKind.AGM, notice_days=21, notice_count=DayCount.CLEAR, notice_clause="21 clear days")
    group.do("Say", lambda work: constitution.edit(work, MeetingKind.AGM, rules)).result(30)
    hands.window.go("meetings", key)
    hands.rest()
    plan_of(hands)
    said = hands.find("noticeSaid", QLabel)
    assert said.text() == "Notice must go by Thursday 3 December 2026."  # type: ignore[attr-defined]
    assert hands.find("noticeBadge", QLabel).text() == "in 7 days"  # type: ignore[attr-defined]
    press(hands, "noticeWent")
    press(hands, "askingDo")
    assert card(group, key).notice_by is Delivery.EMAIL
    assert said.text().startswith("It was noted that notice went on")  # type: ignore[attr-defined]


def test_notice_by_post_goes_when_post_is_collected_and_never_after_the_meeting(hands: Hands, group: Desk) -> None:
    coming = MeetingDraft("AGM", MeetingKind.AGM, TODAY + timedelta(days=29))
    key = group.do("Plan", lambda work: meetings.plan(work, coming)).result(30)
    rules = Rules(MeetingKind.AGM, notice_days=24, received_by_email=0, received_by_post=1)
    rules = replace(rules, notice_count=DayCount.CLEAR)
    group.do("Say", lambda work: constitution.edit(work, MeetingKind.AGM, rules)).result(30)
    hands.window.go("meetings", key)
    hands.rest()
    line = plan_of(hands).notice
    said = " ".join(label.text() for label in line.findChildren(QLabel))
    assert "by 27 November 2026" in said and "29 November" not in said  # the 29th is a Sunday
    gone = replace(coming, on_date=TODAY - timedelta(days=3))
    group.do("Move", lambda work: meetings.edit(work, key, gone)).result(30)
    hands.rest()
    assert not line.isVisible()


def test_a_day_long_ago_is_said_to_be(hands: Hands, group: Desk) -> None:
    day = next(field for field in fields(lambda: TODAY, is_new=True) if field.name == "on_date").editor()
    day.set_value(date(2020, 11, 20))
    assert day.echo.text() == "Friday 20 November 2020. That was 6 years ago"
    day.set_value(TODAY)
    assert "ago" not in day.echo.text()


def test_a_notice_that_is_late_says_so(hands: Hands, group: Desk, meeting_id: str) -> None:
    rules = Rules(MeetingKind.LIAISON, notice_days=7)
    group.do("Say", lambda work: constitution.edit(work, MeetingKind.LIAISON, rules)).result(30)
    plan_of(hands)
    assert hands.find("noticeBadge", QLabel).text() == "8 days too late"  # type: ignore[attr-defined]


def test_matters_arise_are_left_out_and_made_items(hands: Hands, group: Desk, meeting_id: str) -> None:
    council = card(group, meeting_id).with_id

    def promise(work: Work) -> str:
        due = TODAY - timedelta(days=3)
        draft = ActionDraft("Mend the lamps", organization_id=council, due_on=due, is_promise=True)
        return actions.add(work, draft)

    key = group.do("Promise", promise).result(30)
    plan_of(hands).show_meeting(card(group, meeting_id))
    hands.rest()
    row = hands.find(f"row_{key}")
    assert "Not kept: Brynafon Council promised it by 23 November 2026" in row.accessibleName()
    row.setFocus()
    hands.press(Key.Key_Minus)
    assert hands.find("leftOutMatters", QPushButton).text() == "1 left out"  # type: ignore[attr-defined]
    press(hands, "leftOutMatters")
    hands.find(f"row_{key}").setFocus()
    hands.press(Key.Key_Plus)
    hands.find(f"row_{key}").setFocus()
    hands.press(Key.Key_Plus)
    assert titles(group, meeting_id)[-2] == "Mend the lamps"


def test_an_item_is_parked_from_its_form(hands: Hands, group: Desk, meeting_id: str) -> None:
    item = card(group, meeting_id).items[1]
    plan_of(hands).agenda.edit(item.id)
    hands.rest()
    press(hands, "parkItem")
    assert item.title not in titles(group, meeting_id)
    assert not plan_of(hands).agenda.form.isVisible()


def test_the_form_stands_under_its_item_and_enter_stays_in_it(hands: Hands, group: Desk, meeting_id: str) -> None:
    agenda = plan_of(hands).agenda
    agenda.list.setFocus()
    agenda.list.setCurrentRow(0)
    hands.press(Key.Key_Return)
    assert agenda.form.isVisible()
    first, second = (agenda.list.visualItemRect(agenda.list.item(n)) for n in range(2))
    assert first.top() < agenda.form.geometry().top() < agenda.form.geometry().bottom() < second.top()
    hands.type("x")
    hands.press(Key.Key_Return)
    assert titles(group, meeting_id)[0] == "xWelcome and apologies"
    assert agenda.form.isVisible()


def test_a_click_shows_an_item_and_escape_puts_it_away(hands: Hands, group: Desk, meeting_id: str) -> None:
    agenda = plan_of(hands).agenda
    second = agenda.list.visualItemRect(agenda.list.item(1)).center()
    QTest.mouseClick(agenda.list.viewport(), Qt.MouseButton.LeftButton, pos=second)
    hands.rest()
    assert agenda.form.item_id == card(group, meeting_id).items[1].id
    assert agenda.form.isVisible()
    assert agenda.list.hasFocus()
    hands.press(Key.Key_Escape)
    assert not agenda.form.isVisible()


def test_an_opened_item_is_moved_and_taken_off_and_escape_keeps_its_title(
    hands: Hands, group: Desk, meeting_id: str
) -> None:
    agenda, before = plan_of(hands).agenda, titles(group, meeting_id)
    agenda.edit(card(group, meeting_id).items[0].id)
    hands.rest()
    hands.type("x")
    hands.press(Key.Key_Escape)
    assert not agenda.form.isVisible()
    assert titles(group, meeting_id)[0] == f"x{before[0]}"
    agenda.edit(card(group, meeting_id).items[0].id)
    hands.rest()
    press(hands, "itemUp")  # it is the first
    press(hands, "itemDown")
    assert titles(group, meeting_id)[:2] == [before[1], f"x{before[0]}"]
    press(hands, "itemAway")
    assert titles(group, meeting_id) == before[1:]


def test_the_menu_of_an_item_does_what_the_keys_do(hands: Hands, group: Desk, meeting_id: str) -> None:
    agenda = plan_of(hands).agenda
    before = titles(group, meeting_id)
    for row, words in ((1, "Move up"), (0, "Park for a later meeting")):
        agenda.list.setCurrentRow(row)
        at = agenda.list.visualItemRect(agenda.list.item(row)).center()
        where = agenda.list.viewport().mapToGlobal(at)
        QApplication.sendEvent(agenda.list.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, where))
        menu = agenda.findChildren(QMenu, "itemMenu")[-1]
        action = next(each for each in menu.actions() if each.text().startswith(words))
        menu.close()
        action.trigger()
        hands.rest()
    assert titles(group, meeting_id) == [before[0], *before[2:]]


def test_one_click_takes_up_what_is_parked(hands: Hands, group: Desk, meeting_id: str) -> None:
    item = card(group, meeting_id).items[1]
    key = group.do("Park", lambda work: agendas.park(work, item.id)).result(30)
    plan_of(hands).show_meeting(card(group, meeting_id))
    hands.rest()
    assert hands.find("parked").isVisible()
    row = hands.find(f"row_{key}")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    hands.rest()
    assert item.title in titles(group, meeting_id)
    assert not plan_of(hands).parked.isVisible()


def test_the_focus_stays_in_parked_and_who_is_taken_off_is_said(
    hands: Hands, group: Desk, meeting_id: str, window: Any
) -> None:
    tom = next(each for each in group.read(people.choices) if each.name == "Tom Ellis")
    group.do("Ask", lambda work: series.set_people(work, [tom.id], meeting_id=meeting_id)).result(30)
    keys = [
        group.do("Park", lambda work, key=item.id: agendas.park(work, key)).result(30)
        for item in card(group, meeting_id).items[1:3]
    ]
    plan = plan_of(hands)
    plan.show_meeting(card(group, meeting_id))
    hands.rest()
    for key in keys:
        button = hands.find(f"add_{key}", QToolButton)
        button.setFocus()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        hands.rest()
        focused = hands.focus()
        assert plan.parked.isAncestorOf(focused) if key is keys[0] else focused is plan.agenda.list
    chip = hands.find(f"invited_{tom.id}")
    QTest.mouseClick(chip.findChild(QToolButton), Qt.MouseButton.LeftButton)
    hands.rest()
    toast = " ".join(label.text() for label in window.toast.findChildren(QLabel))
    assert "No longer asked to come" in toast


def test_a_paper_is_attached_and_taken_off(hands: Hands, group: Desk, meeting_id: str, tmp_path: Path) -> None:
    item = card(group, meeting_id).items[1]
    path = tmp_path / "options.txt"
    path.write_text("three options")
    agenda = plan_of(hands).agenda
    agenda.edit(item.id)
    hands.rest()
    agenda.form.papers.attach(path)
    hands.rest()
    assert card(group, meeting_id).items[1].papers == ("options.txt",)
    kept = group.read(lambda session: papers.of_item(session, item.id))[0]
    button = hands.find(f"remove_{kept.id}", QToolButton)
    button.click()  # type: ignore[attr-defined]
    hands.rest()
    assert card(group, meeting_id).items[1].papers == ()


def test_an_agenda_to_start_from_goes_into_the_bin(hands: Hands, group: Desk, meeting_id: str) -> None:
    group.do("Keep", lambda work: agendas.keep(work, "Open day", [ItemDraft("Tents")])).result(30)
    plan_of(hands).show_meeting(card(group, meeting_id))
    hands.rest()
    hands.window.commands.action("bin_agenda").trigger()
    hands.rest()
    press(hands, "askingDo")
    assert group.read(agendas.templates) == []


def test_somebody_is_asked_to_come(hands: Hands, group: Desk, meeting_id: str) -> None:
    plan_of(hands)
    hands.find("invitedAdd").setFocus()
    hands.line("tom ell")
    hands.rest()
    found = group.read(lambda session: series.invited(session, meeting_id))
    assert [each.name for each in found] == ["Tom Ellis"]


def test_an_agenda_of_two_hundred_items_is_put_in_order(hands: Hands, group: Desk, meeting_id: str) -> None:
    def many(work: Work) -> None:
        for number in range(197):
            meetings.add_item(work, meeting_id, ItemDraft(f"Item {number}", minutes=1))

    group.do("Fill", many).result(60)
    face = plan_of(hands)
    hands.rest()
    face.agenda.list.setFocus()
    face.agenda.list.setCurrentRow(150)
    hands.press(Key.Key_Up, ALT)
    assert face.agenda.list.currentRow() == 149
    assert len(titles(group, meeting_id)) == 200


def test_a_series_is_begun_and_planned_ahead(hands: Hands, group: Desk) -> None:
    page = the_page(hands)
    page.turn("series")
    hands.rest()
    hands.window.commands.action("new_series").trigger()
    hands.rest()
    hands.type("Monthly committee")
    nth = hands.find("nth", QComboBox)
    nth.setFocus()
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Down)
    press(hands, "addSeries")
    view = page.turn("series")
    assert isinstance(view, SeriesView)
    hands.rest()
    assert hands.find("seriesTitle", QLabel).text() == "Monthly committee"  # type: ignore[attr-defined]
    hands.find("newStanding").setFocus()
    hands.line("Money 10 min")
    press(hands, "planAhead")
    query = meetings.MeetingQuery(MeetingFilter.COMING, sort="date", descending=False)
    keys = group.read(lambda session: meetings.ids(session, query, TODAY))
    planned = [card(group, key) for key in keys if card(group, key).series == "Monthly committee"]
    assert [each.on_date for each in planned] == [date(2026, 12, 15), date(2027, 1, 19), date(2027, 2, 16)]
    assert [item.title for item in planned[0].items] == ["Money"]
    hands.window.bus.undo()
    hands.rest()
    assert len(group.read(lambda session: meetings.ids(session, query, TODAY))) == len(keys) - 3


def test_a_series_in_the_bin_leaves_its_meetings(hands: Hands, group: Desk) -> None:
    key = make_series(group)
    meeting = group.do("Plan", lambda work: series.plan_ahead(work, key, [TODAY + timedelta(days=9)])).result(30)[0]
    the_page(hands).turn("series")
    hands.rest()
    hands.find("binSeries", QToolButton).click()  # type: ignore[attr-defined]
    hands.rest()
    assert group.read(series.ids) == []
    assert card(group, meeting).series == ""


def test_a_meeting_that_was_held_shows_what_came_of_it(hands: Hands, group: Desk, meeting_id: str) -> None:
    def hold(work: Work) -> None:
        work.session.get_one(Meeting, meeting_id).status = MeetingStatus.HELD

    other = group.do("Plan", lambda work: meetings.plan(work, MeetingDraft("Other", on_date=TODAY))).result(30)
    group.do("Hold", hold).result(30)
    hands.window.go("meetings", other)
    hands.rest()
    hands.window.go("meetings", meeting_id)
    hands.rest()
    assert not hands.window.findChildren(PlanFace)[0].isVisible()
    assert group.read(people.choices)


def test_the_next_meeting_of_a_series_is_filled_in_and_can_be_changed(hands: Hands, group: Desk) -> None:
    def prepare(work: Work) -> str:
        draft = SeriesDraft("Monthly committee", MeetingKind.COMMITTEE, rule="FREQ=MONTHLY;BYDAY=3TU", start_at=time(19),
                            duration=90, place="The hall")  # fmt: skip
        key = series.add(work, draft)
        agendas.add_standing(work, key, ItemDraft("Money", minutes=10))
        agendas.add_standing(work, key, ItemDraft("Tea", minutes=5))
        series.set_people(work, [people.choices(work.session)[0].id], series_id=key)
        series.plan_ahead(work, key, [date(2026, 12, 15)])
        return key

    key = group.do("Prepare", prepare).result(30)
    hands.press(Key.Key_N, CTRL)
    hands.rest()
    hands.press(Key.Key_Down)
    hands.rest()
    form = the_page(hands).plan.form.value()  # type: ignore[union-attr]
    assert (form.title, form.on_date, form.start_at, form.end_at, form.place) == (
        "Monthly committee", date(2027, 1, 19), time(19), time(20, 30), "The hall"
    )  # fmt: skip
    hands.find("usual_2").setFocus()
    hands.press(Key.Key_Space)
    press(hands, "planMeeting")
    made = group.read(lambda s: meetings.ids(s, meetings.MeetingQuery(MeetingFilter.COMING), TODAY))[0]
    assert card(group, made).series == "Monthly committee"
    assert titles(group, made) == ["Money"]
    assert len(group.read(lambda session: series.invited(session, made))) == 1
    hands.window.bus.undo()
    hands.rest()
    assert len(group.read(lambda s: series.card(s, key, TODAY)).coming) == 1


def test_a_meeting_starts_from_another_agenda_and_the_agm_has_its_own_items(hands: Hands, group: Desk) -> None:
    group.do("Keep", lambda work: agendas.keep(work, "Open day", [ItemDraft("Tents"), ItemDraft("Tea")])).result(30)
    hands.press(Key.Key_N, CTRL)
    hands.rest()
    plan = the_page(hands).plan
    assert plan is not None
    kind = hands.find("kind", QComboBox)
    kind.setFocus()
    for _step in range(3):
        hands.press(Key.Key_Down)
    shown = [box.text() for box in plan.findChildren(TickBox) if box.isVisible()]
    assert shown[2:4] == ["Minutes of the last annual general meeting", "Matters arising"]
    hands.find("agenda_id", QComboBox).setFocus()
    hands.press(Key.Key_Down)
    hands.rest()
    assert [box.text() for box in plan.findChildren(TickBox) if box.isVisible()] == ["Tents", "Tea"]


def test_a_series_has_one_meeting_a_day(group: Desk) -> None:
    key = make_series(group)
    day = MeetingDraft("Committee", on_date=TODAY + timedelta(days=3))
    group.do("Plan", lambda work: series.plan(work, key, day, ())).result(30)
    with pytest.raises(Refused, match="on that day already"):
        group.do("Plan", lambda work: series.plan(work, key, day, ())).result(30)


def ticked(plan: PlanCard) -> list[tuple[str, bool]]:
    return [(box.text(), box.isChecked()) for box in plan.findChildren(TickBox) if box.isVisible()]


@pytest.mark.parametrize("has_series", [False, True])
def test_a_plan_that_was_left_comes_back_whole(hands: Hands, group: Desk, *, has_series: bool) -> None:
    items = [ItemDraft("Tents"), ItemDraft("Tea")]
    agenda = group.do("Keep", lambda work: agendas.keep(work, "Open day", items)).result(30)
    key = make_series(group) if has_series else ""
    hands.press(Key.Key_N, CTRL)
    hands.rest()
    plan = the_page(hands).plan
    assert plan is not None
    for name, value in (("series_id", key), ("agenda_id", agenda)):
        plan.form.editor(name).type_in(plan.form.editor(name).text_of(value) or "")
        hands.rest()
    hands.find("planInvited")
    hands.find("usual_1").setFocus()
    hands.press(Key.Key_Space)
    someone = group.read(people.choices)[0]
    plan.starting.invited.changed.emit([someone.id])
    plan.hide()
    hands.rest()
    plan.show()
    plan.begin()
    hands.rest()
    found = plan.form.value()
    assert (found.series_id, found.agenda_id) == (key, agenda)
    assert ticked(plan) == [("Tents", False), ("Tea", True)]
    plan.form.editor("title").set_value("Open day")
    plan.form.editor("on_date").set_value(TODAY + timedelta(days=5))
    press(hands, "planMeeting")
    made = group.read(lambda s: meetings.ids(s, meetings.MeetingQuery(words="Open day"), TODAY))[0]
    assert titles(group, made) == ["Tea"]
    assert [each.id for each in group.read(lambda session: series.invited(session, made))] == [someone.id]


def test_what_is_read_late_does_not_overwrite_what_was_chosen_since(hands: Hands, group: Desk) -> None:
    agenda = group.do("Keep", lambda work: agendas.keep(work, "Open day", [ItemDraft("Tents")])).result(30)
    key = make_series(group)
    hands.press(Key.Key_N, CTRL)
    hands.rest()
    plan = the_page(hands).plan
    assert plan is not None
    for name, value in (("series_id", key), ("title", "Our own words"), ("agenda_id", agenda), ("agenda_id", "")):
        editor = plan.form.editor(name)
        editor.type_in(editor.text_of(value) or "")
    hands.rest()
    found = plan.form.value()
    assert (found.series_id, found.agenda_id, found.title) == (key, "", "Our own words")
    assert found.on_date == date(2026, 12, 15)
    assert ticked(plan)[0] != ("Tents", True)
