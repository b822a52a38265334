"""Forms from lists of fields, bound to a frozen record that holds the draft."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.ui.editors import Editor
from villagedesk.ui.fieldbox import Field, FieldBox
from villagedesk.ui.theme import current

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")
__all__ = ["Field", "Form", "brought_back"]

_TWO_COLUMNS = 520  # pixels at 100%; in a narrower form halves stand below each other


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
        self._sent: dict[str, list[Any]] = {}  # what was sent to be kept: no news when it comes back
        self._boxes = {field.name: FieldBox(field) for field in fields}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._columns, self._hidden = 0, frozenset[str]()
        for name, box in self._boxes.items():
            box.editor.set_value(getattr(draft, name))
            box.editor.edited.connect(lambda name=name: self._was_edited(name))
            box.editor.left.connect(lambda name=name: self._was_left(name))
            box.settled.connect(lambda name=name: self._was_settled(name))
        self._lay_out(2)

    def editor(self, name: str) -> Editor:
        """The editor of a field."""
        return self._boxes[name].editor

    def value(self) -> D:
        """The record as it stands now; a field with a problem keeps the value that was shown before."""
        return replace(self._draft, **{name: box.editor.value() for name, box in self._boxes.items()})

    def changes(self) -> dict[str, Any]:
        """The fields that differ from the record that was shown, but not those that are still asked about."""
        return {
            name: box.editor.value()
            for name, box in self._boxes.items()
            if not box.is_asking and box.editor.value() != getattr(self._draft, name)
        }

    def typed(self) -> tuple[dict[str, str], dict[str, str]]:
        """Of each field that is being typed in: the words that it was loaded with, and those in it now."""
        loaded, now = dict[str, str](), dict[str, str]()
        for name, box in self._boxes.items():
            before = box.editor.text_of(getattr(self._draft, name))
            if before is not None and box.is_edited(getattr(self._draft, name)):
                loaded[name], now[name] = before, box.editor.typed()
        return loaded, now

    def bring_back(self, loaded: Mapping[str, str], typed: Mapping[str, str]) -> bool:
        """Put words back that were typed when the fields held `loaded`, and say so; whether there were any.

        A field that is being typed in stays, and one that was changed meanwhile asks which of the two is meant.
        """
        coming = [(name, self._boxes[name]) for name in typed if name in self._boxes]
        coming = [(name, box) for name, box in coming if not box.is_edited(getattr(self._draft, name))]
        any_came = False
        for name, box in coming:
            words, stored = typed[name], box.editor.text_of(getattr(self._draft, name))
            if stored is None or words == stored:
                continue
            any_came = True
            box.editor.type_in(words)
            if stored == loaded.get(name, stored):
                box.note(brought_back())
            else:
                box.ask(stored)
        return any_came

    def keep(self) -> None:
        """Keep what is typed as if its field were left, unless it cannot be understood."""
        if name := next(iter(self.changes()), None):
            self.left.emit(name)

    def sends(self, changes: Mapping[str, Any]) -> None:
        """These values are on their way to be kept."""
        for name, value in changes.items():
            self._sent.setdefault(name, []).append(value)

    def was_kept(self, changes: Mapping[str, Any]) -> None:
        """These values have been kept, as they are or as the rules want them."""
        self.set_value(replace(self._draft, **changes))

    def is_dirty(self) -> bool:
        """Whether anything differs from the record that was shown."""
        return self.value() != self._draft or bool(self.problems())

    def problems(self) -> dict[str, str]:
        """What cannot be understood, by field."""
        return {name: said for name, box in self._boxes.items() if (said := box.editor.problem())}

    def show_problems(self) -> bool:
        """Show every problem beside its field and go to the first; whether there was any."""
        problems = self.problems()
        for name, message in problems.items():
            self.show_error(name, message, focus=False)
        if problems:
            self._boxes[next(iter(problems))].editor.setFocus()
        return bool(problems)

    def show_error(self, name: str, message: str, *, focus: bool = True) -> None:
        """Say beside a field what is wrong and how to put it right; "" takes it away."""
        box = self._boxes[name]
        box.say(message)
        if message and focus:
            box.editor.setFocus()

    def set_value(self, draft: D) -> None:
        """Show another state of the record; a field that is being edited keeps what was typed.

        Where that is neither what was loaded nor what is stored now, the field shows both and asks.
        """
        before, self._draft = self._draft, draft
        for name, box in self._boxes.items():
            value = getattr(draft, name)
            if box.editor.value() == value and not box.editor.problem():
                if not box.editor.box.hasFocus():  # else the cursor stays where it is
                    box.load(value)
                box.note("")
            elif not box.is_edited(getattr(before, name)):
                box.load(value)
            elif value != getattr(before, name) and value not in self._sent.get(name, ()):
                box.ask(box.editor.text_of(value))

    def reset(self, draft: D) -> None:
        """Show another record, whatever was typed."""
        self._draft = draft
        self._sent.clear()
        for name, box in self._boxes.items():
            box.load(getattr(draft, name))

    def hide_fields(self, names: Collection[str]) -> None:
        """Show every field but these, which have no meaning as things stand; what is in them stays."""
        hidden = frozenset(names)
        if hidden == self._hidden:
            return
        self._hidden = hidden
        columns, self._columns = self._columns, 0
        self._lay_out(columns)
        for name, box in self._boxes.items():
            box.setVisible(name not in hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(2 if event.size().width() >= current().px(self._halves_from) else 1)

    def _was_edited(self, name: str) -> None:
        self._boxes[name].say("")
        self.edited.emit()

    def _was_settled(self, name: str) -> None:
        """One of the two buttons was pressed: the field's words stay, or those that are stored come."""
        box = self._boxes[name]
        if box.keeps_mine:
            self._was_left(name)
        else:
            box.load(getattr(self._draft, name))
            self.edited.emit()
        box.editor.setFocus()

    def _was_left(self, name: str) -> None:
        box = self._boxes[name]
        if problem := box.editor.problem():
            box.say(problem)
        elif not box.is_asking and box.editor.value() != getattr(self._draft, name):
            self.left.emit(name)

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        row = column = 0
        for name, box in self._boxes.items():
            self._grid.removeWidget(box)
            if name in self._hidden:
                continue
            wide = columns if not box.half else 1
            if column + wide > columns:
                row, column = row + 1, 0
            self._grid.addWidget(box, row, column, 1, wide)
            column += wide
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)


def brought_back() -> str:
    """What is said where something typed earlier stands again."""
    return _("Brought back what you were typing")
