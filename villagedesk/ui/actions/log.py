"""The list half of the log: which actions, in which order, with how many each filter shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from villagedesk.core.i18n import _
from villagedesk.records.actions import ActionFilter, ActionRow
from villagedesk.services import actions
from villagedesk.services.actions import ActionQuery
from villagedesk.ui.actions.columns import columns
from villagedesk.ui.bus import Bus
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.filterbar import FilterBar
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.rowlist import RowTable
from villagedesk.ui.rowmodel import RowModel, Sort


class Log(QObject):
    """`bar` has the filters, `table` the rows. `found` when an action that was looked for is the current one."""

    found = Signal()

    def __init__(self, bus: Bus, parent: QObject) -> None:
        super().__init__(parent)
        self._bus = bus
        self._wanted, self._looked_everywhere = "", False
        self._chips = ChipRow()
        for only, words in _filter_words().items():
            if self._is_offered(only):
                self._chips.add(only.value, words)
        self._chips.turn_on([ActionFilter.OPEN])
        self.model: RowModel[ActionRow] = RowModel(
            columns(bus.today), self._load, bus.tasks, sort=Sort("due"), parent=self
        )
        self._empty = EmptyState("actions", "")
        self.table = RowTable(self.model, self._empty, _("Actions"), chooses_first=True)
        self.table.setObjectName("actionList")
        self.finder = FindBox(_("Filter by words or owner"), self.table)
        self.bar = FilterBar(self._chips, self.finder)
        self._chips.changed.connect(self._chip_pressed)
        self.finder.searched.connect(lambda _words: self._searched())
        self.model.failed.connect(bus.failed)
        self.model.loaded.connect(self._listed)
        self._ask()
        self._count()

    def refresh(self) -> None:
        """Something was changed: list and count again."""
        self.model.refresh()
        self._count()

    def look_for(self, action_id: str) -> None:
        """Make an action the current one, through a wider filter when this one hides it."""
        self._wanted, self._looked_everywhere = action_id, False
        self._look()

    def show_new(self, action_id: str) -> None:
        """Make an action that was just added the current one."""
        if self._only() not in (ActionFilter.OPEN, ActionFilter.ALL) or self.finder.text():
            self._show_all(ActionFilter.OPEN)
        self.table.select(action_id)

    def _is_offered(self, only: ActionFilter) -> bool:
        """Nobody's are "mine" until the person at this computer is known."""
        return only is not ActionFilter.MINE or self._bus.desk.me is not None

    def _load(self, keys: Sequence[str]) -> Sequence[ActionRow]:
        return self._bus.desk.read(lambda session: actions.rows(session, keys))

    def _only(self) -> ActionFilter:
        on = self._chips.on()
        return ActionFilter(on[0]) if on else ActionFilter.ALL

    def _ask(self) -> None:
        desk, only, words = self._bus.desk, self._only(), self.finder.text()
        today = self._bus.today  # asked each time: the list may be open past midnight

        def query(sort: Sort | None) -> Sequence[str]:
            order = sort or Sort("due")
            asked = ActionQuery(only, words, order.key, order.descending, me=desk.me)
            return desk.read(lambda session: actions.ids(session, asked, today()))

        self.model.show(query)

    def _searched(self) -> None:
        self._ask()
        self._count()  # which is not what is listed as long as words narrow it

    def _count(self) -> None:
        today, me = self._bus.today(), self._bus.desk.me
        self._bus.read(self, lambda session: actions.counts(session, today, me), self._show_counts)

    def _show_counts(self, counts: dict[ActionFilter, int]) -> None:
        for only, count in counts.items():
            if self._is_offered(only):
                self._chips.chip(only.value).show_count(None if self.finder.text().strip() else count)
        if counts[ActionFilter.ALL]:
            self._empty.set_line(_("No action fits this filter."))
        else:
            self._empty.set_line(_("What people agree to do stands here. Type the first one into the line above."))

    def _chip_pressed(self, name: str) -> None:
        if not name:
            self._chips.turn_on([ActionFilter.ALL])
        self._ask()

    def _show_all(self, only: ActionFilter) -> None:
        self._chips.turn_on([only])
        self.finder.clear()
        self._ask()

    def _listed(self) -> None:
        if self._wanted:
            self._look()

    def _look(self) -> None:
        if not self.model.was_loaded:
            return
        if self.model.row_of(self._wanted) >= 0:
            self.table.select(self._wanted)
            self._wanted = ""
            self.found.emit()
        elif not self._looked_everywhere:
            self._looked_everywhere = True
            self._show_all(ActionFilter.ALL)
        else:
            self._wanted = ""
            self._bus.said.emit(_("That action is no longer here."), None)


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
