"""What the law asks of a group of this nation, form and register, to be taken up or left out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from villagedesk.core import duties as rules
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.duties import DutyOffer
from villagedesk.ui.card import Card
from villagedesk.ui.labels import soft
from villagedesk.ui.rows import Act, Row, Rows


class OffersCard(Card):
    """`taken` and `left_out` carry an offer. Hidden while there is none."""

    taken = Signal(object)
    left_out = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Asked of groups like yours"))
        self.setObjectName("dutyOffers")
        self._offers: dict[str, DutyOffer] = {}
        self._rows = Rows()
        self.add(soft(_("By your nation, legal form and register, as Settings say. Check each with its source.")))
        self.add(self._rows)
        self._rows.activated.connect(lambda key: self.taken.emit(self._offers[key]))
        self._rows.acted.connect(self._acted)
        self.hide()

    def show_offers(self, offers: list[DutyOffer]) -> None:
        """Show these."""
        self._offers = {one.key: one for one in offers}
        acts = (
            Act("take", _("Take it up"), "add", Qt.Key.Key_Plus),
            Act("leave", _("Leave it out"), "close", Qt.Key.Key_Delete),
        )
        self._rows.show_rows([Row(one.key, one.title, _second(one), icon="calendar", acts=acts) for one in offers])
        self.setVisible(bool(offers))

    def _acted(self, key: str, act: str) -> None:
        (self.taken if act == "take" else self.left_out).emit(self._offers[key])


def _second(one: DutyOffer) -> str:
    if one.needs_date:
        return _("{every}; put in your own day. {source}").format(every=rules.every_words(one.every), source=one.source)
    return _("{every}, next {date}. {source}").format(
        every=rules.every_words(one.every), date=show_date(one.first_on), source=one.source
    )
