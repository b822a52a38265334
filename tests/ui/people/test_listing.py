"""The list of people as a table, narrowed and kept as a filter, several at once, and the registers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from tests.conftest import TODAY
from villagedesk.core.audience import Audience
from villagedesk.records.people import ContactDraft, MembershipDraft, PeopleQuery, PersonDraft
from villagedesk.services import filters, people, posts, tags


@pytest.fixture
def members(do: Any) -> dict[str, str]:
    """Three members of the group."""

    def fill(work: Any) -> dict[str, str]:
        own = posts.own_body(work.session)
        assert own
        made = {}
        for name, joined in (("Ann Bell", 2020), ("Bo Cole", 2018), ("Cy Dean", 2022)):
            made[name] = people.add_person(work, PersonDraft(name))
            posts.add_membership(
                work, made[name], MembershipDraft(own, votes=name != "Bo Cole", start_on=date(joined, 1, 1))
            )
        people.set_contacts(work, "person", made["Ann Bell"], [ContactDraft(value="ann@bell.example")])
        people.set_contacts(work, "person", made["Bo Cole"], [ContactDraft(value="bo@cole.example", do_not_use=True)])
        tags.add(work, [made["Ann Bell"], made["Cy Dean"]], "Gardener")
        return made

    return do(fill)


def trigger(window: Any, name: str, settled: Any) -> None:
    window.commands.action(name).trigger()
    settled()


def shown(page: Any) -> list[str]:
    model = page._list.model
    return [model.row(number).name for number in range(model.rowCount())]


@pytest.fixture
def members_only(members, page, find, settled) -> None:
    find("chip_members").click()
    settled()


def test_the_table_sorts_by_a_column_and_opens_a_card(members_only, window, page, find, settled, qtbot) -> None:
    trigger(window, "people_table", settled)
    header = page._list.table.table.horizontalHeader()
    joined = next(n for n, column in enumerate(page._list.model.columns) if column.sort == "joined")
    header.sectionClicked.emit(joined)
    page._list.table.table.sortByColumn(joined, Qt.SortOrder.AscendingOrder)
    settled()
    assert shown(page) == ["Bo Cole", "Ann Bell", "Cy Dean"]
    qtbot.keyClick(page._list.view, Qt.Key.Key_Down)
    qtbot.keyClick(page._list.view, Qt.Key.Key_Return)
    settled()
    assert not page._list.is_table()
    assert find("cardName").isVisible()


def test_the_list_is_narrowed_kept_and_found_again(members, desk, window, page, find, press, settled, qtbot) -> None:
    trigger(window, "people_narrow", settled)
    box = find("tag")
    box.setCurrentIndex(box.findText("Gardener (2)"))
    press("askingDo")
    assert shown(page) == ["Ann Bell", "Cy Dean"]
    trigger(window, "people_keep", settled)
    qtbot.keyClicks(find("name"), "Green fingers")
    qtbot.keyClick(find("name"), Qt.Key.Key_Return)
    settled()
    assert [saved.name for saved in desk.read(filters.listed)] == ["Green fingers"]
    press("saved_Green fingers")  # off again
    assert len(shown(page)) > 2
    press("saved_Green fingers")
    assert shown(page) == ["Ann Bell", "Cy Dean"]
    trigger(window, "people_rename", settled)
    find("name").selectAll()
    qtbot.keyClicks(find("name"), "Gardeners")
    press("askingDo")
    assert find("saved_Gardeners").isChecked()
    trigger(window, "people_drop", settled)
    assert desk.read(filters.listed) == []


def test_a_filter_without_a_name_is_refused_in_its_strip(members, window, page, find, press, settled, qtbot) -> None:
    qtbot.keyClicks(find("find"), "bell")
    qtbot.keyClick(find("find"), Qt.Key.Key_Return)
    settled()
    trigger(window, "people_keep", settled)
    press("askingDo")
    assert "called" in find("name_error").text()


def test_several_are_tagged_at_once_and_it_is_undone_in_one_step(
    members_only, desk, window, page, find, press, settled, qtbot
) -> None:
    page._list.view.selectAll()
    settled()
    assert find("bulkCount").text() == "3 marked"
    trigger(window, "people_tag", settled)
    qtbot.keyClicks(find("tag"), "Fair 2027")
    qtbot.keyClick(find("tag"), Qt.Key.Key_Return)
    settled()
    counts = {tag.name: tag.count for tag in desk.read(tags.listed)}
    assert counts == {"Fair 2027": 3, "Gardener": 2}
    window.bus.undo()
    settled()
    assert {tag.name for tag in desk.read(tags.listed)} == {"Gardener"}


def test_who_may_see_several_and_the_end_of_their_membership(
    members_only, members, desk, window, page, find, press, settled, qtbot
) -> None:
    page._list.view.selectAll()
    settled()
    trigger(window, "people_audience", settled)
    box = find("audience")
    box.setCurrentIndex(list(Audience).index(Audience.MEMBERS))
    press("askingDo")
    cards = [desk.read(lambda s, key=key: people.person(s, key, TODAY)) for key in members.values()]
    assert {card.audience for card in cards} == {Audience.MEMBERS}
    trigger(window, "people_end", settled)
    press("askingDo")
    assert "Choose the organisation" in find("organization_id_error").text()
    qtbot.keyClicks(find("organization_id"), "Elm Park N")
    press("askingDo")
    cards = [desk.read(lambda s, key=key: people.person(s, key, TODAY)) for key in members.values()]
    assert {card.memberships[0].end_on for card in cards} == {TODAY}


def test_addresses_go_to_the_clipboard_and_the_toast_says_who_was_left_out(
    members_only, window, page, settled, qtbot
) -> None:
    page._list.view.selectAll()
    settled()
    said = []
    window.bus.said.connect(lambda words, _change: said.append(words))
    trigger(window, "people_addresses", settled)
    assert QGuiApplication.clipboard().text() == '"Ann Bell" <ann@bell.example>'
    assert said == ["1 address copied. Left out: 1 has no address, 1 has an address not to be used."]


def test_who_may_vote_on_a_day_and_the_register_saved(
    members, window, page, find, press, settled, qtbot, tmp_path: Path
) -> None:
    trigger(window, "people_vote", settled)
    line = find("on")
    line.selectAll()
    qtbot.keyClicks(line, "14 may 2027")
    settled()
    assert find("registerCount").text() == "2 people may vote on 14 May 2027"
    for button, suffix in (("saveRegisterPdf", "pdf"), ("saveRegisterXlsx", "xlsx")):
        press(button)
        dialog = window.findChild(QFileDialog, "saveDialog")
        path = tmp_path / f"voters.{suffix}"
        dialog.fileSelected.emit(str(path))
        dialog.close()
        settled()
        qtbot.waitUntil(path.exists)
        assert path.stat().st_size > 1_000
    press("closeRegister")
    assert page._list.isVisibleTo(page)


def save_gardeners(do: Any) -> None:
    def keep(work: Any) -> None:
        (tag,) = tags.listed(work.session)
        filters.save(work, "Gardeners", PeopleQuery(tags=(tag.id,)))

    do(keep)


def test_the_same_words_filter_again_after_a_saved_filter(members, do, page, find, press, settled, qtbot) -> None:
    save_gardeners(do)
    settled()
    for _time in range(2):
        qtbot.keyClicks(find("find"), "bell")
        qtbot.keyClick(find("find"), Qt.Key.Key_Return)
        settled()
        assert shown(page) == ["Ann Bell"]
        press("saved_Gardeners")
        assert shown(page) == ["Ann Bell", "Cy Dean"]
        press("chip_all")


def test_all_takes_back_whatever_a_saved_filter_set(members, do, window, page, find, press, settled) -> None:
    save_gardeners(do)
    settled()
    everybody = shown(page)
    press("saved_Gardeners")
    press("chip_members")  # the filter's tag stays, with a chip of its own
    assert find("narrow_Gardener")
    press("chip_all")
    assert shown(page) == everybody
    press("saved_Gardeners")
    press("chip_all")
    assert shown(page) == everybody
    assert not [chip for chip in page.findChildren(QWidget, "narrow_Gardener") if chip.isVisibleTo(page)]


def test_an_empty_list_names_what_narrows_it_and_clears_it(members, do, page, find, press, settled, qtbot) -> None:
    save_gardeners(do)
    settled()
    press("saved_Gardeners")
    press("chip_councillors")
    assert find("emptyLine").text() == "Nobody fits “Gardener”."
    qtbot.keyClicks(find("find"), "bell")
    qtbot.keyClick(find("find"), Qt.Key.Key_Return)
    settled()
    assert find("emptyLine").text() == "Nobody called “bell” fits “Gardener”."
    assert find("clearFilter").text() == "Clear the filter"
    press("clearFilter")
    assert shown(page) == ["Ann Bell"]
