"""The lines of a log, the newest first, with what can be entered above them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.records.interactions import LogPage, RhythmCard
from villagedesk.services import interactions, rhythms
from villagedesk.services.desk import Session
from villagedesk.services.interactions import LogQuery
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet, secondary
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import soft
from villagedesk.ui.people.log import words as logwords
from villagedesk.ui.people.log.rhythm import RhythmLine
from villagedesk.ui.rows import Rows

_PAGE = 20


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose log it is."""

    kind: str
    id: str
    may_contact: bool = True


@dataclass(frozen=True, slots=True)
class _Known:
    page: LogPage
    rhythm: RhythmCard | None


class LogList(QWidget):
    """`opened` carries the key of an entry; `adds`, `pastes` and `writes` want a new entry, an e-mail, a letter."""

    opened = Signal(str)
    adds = Signal()
    pastes = Signal()
    writes = Signal()

    def __init__(self, bus: Bus, owner: Owner | None) -> None:
        super().__init__()
        self._bus, self._owner, self._count = bus, owner, _PAGE
        self._cancel: Callable[[], None] | None = None
        self._rhythm = RhythmLine(bus)
        self._rhythm.hide()
        self._words = FindBox(_("Find in the log"))
        self._words.setObjectName("findInLog")
        self._words.searched.connect(lambda _words: self.read())
        self._words.setVisible(owner is None)
        self._empty = soft()
        self._empty.setObjectName("logEmpty")
        self._empty.hide()
        self._rows = Rows()
        self._rows.setObjectName("logRows")
        self._rows.activated.connect(self.opened)
        self._older = quiet(_("Show older"), "down")
        self._older.setObjectName("showOlder")
        self._older.clicked.connect(self._show_older)
        self._older.hide()
        self._silent = Badge(_("Do not contact"), "late")
        self._silent.setObjectName("logSilent")
        self._silent.setVisible(owner is not None and not owner.may_contact)
        self._lay_out()
        self.read()

    def show_owner(self, owner: Owner) -> None:
        """Show the log of somebody else, or of the same."""
        if self._owner is None or owner.id != self._owner.id:
            self._count = _PAGE
        self._owner = owner
        self._silent.setVisible(not owner.may_contact)
        self.read()

    def take_focus(self) -> None:
        """The newest entry has the focus, or what enters one."""
        (self._rows.first() or self._log).setFocus()

    def read(self) -> None:
        """Read what is shown again."""
        if self._cancel:
            self._cancel()
        owner, words, count, today = self._owner, self._words.text(), self._count, self._bus.today()
        query = LogQuery(owner.id if owner else None, words=words)

        def read(session: Session) -> _Known:
            page = interactions.page(session, query, 0, count)
            return _Known(page, rhythms.of(session, owner.id, today) if owner else None)

        self._cancel = self._bus.read(self, read, self._show)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._log, mail = secondary(_("Log something"), "add"), quiet(_("File an e-mail"), "mail")
        letter = quiet(_("Write a letter"), "document")
        buttons = FlowLayout(spacing=8)
        for button, name, signal in (
            (self._log, "logSomething", self.adds), (mail, "fileMail", self.pastes),
            (letter, "writeLetter", self.writes),
        ):  # fmt: skip
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, signal=signal: signal.emit())
            buttons.addWidget(button)
        letter.setVisible(self._owner is not None)
        column.addWidget(self._silent)
        column.addLayout(buttons)
        for widget in (self._rhythm, self._words, self._empty, self._rows, self._older):
            column.addWidget(widget)
        column.addStretch(1)

    def _show(self, known: _Known) -> None:
        today = self._bus.today()
        self._rows.show_rows([logwords.row(entry, today) for entry in known.page.rows])
        self._empty.setText(_nothing(bool(self._words.text().strip()), self._owner))
        self._empty.setVisible(not known.page.rows)
        self._older.setVisible(known.page.total > len(known.page.rows))
        if self._owner:
            self._rhythm.show_rhythm(self._owner.kind, self._owner.id, known.rhythm, self._owner.may_contact)

    def _show_older(self) -> None:
        self._count += _PAGE
        self.read()


def _nothing(is_filtered: bool, owner: Owner | None) -> str:
    if is_filtered:
        return _("Nothing in the log has these words.")
    if owner is None:
        return _("Calls, letters, e-mails, visits and chance meetings belong here.")
    return _("Nothing has been logged yet. Calls, letters, e-mails and visits belong here.")
