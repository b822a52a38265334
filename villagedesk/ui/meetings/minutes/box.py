"""The box that minutes are typed into: Enter keeps, Shift+Enter breaks the line, Tab takes an offered name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor

from villagedesk.ui.textboxes import TextBox


class MinutesBox(TextBox):
    """`at_start` is Backspace before the first letter; `up` and `down` leave the text at its top and bottom."""

    entered = Signal()
    thrown = Signal()
    at_start = Signal()
    up = Signal()
    down = Signal()
    focused = Signal(bool)

    def __init__(self) -> None:
        super().__init__(least=1, most=12)
        self.setProperty("role", "minutes")
        self.document().setDocumentMargin(0)
        self.take_offer: Callable[[], bool] = lambda: False

    def replace_text(self, text: str) -> None:
        """Put other text into the box so that Ctrl+Z brings back what was there."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, cursor = event.key(), self.textCursor()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.entered.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            cursor.insertText("\n")
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
        """In pixels; the box has no frame of its own."""
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        return lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + 2

    def _can(self, move: QTextCursor.MoveOperation) -> bool:
        return QTextCursor(self.textCursor()).movePosition(move)
