"""What stands beside the list: the current one whole, or the form that adds one; built when first wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from villagedesk.core.i18n import _
from villagedesk.ui.adding import Adding
from villagedesk.ui.bus import Bus
from villagedesk.ui.card import Card
from villagedesk.ui.detail import Detail
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.keeper import Keeper
from villagedesk.ui.offering import Options, offer, options


class Beside(QStackedWidget):
    """`left` when something in the detail was changed; `added` and `given_up` as of an Adding."""

    left = Signal()
    added = Signal(str)
    given_up = Signal()

    def __init__(
        self, bus: Bus, name: str, icon: str, make_detail: Callable[[], Detail], make_adding: Callable[[], Adding]
    ) -> None:
        """Drafts of the detail are kept under `name`; `icon` stands where nothing is chosen."""
        super().__init__()
        self._bus, self._name = bus, name
        self._make_detail, self._make_adding = make_detail, make_adding
        self._detail: Detail | None = None
        self._adding: Adding | None = None
        self.options: Options | None = None
        self._nothing, self._choose = Card(), EmptyState(icon, _("Choose one to see it whole."))
        self._nothing.add(self._choose, 1)
        self.addWidget(self._nothing)

    def build_more(self) -> bool:
        """Build one of what is built late; False when all of it is there."""
        if self._detail and self._adding:
            return False
        return bool(self.adding if self._detail else self.detail)

    @property
    def detail(self) -> Detail:
        """The one that is shown, whole."""
        if self._detail is None:
            self._detail = self._make_detail()
            self._take_in(self._detail)
            self.keeper = Keeper(self._bus, self._name, self._detail.form)
            self._detail.came.connect(self.keeper.start)
            self._detail.left.connect(self.left)
        return self._detail

    @property
    def adding(self) -> Adding:
        """The form that adds one."""
        if self._adding is None:
            self._adding = self._make_adding()
            self._take_in(self._adding)
            self._adding.added.connect(self.added)
            self._adding.given_up.connect(self.given_up)
        return self._adding

    def has(self) -> Detail | None:
        """The detail, if something was shown in it already."""
        return self._detail if self._detail and self._detail.record is not None else None

    def is_adding(self) -> bool:
        """Whether the form that adds one is shown."""
        return self._adding is not None and self.currentWidget() is self._adding

    def show_detail(self, on: bool) -> Detail | None:
        """Show the detail, or that nothing is chosen, unless something is being added; the detail when it is shown."""
        detail = self.has() if on else None
        if not self.is_adding():
            self.setCurrentWidget(detail or self._nothing)
        return None if self.is_adding() else detail

    def show_nothing(self) -> None:
        """Put away what is shown."""
        self.setCurrentWidget(self._nothing)

    def offer_choice(self, on: bool) -> None:
        """Whether there is anything to choose."""
        self._choose.setVisible(on)

    def read_options(self) -> None:
        """Let the forms choose from what there is now."""
        self._bus.read(self, options, self._offer)

    def _offer(self, found: Options) -> None:
        self.options = found
        for built in (self._detail, self._adding):
            if built:
                offer(built.form, found)

    def _take_in(self, card: Detail | Adding) -> None:
        self.addWidget(card)
        if self.options:
            offer(card.form, self.options)
