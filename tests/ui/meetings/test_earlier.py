"""The item for the minutes of the last meeting, when nobody has put them to this one yet."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.meetings.conftest import CTRL, TODAY, Hands, Key
from villagedesk.core.words import MeetingKind, MinutesState
from villagedesk.records.meetings import ItemDraft, MeetingDraft
from villagedesk.services import meetings, minutes
from villagedesk.services.desk import Desk, Work


def fill(work: Work) -> tuple[str, str]:
    before = MeetingDraft("Committee", MeetingKind.COMMITTEE, TODAY - timedelta(days=23))
    last = meetings.plan(work, before, [ItemDraft("Any other business")])
    minutes.start(work, last)
    minutes.finish(work, last)
    draft = MeetingDraft("Committee", MeetingKind.COMMITTEE, TODAY)
    return last, meetings.plan(work, draft, [ItemDraft("Minutes of the last meeting")])


def test_a_draft_is_put_to_the_meeting_from_the_item(hands: Hands, group: Desk) -> None:
    last, key = group.do("Fill", fill).result(30)
    hands.window.go("meetings", key)
    hands.rest()
    hands.press(Key.Key_M, CTRL)
    strip = hands.find("earlierMinutes")
    assert strip.accessibleName() == (
        "The minutes of 3 November 2026 (Committee) are still a draft: put them to this meeting."
    )
    QTest.mouseClick(hands.find("putEarlier"), Qt.MouseButton.LeftButton)
    hands.rest()
    page = group.read(lambda session: minutes.page(session, last))
    assert page
    assert page.state is MinutesState.PUT
    assert strip.accessibleName() == "The minutes of 3 November 2026 (Committee) are put to this meeting."
    assert hands.find("approveEarlier").isVisible()
