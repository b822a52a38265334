"""The data protection face: why somebody's data is held, what they agreed to, what they ask, and how long it stays."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.words import LawfulBasis
from villagedesk.records.consent import BasisDraft, PrivacyCard
from villagedesk.records.people import OrganizationCard, PersonCard
from villagedesk.services import bundle, consent
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, danger, quiet, secondary
from villagedesk.ui.editors import Choice, Text, Tick
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import Label, soft, text
from villagedesk.ui.people.face import Face
from villagedesk.ui.people.facts import section
from villagedesk.ui.people.privacy.rights import Consents, Requests, Staying
from villagedesk.ui.saving import save_as

_TABLES = (
    "person", "consent", "subject_request", "retention_rule", "retention_review", "membership", "interaction",
    "community_group",
)  # fmt: skip


class Privacy(Face):
    """Sections under one another; what is asked for a step stands where its button was pressed."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus, self._id = bus, ""
        self._shown: PrivacyCard | None = None
        self._cancel: Callable[[], None] | None = None
        self._notice, self._why, self._access = Badge("", "late"), soft(), Label(wrap=True)
        self._why.setObjectName("basisWhy")
        self._access.setObjectName("accessNeedsNote")
        self._access.setText(
            _("Their access needs are sensitive: they are shown to the committee only, and are in no pack.")
        )
        self._form = Form(_basis_fields(), BasisDraft())
        self._form.setObjectName("privacyForm")
        self._form.left.connect(self._keep_basis)
        self._sections = (Consents(bus), Requests(bus), Staying(bus))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._notice, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._why, self._form, self._access):
            column.addWidget(widget)
        titles = (_("What they agreed to"), _("What they ask of us"), _("How long"))
        for title, part in zip(titles, self._sections, strict=True):
            column.addWidget(section(title, part))
        column.addWidget(section(_("A copy, or an end"), self._endings()))
        column.addStretch(1)

    def show_card(self, card: PersonCard | OrganizationCard) -> None:
        if card.id != self._id:
            self._id, self._shown = card.id, None
            self._read()

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_TABLES):
            self._read()

    def _endings(self) -> QWidget:
        self._pdf, self._json = secondary(_("Save a subject access bundle")), quiet(_("As JSON"))
        self._erase = danger(_("Erase"))
        for name, button, do in (
            ("saveBundle", self._pdf, lambda: self._save("pdf", bundle.as_pdf)),
            ("saveBundleJson", self._json, lambda: self._save("json", bundle.as_json)),
            ("erase", self._erase, lambda: self.went.emit("people", f"erase:{self._id}")),
        ):
            button.setObjectName(name)
            button.clicked.connect(do)
        about = _("The bundle holds everything that is here about them; what is about other people is left out.")
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(soft(about))
        column.addWidget(text(bundle.warning()))
        column.addLayout(button_row(self._pdf, self._json))
        column.addLayout(button_row(self._erase))
        return made

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        key, today = self._id, self._bus.today()
        self._cancel = self._bus.read(self, lambda session: consent.card_if_here(session, key, today), self._show)

    def _show(self, card: PrivacyCard | None) -> None:
        if card is None:  # erased, or an undo took them away: the card is about to follow
            return
        if card == self._shown:
            return
        is_same = self._shown is not None
        self._shown = card
        draft = BasisDraft(None if card.basis is card.preset else card.basis, card.note, card.do_not_contact)
        (self._form.set_value if is_same else self._form.reset)(draft)
        self._why.setText(_("{what}.").format(what=card.preset_why))
        self._access.setVisible(card.has_access_needs)
        self._notice.say(_("Erased: only what must stay is here") if card.restricted_at else "", "late")
        self._erase.setText(_("Erase {name}").format(name=card.name))
        self._erase.setEnabled(card.restricted_at is None)
        for part in self._sections:
            part.show_card(card)

    def _keep_basis(self, field: str) -> None:
        key, typed = self._id, self._form.value()
        self._bus.do(
            self,
            _("Edit data protection"),
            lambda work: consent.set_basis(work, key, typed),
            lambda _none: self._form.set_value(typed),
            lambda error: self._form.show_error(error.field or field, error.message),
        )

    def _save(self, suffix: str, make: Callable[[Any], bytes]) -> None:
        if self._shown is None:
            return
        desk, key, today = self._bus.desk, self._id, self._bus.today()
        words = _("What we hold about {name}, {date}").format(name=self._shown.name, date=show_date(today))
        name = "".join(char for char in words if char not in '\\/:*?"<>|')

        def made() -> bytes:
            return make(desk.read_long(lambda session: bundle.gather(session, key, today)))

        save_as(self, self._bus, _("Save a subject access bundle"), f"{name}.{suffix}", made)


def _basis_fields() -> list[Field]:
    """Legitimate interests follow from what anybody is (services/consent.py), so the first choice says so."""
    words = consent.basis_words()
    preset = LawfulBasis.LEGITIMATE_INTERESTS
    choices: list[tuple[LawfulBasis | None, str]] = [
        (None, _("{basis} (follows from what they are)").format(basis=words[preset])),
        *((basis, name) for basis, name in words.items() if basis is not preset),
    ]
    return [
        Field("basis", _("&Why we may hold their data"), partial(Choice, choices)),
        Field("note", _("In what &words"), partial(Text, lines=2)),
        Field(
            "do_not_contact",
            _("Do not &contact"),
            Tick,
            _("They are left out of every list of addresses, letter and export of contacts"),
        ),
    ]
