"""The board: what is open, waited for, done lately and dropped, side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.core.words import ActionStatus
from villagedesk.records.actions import ActionChoices, ActionFilter, ActionRow, Lane
from villagedesk.services import actionchoices, actions, actionsteps
from villagedesk.services.actions import ActionQuery
from villagedesk.services.desk import Session, Work
from villagedesk.ui import begin
from villagedesk.ui.actions import asked
from villagedesk.ui.actions.asked import Answer
from villagedesk.ui.actions.lanes import LaneList
from villagedesk.ui.actions.narrowing import Narrowing
from villagedesk.ui.announce import announce
from villagedesk.ui.asking import AskingRoom, Step
from villagedesk.ui.bus import Bus
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.commands import Commands
from villagedesk.ui.filterbar import FilterBar
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.labels import soft
from villagedesk.ui.theme import current
from villagedesk.ui.view import View

_LISTED = ("action", "due_date", "person", "organization", "meeting", "co_owner", "goal_link")
_CHOSEN_FROM = ("person", "organization", "meeting", "goal")
_NARROWEST, _LOWEST = 200, 320  # pixels at 100% of a column


class BoardView(View):
    """Cards are dragged, or moved with Ctrl and the arrows; Enter opens one in the log."""

    def __init__(self, bus: Bus, commands: Commands) -> None:  # noqa: ARG002 - as every view is built
        super().__init__()
        self._bus = bus
        self._stop_reading: Callable[[], None] | None = None
        self._found: dict[Lane, list[str]] = {}
        self._asking = AskingRoom(bus, self.take_focus)
        self.lanes = {lane: self._lane(lane, words) for lane, words in _lane_words().items()}
        self._last = self.lanes[Lane.OPEN]
        self._chips = ChipRow()
        for only, words in _filter_words().items():
            if only is not ActionFilter.MINE or bus.desk.me is not None:
                self._chips.add(only.value, words)
        self._chips.turn_on([ActionFilter.ALL])
        self._chips.changed.connect(self._chip_pressed)
        self._finder, self._narrowing = FindBox(_("Filter by words or owner"), self), Narrowing(bus)
        self._finder.searched.connect(lambda _words: self._ask())
        self._narrowing.changed.connect(lambda: self._ask())
        self._lay_out()
        self._ask()
        self._read_choices()

    def look_for(self, row_id: str) -> None:
        """Make a card the current one, in whichever column it is."""
        lane = next((lane for lane in self.lanes.values() if lane.model.row_of(row_id) >= 0), None)
        if lane:
            self._go_to(lane, row_id, Qt.FocusReason.OtherFocusReason)

    def begin_new(self, given: str = "") -> None:  # noqa: ARG002
        """A new one is typed into the line of the log."""
        self.went.emit("actions", begin.action())

    def find_in_list(self) -> None:
        self._finder.start()

    def take_focus(self) -> None:
        self._last.setFocus(Qt.FocusReason.OtherFocusReason)

    def bin(self) -> None:
        keys = self._last.cards.selected_ids()
        if keys:
            self._bus.do(
                self, _("Move to the bin"), lambda work: actionsteps.bin_several(work, keys), say=_("Moved to the bin")
            )

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_LISTED):
            self._ask(anew=False)
        if changed.touches(*_CHOSEN_FROM):
            self._read_choices()

    def _lane(self, lane: Lane, words: str) -> LaneList:
        made = LaneList(lane, words, self._bus.tasks, self._bus.today, self._load)
        made.moved.connect(lambda keys, to: self.bring(keys, Lane(to)))
        made.walked.connect(partial(self._walk, lane))
        made.opened.connect(lambda key: self.went.emit("actions", key))
        made.entered.connect(lambda: self._came_to(made))
        made.cards.view.selectionModel().selectionChanged.connect(lambda *_ranges: self._marked_in(made))
        made.model.failed.connect(self._bus.failed)
        return made

    def _load(self, keys: Sequence[str]) -> Sequence[ActionRow]:
        return self._bus.desk.read(lambda session: actions.rows(session, keys))

    def _ask(self, *, anew: bool = True) -> None:
        """Ask what every column has, in one go; `anew` it is another question than before."""
        if self._stop_reading:
            self._stop_reading()
        on, (narrow, key), today = self._chips.on(), self._narrowing.narrow(), self._bus.today()
        only = ActionFilter(on[0]) if on else ActionFilter.ALL
        query = ActionQuery(only, self._finder.text(), me=self._bus.desk.me, narrow=narrow, key=key)

        def show(found: dict[Lane, list[str]]) -> None:
            self._found = found
            for lane, shown in self.lanes.items():
                if anew:
                    shown.model.show(lambda _sort, lane=lane: self._found[lane])  # type: ignore[misc]
                else:
                    shown.model.refresh()

        self._stop_reading = self._bus.read(self, lambda session: actions.board(session, query, today), show)

    def bring(self, keys: tuple[str, ...], to: Lane) -> None:
        """Bring cards into another column; what is dropped asks why, what is to wait for what."""
        label, say = _move_words()[to]
        if to in (Lane.DROPPED, Lane.WAITING):
            texts = ["".join(lane.text_of(key) for lane in self.lanes.values()) for key in keys]
            strip = asked.dropping(texts) if to is Lane.DROPPED else asked.waiting(texts)
            step = Step("drop_action" if to is Lane.DROPPED else "wait_action", keys[0], label, say)

            def change(answer: Answer) -> Callable[[Work], object]:
                return lambda work: actionsteps.set_status_of(work, keys, ActionStatus(to.value), answer.reason)

            self._asking.ask(strip, step, change, lambda: self._follow(keys[0], to))
            return

        def job(work: Work) -> None:
            actionsteps.set_status_of(work, keys, ActionStatus(to.value))

        self._bus.do(self, label, job, lambda _none: self._follow(keys[0], to), say=say)

    def _follow(self, key: str, to: Lane) -> None:
        """The card that was moved keeps the focus, in its new column."""
        lane = self.lanes[to]
        self._moving.ensureWidgetVisible(lane, 0, 0)
        self._go_to(lane, key, Qt.FocusReason.OtherFocusReason)
        announce(lane.cards.view, _lane_words()[to])

    def _walk(self, lane: Lane, step: int) -> None:
        """To the card beside it, in the next column that has any."""
        lanes = list(self.lanes)
        number = lanes.index(lane) + step
        row = max(0, self.lanes[lane].cards.view.currentIndex().row())
        while 0 <= number < len(lanes):
            there = self.lanes[lanes[number]]
            if count := there.model.rowCount():
                self._moving.ensureWidgetVisible(there, 0, 0)
                self._go_to(there, there.model.id_at(min(row, count - 1)), Qt.FocusReason.TabFocusReason)
                return
            number += step

    def _go_to(self, lane: LaneList, key: str, reason: Qt.FocusReason) -> None:
        self._last = lane
        lane.cards.select(key)
        lane.setFocus(reason)

    def _came_to(self, lane: LaneList) -> None:
        self._last = lane

    def _marked_in(self, lane: LaneList) -> None:
        """One column at a time has what is marked: the one that was gone to last."""
        if not lane.cards.view.selectionModel().hasSelection():
            return
        for other in self.lanes.values():
            if other is not self._last:
                other.cards.view.clearSelection()

    def _chip_pressed(self, name: str) -> None:
        if not name:
            self._chips.turn_on([ActionFilter.ALL])
        self._ask()

    def _read_choices(self) -> None:
        today = self._bus.today()

        def job(session: Session) -> ActionChoices:
            return actionchoices.choices(session, today)

        self._bus.read(self, job, self._narrowing.offer)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for lane in self.lanes.values():
            row.addWidget(lane, 1)
        self._inside = QWidget()
        self._inside.setLayout(row)
        moving = self._moving = QScrollArea()
        moving.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the page scrolls, and each column
        moving.setFrameShape(QFrame.Shape.NoFrame)
        moving.setWidgetResizable(True)
        moving.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        moving.setWidget(self._inside)
        moving.setObjectName("boardScroll")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(FilterBar(self._chips, self._finder))
        column.addWidget(self._narrowing)
        column.addLayout(self._asking)
        column.addWidget(moving, 1)
        column.addWidget(soft(_("Drag a card, or move it with Ctrl and the arrows. Enter opens it.")))
        current().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        for lane in self.lanes.values():
            lane.setMinimumSize(current().px(_NARROWEST), current().px(_LOWEST))
        self._moving.setMinimumHeight(current().px(_LOWEST) + self._moving.horizontalScrollBar().sizeHint().height())


def _lane_words() -> dict[Lane, str]:
    return {
        Lane.OPEN: _("Open"),
        Lane.WAITING: _("Waiting"),
        Lane.DONE: _("Done lately"),
        Lane.DROPPED: _("Dropped"),
    }


def _move_words() -> dict[Lane, tuple[str, str]]:
    return {
        Lane.OPEN: (_("Open again"), _("Opened again")),
        Lane.WAITING: (_("Mark as waiting"), _("Marked as waiting")),
        Lane.DONE: (_("Mark as done"), _("Marked as done")),
        Lane.DROPPED: (_("Drop action"), _("Action dropped")),
    }


def _filter_words() -> dict[ActionFilter, str]:
    return {
        ActionFilter.ALL: _("All"),
        ActionFilter.MINE: _("Mine"),
        ActionFilter.OURS: _("Ours"),
        ActionFilter.THEIRS: _("The council's"),
    }
