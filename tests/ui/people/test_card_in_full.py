"""What hangs on a card, typed: tags, other names, interests, notes, a picture, numbers that are none, wards."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from tests.conftest import TODAY
from villagedesk.core.words import ContactKind, OrganizationKind, Role
from villagedesk.records.people import ContactDraft, MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.services import areas, notes, people, posts
from villagedesk.ui.avatar import Avatar
from villagedesk.ui.people.editing.picture import PictureEditor


@pytest.fixture
def ann(do: Any) -> str:
    return do(lambda work: people.add_person(work, PersonDraft("Ann Bell")))


@pytest.fixture
def council(do: Any, ann: str) -> str:
    def fill(work: Any) -> str:
        key = people.add_organization(work, OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL))
        draft = MembershipDraft(key, Role.COUNCILLOR, "Councillor for Elm", start_on=date(2023, 5, 4))
        posts.add_membership(work, ann, draft)
        jo = people.add_person(work, PersonDraft("Jo Reed"))
        former = MembershipDraft(
            key, Role.COUNCILLOR, "Councillor for Elm", start_on=date(2019, 5, 2), end_on=date(2023, 5, 3)
        )
        posts.add_membership(work, jo, former)
        return key

    return do(fill)


@pytest.fixture
def editing(ann, window, page, settled) -> None:
    """The card of Ann, open to be typed into."""
    window.go("people", ann)
    settled()
    window.commands.action("edit_card").trigger()
    settled()


def card(desk: Any, key: str) -> Any:
    return desk.read(lambda session: people.person(session, key, TODAY))


def test_a_tag_is_typed_and_taken_off(ann, editing, desk, find, settled, qtbot) -> None:
    qtbot.keyClicks(find("newTag"), "Key holder")
    qtbot.keyClick(find("newTag"), Qt.Key.Key_Return)
    settled()
    assert card(desk, ann).tags == ("Key holder",)
    assert find("newTag").text() == ""
    chip = find("tag_Key holder")
    chip.removed.emit()
    settled()
    assert card(desk, ann).tags == ()


def test_another_name_an_interest_and_a_note(ann, editing, desk, find, press, settled, qtbot) -> None:
    for name, fields in {
        "other_name": {"name": "Annie", "note": "what everybody says"},
        "interest": {"text": "Owns the field", "start_on": "4 may 2023"},
        "note": {"text": "Rings back after six"},
    }.items():
        press(f"start_{name}")
        form = find(f"{name}Form")
        for field, words in fields.items():
            qtbot.keyClicks(form.findChild(QWidget, field), words)
        press(f"keep_{name}")
    found = card(desk, ann)
    assert found.other_names == ("Annie",)
    assert [(row.text, row.start_on) for row in found.interests] == [("Owns the field", date(2023, 5, 4))]
    assert [(row.text, row.on_date) for row in found.notes] == [("Rings back after six", TODAY)]
    press("remove_note")
    assert card(desk, ann).notes == ()


def test_an_empty_note_is_refused_beside_its_field(editing, find, press) -> None:
    press("start_note")
    press("keep_note")
    assert "some words" in find("text_error").text()


def test_a_number_that_is_none_is_said_and_kept(ann, editing, desk, do, find, press, settled, qtbot) -> None:
    press("addContact")
    row = find("contact_value")
    find("contact_kind").setCurrentIndex(list(ContactKind).index(ContactKind.PHONE))
    qtbot.keyClicks(row, "banana")
    find("contact_do_not_use").setFocus()
    settled()
    assert "banana" in find("contact_doubt").text()
    assert [contact.value for contact in card(desk, ann).contacts] == ["banana"]
    find("contact_do_not_use").click()
    settled()
    assert card(desk, ann).contacts[0].do_not_use


def test_a_good_number_is_left_alone(ann, do, window, page, settled, find) -> None:
    do(lambda work: people.set_contacts(work, "person", ann, [ContactDraft(ContactKind.PHONE, "01632 960123")]))
    window.go("people", ann)
    settled()
    window.commands.action("edit_card").trigger()
    settled()
    assert not [label for label in page.findChildren(QWidget, "contact_doubt") if label.isVisibleTo(page)]


def test_a_picture_is_made_small_and_shown(ann, editing, desk, page, find, press, settled, tmp_path) -> None:
    image = QImage(1600, 900, QImage.Format.Format_ARGB32)
    image.fill(QColor("#2c6a50"))
    path = tmp_path / "ann at the fair.png"
    assert image.save(str(path))
    page.findChild(PictureEditor).take(path)
    settled()
    data = desk.read(lambda session: notes.picture(session, ann))
    kept = QImage.fromData(data)
    assert (kept.width(), kept.height()) == (256, 144)
    assert data.startswith(b"\x89PNG")
    press("doneEditing")
    assert [avatar for avatar in page.findChildren(Avatar) if avatar.has_picture() and avatar.isVisibleTo(page)]


def test_a_membership_has_a_class_a_vote_and_why_it_ended(
    ann, council, editing, desk, find, press, settled, qtbot
) -> None:
    press("endMembership")
    find("lastDay").selectAll()
    qtbot.keyClicks(find("lastDay"), "31 march 2026")
    qtbot.keyClicks(find("whyEnded"), "Moved away")
    press("keepLastDay")
    (held,) = card(desk, ann).memberships
    assert (held.end_on, held.end_reason) == (date(2026, 3, 31), "Moved away")


def test_who_held_what_on_a_day(ann, council, window, find, press, settled, qtbot) -> None:
    window.go("people", council)
    settled()
    press("chip_as_it_was")
    assert (
        "Ann Bell"
        in find("face_as_it_was")
        .findChild(QWidget, "asItWas")
        .parentWidget()
        .findChild(QWidget, row_named(find("face_as_it_was"), "Ann Bell"))
        .accessibleName()
    )
    line = find("on")
    line.selectAll()
    qtbot.keyClicks(line, "3 may 2023")
    settled()
    assert rows_of(find("face_as_it_was")) == ["Councillor for Elm. Jo Reed. 2 May 2019 to 3 May 2023"]


def rows_of(face: QWidget) -> list[str]:
    return [
        row.accessibleName() for row in face.findChildren(QWidget)
        if row.objectName().startswith("row_") and row.isVisibleTo(face)
    ]  # fmt: skip


def row_named(face: QWidget, words: str) -> str:
    return next(row.objectName() for row in face.findChildren(QWidget) if words in row.accessibleName())


def test_a_department_and_a_ward_are_made_by_hand(council, desk, window, find, press, settled, qtbot) -> None:
    window.go("people", council)
    settled()
    press("chip_structure")
    press("start_department")
    qtbot.keyClicks(find("departmentForm").findChild(QWidget, "name"), "Highways")
    press("keep_department")
    press("start_ward")
    qtbot.keyClicks(find("wardForm").findChild(QWidget, "name"), "Canol")
    press("keep_ward")
    assert [part.name for part in desk.read(lambda s: people.organization(s, council, TODAY)).parts] == ["Highways"]
    assert [area.name for area in desk.read(lambda s: areas.of_body(s, council))] == ["Canol"]


def test_a_tier_is_chosen_and_one_of_old_stays(council, do, desk, window, find, settled) -> None:
    do(lambda work: people.edit_organization(
        work, council, OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL, tier="Hundred")
    ))  # fmt: skip
    window.go("people", council)
    settled()
    window.commands.action("edit_card").trigger()
    settled()
    box = find("tier")
    assert box.currentText() == "Hundred"
    box.setCurrentIndex(box.findText("Combined authority"))
    box.activated.emit(box.currentIndex())
    settled()
    assert desk.read(lambda s: people.organization(s, council, TODAY)).tier == "Combined authority"
