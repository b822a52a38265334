"""Minutes that are only looked at have not begun."""

from __future__ import annotations

from tests.ui.meetings.conftest import CTRL, Hands, Key
from villagedesk.services import minutes
from villagedesk.services.desk import Desk


def has_minutes(desk: Desk, meeting_id: str) -> bool:
    return desk.read(lambda session: minutes.page(session, meeting_id)) is not None


def test_minutes_begin_with_the_first_thing_kept(hands: Hands, group: Desk, meeting_id: str) -> None:
    hands.press(Key.Key_M, CTRL)
    hands.press(Key.Key_Down, CTRL)
    hands.press(Key.Key_W, CTRL)
    assert not has_minutes(group, meeting_id)
    hands.press(Key.Key_M, CTRL)
    hands.line("Jane opened the meeting.")
    hands.press(Key.Key_W, CTRL)
    assert has_minutes(group, meeting_id)


def test_who_is_here_is_a_beginning(hands: Hands, group: Desk, meeting_id: str) -> None:
    hands.press(Key.Key_M, CTRL)
    hands.press(Key.Key_F6)
    hands.press(Key.Key_P)
    hands.press(Key.Key_W, CTRL)
    assert has_minutes(group, meeting_id)
