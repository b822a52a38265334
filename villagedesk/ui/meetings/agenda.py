"""An agenda, typed line by line, put in order, timed: of a meeting, or the standing one of a series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_duration, show_time
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.meetings import ItemCard, ItemDraft, MeetingCard
from villagedesk.records.people import Choice
from villagedesk.services import agendas
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.keeper import Drafting, TypedBox
from villagedesk.ui.labels import Label, soft, strong
from villagedesk.ui.meetings.item import ItemForm
from villagedesk.ui.meetings.itemlist import ItemList
from villagedesk.ui.meetings.writes import OF_MEETING, OF_SERIES, Writes
from villagedesk.ui.scroll import bring_into_view
from villagedesk.ui.textboxes import LineBox

_ALT = Qt.KeyboardModifier.AltModifier
_TIMED = re.compile(r"(?P<title>.+?)[,\s]+(?P<minutes>\d{1,3})\s*(?:m|min|mins|minutes)\.?", re.I)


def as_draft(typed: str) -> ItemDraft:
    """ "Mill Lane crossing 20 min" is an item of 20 minutes."""
    if found := _TIMED.fullmatch(typed.strip()):
        return ItemDraft(found["title"], minutes=int(found["minutes"]))
    return ItemDraft(typed)


class Agenda(QWidget):
    """The items, and under them a line for the next."""

    def __init__(self, bus: Bus, writes: Writes = OF_MEETING, title: str = "") -> None:
        super().__init__()
        self.setObjectName("agenda")
        self._bus, self._writes, self._owner_id = bus, writes, ""
        self._items, self._total, self._over = tuple[ItemCard, ...](), soft(wrap=False), Badge()
        self._over.setObjectName("agendaOver")
        self.list = ItemList(takes_files=writes is OF_MEETING)
        self.list.moved.connect(self._move)
        self.list.opened.connect(self.edit)
        self.list.looked_at.connect(self._open)
        self.list.put_away.connect(self._end_edit)
        self.list.menu_asked.connect(self._ask_menu)
        self.list.dropped.connect(self._drop)
        self.list.currentRowChanged.connect(self._follow)
        self.form = ItemForm(bus, writes)
        self.form.ended.connect(self._end_edit)
        self.form.moving.connect(self._step)
        self.form.removing.connect(lambda: self._remove(self.form.item_id))
        self._new = LineBox()
        self._new.setObjectName("newStanding" if writes is OF_SERIES else "newItem")
        self._new.setAccessibleName(_("New item"))
        self._new.setPlaceholderText(_("Add an item, such as “Mill Lane crossing 20 min”"))
        self._new.returnPressed.connect(self._add)
        self._typed = TypedBox(self._new)
        self._drafting = Drafting(bus, f"new_{writes.drafts}", self._typed, self._new)
        self._error = Label(role="error", wrap=True)
        self._error.hide()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(strong(title or _("Agenda")))
        head.addWidget(self._over)
        head.addStretch(1)
        head.addWidget(self._total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for widget in (self.list, self._new, self._typed.note, self._error):
            column.addWidget(widget)
        self.list.open_under(self.form, "")

    def offer(self, people: Sequence[Choice]) -> None:
        """Who may present an item."""
        self.form.offer(people)

    def take_focus(self) -> None:
        """Go to the line for the next item."""
        self._new.setFocus()

    def show_meeting(self, meeting: MeetingCard) -> None:
        """Show the agenda of a meeting, with when it ends and by how much that is too late."""
        self.show_items(meeting.id, meeting.items, meeting.audience)
        end = agendas.expected_end(meeting)
        said = [show_duration(meeting.planned_minutes)] if meeting.planned_minutes else []
        if end and meeting.planned_minutes:
            said.append(_("ends {time}").format(time=show_time(end)))
        self._total.setText(", ".join(said))
        over = agendas.minutes_over(meeting)
        self._over.say(ngettext("{n} minute over", "{n} minutes over", over).format(n=over) if over else "", "soon")

    def show_items(self, owner_id: str, items: Sequence[ItemCard], audience: Audience) -> None:
        """Show the items of a meeting or series; those for another audience say so."""
        if owner_id != self._owner_id:
            self._end_form()
            self._drafting.start(owner_id)
            self._typed.load("")
            self._error.hide()
        self._owner_id, self._items = owner_id, tuple(items)
        self.list.show_items(items, audience)
        minutes = sum(item.minutes or 0 for item in items)
        self._total.setText(show_duration(minutes) if minutes else "")
        if self._new.hasFocus():
            bring_into_view(self._new)
        self.form.show_item(next((item for item in items if item.id == self.form.item_id), None))
        self.list.open_under(self.form, self.form.item_id)

    def edit(self, item_id: str) -> None:
        """Open the small form of an item, to be typed in."""
        if self._open(item_id):
            self.form.take_focus()

    def attach(self) -> None:
        """Choose a paper for the item that is marked."""
        if item := self.list.current():
            self.edit(item.id)
            self.form.papers.choose()

    def _open(self, item_id: str) -> bool:
        item = next((item for item in self._items if item.id == item_id), None)
        if item and item_id != self.form.item_id:
            self.form.start(item)
            self.list.open_under(self.form, item_id)
        if item:
            self.list.show_whole(item_id)
        return item is not None

    def _ask_menu(self, at: QPoint) -> None:
        """What the keys do with an item, to be chosen."""
        item = self.list.current()
        if item is None:
            return
        menu, row, last = QMenu(self), self.list.currentRow() + 1, self.list.count()
        menu.setObjectName("itemMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_of_meeting = self._writes is OF_MEETING
        for words, keys, slot, is_there in (
            (_("Change it"), Qt.Key.Key_Return, partial(self.edit, item.id), True),
            (_("Move up"), _ALT | Qt.Key.Key_Up, partial(self._move, item.id, row - 1), row > 1),
            (_("Move down"), _ALT | Qt.Key.Key_Down, partial(self._move, item.id, row + 1), row < last),
            (_("Attach a paper"), None, self.attach, is_of_meeting),
            (_("Park for a later meeting"), None, self.park_current, is_of_meeting),
            (_("Take off the agenda"), Qt.Key.Key_Delete, self.remove_current, True),
        ):
            if is_there:
                shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
                menu.addAction(f"{words}\t{shown}" if shown else words).triggered.connect(slot)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def remove_current(self) -> None:
        """Take the item that is marked off the agenda."""
        if item := self.list.current():
            self._remove(item.id)

    def _remove(self, item_id: str) -> None:
        self._bus.do(
            self, _("Take an item off the agenda"), lambda work: self._writes.remove(work, item_id),
            refused=self._refused, say=_("Taken off the agenda"),
        )  # fmt: skip

    def park_current(self) -> None:
        """Put the item that is marked off until a later meeting."""
        item = self.list.current()
        if item and self._writes is OF_MEETING:
            self._bus.do(
                self, _("Park an item"), lambda work: agendas.park(work, item.id), refused=self._refused,
                say=_("Parked for a later meeting"),
            )  # fmt: skip

    def _add(self) -> None:
        typed, owner_id, add = self._new.text(), self._owner_id, self._writes.add
        if not typed.strip() or not owner_id:
            return
        self._error.hide()
        self._drafting.do(
            _("Add an item"), lambda work: add(work, owner_id, as_draft(typed)), refused=self._refused
        )  # fmt: skip
        self._typed.load("")  # unlike clear(), so that Ctrl+Z takes back the item and not the emptying

    def _move(self, item_id: str, to: int) -> None:
        self._bus.do(self, _("Move an item"), lambda work: self._writes.move(work, item_id, to))

    def _step(self, step: int) -> None:
        """Move the item whose form is open a place up or down."""
        at = next((n for n, item in enumerate(self._items, 1) if item.id == self.form.item_id), 0)
        if at and 1 <= at + step <= len(self._items):
            self._move(self.form.item_id, at + step)

    def _drop(self, item_id: str, paths: list[Path]) -> None:
        self.edit(item_id)
        for path in paths:
            self.form.papers.attach(path)

    def _refused(self, error: Refused) -> None:
        self._error.setText(error.message)
        self._error.show()

    def _follow(self, _row: int) -> None:
        """The form that is open shows the item that is marked."""
        item = self.list.current()
        if item and not self.list.is_filling and self.form.isVisible() and item.id != self.form.item_id:
            self.form.start(item)
            self.list.open_under(self.form, item.id)

    def _end_edit(self) -> None:
        self._end_form()
        self.list.setFocus()

    def _end_form(self) -> None:
        self.form.keep()
        self.form.item_id = ""
        self.list.open_under(self.form, "")
