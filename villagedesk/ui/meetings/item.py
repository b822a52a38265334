"""The small form of one agenda item."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.meetings import ItemCard, ItemDraft
from villagedesk.records.people import Choice as Person
from villagedesk.services import agendas, group
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet
from villagedesk.ui.count import Count
from villagedesk.ui.editors import Choice, Line, Text
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Keeper
from villagedesk.ui.meetings.papers import Papers
from villagedesk.ui.meetings.words import involvements, item_kinds
from villagedesk.ui.meetings.writes import OF_MEETING, Writes
from villagedesk.ui.pick import Pick


class ItemForm(QFrame):
    """Saves each field as it is left. `ended` is Done or Esc, `moving` one place up (-1) or down, `removing` off it."""

    ended = Signal()
    moving = Signal(int)
    removing = Signal()

    def __init__(self, bus: Bus, writes: Writes) -> None:
        super().__init__()
        self.setProperty("role", "asking")
        self.setObjectName("itemForm")
        self._bus, self._writes = bus, writes
        self._is_of_meeting = writes is OF_MEETING
        self.item_id = ""
        self.form: Form[ItemDraft] = Form(_fields(is_of_meeting=self._is_of_meeting), ItemDraft())
        self.form.left.connect(self._keep)
        self._keeper = Keeper(bus, "agenda_item" if self._is_of_meeting else writes.drafts, self.form)
        self.papers = Papers(bus)
        done, park = quiet(_("Done"), "check"), quiet(_("Park for a later meeting"), "clock")
        done.setObjectName("itemDone")
        done.clicked.connect(self.ended)
        park.setObjectName("parkItem")
        park.clicked.connect(self._park)
        up, down, away = quiet(_("Move up"), "up"), quiet(_("Move down"), "down"), quiet(_("Take off"), "bin")
        for button, name, slot in (
            (up, "itemUp", partial(self.moving.emit, -1)), (down, "itemDown", partial(self.moving.emit, 1)),
            (away, "itemAway", self.removing.emit),
        ):  # fmt: skip
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, slot=slot: slot())
        away.setAccessibleName(_("Take off the agenda"))
        away.setToolTip(_("Take off the agenda"))
        buttons = FlowLayout(spacing=8)
        buttons.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(10)
        column.addWidget(self.form)
        column.addWidget(self.papers)
        column.addLayout(buttons)
        if self._is_of_meeting:
            buttons.addWidget(park)
        else:
            self.papers.hide()
        for button in (up, down, away):
            buttons.addWidget(button)

    def offer(self, people: Sequence[Person]) -> None:
        """Who may present it."""
        pick = self.form.editor("presenter_id")
        assert isinstance(pick, Pick)
        pick.offer(people)

    def take_focus(self) -> None:
        """Go to the title."""
        self.form.editor("title").setFocus()

    def start(self, item: ItemCard) -> None:
        """Be about an item."""
        self.item_id = item.id
        self.form.reset(_draft(item))
        self._keeper.start(item.id)
        if self._is_of_meeting:
            self.papers.show_of(item.id)

    def show_item(self, item: ItemCard | None) -> None:
        """Show what the item says now; None when it is gone."""
        if item is None:
            self.item_id = ""
            return
        self.form.set_value(_draft(item))
        if self._is_of_meeting:
            self.papers.show_of(item.id)

    def keep(self) -> None:
        """Save what was typed and not left yet."""
        if self.item_id and self.form.is_dirty():
            self._keep("title")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        event.accept()  # nothing that is typed here is for the list behind it

    def _park(self) -> None:
        item_id = self.item_id
        self._bus.do(
            self, _("Park an item"), lambda work: agendas.park(work, item_id), lambda _key: self.ended.emit(),
            lambda error: self.form.show_error("title", error.message), say=_("Parked for a later meeting"),
        )  # fmt: skip

    def _keep(self, name: str) -> None:
        item_id, edit = self.item_id, self._writes.edit

        def keep(work: Work, changes: dict[str, Any]) -> None:
            edit(work, item_id, changes)

        def refused(error: Refused) -> None:
            if self.isVisible():
                self.form.show_error(error.field or name, error.message, focus=False)
            else:
                self._bus.said.emit(error.message, None)

        self._keeper.send(_("Change an item"), keep, refused)


def _fields(*, is_of_meeting: bool) -> list[Field]:
    stages = [(None, _("Not said")), *involvements().items()]
    involved = Field("involvement", _("Residents were involved"), partial(Choice, stages), half=True)
    return [
        Field("title", _("Title"), Line),
        Field("kind", _("What it is for"), partial(Choice, list(item_kinds().items())), half=True),
        Field("minutes", _("Minutes"), partial(Count, "20"), half=True),
        Field("presenter_id", _("Who presents it"), Pick, half=True),
        Field("audience", _("Who may see it"), partial(Choice, list(group.audience_words().items())), half=True),
        *([involved] if is_of_meeting else []),
        Field("note", _("Note"), partial(Text, lines=2)),
    ]


def _draft(item: ItemCard) -> ItemDraft:
    return ItemDraft(
        item.title, item.kind, item.presenter_id, item.minutes, item.note, item.audience, item.involvement
    )  # fmt: skip
