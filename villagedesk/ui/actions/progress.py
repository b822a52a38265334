"""How an action is going: what was said of it, and one line for the next word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.actions import ActionCard
from villagedesk.services import actionsteps
from villagedesk.ui.bus import Bus
from villagedesk.ui.keeper import Drafting, TypedBox
from villagedesk.ui.labels import Label
from villagedesk.ui.rows import Act, Row, Rows
from villagedesk.ui.textboxes import LineBox


class Progress(QWidget):
    """Enter adds what stands in the line; on a note Enter puts it back into the line, Delete takes it away."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus, self._key, self._edited = bus, "", ""
        self._words: dict[str, str] = {}
        self._notes = Rows()
        self._notes.setObjectName("notes")
        self._notes.acted.connect(self._do)
        self._notes.activated.connect(lambda note_id: self._do(note_id, "edit"))
        self.line = LineBox()
        self.line.setObjectName("note")
        self.line.setAccessibleName(_("Say how it is going"))
        self.line.setPlaceholderText(_("Say how it is going: Survey booked for the 3rd"))
        self._error = Label(role="error", wrap=True)
        self._error.setObjectName("note_error")
        self._error.hide()
        self._box = TypedBox(self.line)
        self._drafting = Drafting(bus, "action_note", self._box, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self._notes, self.line, self._box.note, self._error):
            column.addWidget(widget)
        self.line.returnPressed.connect(self._keep)
        self.line.textEdited.connect(lambda _text: self._say(""))

    def show_card(self, card: ActionCard) -> None:
        """Show what was said of an action; what is being typed about another is kept as its draft."""
        if card.row.id != self._key:
            self._drafting.start(card.row.id)
            self._key = card.row.id
            self._empty()
        self._words = {note.id: note.text for note in card.notes}
        acts = (Act("edit", _("Put it right"), "edit", Qt.Key.Key_F2), Act("drop", _("Remove"), "bin",
                                                                        Qt.Key.Key_Delete))  # fmt: skip
        self._notes.show_rows(
            [Row(note.id, note.text, note.by, aside=show_date(note.on_date), acts=acts) for note in card.notes]
        )
        self._notes.setVisible(bool(card.notes))

    def _do(self, note_id: str, act: str) -> None:
        if act == "edit":
            self._edited = note_id
            self._box.load(self._words.get(note_id, ""))
            self.line.setFocus()
            self.line.selectAll()
        else:
            self._bus.do(
                self, _("Remove a note"), lambda work: actionsteps.edit_note(work, note_id, ""), say=_("Note removed")
            )

    def _keep(self) -> None:
        key, words, edited = self._key, self.line.text(), self._edited
        if edited:
            self._drafting.do(_("Change a note"), lambda work: actionsteps.edit_note(work, edited, words))
        elif words.strip():
            self._drafting.do(
                _("Say how it is going"), lambda work: actionsteps.note(work, key, words),
                refused=lambda error: self._refused(error),
            )  # fmt: skip
        self._empty()

    def _refused(self, error: Refused) -> None:
        self._say(error.message)

    def _empty(self) -> None:
        self._edited = ""
        self._box.load("")
        self._say("")

    def _say(self, message: str) -> None:
        self._error.setText(message)
        self._error.setVisible(bool(message))
