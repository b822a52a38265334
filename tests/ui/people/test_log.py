"""The log of a card: entered, answered, filed by dropping and pasting, written as a letter; by the keyboard."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from tests.unit.exchange.test_eml import PLAIN
from villagedesk.core.words import ContactKind, Direction, InteractionKind, TouchUnit
from villagedesk.records.interactions import InteractionDraft, ParticipantDraft
from villagedesk.records.people import ContactDraft, PersonDraft
from villagedesk.services import documents, interactions, people, rhythms
from villagedesk.services.interactions import LogQuery

TODAY = date(2026, 11, 21)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def nia(do) -> str:
    def add(work) -> str:
        key = people.add_person(work, PersonDraft("Nia Bowen"))
        people.set_contacts(work, "person", key, [ContactDraft(ContactKind.EMAIL, "nia@brynafon.example")])
        people.add_person(work, PersonDraft("Siân Llŷr"))
        return key

    return do(add)


@pytest.fixture
def log(nia, page, find, settled):
    """The log on Nia's card."""
    page.shown(nia)
    settled()
    find("chip_log").click()
    settled()
    return find("face_log")


def entries(desk, owner: str | None = None):
    return desk.read(lambda session: interactions.page(session, LogQuery(owner), 0, 50)).rows


def words(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def drop(window, *paths: Path, at: QPointF | None = None) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place = at or QPointF(300, 300)
    none = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none))


@pytest.fixture
def eml(tmp_path: Path) -> Path:
    file = tmp_path / "Hall roof.EML"
    file.write_bytes(PLAIN)
    return file


def test_ctrl_shift_l_logs_a_call_with_who_is_shown(nia, window, page, find, qtbot, settled, desk):
    page.shown(nia)
    settled()
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
    settled()
    assert QApplication.focusWidget() is find("subject") or find("subject").isVisible()
    qtbot.keyClicks(find("subject"), "Hall roof")
    qtbot.keyClicks(find("participants"), "sian")
    qtbot.keyClick(find("participants"), Qt.Key.Key_Return)
    qtbot.keyClicks(find("participants"), "Somebody New")
    qtbot.keyClick(find("participants"), Qt.Key.Key_Return)
    qtbot.keyClicks(find("follow_up_on"), "+2w")
    qtbot.keyClicks(find("text"), "It leaks.")
    qtbot.keyClick(find("text"), Qt.Key.Key_Return, CTRL)
    settled()
    (entry,) = entries(desk)
    assert [(who.name, who.is_known) for who in entry.participants] == [
        ("Nia Bowen", True), ("Siân Llŷr", True), ("Somebody New", False),
    ]  # fmt: skip
    assert (entry.subject, entry.text, entry.interaction_kind) == ("Hall roof", "It leaks.", InteractionKind.CALL)
    assert (entry.on_date, entry.follow_up_on) == (TODAY, TODAY + timedelta(14))
    assert "Hall roof" in words(find("face_log"))
    window.bus.undo()
    settled()
    assert entries(desk) == ()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(log, page, find, press, qtbot, desk):
    press("logSomething")
    press("keepEntry")
    assert find("text_error").text() == "Say in a word or two what it was about."
    qtbot.keyClicks(find("subject"), "Roof")
    find("on_date").clear()
    qtbot.keyClicks(find("on_date"), "1 December 2026")
    press("keepEntry")
    assert find("on_date_error").text() == "That day is still to come. The log holds what has happened."
    assert find("subject").text() == "Roof"


def test_what_was_typed_is_offered_back_and_escape_gives_it_up(
    log, nia, page, find, press, qtbot, settled, desk, window
):
    press("logSomething")
    qtbot.keyClicks(find("subject"), "Half a thought")
    window.bus.closing.emit()
    settled()
    page.shown(people_id(desk, "Siân Llŷr"))
    settled()
    page.shown(nia)
    settled()
    press("logSomething")
    settled()
    assert find("subject").text() == "Half a thought"
    qtbot.keyClick(find("subject"), Qt.Key.Key_Escape)
    settled()
    press("logSomething")
    assert find("subject").text() == ""


def people_id(desk, name: str) -> str:
    return desk.read(lambda s: next(choice.id for choice in people.choices(s) if choice.name == name))


def enter(do, nia, **values) -> str:
    draft = {"on_date": TODAY - timedelta(3), "text": "It leaks.", "participants": (ParticipantDraft(person_id=nia),)}
    return do(lambda work: interactions.add(work, InteractionDraft(**(draft | values))))


