"""Paragraphs, bold and lists, names and words as they are typed into the minutes, and the clock past midnight."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.conftest import CODE
from tests.ui.meetings.conftest import CTRL, Hands, Key, open_window
from villagedesk.core.clock import FixedClock, minutes_between
from villagedesk.core.words import BlockKind, MeetingKind, Role
from villagedesk.records.meetings import ItemDraft, MeetingDraft
from villagedesk.records.people import MembershipDraft, PersonDraft
from villagedesk.services import agendas, meetings, minutes, people, posts
from villagedesk.services.desk import Desk, Keyring, Work, open_desk
from villagedesk.ui.meetings.minutes.box import MinutesBox
from villagedesk.ui.meetings.minutes.entry import Entry
from villagedesk.ui.meetings.minutes.lines import TypedLine, mark, split
from villagedesk.ui.meetings.minutes.names import Names
from villagedesk.ui.meetings.minutes.sitting import Sitting
from villagedesk.ui.meetings.minutes.spelling import Spelling, Words
from villagedesk.ui.theme import Theme


def test_a_text_becomes_paragraphs_and_lists() -> None:
    text = "Jane spoke\nof the count.\n\n- First\n  goes on\n2. Numbered\n\nThe end."
    assert split(text, "0-4 28-33") == [
        TypedLine(BlockKind.PARAGRAPH, "Jane spoke\nof the count.", "0-4"),
        TypedLine(BlockKind.BULLET, "First\n  goes on", "0-5"),
        TypedLine(BlockKind.NUMBERED, "Numbered"),
        TypedLine(BlockKind.PARAGRAPH, "The end."),
    ]
    assert split(*mark(BlockKind.BULLET, "First", "0-5")) == [TypedLine(BlockKind.BULLET, "First", "0-5")]
    assert split(" \n\n ") == []


@pytest.mark.parametrize(
    ("kind", "typed", "taken"),
    [
        (BlockKind.ACTION, "ja", "Jane Smith to "),
        (BlockKind.QUESTION, "high", "Highways: "),
        (BlockKind.DECISION, "To sell, proposed by smi", "To sell, proposed by Jane Smith"),
        (BlockKind.ELECTION, "Chair: Tom Ellis 2 (ja", "Chair: Tom Ellis 2 (Jane Smith"),
        (BlockKind.PARAGRAPH, "Thanks to @jan", "Thanks to Jane Smith"),
    ],
)
def test_names_are_offered_wherever_somebody_is_named(kind: BlockKind, typed: str, taken: str) -> None:
    names = Names(["Jane Smith", "Tom Ellis", "Highways"])
    (offered,) = names.for_line(kind, typed)
    assert names.take(kind, typed, offered) == taken


def test_words_that_no_dictionary_has_are_underlined(qtbot: QtBot, theme: Theme) -> None:
    box = QPlainTextEdit("The commitee met Siân Ŵyn at the BCBC offise")
    qtbot.addWidget(box)
    box.show()
    box.moveCursor(QTextCursor.MoveOperation.End)
    spelling = Spelling(box, Words({"The", "met", "at", "the"}.__contains__, ["Siân Ŵyn"]))
    spelling.check()
    assert wrong_in(box) == ["commitee"]  # the last word may still be being typed
    box.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.waitUntil(lambda: wrong_in(box) == ["commitee", "offise"])


def wrong_in(box: QPlainTextEdit) -> list[str]:
    return [marked.cursor.selectedText() for marked in box.extraSelections()]


def test_of_a_long_paste_only_what_is_seen_is_spelt(qtbot: QtBot, theme: Theme) -> None:
    asked: list[str] = []
    box = QPlainTextEdit("The commitee met. " * 50_000)
    qtbot.addWidget(box)
    box.resize(500, 200)
    box.show()
    Spelling(box, Words(lambda word: bool(asked.append(word)) or word != "commitee", [])).check()
    assert 0 < len(asked) < 1000
    assert wrong_in(box)[0] == "commitee"


@pytest.fixture
def minuting(hands: Hands) -> Hands:
    hands.press(Key.Key_M, CTRL)
    return hands


def test_a_paste_from_word_is_kept_as_blocks(minuting: Hands, group: Desk, meeting_id: str) -> None:
    box = minuting.find("minutesBox")
    assert isinstance(box, MinutesBox)
    pasted = QMimeData()
    pasted.setHtml("<p>The officer spoke.</p><ul><li>One</li><li>Two</li></ul>" + f"<!--{'x' * 30_000}-->")
    box.insertFromMimeData(pasted)
    minuting.rest()
    minuting.press(Key.Key_Return)
    page = group.read(lambda session: minutes.page(session, meeting_id))
    assert page
    assert [(block.kind, block.text) for block in page.blocks] == [
        (BlockKind.PARAGRAPH, "The officer spoke."), (BlockKind.BULLET, "One"), (BlockKind.BULLET, "Two"),
    ]  # fmt: skip


def test_a_new_name_is_added_without_leaving_the_line(
    minuting: Hands, group: Desk, meeting_id: str, qtbot: QtBot
) -> None:
    minuting.type("a:Rhian New to draw up a plan by 4 dec 2026")
    qtbot.waitUntil(lambda: bool(minuting.window.findChildren(object, "candidate")))
    minuting.press(Key.Key_Tab)
    minuting.press(Key.Key_Return)
    assert isinstance(minuting.focus(), MinutesBox)
    minuting.press(Key.Key_Return)
    (action,) = group.read(lambda session: meetings.card(session, meeting_id)).actions
    assert (action.owner, action.text) == ("Rhian New", "Draw up a plan")
    assert "Rhian New" in [choice.name for choice in group.read(people.choices)]


def test_a_meeting_goes_on_past_midnight_and_the_change_to_summer_time(
    minuting: Hands, group: Desk, meeting_id: str
) -> None:
    page = group.read(lambda session: minutes.page(session, meeting_id))
    assert page
    sitting = Sitting(meeting_id)
    sitting.show(page)
    assert sitting.is_on(datetime(2026, 11, 27, 0, 30, tzinfo=UTC))
    assert not sitting.is_on(datetime(2026, 11, 27, 19, 30, tzinfo=UTC))
    end = datetime(2026, 11, 26, 20, tzinfo=UTC)
    left = sum(item.minutes or 0 for item in page.meeting.items)
    assert sitting.minutes_over(end) == left
    sitting.item_id = page.meeting.items[-1].id
    came = sitting.came(end)
    assert came
    assert sitting.minutes_over(end + timedelta(hours=5)) == 5 * 60
    minuting.rest()


@pytest.mark.parametrize(
    ("day", "start", "end", "now", "over"),
    [
        (date(2026, 11, 26), time(23), time(1), datetime(2026, 11, 27, 1, 10, tzinfo=UTC), 10),
        # clocks go from 1am to 2am: an hour and a half after 0.30am they show 3am
        (date(2026, 3, 29), time(0, 30), time(3), datetime(2026, 3, 29, 2, 20, tzinfo=UTC), 20),
        # begun at 11pm on the evening before: over at 3am British Summer Time, 2am of the world's time
        (date(2026, 3, 28), time(23), time(3), datetime(2026, 3, 29, 1, 50, tzinfo=UTC), -10),
        # clocks go back from 2am to 1am: 1.30am comes twice, the meeting ends at the first
        (date(2026, 10, 24), time(23), time(2, 30), datetime(2026, 10, 25, 2, 45, tzinfo=UTC), 15),
    ],
)  # fmt: skip
def test_the_clock_is_right_across_midnight_and_summer_time(
    group: Desk, day: date, start: time, end: time, now: datetime, over: int
) -> None:
    def plan(work: Work) -> str:
        item = ItemDraft("Any other business", minutes=minutes_between(day, start, end))
        key = meetings.plan(work, MeetingDraft("Late", MeetingKind.COMMITTEE, day, start, end), [item])
        return minutes.start(work, key) and key

    key = group.do("Plan", plan).result(30)
    page = group.read(lambda session: minutes.page(session, key))
    assert page
    sitting = Sitting(key)
    assert agendas.expected_end(page.meeting) == end
    began = datetime.combine(day, start, ZoneInfo("Europe/London")).astimezone(UTC)
    sitting.show(replace(page, started_at=began))
    sitting.came(now - timedelta(hours=9))  # all its minutes are gone
    assert sitting.is_on(now)
    assert sitting.minutes_over(now) == over


@pytest.mark.parametrize(
    ("day", "at", "said"),
    [
        (date(2026, 11, 27), time(0, 20), "12:20am"),
        (date(2027, 3, 28), time(1, 30), "2:30am"),
    ],
)
def test_who_leaves_late_leaves_at_the_time_on_the_wall(
    templates: Path, tmp_path: Path, keyring: Keyring, theme: Theme, qtbot: QtBot, day: date, at: time, said: str
) -> None:
    path = shutil.copyfile(templates / "empty.vdesk", tmp_path / "late.vdesk")
    desk = open_desk(path, keyring, FixedClock(day, at), CODE)

    def plan(work: Work) -> str:
        own = posts.own_body(work.session) or ""
        jane = people.add_person(work, PersonDraft("Jane Smith"))
        posts.add_membership(work, jane, MembershipDraft(own, Role.CHAIR, votes=True))
        draft = MeetingDraft("Late", MeetingKind.COMMITTEE, day - timedelta(days=1), time(23), time(2))
        return meetings.plan(work, draft, [ItemDraft("Any other business")])

    key = desk.do("Plan", plan).result(30)
    window = open_window(desk, theme, qtbot)
    hands = Hands(window, qtbot)
    window.go("meetings", key)
    hands.rest()
    hands.press(Key.Key_M, CTRL)
    hands.press(Key.Key_F6)
    hands.type("C")
    hands.rest()
    hands.type("L")
    hands.rest()
    page = desk.read(lambda session: minutes.page(session, key))
    window.close()
    assert page
    assert [block.text for block in page.blocks] == [f"Jane Smith arrived at {said}", f"Jane Smith left at {said}"]


def test_underlined_words_leave_what_is_said_under_the_line(minuting: Hands) -> None:
    entry = minuting.window.findChild(Entry)
    assert entry
    minuting.type("The crosing")
    entry.say("You were typing this at 19:00")
    Spelling(entry.box, Words({"The"}.__contains__, [])).check()
    assert minuting.find("entryNotice", QLabel).text() == "You were typing this at 19:00"  # type: ignore[attr-defined]
