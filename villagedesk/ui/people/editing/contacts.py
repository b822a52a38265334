"""The ways to reach somebody, as rows that are typed into; kept when a row is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core import reach
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import ContactKind
from villagedesk.records.people import ContactCard, ContactDraft
from villagedesk.services.group import audience_words
from villagedesk.ui.announce import announce
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import icon_button, quiet
from villagedesk.ui.editors import Choice, Editor, Line, Tick
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import brought_back
from villagedesk.ui.labels import Label
from villagedesk.ui.people.words import contact_words
from villagedesk.ui.theme import current


class ContactsEditor(QWidget):
    """`changed` when a row was left with another value, was added with one, or was removed; `edited` at every key."""

    changed = Signal()
    edited = Signal()

    def __init__(self, bus: Bus, contacts: Sequence[ContactCard]) -> None:
        super().__init__()
        self._bus = bus
        self._rows: list[_ContactRow] = []
        self._shown: tuple[ContactDraft, ...] = ()  # what is stored, or on its way there
        self._stored: tuple[ContactDraft, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(14)
        self._error = Label(role="error", wrap=True)
        self._error.setObjectName("contacts_error")
        self._error.hide()
        self._note = Label(brought_back(), "hint", wrap=True)
        self._note.setObjectName("contacts_note")
        self._note.hide()
        add = quiet(_("Add a way to reach them"), "add")
        add.setObjectName("addContact")
        add.clicked.connect(self.add)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addLayout(self._column)
        outer.addWidget(self._note)
        outer.addWidget(self._error)
        below = QHBoxLayout()
        below.addWidget(add)
        below.addStretch(1)
        outer.addLayout(below)
        self.show_contacts(contacts)

    def value(self) -> tuple[ContactDraft, ...]:
        """What is typed now, without the rows that are empty."""
        return tuple(draft for row in self._rows if (draft := row.value()).value)

    def show_contacts(self, contacts: Sequence[ContactCard]) -> None:
        """Show what is kept now; nothing moves when that is what is shown, or while a row is being typed into."""
        kept = tuple(_draft(contact) for contact in contacts)
        typed = self.value()
        if sorted(kept, key=repr) == sorted(typed, key=repr):
            self._shown = self._stored = typed
            return
        self._stored = kept
        if self._lines() == self._shown:
            self._show_lines(kept)
            self._shown = kept

    def typed(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The rows that are stored and those that are typed, where they differ."""
        lines = self._lines()
        if lines == self._stored:
            return {}, {}
        return {"rows": [asdict(line) for line in self._stored]}, {"rows": [asdict(line) for line in lines]}

    def bring_back(self, loaded: Mapping[str, Any], typed: Mapping[str, Any]) -> bool:
        """Put typed rows back; beside those that are stored where these were changed meanwhile."""
        before, rows = ([_from_plain(row) for row in side.get("rows", ())] for side in (loaded, typed))
        if self._lines() != self._stored or rows == list(self._stored):
            return False
        if before != list(self._stored):
            rows = [*self._stored, *(row for row in rows if row not in before and row not in self._stored)]
        self._show_lines(rows)
        self._note.show()
        announce(self, self._note.text())
        return True

    def keep(self) -> None:
        """Keep what is typed as if its row were left."""
        self._left()

    def add(self) -> None:
        """An empty row to type into."""
        used = {row.value().kind for row in self._rows}
        kind = next((kind for kind in ContactKind if kind not in used), ContactKind.EMAIL)
        self._put_in(ContactDraft(kind)).start()

    def refused(self, error: Refused) -> None:
        """Say what is wrong with a row; nothing is on its way any more."""
        self._shown = self._stored
        self._say(error.message)

    def _say(self, message: str) -> None:
        self._error.setText(message)
        self._error.setVisible(bool(message))

    def _lines(self) -> tuple[ContactDraft, ...]:
        """Every row with anything typed into it."""
        return tuple(draft for row in self._rows if (draft := row.value()).value or draft.label)

    def _show_lines(self, drafts: Iterable[ContactDraft]) -> None:
        for row in tuple(self._rows):
            self._take_out(row)
        for draft in drafts:
            self._put_in(draft)

    def _put_in(self, draft: ContactDraft) -> _ContactRow:
        row = _ContactRow(self._bus, draft)
        row.left.connect(self._left)
        row.edited.connect(self.edited)
        row.removed.connect(partial(self._remove, row))
        self._rows.append(row)
        self._column.addWidget(row)
        row.show()  # at once, so that it can have the focus
        return row

    def _take_out(self, row: _ContactRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self, row: _ContactRow) -> None:
        self._take_out(row)
        self.edited.emit()
        self._left()

    def _left(self) -> None:
        if (typed := self.value()) != self._shown:
            self._shown = typed
            self._say("")
            self._note.hide()
            self.changed.emit()


