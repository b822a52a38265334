"""Taking in a council's list: read, looked at, imported in one step, undone in one step."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from villagedesk.records.people import PeopleFilter
from villagedesk.services import people

LIST = """<?xml version="1.0" encoding="utf-8"?>
<councillorsbyward>
  <wards><ward><wardtitle>Canol y Dŵr</wardtitle><wardid>1</wardid><councillors>
    <councillor><councillorid>11</councillorid><fullusername>Councillor Jo &lt;jo&gt;</fullusername>
      <username>Councillor Jo &lt;jo&gt;</username><politicalpartytitle></politicalpartytitle>
      <districttitle>Canol y Dŵr</districttitle>
      <workaddress><email>jo@brynafon.example</email></workaddress></councillor>
    <councillor><councillorid>12</councillorid><fullusername>Councillor Grace Adeyemi</fullusername>
      <username>Councillor Grace Adeyemi</username><politicalpartytitle>Labour</politicalpartytitle>
      <districttitle>Canol y Dŵr</districttitle>
      <workaddress><email>grace@brynafon.example</email></workaddress></councillor>
  </councillors></ward></wards>
</councillorsbyward>
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "councillors.xml"
    path.write_text(LIST, "utf-8")
    return path


@pytest.fixture
def preview(page, source, settled):
    page.take_in(source)
    settled()
    settled()


def councillors(desk) -> int:
    return desk.read(lambda session: people.counts(session, date(2026, 11, 21)))[PeopleFilter.COUNCILLORS]


def rows(page) -> list[tuple[str, str]]:
    model = page._importing._list.model
    return [(model.row(n).row.name, model.row(n).row.verdict) for n in range(model.rowCount())]


def test_the_preview_lists_every_row_and_writes_nothing(preview, page, find, settled, desk):
    settled()
    assert rows(page) == [("Jo <jo>", "added"), ("Grace Adeyemi", "added")]
    assert find("importNow").text() == "Import 2"
    assert councillors(desk) == 0


def test_importing_is_one_step_with_a_backup_before_and_twice_changes_nothing(
    preview, page, source, press, find, qtbot, settled, desk, window
):
    press("importNow")
    qtbot.waitUntil(lambda: councillors(desk) == 2)
    settled()
    assert find("chip_councillors").isChecked()
    assert desk.last_backup() is not None
    page.take_in(source)
    settled()
    assert find("importNow").text() == "Nothing to import"
    press("importCancel")
    window.bus.undo()
    settled()
    assert councillors(desk) == 0


def test_a_chip_shows_only_what_is_not_taken(preview, page, find, settled):
    find("chip_refused").click()
    settled()
    assert rows(page) == []


def test_a_web_page_is_refused_in_a_plain_sentence(page, tmp_path, find, qtbot, settled):
    path = tmp_path / "list.xml"
    path.write_text("<!DOCTYPE html><html><body>Log in</body></html>")
    page.take_in(path)
    settled()
    assert "web page" in find("importProblem").text()
    assert find("importTitle").text() == "list.xml was not imported"
    assert find("importOther").isVisible()


def test_a_file_that_is_dropped_on_the_window_is_previewed_and_never_moved(window, page, source, find, settled):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(source))])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setDropAction(Qt.DropAction.MoveAction)
    window.dropEvent(event)
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction
    settled()
    assert find("importTitle").text() == "What councillors.xml would change"
    settled()


def test_escape_leaves_the_preview(preview, page, find, qtbot, settled, desk):
    qtbot.keyClick(find("importNow"), Qt.Key.Key_Escape)
    settled()
    assert find("chip_councillors").isVisible()
    assert councillors(desk) == 0
