"""The view of review rounds: a list beside the one that is marked, and the form that begins one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _
from villagedesk.records.reviews import ReviewCard, ReviewRow
from villagedesk.services import reviews
from villagedesk.ui.actions.reviews.adding import NewReview
from villagedesk.ui.actions.reviews.detail import ReviewDetail, state_badge
from villagedesk.ui.actions.reviews.doing import Doing, review_commands
from villagedesk.ui.attached import dropped
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.card import Card
from villagedesk.ui.commands import Commands
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import Column, RowModel, Sort
from villagedesk.ui.split import Split
from villagedesk.ui.view import View

_TELL = ("review", "review_item", "reviewer", "reply", "proposal", "action", "due_date", "state_change")


class ReviewsView(View):
    """The round that is marked is shown whole."""

    main = "review_new"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__()
        self._bus, self._wanted = bus, ""
        self._stop_reading: Callable[[], None] | None = None
        commands.add(*review_commands(), scope=self)
        commands.connect("review_new", self.begin_new)
        self._model: RowModel[ReviewRow] = RowModel(
            _columns(bus), self._load, bus.tasks, sort=Sort("made", True), parent=self
        )
        line = _("Send the action log to those who never open this program, and take in what they say.")
        empty = EmptyState("actions", line, CommandButton(commands.action("review_new")))
        self.list = CardList(self._model, empty, _("Reviews"), chooses_first=True)
        self.list.setObjectName("reviews")
        self._side = QStackedWidget()
        self._nothing, self.detail, self.adding = Card(), ReviewDetail(bus, commands), NewReview(bus)
        for widget in (self._nothing, self.detail, self.adding):
            self._side.addWidget(widget)
        self._split = Split(self.list, self._side, (34, 66))
        self._doing = Doing(self, bus, commands, self.detail, self._split.show_detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split)
        self._connect()
        self.setFocusProxy(self.list)
        self.setAcceptDrops(True)
        desk = bus.desk
        self._model.show(lambda sort: desk.read(lambda session: reviews.ids(session, sort.key if sort else "made")))

    def _connect(self) -> None:
        self.adding.added.connect(self._added)
        self.adding.ended.connect(self._show_marked)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _id: self._split.show_detail())
        self._model.loaded.connect(self._loaded)
        self._model.failed.connect(self._bus.failed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in dropped(event):
            self._doing.take_in(path)
        event.acceptProposedAction()

    def follow(self) -> None:
        self._doing.follow()

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_TELL):
            self._model.refresh()
            self._read()

    def begin_new(self, _given: str = "") -> None:
        self._side.setCurrentWidget(self.adding)
        self._split.show_detail()
        self.adding.start()
        self._doing.follow()

    def bin(self) -> None:
        keys = self.list.selected_ids()
        if keys and self._side.currentWidget() is not self.adding:
            self._bus.do(
                self, _("Move to the bin"), lambda work: reviews.bin_several(work, keys), say=_("Moved to the bin")
            )

    def look_for(self, row_id: str) -> None:
        self._wanted = row_id
        self._loaded()

    def _load(self, keys: Sequence[str]) -> Sequence[ReviewRow]:
        return self._bus.desk.read(lambda session: reviews.rows(session, keys))

    def _chosen(self, _id: str) -> None:
        if self._side.currentWidget() is not self.adding:
            self._show_marked()

    def _added(self, review_id: str) -> None:
        self._wanted = review_id
        self._model.refresh()
        self._show_marked()
        self.list.setFocus()

    def _loaded(self) -> None:
        if self._wanted and self._model.row_of(self._wanted) >= 0:
            self.list.select(self._wanted)
            self._wanted = ""

    def _show_marked(self) -> None:
        key = self.list.current_id()
        if not key:
            self._side.setCurrentWidget(self._nothing)
        elif self.detail.record and self.detail.record.row.id == key:
            self._side.setCurrentWidget(self.detail)
        self._read()
        self._doing.follow()

    def _read(self) -> None:
        if self._stop_reading:
            self._stop_reading()
            self._stop_reading = None
        if key := self.list.current_id():
            self._stop_reading = self._bus.read(self, lambda session: reviews.found(session, key), self._show)

    def _show(self, found: ReviewCard | None) -> None:
        if found is None:
            return
        self.detail.show_review(found)
        if self._side.currentWidget() is not self.adding:
            self._side.setCurrentWidget(self.detail)
        self._doing.follow()


def _columns(bus: Bus) -> list[Column[ReviewRow]]:
    return [
        Column(
            _("Review"),
            lambda row: row.title,
            second=_second,
            badge=lambda row: state_badge(row, bus.today()),
        )
    ]


def _second(row: ReviewRow) -> str:
    told = [show_date_short(row.made_on)]
    if row.asked:
        told.append(_("{n} of {total} have replied").format(n=row.replied, total=row.asked))
    return ", ".join(told)
