"""The editor for a whole number: minutes, days, how many."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.ui.editors import Editor
from villagedesk.ui.textboxes import LineBox


class Count(Editor):
    """A whole number, or None while the line is empty."""

    def __init__(self, placeholder: str = "") -> None:
        self.line = LineBox()
        super().__init__(self.line)
        self._shown: int | None = None
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self.left)
        self.line.returnPressed.connect(self.left)

    def value(self) -> int | None:
        typed = self.line.text().strip()
        return (int(typed) if typed.isdecimal() else self._shown) if typed else None

    def text_of(self, value: int | None) -> str:
        return "" if value is None else str(value)

    def set_value(self, value: int | None) -> None:
        self._shown = value
        self.line.setText(self.text_of(value))

    def problem(self) -> str:
        typed = self.line.text().strip()
        return _("“{typed}” is not a number.").format(typed=typed) if typed and not typed.isdecimal() else ""
