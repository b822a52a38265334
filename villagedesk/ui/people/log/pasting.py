"""Filing an e-mail by pasting its text, or by choosing its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from villagedesk.core import paths
from villagedesk.core.dates import show_day, show_time
from villagedesk.core.i18n import _
from villagedesk.core.text import shorten
from villagedesk.core.words import Part
from villagedesk.records.mail import Mail, Mailbox
from villagedesk.services import filing
from villagedesk.services.desk import Work
from villagedesk.ui.announce import announce
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, quiet, secondary
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.keeper import Drafting, TypedBox
from villagedesk.ui.labels import Label, heading, soft
from villagedesk.ui.people.facts import Fact, Facts, section
from villagedesk.ui.people.log.sheet import Sheet
from villagedesk.ui.textboxes import TextBox

FORM = "pasted"
_SHOWN = 300  # characters of the text


class Pasting(Sheet):
    """`wanted` carries the Mail that is to be filed, `chose` the file; `finished` when it is given up."""

    wanted = Signal(object)
    chose = Signal(object)
    finished = Signal()

    def __init__(self, bus: Bus, row: str) -> None:
        """What is pasted is a draft under `row` until it is filed or given up."""
        super().__init__()
        self._bus = bus
        self._mail: Mail | None = None
        self._box = TextBox(8, 14)
        self._box.setObjectName("pasted")
        self._box.setAccessibleName(_("The e-mail's text"))
        self._box.setPlaceholderText(_("From: ...\nDate: ...\nSubject: ..."))
        self._box.textChanged.connect(self._read)
        self._typed = TypedBox(self._box)
        self._said = Label(role="hint", wrap=True)
        self._said.setObjectName("pastedSaid")
        self._preview = QVBoxLayout()
        self._file = primary(_("File it"))
        self._file.setToolTip(_("Ctrl+Enter"))
        self._lay_out()
        self._read()
        self._drafting = Drafting(bus, FORM, self._typed, self)
        self._drafting.start(row)

    def _lay_out(self) -> None:
        choose, cancel = secondary(_("Choose a file...")), quiet(_("Cancel"))
        buttons = FlowLayout(spacing=8)
        for button, name, slot in (
            (self._file, "fileIt", self.keep), (choose, "chooseMail", self._choose),
            (cancel, "cancelPaste", self.give_up),
        ):  # fmt: skip
            button.setObjectName(name)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading(_("File an e-mail")))
        column.addWidget(
            soft(
                _(
                    "Copy the e-mail with its sender, date and subject, and paste it here. Or save it as an .eml file "
                    "and drop that anywhere on this window."
                )
            )
        )
        column.addWidget(self._box)
        column.addWidget(self._typed.note)
        column.addWidget(self._said)
        column.addLayout(self._preview)
        column.addLayout(buttons)
        column.addStretch(1)

    def start(self) -> None:
        """The box has the focus, to be pasted into."""
        self._box.setFocus()

    def _read(self) -> None:
        words = self._box.toPlainText()
        self._mail = filing.read_pasted(words, self._bus.today()) if words.strip() else None
        is_lost = bool(words.strip()) and self._mail is None
        self._said.setText(_("No sender or subject can be made out. Copy them with the text.") if is_lost else "")
        self._said.setVisible(is_lost)
        self._file.setEnabled(self._mail is not None)
        while item := self._preview.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        if self._mail:
            self._preview.addWidget(section(_("What was understood"), Facts(_facts(self._mail))))
            announce(self._box, _("From {sender}").format(sender=_who(self._mail.of(Part.FROM))))

    def file(self, job: Callable[[Work], filing.Filed], done: Callable[[filing.Filed], None]) -> None:
        """Make it a change; what was pasted is no draft any more."""
        self._drafting.do(_("File an e-mail"), job, done, say=_("E-mail filed"))

    def keep(self) -> None:
        """File it, when it could be understood."""
        if self._mail:
            self.wanted.emit(self._mail)

    def give_up(self) -> None:
        """Throw away what was pasted."""
        self._drafting.give_up()
        self.finished.emit()

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), _("File an e-mail"), str(paths.documents_dir()))
        dialog.setObjectName("mailDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("E-mails (*.eml)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.chose.emit(Path(path)))
        dialog.open()


def _facts(mail: Mail) -> list[Fact]:
    at = show_time(mail.at_time) if mail.at_time else ""
    day = ", ".join(filter(None, (show_day(mail.on_date), at))) if mail.on_date else _("Not said: filed as of today")
    known = [
        Fact(_("From"), _who(mail.of(Part.FROM))),
        Fact(_("To"), _who(mail.of(Part.TO, Part.CC))),
        Fact(_("Date"), day),
        Fact(_("Subject"), mail.subject),
        Fact(_("Text"), shorten(mail.text, _SHOWN), wide=True),
    ]
    return [fact for fact in known if fact.value]


def _who(boxes: tuple[Mailbox, ...]) -> str:
    return ", ".join(
        f"{box.name} <{box.address}>" if box.name and box.address else box.name or box.address for box in boxes
    )
