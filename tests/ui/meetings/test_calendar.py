"""Meetings taken in from a file and handed out, as a person does it."""

from __future__ import annotations

from pathlib import Path

import icalendar
import pytest
from docx import Document
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.meetings.conftest import Hands
from villagedesk.core.audience import Audience
from villagedesk.models import Meeting, Person
from villagedesk.records.series import SeriesDraft
from villagedesk.services import series
from villagedesk.services.desk import Desk
from villagedesk.ui import begin
from villagedesk.ui.meetings.calendar.giving import GiveCalendar

DOCS = Path(__file__).parents[3] / "docs"


def titles(group: Desk) -> list[str]:
    return group.read(lambda session: sorted(meeting.title for meeting in session.query(Meeting)))


def drop(hands: Hands, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, copy = QPointF(QPoint(200, 200)), Qt.DropAction.CopyAction
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    hands.window.dropEvent(QDropEvent(at, copy, data, left, none))


def preview(hands: Hands, qtbot: QtBot) -> QPushButton:
    def is_ready() -> bool:
        found = [button for button in hands.window.findChildren(QPushButton, "takeNow") if button.isVisible()]
        return bool(found) and hands.window.bus.is_idle()

    qtbot.waitUntil(is_ready, timeout=20_000)
    button = hands.find("takeNow", QPushButton)
    assert isinstance(button, QPushButton)
    return button


def test_a_calendar_that_is_dropped_is_shown_taken_in_and_undone(hands: Hands, group: Desk, qtbot: QtBot) -> None:
    before = titles(group)
    drop(hands, DOCS / "calendar.ics")
    button = preview(hands, qtbot)
    assert button.text() == "Import 7 changes"
    assert titles(group) == before
    button.click()
    hands.rest()
    assert len(titles(group)) == len(before) + 7
    drop(hands, DOCS / "calendar.ics")
    assert not preview(hands, qtbot).isEnabled()
    hands.window.bus.undo()
    hands.rest()
    assert titles(group) == before


INVITED = """BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:x1\r\nSUMMARY:Walk\r\nDTSTART:20270112T190000Z\r
ATTENDEE;CN=Carl Dee:mailto:carl@post.example\r\nDESCRIPTION:Bring boots\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"""


def test_who_is_asked_and_not_here_is_added_when_it_is_ticked(
    hands: Hands, group: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "walk.ics"
    path.write_text(INVITED, "utf-8")
    hands.window.go("meetings", begin.file(path))
    preview(hands, qtbot)
    tick = hands.find("add_people", QCheckBox)
    assert tick.isVisible() and not tick.isChecked()
    tick.click()
    preview(hands, qtbot).click()
    hands.rest()
    qtbot.waitUntil(lambda: "Walk" in titles(group))
    assert group.read(lambda session: [p.name for p in session.query(Person) if p.name == "Carl Dee"]) == ["Carl Dee"]
    assert group.last_backup() is not None


def test_cancel_while_the_backup_is_made_writes_nothing_and_it_can_be_imported_yet(
    hands: Hands, group: Desk, qtbot: QtBot
) -> None:
    before = titles(group)
    drop(hands, DOCS / "calendar.ics")
    preview(hands, qtbot).click()
    said = hands.window.findChildren(QLabel, "workingText")
    assert "Making a backup first" in [label.text() for label in said]
    (stop,) = [
        button
        for working in hands.window.findChildren(QWidget, "working")
        if working.findChild(QLabel, "workingText").text() == "Making a backup first"  # type: ignore[union-attr]
        for button in working.findChildren(QPushButton)
    ]
    stop.click()
    hands.rest()
    assert titles(group) == before
    assert preview(hands, qtbot).isEnabled()
    preview(hands, qtbot).click()
    qtbot.waitUntil(lambda: len(titles(group)) == len(before) + 7, timeout=20_000)
    hands.rest()


def test_a_councils_meeting_that_is_dropped_finds_its_way_to_meetings(hands: Hands, group: Desk, qtbot: QtBot) -> None:
    drop(hands, DOCS / "meeting.xml")
    assert preview(hands, qtbot).text() == "Import 5 changes"
    preview(hands, qtbot).click()
    hands.rest()
    assert "Highways and Transport Committee" in titles(group)
    assert hands.find("meetingTitle", QLabel).text() == "Highways and Transport Committee"  # type: ignore[attr-defined]


def test_another_bodys_meeting_shows_what_it_published_and_nothing_to_plan_or_approve(
    hands: Hands, group: Desk, meeting_id: str, qtbot: QtBot
) -> None:
    drop(hands, DOCS / "meeting.xml")
    preview(hands, qtbot).click()
    hands.rest()
    theirs = "Highways and Transport Committee"
    key = group.read(lambda session: session.query(Meeting).filter_by(title=theirs).one().id)
    hands.window.go("meetings", meeting_id)
    hands.rest()
    hands.find("chip_approve", QPushButton.__base__).click()  # type: ignore[attr-defined]
    hands.rest()
    hands.window.go("meetings", key)
    hands.rest()
    title = hands.find("meetingTitle", QLabel).text()  # type: ignore[attr-defined]
    assert title == theirs
    detail = hands.find("meetingDetail", QWidget)
    chips = {chip.objectName() for chip in detail.findChildren(QPushButton.__base__) if chip.isVisible()}  # type: ignore[type-var]
    assert {"chip_overview", "chip_give"} <= chips
    assert not {"chip_plan", "chip_approve"} & chips
    said = [label.text() for label in detail.findChildren(QLabel) if label.isVisible()]
    assert "Agenda" in said and "Papers that were published" in said and "Minutes" in said
    assert any(text.startswith("1. ") for text in said)
    hands.window.go("meetings", meeting_id)
    hands.rest()
    assert hands.find("chip_plan", QPushButton.__base__).isVisible()


def test_a_bad_file_is_told_in_a_sentence_and_another_may_be_chosen(hands: Hands, tmp_path: Path, qtbot: QtBot) -> None:
    bad = tmp_path / "bad.ics"
    bad.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    hands.window.go("meetings", begin.file(bad))
    qtbot.waitUntil(lambda: bool([w for w in hands.window.findChildren(QPushButton, "takeOther") if w.isVisible()]))
    said = hands.find("takeProblem", QLabel)
    assert isinstance(said, QLabel)
    assert said.text() == "The calendar holds no events. Nothing has been changed."


def test_a_meeting_is_handed_out_for_calendars_and_for_word(
    hands: Hands, meeting_id: str, tmp_path: Path, qtbot: QtBot
) -> None:
    hands.window.go("meetings", meeting_id)
    hands.rest()
    hands.find("chip_give", QPushButton.__base__).click()  # type: ignore[attr-defined]
    hands.rest()
    for name, path in (("calendar", tmp_path / "one.ics"), ("agenda", tmp_path / "one.docx")):
        hands.find(f"give_{name}", QPushButton).click()  # type: ignore[attr-defined]
        (dialog,) = [found for found in hands.window.findChildren(QFileDialog) if found.isVisible()]
        dialog.fileSelected.emit(str(path))
        dialog.close()
        qtbot.waitUntil(path.exists)
        hands.rest()
    (event,) = icalendar.Calendar.from_ical((tmp_path / "one.ics").read_bytes()).walk("VEVENT")
    assert event["UID"] == meeting_id
    said = [paragraph.text for paragraph in Document(str(tmp_path / "one.docx")).paragraphs]
    assert "2. Mill Lane crossing" in said


@pytest.mark.parametrize(("audience", "name"), [("Public", "Elm Park"), ("Committee", "Grievance panel")])
def test_a_calendar_of_a_series_is_offered_under_a_name_that_its_audience_may_know(
    hands: Hands, group: Desk, audience: str, name: str
) -> None:
    draft = SeriesDraft("Grievance panel", audience=Audience.COMMITTEE)
    group.do("Series", lambda work: series.add(work, draft)).result(30)
    hands.window.go("meetings")
    hands.rest()
    hands.find("chip_calendar", QAbstractButton).click()
    hands.rest()
    card = hands.window.findChild(GiveCalendar)
    for field, value in (("which", "Grievance panel"), ("audience", audience)):
        chosen = card.findChild(QComboBox, field)
        chosen.setCurrentText(value)
    card.findChild(QPushButton, "saveCalendar").click()
    hands.rest()
    (dialog,) = [found for found in hands.window.findChildren(QFileDialog) if found.isVisible()]
    assert Path(dialog.selectedFiles()[0]).name.startswith(f"Calendar, {name}")
    dialog.close()
