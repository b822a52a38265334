"""The agenda of a meeting that is planned: typed line by line, put in order, timed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from villagedesk.core.dates import show_duration, show_time
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.meetings import ItemCard, ItemDraft, MeetingCard
from villagedesk.records.people import Choice
from villagedesk.services import agendas, meetings
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.keeper import Drafting, TypedBox
from villagedesk.ui.labels import Label, soft, strong
from villagedesk.ui.meetings.item import ItemForm
from villagedesk.ui.meetings.words import item_kinds
from villagedesk.ui.rowdelegate import row_height
from villagedesk.ui.scroll import bring_into_view
from villagedesk.ui.textboxes import LineBox
from villagedesk.ui.theme import current

_TIMED = re.compile(r"(?P<title>.+?)[,\s]+(?P<minutes>\d{1,3})\s*(?:m|min|mins|minutes)\.?", re.I)
_ITEM = Qt.ItemDataRole.UserRole


def as_draft(typed: str) -> ItemDraft:
    """ "Mill Lane crossing 20 min" is an item of 20 minutes."""
    if found := _TIMED.fullmatch(typed.strip()):
        return ItemDraft(found["title"], minutes=int(found["minutes"]))
    return ItemDraft(typed)


class Agenda(QWidget):
    """The items, and under them a line for the next."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self.setObjectName("agenda")
        self._bus = bus
        self._meeting: MeetingCard | None = None
        self._total, self._over = soft(wrap=False), Badge()
        self._over.setObjectName("agendaOver")
        self.list = ItemList()
        self.list.moved.connect(self._move)
        self.list.opened.connect(self.edit)
        self.list.currentRowChanged.connect(self._follow)
        self.form = ItemForm(bus)
        self.form.ended.connect(self._end_edit)
        self._new = LineBox()
        self._new.setObjectName("newItem")
        self._new.setAccessibleName(_("New item"))
        self._new.setPlaceholderText(_("Add an item, such as “Mill Lane crossing 20 min”"))
        self._new.returnPressed.connect(self._add)
        self._typed = TypedBox(self._new)
        self._drafting = Drafting(bus, "new_item", self._typed, self._new)
        self._error = Label(role="error", wrap=True)
        self._error.hide()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(strong(_("Agenda")))
        head.addWidget(self._over)
        head.addStretch(1)
        head.addWidget(self._total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for widget in (self.list, self.form, self._new, self._typed.note, self._error):
            column.addWidget(widget)
        self.form.hide()

    def offer(self, people: Sequence[Choice]) -> None:
        """Who may present an item."""
        self.form.offer(people)

    def take_focus(self) -> None:
        """Go to the line for the next item."""
        self._new.setFocus()

    def show_meeting(self, meeting: MeetingCard) -> None:
        """Show the agenda of a meeting."""
        if self._meeting is None or self._meeting.id != meeting.id:
            self._end_form()
            self._drafting.start(meeting.id)
            self._typed.load("")
        self._meeting = meeting
        self.list.show_items(meeting.items)
        end = agendas.expected_end(meeting)
        said = [show_duration(meeting.planned_minutes)] if meeting.planned_minutes else []
        if end and meeting.planned_minutes:
            said.append(_("to {time}").format(time=show_time(end)))
        if self._new.hasFocus():
            bring_into_view(self._new)
        self._total.setText(", ".join(said))
        over = _minutes_over(meeting)
        self._over.say(ngettext("{n} minute over", "{n} minutes over", over).format(n=over) if over > 0 else "", "soon")
        self.form.show_item(next((item for item in meeting.items if item.id == self.form.item_id), None))

    def edit(self, item_id: str) -> None:
        """Open the small form of an item."""
        item = next((item for item in self._meeting.items if item.id == item_id), None) if self._meeting else None
        if item and self._meeting:
            self.form.start(self._meeting.id, item)
            bring_into_view(self.form)

    def remove_current(self) -> None:
        """Take the item that is marked off the agenda."""
        if item := self.list.current():
            self._bus.do(
                self, _("Take an item off the agenda"), lambda work: meetings.remove_item(work, item.id),
                refused=self._refused, say=_("Taken off the agenda"),
            )  # fmt: skip

    def _add(self) -> None:
        typed, meeting = self._new.text(), self._meeting
        if not typed.strip() or meeting is None:
            return
        self._error.hide()
        self._drafting.do(
            _("Add an item"),
            lambda work: meetings.add_item(work, meeting.id, as_draft(typed), before_usual_end=True),
            refused=self._refused,
        )
        self._typed.load("")  # unlike clear(), so that Ctrl+Z takes back the item and not the emptying

    def _move(self, item_id: str, to: int) -> None:
        self._bus.do(self, _("Move an item"), lambda work: meetings.move_item(work, item_id, to))

    def _refused(self, error: Refused) -> None:
        self._error.setText(error.message)
        self._error.show()

    def _follow(self, _row: int) -> None:
        """The form that is open shows the item that is marked."""
        item = self.list.current()
        if (
            item
            and self._meeting
            and not self.list.is_filling
            and self.form.isVisible()
            and item.id != self.form.item_id
        ):
            self.form.start(self._meeting.id, item, focus=False)

    def _end_edit(self) -> None:
        self._end_form()
        self.list.setFocus()

    def _end_form(self) -> None:
        self.form.item_id = ""
        self.form.hide()


def _minutes_over(meeting: MeetingCard) -> int:
    """By how much the agenda is longer than the meeting; 0 where nobody can say."""
    if meeting.start_at is None or meeting.end_at is None:
        return 0
    room = (meeting.end_at.hour - meeting.start_at.hour) * 60 + meeting.end_at.minute - meeting.start_at.minute
    return max(0, meeting.planned_minutes - room)


class ItemList(QListWidget):
    """Items in their order; Alt+Up, Alt+Down and dragging move them. `moved` says to which place, from 1."""

    moved = Signal(str, int)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("items")
        self.setAccessibleName(_("Agenda items"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_ItemDelegate(self))
        self.is_filling = False
        self.model().rowsMoved.connect(self._was_moved)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(_ITEM).id))
        current().changed.connect(self._fit)

    def show_items(self, items: Sequence[ItemCard]) -> None:
        """Show these; the same item stays the current one."""
        at = self.currentRow()
        marked = self.current()
        self.is_filling = True
        self.clear()
        for item in items:
            line = QListWidgetItem(item.title)
            line.setData(_ITEM, item)
            line.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(item))
            self.addItem(line)
        ids = [item.id for item in items]
        if marked and marked.id in ids:
            self.setCurrentRow(ids.index(marked.id))
        elif at >= 0:
            self.setCurrentRow(min(at, len(items) - 1))
        self.is_filling = False
        self.setVisible(bool(items))
        self._fit()

    def current(self) -> ItemCard | None:
        """The item that is marked."""
        line = self.currentItem()
        found = line.data(_ITEM) if line else None
        return found if isinstance(found, ItemCard) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        item, key = self.current(), event.key()
        if item and key in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            to = self.currentRow() + 1 + steps[Qt.Key(key)]
            if 1 <= to <= self.count():
                self.moved.emit(item.id, to)
        elif item and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(item.id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _was_moved(self) -> None:
        item = self.current()
        if item and not self.is_filling:
            self.moved.emit(item.id, self.currentRow() + 1)

    def _fit(self) -> None:
        self.setFixedHeight(self.count() * row_height(two_lines=True) + 2)


def _spoken(item: ItemCard) -> str:
    parts = [f"{item.number}. {item.title}", item_kinds()[item.kind], item.presenter]
    if item.minutes:
        parts.append(show_duration(item.minutes))
    return ". ".join(filter(None, parts))


class _ItemDelegate(QStyledItemDelegate):
    """Number, title over kind and presenter, and at the right when it starts and how long it takes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        return QSize(120, row_height(two_lines=True))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, item, box = current(), index.data(_ITEM), QRect(option.rect)
        view = option.widget
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("selected" if chosen else "hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line"))
        inner = box.adjusted(8, 0, -8, 0)
        number, time_room = theme.px(28), theme.px(84)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        upper = QRect(inner.left(), inner.top() + theme.px(8), inner.width(), painter.fontMetrics().height())
        painter.setFont(theme.font())
        upper.setHeight(painter.fontMetrics().height())
        painter.setPen(theme.colour("soft"))
        painter.drawText(upper, left, str(item.number))
        painter.setPen(theme.colour("text"))
        words = upper.adjusted(number, 0, -time_room, 0)
        metrics = painter.fontMetrics()
        painter.drawText(words, left, metrics.elidedText(item.title, Qt.TextElideMode.ElideRight, words.width()))
        if item.minutes:
            painter.drawText(upper, right, ngettext("{n} min", "{n} min", item.minutes).format(n=item.minutes))
        painter.setFont(theme.font("second"))
        painter.setPen(theme.colour("soft"))
        lower = QRect(upper.left(), upper.bottom() + 3, upper.width(), painter.fontMetrics().height())
        second = ", ".join(filter(None, (item_kinds()[item.kind], item.presenter)))
        words = lower.adjusted(number, 0, -time_room, 0)
        painter.drawText(
            words, left, painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, words.width())
        )
        if item.starts:
            painter.drawText(lower, right, show_time(item.starts))
        if view.hasFocus() and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 5, 5)
