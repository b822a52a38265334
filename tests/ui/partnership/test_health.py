"""The health check as somebody uses it: begin a round, type scores in, take scores in, change the statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.replying import fill_in_pdf
from villagedesk.core.words import OrganizationKind, ReplyWay, Side
from villagedesk.records.health import CheckCard, CheckDraft, ScoreDraft, ScorerDraft, StatementSetDraft
from villagedesk.records.people import OrganizationDraft
from villagedesk.services import health, healthpaper, healthscores, people, statements
from villagedesk.services.desk import Desk, Work
from villagedesk.ui.desk import DeskWindow

TODAY = date(2026, 11, 21)
Settle = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier


def fill(work: Work) -> str:
    """A round of two statements with a council."""
    council = people.add_organization(work, OrganizationDraft("Avonford Council", kind=OrganizationKind.COUNCIL))
    kept = statements.add(work, StatementSetDraft("Ours", "", "Trust\n- They keep their word.\n- We keep ours."))
    return health.begin(work, CheckDraft("Spring check", kept, council, TODAY))


@pytest.fixture
def check(desk: Desk) -> str:
    return desk.do("Fill", fill).result(30)


@pytest.fixture
def page(window: DeskWindow, settle: Settle) -> Any:
    page: Any = window.go("partnership")
    page.views.turn("health")
    settle()
    return page


def find(parent: QWidget, kind: type[Any], name: str) -> Any:
    found = [widget for widget in parent.findChildren(kind, name) if widget.isVisible()]
    assert found, name
    return found[0]


def card(window: DeskWindow, key: str) -> CheckCard:
    return window.desk.read(lambda session: health.card(session, key))


def write(qtbot: QtBot, page: QWidget, name: str, words: str) -> None:
    box = find(page, QLineEdit, name)
    box.setFocus()
    qtbot.keyClicks(box, words)


def test_an_empty_group_is_told_what_there_is_not(window: DeskWindow, settle: Settle) -> None:
    page: Any = window.go("partnership")
    page.views.turn("overview")
    settle()
    for name, words in (
        ("promises", "Nothing has been promised yet"),
        ("goals", "No shared goal is open."),
        ("questions", "Every question has been answered."),
        ("heard", "Nobody is entered as having come."),
        ("health", "No health check has been scored yet."),
    ):
        assert words in find(page, QLabel, f"overview_{name}_words").text()


def test_a_round_is_begun_with_one_key_and_one_button(
    desk: Desk, window: DeskWindow, page: Any, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    settle()
    assert find(page, QLineEdit, "title").text() == "Health check, 21 November 2026"
    find(page, QPushButton, "keepNew").click()
    settle()
    (key,) = desk.read(health.ids)
    assert card(window, key).row.statements == 15


def test_scores_are_typed_in_a_line_for_each_statement(
    check: str, window: DeskWindow, page: Any, settle: Settle, qtbot: QtBot
) -> None:
    window.commands.action("health_score").trigger()
    settle()
    write(qtbot, page, "name", "Jo Reid")
    write(qtbot, page, "score_1", "2 They promised it twice")
    write(qtbot, page, "score_2", "4")
    find(page, QPushButton, "askingDo").click()
    settle()
    first, second = card(window, check).statements
    assert first.now.ours and first.now.ours.value == 2
    assert second.now.ours and second.now.ours.value == 4
    assert first.said[0].comment == "They promised it twice"
    assert "2 of us" not in find(page, QLabel, "healthSum").text()
    assert "3.0 from 1" in find(page, QLabel, "healthSum").text()


def test_a_score_that_is_none_is_said_beside_its_line(
    check: str, window: DeskWindow, page: Any, settle: Settle, qtbot: QtBot
) -> None:
    window.commands.action("health_score").trigger()
    settle()
    write(qtbot, page, "name", "Jo")
    write(qtbot, page, "score_1", "7 of 10")
    find(page, QPushButton, "askingDo").click()
    settle()
    assert find(page, QLabel, "score_1_error").text() == "A score is 1, 2, 3, 4 or 5."
    assert not card(window, check).scorers


def test_a_filled_in_form_is_taken_in_and_asks_whose_it_is(
    check: str, window: DeskWindow, page: Any, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    form = window.desk.read(lambda session: healthpaper.form(session, check))
    path = tmp_path / "reply.pdf"
    words = {f"{form.entries[0].id}:score": "5, wholly", ":name": "Grace Adeyemi"}
    path.write_bytes(fill_in_pdf(healthpaper.form_pdf(form), words))
    page.views.current().take_in(path)
    qtbot.waitUntil(lambda: any(w.isVisible() for w in page.findChildren(QPushButton, "askingDo")), timeout=20_000)
    assert find(page, QComboBox, "side").currentText() == "Avonford Council"
    find(page, QPushButton, "askingDo").click()
    settle()
    (one,) = card(window, check).scorers
    assert (one.name, one.side) == ("Grace Adeyemi", Side.THEIRS)


def test_a_file_that_would_replace_what_was_typed_asks_first(
    check: str, window: DeskWindow, page: Any, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    form = window.desk.read(lambda session: healthpaper.form(session, check))
    typed = ScorerDraft("Jo", Side.THEIRS, ReplyWay.PAPER, None, {form.entries[0].id: ScoreDraft(1, "", "")})
    window.desk.do("Score", lambda work: healthscores.score(work, check, typed)).result(10)
    settle()
    path = tmp_path / "reply.pdf"
    words = {f"{form.entries[0].id}:score": "5, wholly", ":name": "Jo", ":side": "Avonford Council"}
    path.write_bytes(fill_in_pdf(healthpaper.form_pdf(form), words))
    for answer, way in ((0, ReplyWay.PAPER), (1, ReplyWay.PDF)):
        page.views.current().take_in(path)
        qtbot.waitUntil(lambda: any(w.isVisible() for w in page.findChildren(QComboBox, "replaces")), timeout=20_000)
        find(page, QComboBox, "replaces").setCurrentIndex(answer)
        find(page, QPushButton, "askingDo").click()
        settle()
        assert [one.way for one in card(window, check).scorers] == [way]


def test_somebodys_scores_are_changed_and_taken_out(
    check: str, window: DeskWindow, page: Any, settle: Settle, qtbot: QtBot
) -> None:
    window.commands.action("health_score").trigger()
    settle()
    write(qtbot, page, "name", "Jo")
    write(qtbot, page, "score_1", "2")
    find(page, QPushButton, "askingDo").click()
    settle()
    scorer = card(window, check).scorers[0].id
    row = find(page, QWidget, f"row_{scorer}")
    qtbot.mouseClick(find(row, QWidget, f"change_{scorer}"), Qt.MouseButton.LeftButton)
    settle()
    assert find(page, QLineEdit, "score_1").text() == "2"
    find(page, QLineEdit, "score_1").clear()
    write(qtbot, page, "score_1", "5")
    find(page, QPushButton, "askingDo").click()
    settle()
    now = card(window, check).statements[0].now.ours
    assert now and now.value == 5
    scorer = card(window, check).scorers[0].id
    qtbot.mouseClick(find(page, QWidget, f"drop_{scorer}"), Qt.MouseButton.LeftButton)
    settle()
    assert not card(window, check).scorers


def test_the_statements_are_the_groups_to_change(
    desk: Desk, window: DeskWindow, page: Any, settle: Settle, qtbot: QtBot
) -> None:
    window.commands.action("health_statements").trigger()
    settle()
    box = find(page, QPlainTextEdit, "text")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "Time")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "- There is enough of it.")
    find(page, QLineEdit, "name").setFocus()
    settle()
    kept = next(row for row in desk.read(statements.sets) if row.is_ours)
    assert kept.text == "Time\n- There is enough of it."
    qtbot.keyClick(find(page, QLineEdit, "name"), Qt.Key.Key_Escape)
    assert not page.views.current().panel.isVisible()
