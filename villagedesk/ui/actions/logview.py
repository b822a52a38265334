"""The view of the log: one line to add by, the filters over the list, the detail beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from villagedesk.core.audience import Audience
from villagedesk.core.changes import Changed
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.actions import ActionCard, ChaseDraft
from villagedesk.services import actions, chasing, todos
from villagedesk.services.desk import Session
from villagedesk.ui import begin
from villagedesk.ui.actions.bulk import BulkCard
from villagedesk.ui.actions.chasing import Chasing
from villagedesk.ui.actions.detail import ActionDetail
from villagedesk.ui.actions.doing import Doing, action_commands
from villagedesk.ui.actions.fields import Options, options
from villagedesk.ui.actions.log import Log
from villagedesk.ui.actions.quickadd import QuickAdd
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.card import Card
from villagedesk.ui.commands import Commands
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.saving import save_as
from villagedesk.ui.split import Split
from villagedesk.ui.view import View

_LISTED = (
    "action", "due_date", "state_change", "person", "organization", "meeting", "agenda_item", "decision", "co_owner",
    "carried_forward", "progress_note", "attachment", "document", "interaction", "goal_link",
)  # fmt: skip
_CHOSEN_FROM = ("person", "organization", "audience_name", "community_group", "meeting", "goal")


class LogView(View):
    """What was agreed, by whom, by when, and whether it happened."""

    main = "add_action"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__()
        self._bus, self.commands = bus, commands
        self._stop_reading: Callable[[], None] | None = None
        commands.add(*action_commands(), scope=self)
        self._quick, self._log = QuickAdd(bus), Log(bus, self)
        self._bulk, self._nothing = BulkCard(bus, commands), Card()
        self._options: Options | None = None
        self._choose = EmptyState("actions", _("Choose an action to see it whole."))
        self._nothing.add(self._choose, 1)
        self._doing = Doing(self, bus, commands, self._log.table.selected_ids, self._bulk)
        self._chasing: Chasing | None = None
        self._lay_out()
        self._connect()
        self._read_options()

    def look_for(self, row_id: str) -> None:
        if begin.is_action(row_id):
            self.begin_new()
        else:
            self._log.look_for(row_id)

    def begin_new(self, _given: str = "") -> None:
        self._quick.line.setFocus()

    def find_in_list(self) -> None:
        self._split.show_list()
        self._log.finder.start()

    def bin(self) -> None:
        self._doing.bin()

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_LISTED):
            self._log.refresh()
            self._show_chosen()
        if changed.touches(*_CHOSEN_FROM):
            self._read_options()

    @cached_property
    def _detail(self) -> ActionDetail:
        """The current action whole; built when it is first wanted."""
        detail = ActionDetail(self._bus, self.commands)
        detail.went.connect(self.went)
        if self._options:
            detail.set_options(self._options)
        self._doing.take_in(detail)
        self._right.addWidget(detail)
        return detail

    def build_more(self) -> bool:
        if is_missing := not self._has_detail():
            self._detail  # noqa: B018 -- a look at it builds it
        return is_missing

    def _has_detail(self) -> bool:
        return "_detail" in vars(self)

    def _lay_out(self) -> None:
        self._right = QStackedWidget()
        self._split = Split(self._log.table, self._right, (58, 42), above=self._log.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._quick)
        column.addWidget(self._split, 1)
        for card in (self._nothing, self._bulk):
            self._right.addWidget(card)

    def _connect(self) -> None:
        log = self._log
        self.setFocusProxy(log.table)
        self._quick.added.connect(log.show_new)
        self._doing.chases.connect(self._chase)
        self.commands.connect("action_export", self._export)
        self._log.narrowing.add(CommandButton(self.commands.action("action_export"), "quiet"))
        log.found.connect(self._split.show_detail)
        log.table.opened.connect(lambda _id: self._split.show_detail())
        log.table.chosen.connect(lambda _id: self._show_chosen())
        log.table.view.selectionModel().selectionChanged.connect(lambda *_ranges: self.follow())
        log.model.loaded.connect(self.follow)

    def _read_options(self) -> None:
        today = self._bus.today()
        self._bus.read(self, lambda session: options(session, today), self._offer)

    def _offer(self, found: Options) -> None:
        self._options = self._doing.options = found
        self._log.narrowing.offer(found.choices)
        if self._has_detail():
            self._detail.set_options(found)

    def _show_chosen(self) -> None:
        """Read the current action; an older question that was not answered yet is dropped."""
        if self._stop_reading:
            self._stop_reading()
            self._stop_reading = None
        key = self._log.table.current_id()
        if not key:
            if self._has_detail():
                self._doing.put_away()
            self.follow()
            return

        self._stop_reading = self._bus.look(self, lambda session: actions.card(session, key), self._show_card)

    def _show_card(self, card: ActionCard) -> None:
        if self._chasing and card.row.id != self._chasing.about:
            self._end_chase()
        if self._detail.card is None or self._detail.card.row.id != card.row.id:
            self._doing.put_away()
        self._detail.show_card(card)
        self.follow()

    def _chase(self, action_id: str) -> None:
        """Write to whoever has this, instead of showing it; why not is said where there is nobody to write to."""
        today, me = self._bus.today(), self._bus.desk.me

        def begin(session: Session) -> ChaseDraft | Refused:
            try:
                return chasing.begin(session, action_id, today, me)
            except Refused as no:
                return no

        def show(begun: ChaseDraft | Refused) -> None:
            if isinstance(begun, Refused):
                self._bus.said.emit(begun.message, None)
                return
            self._end_chase()
            sheet = self._chasing = Chasing(self._bus, begun, action_id)
            sheet.finished.connect(self._end_chase)
            sheet.went.connect(self.went)
            self._right.addWidget(sheet)
            self._right.setCurrentWidget(sheet)
            self._split.show_detail()
            sheet.start()

        self._bus.read(self, begin, show)

    def _end_chase(self) -> None:
        sheet, self._chasing = self._chasing, None
        if sheet:
            self._right.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
            self.follow()

    def _export(self) -> None:
        """Save every action as tasks for another program, as the committee may see them."""
        desk, today = self._bus.desk, self._bus.today()

        def make() -> bytes:
            return desk.read(lambda s: todos.of_actions(s, Audience.COMMITTEE, desk.clock.now(), today)).data

        save_as(self, self._bus, _("Save the actions as tasks"), todos.file_name(today), make)

    def follow(self) -> None:
        """Show what belongs beside the list: nothing, one action, or how many are marked."""
        if self._chasing:
            return
        count = len(self._log.table.selected_ids())
        card = self._detail.card if self._has_detail() and self._log.table.current_id() else None
        if count > 1:
            self._bulk.show_count(count)
        self._choose.setVisible(self._log.model.rowCount() > 0)
        self._right.setCurrentWidget(self._bulk if count > 1 else self._detail if card else self._nothing)
        self._doing.follow(card, count)
        if self.isVisible():  # "bin" is the whole window's
            self.commands.enable("bin", count > 0)
