"""Reminding one owner of all that is theirs: looked over, then saved as an e-mail, copied, or printed as a letter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, Qt

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.actions import ChaseDraft
from villagedesk.services import chasing, letters
from villagedesk.services.desk import Session, Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, quiet, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.editors import Line, Text
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import heading, soft
from villagedesk.ui.saving import save_as


class Chasing(Card):
    """`about` is the action that it began with; `finished` leads back to it, `went` to the entry in the log."""

    finished = Signal()
    went = Signal(str, str)

    def __init__(self, bus: Bus, begun: ChaseDraft, about: str) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("chasing")
        self.setAccessibleName(_("Remind somebody"))
        self._bus, self.about = bus, about
        self._form: Form[ChaseDraft] = Form(_fields(), begun)
        self._form.setObjectName("chaseForm")
        name = begun.addressee.split("\n")[0]
        count = len(begun.keys)
        said = ngettext(
            "{n} action of {name} is open. Look the words over; nothing is sent by VillageDesk itself.",
            "{n} actions of {name} are open. Look the words over; nothing is sent by VillageDesk itself.",
            count,
        ).format(n=count, name=name)
        self._sent = secondary(_("I have sent it"), "check")
        self.body.setSpacing(14)
        self.add(heading(_("Remind {name}").format(name=name)))
        self.add(soft(said))
        self.add(self._form)
        buttons = FlowLayout(spacing=8)
        eml, copy, letter = primary(_("Save as e-mail")), secondary(_("Copy the text")), secondary(_("Save as letter"))
        cancel = quiet(_("Cancel"))
        for button, object_name, slot in (
            (eml, "chaseEml", self._save), (copy, "chaseCopy", self._copy), (letter, "chaseLetter", self._letter),
            (self._sent, "chaseSent", self._keep), (cancel, "chaseCancel", self.give_up),
        ):  # fmt: skip
            button.setObjectName(object_name)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        self.add(
            soft(_("A letter is entered in the log of contacts when it is saved; an e-mail when you say it was sent."))
        )
        self.body.addStretch(1)
        self._drafting = Drafting(bus, "chase", self._form, self._form)
        self._drafting.start(begun.owner_id)

    def start(self) -> None:
        """The words have the focus."""
        self._form.editor("text").setFocus()

    def give_up(self) -> None:
        """Throw away what was typed."""
        self._drafting.give_up()
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        typed, desk = self._form.value(), self._bus.desk
        try:
            desk.read(lambda session: chasing.as_eml(session, typed))
        except Refused as no:
            self._refused(no)
            return

        def make() -> bytes:
            return desk.read(lambda session: chasing.as_eml(session, typed))

        save_as(self, self._bus, _("Save the e-mail"), chasing.file_name(typed, self._bus.today()), make)

    def _copy(self) -> None:
        try:
            words = chasing.as_text(self._form.value())
        except Refused as no:
            self._refused(no)
            return
        QGuiApplication.clipboard().setText(words)
        self._bus.said.emit(_("Copied: paste it into your e-mail"), None)

    def _letter(self) -> None:
        typed, desk, today = self._form.value(), self._bus.desk, self._bus.today()
        letter = chasing.as_letter(typed, today)

        def look(session: Session) -> str:
            return letters.file_name(letters.content(session, letter, today))

        def make() -> bytes:
            return letters.build(desk.read(lambda session: letters.content(session, letter, today)))

        def file(data: bytes) -> None:
            self._drafting.do(
                _("File a letter"), lambda work: letters.file(work, letter, data), self._filed, self._refused,
                say=_("Saved, and filed in the log"),
            )  # fmt: skip

        self._bus.run(
            self, lambda _report: desk.read(look),
            lambda name: save_as(self, self._bus, _("Save the letter"), name, make, file), self._failed,
        )  # fmt: skip

    def _keep(self) -> None:
        typed = self._form.value()

        def job(work: Work) -> str:
            return chasing.sent(work, typed)

        self._drafting.do(
            _("Enter a reminder as sent"), job, self._filed, self._refused, say=_("Entered in the log of contacts")
        )  # fmt: skip

    def _filed(self, _key: str) -> None:
        self.finished.emit()

    def _failed(self, error: Refused | Unavailable) -> None:
        if isinstance(error, Refused):
            self._refused(error)
        else:
            self._bus.failed.emit(error)

    def _refused(self, error: Refused) -> None:
        self._form.show_error(error.field if error.field in ("email", "subject", "text") else "text", error.message)


def _fields() -> list[Field]:
    return [
        Field("email", _("&E-mail address"), Line),
        Field("subject", _("A&bout"), Line),
        Field("salutation", _("&Salutation"), Line),
        Field("text", _("The &words"), lambda: Text(lines=12)),
        Field("closing", _("&Closing"), Line, half=True),
        Field("signature", _("Si&gned"), lambda: Text(lines=2), half=True),
    ]
