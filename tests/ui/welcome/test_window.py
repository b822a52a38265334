"""The welcome: the first run, taking it up again, and groups that do not open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from tests.conftest import CODE
from villagedesk import settings
from villagedesk.core.errors import Unavailable
from villagedesk.services import founding, group, people
from villagedesk.services.desk import Desk, Keyring, create, open_desk
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.textboxes import LineBox
from villagedesk.ui.welcome.founding import NameScreen, RecoveryScreen
from villagedesk.ui.welcome.window import WelcomeWindow


class Lost:
    """A keyring backend that cannot be asked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError

    set_password = delete_password = get_password


@pytest.fixture
def welcome(qtbot: Any, theme: Any, keyring: Keyring, clock: Any) -> Iterator[WelcomeWindow]:
    yield from shown(qtbot, WelcomeWindow(theme, keyring, clock))


def shown(qtbot: Any, window: WelcomeWindow) -> Iterator[WelcomeWindow]:
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.tasks.is_idle, timeout=10_000)
    yield window
    window.close()


@pytest.fixture
def opened(welcome: WelcomeWindow) -> Iterator[list[tuple[Desk, str]]]:
    """What was opened; closed at the end."""
    desks: list[tuple[Desk, str]] = []
    welcome.opened.connect(lambda desk, first: desks.append((desk, first)))
    yield desks
    for desk, _first in desks:
        desk.close()


def find(window: WelcomeWindow, name: str) -> Any:
    return next(widget for widget in window.findChildren(QWidget, name) if widget.isVisibleTo(window))


def press(qtbot: Any, window: WelcomeWindow, name: str) -> None:
    find(window, name).click()
    qtbot.waitUntil(window.tasks.is_idle, timeout=20_000)


def found(qtbot: Any, window: WelcomeWindow, folder: Path) -> None:
    window.new()
    find(window, "name").setText("Cymdeithas Canol y Dŵr")
    find(window, "person").setText("Siân Llŷr Ŵyn")
    find(window, "folder").setText(str(folder))
    press(qtbot, window, "makeGroup")


def type_back(qtbot: Any, window: WelcomeWindow) -> None:
    groups = find(window, "recoveryCode").accessibleName().split("-")
    press(qtbot, window, "written")
    for box in window.findChildren(LineBox):
        if box.objectName().startswith("codeGroup"):
            qtbot.keyClicks(box, groups[int(box.objectName()[-1]) - 1].lower())
    find(window, "keyHolders").setPlainText("Dilwyn Prosser")
    press(qtbot, window, "goOn")


def test_a_group_is_founded_in_three_steps(qtbot, welcome, opened, tmp_path):
    found(qtbot, welcome, tmp_path)
    type_back(qtbot, welcome)
    assert "Cymdeithas Canol y Dŵr is ready" in find(welcome, "screenTitle").text()
    find(welcome, "row_import").pressed.emit("import")
    ((desk, first),) = opened
    assert first == "import"
    assert desk.path == tmp_path / "Cymdeithas Canol y Dŵr.vdesk"
    card = desk.read(group.card)
    assert card.key_holders == ("Dilwyn Prosser",)
    me = desk.read(lambda session: people.person(session, desk.me or "", desk.clock.today()))
    assert me.name == "Siân Llŷr Ŵyn"
    assert [(held.organization, held.label) for held in me.memberships] == [(card.name, "Secretary")]
    assert desk.read(founding.unfinished) == ""


def test_names_that_are_missing_are_asked_for_beside_their_fields(qtbot, welcome, tmp_path):
    welcome.new()
    find(welcome, "folder").setText(str(tmp_path))
    press(qtbot, welcome, "makeGroup")
    assert find(welcome, "name_error").text() == "A group needs a name."
    qtbot.keyClicks(find(welcome, "name"), "Elm Park")
    press(qtbot, welcome, "makeGroup")
    assert "Say who you are" in find(welcome, "person_error").text()
    assert list(tmp_path.glob("*.vdesk")) == []


def test_a_wrong_group_of_the_code_is_said_and_nothing_is_lost(qtbot, welcome, tmp_path):
    found(qtbot, welcome, tmp_path)
    press(qtbot, welcome, "written")
    box = next(box for box in welcome.findChildren(LineBox) if box.objectName().startswith("codeGroup"))
    qtbot.keyClicks(box, "uuuu")
    press(qtbot, welcome, "goOn")
    assert "is not that" in find(welcome, "codeWrong").text()
    assert box.text() == "uuuu"


def test_a_first_run_that_was_broken_off_is_taken_up_with_the_same_code(
    qtbot, welcome, theme, keyring, clock, tmp_path
):
    found(qtbot, welcome, tmp_path)
    code = find(welcome, "recoveryCode").accessibleName()
    welcome.close()
    path = Path(settings.load().recent[0])
    for again in shown(qtbot, WelcomeWindow(theme, keyring, clock)):
        again.open(path)
        qtbot.waitUntil(again.tasks.is_idle)
        assert find(again, "recoveryCode").accessibleName() == code