def test_an_entry_is_read_edited_field_by_field_and_put_in_the_bin(do, nia, log, find, press, qtbot, settled, desk):
    key = enter(do, nia, subject="Roof")
    settled()
    qtbot.keyClick(find(f"row_{key}"), Qt.Key.Key_Return)
    settled()
    assert find("entryTitle").text() == "Roof"
    assert find("said").text() == "It leaks."
    press("editEntry")
    find("subject").clear()
    qtbot.keyClicks(find("subject"), "Hall roof")
    qtbot.keyClick(find("subject"), Qt.Key.Key_Return)
    settled()
    assert entries(desk)[0].subject == "Hall roof"
    press("doneEntry")
    assert find("entryTitle").text() == "Hall roof"
    find("binEntry").click()
    settled()
    assert entries(desk) == ()
    assert "Nothing has been logged yet" in find("logEmpty").text()


def test_an_answer_goes_the_other_way_and_settles_what_was_owed(do, nia, log, find, press, qtbot, settled, desk):
    asked = enter(do, nia, kind=InteractionKind.EMAIL, direction=Direction.IN, subject="When?", reply_by=TODAY)
    settled()
    assert "We owe an answer" in find(f"row_{asked}").accessibleName()
    qtbot.keyClick(find(f"row_{asked}"), Qt.Key.Key_Return)
    settled()
    press("answerEntry")
    qtbot.keyClicks(find("text"), "Next week.")
    qtbot.keyClick(find("text"), Qt.Key.Key_Return, CTRL)
    settled()
    answer, before = entries(desk)
    assert (answer.answers_id, answer.direction, answer.subject) == (asked, Direction.OUT, "When?")
    assert before.settled_on == TODAY
    assert "We owe an answer" not in find(f"row_{asked}").accessibleName()


def test_what_we_sent_is_answered_by_them(do, nia, log, find, qtbot, settled):
    sent = enter(do, nia, kind=InteractionKind.LETTER, direction=Direction.OUT, subject="When?")
    settled()
    qtbot.keyClick(find(f"row_{sent}"), Qt.Key.Key_Return)
    settled()
    assert find("answerEntry").text() == "Note their answer"


def test_the_log_comes_in_pages(do, nia, page, find, press, settled):
    for number in range(25):
        enter(do, nia, subject=f"Number {number}")
    page.shown(nia)
    settled()
    press("chip_log")
    assert words(find("logRows")).count("Number") == 20
    press("showOlder")
    assert words(find("logRows")).count("Number") == 25
    assert not find("face_log").findChild(type(find("logSomething")), "showOlder").isVisible()


def test_an_email_dropped_on_a_card_is_filed_there_once(nia, window, page, log, eml, find, settled, desk):
    for _time in range(2):
        drop(window, eml, at=QPointF(window.mapFromGlobal(page._pane.mapToGlobal(page._pane.rect().center()))))
        settled()
    (entry,) = entries(desk, nia)
    assert (entry.subject, entry.text) == ("Hall roof", "Dear Rhian,\n\nThe survey is booked.")
    assert entry.on_date == date(2026, 10, 3)
    assert find("entryTitle").text() == "Hall roof"
    assert window.toast.findChild(QLabel, "toastText").text() == "That e-mail was filed before: here it is."


def test_an_email_dropped_anywhere_goes_to_whom_it_is_from(nia, window, page, eml, find, settled, desk):
    window.go("today")
    settled()
    drop(window, eml)
    settled()
    assert window.page() is page
    assert len(entries(desk, nia)) == 1
    assert find("cardName").text() == "Nia Bowen"
    assert find("entryTitle").text() == "Hall roof"
    window.bus.undo()
    settled()
    assert entries(desk) == ()


def test_several_emails_dropped_at_once_are_all_filed(nia, window, page, tmp_path, settled, desk):
    files = [tmp_path / f"{number}.eml" for number in range(3)]
    for number, file in enumerate(files):
        file.write_bytes(PLAIN.replace(b"abc123", str(number).encode()))
    drop(window, *files)
    settled()
    assert len(entries(desk)) == 3


def test_what_only_looks_like_an_email_is_refused_in_a_sentence(window, page, tmp_path, settled, desk):
    file = tmp_path / "picture.eml"
    file.write_bytes(b"\x89PNG\r\n\x1a\n")
    drop(window, file)
    settled()
    assert window.toast.findChild(QLabel, "toastText").text().startswith("This is not an e-mail")
    assert entries(desk) == ()


def test_a_stranger_is_added_with_one_click(nia, window, page, eml, find, settled, desk):
    drop(window, eml)
    settled()
    stranger = next(who for who in entries(desk)[0].participants if "Rhian" in who.name)
    find(f"add_{stranger.id}").click()
    settled()
    key = people_id(desk, "Rhian Prys") if stranger.name != "Prys, Rhian" else people_id(desk, stranger.name)
    assert find(f"open_{key}").isVisible()


