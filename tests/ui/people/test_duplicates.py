"""Two cards stand side by side; one key merges them, another keeps them apart, and an undo brings both back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from villagedesk.core.words import ContactKind
from villagedesk.models import OtherName, Person
from villagedesk.records.people import ContactDraft, PersonDraft
from villagedesk.services import people
from villagedesk.services.desk import Desk, Work
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.theme import Theme


def _people(work: Work) -> None:
    for name, summary in (("Ann Bell", "Bakes"), ("A Bell", "Knows the hall"), ("Cai Dale", ""), ("Cai Dale", "")):
        key = people.add_person(work, PersonDraft(name, summary=summary))
        if "Bell" in name:
            people.set_contacts(work, "person", key, [ContactDraft(ContactKind.EMAIL, "ann@post.example")])


@pytest.fixture
def window(qtbot: Any, desk: Desk, theme: Theme) -> Iterator[DeskWindow]:
    desk.do("Add", _people).result()
    window = DeskWindow(desk, theme)
    qtbot.addWidget(window)
    window.resize(1360, 850)
    window.show()
    qtbot.waitActive(window)
    yield window
    window.close()


@pytest.fixture
def search(window: DeskWindow, page: Any, settled: Any) -> None:
    window.commands.action("find_duplicates").trigger()
    settled()


def names(desk: Desk) -> list[str]:
    return desk.read(lambda session: list(session.scalars(select(Person.name).order_by(Person.name))))


@pytest.mark.usefixtures("search")
def test_the_surest_pair_is_shown_with_its_reasons_and_merged_with_the_keyboard(
    window: DeskWindow, desk: Desk, find: Any, qtbot: Any, settled: Any
) -> None:
    model = find("pairList").model
    assert [model.row(n).title() for n in range(2)] == ["A Bell and Ann Bell", "Cai Dale, twice"]
    assert "2 pairs" in find("pairsFound").text()
    chosen = next(side for side in ("keep", "other") if find(f"{side}_name").text() == "Ann Bell")
    find(f"{chosen}_name").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    merge = find("mergePair")
    merge.setFocus()
    qtbot.keyClick(merge, Qt.Key.Key_Return)
    settled()
    assert names(desk) == ["Ann Bell", "Cai Dale", "Cai Dale"]
    assert desk.read(lambda session: session.scalars(select(OtherName.name)).all()) == ["A Bell"]
    assert model.rowCount() == 1
    assert find("pairName").text() == "Cai Dale, twice"
    window.commands.action("undo").trigger()
    settled()
    assert names(desk) == ["A Bell", "Ann Bell", "Cai Dale", "Cai Dale"]
    assert model.rowCount() == 2


@pytest.mark.usefixtures("search")
def test_two_different_people_are_not_put_forward_again(
    window: DeskWindow, desk: Desk, find: Any, press: Any, qtbot: Any, settled: Any
) -> None:
    press("keepApart")
    press("keepApart")
    assert find("pairList").model.rowCount() == 0
    assert "Nobody is here twice" in find("pairsFound").text()
    window.commands.action("find_duplicates").trigger()
    settled()
    assert find("pairList").model.rowCount() == 0
    assert len(names(desk)) == 4


@pytest.mark.usefixtures("search")
def test_escape_goes_back_to_people(find: Any, qtbot: Any, settled: Any) -> None:
    qtbot.keyClick(find("pairList").view, Qt.Key.Key_Escape)
    settled()
    assert find("chip_all").isVisible()