def test_the_sheet_is_not_saved_beside_the_group(qtbot, welcome, tmp_path):
    folder = tmp_path / "group"
    folder.mkdir()
    found(qtbot, welcome, folder)
    code = find(welcome, "recoveryCode").accessibleName()
    welcome._screen.save.emit(folder / "code.txt")
    qtbot.waitUntil(welcome.tasks.is_idle)
    assert "Not in the group's own folder" in find(welcome, "sheetSaid").text()
    welcome._screen.save.emit(tmp_path / "code.txt")
    qtbot.waitUntil(welcome.tasks.is_idle)
    assert code in (tmp_path / "code.txt").read_text("utf-8")


def test_it_is_said_when_this_computer_cannot_keep_the_key(qtbot, theme, clock, tmp_path):
    for window in shown(qtbot, WelcomeWindow(theme, Keyring(Lost()), clock)):
        found(qtbot, window, tmp_path)
        assert "the code is asked for each time" in find(window, "notRemembered").text()


@pytest.fixture
def locked(tmp_path: Path, clock: Any) -> Path:
    """A group whose key this computer does not know; its code is CODE."""
    path = tmp_path / "locked.vdesk"
    desk, _code = create(path, "Elm Park", Keyring(Lost()), clock, CODE)
    desk.close()
    return path


def test_the_code_is_asked_for_and_opens_the_group_however_it_is_typed(qtbot, welcome, opened, locked):
    welcome.open(locked)
    qtbot.waitUntil(welcome.tasks.is_idle)
    box = find(welcome, "code")
    qtbot.keyClicks(box, "oooo oooo oooo")
    press(qtbot, welcome, "openWithCode")
    assert find(welcome, "codeError").text() == "A recovery code has 28 letters and digits; this has 12."
    assert box.text() == "oooo oooo oooo"
    qtbot.keyClicks(box, " oooo oooo oooo oooo")
    press(qtbot, welcome, "openWithCode")
    assert [desk.path for desk, _first in opened] == [locked]


def test_another_groups_code_is_refused_and_stays_in_its_box(qtbot, welcome, locked):
    welcome.open(locked)
    qtbot.waitUntil(welcome.tasks.is_idle)
    other = "EXAM-P1E0-GR0V-PE1M-PARK-2026-0007"
    find(welcome, "code").setText(other)
    press(qtbot, welcome, "openWithCode")
    assert find(welcome, "codeError").isVisible()
    assert find(welcome, "code").text() == other


def test_what_is_no_group_is_said_with_what_to_do(qtbot, theme, keyring, clock, tmp_path):
    path = tmp_path / "photo.vdesk"
    path.write_bytes(b"JFIF" * 100)
    with pytest.raises(Exception) as error:
        open_desk(path, keyring, clock)
    for window in shown(qtbot, WelcomeWindow(theme, keyring, clock, path, error.value)):
        assert "not a VillageDesk group" in find(window, "troubleMessage").text()
        assert find(window, "chooseAnother").isVisible()


def test_a_damaged_group_opens_from_its_backup_and_stays_as_it_is(qtbot, welcome, opened, keyring, clock, tmp_path):
    path = tmp_path / "group.vdesk"
    desk, _code = create(path, "Elm Park", keyring, clock)
    desk.back_up()
    desk.close()
    damaged = path.read_bytes()[:16] + bytes(4080) + path.read_bytes()[4096:]
    path.write_bytes(damaged)
    welcome.open(path)
    qtbot.waitUntil(welcome.tasks.is_idle, timeout=10_000)
    assert "damaged" in find(welcome, "troubleMessage").text()
    copies = find(welcome, "copies")
    copies.activated.emit(next(iter(welcome._screen._copies)))
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=20_000)
    assert opened[0][0].path.name == "group (as on 21 November 2026).vdesk"
    assert opened[0][0].read(group.card).name == "Elm Park"
    assert path.read_bytes() == damaged


def test_the_example_group_is_made_once_and_opened(qtbot, welcome, opened):
    find(welcome, "row_example").pressed.emit("example")
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=60_000)
    desk = opened[0][0]
    assert desk.path.name == "Elm Park (example).vdesk"
    assert desk.read(group.card).is_example


def test_nothing_is_cut_off_in_a_small_window_with_large_text(qtbot: Any, theme: Any, keyring: Any, clock: Any) -> None:
    theme.set_text_size(200)
    path = Path("/home") / ("a-long-folder-name/" * 6) / "Residents.vdesk"
    window = WelcomeWindow(theme, keyring, clock, path, Unavailable("It is damaged.", "Try a backup."))
    for _ready in shown(qtbot, window):
        window.resize(900, 600)
        for screen in (None, RecoveryScreen("-".join(["WWWW"] * 7), is_remembered=False), NameScreen()):
            if screen:
                window._show(screen)
            scroller = window.findChild(Scroller)
            assert scroller.widget().minimumSizeHint().width() <= scroller.viewport().width()