class _ContactRow(QWidget):
    edited = Signal()
    left = Signal()
    removed = Signal()

    def __init__(self, bus: Bus, draft: ContactDraft) -> None:
        super().__init__()
        self._bus = bus
        theme = current()
        self._kind = Choice(list(contact_words().items()))
        self._kind.setFixedWidth(theme.px(150))
        self._value, self._label = Line(), Line(_("work, home"))
        self._label.setFixedWidth(theme.px(150))
        self._preferred = Tick(_("Preferred"))
        self._preferred.setMinimumHeight(self._label.sizeHint().height())
        self._audience = Choice(list(audience_words().items()))
        self._do_not_use = Tick(_("Do not use"))
        self._doubt = Label(role="error", wrap=True)
        self._doubt.setObjectName("contact_doubt")
        self._doubt.hide()
        self._lay_out()
        for name, editor, spoken in self._editors():
            editor.set_value(getattr(draft, name))
            editor.box.setObjectName(f"contact_{name}")
            editor.box.setAccessibleName(spoken)
            editor.edited.connect(self.edited)
            editor.left.connect(self.left)
        for box in (self._kind, self._value):
            box.left.connect(self._check)
        self._check()

    def _lay_out(self) -> None:
        remove = icon_button("close", _("Remove this way to reach them"))
        remove.setObjectName("removeContact")
        remove.clicked.connect(self.removed)
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(self._kind)
        upper.addWidget(self._value, 1)
        upper.addWidget(remove)
        lower = FlowLayout(spacing=8)
        for widget in (self._label, self._audience, self._preferred, self._do_not_use):
            lower.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(upper)
        column.addWidget(self._doubt)
        column.addLayout(lower)

    def value(self) -> ContactDraft:
        return ContactDraft(**{name: editor.value() for name, editor, _spoken in self._editors()})

    def start(self) -> None:
        self._value.setFocus()

    def _check(self) -> None:
        """Say what looks wrong, without keeping anybody from writing it down. The first number takes a while."""
        kind, value = self._kind.value(), self._value.value()
        if kind in (ContactKind.EMAIL, ContactKind.PHONE, ContactKind.MOBILE) and value:
            self._bus.run(self, lambda _report: reach.doubt(kind, value), self._say_doubt)
        else:
            self._say_doubt("")

    def _say_doubt(self, words: str) -> None:
        if words != self._doubt.text():
            self._doubt.setText(words)
            self._doubt.setVisible(bool(words))
            if words:
                announce(self._value.box, words)

    def _editors(self) -> tuple[tuple[str, Editor, str], ...]:
        return (
            ("kind", self._kind, _("Kind")),
            ("value", self._value, _("Number or address")),
            ("label", self._label, _("Label")),
            ("audience", self._audience, _("Who may see it")),
            ("preferred", self._preferred, _("Preferred")),
            ("do_not_use", self._do_not_use, _("Do not use")),
        )


def _from_plain(row: Mapping[str, Any]) -> ContactDraft:
    """A draft from what `asdict` made of it, and JSON of that."""
    return ContactDraft(**{**row, "kind": ContactKind(row["kind"]), "audience": Audience(row["audience"])})


def _draft(contact: ContactCard) -> ContactDraft:
    return ContactDraft(
        contact.kind, contact.value, contact.label, contact.preferred, contact.do_not_use, Audience(contact.audience)
    )
