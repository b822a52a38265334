"""The small form of one agenda item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.meetings import ItemCard, ItemDraft
from villagedesk.records.people import Choice as Person
from villagedesk.services import group, meetings
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet
from villagedesk.ui.editors import Choice, Line, Text
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Keeper
from villagedesk.ui.meetings.editors import Count
from villagedesk.ui.meetings.words import item_kinds
from villagedesk.ui.pick import Pick


class ItemForm(QFrame):
    """Saves each field as it is left. `ended` is Done or Esc."""

    ended = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self.setProperty("role", "asking")
        self.setObjectName("itemForm")
        self.item_id, self._meeting_id = "", ""
        audiences = list(group.audience_words().items())
        self.form: Form[ItemDraft] = Form(
            [
                Field("title", _("Title"), Line),
                Field("kind", _("What it is for"), partial(Choice, list(item_kinds().items())), half=True),
                Field("minutes", _("Minutes"), partial(Count, "20"), half=True),
                Field("presenter_id", _("Who presents it"), Pick, half=True),
                Field("audience", _("Who may see it"), partial(Choice, audiences), half=True),
                Field("note", _("Note"), partial(Text, lines=2)),
            ],
            ItemDraft(),
        )
        self.form.left.connect(self._keep)
        self._keeper = Keeper(bus, "agenda_item", self.form)
        done = quiet(_("Done"), "check")
        done.setObjectName("itemDone")
        done.clicked.connect(self.ended)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(10)
        column.addWidget(self.form)
        column.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)

    def offer(self, people: Sequence[Person]) -> None:
        """Who may present it."""
        pick = self.form.editor("presenter_id")
        assert isinstance(pick, Pick)
        pick.offer(people)

    def start(self, meeting_id: str, item: ItemCard, *, focus: bool = True) -> None:
        """Open on an item of a meeting."""
        self.item_id, self._meeting_id = item.id, meeting_id
        self.form.reset(_draft(item))
        self._keeper.start(item.id)
        self.show()
        if focus:
            self.form.editor("title").setFocus()

    def show_item(self, item: ItemCard | None) -> None:
        """Show what the item says now; None when it is gone."""
        if item is None:
            self.item_id = ""
            self.hide()
        else:
            self.form.set_value(_draft(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    def _keep(self, name: str) -> None:
        item_id, meeting_id = self.item_id, self._meeting_id

        def edit(work: Work, changes: dict[str, Any]) -> None:
            items = meetings.card(work.session, meeting_id).items
            stored = next((_draft(item) for item in items if item.id == item_id), ItemDraft())
            meetings.edit_item(work, item_id, replace(stored, **changes))

        def refused(error: Refused) -> None:
            self.form.show_error(error.field or name, error.message, focus=False)

        self._keeper.send(_("Change an item"), edit, refused)


def _draft(item: ItemCard) -> ItemDraft:
    return ItemDraft(item.title, item.kind, item.presenter_id, item.minutes, item.note, item.audience)
