"""The places on the rail, in order; the page of each is loaded when it is first gone to."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator

from villagedesk.core.i18n import _
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.page import Page
from villagedesk.ui.theme import current
from villagedesk.ui.window import MainWindow

Build = Callable[[Bus, Commands], Page]


_PAGES = ("people", "actions", "meetings", "partnership", "packs", "settings")


def load_below() -> None:
    """Import what the pages stand on, in a thread, while nobody waits for it."""
    for name in _modules("villagedesk.services"):
        importlib.import_module(name)


def load_pages() -> Iterator[bool]:
    """Import the modules of the pages, one for each True: going to a page then only builds it.

    To be taken in the thread of the window. A class of Qt objects that is made in another one makes PySide 6.11 move
    its table of classes while the window looks things up in it, and that ends the program.
    """
    for place in _PAGES:
        for name in sorted(_modules(f"villagedesk.ui.{place}"), key=lambda name: (-name.count("."), "page" in name)):
            if name not in sys.modules:
                importlib.import_module(name)
                yield True


def _modules(package: str) -> list[str]:
    """The modules of a package and of the packages in it."""
    path = importlib.import_module(package).__path__
    return [found.name for found in pkgutil.walk_packages(path, f"{package}.") if not found.ispkg]


def places() -> tuple[tuple[str, str, str, Build], ...]:
    """(name, title, icon, what builds its page) of each place."""
    return (
        ("today", _("Today"), "today", _today),
        ("people", _("People"), "people", _people),
        ("meetings", _("Meetings"), "meetings", _meetings),
        ("actions", _("Actions"), "actions", _actions),
        ("partnership", _("Partnership"), "partnership", _partnership),
        ("packs", _("Packs"), "packs", _packs),
        ("settings", _("Settings"), "settings", _settings),
    )


def take_minutes(window: MainWindow) -> None:
    """Take the minutes of the meeting that is shown in its place, else of today's or the next."""
    from villagedesk.ui.meetings.page import MeetingsPage

    was_there = isinstance(window.page(), MeetingsPage)
    page = window.go("meetings")
    assert isinstance(page, MeetingsPage)
    page.take_minutes(of_marked=was_there)


def _today(bus: Bus, commands: Commands) -> Page:
    from villagedesk.ui.today.page import TodayPage

    return TodayPage(bus, commands)


def _people(bus: Bus, commands: Commands) -> Page:
    from villagedesk.ui.people.page import PeoplePage

    return PeoplePage(bus, commands)


def _meetings(bus: Bus, commands: Commands) -> Page:
    from villagedesk.ui.meetings.page import MeetingsPage

    return MeetingsPage(bus, commands)


def _actions(bus: Bus, commands: Commands) -> Page:
    from villagedesk.ui.actions.page import ActionsPage

    return ActionsPage(bus, commands)


def _partnership(bus: Bus, commands: Commands) -> Page:
    from villagedesk.ui.partnership.page import PartnershipPage

    return PartnershipPage(bus, commands)


def _packs(bus: Bus, commands: Commands) -> Page:
    from villagedesk.ui.packs.page import PacksPage

    return PacksPage(bus, commands)


def _settings(bus: Bus, commands: Commands) -> Page:
    from villagedesk.ui.settings.page import SettingsPage

    return SettingsPage(bus, commands, current())
