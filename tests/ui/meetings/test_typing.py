"""Paragraphs, bold and lists, names and words as they are typed into the minutes, and the clock past midnight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.meetings.conftest import CTRL, Hands, Key
from villagedesk.core.words import BlockKind
from villagedesk.services import meetings, minutes, people
from villagedesk.services.desk import Desk
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


def test_underlined_words_leave_what_is_said_under_the_line(minuting: Hands) -> None:
    entry = minuting.window.findChild(Entry)
    assert entry
    minuting.type("The crosing")
    entry.say("You were typing this at 19:00")
    Spelling(entry.box, Words({"The"}.__contains__, [])).check()
    assert minuting.find("entryNotice", QLabel).text() == "You were typing this at 19:00"  # type: ignore[attr-defined]
