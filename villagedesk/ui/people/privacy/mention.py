"""One mention of somebody who is to be erased: its sentence, the three choices, and why it is kept."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel

from villagedesk.core.i18n import _, ngettext
from villagedesk.records.consent import Fate, MentionRow
from villagedesk.ui.card import Card
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.labels import Label, soft, strong
from villagedesk.ui.textboxes import LineBox

_KEYS = {Qt.Key.Key_R: Fate.REPLACE, Qt.Key.Key_K: Fate.KEEP, Qt.Key.Key_D: Fate.DELETE}


class MentionPane(Card):
    """`chosen` carries what becomes of the mention and why."""

    chosen = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("mentionPane")
        self._row: MentionRow | None = None
        self._where, self._sure, self._sentence = strong(), soft(), QLabel()
        self._sentence.setObjectName("mentionSentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.RichText)
        self._sentence.setProperty("role", "minutes")
        self._chips = ChipRow()
        self._chips.setAccessibleName(_("What becomes of it"))
        for fate, words in _choices().items():
            self._chips.add(fate, words)
        self._chips.changed.connect(self._pressed)
        self._label, self._reason = soft(_("Why it is kept")), LineBox()
        self._reason.setObjectName("keepReason")
        self._reason.setAccessibleName(self._label.text())
        self._reason.left.connect(self._left)
        self._reason.returnPressed.connect(self._left)
        self._many, self._hint = soft(), soft(_("R replaces, K keeps, D deletes"))
        self._nothing = Label(_("Choose a mention from the list."), "soft", wrap=True)
        self._parts = (
            self._where, self._sentence, self._sure, self._chips, self._label, self._reason, self._many, self._hint,
        )  # fmt: skip
        for widget in (*self._parts, self._nothing):
            self.add(widget)
        self.body.addStretch(1)
        self.show_mention(None, 0)

    def show_mention(self, row: MentionRow | None, marked: int) -> None:
        """Show this one; `marked` is how many are marked in the list, which are all chosen for."""
        is_same = row is not None and self._row is not None and row.id == self._row.id
        self._row = row
        for widget in self._parts:
            widget.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        if row is None:
            return
        self._where.setText(row.where)
        self._sentence.setText(_marked(row))
        self._sentence.setVisible(bool(row.snippet))
        self._sentence.setAccessibleName(row.snippet)
        self._sure.setText(_why_unsure(row))
        self._sure.setVisible(bool(self._sure.text()))
        self._chips.chip(Fate.REPLACE).setVisible(not row.is_document)
        self._chips.turn_on([row.fate])
        for widget in (self._label, self._reason):
            widget.setVisible(row.fate is Fate.KEEP)
        if not (is_same and self._reason.hasFocus()):
            self._reason.setText(row.reason)
        self._many.setText(ngettext("For {n} mention", "For all {n} mentions that are marked", marked).format(n=marked))
        self._many.setVisible(marked > 1)

    def start(self) -> None:
        """The keys go to the choices, or to the reason that is missing."""
        if self._row and self._row.fate is Fate.KEEP and not self._reason.text().strip():
            self._reason.setFocus()
        elif on := self._chips.on():
            self._chips.chip(on[0]).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        fate = _KEYS.get(Qt.Key(event.key()))
        if self._row and fate and not event.modifiers() and not (self._row.is_document and fate is Fate.REPLACE):
            self._pressed(fate)
        else:
            super().keyPressEvent(event)

    def _pressed(self, name: str) -> None:
        if self._row is None:
            return
        fate = Fate(name) if name else self._row.fate
        self._chips.turn_on([fate])
        for widget in (self._label, self._reason):
            widget.setVisible(fate is Fate.KEEP)
        self.chosen.emit(fate, self._reason.text() if fate is Fate.KEEP else "")
        if fate is Fate.KEEP and not self._reason.text().strip():
            self._reason.setFocus()

    def _left(self) -> None:
        row = self._row
        if row and row.fate is Fate.KEEP and self._reason.text().strip() != row.reason:
            self.chosen.emit(Fate.KEEP, self._reason.text().strip())


def _choices() -> dict[Fate, str]:
    return {Fate.REPLACE: _("Replace"), Fate.KEEP: _("Keep, with a reason"), Fate.DELETE: _("Delete")}


def _why_unsure(row: MentionRow) -> str:
    if row.is_document:
        return _("A document cannot be rewritten: it is kept, or the whole document is deleted.")
    return "" if row.is_sure else _("Only a part of the name is here: it may be somebody else.")


def _marked(row: MentionRow) -> str:
    """The sentence with its mentions in bold."""
    parts, at = [], 0
    for start, end in row.spans:
        parts += [escape(row.snippet[at:start]), f"<b>{escape(row.snippet[start:end])}</b>"]
        at = end
    return "".join([*parts, escape(row.snippet[at:])])
