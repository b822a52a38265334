"""One field of a form: its label and editor, and what is said or asked about what is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import button_row, plain, secondary
from villagedesk.ui.editors import DateLine, Editor, Line, Tick
from villagedesk.ui.labels import Label


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form: the record's attribute, its label with a mnemonic ("&Name"), its kind of editor."""

    name: str
    label: str
    editor: Callable[[], Editor] = Line
    hint: str = ""
    half: bool = False


class FieldBox(QWidget):
    """Label, editor, hint and error of one field, one below the other. `settled` when a question was answered."""

    settled = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.editor, self.half = field.editor(), field.half
        self._hint = field.hint
        self.editor.box.setObjectName(field.name)
        self.editor.box.setAccessibleName(plain(field.label))
        self.editor.box.setAccessibleDescription(field.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if isinstance(self.editor, Tick):
            self.editor.tick.setText(self.editor.tick.text() or field.label)
            if field.half:
                column.addWidget(Label(" ", "soft"))  # level with the box beside it
        else:
            label = Label(field.label, "soft", wrap=True)
            label.setBuddy(self.editor.box)
            column.addWidget(label)
        column.addWidget(self.editor)
        if field.hint:
            hint, under = Label(field.hint, "hint", wrap=True), self.editor.layout()
            if isinstance(self.editor, DateLine) and isinstance(under, QVBoxLayout):
                under.insertWidget(1, hint)  # over the day that is said back, where there is none as a rule
            else:
                column.addWidget(hint)
        self._error = Label(role="error", wrap=True)
        self._error.setObjectName(f"{field.name}_error")
        column.addWidget(self._error)
        self._error.hide()
        self._note: Label | None = None
        self._question: _Question | None = None
        self.keeps_mine = True
        column.addStretch(1)

    def is_edited(self, loaded: Any) -> bool:
        """Whether the field holds anything but the value that it was loaded with."""
        return bool(self.editor.problem()) or self.editor.value() != loaded

    @property
    def is_asking(self) -> bool:
        """Whether it is open which of two values is meant."""
        return self._question is not None

    def load(self, value: Any) -> None:
        """Show a value that is stored; there is nothing more to say about it."""
        self.editor.set_value(value)
        self.say("")
        self._error.hide()
        self.note("")

    def note(self, words: str) -> None:
        """Say something plain about the words in the field, or nothing; no question is left open."""
        if self._question:
            self._question.hide()
            self._question.deleteLater()
            self._question = None
        if words and self._note is None:
            self._note = Label(role="hint", wrap=True)
            self._note.setObjectName(f"{self.editor.box.objectName()}_note")
            self._add(self._note)
        if self._note:
            self._note.setText(words)
            self._note.setVisible(bool(words))
        if words:
            announce(self.editor.box, words)

    def ask(self, theirs: str | None) -> None:
        """Ask whether the words in the field are meant, or `theirs`, which are stored by now. None asks nothing."""
        if theirs is None:
            return
        self.note("")
        question = self._question = _Question(theirs)
        question.setObjectName(f"{self.editor.box.objectName()}_question")
        question.mine.clicked.connect(lambda: self._settle(True))
        question.theirs.clicked.connect(lambda: self._settle(False))
        self._add(question)
        announce(self.editor.box, question.words.text())

    def _add(self, widget: QWidget) -> None:
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, widget)

    def _settle(self, mine: bool) -> None:
        self.keeps_mine = mine
        self.note("")
        self.settled.emit()

    def say(self, message: str) -> None:
        """Show an error, or none; its line stays until something is loaded, so that nothing jumps under the hand."""
        if message == self._error.text():
            return
        self._error.setText(message)
        if message:
            self._error.show()
        self.editor.mark(bool(message))
        self.editor.box.setAccessibleDescription(message or self._hint)
        if message:
            announce(self.editor.box, message)


class _Question(QWidget):
    """What is stored by now, and the two buttons."""

    def __init__(self, theirs: str) -> None:
        super().__init__()
        changed = _("Meanwhile this was changed to “{theirs}”.").format(theirs=theirs)
        self.words = Label(changed if theirs else _("Meanwhile this was emptied."), "error", wrap=True)
        self.mine, self.theirs = secondary(_("Keep mine")), secondary(_("Keep theirs"))
        self.mine.setObjectName("keepMine")
        self.theirs.setObjectName("keepTheirs")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addLayout(button_row(self.mine, self.theirs))
