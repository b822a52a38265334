"""An editor that chooses one of many by typing a part of its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from villagedesk.core.i18n import _
from villagedesk.core.text import fold
from villagedesk.records.people import Choice
from villagedesk.ui.editors import Editor
from villagedesk.ui.textboxes import LineBox


class Pick(Editor):
    """The value is the id of what was chosen, or `nothing`."""

    def __init__(self, choices: Sequence[Choice], placeholder: str = "", nothing: str | None = "") -> None:
        self.line = LineBox()
        super().__init__(self.line)
        self._nothing = nothing
        self._names = {choice.id: choice.name for choice in choices}
        self._ids = {fold(choice.name): choice.id for choice in choices}
        self.line.setPlaceholderText(placeholder)
        completer = QCompleter([choice.name for choice in choices], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        completer.activated.connect(lambda _name: self.left.emit())
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self.left)
        self.line.returnPressed.connect(self.left)

    def value(self) -> str | None:
        return self._ids.get(fold(self.line.text()), self._nothing)

    def set_value(self, value: str | None) -> None:
        self.line.setText(self._names.get(value or "", ""))
        self.line.setCursorPosition(0)

    def problem(self) -> str:
        typed = self.line.text().strip()
        if not typed or fold(typed) in self._ids:
            return ""
        return _("Nothing here is called “{typed}”. Choose a name from the list.").format(typed=typed)
