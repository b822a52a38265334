"""Promises handed on, bodies followed by others, and the departed of a newer list, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import select

from tests.conftest import TODAY
from villagedesk.core.words import OrganizationKind, Role
from villagedesk.models import Action, Handover, Membership, Organization, Succession
from villagedesk.records.actions import ActionDraft
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.services import actions, people, posts
from villagedesk.services.desk import Desk, Work

LIST = """<?xml version="1.0" encoding="utf-8"?>
<councillorsbyward><wards><ward><wardtitle>Canol</wardtitle><wardid>1</wardid><councillors>
{}</councillors></ward></wards></councillorsbyward>
"""
ONE = """<councillor><councillorid>{0}</councillorid><fullusername>Councillor {1}</fullusername>
<districttitle>Canol</districttitle><workaddress><email>c{0}@brynafon.example</email></workaddress></councillor>
"""


@pytest.fixture
def keys(do: Any) -> dict[str, str]:
    """Jo Reed, councillor with two open promises; Meg Lloyd sits beside her; nobody has left yet."""

    def make(work: Work) -> dict[str, str]:
        council = people.add_organization(work, OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL))
        found = {"council": council}
        for name in ("Jo Reed", "Meg Lloyd"):
            found[name] = people.add_person(work, PersonDraft(name))
            posts.add_membership(
                work, found[name], MembershipDraft(council, Role.COUNCILLOR, post=f"Seat of {name}", start_on=TODAY)
            )
        for text in ("Cut the hedge", "Lend a counter"):
            found[text] = actions.add(work, ActionDraft(text, owner_id=found["Jo Reed"], due_on=TODAY))
        return found

    made: dict[str, str] = do(make)
    return made


@pytest.fixture
def has_left(do: Any, keys: dict[str, str]) -> None:
    def leave(work: Work) -> None:
        for place in work.session.scalars(select(Membership).where(Membership.person_id == keys["Jo Reed"])):
            posts.end_membership(work, place.id, TODAY)

    do(leave)


def owners(desk: Desk) -> dict[str, str | None]:
    return desk.read(lambda session: {row.text: row.owner_id for row in session.scalars(select(Action))})


def said(page: Any) -> list[str]:
    """What the quiet lines on screen say."""
    return [label.text() for label in page.findChildren(QWidget, "leftPromises") if label.isVisible()]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_all_is_handed_to_one_and_one_to_another_and_undone(
    window: Any, page: Any, keys: dict[str, str], has_left: None, desk: Desk, qtbot: Any, settled: Callable[[], None],
    find: Any,
) -> None:  # fmt: skip
    window.go("people", keys["Jo Reed"])
    settled()
    window.commands.action("hand_on").trigger()
    settled()
    everything = find("everything")
    assert focused() is everything
    assert everything.text() == "Brynafon Council"
    everything.selectAll()
    qtbot.keyClicks(everything, "meg")
    qtbot.keyClick(everything, Qt.Key.Key_Tab)
    first = find(f"to_action:{keys['Cut the hedge']}")
    assert first.text() == "Meg Lloyd"
    first.setFocus()
    first.selectAll()
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert find("handOn").text() == "Hand on 1"
    find("handOn").setFocus()
    qtbot.keyClick(find("handOn"), Qt.Key.Key_Space)
    settled()
    assert owners(desk) == {"Cut the hedge": keys["Jo Reed"], "Lend a counter": keys["Meg Lloyd"]}
    assert desk.read(lambda session: session.scalars(select(Handover.from_name)).all()) == ["Jo Reed"]
    assert find("cardName").text() == "Jo Reed"
    window.bus.undo()
    settled()
    assert set(owners(desk).values()) == {keys["Jo Reed"]}


def test_nothing_to_hand_on_is_said_and_escape_leaves(
    window: Any, page: Any, keys: dict[str, str], qtbot: Any, settled: Callable[[], None], find: Any
) -> None:
    window.go("people", f"handon:{keys['Meg Lloyd']}")
    settled()
    assert not [w for w in page.findChildren(QWidget, "everything") if w.isVisible()]
    qtbot.keyClick(find("cancelHandOn"), Qt.Key.Key_Escape)
    settled()
    assert find("cardName").text() == "Meg Lloyd"


def test_what_was_typed_in_handing_on_comes_back(
    window: Any, page: Any, keys: dict[str, str], has_left: None, qtbot: Any, settled: Callable[[], None], find: Any
) -> None:
    window.go("people", f"handon:{keys['Jo Reed']}")
    settled()
    qtbot.keyClicks(find("reason"), "Lost her seat")
    window.go("people", keys["Meg Lloyd"])
    settled()
    window.go("people", f"handon:{keys['Jo Reed']}")
    settled()
    qtbot.waitUntil(lambda: find("reason").text() == "Lost her seat")


def test_ending_a_place_by_hand_asks_quietly(
    window: Any, page: Any, keys: dict[str, str], qtbot: Any, settled: Callable[[], None], find: Any, press: Any
) -> None:
    window.go("people", keys["Jo Reed"])
    settled()
    window.commands.action("edit_card").trigger()
    settled()
    press("endMembership")
    press("keepLastDay")
    qtbot.waitUntil(lambda: "Jo Reed had 2 open promises." in said(page))
    button = find("handThemOn")
    assert focused() is button
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settled()
    assert find("everything").isVisible()


def test_promises_are_handed_on_by_command_while_the_card_is_typed_into(
    window: Any, page: Any, keys: dict[str, str], settled: Callable[[], None], find: Any
) -> None:
    window.go("people", keys["Jo Reed"])
    settled()
    window.commands.action("edit_card").trigger()
    settled()
    window.commands.action("hand_on").trigger()
    settled()
    assert find("everything").isVisible()


def test_a_body_is_followed_by_a_new_one_after_a_look(
    window: Any, page: Any, keys: dict[str, str], do: Any, desk: Desk, qtbot: Any, settled: Callable[[], None],
    find: Any,
) -> None:  # fmt: skip
    do(lambda work: actions.add(work, ActionDraft("Mend the wall", organization_id=keys["council"])))
    window.go("people", keys["council"])
    settled()
    window.commands.action("succeed").trigger()
    settled()
    line = find("successors")
    assert focused() is line
    qtbot.keyClicks(line, "Afon Valley Council")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClicks(find("on"), "today")
    qtbot.keyClick(find("on"), Qt.Key.Key_Tab)
    settled()
    qtbot.waitUntil(lambda: find("keepSuccession").isEnabled())
    assert "Afon Valley Council" in find("successionSaid").text()
    find("keepSuccession").setFocus()
    qtbot.keyClick(find("keepSuccession"), Qt.Key.Key_Space)
    settled()

    def look(session: Any) -> tuple[str, Any]:
        action = session.scalars(select(Action).where(Action.text == "Mend the wall")).one()
        new = session.get(Organization, action.organization_id)
        return new.name, session.get(Organization, keys["council"]).dissolved_on

    assert desk.read(look) == ("Afon Valley Council", TODAY)
    assert [w.text() for w in page.findChildren(QWidget, "cardName") if w.isVisible()] == ["Brynafon Council"]
    window.bus.undo()
    settled()
    assert desk.read(lambda session: session.get(Organization, keys["council"]).dissolved_on) is None


def test_a_plan_ahead_is_kept_shown_and_dropped(
    window: Any, page: Any, keys: dict[str, str], desk: Desk, qtbot: Any, settled: Callable[[], None], find: Any
) -> None:
    window.go("people", f"succession:{keys['council']}")
    settled()
    qtbot.keyClicks(find("successors"), "Afon Valley Council")
    qtbot.keyClick(find("successors"), Qt.Key.Key_Return)
    qtbot.keyClicks(find("on"), "1 April 2028")
    qtbot.keyClick(find("on"), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: find("keepSuccession").isEnabled())
    assert find("keepSuccession").text() == "Keep this plan"
    find("keepSuccession").click()
    settled()
    assert find("offerSuccession").text() == "Change who follows it"
    find("offerSuccession").click()
    settled()
    assert find("on").text() == "1 April 2028"
    find("dropSuccession").click()
    settled()
    assert desk.read(lambda session: session.scalars(select(Succession)).all()) == []


def test_the_departed_of_a_newer_list_are_ticked_and_end_with_it(
    window: Any, page: Any, desk: Desk, tmp_path: Path, qtbot: Any, settled: Callable[[], None], find: Any, do: Any
) -> None:
    def take(*names: str) -> None:
        path = tmp_path / "councillors.xml"
        path.write_text(LIST.format("".join(ONE.format(ord(name[0]), name) for name in names)), "utf-8")
        page.take_in(path)
        settled()
        settled()

    take("Ann Bell", "Jo Reed")
    find("importNow").click()
    settled()
    settled()
    jo = next(row for row in desk.read(people.choices) if row.name == "Jo Reed")
    do(lambda work: actions.add(work, ActionDraft("Cut the hedge", owner_id=jo.id)))
    take("Ann Bell", "Meg Lloyd")
    tick = find("departed_0")
    assert (tick.text(), tick.isChecked()) == ("Jo Reed", True)
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    day = find("departedDay")
    day.setFocus()
    day.selectAll()
    qtbot.keyClicks(day, "tomorrow")
    assert "ahead" in find("departedProblem").text()
    day.selectAll()
    qtbot.keyClicks(day, "1 November 2026")
    find("importNow").setFocus()
    qtbot.keyClick(find("importNow"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Jo Reed had 1 open promise." in said(page))
    window.go("people", "review")
    settled()
    assert said(page) == []  # it is said over the list alone
    page.answer_to("find")()
    assert said(page)
    find("leavePromises").click()
    assert said(page) == []
    place = desk.read(lambda session: session.scalars(select(Membership).where(Membership.person_id == jo.id)).one())
    assert (place.end_on, place.end_reason) == (TODAY - timedelta(20), "Not in the list of 21 November 2026")
    window.bus.undo()
    settled()
    place = desk.read(lambda session: session.scalars(select(Membership).where(Membership.person_id == jo.id)).one())
    assert place.end_on is None


def test_an_import_says_nothing_of_those_who_had_left_before(
    window: Any, page: Any, keys: dict[str, str], has_left: None, tmp_path: Path, settled: Callable[[], None], find: Any
) -> None:
    path = tmp_path / "councillors.xml"
    path.write_text(LIST.format(ONE.format(1, "Meg Lloyd")), "utf-8")
    page.take_in(path)
    settled()
    settled()
    ticks = [find("departed_0"), find("departed_1")]
    assert [tick.text() for tick in ticks] == ["Meg Lloyd", "Jo Reed"]
    for tick in ticks:
        tick.setChecked(False)
    find("importNow").click()
    settled()
    settled()
    assert page._list.isVisibleTo(page)
    assert said(page) == []
