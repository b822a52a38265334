"""What is filled in on the log: Ctrl+Enter does what the main button does, Escape what the quiet one does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class Sheet(QWidget):
    """A form, a pasted e-mail or a letter, in place of the list."""

    def keep(self) -> None:
        """Do what the main button does."""
        raise NotImplementedError

    def give_up(self) -> None:
        """Go away."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        """The keys are taken before a command of the window that has them, such as the one that edits the card."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _keeps(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif _keeps(event):
            self.keep()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def _keeps(event: QKeyEvent) -> bool:
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
