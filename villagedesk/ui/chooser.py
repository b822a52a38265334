"""A line that finds one of many by the beginnings of its words: "adey" gives Grace Adeyemi."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QCompleter

from villagedesk.core.i18n import _
from villagedesk.core.text import fold
from villagedesk.ui.editors import Editor
from villagedesk.ui.textboxes import LineBox

_MOST_SHOWN = 12


class Named(Protocol):
    """What can be chosen: anything with a name, compared by value."""

    @property
    def name(self) -> str: ...


def with_about(option: Named) -> str:
    """The name and what tells namesakes apart, where that is known: "Rhian Prys, Councillor for Ashgrove"."""
    return ", ".join(filter(None, (option.name, str(getattr(option, "about", "")))))


class _Suggestions(QStringListModel):
    """Names for the line; what is shown also says what tells namesakes apart."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: list[str] = []

    def show_options(self, options: Sequence[Named]) -> None:
        """Offer these."""
        self._shown = [with_about(option) for option in options]
        self.setStringList([option.name for option in options])

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and index.isValid():
            return self._shown[index.row()]
        return super().data(index, role)


class Chooser(Editor):
    """One of the options, or None. Case and accents do not matter: "dwr" finds "Canol y Dŵr".

    `picked` when one was taken from the list and stands in the line.
    """

    picked = Signal()

    def __init__(self, placeholder: str = "") -> None:
        self.line = LineBox()
        super().__init__(self.line)
        self.line.setPlaceholderText(placeholder)
        self._shown: Named | None = None
        self._options: list[tuple[str, Named]] = []
        self._found: list[Named] = []
        self._names = _Suggestions(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_MOST_SHOWN)
        self._popup = cast("QAbstractItemView", self._completer.popup())
        self._popup.setProperty("role", "choices")
        self.line.setCompleter(self._completer)
        self.line.textEdited.connect(self._typed)
        self.line.left.connect(self._left)
        self.line.returnPressed.connect(self._left)
        self._completer.activated[QModelIndex].connect(lambda index: self._pick(index.row()))  # type: ignore[index]
        self._completer.activated[str].connect(  # type: ignore[index]
            lambda _name: self.picked.emit(), Qt.ConnectionType.QueuedConnection
        )  # once the completer has put the name into the line

    def set_options(self, options: Sequence[tuple[str, Named]]) -> None:
        """What can be chosen, each with its folded name, in the order in which it is offered."""
        self._options = list(options)

    def value(self) -> Named | None:
        """What was chosen or named whole; what was shown before while the words name nobody or several."""
        typed = fold(self.line.text())
        if not typed:
            return None
        return self._marked(typed) or self._named(typed) or self._shown

    def text_of(self, value: Named | None) -> str:
        return value.name if value else ""

    def set_value(self, value: Named | None) -> None:
        self._shown = value
        self.line.setText(self.text_of(value))
        self.line.setCursorPosition(0)

    def is_offering(self) -> bool:
        """Whether names are offered and none of them is marked."""
        return self._popup.isVisible() and not self._popup.currentIndex().isValid()

    def clear(self) -> None:
        """Empty the line and put the list away, so that Enter does not also take what is marked in it."""
        if self._popup.isVisible():
            self._popup.hide()
            self.line.activateWindow()
        self.set_value(None)

    def problem(self) -> str:
        typed = fold(self.line.text())
        if not typed or self._named(typed):
            return ""
        return _("“{typed}” is not one of them yet. Choose from the list, or leave it empty.").format(
            typed=self.line.text().strip()
        )

    def _marked(self, typed: str) -> Named | None:
        """The one of several namesakes that the arrows went to."""
        row = self._popup.currentIndex().row() if self._popup.isVisible() else -1
        return self._found[row] if 0 <= row < len(self._found) and fold(self._found[row].name) == typed else None

    def _named(self, typed: str) -> Named | None:
        """The one that goes by these words, or the only one that they begin."""
        if self._shown and fold(self._shown.name) == typed:
            return self._shown
        found = [option for name, option in self._options if name == typed] or self._matching(typed)
        return found[0] if len(found) == 1 else None

    def _matching(self, typed: str) -> list[Named]:
        words = typed.split()
        return [option for name, option in self._options if all(f" {word}" in f" {name}" for word in words)]

    def _typed(self) -> None:
        """The completer asks for its model after this signal, so the list is ready in time."""
        typed = fold(self.line.text())
        self._found = self._matching(typed)[:_MOST_SHOWN] if typed else []
        self._names.show_options(self._found)
        self.edited.emit()

    def _pick(self, number: int) -> None:
        if 0 <= number < len(self._found):
            self.set_value(self._found[number])
            self.edited.emit()
            self.left.emit()

    def _left(self) -> None:
        if self._popup.isVisible():
            return
        if not self.problem():
            value = self.value()
            if self.line.text() != self.text_of(value):
                self.set_value(value)
        self.left.emit()
