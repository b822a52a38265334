"""Boxes to type in whose Ctrl+Z first undoes the typing and then belongs to the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from villagedesk.ui.theme import current

_COMES_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)  # after a list, another window
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class LineBox(QLineEdit):
    """One line; `left` when the focus leaves it for another widget."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        if _is_for_window(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self.left.emit()


class TextBox(QPlainTextEdit):
    """Several lines; as high as what is in it, from `least` lines up to `most`. Tab leaves it."""

    left = Signal()

    def __init__(self, least: int = 3, most: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        current().changed.connect(self._grow)

    def event(self, event: QEvent) -> bool:
        document = self.document()
        if _is_for_window(event, document.isUndoAvailable(), document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self.left.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _height(self) -> int:
        """In pixels. The layout of a QPlainTextDocument gives its height in lines."""
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        frame = 2 * round(self.document().documentMargin()) + max(0, self.height() - self.viewport().height())
        return lines * self.fontMetrics().lineSpacing() + frame + 1  # without it Qt scrolls by a line

    def _grow(self) -> None:
        if (height := self._height()) != self.height():
            self.setFixedHeight(height)


def _is_for_window(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """Whether a key that Qt's boxes would swallow is left to the window's own Undo and Redo."""
    if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
        return False
    return (event.matches(_UNDO) and not can_undo) or (event.matches(_REDO) and not can_redo)
