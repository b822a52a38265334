"""Whatever is being typed when the program is killed stands there again when it is started anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from villagedesk.core.clock import FixedClock
from villagedesk.core.words import ContactKind, OrganizationKind
from villagedesk.records.actions import ActionDraft
from villagedesk.records.meetings import ItemDraft, MeetingDraft
from villagedesk.records.people import ContactDraft, MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.services import actions, drafts, group, meetings, minutes, people, posts, today
from villagedesk.services.desk import Desk, Keyring, Work, open_desk
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.meetings.minutes.sheet import MinutesSheet
from villagedesk.ui.theme import Theme
from villagedesk.ui.today.page import TaskRows

DAY = date(2026, 11, 26)


@dataclass(frozen=True)
class Known:
    """What there is in the group."""

    jane: str
    meeting: str
    minuted: str
    action: str


def fill(work: Work) -> Known:
    council = people.add_organization(work, OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL))
    jane = people.add_person(work, PersonDraft("Jane Price"))
    posts.add_membership(work, jane, MembershipDraft(council))
    meeting = meetings.plan(work, MeetingDraft("Council liaison", on_date=DAY), [ItemDraft("Crossing")])
    minuted = meetings.plan(work, MeetingDraft("AGM", on_date=DAY), [ItemDraft("Accounts")])
    page = minutes.start(work, minuted)
    minutes.add_action(work, page, None, ActionDraft("Count the tables"))
    roof = ActionDraft("Mend the roof", due_on=date(2026, 11, 12))
    return Known(jane, meeting, minuted, actions.add(work, roof, raised_on=date(2026, 10, 2)))


class Life:
    """The program, from when it is started until it is killed."""

    def __init__(self, desk: Desk, theme: Theme, qtbot: QtBot, known: Known) -> None:
        self.desk, self.known, self._qtbot = desk, known, qtbot
        self.window = DeskWindow(desk, theme)
        qtbot.addWidget(self.window)
        self.window.resize(1360, 850)
        with qtbot.waitExposed(self.window):
            self.window.show()

    def rest(self) -> None:
        for _turn in range(2):
            QApplication.processEvents()
            self._qtbot.waitUntil(self.window.bus.is_idle)
        QApplication.processEvents()

    def go(self, place: str, row: str | None = None) -> None:
        self.window.go(place, row)
        self.rest()

    def command(self, name: str) -> None:
        self.window.commands.action(name).trigger()
        self.rest()

    def press(self, name: str) -> None:
        button = self.find(name)
        assert isinstance(button, QPushButton)
        button.click()
        self.rest()

    def find(self, name: str) -> QWidget:
        found = [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]
        assert found, f"nothing called {name} is to be seen"
        return found[-1]

    def type(self, name: str, words: str) -> None:
        box = self.find(name)
        assert isinstance(box, QLineEdit | QPlainTextEdit)
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, words)

    def words(self, name: str) -> str:
        box = self.find(name)
        assert isinstance(box, QLineEdit | QPlainTextEdit)
        return box.text() if isinstance(box, QLineEdit) else box.toPlainText()

    def says_so(self) -> bool:
        labels = self.window.findChildren(QLabel)
        return any(label.isVisible() and label.text() == "Brought back what you were typing" for label in labels)

    def drafts(self) -> set[str]:
        return {draft.form for draft in self.desk.read(drafts.listed)}

    def wait_for_draft(self, form: str, words: str) -> None:
        def is_there() -> bool:
            return any(d.form == form and words in str(d.value) for d in self.desk.read(drafts.listed))

        self._qtbot.waitUntil(is_there, timeout=10_000)


Lives = Callable[[], Life]


@pytest.fixture
def lives(
    desk: Desk, theme: Theme, qtbot: QtBot, keyring: Keyring, clock: FixedClock, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Lives]:  # fmt: skip
    """Starts the program; the second time with the file as it was when the first was killed."""
    monkeypatch.setattr("villagedesk.ui.keeper._EVERY", 50)
    known = desk.do("Fill", fill).result(30)
    begun: list[Life] = []

    def begin() -> Life:
        if not begun:
            begun.append(Life(desk, theme, qtbot, known))
        else:
            killed = shutil.copyfile(desk.path, tmp_path / "killed.vdesk")
            begun[0].window.close()
            begun.append(Life(open_desk(killed, keyring, clock), theme, qtbot, known))
        return begun[-1]

    yield begin
    for life in begun:
        life.window.close()
        life.desk.close()


def edit_jane(life: Life) -> None:
    life.go("people", life.known.jane)
    life.command("edit_card")


def then(*steps: Callable[[Life], object]) -> Callable[[Life], None]:
    def each(life: Life) -> None:
        for step in steps:
            step(life)

    return each


def minute(life: Life) -> None:
    life.go("meetings", life.known.minuted)
    life.command("take_minutes")


def edit_minuted_action(life: Life) -> None:
    minute(life)
    page = life.desk.read(lambda session: minutes.page(session, life.known.minuted))
    assert page
    sheet = life.window.findChild(MinutesSheet)
    assert isinstance(sheet, MinutesSheet)
    sheet.edit(page.blocks[0].id)
    life.rest()


PLACES: dict[str, tuple[Callable[[Life], object], str, str]] = {
    "new_person": (then(lambda w: w.go("people"), lambda w: w.command("add_person")), "name", "Cllr Grace"),
    "new_organization": (
        then(lambda w: w.go("people"), lambda w: w.command("add_organization")), "parent_id", "Bry",
    ),
    "new_meeting": (then(lambda w: w.go("meetings"), lambda w: w.command("plan_meeting")), "start_at", "half sev"),
    "cancel_meeting": (
        then(lambda w: w.go("meetings", w.known.meeting), lambda w: w.press("callOff")), "reason", "No room",
    ),
    "new_item": (lambda w: w.go("meetings", w.known.meeting), "newItem", "Mill Lane 20 min"),
    "new_action": (lambda w: w.go("actions"), "quickAdd", "Chase the treasurer"),
    "move_action": (
        then(lambda w: w.go("actions", w.known.action), lambda w: w.command("action_move")), "reason", "Rain",
    ),
    "drop_action": (
        then(lambda w: w.go("actions", w.known.action), lambda w: w.command("action_drop")), "reason", "No roof",
    ),
    "action": (lambda w: w.go("actions", w.known.action), "owner", "Ja"),
    "membership": (then(edit_jane, lambda w: w.press("addMembership")), "post", "Parks officer"),
    "membership_end": (then(edit_jane, lambda w: w.press("endMembership")), "lastDay", "30 octo"),
    "new_attendance": (minute, "newAttendance", "Mrs Ellis"),
    "minute_record": (edit_minuted_action, "text", "Count the chairs"),
    "key_holders": (lambda w: w.go("settings"), "keyHolders", "The bank"),
    "group": (lambda w: w.go("settings"), "legal_line", "A registered charity"),
}  # fmt: skip


@pytest.mark.parametrize("form", PLACES)
def test_what_was_typed_is_there_again(lives: Lives, form: str) -> None:
    go_there, name, words = PLACES[form]
    life = lives()
    go_there(life)
    life.type(name, words)
    life.wait_for_draft(form, words)
    again = lives()
    go_there(again)
    assert again.words(name) == words
    assert again.says_so()
    assert form in again.drafts()


def test_contact_details_come_back_and_are_kept_with_done(lives: Lives) -> None:
    life = lives()
    edit_jane(life)
    life.press("addContact")
    life.type("contact_value", "jane@example.org")
    life.wait_for_draft("person_contacts", "jane@example.org")
    again = lives()
    edit_jane(again)
    assert again.words("contact_value") == "jane@example.org"
    assert again.says_so()
    again.press("doneEditing")
    jane = again.desk.read(lambda session: people.person(session, again.known.jane, DAY))
    assert [contact.value for contact in jane.contacts] == ["jane@example.org"]
    assert not again.drafts()


def test_details_stored_meanwhile_stand_beside_those_that_were_typed(lives: Lives) -> None:
    life = lives()
    edit_jane(life)
    life.press("addContact")
    life.type("contact_value", "jane@example.org")
    life.wait_for_draft("person_contacts", "jane@example.org")
    phone = [ContactDraft(ContactKind.PHONE, "01234 567890")]
    life.desk.do("Change", lambda work: people.set_contacts(work, "person", life.known.jane, phone)).result(10)
    again = lives()
    edit_jane(again)
    boxes = [box.text() for box in again.window.findChildren(QLineEdit, "contact_value") if box.isVisible()]
    assert boxes == ["01234 567890", "jane@example.org"]


def test_a_refused_detail_is_still_there(lives: Lives) -> None:
    life = lives()
    edit_jane(life)
    life.press("addContact")
    life.type("contact_value", "jane at example")
    life.press("doneEditing")
    assert "person_contacts" in life.drafts()
    edit_jane(life)
    assert life.words("contact_value") == "jane at example"


def test_everything_of_a_new_person_comes_back_and_goes_when_they_are_added(lives: Lives) -> None:
    life = lives()
    PLACES["new_person"][0](life)
    life.type("name", "Grace Adeyemi")
    life.type("organization_id", "Brynafon Council")
    role = life.find("role")
    role.setFocus()
    QTest.keyClicks(role, "Cou")
    shown = role.currentText()  # type: ignore[attr-defined]
    life.wait_for_draft("new_person", shown)
    again = lives()
    PLACES["new_person"][0](again)
    assert again.find("role").currentText() == shown  # type: ignore[attr-defined]
    again.press("keepNew")
    assert not again.drafts()
    names = [choice.name for choice in again.desk.read(people.choices)]
    assert "Grace Adeyemi" in names
    PLACES["new_person"][0](again)
    assert again.words("name") == ""


@pytest.mark.parametrize(
    ("form", "button"), [("new_person", "cancelNew"), ("new_meeting", "cancelPlan"), ("cancel_meeting", "keepMeeting"),
                         ("move_action", "askingCancel"), ("membership", "cancelMembership")],
)  # fmt: skip
def test_what_is_thrown_away_does_not_come_back(lives: Lives, form: str, button: str) -> None:
    go_there, name, words = PLACES[form]
    life = lives()
    go_there(life)
    life.type(name, words)
    life.wait_for_draft(form, words)
    life.press(button)
    assert not life.drafts()
    go_there(life)
    assert life.words(name) == ""


@pytest.mark.parametrize("form", ["new_item", "new_action", "new_attendance"])
def test_a_line_that_was_added_is_no_draft(lives: Lives, form: str) -> None:
    go_there, name, words = PLACES[form]
    life = lives()
    go_there(life)
    life.type(name, words)
    life.wait_for_draft(form, words)
    QTest.keyClick(life.find(name), Qt.Key.Key_Return)
    life.rest()
    assert life.words(name) == ""
    assert not life.drafts()


def test_a_form_that_is_left_for_another_card_keeps_what_was_typed(lives: Lives) -> None:
    life = lives()
    PLACES["new_person"][0](life)
    life.type("name", "Grace Adeyemi")
    life.go("people", life.known.jane)
    PLACES["new_person"][0](life)
    assert life.words("name") == "Grace Adeyemi"


def test_each_meeting_keeps_its_own_line(lives: Lives) -> None:
    life = lives()
    other = life.desk.do("Plan", lambda work: meetings.plan(work, MeetingDraft("Picnic", on_date=DAY), [])).result(10)
    life.rest()
    life.go("meetings", life.known.meeting)
    life.type("newItem", "Mill Lane")
    life.go("meetings", other)
    assert life.words("newItem") == ""
    life.go("meetings", life.known.meeting)
    assert life.words("newItem") == "Mill Lane"


def test_the_form_of_the_group_keeps_one_field_at_a_time(lives: Lives) -> None:
    life = lives()
    life.go("settings")
    life.type("legal_line", "A charity")
    life.find("email").setFocus()
    life.rest()
    assert life.desk.read(group.card).legal_line == "A charity"
    assert not life.drafts()


@pytest.mark.parametrize("form", ["new_person", "new_organization", "new_meeting", "new_action"])
def test_the_first_page_leads_back_to_what_was_begun(lives: Lives, form: str) -> None:
    go_there, name, words = PLACES[form]
    life = lives()
    go_there(life)
    life.type(name, words)
    life.wait_for_draft(form, words)
    again = lives()
    again.go("today")
    rows = again.find("needsYou")
    assert isinstance(rows, TaskRows)
    [row] = [task.row for task in rows._tasks.values() if task.row.title.startswith("Typed and not kept")]
    assert row.title == f"Typed and not kept: {words}"
    rows.activated.emit(row.id)
    again.rest()
    assert again.words(name) == words


def test_the_first_page_knows_whose_position_it_was(lives: Lives) -> None:
    life = lives()
    edit_jane(life)
    life.press("endMembership")
    life.type("lastDay", "30 octo")
    life.wait_for_draft("membership_end", "30 octo")
    content = life.desk.read(lambda session: today.content(session, DAY, None))
    assert [(draft.kind, draft.title) for draft in content.drafts] == [("person", "Jane Price")]
