"""What the constitution says, typed as somebody with the paper beside them would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from villagedesk.core.words import DayCount, MeetingKind, QuorumKind, Role
from villagedesk.records.constitution import Rules
from villagedesk.records.people import MembershipDraft, PersonDraft
from villagedesk.services import constitution, group, people, posts
from villagedesk.services.desk import Desk
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.theme import Theme

COMMITTEE = MeetingKind.COMMITTEE


class Card:
    """The card in a real window, with hands."""

    def __init__(self, qtbot: Any, desk: Desk, theme: Theme) -> None:
        self._qtbot, self._desk = qtbot, desk
        self.window = DeskWindow(desk, theme)
        qtbot.addWidget(self.window)
        self.window.resize(1300, 900)
        self.window.show()
        self.window.go("settings", "committee")
        self.settle()

    def settle(self) -> None:
        QApplication.processEvents()
        self._qtbot.waitUntil(self.window.bus.is_idle, timeout=10_000)
        QApplication.processEvents()

    def find(self, name: str) -> Any:
        page = self.window.page()
        assert page is not None
        card = page.findChild(QWidget, "constitution")
        assert card is not None
        found = card.findChild(QWidget, name)
        assert found is not None, name
        return found

    def write(self, name: str, words: str) -> None:
        box = self.find(name)
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, words) if words else QTest.keyClick(box, Qt.Key.Key_Delete)

    def leave(self) -> None:
        QApplication.focusWidget().clearFocus()
        self.settle()

    def choose(self, name: str, words: str) -> None:
        box: QComboBox = self.find(name)
        box.setCurrentText(words)
        box.activated.emit(box.currentIndex())
        self.settle()

    def says(self, section: str) -> str:
        return str(self.find(f"meaning_{section}").findChild(QLabel).text())

    def stored(self, kind: MeetingKind = COMMITTEE) -> Rules:
        return self._desk.read(lambda session: constitution.rules(session, kind))


@pytest.fixture
def members(desk: Desk, do: Any) -> None:
    own = desk.read(group.card).organization_id

    def join(work: Any) -> None:
        for n in range(12):
            person = people.add_person(work, PersonDraft(f"Voter {n}"))
            posts.add_membership(work, person, MembershipDraft(own, role=Role.COMMITTEE, votes=True))

    do(join)


@pytest.fixture
def card(qtbot: Any, desk: Desk, members: None, theme: Theme) -> Iterator[Card]:
    card = Card(qtbot, desk, theme)
    yield card
    card.window.close()


def test_nothing_is_said_until_somebody_says_it(card: Card) -> None:
    assert card.says("notice") == "Nothing is said about notice: no meeting is ever called late."
    assert card.says("quorum") == "Nothing is said about a quorum: no meeting is ever called short of people."
    assert "not what you agreed" in card.says("voting")
    assert not card.find("notice_count").isVisible()
    assert card.stored() == Rules(COMMITTEE)


def test_the_sentence_follows_what_is_typed_and_the_field_keeps_itself(card: Card) -> None:
    card.choose("quorum", "A number or a fraction, whichever is greater")
    assert "Until the number or the fraction is filled in" in card.says("quorum")
    card.write("quorum_number", "3")
    card.leave()
    card.write("quorum_fraction", "2/5")
    assert card.says("quorum") == "With 12 voting members, 5 must be there. No clause is quoted for it yet."
    card.leave()
    card.write("quorum_clause", "12. Two fifths, or three")
    card.leave()
    assert card.says("quorum") == "With 12 voting members, 5 must be there."
    found = card.stored()
    assert (found.quorum, found.quorum_number, found.quorum_fraction, found.quorum_clause) == (
        QuorumKind.GREATER, 3, "2/5", "12. Two fifths, or three",
    )  # fmt: skip


def test_days_of_notice_say_by_when(card: Card) -> None:
    card.write("notice_days", "7")
    assert card.says("notice").startswith(
        "A meeting on Saturday 19 December 2026 needs notice by Friday 11 December 2026 by e-mail or by hand"
    )
    card.leave()
    card.choose("notice_count", "Calendar days")
    assert "by Saturday 12 December 2026 by e-mail or by hand" in card.says("notice")
    assert (card.stored().notice_days, card.stored().notice_count) == (7, DayCount.CALENDAR)


@pytest.mark.parametrize("typed", ["2/1", "0/3", "most of us"])
def test_what_is_no_fraction_stays_in_its_field(card: Card, typed: str) -> None:
    card.choose("quorum", "A fraction of the voting members")
    card.write("quorum_fraction", typed)
    card.leave()
    error = card.find("quorum_fraction_error")
    assert error.isVisible()
    assert typed in error.text()
    assert card.stored().quorum_fraction == ""


def test_days_below_nought_are_refused_beside_the_field(card: Card) -> None:
    card.write("notice_days", "-3")
    card.leave()
    assert "“-3” is not a number." in card.find("notice_days_error").text()
    card.write("notice_days", "4000")
    card.leave()
    assert card.find("notice_days_error").text() == "Days are a number from 0 to 365."
    assert card.stored().notice_days is None


def test_more_than_there_are_is_warned_of_and_kept(card: Card) -> None:
    card.choose("quorum", "A number")
    card.write("quorum_number", "15")
    card.leave()
    assert card.says("quorum") == "With 12 voting members, 15 must be there: that is more than there are."
    assert card.find("meaning_quorum").property("tone") == "soon"
    assert card.stored().quorum_number == 15


def test_each_kind_of_meeting_shows_its_own(card: Card, do: Any, desk: Desk) -> None:
    card.write("notice_days", "7")
    card.leave()
    card.find("chip_agm").click()
    card.settle()
    assert card.find("notice_days").text() == ""
    card.find("chip_member").click()
    card.settle()
    card.find("chip_committee").click()
    card.settle()
    assert card.find("notice_days").text() == "7"
    agm = desk.read(lambda session: constitution.rules(session, MeetingKind.AGM))
    do(lambda work: constitution.edit(work, MeetingKind.AGM, replace(agm, quorum=QuorumKind.NUMBER)))
    assert card.find("notice_days").text() == "7"


def test_it_can_be_undone(card: Card) -> None:
    card.write("notice_days", "7")
    card.leave()
    card.window.commands.action("undo").trigger()
    card.settle()
    assert card.stored() == Rules(COMMITTEE)
    assert card.find("notice_days").text() == ""
