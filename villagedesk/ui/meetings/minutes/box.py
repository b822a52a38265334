"""The box that minutes are typed into: Enter keeps, Shift+Enter breaks the line, Tab takes an offered name.

Ctrl+B makes what is marked bold. What is pasted comes as plain text with its lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor

from villagedesk.core.bold import parts, write_parts
from villagedesk.services import pasted
from villagedesk.ui.bus import Bus
from villagedesk.ui.textboxes import TextBox

_SMALL = 20_000  # letters of markup that are read at once
_MOST_PASTED = 400_000  # letters
_LONG_LINE = re.compile(r"([^\n]{4000}[^\s]*)[ \t]+")  # what is longer takes Qt too long to break at every key


class MinutesBox(TextBox):
    """`at_start` is Backspace before the first letter; `up` and `down` leave the text at its top and bottom."""

    entered = Signal()
    thrown = Signal()
    at_start = Signal()
    up = Signal()
    down = Signal()
    focused = Signal(bool)

    def __init__(self, bus: Bus) -> None:
        super().__init__(least=1, most=12)
        self._bus = bus
        self.setProperty("role", "minutes")
        self.document().setDocumentMargin(0)
        self.take_offer: Callable[[], bool] = lambda: False

    def replace_text(self, text: str) -> None:
        """Put other text into the box so that Ctrl+Z brings back what was there."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text, QTextCharFormat())
        self.setTextCursor(cursor)

    def show_bold(self, bold: str) -> None:
        """Make these parts of the text bold: "3-8 20-25"."""
        cursor = QTextCursor(self.document())
        for start, end in parts(bold):
            cursor.setPosition(min(start, self.document().characterCount() - 1))
            cursor.setPosition(min(end, self.document().characterCount() - 1), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(_weight(on=True))

    def bold(self) -> str:
        """The parts of the text that are bold."""
        found: list[tuple[int, int]] = []
        block = self.document().begin()
        while block.isValid():
            for piece in block.textFormats():
                if piece.format.fontWeight() >= QFont.Weight.Bold:
                    start = block.position() + piece.start
                    found.append((start, start + piece.length))
            block = block.next()
        return write_parts(_run_together(found))

    def _toggle_bold(self) -> None:
        """What is marked, else what is typed next."""
        is_bold = self.textCursor().charFormat().fontWeight() >= QFont.Weight.Bold
        self.mergeCurrentCharFormat(_weight(on=not is_bold))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text with the signs of its lists; much markup is read off the window's thread."""
        html = source.html() if source.hasHtml() else ""
        if not html:
            self._insert(pasted.from_text(source.text()))
        elif len(html) <= _SMALL:
            self._insert(pasted.from_html(html))
        else:
            self._bus.read(self, lambda _session: pasted.from_html(html), self._insert)

    def _insert(self, text: str) -> None:
        self.textCursor().insertText(_LONG_LINE.sub(r"\1\n", text[:_MOST_PASTED]), QTextCharFormat())
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, cursor = event.key(), self.textCursor()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.entered.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            cursor.insertText("\n")
        elif event.matches(QKeySequence.StandardKey.Bold):
            self._toggle_bold()
        elif key == Qt.Key.Key_Escape:
            self.thrown.emit()
        elif key == Qt.Key.Key_Backspace and plain and cursor.atStart() and not cursor.hasSelection():
            self.at_start.emit()
        elif key == Qt.Key.Key_Up and plain and not self._can(QTextCursor.MoveOperation.Up):
            self.up.emit()
        elif key == Qt.Key.Key_Down and plain and not self._can(QTextCursor.MoveOperation.Down):
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        return (forwards and self.take_offer()) or super().focusNextPrevChild(forwards)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._grow()

    def _height(self) -> int:
        """In pixels; the box has no frame of its own. A line is a little higher than its font says."""
        lines, block = list[float](), self.document().begin()
        while block.isValid() and len(lines) < self._most:
            layout = block.layout()
            lines += [layout.lineAt(number).height() for number in range(layout.lineCount())] or [0.0]
            block = block.next()
        least = self.fontMetrics().lineSpacing()
        height = sum(max(each, least) for each in (lines or [0.0])[: self._most])
        return ceil(height) + 2 * round(self.document().documentMargin()) + 2

    def _can(self, move: QTextCursor.MoveOperation) -> bool:
        return QTextCursor(self.textCursor()).movePosition(move)


def _weight(*, on: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.Bold if on else QFont.Weight.Normal)
    return made


def _run_together(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parts that touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
