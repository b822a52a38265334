"""When a group does not open: the code is asked for, or it is said what happened, what is safe and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from villagedesk.core.dates import show_date, show_time
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.services.backups import BackupRow
from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import primary, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.labels import Label, soft, text
from villagedesk.ui.localtime import local
from villagedesk.ui.rows import Row, Rows
from villagedesk.ui.textboxes import LineBox
from villagedesk.ui.welcome.screen import Screen, breakable

_COPIES_SHOWN = 6


class CodeScreen(Screen):
    """`typed` carries the code as it was typed; it stays in its box until it opens the group."""

    typed = Signal(str)
    back = Signal()
    copies = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__(_("The recovery code, please"), _("{name} opens only with it.").format(name=path.stem))
        self._box = LineBox()
        self._box.setObjectName("code")
        self._box.setAccessibleName(_("Recovery code"))
        self._box.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        self._box.returnPressed.connect(self._open)
        self._error = Label(role="error", wrap=True)
        self._box.textEdited.connect(self._error.hide)
        self._error.setObjectName("codeError")
        self._error.hide()
        self._forgets = soft(_("This computer cannot keep the key for you, so the code is asked for each time."))
        self._forgets.setObjectName("notRemembered")
        self._forgets.hide()
        label = soft(_("As it is on your paper. Capital letters, spaces and dashes do not matter."))
        for widget in (self._box, label, self._error, self._forgets):
            self.add(widget)
        self.add_button(secondary(_("Back")), "back").clicked.connect(self.back)
        self._copies = self.add_button(secondary(_("Open a backup")), "openBackup")
        self._copies.clicked.connect(self.copies)
        self._copies.hide()
        self.add_button(primary(_("Open")), "openWithCode").clicked.connect(self._open)

    def start(self) -> None:
        self._box.setFocus()

    def say(self, error: Refused | Unavailable) -> None:
        """Say what is wrong with the code; what was typed stays."""
        message = error.message if isinstance(error, Refused) else error.sentence()
        self._error.setText(message)
        self._error.show()
        self._copies.setVisible(isinstance(error, Unavailable))
        self._box.setFocus()
        announce(self._box, message)

    def say_forgets(self) -> None:
        """The keyring cannot be asked here."""
        self._forgets.show()

    def _open(self) -> None:
        if self._box.text().strip():
            self.typed.emit(self._box.text())
        else:
            self.say(Refused(_("Type the recovery code that is on your paper.")))


class TroubleScreen(Screen):
    """`another` file is wanted; `copy` carries the BackupRow to open; `again` tries the same file once more."""

    another = Signal()
    again = Signal()
    copy = Signal(object)
    back = Signal()

    def __init__(self, path: Path, error: Refused | Unavailable, copies: Sequence[BackupRow]) -> None:
        super().__init__(_("{name} could not be opened").format(name=path.stem))
        message = text(error.message)
        message.setObjectName("troubleMessage")
        self.add(message)
        if isinstance(error, Unavailable) and error.remedy:
            self.add(text(error.remedy))
        where = soft(breakable(path))
        self.add(where)
        self._first: QWidget | None = None
        self._copies = {str(copy.path): copy for copy in copies}
        if copies:
            card = Card(_("Backups on this computer"), _("the newest first"))
            rows = Rows([_row(copy) for copy in copies[:_COPIES_SHOWN]])
            rows.setObjectName("copies")
            rows.activated.connect(lambda key: self.copy.emit(self._copies[key]))
            card.add(rows)
            self._first = rows
            card.add(soft(_("A backup is put beside the file and opened there; the file itself stays as it is.")))
            self.add(card)
        self.add_button(secondary(_("Back")), "back").clicked.connect(self.back)
        self.add_button(secondary(_("Try again")), "tryAgain").clicked.connect(self.again)
        self._other = self.add_button(primary(_("Choose another file")), "chooseAnother")
        self._other.clicked.connect(self.another)

    def start(self) -> None:
        if self._first:
            self._first.focusNextChild()
        else:
            self._other.setFocus()


def _row(copy: BackupRow) -> Row:
    at = local(copy.at)
    return Row(str(copy.path), f"{show_date(at.date())}, {show_time(at.time())}", icon="backup")
