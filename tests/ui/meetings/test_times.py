"""Who came and left when a meeting is minuted on another day."""

from __future__ import annotations

from datetime import time, timedelta

from tests.ui.meetings.conftest import CTRL, TODAY, Hands, Key
from villagedesk.core.words import MeetingKind
from villagedesk.records.meetings import ItemDraft, MeetingDraft
from villagedesk.services import meetings, minutes
from villagedesk.services.desk import Desk


def test_the_clock_of_another_day_is_not_written_but_asked_for(hands: Hands, group: Desk) -> None:
    draft = MeetingDraft("Committee", MeetingKind.COMMITTEE, TODAY - timedelta(days=3), time(19, 30), time(21))
    key = group.do("Plan", lambda work: meetings.plan(work, draft, [ItemDraft("Dates")])).result(30)
    hands.window.go("meetings", key)
    hands.rest()
    hands.press(Key.Key_M, CTRL)
    hands.press(Key.Key_F6)
    hands.type("C")
    hands.rest()
    assert said(group, key) == []
    hands.type("19:40")
    hands.press(Key.Key_Tab)
    assert said(group, key) == ["Tom Ellis arrived at 7:40pm"]
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_F6)
    hands.press(Key.Key_Up)
    hands.type("L")
    hands.rest()
    assert said(group, key) == ["Tom Ellis arrived at 7:40pm"]
    hands.type("20:15")
    hands.press(Key.Key_Tab)
    assert said(group, key) == ["Tom Ellis arrived at 7:40pm", "Tom Ellis left at 8:15pm"]
    (seat,) = group.read(lambda session: meetings.card(session, key)).attendance
    assert (seat.arrived_at, seat.left_at) == (time(19, 40), time(20, 15))


def said(desk: Desk, key: str) -> list[str]:
    page = desk.read(lambda session: minutes.page(session, key))
    return [block.text for block in page.blocks] if page else []