def test_a_pasted_email_is_shown_as_understood_and_filed(nia, log, find, press, qtbot, settled, desk, window):
    press("fileMail")
    box = find("pasted")
    box.insertPlainText("Hello")
    assert find("pastedSaid").text().startswith("No sender or subject")
    assert not find("fileIt").isEnabled()
    box.setPlainText("From: Nia Bowen <nia@brynafon.example>\nSent: 3 October 2026 10:14\nSubject: Roof\n\nIt leaks.")
    settled()
    shown = words(find("face_log"))
    assert "Nia Bowen <nia@brynafon.example>" in shown
    assert "Saturday 3 October 2026, 10:14am" in shown
    press("fileIt")
    (entry,) = entries(desk, nia)
    assert (entry.subject, entry.text, entry.direction) == ("Roof", "It leaks.", Direction.IN)
    assert find("entryTitle").text() == "Roof"


def test_a_file_is_attached_saved_and_removed(do, nia, log, find, press, qtbot, settled, desk, tmp_path, window):
    key = enter(do, nia, subject="Roof")
    settled()
    qtbot.keyClick(find(f"row_{key}"), Qt.Key.Key_Return)
    settled()
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(b"%PDF plan")
    press("attach")
    dialog = window.findChild(QFileDialog, "attachDialog")
    dialog.fileSelected.emit(str(plan))
    dialog.reject()
    settled()
    (kept,) = entries(desk)[0].attachments
    assert "plan.pdf (1 KB)" in words(find("face_log"))
    press(f"save_{kept.id}")
    dialog = window.findChild(QFileDialog, "saveDialog")
    with qtbot.waitSignal(window.bus.said):
        dialog.fileSelected.emit(str(tmp_path / "copy.pdf"))
    dialog.reject()
    assert (tmp_path / "copy.pdf").read_bytes() == b"%PDF plan"
    find(f"remove_{kept.id}").click()
    settled()
    assert entries(desk)[0].attachments == ()


def test_a_rhythm_is_kept_and_stopped_on_the_card(log, nia, find, press, settled, desk):
    press("changeRhythm")
    press("keepRhythm")
    assert desk.read(lambda s: rhythms.of(s, nia, TODAY)).every == 6
    assert find("rhythm").text() == "Keep in touch every 6 weeks. Next by 2 January 2027."
    press("changeRhythm")
    press("stopRhythm")
    assert desk.read(lambda s: rhythms.of(s, nia, TODAY)) is None
    assert find("changeRhythm").text() == "Keep in touch regularly"


def test_a_letter_is_looked_at_saved_and_filed_with_its_pdf(
    log, nia, window, find, press, qtbot, settled, desk, tmp_path
):
    window.commands.action("write_letter").trigger()
    settled()
    assert find("addressee").toPlainText() == "Nia Bowen"
    press("saveLetter")
    assert find("text_error").text() == "What should the letter say?"
    qtbot.keyClicks(find("subject"), "The crossing")
    qtbot.keyClicks(find("text"), "We would like one.")
    press("lookAtLetter")
    assert find("letterPage1").pixmap().height() > 600
    press("saveLetter")
    dialog = window.findChild(QFileDialog, "saveDialog")
    dialog.fileSelected.emit(str(tmp_path / "letter.pdf"))
    dialog.reject()
    settled()
    (entry,) = entries(desk, nia)
    assert (entry.interaction_kind, entry.direction, entry.subject) == (
        InteractionKind.LETTER, Direction.OUT, "The crossing",
    )  # fmt: skip
    kept = desk.read(lambda s: documents.content(s, entry.attachments[0].document_id))
    assert (tmp_path / "letter.pdf").read_bytes() == kept
    assert find("entryTitle").text() == "The crossing"


def test_no_letter_is_begun_to_who_asked_not_to_be_contacted(do, nia, window, page, find, settled):
    from sqlalchemy import update

    from villagedesk.models import Person

    do(lambda work: work.session.execute(update(Person).values(do_not_contact=True)))
    page.shown(nia)
    settled()
    window.commands.action("write_letter").trigger()
    settled()
    assert "asked not to be contacted" in window.toast.findChild(QLabel, "toastText").text()
    assert not find("face_log").findChildren(QLabel, "letterPage1")
    assert find("logSomething").isVisible()


