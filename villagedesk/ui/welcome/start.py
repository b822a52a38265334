"""The first screen: make a group, open one, or look at the example."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from villagedesk.core.i18n import _
from villagedesk.ui.card import Card
from villagedesk.ui.rows import Row, Rows
from villagedesk.ui.welcome.screen import Screen, breakable


class StartScreen(Screen):
    """`chosen` is "new", "open" or "example"; `recent` carries a file."""

    chosen = Signal(str)
    recent = Signal(object)

    def __init__(self, files: Sequence[Path]) -> None:
        super().__init__(
            _("Welcome"), _("Contacts, meetings, promises and council packs for your group, on this computer.")
        )
        ways = Card()
        self._ways = Rows(
            (
                Row("new", _("Make a new group"), _("Takes about three minutes"), icon="add"),
                Row("open", _("Open a group"), _("A .vdesk file on this computer or a memory stick"), icon="document"),
                Row(
                    "example", _("Look at the example group"), _("Invented people, two years of meetings"), icon="star"
                ),
            )
        )
        self._ways.activated.connect(self.chosen)
        ways.add(self._ways)
        self.add(ways)
        if files:
            last = Card(_("Opened last"))
            rows = Rows([Row(str(path), path.stem, breakable(path.parent)) for path in files])
            rows.activated.connect(lambda path: self.recent.emit(Path(path)))
            last.add(rows)
            self.add(last)

    def start(self) -> None:
        self._ways.focusNextChild()
