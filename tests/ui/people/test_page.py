"""People: listed, filtered, added, edited and put in the bin, as somebody at the keyboard does it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.conftest import CODE, MemoryKeyring
from villagedesk.core.words import ContactKind, OrganizationKind, Role
from villagedesk.records.people import ContactDraft, MembershipDraft, OrganizationDraft, PeopleFilter, PersonDraft
from villagedesk.services import people, posts
from villagedesk.services.desk import Keyring, open_desk


@pytest.fixture
def council(do) -> str:
    return do(
        lambda work: people.add_organization(work, OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL))
    )


@pytest.fixture
def sian(do, council: str) -> str:
    def add(work) -> str:
        key = people.add_person(work, PersonDraft("Cllr Siân Llŷr Ŵyn", access_needs="A hearing loop"))
        held = MembershipDraft(council, Role.COUNCILLOR, "Councillor for Canol y Dŵr", start_on=date(2023, 5, 4))
        posts.add_membership(work, key, held)
        people.set_contacts(work, "person", key, [ContactDraft(ContactKind.EMAIL, "sian@brynafon.example")])
        return key

    return do(add)


def names(page) -> list[str]:
    model = page._list.model
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def words(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def card(desk, key: str):
    return desk.read(lambda session: people.person(session, key, date(2026, 11, 21)))


def test_the_card_says_what_somebody_holds_and_since_when(sian, page, settled):
    page.shown(sian)
    settled()
    said = words(page._pane)
    assert "Cllr Siân Llŷr Ŵyn" in said
    assert "Councillor for Canol y Dŵr since 4 May 2023" in said
    assert "sian@brynafon.example" in said
    assert "A hearing loop" in said


def test_a_chip_and_the_find_box_filter_the_list(sian, page, find, qtbot, settled):
    assert "Siân Llŷr Ŵyn" in names(page)
    assert "Brynafon Council" in names(page)
    find("chip_councillors").click()
    settled()
    assert names(page) == ["Siân Llŷr Ŵyn"]
    assert find("chip_councillors").text() == "Councillors 1"
    find("chip_all").click()
    qtbot.keyClicks(find("find"), "canol dwr")
    qtbot.waitUntil(lambda: names(page) == ["Siân Llŷr Ŵyn"])
    qtbot.waitUntil(lambda: find("chip_councillors").text() == "Councillors")  # nobody knows how many of these
    find("find").clear()
    settled()
    assert find("chip_councillors").text() == "Councillors 1"


def test_ctrl_n_adds_a_person_with_a_post_in_one_undoable_step(council, window, page, find, qtbot, settled, desk):
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert QApplication.focusWidget() is find("name") or find("name").isVisible()
    qtbot.keyClicks(find("name"), "Cllr Grace Adeyemi MBE")
    qtbot.keyClicks(find("organization_id"), "brynafon council")
    qtbot.keyClicks(find("post"), "Parks officer")
    qtbot.keyClicks(find("email"), "grace@brynafon.example")
    qtbot.keyClick(find("email"), Qt.Key.Key_Return)
    settled()
    assert "Grace Adeyemi" in names(page)
    found = card(desk, page._list.current_id())
    assert (found.title, found.name, found.honours) == ("Cllr", "Grace Adeyemi", "MBE")
    assert [held.post for held in found.memberships] == ["Parks officer"]
    assert [contact.value for contact in found.contacts] == ["grace@brynafon.example"]
    window.bus.undo()
    settled()
    assert "Grace Adeyemi" not in names(page)


def choose(box, text: str) -> None:
    box.setCurrentIndex(box.findText(text))


def test_somebody_new_is_shown_from_the_front(sian, page, press, find, qtbot, settled):
    page.shown(sian)
    settled()
    press("chip_privacy")
    press("do_add_person")
    qtbot.keyClicks(find("name"), "Jo Reed")
    press("keepNew")
    assert find("cardName").text() == "Jo Reed"
    assert find("chip_overview").isChecked()


def test_a_member_without_an_organisation_is_one_of_ours(page, press, find, qtbot, desk):
    press("do_add_person")
    qtbot.keyClicks(find("name"), "Jo Reed")
    choose(find("role"), "Treasurer")
    press("keepNew")
    (held,) = card(desk, page._list.current_id()).memberships
    assert (held.role, held.organization_id) == (Role.TREASURER, desk.read(posts.own_body))


def test_a_role_that_is_not_ours_asks_for_its_organisation(page, press, find, qtbot):
    press("do_add_person")
    qtbot.keyClicks(find("name"), "Jo Reed")
    choose(find("role"), "Councillor")
    press("keepNew")
    assert find("organization_id_error").text() == "Choose the organisation."


def test_a_name_alone_makes_nobody_a_member(page, press, find, qtbot, desk):
    press("do_add_person")
    qtbot.keyClicks(find("name"), "Jo Reed")
    press("keepNew")
    assert not card(desk, page._list.current_id()).memberships


def test_a_person_without_a_name_is_refused_beside_the_field(page, press, find):
    press("do_add_person")
    press("keepNew")
    assert find("name_error").text() == "A person needs a name."


def test_what_was_typed_about_somebody_new_waits_while_another_card_is_read(sian, page, press, find, qtbot, settled):
    press("do_add_person")
    qtbot.keyClicks(find("name"), "Jo")
    page.shown(sian)
    settled()
    press("do_add_person")
    assert find("name").text() == "Jo"


def test_a_field_is_kept_when_it_is_left(sian, page, press, find, qtbot, settled, desk):
    page.shown(sian)
    settled()
    press("edit")
    name = find("name")
    name.setFocus()
    name.clear()
    name.setText("Dr Siân Wyn")
    find("pronouns").setFocus()
    settled()
    assert (card(desk, sian).title, card(desk, sian).name) == ("Cllr", "Siân Wyn")
    assert find("name").text() == "Siân Wyn"
    qtbot.keyClick(find("pronouns"), Qt.Key.Key_Escape)
    settled()
    assert find("cardName").text() == "Cllr Siân Wyn"


def test_a_name_that_is_emptied_is_refused_and_stays_as_typed(sian, page, press, find, settled, desk):
    page.shown(sian)
    settled()
    press("edit")
    find("name").setFocus()
    find("name").clear()
    find("pronouns").setFocus()
    settled()
    assert find("name_error").text() == "A person needs a name."
    assert card(desk, sian).name == "Siân Llŷr Ŵyn"


def test_contacts_are_added_and_removed_by_keyboard(sian, page, press, find, qtbot, settled, desk):
    page.shown(sian)
    settled()
    press("edit")
    press("addContact")
    boxes = [box for box in page.findChildren(type(find("contact_value")), "contact_value") if box.isVisibleTo(page)]
    qtbot.keyClicks(boxes[-1], "01632 960103")
    qtbot.keyClick(boxes[-1], Qt.Key.Key_Return)
    settled()
    assert [(c.kind, c.value) for c in card(desk, sian).contacts] == [
        (ContactKind.EMAIL, "sian@brynafon.example"),
        (ContactKind.PHONE, "01632 960103"),
    ]
    qtbot.keyClick(find("removeContact"), Qt.Key.Key_Space)
    settled()
    assert [c.value for c in card(desk, sian).contacts] == ["01632 960103"]


def test_a_wrong_address_is_refused_and_what_is_kept_stays(sian, page, press, find, qtbot, settled, desk):
    page.shown(sian)
    settled()
    press("edit")
    value = find("contact_value")
    value.clear()
    qtbot.keyClicks(value, "not an address")
    qtbot.keyClick(value, Qt.Key.Key_Return)
    settled()
    assert "not an e-mail address" in find("contacts_error").text()
    assert value.text() == "not an address"
    assert [c.value for c in card(desk, sian).contacts] == ["sian@brynafon.example"]


def test_a_position_is_given_ended_and_said_as_a_former_one(sian, council, page, press, find, qtbot, settled, desk):
    page.shown(sian)
    settled()
    press("edit")
    press("addMembership")
    qtbot.keyClicks(find("organization_id"), "Brynafon Council")
    qtbot.keyClicks(find("post"), "Chair of Scrutiny")
    press("keepMembership")
    assert {held.post for held in card(desk, sian).memberships} == {"Councillor for Canol y Dŵr", "Chair of Scrutiny"}
    press("endMembership")
    day = find("lastDay")
    day.clear()
    qtbot.keyClicks(day, "1 oct 2026")
    press("keepLastDay")
    ended = [held for held in card(desk, sian).memberships if held.end_on]
    assert [held.end_on for held in ended] == [date(2026, 10, 1)]


def test_a_position_in_a_body_that_is_not_here_is_refused(sian, page, press, find, qtbot, settled):
    page.shown(sian)
    settled()
    press("edit")
    press("addMembership")
    qtbot.keyClicks(find("organization_id"), "Atlantis")
    press("keepMembership")
    assert "“Atlantis” is not one of them yet" in find("organization_id_error").text()


def test_delete_moves_all_that_are_marked_and_undo_brings_them_back(sian, council, window, page, find, settled, qtbot):
    find("chip_all").click()
    settled()
    rows = page._list.view
    before = names(page)
    own = before.index("Elm Park Neighbourhood Group")
    rows.selectAll()
    selection = rows.selectionModel()
    selection.select(rows.model().index(own, 0), selection.SelectionFlag.Deselect | selection.SelectionFlag.Rows)
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    settled()
    assert names(page) == ["Elm Park Neighbourhood Group"]
    assert window.toast.isVisible()
    window.bus.undo()
    settled()
    assert names(page) == before


def test_the_group_itself_does_not_go_into_the_bin(window, page, settled, qtbot):
    qtbot.keyClick(page._list.view, Qt.Key.Key_Delete)
    settled()
    assert names(page) == ["Elm Park Neighbourhood Group"]


def test_an_organisation_shows_its_posts_and_who_holds_them(sian, council, page, settled):
    page.shown(council)
    settled()
    said = words(page._pane)
    assert "Councillor for Canol y Dŵr" in said
    assert "Siân Llŷr Ŵyn" in said


def test_organisations_are_added_from_their_own_filter(page, press, find, qtbot, settled, desk):
    find("chip_funders").click()
    settled()
    press("do_add_organization")
    qtbot.keyClicks(find("name"), "Hillside Community Fund")
    press("keepNew")
    counts = desk.read(lambda session: people.counts(session, date(2026, 11, 21)))
    assert counts[PeopleFilter.FUNDERS] == 1


def test_a_row_of_a_card_leads_to_its_organisation(sian, council, page, settled):
    page.shown(sian)
    settled()
    page._pane.went.emit("people", council)
    settled()
    assert page._list.current_id() == council


def test_closing_the_window_keeps_the_field_that_is_being_typed(sian, window, page, press, find, qtbot, settled, desk):
    page.shown(sian)
    settled()
    press("edit")
    find("languages").setFocus()
    qtbot.keyClicks(find("languages"), "Welsh")
    reopened = desk.path, desk.clock
    window.close()
    again = open_desk(reopened[0], Keyring(MemoryKeyring()), reopened[1], CODE)
    try:
        assert card(again, sian).languages == "Welsh"
    finally:
        again.close()


def test_a_vote_is_given_with_the_person_and_changed_afterwards(
    council, window, page, press, find, qtbot, settled, desk
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert not find("votes").isEnabled()
    qtbot.keyClicks(find("name"), "Jane Smith")
    own = desk.read(lambda session: people.rows(session, [posts.own_body(session)], date(2026, 1, 1)))[0].name
    find("organization_id").setFocus()
    qtbot.keyClicks(find("organization_id"), own)
    assert find("votes").isEnabled()
    find("votes").click()
    press("keepNew")

    key = page._list.current_id()
    assert [held.votes for held in card(desk, key).memberships] == [True]
    press("edit")
    press("changeMembership")
    find("votes").click()
    press("keepMembership")
    assert [held.votes for held in card(desk, key).memberships] == [False]
