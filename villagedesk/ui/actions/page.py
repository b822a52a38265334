"""The action log: what was agreed, by whom, by when, and whether it happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from villagedesk.core.changes import Changed
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.actions import ActionCard, ActionFilter, ActionRow
from villagedesk.services import actions
from villagedesk.services.actions import ActionQuery
from villagedesk.services.desk import Session
from villagedesk.ui.actions.bulk import BulkCard
from villagedesk.ui.actions.columns import columns
from villagedesk.ui.actions.detail import ActionDetail
from villagedesk.ui.actions.doing import Doing, action_commands
from villagedesk.ui.actions.fields import Options, options
from villagedesk.ui.actions.quickadd import QuickAdd
from villagedesk.ui.bus import Bus
from villagedesk.ui.card import Card
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.commands import Commands
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.page import Page
from villagedesk.ui.rowlist import RowTable
from villagedesk.ui.rowmodel import RowModel, Sort
from villagedesk.ui.split import Split

_LISTED = ("action", "due_date", "state_change", "person", "organization", "meeting", "agenda_item", "decision")
_CHOSEN_FROM = ("person", "organization", "audience_name", "community_group")


class ActionsPage(Page):
    """Chips and a filter line over the list, one line to add by, the detail beside it."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(commands, _("Actions"))
        self._bus = bus
        self._wanted, self._looked_everywhere = "", False
        self._stop_reading: Callable[[], None] | None = None
        self._make_list()
        self._make_detail()
        self._doing = Doing(bus, self, self._detail, self._list.selected_ids)
        self._lay_out()
        self.set_main("add_action")
        self.answers("new", self._start_adding)
        self.answers("find", self._find.start)
        self.answers("bin", self._doing.bin)
        self.start_at(self._list)
        self._list_again()
        self._count()
        self._read_options()

    def shown(self, row_id: str | None) -> None:
        if row_id:
            self._wanted, self._looked_everywhere = row_id, False
            self._look_for_wanted()

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_LISTED):
            self._model.refresh()
            self._count()
            self._show_chosen()
        if changed.touches(*_CHOSEN_FROM):
            self._read_options()

    # what the page is made of

    def _make_list(self) -> None:
        bus = self._bus
        self._chips = ChipRow()
        for only, words in _filter_words().items():
            if only is not ActionFilter.MINE or bus.desk.me:
                self._chips.add(only.value, words)
        self._chips.turn_on([ActionFilter.OPEN])
        self._quick = QuickAdd(bus)
        self._model: RowModel[ActionRow] = RowModel(
            columns(bus.today), self._load, bus.tasks, sort=Sort("due"), parent=self
        )
        self._empty = EmptyState("actions", "")
        self._list = RowTable(self._model, self._empty, _("Actions"))
        self._list.setObjectName("actionList")
        self._find = FindBox(_("Filter by words or owner"), self._list)
        self._find.searched.connect(lambda _words: self._list_again())
        self._chips.changed.connect(self._chip_pressed)
        self._quick.added.connect(self._was_added)
        self._model.failed.connect(bus.failed)
        self._model.loaded.connect(self._listed)
        self._list.chosen.connect(lambda _id: self._show_chosen())
        self._list.opened.connect(lambda _id: self._split.show_detail())
        self._list.view.selectionModel().selectionChanged.connect(lambda *_ranges: self._follow())

    def _make_detail(self) -> None:
        self.commands.add(*action_commands(), scope=self)
        self._detail = ActionDetail(self.commands, self._bus.today)
        self._detail.opens_meeting.connect(lambda key: self._bus.goto.emit("meetings", key))
        self._nothing, self._choose = Card(), EmptyState("actions", _("Choose an action to see it whole."))
        self._nothing.add(self._choose, 1)

    def _lay_out(self) -> None:
        self._bulk = BulkCard(self.commands)
        self._right = QStackedWidget()
        for card in (self._nothing, self._detail, self._bulk):
            self._right.addWidget(card)
        self._split = Split(self._list, self._right, (57, 43))
        row = QHBoxLayout()
        row.setSpacing(12)
        self._chips.setContentsMargins(0, 4, 0, 0)  # level with the taller line beside them
        row.addWidget(self._chips, 3)
        row.addWidget(self._find, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._quick)
        self.body.addLayout(row)
        self.body.addWidget(self._split, 1)

    # reading

    def _load(self, keys: Sequence[str]) -> Sequence[ActionRow]:
        return self._bus.desk.read(lambda session: actions.rows(session, keys))

    def _only(self) -> ActionFilter:
        on = self._chips.on()
        return ActionFilter(on[0]) if on else ActionFilter.ALL

    def _list_again(self) -> None:
        desk, only, words = self._bus.desk, self._only(), self._find.text()
        today = self._bus.today()

        def query(sort: Sort | None) -> Sequence[str]:
            asked = ActionQuery(
                only, words, sort.key if sort else "due", sort.descending if sort else False, me=desk.me
            )
            return desk.read(lambda session: actions.ids(session, asked, today))

        self._model.show(query)

    def _count(self) -> None:
        today, me = self._bus.today(), self._bus.desk.me
        self._bus.read(self, lambda session: actions.counts(session, today, me), self._show_counts)

    def _show_counts(self, counts: dict[ActionFilter, int]) -> None:
        for only, count in counts.items():
            if only is not ActionFilter.MINE or self._bus.desk.me:
                self._chips.chip(only.value).show_count(count)
        self._say_empty(counts[ActionFilter.ALL] == 0)

    def _say_empty(self, is_new: bool) -> None:
        if is_new:
            self._empty.set_line(_("What people agree to do stands here. Type the first one into the line above."))
        else:
            self._empty.set_line(_("No action fits this filter."))

    def _read_options(self) -> None:
        def show(found: Options) -> None:
            self._detail.set_options(found)

        self._bus.read(self, options, show)

    def _show_chosen(self) -> None:
        """Read the current action; an older question that was not answered yet is dropped."""
        if self._stop_reading:
            self._stop_reading()
            self._stop_reading = None
        key = self._list.current_id()
        if not key:
            self._doing.put_away()
            self._follow()
            return

        def job(session: Session) -> ActionCard | None:
            try:
                return actions.card(session, key)
            except Refused:  # it went while it was asked for: the list will know in a moment
                return None

        self._stop_reading = self._bus.read(self, job, self._show_card)

    def _show_card(self, card: ActionCard | None) -> None:
        if card is None:
            return
        if self._detail.card is None or self._detail.card.row.id != card.row.id:
            self._doing.put_away()
        self._detail.show_card(card)
        self._follow()

    def _follow(self) -> None:
        """Show what belongs beside the list: nothing, one action, or how many are marked."""
        count = len(self._list.selected_ids())
        card = self._detail.card if self._list.current_id() else None
        if count > 1:
            self._bulk.show_count(count)
        self._choose.setVisible(self._model.rowCount() > 0)
        self._right.setCurrentWidget(self._bulk if count > 1 else self._detail if card else self._nothing)
        self._doing.follow(card, count)
        if self.isVisible():  # "bin" is the whole window's
            self.commands.enable("bin", count > 0)

    # what the person does

    def _chip_pressed(self, name: str) -> None:
        if not name:
            self._chips.turn_on([ActionFilter.ALL])
        self._list_again()

    def _start_adding(self) -> None:
        self._quick.line.setFocus()

    def _was_added(self, action_id: str) -> None:
        if self._only() not in (ActionFilter.OPEN, ActionFilter.ALL) or self._find.text():
            self._show_all(ActionFilter.OPEN)
        self._list.select(action_id)

    def _show_all(self, only: ActionFilter) -> None:
        self._chips.turn_on([only])
        self._find.clear()
        self._list_again()

    def _listed(self) -> None:
        if self._wanted:
            self._look_for_wanted()
        elif not self._model.rowCount():
            self._follow()
        elif not self._list.current_id():
            self._list.select(self._model.id_at(0))

    def _look_for_wanted(self) -> None:
        """Go to the action that was asked for, through a wider filter when this one hides it."""
        if not self._model.was_loaded:
            return
        if self._model.row_of(self._wanted) >= 0:
            self._list.select(self._wanted)
            self._split.show_detail()
            self._wanted = ""
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
