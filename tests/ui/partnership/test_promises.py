"""Promises and deals as somebody uses them: noting, confirming, renegotiating, and making a deal of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from villagedesk.core.audience import Audience
from villagedesk.core.promises import PromiseState
from villagedesk.core.words import OrganizationKind
from villagedesk.records.deals import DealDraft
from villagedesk.records.interactions import InteractionDraft, ParticipantDraft
from villagedesk.records.people import OrganizationDraft
from villagedesk.records.promises import PromiseDraft, SaidDraft
from villagedesk.services import dealpaper, deals, interactions, people, posts, promisesteps, promising
from villagedesk.services.desk import Desk, Work
from villagedesk.ui import begin
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.rowlist import RowTable

TODAY = date(2026, 11, 21)
Settle = Callable[[], None]
Keys = dict[str, str]


def fill(work: Work) -> Keys:
    """Parks promised a bench ten days ago and five things that were done; we owe a count by tomorrow."""
    parks = people.add_organization(work, OrganizationDraft("Parks", kind=OrganizationKind.COUNCIL))
    ago = TODAY - timedelta(60)

    def promise(text: str, due: int, body: str = parks) -> str:
        draft = PromiseDraft(text, organization_id=body, raised_on=ago, due_on=TODAY + timedelta(due))
        return promisesteps.promise(work, draft)

    keys = {"parks": parks, "bench": promise("Mend the bench", -10)}
    keys["count"] = promise("Count the birds", 1, posts.own_body(work.session))
    for n in range(4):
        promisesteps.report(work, promise(f"Mow {n}", 0), SaidDraft("Rob", TODAY - timedelta(3)))
    keys["deal"] = deals.add(work, DealDraft("Green spaces", organization_id=parks, agreed_on=ago))
    return keys


@pytest.fixture
def keys(desk: Desk) -> Keys:
    return desk.do("Fill", fill).result(30)


@pytest.fixture
def page(keys: Keys, window: DeskWindow, settle: Settle) -> Any:
    page = window.go("partnership")
    settle()
    page.views.turn("promises")
    settle()
    return page


def find(parent: QWidget, kind: type[Any], name: str) -> Any:
    found = [widget for widget in parent.findChildren(kind, name) if widget.isVisible()]
    assert found, name
    return found[0]


def promise(window: DeskWindow, key: str) -> Any:
    return window.desk.read(lambda session: promising.card(session, key, TODAY))


def press(qtbot: QtBot, page: QWidget, name: str, settle: Settle) -> None:
    qtbot.mouseClick(find(page, QAbstractButton, name), Qt.MouseButton.LeftButton)
    settle()


def choose(page: QWidget, settle: Settle, key: str, name: str = "promise") -> None:
    find(page, RowTable, name).select(key)
    settle()


def test_what_is_to_do_is_listed_with_how_it_stands(page: Any, window: DeskWindow, keys: Keys, settle: Settle) -> None:
    model = find(page, RowTable, "promise").model
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Mend the bench", "Count the birds"]
    assert find(page, QPushButton, "chip_not_done").text() == "Not done 1"
    assert find(page, QPushButton, "chip_to_confirm").text() == "To confirm 4"
    assert find(page, QLabel, "promiseState").text() == "Not done by 11 November 2026"
    rates = find(page, QLabel, "rates_theirs").text()
    assert rates == "Of 5 settled: 80% done, 0% renegotiated, 0% late, 20% not done"
    assert find(page, QLabel, "rates_ours").text() == "None is settled yet."


def test_reported_and_confirmed_by_keyboard(
    page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["count"])
    find(page, QTableView, "rows").setFocus()
    qtbot.keyClick(find(page, QTableView, "rows"), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settle()
    qtbot.keyClicks(find(find(page, QWidget, "asking"), QLineEdit, "by"), "Tom")
    press(qtbot, page, "askingDo", settle)
    row = promise(window, keys["count"]).row
    assert (row.standing, row.reported_by, row.reported_on) == (PromiseState.DONE, "Tom", TODAY)
    press(qtbot, window, "toastUndo", settle)
    assert promise(window, keys["count"]).row.standing is PromiseState.OPEN


def test_a_date_moves_when_both_sides_agree(
    page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["bench"])
    press(qtbot, page, "do_promise_renegotiate", settle)
    strip = find(page, QWidget, "asking")
    press(qtbot, strip, "askingDo", settle)
    assert "both sides will read it" in find(strip, QLabel, "reason_error").text()
    qtbot.keyClicks(find(strip, QLineEdit, "due"), "1 dec 2026")
    qtbot.keyClicks(find(strip, QLineEdit, "reason"), "No timber")
    press(qtbot, strip, "askingDo", settle)
    assert promise(window, keys["bench"]).row.standing is PromiseState.NOT_DONE
    assert "11 November 2026 still counts" in find(page, QLabel, "promiseAbout").text()
    press(qtbot, page, "do_promise_agree", settle)
    press(qtbot, page, "askingDo", settle)
    row = promise(window, keys["bench"]).row
    assert (row.standing, row.counts_on) == (PromiseState.OPEN, date(2026, 12, 1))
    assert find(page, QLabel, "promiseState").text() == "Due by 1 December 2026"


def test_given_up_without_a_release_it_is_not_done(
    page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["count"])
    press(qtbot, page, "do_promise_release", settle)
    qtbot.keyClicks(find(page, QLineEdit, "reason"), "Nobody can count")
    press(qtbot, page, "askingDo", settle)
    card = promise(window, keys["count"])
    assert (card.row.standing, card.reason) == (PromiseState.NOT_DONE, "Nobody can count")


def test_what_a_side_says_and_what_is_done_because_of_it(
    page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["bench"])
    press(qtbot, page, "do_promise_remark", settle)
    strip = find(page, QWidget, "asking")
    qtbot.keyClicks(find(strip, QPlainTextEdit, "text"), "The timber is late.")
    press(qtbot, strip, "askingDo", settle)
    said = promise(window, keys["bench"]).remarks[0]
    assert find(page, QWidget, f"row_{said.id}").isVisible()
    press(qtbot, page, f"takeBack_{said.id}", settle)
    assert promise(window, keys["bench"]).remarks == ()
    press(qtbot, page, "do_promise_because", settle)
    qtbot.keyClicks(find(find(page, QWidget, "asking"), QPlainTextEdit, "text"), "Ask the timber yard")
    press(qtbot, page, "askingDo", settle)
    assert [one.text for one in promise(window, keys["bench"]).because] == ["Ask the timber yard"]


def test_a_promise_leads_to_the_letter_that_it_came_from(window: DeskWindow, keys: Keys, settle: Settle) -> None:
    who = (ParticipantDraft(name="Rob"),)
    draft = InteractionDraft(on_date=TODAY, participants=who, subject="The bench", action_id=keys["bench"])
    letter = window.desk.do("Add", lambda work: interactions.add(work, draft)).result(30)
    page, gone = window.go("partnership"), list[tuple[str, str]]()
    window.bus.goto.emit("partnership", keys["bench"])
    settle()
    window.bus.goto.connect(lambda place, key: gone.append((place, key)))
    row = find(page, QWidget, f"row_{letter}")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    settle()
    assert gone == [("people", f"log:{letter}")]


def test_a_promise_is_added_to_a_deal_and_taken_out(
    page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle
) -> None:
    window.bus.goto.emit("partnership", keys["deal"])
    settle()
    press(qtbot, page, "do_deal_promise", settle)
    new = find(page, QWidget, "new_promise")
    assert find(new, QLineEdit, "deal_id").text() == "Green spaces"
    qtbot.keyClicks(find(new, QPlainTextEdit, "text"), "Plant a hedge")
    body = find(new, QLineEdit, "organization_id")
    body.setFocus()
    qtbot.keyClicks(body, "parks")
    qtbot.keyClick(body, Qt.Key.Key_Tab)
    press(qtbot, new, "keepNew", settle)
    window.bus.goto.emit("partnership", keys["deal"])
    settle()
    card = window.desk.read(lambda session: deals.card(session, keys["deal"], TODAY))
    assert [one.text for one in card.promises] == ["Plant a hedge"]
    press(qtbot, page, f"takeAway_{card.promises[0].id}", settle)
    assert window.desk.read(lambda session: deals.card(session, keys["deal"], TODAY)).promises == ()


def test_a_deal_is_signed_sent_answered_and_saved(
    page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    window.bus.goto.emit("partnership", keys["deal"])
    settle()
    press(qtbot, page, "do_deal_sign", settle)
    qtbot.keyClicks(find(find(page, QWidget, "asking"), QLineEdit, "name"), "R. Tanner")
    press(qtbot, page, "askingDo", settle)
    press(qtbot, page, "do_deal_send", settle)
    press(qtbot, page, "askingDo", settle)
    press(qtbot, page, "do_deal_answer", settle)
    qtbot.keyClicks(find(find(page, QWidget, "asking"), QPlainTextEdit, "text"), "All true.")
    press(qtbot, page, "askingDo", settle)
    card = window.desk.read(lambda session: deals.card(session, keys["deal"], TODAY))
    assert ([one.name for one in card.signatories], card.comments[0].answer) == (["R. Tanner"], "All true.")
    press(qtbot, page, "do_deal_pdf", settle)
    press(qtbot, page, "askingDo", settle)
    dialog = window.findChild(QFileDialog, "saveDialog")
    dialog.fileSelected.emit(str(tmp_path / "deal.pdf"))
    dialog.close()
    settle()
    assert (tmp_path / "deal.pdf").read_bytes().startswith(b"%PDF")


def test_all_that_was_promised_with_a_body_is_saved(
    page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    choose(page, settle, keys["bench"])
    window.commands.action("promises_pdf").trigger()
    settle()
    assert find(find(page, QWidget, "asking"), QLineEdit, "organization_id").text() == "Parks"
    press(qtbot, page, "askingDo", settle)
    dialog = window.findChild(QFileDialog, "saveDialog")
    dialog.fileSelected.emit(str(tmp_path / "both.pdf"))
    dialog.close()
    settle()
    assert (tmp_path / "both.pdf").read_bytes().startswith(b"%PDF")


def test_all_promises_go_to_a_body_for_comment_and_its_answer_is_noted(
    page: Any, window: DeskWindow, keys: Keys, qtbot: QtBot, settle: Settle
) -> None:
    choose(page, settle, keys["bench"])
    assert find(page, QLabel, "wholeOfBody").text() == "Everything that Parks and we promised"
    press(qtbot, page, "do_promises_send", settle)
    qtbot.keyClicks(find(find(page, QWidget, "asking"), QLineEdit, "sent_to"), "R. Tanner")
    press(qtbot, page, "askingDo", settle)
    press(qtbot, page, "do_promises_answer", settle)
    qtbot.keyClicks(find(find(page, QWidget, "asking"), QPlainTextEdit, "text"), "We agree.")
    press(qtbot, page, "askingDo", settle)
    sent = window.desk.read(lambda session: deals.sent_whole(session, keys["parks"]))[0]
    assert (sent.body, sent.sent_to, sent.answer, sent.answered_on) == ("Parks", "R. Tanner", "We agree.", TODAY)
    paper = window.desk.read(lambda session: dealpaper.of_body(session, keys["parks"], Audience.COUNCIL, TODAY))
    assert "comments received on 21 November 2026" in paper.recorded
    press(qtbot, page, f"takeAway_{sent.id}", settle)
    assert window.desk.read(lambda session: deals.sent_whole(session, keys["parks"])) == ()


def test_an_empty_group_is_told_what_belongs_here(window: DeskWindow, settle: Settle) -> None:
    page = window.go("partnership")
    settle()
    for name, words in (("promises", "each once, until it is done"), ("deals", "who signed")):
        view = page.views.turn(name)
        settle()
        assert any(words in label.text() for label in view.findChildren(QLabel) if label.isVisible())
    assert not page.findChild(QWidget, "kept").isVisible()


def test_a_card_can_begin_a_promise_of_a_body(page: Any, window: DeskWindow, keys: Keys, settle: Settle) -> None:
    window.bus.goto.emit("partnership", begin.promise(keys["parks"]))
    settle()
    assert find(find(page, QWidget, "new_promise"), QLineEdit, "organization_id").text() == "Parks"
    assert find(page, QComboBox, "promisesWith").count() == 2
