"""Whom a file is for, chosen beside the button that saves it."""

from __future__ import annotations

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _, ngettext
from villagedesk.services import group
from villagedesk.services.desk import Session
from villagedesk.ui.bus import Bus
from villagedesk.ui.editors import Choice
from villagedesk.ui.theme import current

_WIDTH = 190  # pixels at 100%


def audiences(session: Session) -> list[tuple[Audience, str]]:
    """Whom a file may be for, in the group's own words."""
    card = group.card(session)
    return [
        (kind, words) for kind, words in card.audience_names.items() if card.two_bodies or kind is not Audience.TRUSTEES
    ]


class AudienceChoice(Choice):
    """The audience of a file, the committee until another is chosen."""

    def __init__(self, bus: Bus) -> None:
        super().__init__([])
        self._bus = bus
        self.box.setObjectName("forWhom")
        self.box.setAccessibleName(_("Who the file is for"))
        current().changed.connect(self._fit)
        self._fit()

    def read(self) -> None:
        """Ask which audiences there are."""
        self._bus.read(self, audiences, self._offer)

    def audience(self) -> Audience:
        """Who is chosen."""
        return self.value() or Audience.COMMITTEE

    def _offer(self, found: list[tuple[Audience, str]]) -> None:
        chosen = self.audience()
        said = _("For: {audience}")
        self.set_options([(kind, said.format(audience=words)) for kind, words in found])
        self.set_value(chosen if chosen in dict(found) else Audience.COMMITTEE)

    def _fit(self) -> None:
        self.setFixedWidth(current().px(_WIDTH))


def say_left_out(bus: Bus, count: int, for_whom: str) -> None:
    """Say that a file is saved, and how much of it its audience does not get."""
    words = _("Saved")
    if count:
        words = ngettext(
            "Saved. {n} entry is left out, which is not for: {audience}",
            "Saved. {n} entries are left out, which are not for: {audience}",
            count,
        ).format(n=f"{count:,}", audience=for_whom)
    bus.said.emit(words, None)
