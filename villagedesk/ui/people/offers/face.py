"""The offers face: what somebody has or can do, when, and to whom they agreed that it may be shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.audience import Audience
from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.assets import AssetCard, AssetDraft
from villagedesk.records.people import OrganizationCard, PersonCard
from villagedesk.services import assets
from villagedesk.services.desk import Work
from villagedesk.services.group import audience_words
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, primary, quiet, secondary
from villagedesk.ui.colours import Tone
from villagedesk.ui.editors import Choice, DateLine, Line, Text
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import soft
from villagedesk.ui.people.face import Face
from villagedesk.ui.people.offers.days import Days
from villagedesk.ui.rows import Row, Rows
from villagedesk.ui.scroll import bring_into_view

_TELL = ("asset", "person", "organization")


class Offers(Face):
    """The offers as rows; the one that is pressed, or a new one, stands in a form in their place."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus, self._id, self._kind, self._changing = bus, "", "person", ""
        self._offers: dict[str, AssetCard] = {}
        self._cancel: Callable[[], None] | None = None
        self._nothing = soft(_("A skill, a van, a room, a language: what they would share goes here."))
        self._nothing.setObjectName("offersEmpty")
        self._rows = Rows()
        self._rows.activated.connect(self._open_change)
        self._start = quiet(_("Add an offer"), "add")
        self._start.setObjectName("addOffer")
        self._start.clicked.connect(self._open_new)
        self._list = QWidget()
        listed = QVBoxLayout(self._list)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.addWidget(self._nothing)
        listed.addWidget(self._rows)
        listed.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeft)
        self._form = Form(_fields(bus), AssetDraft())
        self._form.setObjectName("offerForm")
        self._drafting = Drafting(bus, "asset", self._form, self._form)
        self._sheet = self._make_sheet()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        column.addWidget(self._sheet)
        column.addStretch(1)
        self._nothing.hide()
        self._sheet.hide()

    def show_card(self, card: PersonCard | OrganizationCard) -> None:
        if card.id != self._id:
            self._id, self._kind = card.id, card.kind
            self._close()
            self._read()

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_TELL):
            self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._sheet.isVisible():
            self._give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._sheet.isVisible():
            self._keep()
        else:
            super().keyPressEvent(event)

    def _make_sheet(self) -> QWidget:
        self._ok, cancel = primary(_("Add offer")), quiet(_("Cancel"))
        self._away = secondary(_("Move to the bin"), "bin")
        for button, name, slot in (
            (self._ok, "keepOffer", self._keep), (cancel, "cancelOffer", self._give_up),
            (self._away, "binOffer", self._bin),
        ):  # fmt: skip
            button.setObjectName(name)
            button.clicked.connect(slot)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._form)
        column.addLayout(button_row(self._ok, cancel, self._away))
        return sheet

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        key = self._id
        self._cancel = self._bus.read(self, lambda session: assets.of(session, key), self._show)

    def _show(self, offers: list[AssetCard]) -> None:
        self._offers = {offer.id: offer for offer in offers}
        self._rows.show_rows([_row(offer) for offer in offers])
        self._rows.setVisible(bool(offers))
        self._nothing.setVisible(not offers)
        if self._changing and self._changing not in self._offers:
            self._close()
        elif self._changing:
            self._form.set_value(_draft(self._offers[self._changing]))

    def _open_new(self) -> None:
        self._open("", AssetDraft(), _("Add offer"))

    def _open_change(self, asset_id: str) -> None:
        self._open(asset_id, _draft(self._offers[asset_id]), _("Keep"))

    def _open(self, asset_id: str, draft: AssetDraft, words: str) -> None:
        self._changing = asset_id
        self._ok.setText(words)
        self._away.setVisible(bool(asset_id))
        self._form.reset(draft)
        self._list.hide()
        self._sheet.show()
        self._drafting.start(asset_id or self._id)
        self._form.editor("name").setFocus()
        bring_into_view(self._sheet)

    def _close(self) -> None:
        was_open, self._changing = not self._sheet.isHidden(), ""
        self._sheet.hide()
        self._list.show()
        if was_open and self.isVisible():
            self._start.setFocus()

    def _give_up(self) -> None:
        self._drafting.give_up()
        self._close()

    def _keep(self) -> None:
        if self._form.show_problems():
            return
        typed, changing, kind, owner = self._form.value(), self._changing, self._kind, self._id

        def job(work: Work) -> None:
            if changing:
                assets.edit(work, changing, typed)
            else:
                assets.add(work, kind, owner, typed)

        label = _("Change offer") if changing else _("Add offer")
        self._drafting.do(label, job, lambda _done: self._close(), self._refused)

    def _bin(self) -> None:
        away = partial(assets.bin_asset, asset_id=self._changing)
        self._drafting.do(
            _("Move to the bin"), away, lambda _done: self._close(), self._refused, say=_("Moved to the bin")
        )

    def _refused(self, error: Refused) -> None:
        self._form.show_error(error.field or "name", error.message)


def shown_to(offer: AssetCard) -> tuple[str, Tone]:
    """Who may see an offer, as a badge."""
    if offer.agreed_on is None:
        return _("Not agreed yet"), "soon"
    return audience_words()[offer.audience], "kept"


def _row(offer: AssetCard) -> Row:
    agreed = ""
    if offer.agreed_on:
        agreed = _("Agreed {when}").format(when=show_date(offer.agreed_on))
        agreed = ", ".join(filter(None, (agreed, offer.agreed_how)))
    kind = assets.kind_words()[offer.kind]
    second = ". ".join(part.rstrip(".") for part in (kind, offer.about, assets.when(offer), agreed) if part)
    return Row(offer.id, offer.name, second, shown_to(offer))


def _draft(offer: AssetCard) -> AssetDraft:
    return AssetDraft(
        offer.name, offer.kind, offer.about, offer.days, offer.times, Audience(offer.audience), offer.agreed_on,
        offer.agreed_how,
    )  # fmt: skip


def _fields(bus: Bus) -> list[Field]:
    return [
        Field("name", _("&What they offer"), partial(Line, _("Van with seven seats"))),
        Field("kind", _("&Kind"), partial(Choice, list(assets.kind_words().items())), half=True),
        Field("times", _("&Times"), partial(Line, _("mornings, or after 6pm")), half=True),
        Field("days", _("&Days"), Days),
        Field("detail", _("De&tails"), partial(Text, _("What to know before asking"), 2)),
        Field(
            "audience", _("May be &shown to"), partial(Choice, list(audience_words().items())),
            _("The committee only, until they agree"), half=True,
        ),
        Field("agreed_on", _("&Agreed on"), partial(DateLine, bus.today), half=True),
        Field("agreed_how", _("&How they agreed"), partial(Line, _("By e-mail, at the street party"))),
    ]  # fmt: skip
