"""The approving face of a meeting, used as a person does: sent, commented, put, approved, corrected; the AGM planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QPlainTextEdit, QPushButton

from tests.ui.meetings.conftest import CTRL, Key
from tests.unit.packs.test_minutes import by_pdfium
from villagedesk.core.audience import Audience
from villagedesk.core.changes import ChangeKind
from villagedesk.core.words import BlockKind, MeetingKind, MinutesState, Written
from villagedesk.records.approval import CommentDraft, ReaderDraft
from villagedesk.records.constitution import Rules
from villagedesk.records.meetings import AttendanceDraft, DecisionDraft, MeetingDraft
from villagedesk.records.people import PersonDraft
from villagedesk.services import (
    agm,
    approval,
    approvalcard,
    attendance,
    constitution,
    corrections,
    meetings,
    minutes,
    people,
    usualitems,
    word,
    written,
)
from villagedesk.ui.badge import Badge
from villagedesk.ui.dialogs import Message
from villagedesk.ui.meetings.minutes.screen import MinutesScreen

TODAY = date(2026, 11, 26)


@pytest.fixture
def held(group: Any) -> tuple[str, str, str]:
    """A committee meeting of last month with minutes: (meeting, minutes, a block), and one of today to approve at."""

    def add(work: Any) -> tuple[str, str, str]:
        draft = MeetingDraft("Committee", MeetingKind.COMMITTEE, date(2026, 10, 22))
        key = meetings.plan(work, draft, usualitems.usual_items())
        meetings.plan(work, replace(draft, on_date=TODAY), usualitems.usual_items())
        begun = minutes.start(work, key)
        item = meetings.card(work.session, key).items[3].id
        block = minutes.add_block(work, begun, item, "It was seven.")
        minutes.add_decision(work, begun, item, DecisionDraft("Ask for a crossing"))
        minutes.finish(work, key)
        return key, begun, block

    return group.do("Fill", add).result(10)


@pytest.fixture
def face(window: Any, hands: Any, held: Any) -> Any:
    page = window.go("meetings", held[0])
    hands.rest()
    made = page.detail.turn("approve")
    hands.rest()
    return made


def press(hands: Any, name: str) -> None:
    hands.rest()
    button = hands.find(name)
    assert isinstance(button, QAbstractButton)
    button.click()
    hands.rest()


def card(group: Any, held: Any) -> Any:
    return group.read(lambda session: approvalcard.card(session, held[0]))


def test_a_draft_is_sent_out_and_commented(face, window, hands, group, held, tmp_path, qtbot):
    assert hands.find("stands").text() == "A draft: nobody has been asked to check it yet."
    press(hands, "sendOut")
    hands.type("jane smith")
    box = hands.focus()
    assert isinstance(box, QPlainTextEdit)
    box.insertPlainText("\nGrace of the council <grace@council.example>")
    press(hands, "askingDo")
    assert [reader.name for reader in card(group, held).readers] == ["Jane Smith", "Grace of the council"]
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QFileDialog, "saveDialog")))
    dialog = next(d for d in window.findChildren(QFileDialog, "saveDialog") if d.isVisible())
    dialog.fileSelected.emit(str(tmp_path / "draft.eml"))
    dialog.close()
    qtbot.waitUntil((tmp_path / "draft.eml").exists)
    window.activateWindow()
    hands.rest()
    assert "grace@council.example" in (tmp_path / "draft.eml").read_text()
    toast = " ".join(label.text() for label in window.toast.findChildren(QLabel))
    assert "Nothing is sent yet" in toast
    assert not [label for label in face.findChildren(QLabel) if label.isVisible() and "sent" in label.text().lower()]
    assert hands.find("stands").text() == "Comments are wanted by 3 December 2026."
    press(hands, "addComment")
    hands.type("Jane Smith")
    hands.find("text").setPlainText("It was half past seven")
    press(hands, "askingDo")
    (comment,) = card(group, held).comments
    assert (comment.name, comment.text, comment.about) == ("Jane Smith", "It was half past seven", "")


def test_a_reader_has_nothing_to_say_and_another_is_struck_off(face, hands, group, held):
    for name in ("Jo", "Jo Twice"):
        send = [ReaderDraft(name=name)]
        group.do("Send", lambda work, send=send: approval.send_out(work, held[1], send, TODAY)).result(9)
    hands.rest()
    jo, twice = card(group, held).readers
    press(hands, f"all_right_{jo.id}")
    press(hands, f"strike_{twice.id}")
    (left,) = card(group, held).readers
    assert (left.name, left.answered_on) == ("Jo", TODAY)
    assert not [one for one in face.findChildren(QAbstractButton, f"all_right_{jo.id}") if one.isVisible()]


def test_nobody_known_by_a_name_is_refused_beside_it(face, hands, group, held):
    press(hands, "sendOut")
    hands.type("Nobody Known")
    press(hands, "askingDo")
    assert "Nobody Known" in hands.find("readers_error", QLabel).text()
    assert card(group, held).latest.state is MinutesState.DRAFT


def test_a_comment_is_taken_with_other_words_and_another_left(face, hands, group, held):
    _key, begun, block = held
    one, two = (
        group.do("Comment", lambda work, on=on: approval.comment(work, begun, CommentDraft("Jane", "No", on))).result(9)
        for on in (block, None)
    )
    hands.rest()
    press(hands, f"take_{one}")
    assert hands.find("words").toPlainText() == "It was seven."
    hands.find("words").setPlainText("It was half past seven.")
    press(hands, "askingDo")
    press(hands, f"leave_{two}")
    press(hands, "askingDo")
    assert "why" in hands.find("answer_error", QLabel).text()
    hands.find("answer").setText("It was not")
    press(hands, "askingDo")
    assert {row.taken for row in card(group, held).comments} == {True, False}
    assert group.read(lambda s: minutes.page(s, held[0])).blocks[0].text == "It was half past seven."


def test_what_is_taken_waits_until_the_minutes_say_it(face, hands, group, held):
    _key, begun, block = held
    one, two = (
        group.do("Comment", lambda work, on=on: approval.comment(work, begun, CommentDraft("Jane", "No", on))).result(9)
        for on in (block, None)
    )
    hands.rest()
    press(hands, f"take_{one}")
    press(hands, "askingDo")  # with the words as they were
    assert [row.is_owed for row in card(group, held).comments if row.id == one] == [True]
    assert "1 comment is taken and not in the minutes yet." in hands.find("stands").text()
    assert "Taken: now change the minutes" in [badge.text() for badge in face.findChildren(Badge) if badge.isVisible()]
    group.do("Change", lambda work: minutes.edit_block(work, block, "It was half past seven.")).result(9)
    hands.rest()
    assert not card(group, held).owed
    press(hands, f"take_{two}")
    press(hands, "askingDo")
    face.window().go("meetings", held[0])
    hands.rest()
    press(hands, f"right_{two}")
    assert not card(group, held).owed


def test_put_then_approved_with_corrections_after_one_question(face, window, hands, group, held):
    press(hands, "putMinutes")
    press(hands, "askingDo")
    assert hands.find("stands").text() == "Put to Committee, 26 November 2026."
    press(hands, "approveMinutes")
    hands.find("corrections").setPlainText("half past seven\nJane was there")
    press(hands, "askingDo")
    dialog = window.findChild(Message)
    assert dialog.findChild(QLabel, "messageTitle").text() == "Record these minutes as approved with 2 corrections?"
    assert card(group, held).latest.state is MinutesState.PUT
    dialog.findChild(QPushButton, "confirm").click()
    hands.rest()
    latest = card(group, held).latest
    assert (latest.is_approved, latest.holds, len(latest.corrections)) == (True, True, 2)
    assert hands.find("stands").text() == "Approved on 26 November 2026 with 2 corrections (Committee)."
    assert not [b for b in face.findChildren(QPushButton, "sendOut") if b.isVisible()]
    press(hands, "correctMinutes")
    hands.find("reason").setText("Jane was left out")
    press(hands, "askingDo")
    assert [row.version for row in (card(group, held).latest, *card(group, held).earlier)] == [2, 1]


def test_all_papers_are_under_hand_out_with_a_way_there(face, window, hands, group, held):
    press(hands, "handOut")
    for name in ("agenda", "agenda_pdf", "minutes", "minutes_pdf"):
        assert hands.find(f"give_{name}").isVisible()
    for make, words in ((word.agenda, "Agenda: Committee"), (word.minutes, "It was seven.")):
        made = group.read(lambda s, make=make: make(s, held[0], Audience.COMMITTEE, TODAY, "pdf"))
        pages = by_pdfium(made.data)
        assert made.name.endswith(", Committee, 22 October 2026.pdf")
        assert words in " ".join(" ".join(pages).split())
        assert all("DRAFT" in page for page in pages) is (make is word.minutes)


def test_what_stands_in_the_way_is_said_before_the_question(face, window, hands, group, held):
    press(hands, "approveMinutes")
    ahead = card(group, held).later[0].id
    move = replace(MeetingDraft("Committee", MeetingKind.COMMITTEE), on_date=date(2026, 12, 10))
    group.do("Move", lambda work: meetings.edit(work, ahead, move)).result(9)
    press(hands, "askingDo")
    assert "still to come, on 10 December 2026" in hands.find("at_id_error", QLabel).text()
    assert not [dialog for dialog in window.findChildren(Message) if dialog.isVisible()]


def test_minutes_approved_while_they_are_open_in_the_editor_stay_as_approved(window, hands, group, held, face):
    page = window.go("meetings", held[0])
    page.take_minutes()
    hands.rest()
    at = card(group, held).later[0].id
    group.do("Approve", lambda work: approval.approve(work, held[1], at), ChangeKind.APPROVE).result(9)
    hands.rest()
    hands.type("Something more")
    hands.press(Key.Key_Return)
    assert card(group, held).latest.holds
    texts = [block.text for block in group.read(lambda s: minutes.page(s, held[0])).blocks]
    assert "Something more" not in texts


def test_a_general_meeting_is_planned_back_from_its_day(window, hands, group):
    draft = MeetingDraft("AGM", MeetingKind.AGM, date(2027, 3, 4))
    key = group.do("Plan", lambda work: meetings.plan(work, draft)).result(9)
    page = window.go("meetings", key)
    hands.rest()
    page.detail.turn("plan")
    hands.rest()
    press(hands, "writeAgm")
    plan = group.read(lambda s: agm.plan(s, key, TODAY, agm.AgmDraft()))
    assert all(step.is_planned for step in plan.steps) and len(plan.steps) == 6
    assert not hands.find("writeAgm").isEnabled()


def test_a_decision_between_meetings_waits_for_its_meeting(face, hands, group, held):
    assert "does not say yet" in hands.find("writtenClause", QLabel).text()
    rules = Rules(MeetingKind.COMMITTEE, written=Written.RATIFIED, written_clause="Put to the next meeting.")
    group.do("Say", lambda work: constitution.edit(work, MeetingKind.COMMITTEE, rules)).result(9)
    hands.rest()
    assert "“Put to the next meeting.”" in hands.find("writtenClause", QLabel).text()
    press(hands, "recordWritten")
    hands.type("Buy a kettle")
    press(hands, "askingDo")
    assert [row.text for row in group.read(written.waiting)] == ["Buy a kettle"]


def test_a_meeting_with_the_council_settles_nothing_that_was_decided_between_meetings(window, hands, group):
    rules = Rules(MeetingKind.COMMITTEE, written=Written.RATIFIED)
    group.do("Say", lambda work: constitution.edit(work, MeetingKind.COMMITTEE, rules)).result(9)
    for kind, said in (
        (MeetingKind.LIAISON, None),
        (MeetingKind.COMMITTEE, "They need to be ratified at the next meeting."),
    ):
        draft = MeetingDraft("Of today", kind, TODAY)
        key = group.do("Plan", lambda work, draft=draft: meetings.plan(work, draft)).result(9)
        page = window.go("meetings", key)
        hands.rest()
        page.detail.turn("approve")
        hands.rest()
        shown = [each.text() for each in page.findChildren(QLabel, "writtenClause") if each.isVisible()]
        assert shown == ([said] if said else [])


def approved(group: Any, held: Any) -> None:
    at = card(group, held).later[0].id
    group.do("Approve", lambda work: approval.approve(work, held[1], at), ChangeKind.APPROVE).result(9)


def badges(face: Any) -> list[str]:
    return sorted(badge.text() for badge in face.findChildren(Badge) if badge.isVisible())


def test_steps_that_were_passed_over_say_so(face, hands, group, held):
    assert badges(face) == ["Approved", "Draft", "Out for comment", "Put to a meeting"]
    approved(group, held)
    hands.rest()
    assert badges(face) == [
        "Approved", "Draft", "Out for comment: passed over", "Put to a meeting: passed over", "Sealed",
    ]  # fmt: skip


def test_while_a_correction_is_a_draft_both_versions_are_offered(face, hands, group, held, window, tmp_path, qtbot):
    approved(group, held)
    group.do("Correct", lambda work: corrections.begin(work, held[1], "A slip")).result(9)
    hands.rest()
    assert hands.find("saveMinutes_1").text() == "Approved version 1"
    assert hands.find("saveMinutes_2").text() == "Draft of version 2"
    press(hands, "saveMinutes_1")
    (dialog,) = [box for box in window.findChildren(QFileDialog) if box.isVisible()]
    path = tmp_path / "one.pdf"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    qtbot.waitUntil(path.exists)
    hands.rest()
    assert not any("DRAFT" in page for page in by_pdfium(path.read_bytes()))


def test_a_comment_leads_to_its_place_in_the_minutes(face, hands, group, held, window):
    page = group.read(lambda session: minutes.page(session, held[0]))
    decided = page.blocks[1].id
    said = CommentDraft("Jane", "It was two", decided)
    key = group.do("Comment", lambda work: approval.comment(work, held[1], said)).result(9)
    hands.rest()
    press(hands, f"take_{key}")
    press(hands, "askingDo")
    hands.rest()
    assert card(group, held).comments[0].taken
    screen = window.findChild(MinutesScreen)
    assert screen.isVisible() and screen.sheet._edited == decided


def test_without_a_later_meeting_the_next_is_planned_and_they_are_put_to_it(face, hands, group, held, window):
    later = card(group, held).later[0].id
    group.do("Bin", lambda work: meetings.bin_meeting(work, later)).result(9)
    hands.rest()
    press(hands, "approveMinutes")
    assert hands.find("asking").form.editor("at_id").value() is None
    press(hands, "askingDo")
    assert hands.find("at_id_error", QLabel).text() == "Choose the meeting."
    press(hands, "planNext")
    hands.find("on_date").setText("17 December 2026")
    press(hands, "askingDo")
    found = card(group, held)
    assert (found.latest.state, found.put_to.on_date) == (MinutesState.PUT, date(2026, 12, 17))


def test_who_was_there_is_proposed_as_readers(face, hands, group, held):
    person = group.do("Add", lambda work: people.add_person(work, PersonDraft("Alun Rees"))).result(9)
    group.do("There", lambda work: attendance.enter(work, held[0], AttendanceDraft(person))).result(9)
    hands.rest()
    press(hands, "sendOut")
    assert hands.find("readers").toPlainText() == "Alun Rees"
    press(hands, "askingDo")
    assert [reader.name for reader in card(group, held).readers] == ["Alun Rees"]


def test_finishing_lands_on_what_is_next(window, hands, group, held):
    at = card(group, held).later[0].id
    page = window.go("meetings", at)
    hands.rest()
    page.take_minutes()
    hands.rest()
    for _time in range(2):  # the first says what is still open
        hands.press(Key.Key_Return, CTRL)
        hands.rest()
    assert hands.find("sendOut").isVisible()
    assert hands.find("stands").text() == "A draft: nobody has been asked to check it yet."


def test_earlier_minutes_are_approved_in_their_item_as_on_their_own_face(window, hands, group, held):
    at = card(group, held).later[0].id
    group.do("Put", lambda work: approval.put(work, held[1], at)).result(9)
    page = window.go("meetings", at)
    hands.rest()
    page.take_minutes()
    hands.rest()
    screen = window.findChild(MinutesScreen)
    items = group.read(lambda session: meetings.card(session, at)).items
    assert not screen.sheet.earlier.isVisible()
    screen.go_to(items[2].id)
    hands.rest()
    screen.sheet.earlier.findChild(QPlainTextEdit).setPlainText("4: half past seven")
    press(hands, "approveEarlier")
    window.findChild(Message).findChild(QPushButton, "confirm").click()
    hands.rest()
    latest = card(group, held).latest
    assert (latest.is_approved, latest.holds, latest.approved_at.id) == (True, True, at)
    assert latest.corrections == ("Item “Matters arising”: half past seven",)
    (block,) = group.read(lambda session: minutes.page(session, at)).blocks
    assert (block.kind, block.item_id) == (BlockKind.APPROVAL, items[2].id)
    assert not screen.sheet.earlier.isVisible()
