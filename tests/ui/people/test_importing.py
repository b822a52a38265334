"""Taking in a council's list: read, looked at, imported in one step, undone in one step."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from villagedesk.models import Person
from villagedesk.records.people import PeopleFilter, PersonDraft
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
    model = page._screens._importing._shown.list.model
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


def working(page, name: str) -> QWidget:
    """A part of the card that tells how far a job has come, also before it appears."""
    return page._screens._importing._working.findChild(QWidget, name)


def test_cancel_while_the_list_is_compared_forgets_it(page, source, find, settled, qtbot, desk):
    page.take_in(source)
    qtbot.waitUntil(lambda: find("importTitle").text() == "What councillors.xml would change")
    assert working(page, "workingText").text() == "Comparing with what is here"
    working(page, "workingCancel").click()
    settled()
    assert find("chip_councillors").isVisible()
    assert councillors(desk) == 0


def test_cancel_while_the_backup_is_made_writes_nothing_and_it_can_be_imported_yet(
    preview, page, find, press, settled, desk
):
    settled()
    find("importNow").click()
    assert working(page, "workingText").text() == "Making a backup first"
    working(page, "workingCancel").click()
    settled()
    assert councillors(desk) == 0
    press("importNow")
    settled()
    settled()
    assert councillors(desk) == 2


def test_while_it_is_written_it_is_said_and_there_is_nothing_to_cancel(preview, page, find, settled, desk):
    settled()
    importing = page._screens._importing
    importing._write()
    assert find("importTitle").text() == "Writing 2 entries"
    assert not find("importCancel").isEnabled()
    importing._give_up()
    assert find("importTitle").text() == "Writing 2 entries"
    settled()
    assert councillors(desk) == 2
    assert importing._shown.cancel.isEnabled()


MEMBERS = """First name,Surname,Email,Joined,Votes,Remarks
Mair,Llywelyn,mair@village.example,1/3/2021,yes,Has a van
Tom,Reed,tom@village.example,,no,
,,,1/1/2020,,nobody
"""


@pytest.fixture
def members(tmp_path: Path) -> Path:
    path = tmp_path / "members.csv"
    path.write_text(MEMBERS, "utf-8")
    return path


def names(desk) -> list[str]:
    return desk.read(
        lambda s: sorted(row.name for row in people.rows(s, _ids(s), date(2026, 11, 21)) if row.kind == "person")
    )


def _ids(session):
    return people.ids(session, people.PeopleQuery(), date(2026, 11, 21))


@pytest.fixture
def columns(page, members, settled):
    page.take_in(members)
    settled()
    settled()


def test_import_shows_where_lists_are_found_and_what_can_be_taken(window, page, find, settled, qtbot):
    window.commands.action("import").trigger()
    settled()
    assert find("importChoose").hasFocus() or window.isActiveWindow() is False
    words = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))
    assert "https://COUNCIL/mgWebService.asmx/GetCouncillorsByWard" in words
    qtbot.keyClick(find("importChoose"), Qt.Key.Key_Escape)
    settled()
    assert find("chip_councillors").isVisible()


def test_the_columns_of_a_table_are_guessed_shown_and_can_be_changed(columns, page, find, press, settled, desk):
    assert [find(f"column_{n}").currentText() for n in range(6)] == [
        "First name", "Last name", "E-mail", "Joined or from", "Votes (yes or no)", "Notes",
    ]  # fmt: skip
    assert find("columnsBody").text() == "Elm Park Neighbourhood Group"
    box = find("column_5")
    box.setCurrentIndex(0)
    box.activated.emit(0)
    press("columnsGoOn")
    assert rows(page) == [("Mair Llywelyn", "added"), ("Tom Reed", "added"), ("1/1/2020", "refused")]
    press("importColumns")
    assert find("column_5").currentText() == "Leave out"
    press("columnsGoOn")
    press("importNow")
    settled()
    assert names(desk) == ["Mair Llywelyn", "Tom Reed"]


def test_what_the_columns_mean_is_remembered_and_undo_takes_all_back(
    columns, page, members, find, press, settled, qtbot, desk, window
):
    box = find("column_5")
    box.setCurrentIndex(0)
    box.activated.emit(0)
    press("columnsGoOn")
    press("importNow")
    qtbot.waitUntil(lambda: names(desk) == ["Mair Llywelyn", "Tom Reed"])
    settled()
    press("importCancel")
    page.take_in(members)
    settled()
    settled()
    assert find("column_5").currentText() == "Leave out"
    press("columnsGoOn")
    assert {verdict for _name, verdict in rows(page)} == {"unchanged", "refused"}
    assert find("importNow").text() == "Nothing to import"
    press("importCancel")
    window.bus.undo()
    settled()
    assert names(desk) == []


def test_what_was_not_taken_stays_to_be_read_and_copied(columns, page, find, press, settled, qtbot):
    press("columnsGoOn")
    press("importNow")
    settled()
    settled()
    assert find("importTitle").text() == "Imported; 1 row was not taken"
    assert rows(page) == [("1/1/2020, nobody", "refused")]
    press("importReport")
    copied = QGuiApplication.clipboard().text()
    assert "Not taken: row 4, 1/1/2020, nobody" in copied
    assert "neither a name nor an organisation" in copied
    assert "To add: row 2, Mair Llywelyn" in copied
    press("importCancel")
    assert find("chip_all").isChecked()


@pytest.mark.parametrize("html", [True, False])
def test_a_table_from_the_clipboard_gets_the_same_preview(window, page, find, press, settled, html):
    window.commands.action("import").trigger()
    settled()
    data = QMimeData()
    if html:
        data.setHtml(
            "<table><tr><th>Name</th><th>Email</th></tr><tr><td>Jo Smith</td><td>jo@x.example</td></tr></table>"
        )
    else:
        data.setText("Name\tEmail\nJo Smith\tjo@x.example\n")
    QGuiApplication.clipboard().setMimeData(data)
    press("importPaste")
    settled()
    assert find("columnsTitle").text() == "What the columns of the pasted table mean"
    press("columnsGoOn")
    assert rows(page) == [("Jo Smith", "added")]


def test_an_empty_clipboard_is_told(window, page, find, press, settled):
    window.commands.action("import").trigger()
    settled()
    QGuiApplication.clipboard().clear()
    press("importPaste")
    assert "no text on the clipboard" in find("importStartProblem").text()


@pytest.mark.parametrize("chosen", ["csv", "vcard"])
def test_the_people_shown_are_exported_and_who_is_left_out_is_said(
    window, page, settled, qtbot, desk, tmp_path, do, chosen
):
    keys = [do(lambda work, name=name: people.add_person(work, PersonDraft(name))) for name in ("Ann Bell", "Jo Hart")]
    do(lambda work: setattr(work.session.get(Person, keys[1]), "do_not_contact", True))
    settled()
    window.commands.action("export_people").trigger()
    settled()
    dialog = window.findChild(QWidget, "exportPeople")
    assert "Left out: 1 person who is not to be contacted." in dialog.findChild(QLabel, "exportSaid").text()
    dialog._form.editor("format").set_value(chosen)
    settled()
    dialog.findChild(QWidget, "exportSave").click()
    path = tmp_path / f"people.{'vcf' if chosen == 'vcard' else chosen}"
    window.findChild(QFileDialog, "saveDialog").fileSelected.emit(str(path))
    qtbot.waitUntil(path.exists)
    settled()
    written = path.read_text("utf-8-sig")
    assert "Ann Bell" in written
    assert "Hart" not in written
