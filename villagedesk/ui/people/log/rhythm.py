"""The line that says how often the group keeps in touch with somebody, and changes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.dates import show_date, show_due
from villagedesk.core.i18n import _
from villagedesk.core.words import TouchUnit
from villagedesk.records.interactions import RhythmCard
from villagedesk.services import rhythms
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, quiet
from villagedesk.ui.editors import Choice
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import Lead

_WEEKS, _MONTHS = (1, 2, 3, 4, 6, 8, 10, 12, 16, 26, 52), (1, 2, 3, 4, 6, 9, 12, 18, 24)


@dataclass(frozen=True, slots=True)
class _Often:
    often: tuple[int, TouchUnit] = (6, TouchUnit.WEEKS)


class RhythmLine(QWidget):
    """Of one person or body at a time."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus, self._kind, self._owner = bus, "person", ""
        self._card: RhythmCard | None = None
        self._words = Lead(role="soft")
        self._words.setObjectName("rhythm")
        self._change = quiet("")
        self._change.setObjectName("changeRhythm")
        self._change.clicked.connect(self._open)
        shown = QHBoxLayout()
        shown.addWidget(self._words, 1)
        shown.addWidget(self._change)
        shown.addStretch(0)
        often = [((n, TouchUnit.WEEKS), rhythms.words(n, TouchUnit.WEEKS)) for n in _WEEKS]
        often += [((n, TouchUnit.MONTHS), rhythms.words(n, TouchUnit.MONTHS)) for n in _MONTHS]
        self._form: Form[_Often] = Form([Field("often", _("Keep in &touch"), partial(Choice, often))], _Often())
        keep, self._stop, cancel = primary(_("Keep in touch")), quiet(_("No longer")), quiet(_("Cancel"))
        for button, name, slot in (
            (keep, "keepRhythm", self._keep),
            (self._stop, "stopRhythm", self._end),
            (cancel, "cancelRhythm", self._close),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        buttons = FlowLayout(spacing=8)
        for button in (keep, self._stop, cancel):
            buttons.addWidget(button)
        self._editing = QWidget()
        inside = QVBoxLayout(self._editing)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._form)
        inside.addLayout(buttons)
        self._editing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(shown)
        column.addWidget(self._editing)

    def show_rhythm(self, kind: str, owner: str, card: RhythmCard | None, may_contact: bool) -> None:
        """Show the rhythm of somebody, or that there is none."""
        if owner != self._owner:
            self._close()
        self._kind, self._owner, self._card = kind, owner, card
        self._words.setText(_said(card, self._bus.today()) if card else "")
        self._words.setVisible(card is not None)
        self._change.setText(_("Change") if card else _("Keep in touch regularly"))
        self.setVisible(may_contact)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._editing.isVisible():
            self._close()
            self._change.setFocus()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        self._form.reset(_Often((self._card.every, self._card.unit)) if self._card else _Often())
        self._stop.setVisible(self._card is not None)
        self._editing.show()
        self._form.editor("often").setFocus()

    def _close(self) -> None:
        self._editing.hide()

    def _keep(self) -> None:
        kind, owner, (every, unit) = self._kind, self._owner, self._form.value().often

        def job(work: Work) -> str:
            return rhythms.keep(work, kind, owner, every, unit)

        self._bus.do(
            self, _("Keep in touch regularly"), job, lambda _key: self._close(),
            lambda error: self._form.show_error("often", error.message),
        )  # fmt: skip

    def _end(self) -> None:
        if (card := self._card) is None:
            return

        def job(work: Work) -> None:
            rhythms.stop(work, card.id)

        self._close()
        self._bus.do(self, _("No longer keep in touch regularly"), job, say=_("No longer kept in touch with regularly"))


def _said(card: RhythmCard, today: date) -> str:
    often = _("Keep in touch {often}.").format(often=rhythms.words(card.every, card.unit))
    last = _("Last on {date}.").format(date=show_date(card.last_on)) if card.last_on else ""
    due = _("Next by {date}: {late}.") if card.due_on < today else _("Next by {date}.")
    words = due.format(date=show_date(card.due_on), late=show_due(card.due_on, today))
    return " ".join(filter(None, (often, last, words)))
