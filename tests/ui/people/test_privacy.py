"""Data protection in the window: the face of the card, an erasure from the keyboard, the yearly review."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from sqlalchemy import select

from tests.conftest import TODAY
from villagedesk.core.words import Retained, Role
from villagedesk.models import Consent, Membership, Note, Person, RetentionReview, RetentionRule, SubjectRequest
from villagedesk.records.people import PersonDraft
from villagedesk.services import consent, documents, people, posts, retention
from villagedesk.ui.badge import Badge
from villagedesk.ui.settings.page import SettingsPage


@pytest.fixture
def jo(do: Any) -> str:
    def add(work: Any) -> str:
        key = people.add_person(work, PersonDraft("Jo Smith", access_needs="A ramp"))
        ann = people.add_person(work, PersonDraft("Ann Bell"))
        work.session.add(Note(id=work.new_id(), person_id=ann, on_date=TODAY, text="Lives next to Jo Smith."))
        work.session.add(Note(id=work.new_id(), person_id=ann, on_date=TODAY, text="Jo Smith's aunt. Paints."))
        documents.add(work, "letter.txt", b"Dear Jo Smith")
        return key

    return str(do(add))


@pytest.fixture(autouse=True)
def wide(window: Any) -> None:
    """Room for a list and its detail."""
    window.resize(1360, 850)


@pytest.fixture
def face(jo: str, page: Any, find: Any, press: Any, settled: Callable[[], None]) -> Any:
    page.shown(jo)
    settled()
    press("chip_privacy")
    return page


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def stored(desk: Any, model: Any) -> list[Any]:
    return list(desk.read(lambda session: session.scalars(select(model)).all()))


def test_the_card_says_why_data_is_held_and_keeps_what_is_chosen(
    face: Any, find: Any, desk: Any, jo: str, qtbot: Any, settled: Any
) -> None:
    assert "Somebody the group has to do with" in said(face)
    assert "access needs are sensitive" in said(face)
    qtbot.keyClicks(find("note"), "Comes to the lunch club")
    find("do_not_contact").click()
    settled()
    shown = desk.read(lambda session: consent.card(session, jo, TODAY))
    assert (shown.note, shown.do_not_contact) == ("Comes to the lunch club", True)


def test_consent_cannot_be_relied_on_before_it_is_given(face: Any, find: Any, desk: Any, jo: str, settled: Any) -> None:
    box = find("basis")
    index = box.findText("Consent")
    box.setCurrentIndex(index)
    box.activated.emit(index)
    settled()
    assert "without it there is no consent" in said(face)
    assert stored(desk, Person.lawful_basis) == [None, None]


def test_a_consent_is_noted_and_taken_back_at_the_keyboard(
    face: Any, find: Any, press: Any, desk: Any, qtbot: Any, settled: Any
) -> None:
    press("giveConsent")
    qtbot.keyClicks(find("purpose"), "The newsletter")
    qtbot.keyClicks(find("given_how"), "On a form")
    qtbot.keyClick(find("given_how"), Qt.Key.Key_Return)
    settled()
    (given,) = stored(desk, Consent)
    assert (given.purpose, given.given_how, given.given_on) == ("The newsletter", "On a form", TODAY)
    press(f"withdraw_{given.id}")
    qtbot.keyClicks(find("how"), "By telephone")
    press("askingDo")
    assert stored(desk, Consent)[0].withdrawn_how == "By telephone"
    assert "Withdrawn" in said(face)


def test_a_request_counts_down_and_is_answered(
    face: Any, find: Any, press: Any, desk: Any, jo: str, qtbot: Any, settled: Any, window: Any
) -> None:
    press("addRequest")
    press("askingDo")
    (request,) = stored(desk, SubjectRequest)
    assert request.due_on == date(2026, 12, 21)
    assert "in 30 days" in {badge.text() for badge in face.findChildren(Badge)}
    press(f"extend_{request.id}")
    press("askingDo")
    assert "Say why" in said(face)
    qtbot.keyClick(find("why"), Qt.Key.Key_Escape)
    window.go("today")
    settled()
    assert "Jo Smith asks: A copy of what is held" in said(window.page())
    window.go("people", jo)
    settled()
    press(f"answer_{request.id}")
    assert stored(desk, SubjectRequest)[0].answered_on == TODAY


def test_the_bundle_is_saved_where_the_person_says(
    face: Any, press: Any, tmp_path: Path, qtbot: Any, settled: Any, window: Any
) -> None:
    press("saveBundleJson")
    dialog = window.findChild(QFileDialog, "saveDialog")
    target = tmp_path / "held.json"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(target.exists, timeout=20_000)
    settled()
    told = json.loads(target.read_text())
    assert told["name"] == "Jo Smith"
    assert {part["table"] for part in told["parts"]} >= {"person", "note", "content"}


def test_an_erasure_is_seen_chosen_and_done_at_the_keyboard(
    face: Any, find: Any, press: Any, desk: Any, jo: str, qtbot: Any, settled: Any, window: Any
) -> None:
    press("erase")
    qtbot.waitUntil(lambda: any(w.isVisible() for w in face.findChildren(QWidget, "eraseNow")), timeout=20_000)
    settled()
    assert "What erasing Jo Smith would do" in said(face)
    rows = face._screens._erasing._found._list
    assert rows.model.rowCount() == 3
    keys = [rows.model.id_at(n) for n in range(3)]
    assert keys[0].startswith("content/")
    assert "Dear Jo Smith" in find("mentionSentence").text().replace("<b>", "").replace("</b>", "")
    note = next(key for key in keys if key.startswith("note/"))
    rows.select(note)
    settled()
    qtbot.keyClick(rows.view, Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K)
    settled()
    assert QApplication.focusWidget().objectName() == "keepReason"
    press("eraseNow")
    assert "Say why this mention is kept" in said(face)
    qtbot.keyClicks(find("keepReason"), "Her aunt wants it so")
    qtbot.keyClick(find("keepReason"), Qt.Key.Key_Return)
    settled()
    press("eraseNow")
    dialog = window.findChild(QWidget, "message")
    confirm = dialog.findChild(QWidget, "confirm")
    assert confirm.text() == "Erase Jo Smith"
    confirm.click()
    qtbot.waitUntil(lambda: any(w.isVisible() for w in face.findChildren(QWidget, "erasingDone")), timeout=20_000)
    settled()
    assert not [box for box in window.findChildren(QWidget, "message") if box.isVisible()]  # no error over the page
    assert stored(desk, Person.name) == ["Ann Bell"]
    texts = stored(desk, Note.text)
    assert sum("Jo Smith" in words for words in texts) == 1
    assert sum("resident" in words for words in texts) == 1
    assert "1 was kept: Her aunt wants it so." in said(face)
    assert "Packs that were sent" in said(face)
    assert not window.commands.action("undo").isEnabled()
    press("erasingDone")
    assert find("rows").isVisible()


def test_nothing_happens_when_an_erasure_is_given_up(
    face: Any, press: Any, find: Any, desk: Any, qtbot: Any, settled: Any
) -> None:
    press("erase")
    settled()
    qtbot.keyClick(find("cancelErasing"), Qt.Key.Key_Escape)
    settled()
    assert sorted(stored(desk, Person.name)) == ["Ann Bell", "Jo Smith"]


def test_who_is_past_their_time_is_kept_with_a_reason(
    jo: str, do: Any, page: Any, find: Any, press: Any, desk: Any, qtbot: Any, settled: Any, window: Any
) -> None:
    def leave(work: Any) -> None:
        own = posts.own_body(work.session)
        end = TODAY - timedelta(900)
        work.session.add(Membership(id=work.new_id(), person_id=jo, organization_id=own, role=Role.MEMBER, end_on=end))
        retention.set_rule(work, Retained.MEMBERS, 24)

    do(leave)
    window.go("today")
    settled()
    assert "1 person is past the time you keep people for" in said(window.page())
    window.go("people", "review")
    settled()
    assert find("reviewName").text() == "Jo Smith"
    press("keepYear")
    assert "Say why" in said(page)
    qtbot.keyClicks(find("reason"), "Lends the marquee")
    qtbot.keyClick(find("reason"), Qt.Key.Key_Return)
    settled()
    assert stored(desk, RetentionReview.reason) == ["Lends the marquee"]
    press("leaveReview")


def test_rules_are_typed_in_settings_or_taken_from_a_suggestion(
    window: Any, desk: Any, qtbot: Any, settled: Any
) -> None:
    page = window.go("settings")
    assert isinstance(page, SettingsPage)
    settled()
    page.findChild(QWidget, "use_members").click()
    settled()
    box = page.findChild(QWidget, "months_contacts")
    qtbot.keyClicks(box, "36")
    box.left.emit()
    settled()
    rules = {rule.what: rule.months for rule in stored(desk, RetentionRule)}
    assert rules == {Retained.MEMBERS: 24, Retained.CONTACTS: 36}
