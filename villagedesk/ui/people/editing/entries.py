"""Entries of one sort on a card: lines that are added, put right or taken away, each in a small form of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, icon_button, quiet, secondary
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import Label, soft

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


@dataclass(frozen=True)
class Entry(Generic[D]):
    """One line: its key, what it says, and the draft that its form begins with."""

    id: str
    title: str
    second: str
    draft: D


@dataclass(frozen=True, kw_only=True)
class EntryKind(Generic[D]):
    """A sort of entry. `name` is what its widgets and drafts go by; the words are those of buttons and of Undo."""

    name: str
    fields: Sequence[Field]
    empty: D
    add_words: str
    change_words: str
    remove_words: str
    add: Callable[[Work, D], Any]
    edit: Callable[[Work, str, D], Any]
    remove: Callable[[Work, str], Any]


class EntriesEditor(QWidget, Generic[D]):
    """The entries of one sort that somebody has, and a form for one more or for one that is put right."""

    def __init__(self, bus: Bus, owner_id: str, kind: EntryKind[D], entries: Sequence[Entry[D]]) -> None:
        super().__init__()
        self._bus, self._owner_id, self._kind = bus, owner_id, kind
        self._changing = ""  # the id of the entry that is in the form
        self._shown: tuple[Entry[D], ...] | None = None
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._form: Form[D] = Form(kind.fields, kind.empty)
        self._form.setObjectName(f"{kind.name}Form")
        self._drafting = Drafting(bus, kind.name, self._form, self._form)
        self._start, self._ok, self._cancel = (
            quiet(kind.add_words, "add"),
            secondary(kind.add_words),
            quiet(_("Cancel")),
        )
        for button, name in ((self._start, "start"), (self._ok, "keep"), (self._cancel, "cancel")):
            button.setObjectName(f"{name}_{kind.name}")
        self._start.clicked.connect(self._open_new)
        self._ok.clicked.connect(self._keep)
        self._cancel.clicked.connect(self._give_up)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addLayout(self._column)
        outer.addWidget(self._form)
        outer.addLayout(button_row(self._start, self._ok, self._cancel))
        self._show_form(False)
        self.show_entries(entries)

    def show_entries(self, entries: Sequence[Entry[D]]) -> None:
        """Show what there is now; what is being typed stays."""
        if tuple(entries) == self._shown:
            return
        self._shown = tuple(entries)
        while item := self._column.takeAt(0):
            if line := item.widget():
                line.hide()
                line.deleteLater()
        for entry in entries:
            line = _Line(self._kind.name, entry)
            line.change.connect(partial(self._open_change, entry))
            line.remove.connect(partial(self._remove, entry.id))
            self._column.addWidget(line)

    def _open_new(self) -> None:
        self._open("", self._kind.empty, self._kind.add_words, self._owner_id)

    def _open_change(self, entry: Entry[D]) -> None:
        self._open(entry.id, entry.draft, self._kind.change_words, entry.id)

    def _open(self, entry_id: str, draft: D, words: str, row: str) -> None:
        self._changing = entry_id
        self._ok.setText(words)
        self._form.reset(draft)
        self._show_form(True)
        self._form.editor(self._kind.fields[0].name).setFocus()
        self._drafting.start(row)

    def _show_form(self, on: bool) -> None:
        for widget in (self._form, self._ok, self._cancel):
            widget.setVisible(on)
        self._start.setVisible(not on)

    def _keep(self) -> None:
        if self._form.show_problems():
            return
        kind, typed, changing = self._kind, self._form.value(), self._changing

        def job(work: Work) -> None:
            if changing:
                kind.edit(work, changing, typed)
            else:
                kind.add(work, typed)

        label = kind.change_words if changing else kind.add_words
        self._drafting.do(label, job, lambda _done: self._put_away(), self._refused)

    def _refused(self, error: Refused) -> None:
        self._show_form(True)
        names = [field.name for field in self._kind.fields]
        self._form.show_error(error.field if error.field in names else names[0], error.message)

    def _give_up(self) -> None:
        self._drafting.give_up()
        self._put_away()

    def _put_away(self) -> None:
        self._form.reset(self._kind.empty)
        self._show_form(False)
        self._start.setFocus()

    def _remove(self, entry_id: str) -> None:
        kind = self._kind
        self._bus.do(self, kind.remove_words, lambda work: kind.remove(work, entry_id), say=_("Removed"))


class _Line(QWidget):
    """What one entry says, with the buttons that put it right and take it away."""

    change = Signal()
    remove = Signal()

    def __init__(self, name: str, entry: Entry[Any]) -> None:
        super().__init__()
        put_right = icon_button("edit", _("Change “{what}”").format(what=entry.title))
        put_right.setObjectName(f"change_{name}")
        put_right.clicked.connect(self.change)
        away = icon_button("close", _("Remove “{what}”").format(what=entry.title))
        away.setObjectName(f"remove_{name}")
        away.clicked.connect(self.remove)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(entry.title, wrap=True))
        if entry.second:
            words.addWidget(soft(entry.second))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        for button in (put_right, away):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
