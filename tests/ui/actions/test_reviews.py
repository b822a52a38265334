"""A review round in the window: begun, replies taken in, proposals taken and left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.replying import fill_in_pdf
from villagedesk.core.errors import Refused
from villagedesk.core.words import ActionStatus
from villagedesk.models import Action, Reply, Review
from villagedesk.records.actions import ActionDraft
from villagedesk.services import actions, reviewpaper, reviewreplies, reviews
from villagedesk.services.desk import Desk
from villagedesk.ui.actions.reviews.view import ReviewsView
from villagedesk.ui.desk import DeskWindow

Settle = Callable[[], None]
DRAFT = reviews.ReviewDraft("November", date(2026, 12, 5), "Tom Lee <tom@post.example>")


@pytest.fixture
def begun(do: Any) -> str:
    do(lambda work: [actions.add(work, ActionDraft(f"Mend gate {n}", due_on=date(2026, 12, 12))) for n in (1, 2)])
    return do(lambda work: reviews.begin(work, DRAFT))  # type: ignore[no-any-return]


def view(window: DeskWindow, settle: Settle, row: str | None = None) -> ReviewsView:
    window.go("actions", row)
    settle()
    page: Any = window.page()
    if row is None:
        page.views.turn("reviews")
        settle()
    found: ReviewsView = page.views.view("reviews")
    return found


def seen(root: QWidget, name: str) -> Any:
    (found,) = [one for one in root.findChildren(QWidget, name) if one.isVisible()]
    return found


def press(qtbot: QtBot, root: QWidget, name: str, settle: Settle) -> None:
    qtbot.mouseClick(seen(root, name), Qt.MouseButton.LeftButton)
    settle()


def test_a_round_is_begun(qtbot: QtBot, window: DeskWindow, settle: Settle, desk: Desk, do: Any) -> None:
    do(lambda work: actions.add(work, ActionDraft("Mend the gate")))
    place = view(window, settle)
    place.begin_new()
    settle()
    title = place.adding.form.editor("title").box
    assert isinstance(title, QLineEdit) and title.text() == "Review of 21 November 2026"
    people = place.adding.form.editor("reviewers").box
    people.setFocus()
    qtbot.keyClicks(people, "Nobody Known")
    press(qtbot, place, "keepNew", settle)
    assert "Who is “Nobody Known”" in " ".join(one.text() for one in place.adding.findChildren(QLabel))
    assert isinstance(people, QPlainTextEdit)
    people.setPlainText("Ann <ann@post.example>")
    press(qtbot, place, "keepNew", settle)
    assert desk.read(lambda s: [row.title for row in s.query(Review)]) == ["Review of 21 November 2026"]
    assert seen(place, "reviewAbout").text() == (
        "1 action as at 21 November 2026. It has not been sent out yet. Replies are wanted by 5 December 2026. 0 of 1 have replied."
    )


def test_a_reply_is_taken_in_and_decided(
    qtbot: QtBot, window: DeskWindow, settle: Settle, desk: Desk, begun: str, tmp_path: Path
) -> None:
    place = view(window, settle, begun)
    items = desk.read(lambda s: [item.id for item in reviewpaper.items(s, begun)])
    form = reviewpaper.pdf(desk.read(lambda s: reviewpaper.paper(s, begun)))
    file = tmp_path / "reply.pdf"
    file.write_bytes(fill_in_pdf(form, {f"{items[0]}:status": "Done", f"{items[1]}:due": "12 January 2027"}))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    no = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    place.dropEvent(QDropEvent(QPointF(1, 1), Qt.DropAction.CopyAction, data, *no))
    settle()
    name = seen(place, "asking").form.editor("name").box
    qtbot.keyClicks(name, "tom")
    press(qtbot, place, "askingDo", settle)
    assert desk.read(lambda s: [row.name for row in s.query(Reply)]) == ["Tom Lee"]
    assert seen(place, "reviewState").text() == "2 to decide"
    first, second = place.detail.record.proposals  # type: ignore[union-attr]
    press(qtbot, place, f"take_{first.id}", settle)
    press(qtbot, place, f"leave_{second.id}", settle)
    log = desk.read(lambda s: {row.number: (row.status, row.due_on) for row in s.query(Action)})
    assert log == {
        "26/1": (ActionStatus.DONE, date(2026, 12, 12)), "26/2": (ActionStatus.OPEN, date(2026, 12, 12)),
    }  # fmt: skip
    assert seen(place, "reviewState").text() == "All have replied"
    assert not [one for one in place.findChildren(QPushButton, f"leave_{second.id}") if one.isVisible()]
    window.bus.undo()
    settle()
    assert seen(place, f"leave_{second.id}").isEnabled()


def test_a_round_is_to_be_sent_until_that_is_noted(
    qtbot: QtBot, window: DeskWindow, settle: Settle, desk: Desk, begun: str
) -> None:
    place = view(window, settle, begun)
    assert seen(place, "reviewState").text() == "To be sent"
    people = next(one for one in place.findChildren(QLabel) if one.text() == "Who is asked")
    button = seen(place, "do_review_sent")
    assert button.mapTo(place, button.rect().topLeft()).y() < people.mapTo(place, people.rect().topLeft()).y()
    press(qtbot, place, "do_review_sent", settle)
    assert seen(place, "reviewState").text() == "Out for review"
    assert desk.read(lambda s: s.get_one(Review, begun).sent_on) == date(2026, 11, 21)


def test_what_is_no_date_is_not_taken_but_typed(
    qtbot: QtBot, window: DeskWindow, settle: Settle, desk: Desk, begun: str, tmp_path: Path
) -> None:
    place = view(window, settle, begun)
    items = desk.read(lambda s: [item.id for item in reviewpaper.items(s, begun)])
    form = reviewpaper.pdf(desk.read(lambda s: reviewpaper.paper(s, begun)))
    file = tmp_path / "reply.pdf"
    file.write_bytes(fill_in_pdf(form, {":name": "Tom Lee", f"{items[0]}:due": "31 February"}))
    place._doing.take_in(file)
    settle()
    (one,) = place.detail.record.proposals  # type: ignore[union-attr]
    assert not place.findChildren(QPushButton, f"take_{one.id}")
    assert "“31 February” is not a date: type one, or leave it." in [w.text() for w in place.findChildren(QLabel)]
    refusal = desk.do("Take", lambda work: reviewreplies.take(work, one.id)).exception(30)
    assert isinstance(refusal, Refused)
    press(qtbot, place, f"date_{one.id}", settle)
    qtbot.keyClicks(seen(place, "asking").form.editor("due_on").box, "28 February 2027")
    press(qtbot, place, "askingDo", settle)
    log = desk.read(lambda s: {row.number: row.due_on for row in s.query(Action)})
    assert log["26/1"] == date(2027, 2, 28)


def test_what_is_odd_about_a_reply_stands_where_it_is_decided(
    window: DeskWindow, settle: Settle, desk: Desk, begun: str, tmp_path: Path
) -> None:
    said: list[str] = []
    window.bus.said.connect(lambda words, _step: said.append(words))
    place = view(window, settle, begun)
    items = desk.read(lambda s: [item.id for item in reviewpaper.items(s, begun)])
    form = reviewpaper.pdf(desk.read(lambda s: reviewpaper.paper(s, begun)))
    for status in ("Done", "Waiting"):
        file = tmp_path / f"{status}.pdf"
        file.write_bytes(fill_in_pdf(form, {":name": "Tom Lee", f"{items[0]}:status": status}))
        place._doing.take_in(file)
        settle()
    assert any("Look at this: Tom Lee had replied before" in words for words in said)
    older, newer = place.detail.record.proposals  # type: ignore[union-attr]
    assert (older.is_newer, newer.is_newer) == (False, True)
    told = [one.text() for one in seen(place, f"proposal_{newer.id}").findChildren(QLabel)]
    assert "The newer of theirs" in told
    assert any(words.startswith("Tom Lee had replied before") for words in told)


def test_words_are_typed_in(qtbot: QtBot, window: DeskWindow, settle: Settle, desk: Desk, begun: str) -> None:
    place = view(window, settle, begun)
    press(qtbot, place, "do_review_type", settle)
    form = seen(place, "asking").form
    qtbot.keyClicks(form.editor("name").box, "Tom Lee")
    qtbot.keyClicks(form.editor("words").box, "26/1 done; 26/2 move to 12 Jan")
    press(qtbot, place, "askingDo", settle)
    found = desk.read(lambda s: reviews.card(s, begun))
    assert [(one.number, one.status, one.due_on) for one in found.proposals] == [
        ("26/1", ActionStatus.DONE, None), ("26/2", None, date(2027, 1, 12)),
    ]  # fmt: skip
    reply = found.replies[0]
    press(qtbot, place, f"dropReply_{reply.id}", settle)
    assert desk.read(lambda s: reviews.card(s, begun)).replies == ()
    window.bus.undo()
    settle()
    press(qtbot, place, f"take_{found.proposals[0].id}", settle)
    press(qtbot, place, f"dropReply_{reply.id}", settle)
    assert desk.read(lambda s: len(reviews.card(s, begun).replies)) == 1, "something of it was taken"
