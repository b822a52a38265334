"""A column of the board: its cards, painted; drag them or move them with Ctrl and the arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _
from villagedesk.core.words import ActionStatus
from villagedesk.records.actions import ActionRow, Lane
from villagedesk.ui.actionwords import due_badge, due_words, owner_words, status_words
from villagedesk.ui.badge import badge_size, draw_badge
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.labels import strong
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import Column, Role, RowModel
from villagedesk.ui.tasks import Tasks
from villagedesk.ui.theme import current

MIME = "application/x-villagedesk-actions"
_LINES, _PAD, _GAP = 3, 12, 8
_PAGE = 20  # cards: a column shows about five
AnyIndex = QModelIndex | QPersistentModelIndex


class LaneModel(RowModel[ActionRow]):
    """The cards of one column, which can be picked up."""

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        keys = dict.fromkeys(self.id_at(index.row()) for index in indexes)
        data.setData(MIME, " ".join(keys).encode())
        return data


class LaneList(QWidget):
    """`moved` carries the keys that are to come into the lane `to`; `walked` asks for the lane so many further on;
    `entered` when the focus came to the cards.
    """

    moved = Signal(tuple, str)
    walked = Signal(int)
    opened = Signal(str)
    entered = Signal()

    def __init__(self, lane: Lane, title: str, tasks: Tasks, today: Callable[[], date],
                 load: Callable[[Sequence[str]], Sequence[ActionRow]]) -> None:  # fmt: skip
        super().__init__()
        self.lane, self._title = lane, title
        self.setObjectName(f"lane_{lane.value}")
        self.setAcceptDrops(True)
        self.model = LaneModel((_column(today),), load, tasks, parent=self, page=_PAGE)
        empty = EmptyState("actions", _("Nothing here."))
        self.cards = _Cards(self.model, empty, title)
        self._head = strong(title)
        self._head.setObjectName(f"laneHead_{lane.value}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self.cards, 1)
        self.setFocusProxy(self.cards)
        self.model.loaded.connect(self._count)
        self.cards.opened.connect(self.opened)
        view = self.cards.view
        view.setDragEnabled(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        view.viewport().setAcceptDrops(False)  # the whole column is where a card may be put
        view.installEventFilter(self)

    def text_of(self, key: str) -> str:
        """What is to be done in a card; "" when it is not here, or not read yet."""
        number = self.model.row_of(key)
        row = self.model.row(number) if number >= 0 else None
        return row.text if row else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
            if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._move(step)
                return True
            if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.walked.emit(step)
                return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME) and event.source() is not self.cards.view:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        keys = tuple(bytes(event.mimeData().data(MIME).data()).decode().split())
        event.acceptProposedAction()
        if keys:
            self.moved.emit(keys, self.lane.value)

    def _move(self, step: int) -> None:
        lanes, keys = list(Lane), self.cards.selected_ids()
        number = lanes.index(self.lane) + step
        if keys and 0 <= number < len(lanes):
            self.moved.emit(keys, lanes[number].value)

    def _count(self) -> None:
        words = f"{self._title} {self.model.rowCount():,}"
        self._head.setText(words)
        self.cards.view.setAccessibleName(words)


class _Cards(CardList):
    def __init__(self, model: LaneModel, empty: EmptyState, name: str) -> None:
        super().__init__(model, empty, name)
        self.setProperty("role", "lane")
        self.table.setItemDelegate(BoardDelegate(self.table))
        self.table.viewport().setAutoFillBackground(False)
        self.fit()

    def fit(self) -> None:
        self.table.set_row_height(card_height())


class BoardDelegate(QStyledItemDelegate):
    """A card: up to three lines of what is to be done, its number and owner, and in words how it stands."""

    hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme, view = current(), option.widget
        colours, box = theme.colours, QRectF(option.rect).adjusted(1.5, _GAP / 2 + 0.5, -6.5, -_GAP / 2 - 0.5)
        assert isinstance(view, QAbstractItemView)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = view.hasFocus() and index.row() == view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        back = colours.selected if is_chosen else colours.hover if index.row() == self.hovered else colours.card
        painter.setBrush(QColor(back))
        painter.setPen(QPen(QColor(colours.focus if has_focus else colours.line), 2 if has_focus else 1))
        painter.drawRoundedRect(box, 8, 8)
        inner = box.toRect().adjusted(_PAD, 9, -_PAD, -9)
        words, second = index.data() or "", index.data(Role.SECOND) or ""
        height = QFontMetrics(theme.font()).height()
        painter.setFont(theme.font())
        painter.setPen(QColor(colours.text))
        for number, line in enumerate(wrapped(words, theme_metrics(), inner.width())):
            at = QRect(inner.left(), inner.top() + number * height, inner.width(), height)
            painter.drawText(at, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
        self._foot(painter, inner, second, index.data(Role.BADGE))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002
        return QSize(120, card_height())

    def _foot(self, painter: QPainter, inner: QRect, second: str, badge: tuple[str, str] | None) -> None:
        theme = current()
        small = QFontMetrics(theme.font("second"))
        bottom = inner.bottom() + 1
        if badge:
            size = badge_size(badge[0]).boundedTo(QSize(inner.width(), 100))
            draw_badge(painter, QRect(inner.left(), bottom - size.height(), size.width(), size.height()), *badge)
        painter.setFont(theme.font("second"))
        painter.setPen(QColor(theme.colours.soft))
        line = QRect(
            inner.left(), bottom - badge_size("A").height() - small.height() - 4, inner.width(), small.height()
        )
        painter.drawText(
            line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            small.elidedText(second, Qt.TextElideMode.ElideRight, inner.width()),
        )  # fmt: skip


def wrapped(words: str, metrics: QFontMetrics, room: int) -> list[str]:
    """The words in at most three lines of so many pixels, "..." at the end where they are cut."""
    lines, line = [], ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and metrics.horizontalAdvance(longer) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], " ".join(lines[_LINES - 1 :])]
    cut = Qt.TextElideMode.ElideRight
    return [metrics.elidedText(each, cut, room) if metrics.horizontalAdvance(each) > room else each for each in lines]


def theme_metrics() -> QFontMetrics:
    """Of the font that cards are written in."""
    return QFontMetrics(current().font())


def card_height() -> int:
    """Of every card, with the gap below it, in pixels."""
    theme = current()
    small = QFontMetrics(theme.font("second")).height()
    return _LINES * theme_metrics().height() + small + badge_size("A").height() + 4 + 6 + 18 + _GAP


def _column(today: Callable[[], date]) -> Column[ActionRow]:
    return Column(
        "",
        lambda row: row.text,
        second=lambda row: f"{row.number}, {owner_words(row)}",
        badge=lambda row: standing(row, today()),
    )


def standing(row: ActionRow, today: date) -> tuple[str, str]:
    """How a card stands, in words and a tone: "9 days late", "By 12 Jan 2027", "No date", "Done 3 Nov 2026"."""
    if badge := due_badge(row, today):
        return badge
    if row.status is ActionStatus.DONE:
        return due_words(row, today) or status_words()[row.status], "kept"
    if row.status is ActionStatus.DROPPED:
        return status_words()[row.status], ""
    return (_("By {date}").format(date=show_date_short(row.due_on)), "neutral") if row.due_on else (_("No date"), "")
