"""How the window looks on this computer: its colours and the size of its text."""

from __future__ import annotations

from typing import cast

from villagedesk.core.i18n import _
from villagedesk.ui.card import Card
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.labels import soft
from villagedesk.ui.theme import TEXT_SIZES, Scheme, Theme


class LookCard(Card):
    """Chips: what is pressed is seen at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(_("Look"))
        self._theme = theme
        self._schemes, self._sizes = ChipRow(), ChipRow()
        for name, words in _scheme_words().items():
            self._schemes.add(name, words)
        for size in TEXT_SIZES:
            self._sizes.add(str(size), f"{size}%")
        self._schemes.changed.connect(self._choose_scheme)
        self._sizes.changed.connect(self._choose_size)
        for label, chips in ((_("Colours"), self._schemes), (_("Size of the text"), self._sizes)):
            chips.setAccessibleName(label)
            self.add(soft(label))
            self.add(chips)
        theme.changed.connect(self._follow)
        self._follow()

    def _choose_scheme(self, name: str) -> None:
        self._theme.set_scheme(cast("Scheme", name or self._theme.scheme))
        self._follow()

    def _choose_size(self, name: str) -> None:
        self._theme.set_text_size(int(name or self._theme.text_size))
        self._follow()

    def _follow(self) -> None:
        self._schemes.turn_on([self._theme.scheme])
        self._sizes.turn_on([str(self._theme.text_size)])


def _scheme_words() -> dict[Scheme, str]:
    return {
        "system": _("As the system"),
        "light": _("Light"),
        "dark": _("Dark"),
        "contrast": _("High contrast"),
    }
