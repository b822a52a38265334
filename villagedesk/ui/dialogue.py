"""What can be said and filed from anywhere in the window: for whom is shown in People, or for anybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint
from PySide6.QtGui import QDropEvent

from villagedesk.core.i18n import _
from villagedesk.ui.commands import Command
from villagedesk.ui.window import MainWindow

if TYPE_CHECKING:
    from villagedesk.ui.people.log.dialogue import Dialogue
    from villagedesk.ui.people.page import PeoplePage


def add_dialogue(window: MainWindow) -> None:
    """Add the commands of the log."""
    commands = window.commands
    commands.add(
        Command("log_call", _("&Log a call"), "phone", "Ctrl+Shift+L", "group", _("visit talk said"), apart=True),
        Command("file_email", _("&File an e-mail"), "mail", "", "group", _("eml paste webmail drop")),
        Command("write_letter", _("&Write a letter"), "document", "", "group", _("headed paper print post")),
        Command("show_log", _("The whole &log"), "", "", "go", _("everything said calls letters")),
    )
    commands.connect("log_call", lambda: _with(window, lambda dialogue, here: dialogue.log_call(here)))
    commands.connect("file_email", lambda: _with(window, lambda dialogue, here: dialogue.file_email(here)))
    commands.connect("write_letter", lambda: _with(window, lambda dialogue, here: dialogue.write_letter(here)))
    commands.connect("show_log", lambda: _people(window).dialogue.show_whole())


def file_mails(window: MainWindow, mails: list[Path], at: QPoint) -> None:
    """File e-mails that were dropped at a place of the screen: on whose card, or with nobody in mind."""
    here = window.page()
    page = _people(window)
    page.dialogue.file_paths(mails, on_card=here is page and page.is_over_card(at))


def dropped_mails(event: QDropEvent) -> list[Path]:
    """The e-mails that are dragged over a window, if they are all that is."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths if all(path.suffix.casefold() == ".eml" for path in paths) else []


def _with(window: MainWindow, act: Callable[[Dialogue, bool], None]) -> None:
    """Do something in People, telling whether the person was there."""
    before = window.page()
    page = _people(window)
    act(page.dialogue, before is page)


def _people(window: MainWindow) -> PeoplePage:
    return cast("PeoplePage", window.go("people"))
