"""An editor of a number, which may be left empty."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.core.numbers import read_number, show_number
from villagedesk.ui.editors import Editor
from villagedesk.ui.textboxes import LineBox


class Number(Editor):
    """One line whose value is a number, or None while it is empty."""

    def __init__(self) -> None:
        self._line = LineBox()
        super().__init__(self._line)
        self._shown: float | None = None
        self._line.textEdited.connect(self.edited)
        self._line.left.connect(self.left)
        self._line.returnPressed.connect(self.left)

    def value(self) -> float | None:
        """The number typed; the one shown before while what is typed is none."""
        typed = self._line.text().strip()
        if not typed:
            return None
        read = read_number(typed)
        return self._shown if read is None else read

    def set_value(self, value: float | None) -> None:
        self._shown = value
        self._line.setText(self.text_of(value))
        self._line.setCursorPosition(0)

    def text_of(self, value: float | None) -> str:
        return "" if value is None else show_number(value)

    def problem(self) -> str:
        typed = self._line.text().strip()
        if not typed or read_number(typed) is not None:
            return ""
        return _("“{typed}” is not a number. Try 24, 1,200 or 3.5.").format(typed=typed)
