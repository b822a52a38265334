"""The items of an agenda in order, to be walked through, moved and dropped on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_duration, show_time
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.meetings import ItemCard
from villagedesk.services import group
from villagedesk.ui.meetings.words import involvements, item_kinds
from villagedesk.ui.rowdelegate import row_height
from villagedesk.ui.scroll import bring_into_view
from villagedesk.ui.theme import current

_AROUND = 12  # pixels above and below what stands under an item
_ITEM, _SECOND = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class ItemList(QListWidget):
    """Items in their order; Alt+Up, Alt+Down and dragging move them. `moved` says to which place, from 1.

    `looked_at` is a click, `opened` Enter or a double click, `put_away` Escape, `menu_asked` a right click and where.
    `dropped` carries the item that files were dropped on, and their paths, when `takes_files`.
    """

    moved = Signal(str, int)
    looked_at = Signal(str)
    opened = Signal(str)
    put_away = Signal()
    menu_asked = Signal(QPoint)
    dropped = Signal(str, list)

    def __init__(self, *, takes_files: bool = False) -> None:
        super().__init__()
        self._takes_files = takes_files
        self._audience: Audience | None = None
        self._shown: tuple[ItemCard, ...] | None = None
        self._under: QWidget | None = None
        self._under_id = ""
        self.setObjectName("items")
        self.setAccessibleName(_("Agenda items"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_ItemDelegate(self))
        self.is_filling = False
        self.model().rowsMoved.connect(self._was_moved)
        self.itemClicked.connect(lambda item: self.looked_at.emit(item.data(_ITEM).id))
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(_ITEM).id))
        current().changed.connect(self._fit)

    def show_items(self, items: Sequence[ItemCard], audience: Audience | None = None) -> None:
        """Show these; the same item stays the current one. One for another audience than `audience` says so."""
        if self._shown == tuple(items) and self._audience is audience:
            return
        self._shown, self._audience = tuple(items), audience
        at = self.currentRow()
        marked = self.current()
        self.is_filling = True
        self.clear()
        for item in items:
            line = QListWidgetItem(item.title)
            second = _second(item, audience)
            line.setData(_ITEM, item)
            line.setData(_SECOND, second)
            line.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(item, second))
            self.addItem(line)
        ids = [item.id for item in items]
        if marked and marked.id in ids:
            self.setCurrentRow(ids.index(marked.id))
        elif at >= 0:
            self.setCurrentRow(min(at, len(items) - 1))
        self.is_filling = False
        self.setVisible(bool(items))
        self._fit()

    def open_under(self, widget: QWidget, item_id: str) -> None:
        """Make room for a widget under an item, and for nothing with an empty key."""
        if widget.parentWidget() is not self.viewport():
            widget.setParent(self.viewport())
            widget.installEventFilter(self)
        self._under, self._under_id = widget, item_id
        widget.setVisible(bool(item_id))
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
        elif key == Qt.Key.Key_Escape and self._under_id:
            self.put_away.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Of the item under the mouse, or with the menu key of the one that is marked."""
        is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        line = self.currentItem() if is_key else self.itemAt(event.pos())
        if line:
            self.setCurrentItem(line)
            self.menu_asked.emit(self._line_box(line).center() if is_key else event.pos())

    def show_whole(self, item_id: str) -> None:
        """Scroll to an item with what stands under it."""
        line = next((self.item(n) for n in range(self.count()) if self.item(n).data(_ITEM).id == item_id), None)
        if line and self._under:
            bring_into_view(self._under, above=self._line_box(line).height() + _AROUND)

    def _line_box(self, line: QListWidgetItem) -> QRect:
        """Where its words stand, without what stands under them."""
        box = self.visualItemRect(line)
        box.setHeight(row_height(two_lines=True))
        return box

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is self:
            super().dragEnterEvent(event)
        elif self._takes_files and _files(event):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """What is dragged to the edge scrolls the surface that the list is on."""
        position = event.position().toPoint()
        if event.source() is self:
            super().dragMoveEvent(event)
        elif _files(event) and self.itemAt(position):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        area = self.parentWidget()
        while area and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea) and (inside := area.widget()):
            at, margin = self.mapTo(inside, position), row_height(two_lines=True)
            area.ensureVisible(at.x(), at.y(), 0, margin)

    def dropEvent(self, event: QDropEvent) -> None:
        line = self.itemAt(event.position().toPoint())
        if event.source() is self:
            super().dropEvent(event)
        elif line and (paths := _files(event)):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.setCurrentItem(line)
            self.dropped.emit(line.data(_ITEM).id, paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _was_moved(self) -> None:
        item = self.current()
        if item and not self.is_filling:
            self.moved.emit(item.id, self.currentRow() + 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands under an item has become higher or lower."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._under:
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """As high as all items, with the room under one of them."""
        usual, room = row_height(two_lines=True), 0
        width = self.viewport().width()
        for number in range(self.count()):
            line = self.item(number)
            is_over = self._under is not None and line.data(_ITEM).id == self._under_id
            if is_over and self._under:
                layout = self._under.layout()
                room = max(layout.totalHeightForWidth(width) if layout and layout.hasHeightForWidth() else 0,
                           self._under.sizeHint().height()) + _AROUND  # fmt: skip
            wanted = QSize(120, usual + (room if is_over else 0))
            if line.sizeHint() != wanted:
                line.setSizeHint(wanted)
        self.setFixedHeight(self.count() * usual + room + 2)
        if room and self._under:
            self.doItemsLayout()
            above = next(n for n in range(self.count()) if self.item(n).data(_ITEM).id == self._under_id)
            self._under.setGeometry(0, (above + 1) * usual + _AROUND // 2, width, room - _AROUND)


def _files(event: QDropEvent) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]


def _second(item: ItemCard, audience: Audience | None) -> str:
    """ "For decision, Jane Smith, 2 papers, residents choose between options, for the committee only"."""
    parts = [item_kinds()[item.kind], item.presenter]
    if count := len(item.papers):
        parts.append(ngettext("{n} paper", "{n} papers", count).format(n=count))
    if item.involvement:
        stage = involvements()[item.involvement]
        parts.append(_("residents: {stage}").format(stage=stage[:1].lower() + stage[1:]))
    if audience and item.audience is not audience:
        parts.append(_("for: {audience}").format(audience=group.audience_words()[item.audience]))
    return ", ".join(filter(None, parts))


def _spoken(item: ItemCard, second: str) -> str:
    lasts = show_duration(item.minutes) if item.minutes else ""
    return ". ".join(filter(None, (f"{item.label}. {item.title}", second, lasts)))


class _ItemDelegate(QStyledItemDelegate):
    """Number, title over kind and presenter, and at the right when it starts and how long it takes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        size = index.data(Qt.ItemDataRole.SizeHintRole)
        return size if isinstance(size, QSize) else QSize(120, row_height(two_lines=True))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, item, box = current(), index.data(_ITEM), QRect(option.rect)
        box.setHeight(row_height(two_lines=True))  # the rest is room for what stands under it
        view = option.widget
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("selected" if chosen else "hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line"))
        inner = box.adjusted(8, 0, -8, 0)
        number, time_room = theme.px(34), theme.px(84)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        upper = QRect(inner.left(), inner.top() + theme.px(8), inner.width(), painter.fontMetrics().height())
        painter.setFont(theme.font())
        upper.setHeight(painter.fontMetrics().height())
        painter.setPen(theme.colour("soft"))
        painter.drawText(upper, left, item.label)
        painter.setPen(theme.colour("text"))
        words = upper.adjusted(number, 0, -time_room, 0)
        metrics = painter.fontMetrics()
        painter.drawText(words, left, metrics.elidedText(item.title, Qt.TextElideMode.ElideRight, words.width()))
        if item.minutes:
            painter.drawText(upper, right, ngettext("{n} min", "{n} min", item.minutes).format(n=item.minutes))
        painter.setFont(theme.font("second"))
        painter.setPen(theme.colour("soft"))
        lower = QRect(upper.left(), upper.bottom() + 3, upper.width(), painter.fontMetrics().height())
        second = index.data(_SECOND)
        words = lower.adjusted(number, 0, -time_room, 0)
        painter.drawText(
            words, left, painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, words.width())
        )
        if item.starts:
            painter.drawText(lower, right, show_time(item.starts))
        if view.hasFocus() and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 5, 5)
