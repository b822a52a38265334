"""The rows of the palette: what they hold and how they are painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from villagedesk.ui import icons
from villagedesk.ui.labels import spaced
from villagedesk.ui.theme import current

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """Something to do (the name of an `action`) or to open (a `thing`: kind and id)."""

    icon: str
    title: str
    detail: str = ""
    keys: str = ""
    action: str = ""
    thing: tuple[str, str] | None = None

    def spoken(self) -> str:
        """As a screen reader says it."""
        return ", ".join(part for part in (self.title, self.detail, self.keys) if part)


class PaletteModel(QAbstractListModel):
    """The rows that are offered."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[PaletteRow] = []

    def show(self, rows: list[PaletteRow]) -> None:
        """Offer these instead."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        return row if role == Qt.ItemDataRole.UserRole else None


class PaletteDelegate(QStyledItemDelegate):
    """Icon, title, softer detail, and keys at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002
        theme = current()
        return QSize(200, QFontMetrics(theme.font()).height() + theme.px(16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme, row = current(), index.data(Qt.ItemDataRole.UserRole)
        box = QRect(option.rect).adjusted(6, 0, -6, 0)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.colour("selected" if chosen else "hover"))
            painter.drawRoundedRect(box, 6, 6)
        if chosen:
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRect(box.left(), box.top() + 6, 3, box.height() - 12), 1.5, 1.5)
        side = theme.px(18)
        if row.icon:
            drawn = icons.pixmap(row.icon, theme.colours.soft, side, painter.device().devicePixelRatioF())
            painter.drawPixmap(box.left() + 12, box.center().y() - side // 2, drawn)
        text = box.adjusted(12 + side + 12, 0, -12, 0)
        if row.keys:
            text.setRight(self._keys(painter, text, row.keys) - 12)
        self._words(painter, text, row)
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, row: PaletteRow) -> None:
        theme, right = current(), Qt.TextElideMode.ElideRight
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        title = painter.fontMetrics().elidedText(row.title, right, box.width())
        painter.drawText(box, middle, title)
        box = box.adjusted(painter.fontMetrics().horizontalAdvance(title) + 12, 0, 0, 0)
        if row.detail and box.width() > theme.px(40):
            painter.setFont(theme.font("second"))
            painter.setPen(theme.colour("soft"))
            painter.drawText(box, middle, painter.fontMetrics().elidedText(row.detail, right, box.width()))

    def _keys(self, painter: QPainter, box: QRect, keys: str) -> int:
        """Draw the keys at the right of `box`; where they begin, in pixels."""
        theme = current()
        font = theme.font("second")
        font.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(font)
        words, metrics = spaced(keys), painter.fontMetrics()
        cap = QRect(0, 0, metrics.horizontalAdvance(words) + 12, metrics.height() + 4)
        cap.moveCenter(box.center())
        cap.moveRight(box.right())
        painter.setPen(theme.colour("line"))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(theme.colour("soft"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, words)
        return cap.left()
