"""The registers: of members, of trustees, and who may vote on a day; looked at, then saved as PDF or XLSX."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.people import Choice as Body
from villagedesk.records.registers import Register, RegisterKind, RegisterRow
from villagedesk.services import people, posts, registers
from villagedesk.services.desk import Session
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, primary, quiet, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.editors import Choice, DateLine
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import heading, soft, strong
from villagedesk.ui.people.facts import section
from villagedesk.ui.people.words import span
from villagedesk.ui.pick import Pick
from villagedesk.ui.rows import Row, Rows
from villagedesk.ui.saving import save_as

_MOST = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which register, of which body, as at which day."""

    kind: RegisterKind = RegisterKind.MEMBERS
    body_id: str | None = None
    on: date | None = None


class Registering(Card):
    """`finished` when it is to go away."""

    finished = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__(scrolls=True)
        self._bus = bus
        self._register: Register | None = None
        self._cancel: Callable[[], None] | None = None
        self._pick = Pick(_("Type a part of its name"))
        kinds = list(registers.register_words().items())
        fields = [
            Field("kind", _("&Register"), partial(Choice, kinds), half=True),
            Field("on", _("As &at"), partial(DateLine, bus.today), half=True),
            Field("body_id", _("&Organisation"), lambda: self._pick, half=True),
        ]
        self._form: Form[Wanted] = Form(fields, Wanted(on=bus.today()))
        self._form.setObjectName("registerForm")
        self._form.edited.connect(self._read)
        self._title, self._count, self._source = heading(_("Registers")), strong(), soft()
        self._count.setObjectName("registerCount")
        self._source.setObjectName("registerSource")
        self._rows = QVBoxLayout()
        pdf, xlsx, close = primary(_("Save as PDF")), secondary(_("Save as XLSX")), quiet(_("Close"))
        for button, name, slot in (
            (pdf, "saveRegisterPdf", partial(self._save, "pdf", registers.pdf)),
            (xlsx, "saveRegisterXlsx", partial(self._save, "xlsx", registers.xlsx)),
            (close, "closeRegister", self.finished.emit),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, slot=slot: slot())
        self.body.setSpacing(12)
        for widget in (self._title, self._form, self._count, self._source):
            self.add(widget)
        self.body.addLayout(button_row(pdf, xlsx, close))
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def start(self, kind: RegisterKind) -> None:
        """Show one of the registers, of our own body, as at today; the date is typed first."""

        def job(session: Session) -> tuple[list[Body], str | None]:
            return people.organization_choices(session), posts.own_body(session)

        def know(found: tuple[Sequence[Body], str | None]) -> None:
            self._pick.offer(found[0])
            self._form.reset(Wanted(kind, found[1], self._bus.today()))
            self._form.editor("on").setFocus()
            self._read()

        self._bus.read(self, job, know)

    def refresh(self) -> None:
        """Something was changed."""
        self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        wanted = self._form.value()
        on = wanted.on
        if self._form.problems() or on is None or wanted.body_id is None:
            return
        self._cancel = self._bus.read(
            self, lambda session: registers.register(session, wanted.kind, on, wanted.body_id), self._show
        )

    def _show(self, register: Register) -> None:
        self._register = register
        self._title.setText(f"{register.title}, {register.body}")
        day = show_date(register.as_at)
        if register.kind is RegisterKind.VOTERS:
            words = ngettext("{n} person may vote on {date}", "{n} people may vote on {date}", len(register.rows))
        else:
            words = ngettext("{n} entry as at {date}", "{n} entries as at {date}", len(register.rows))
        self._count.setText(words.format(n=len(register.rows), date=day))
        self._source.setText(register.source)
        while item := self._rows.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        if register.rows:
            self._rows.addWidget(_listed(register.rows, marks_votes=register.kind is RegisterKind.MEMBERS))
        if register.former:
            self._rows.addWidget(section(_("Those who have ceased"), _listed(register.former, marks_votes=False)))

    def _save(self, suffix: str, make: Callable[[Register], bytes]) -> None:
        register = self._register
        if register is not None:
            save_as(self, self._bus, register.title, registers.file_name(register, suffix), partial(make, register))


def _listed(rows: Sequence[RegisterRow], *, marks_votes: bool) -> QWidget:
    return Rows(
        [
            Row(
                row.person_id, row.name,
                ", ".join(filter(None, (row.office, row.member_class, row.address.replace("\n", ", ")))),
                (_("Has a vote"), "kept") if row.votes and marks_votes else None,
                span(row.start_on, row.end_on),
            )
            for row in rows[:_MOST]
        ],
        opens=False,
    )  # fmt: skip
