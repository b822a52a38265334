"""Forms from lists of fields, bound to a frozen record that holds the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import plain
from villagedesk.ui.editors import Editor, Line, Tick
from villagedesk.ui.labels import Label
from villagedesk.ui.theme import current

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")
_TWO_COLUMNS = 520  # pixels at 100%; in a narrower form halves stand below each other


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form: the record's attribute, its label with a mnemonic ("&Name"), its kind of editor."""

    name: str
    label: str
    editor: Callable[[], Editor] = Line
    hint: str = ""
    half: bool = False


class Form(QWidget, Generic[D]):
    """Shows and edits one record.

    `edited` at every change; `left` with a field's name when it was left with a change that can be kept.
    """

    edited = Signal()
    left = Signal(str)

    def __init__(
        self, fields: Sequence[Field], draft: D, parent: QWidget | None = None, *, halves_from: int = _TWO_COLUMNS
    ) -> None:
        """Halves stand side by side from a width of `halves_from` pixels (at 100%) on."""
        super().__init__(parent)
        self._draft, self._halves_from = draft, halves_from
        self._boxes = {field.name: _FieldBox(field) for field in fields}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._columns = 0
        for name, box in self._boxes.items():
            box.editor.set_value(getattr(draft, name))
            box.editor.edited.connect(lambda name=name: self._was_edited(name))
            box.editor.left.connect(lambda name=name: self._was_left(name))
        self._lay_out(2)

    def editor(self, name: str) -> Editor:
        """The editor of a field."""
        return self._boxes[name].editor

    def value(self) -> D:
        """The record as it stands now; a field with a problem keeps the value that was shown before."""
        return replace(self._draft, **{name: box.editor.value() for name, box in self._boxes.items()})

    def is_dirty(self) -> bool:
        """Whether anything differs from the record that was shown."""
        return self.value() != self._draft or bool(self.problems())

    def problems(self) -> dict[str, str]:
        """What cannot be understood, by field."""
        return {name: said for name, box in self._boxes.items() if (said := box.editor.problem())}

    def show_problems(self) -> bool:
        """Show every problem beside its field and go to the first; whether there was any."""
        problems = self.problems()
        for name, message in reversed(problems.items()):
            self.show_error(name, message)
        return bool(problems)

    def show_error(self, name: str, message: str, *, focus: bool = True) -> None:
        """Say beside a field what is wrong and how to put it right; "" takes it away."""
        box = self._boxes[name]
        box.say(message)
        if message and focus:
            box.editor.setFocus()

    def set_value(self, draft: D) -> None:
        """Show another record; a field that is being edited keeps what was typed."""
        before, self._draft = self._draft, draft
        for name, box in self._boxes.items():
            value = getattr(draft, name)
            as_shown = box.editor.box.hasFocus() and box.editor.value() == value  # the cursor stays where it is
            if not as_shown and not self._is_being_edited(name, before):
                box.editor.set_value(value)
                box.say("")

    def reset(self, draft: D) -> None:
        """Show another record, whatever was typed."""
        self._draft = draft
        for name, box in self._boxes.items():
            box.editor.set_value(getattr(draft, name))
            box.say("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(2 if event.size().width() >= current().px(self._halves_from) else 1)

    def _is_being_edited(self, name: str, draft: D) -> bool:
        editor = self._boxes[name].editor
        return bool(editor.problem()) or editor.value() != getattr(draft, name)

    def _was_edited(self, name: str) -> None:
        self._boxes[name].say("")
        self.edited.emit()

    def _was_left(self, name: str) -> None:
        box = self._boxes[name]
        if problem := box.editor.problem():
            box.say(problem)
        elif box.editor.value() != getattr(self._draft, name):
            self.left.emit(name)

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        row = column = 0
        for box in self._boxes.values():
            wide = columns if not box.half else 1
            if column + wide > columns:
                row, column = row + 1, 0
            self._grid.addWidget(box, row, column, 1, wide)
            column += wide
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)


class _FieldBox(QWidget):
    """Label, editor, hint and error of one field, one below the other."""

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
            column.addWidget(Label(field.hint, "hint", wrap=True))
        self._error = Label(role="error", wrap=True)
        self._error.setObjectName(f"{field.name}_error")
        column.addWidget(self._error)
        self._error.hide()
        column.addStretch(1)

    def say(self, message: str) -> None:
        """Show an error, or none."""
        if message == self._error.text():
            return
        self._error.setText(message)
        self._error.setVisible(bool(message))
        self.editor.mark(bool(message))
        self.editor.box.setAccessibleDescription(message or self._hint)
        if message:
            announce(self.editor.box, message)
