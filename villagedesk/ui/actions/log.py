"""The list half of the log: which actions, in which order, with how many each filter shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from villagedesk.core.i18n import _
from villagedesk.records.actions import ActionFilter
from villagedesk.services import actions
from villagedesk.services.actions import ActionQuery
from villagedesk.services.desk import Session
from villagedesk.ui.actions.columns import columns
from villagedesk.ui.bus import Bus
from villagedesk.ui.filterbar import FilterBar
from villagedesk.ui.listing import Listed, Listing
from villagedesk.ui.rowmodel import Sort


class Log(Listing):
    """`bar` has the filters, `table` the rows."""

    def __init__(self, bus: Bus, parent: QObject) -> None:
        super().__init__(bus, _listed(bus), parent)
        self.bar = FilterBar(self.chips, self.finder)


def _listed(bus: Bus) -> Listed:
    desk, today = bus.desk, bus.today  # asked each time: the list may be open past midnight

    def ids(session: Session, only: str, words: str, order: Sort) -> Sequence[str]:
        asked = ActionQuery(ActionFilter(only), words, order.key, order.descending, me=desk.me)
        return actions.ids(session, asked, today())

    def counts(session: Session) -> Mapping[ActionFilter, int]:
        return actions.counts(session, today(), desk.me)

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
