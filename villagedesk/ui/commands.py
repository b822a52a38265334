"""The single table of what can be done: menus, buttons and the palette are drawn from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from villagedesk.core.i18n import _
from villagedesk.ui import icons
from villagedesk.ui.theme import current

Menu = Literal["group", "edit", "go", "view", "help", ""]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done.

    `shortcut` may hold several, with "; " between. `menu` "" is for the palette only. `words` are further words that
    the palette finds it by. A line is drawn in the menu before an action with `apart`.
    """

    name: str
    text: str
    icon: str = ""
    shortcut: str = ""
    menu: Menu = ""
    words: str = ""
    apart: bool = False


def standard() -> tuple[Command, ...]:
    """What every window has; each is hidden until somebody connects it."""
    return (
        Command("new", _("&New"), "add", "Ctrl+N", "group", _("add create")),
        Command("add_action", _("Add an &action"), "actions", "Ctrl+Shift+A", "group", _("new todo promise chase")),
        Command(
            "ask_question", _("As&k a question"), "partnership", "Ctrl+Shift+Q", "group", _("council foi complaint")
        ),
        Command(
            "add_response",
            _("Add a &response"),
            "partnership",
            "Ctrl+Shift+R",
            "group",
            _("consultation planning licensing petition"),
        ),
        Command("take_minutes", _("Take &minutes"), "edit", "Ctrl+M", "group", _("meeting write")),
        Command("build_pack", _("Build a &pack"), "packs", "Ctrl+P", "group", _("print pdf council"), apart=True),
        Command("import", _("&Import"), "import", "Ctrl+I", "group", _("load councillors open file")),
        Command("export", _("&Export"), "export", "Ctrl+E", "group", _("save as copy")),
        Command("settings", _("&Settings"), "settings", "Ctrl+,", "group", _("options preferences"), apart=True),
        Command("quit", _("&Quit"), "", "Ctrl+Q", "group", _("close exit leave"), apart=True),
        Command("undo", _("&Undo"), "undo", "Ctrl+Z", "edit", _("take back")),
        Command("redo", _("&Redo"), "redo", "Ctrl+Shift+Z; Ctrl+Y", "edit", _("again")),
        Command("find", _("&Find in this list"), "search", "Ctrl+F", "edit", _("filter search"), apart=True),
        Command("bin", _("Move to the &bin"), "bin", "Delete", "edit", _("delete remove"), apart=True),
        Command("palette", _("&Find or do anything"), "search", "Ctrl+K", "go", _("search command")),
        Command("back", _("&Back"), "left", "Alt+Left", "go"),
        Command("forward", _("For&ward"), "right", "Alt+Right", "go"),
        Command("larger", _("&Larger text"), "", "Ctrl++; Ctrl+=", "view", _("zoom in bigger")),
        Command("smaller", _("&Smaller text"), "", "Ctrl+-", "view", _("zoom out")),
        Command("full_screen", _("&Full screen"), "", "F11", "view", apart=True),
        Command("about", _("&About VillageDesk"), "", "", "help", _("version licence")),
    )


class Commands(QObject):
    """The actions of one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._specs: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._scopes: dict[str, QWidget] = {}
        self._menus: dict[str, QMenu] = {}
        self._connected: set[str] = set()
        self._bar: QMenuBar | None = None
        self.add(*standard())
        current().changed.connect(self._tint)

    def add(self, *specs: Command, scope: QWidget | None = None) -> None:
        """Add to the table. With a `scope` the shortcut works, and the palette offers it, only in that page."""
        for spec in specs:
            action = QAction(spec.text, self)
            action.setObjectName(spec.name)
            action.setShortcuts(QKeySequence.listFromString(spec.shortcut))
            if spec.icon:
                action.setIcon(icons.icon(spec.icon))
            action.setEnabled(False)
            action.setVisible(False)
            if scope:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                self._scopes[spec.name] = scope
            (scope or self._window).addAction(action)
            self._specs[spec.name], self._actions[spec.name] = spec, action
            if self._bar and spec.menu:
                self._put_into_menu(spec)

    def connect(self, name: str, slot: Callable[[], object]) -> None:  # type: ignore[override]
        """Say what an action does, which also shows and enables it."""
        action = self._actions[name]
        action.triggered.connect(lambda _checked=False: slot())
        self._connected.add(name)
        action.setVisible(True)
        action.setEnabled(True)

    def enable(self, name: str, on: bool = True) -> None:
        """Whether an action can be done now."""
        self._actions[name].setEnabled(on)

    def action(self, name: str) -> QAction:
        """The action called `name`."""
        return self._actions[name]

    def spec(self, name: str) -> Command:
        """The line of the table called `name`."""
        return self._specs[name]

    def available(self) -> Iterator[tuple[Command, QAction]]:
        """What can be done now, in the order of the table."""
        for name, spec in self._specs.items():
            action, scope = self._actions[name], self._scopes.get(name)
            if action.isEnabled() and action.isVisible() and (scope is None or scope.isVisible()):
                yield spec, action

    def build_menus(self, bar: QMenuBar) -> None:
        """Fill the menu bar from the table; what is added later joins it."""
        self._bar = bar
        titles = {
            "group": _("&Group"),
            "edit": _("&Edit"),
            "go": _("G&o"),
            "view": _("&View"),
            "help": _("&Help"),
        }
        for name, title in titles.items():
            menu = self._menus[name] = bar.addMenu(title)
            menu.aboutToShow.connect(partial(self._show_in, menu, elsewhere=False))
            menu.aboutToHide.connect(partial(self._show_in, menu, elsewhere=True))
        for spec in self._specs.values():
            if spec.menu:
                self._put_into_menu(spec)

    def _put_into_menu(self, spec: Command) -> None:
        menu, action = self._menus[spec.menu], self._actions[spec.name]
        last = self._actions["quit"] if spec.name != "quit" and self._actions["quit"] in menu.actions() else None
        if spec.apart:
            menu.insertSeparator(last) if last else menu.addSeparator()
        role = {
            "quit": QAction.MenuRole.QuitRole,
            "settings": QAction.MenuRole.PreferencesRole,
            "about": QAction.MenuRole.AboutRole,
        }
        action.setMenuRole(role.get(spec.name, QAction.MenuRole.NoRole))
        menu.insertAction(last, action) if last else menu.addAction(action)

    def _show_in(self, menu: QMenu, *, elsewhere: bool) -> None:
        """Whether a menu lists what other places answer; only while it is open does it not, for the shortcuts' sake."""
        for name, scope in self._scopes.items():
            action = self._actions[name]
            if name in self._connected and action in menu.actions():
                action.setVisible(elsewhere or scope.isVisible())

    def _tint(self) -> None:
        for name, spec in self._specs.items():
            if spec.icon:
                self._actions[name].setIcon(icons.icon(spec.icon))
