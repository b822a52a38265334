"""How the rows of lists are painted: a line of cells, or a card of two lines with initials and a badge."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip

from villagedesk.ui.avatar import draw_avatar
from villagedesk.ui.badge import badge_size, draw_badge
from villagedesk.ui.rowmodel import Role
from villagedesk.ui.theme import current

AnyIndex = QModelIndex | QPersistentModelIndex
_GAP = 12
_FRAME = 2  # pixels


class RowDelegate(QStyledItemDelegate):
    """What both kinds of row have in common: background, line, focus, tooltips for what is cut off.

    `hovered` is the row that the mouse is over, -1 for none: Qt marks one cell only.
    """

    hovered = -1

    def ground(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint what is behind the text of a cell."""
        colours, box = current().colours, _box(option)
        view = option.widget
        state = option.state
        assert isinstance(view, QAbstractItemView)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, QColor(colours.selected))
        elif index.row() == self.hovered:
            painter.fillRect(box, QColor(colours.hover))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(colours.line))
        if chosen and index.column() == 0:
            painter.fillRect(box.left(), box.top(), 3, box.height(), QColor(colours.accent))
        if view.hasFocus() and index.row() == view.currentIndex().row():
            _focus(painter, box, first=index.column() == 0, last=index.column() == self._last_shown(view))

    def _last_shown(self, view: QAbstractItemView) -> int:
        """The number of the last column that is not left out."""
        count = view.model().columnCount()
        return max(
            (n for n in range(count) if not (isinstance(view, QTableView) and view.isColumnHidden(n))), default=0
        )

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.cut_off(_box(option), index), view)
            return True
        return super().helpEvent(event, view, option, index)

    def cut_off(self, box: QRect, index: AnyIndex) -> str:
        """The full text when it doesn't fit into `box`; else ""."""
        raise NotImplementedError


class CellDelegate(RowDelegate):
    """A cell of a table: one line or two, or a badge; where there is a second line, the badge takes its place."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.ground(painter, option, index)
        theme = current()
        box = _box(option).adjusted(_GAP, 0, -_GAP, 0)
        text, second = index.data() or "", index.data(Role.SECOND) or ""
        side = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        if badge := index.data(Role.BADGE):
            upper, lower = _two_lines(box) if second else (box, box)
            if second:
                _line(painter, upper, text, theme.font(), theme.colours.text, side)
            size = badge_size(badge[0]).boundedTo(QSize(box.width(), box.height()))
            top = lower.center().y() - size.height() // 2 + (1 if second else 0)
            draw_badge(painter, QRect(box.left(), top, size.width(), size.height()), *badge)
            return
        if not second:
            _line(painter, box, text, theme.font(), theme.colours.text, side)
            return
        upper, lower = _two_lines(box)
        _line(painter, upper, text, theme.font(), theme.colours.text, side)
        _line(painter, lower, second, theme.font("second"), theme.colours.soft, side)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002
        return QSize(80, row_height(two_lines=False))

    def cut_off(self, box: QRect, index: AnyIndex) -> str:
        room = box.width() - 2 * _GAP
        badge = index.data(Role.BADGE)
        if badge:
            second = index.data(Role.SECOND)
            text = (index.data() or "") if second else ""
            return "\n".join(filter(None, (text, badge[0]))) if badge_size(badge[0]).width() > room else ""
        lines = [(index.data() or "", "text"), (index.data(Role.SECOND) or "", "second")]
        return _whole(lines, room)


class CardDelegate(RowDelegate):
    """A row of two lines with initials before and a badge behind, as in an address book."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.ground(painter, option, index)
        theme = current()
        box = _box(option)
        inner = self._text_box(box, index)
        if avatar := index.data(Role.AVATAR):
            side = theme.px(36)
            at = QRectF(box.left() + 14, box.center().y() - side / 2, side, side)
            draw_avatar(painter, at, *avatar, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        if badge := index.data(Role.BADGE):
            size = badge_size(badge[0])
            at_y = box.center().y() - size.height() // 2
            draw_badge(painter, QRect(box.right() - 14 - size.width(), at_y, size.width(), size.height()), *badge)
        second = index.data(Role.SECOND) or ""
        upper, lower = _two_lines(inner) if second else (inner, inner)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        _line(painter, upper, index.data() or "", theme.font(bold=True), theme.colours.text, left)
        if second:
            _line(painter, lower, second, theme.font("second"), theme.colours.soft, left)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002
        return QSize(120, row_height(two_lines=True))

    def cut_off(self, box: QRect, index: AnyIndex) -> str:
        lines = [(index.data() or "", "bold"), (index.data(Role.SECOND) or "", "second")]
        return _whole(lines, self._text_box(box, index).width())

    def _text_box(self, box: QRect, index: AnyIndex) -> QRect:
        badge = index.data(Role.BADGE)
        left = 14 + (current().px(36) + _GAP if index.data(Role.AVATAR) else 0)
        right = 14 + (badge_size(badge[0]).width() + _GAP if badge else 0)
        return box.adjusted(left, 0, -right, 0)


def row_height(*, two_lines: bool) -> int:
    """Of every row of a list, in pixels."""
    theme = current()
    text = QFontMetrics(theme.font()).height()
    return text + QFontMetrics(theme.font("second")).height() + theme.px(20) if two_lines else text + theme.px(18)


def _box(option: QStyleOptionViewItem) -> QRect:
    return QRect(option.rect)


def _two_lines(box: QRect) -> tuple[QRect, QRect]:
    theme = current()
    first, second = QFontMetrics(theme.font()).height(), QFontMetrics(theme.font("second")).height()
    top = box.top() + (box.height() - first - second - 2) // 2
    return QRect(box.left(), top, box.width(), first), QRect(box.left(), top + first + 2, box.width(), second)


def _line(painter: QPainter, box: QRect, text: str, font: QFont, colour: str, side: Qt.AlignmentFlag) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    one = text.replace("\n", " ")
    painter.drawText(box, side, painter.fontMetrics().elidedText(one, Qt.TextElideMode.ElideRight, box.width()))


def _focus(painter: QPainter, box: QRect, *, first: bool, last: bool) -> None:
    """A frame around the row, a cell at a time: filled, because lines of a pen reach over into the next cell."""
    colour = current().colour("focus")
    painter.fillRect(box.left(), box.top(), box.width(), _FRAME, colour)
    painter.fillRect(box.left(), box.bottom() + 1 - _FRAME, box.width(), _FRAME, colour)
    if first:
        painter.fillRect(box.left(), box.top(), _FRAME, box.height(), colour)
    if last:
        painter.fillRect(box.right() + 1 - _FRAME, box.top(), _FRAME, box.height(), colour)


def _whole(lines: list[tuple[str, str]], room: int) -> str:
    theme = current()
    fonts = {"text": theme.font(), "second": theme.font("second"), "bold": theme.font(bold=True)}
    cut = any(QFontMetrics(fonts[size]).horizontalAdvance(text) > room for text, size in lines)
    return "\n".join(text for text, size in lines if text) if cut else ""
