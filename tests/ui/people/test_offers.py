"""What somebody offers is typed on their card, and found by asking for it as one would ask a neighbour."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from villagedesk.core.audience import Audience
from villagedesk.records.assets import AssetDraft
from villagedesk.records.people import PersonDraft
from villagedesk.services import assets, people
from villagedesk.services.desk import Desk
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.theme import Theme


@pytest.fixture
def ann(desk: Desk) -> str:
    return desk.do("Add", lambda work: people.add_person(work, PersonDraft("Ann Bell"))).result()


@pytest.fixture
def window(qtbot: Any, desk: Desk, theme: Theme, ann: str) -> Iterator[DeskWindow]:
    window = DeskWindow(desk, theme)
    qtbot.addWidget(window)
    window.resize(1360, 850)
    window.show()
    qtbot.waitActive(window)
    yield window
    window.close()


@pytest.fixture
def face(page: Any, ann: str, press: Callable[[str], None], find: Any, settled: Any) -> QWidget:
    page.shown(ann)
    settled()
    press("chip_offers")
    found: QWidget = find("face_offers")
    return found


def keys(qtbot: Any, words: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), words)


def press_key(qtbot: Any, key: Qt.Key, settled: Callable[[], None]) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)
    settled()


def offered(desk: Desk, owner: str) -> list[Any]:
    return desk.read(lambda session: assets.of(session, owner))


def test_an_offer_is_added_put_right_and_binned_with_the_keyboard(
    window: DeskWindow, face: QWidget, desk: Desk, ann: str, press: Any, find: Any, qtbot: Any, settled: Any
) -> None:
    assert find("offersEmpty").isVisible()
    press("addOffer")
    keys(qtbot, "Van")
    find("day_sat").setFocus()
    press_key(qtbot, Qt.Key.Key_Space, settled)
    find("times").setFocus()
    keys(qtbot, "mornings")
    press_key(qtbot, Qt.Key.Key_Return, settled)
    (offer,) = offered(desk, ann)
    assert (offer.name, offer.days, offer.times, offer.audience) == ("Van", "sat", "mornings", Audience.COMMITTEE)
    row = find(f"row_{offer.id}")
    assert row.accessibleName() == "Van. Skill. Saturday, mornings. Not agreed yet"
    row.setFocus()
    press_key(qtbot, Qt.Key.Key_Return, settled)
    keys(qtbot, "Big ")
    press_key(qtbot, Qt.Key.Key_Return, settled)
    assert offered(desk, ann)[0].name == "Big Van"
    find(f"row_{offer.id}").setFocus()
    press_key(qtbot, Qt.Key.Key_Return, settled)
    press("binOffer")
    assert offered(desk, ann) == []
    window.commands.action("undo").trigger()
    settled()
    assert find(f"row_{offer.id}").isVisible()


def test_without_consent_it_is_said_beside_the_field(
    face: QWidget, desk: Desk, ann: str, press: Any, find: Any, qtbot: Any, settled: Any
) -> None:
    press("addOffer")
    keys(qtbot, "Van")
    audience = find("audience")
    audience.setFocus()
    qtbot.keyClicks(audience, "Public")
    press("keepOffer")
    assert "agreed" in find("agreed_on_error").text()
    find("agreed_on").setFocus()
    keys(qtbot, "today")
    press("keepOffer")
    assert [offer.audience for offer in offered(desk, ann)] == [Audience.PUBLIC]


def test_escape_gives_up_and_what_was_typed_elsewhere_comes_back(
    face: QWidget, page: Any, desk: Desk, ann: str, press: Any, find: Any, qtbot: Any, settled: Any
) -> None:
    press("addOffer")
    keys(qtbot, "Van")
    page.shown(ann)
    press("chip_overview")
    settled()
    press("chip_offers")
    assert find("name").text() == "Van"
    find("name").setFocus()
    press_key(qtbot, Qt.Key.Key_Escape, settled)
    assert find("addOffer").isVisible()
    assert offered(desk, ann) == []


def test_who_has_a_van_on_saturdays(
    window: DeskWindow, page: Any, desk: Desk, ann: str, find: Any, qtbot: Any, settled: Any
) -> None:
    for name, days in (("Van", "sat"), ("Minivan for a van", "mon"), ("Old van", "")):
        draft = AssetDraft(name, days=days)
        desk.do("Add", lambda work, draft=draft: assets.add(work, "person", ann, draft)).result()
    window.commands.action("find_help").trigger()
    settled()
    model = find("offerList").model
    assert model.rowCount() == 3
    keys(qtbot, "who has a van and is free on Saturdays")
    press_key(qtbot, Qt.Key.Key_Return, settled)
    assert [model.row(n).name for n in range(model.rowCount())] == ["Van", "Old van"]
    chip = find("asked_saturdays")
    chip.removed.emit()
    settled()
    assert model.rowCount() == 0, "saturdays is a word to be found now"
    line = find("askForHelp")
    line.selectAll()
    keys(qtbot, "van at weekends")
    press_key(qtbot, Qt.Key.Key_Return, settled)
    table = find("offerList").findChild(QTableView)
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    settled()
    assert find("face_offers").isVisible()
    assert find("cardName").text() == "Ann Bell"