def test_the_whole_log_is_searched_and_leads_back(do, nia, window, page, find, press, qtbot, settled):
    enter(do, nia, subject="Roof")
    other = enter(do, nia, subject="Crossing", participants=(ParticipantDraft("Nobody We Know"),))
    window.commands.action("show_log").trigger()
    settled()
    assert "Roof" in words(find("logRows"))
    qtbot.keyClicks(find("findInLog"), "cross")
    qtbot.keyClick(find("findInLog"), Qt.Key.Key_Return)
    settled()
    assert "Roof" not in words(find("logRows"))
    qtbot.keyClick(find(f"row_{other}"), Qt.Key.Key_Return)
    settled()
    assert find("entryTitle").text() == "Crossing"
    press("backToLog")
    press("backToPeople")
    assert find("chip_councillors").isVisible()


def test_the_palette_finds_what_was_said(do, nia, window, page, find, settled):
    key = enter(do, nia, subject="Zebra crossing")
    window._open("interaction", key)
    settled()
    assert find("entryTitle").text() == "Zebra crossing"
    assert find("cardName").text() == "Nia Bowen"


def test_an_entry_shows_again_when_something_is_changed_elsewhere(do, nia, window, log, find, qtbot, settled):
    key = enter(do, nia, subject="Roof", follow_up_on=TODAY, follow_up="Ring")
    settled()
    qtbot.keyClick(find(f"row_{key}"), Qt.Key.Key_Return)
    settled()
    find("doneFollowUp").click()
    settled()
    assert "done on 21 November 2026" in words(find("face_log"))
    do(lambda work: rhythms.keep(work, "person", nia, 2, TouchUnit.WEEKS))
    settled()


PASTED = "From: Nia Bowen <nia@brynafon.example>\nSent: 3 October 2026 10:14\nSubject: Roof\n\nIt leaks."


def test_ctrl_enter_files_what_was_pasted_and_does_not_edit_the_card(log, nia, find, press, qtbot, settled, desk):
    press("fileMail")
    find("pasted").insertPlainText(PASTED)
    find("pasted").setFocus()
    qtbot.keyClick(find("pasted"), Qt.Key.Key_Return, CTRL)
    settled()
    assert [entry.subject for entry in entries(desk, nia)] == ["Roof"]
    assert find("entryTitle").text() == "Roof"


def test_no_command_of_the_window_takes_ctrl_enter_from_what_is_filled_in(log, find, press, window, settled):
    for button, box in (("logSomething", "text"), ("fileMail", "pasted"), ("writeLetter", "text")):
        press(button)
        keys = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Return, CTRL)
        keys.ignore()
        QApplication.sendEvent(find(box), keys)
        assert keys.isAccepted()
        escape(find(box))
        settled()


def escape(box) -> None:
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, none))


def test_what_was_pasted_is_there_again_until_it_is_given_up(log, nia, page, find, press, qtbot, settled, desk):
    press("fileMail")
    find("pasted").insertPlainText(PASTED)
    page.shown(people_id(desk, "Siân Llŷr"))
    settled()
    page.shown(nia)
    settled()
    press("fileMail")
    assert find("pasted").toPlainText() == PASTED
    assert find("pasted_note").isVisible()
    press("cancelPaste")
    press("fileMail")
    assert find("pasted").toPlainText() == ""


def test_what_was_logged_with_somebody_else_is_shown_on_their_card(log, nia, find, press, qtbot, settled, desk):
    press("logSomething")
    qtbot.keyClick(find("participants"), Qt.Key.Key_Backspace)
    qtbot.keyClicks(find("participants"), "sian")
    qtbot.keyClick(find("participants"), Qt.Key.Key_Return)
    qtbot.keyClicks(find("subject"), "Roof")
    qtbot.keyClick(find("subject"), Qt.Key.Key_Return, CTRL)
    settled()
    assert find("cardName").text() == "Siân Llŷr"
    assert find("entryTitle").text() == "Roof"


def test_a_call_from_another_place_or_with_nobody_chosen_is_with_nobody_yet(nia, window, page, find, qtbot, settled):
    settled()
    for start in ("people", "today"):
        window.go(start)
        settled()
        window.commands.action("log_call").trigger()
        settled()
        assert find("logForm").value().participants == ()
        assert window.focusWidget() is find("participants")
        escape(find("subject"))
        settled()
        page.shown(nia)  # chosen by the person, but from Today that is not meant
        settled()


def test_who_is_not_to_be_contacted_is_marked_on_the_log_and_in_its_form(do, nia, page, find, press, settled):
    from sqlalchemy import update

    from villagedesk.models import Person

    do(lambda work: work.session.execute(update(Person).where(Person.id == nia).values(do_not_contact=True)))
    page.shown(nia)
    settled()
    press("chip_log")
    assert find("logSilent").text() == "Do not contact"
    press("logSomething")
    assert "Nia Bowen: Do not contact" in words(find("logForm"))
