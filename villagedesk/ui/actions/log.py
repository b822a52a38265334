"""The list half of the log: which actions, in which order, with how many each filter shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.records.actions import ActionFilter, Narrow
from villagedesk.services import actions
from villagedesk.services.actions import ActionQuery
from villagedesk.services.desk import Session
from villagedesk.ui.actions.columns import columns
from villagedesk.ui.actions.narrowing import Narrowing
from villagedesk.ui.bus import Bus
from villagedesk.ui.filterbar import FilterBar
from villagedesk.ui.listing import Listed, Listing
from villagedesk.ui.rowmodel import Sort


class Log(Listing):
    """`bar` has the filters, with what `narrowing` leaves of them; `table` has the rows."""

    def __init__(self, bus: Bus, parent: QObject) -> None:
        narrowing = Narrowing(bus)
        super().__init__(bus, _listed(bus, narrowing), parent)
        self.narrowing, self.bar = narrowing, QWidget()
        column = QVBoxLayout(self.bar)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(FilterBar(self.chips, self.finder))
        column.addWidget(narrowing)
        narrowing.changed.connect(self._narrowed)

    def show_new(self, key: str) -> None:
        if self.narrowing.now[0]:
            self._show_all(ActionFilter.OPEN)
        super().show_new(key)

    def _narrowed(self) -> None:
        """What is done is no longer open, so the chip follows."""
        if self.narrowing.now[0] is Narrow.DONE_SINCE:
            self.chips.turn_on([ActionFilter.DONE])
        self._searched()

    def _searched(self) -> None:
        """How many there are of each is not counted while words narrow what is listed."""
        self.ask()
        if self.finder.text().strip():
            for only in self._kind.filters:
                self.chips.chip(only).show_count(None)
        else:
            self.count()

    def _show_counts(self, counts: Mapping[ActionFilter, int]) -> None:
        super()._show_counts(counts)
        if self.narrowing.now[0]:
            self._empty.set_line(self._kind.none_fits)

    def _show_all(self, only: str) -> None:
        self.narrowing.clear()
        super()._show_all(only)
        self.count()


def _listed(bus: Bus, narrowing: Narrowing) -> Listed:
    desk, today = bus.desk, bus.today  # asked each time: the list may be open past midnight

    def ids(session: Session, only: str, words: str, order: Sort) -> Sequence[str]:
        asked = ActionQuery(ActionFilter(only), words, order.key, order.descending, desk.me, *narrowing.now)
        return actions.ids(session, asked, today())

    def counts(session: Session) -> Mapping[ActionFilter, int]:
        return actions.counts(session, today(), desk.me, *narrowing.now)

    filters = {only.value: words for only, words in _filter_words().items()}
    if desk.me is None:  # nobody's are "mine" until the person at this computer is known
        del filters[ActionFilter.MINE]
    return Listed(
        name="actionList",
        title=_("Actions"),
        icon="actions",
        find=_("Filter by words or owner"),
        filters=filters,
        first=ActionFilter.OPEN,
        every=ActionFilter.ALL,
        sort=Sort("due"),
        columns=columns(today),
        ids=ids,
        rows=actions.rows,
        counts=counts,
        empty=_("What people agree to do stands here. Type the first one into the line above."),
        none_fits=_("No action fits this filter."),
        gone=_("That action is no longer here."),
    )


def _filter_words() -> dict[ActionFilter, str]:
    return {
        ActionFilter.OPEN: _("Open"),
        ActionFilter.LATE: _("Late"),
        ActionFilter.MINE: _("Mine"),
        ActionFilter.OURS: _("Ours"),
        ActionFilter.THEIRS: _("The council's"),
        ActionFilter.DONE: _("Done"),
        ActionFilter.ALL: _("All"),
    }
