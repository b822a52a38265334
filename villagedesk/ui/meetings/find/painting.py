"""How something found in minutes is painted: where it stands, and two lines of it with the words marked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem

from villagedesk.records.topics import MinuteHit, Piece, Pieces
from villagedesk.ui.meetings.find.words import about
from villagedesk.ui.rowdelegate import AnyIndex, RowDelegate
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import Role
from villagedesk.ui.theme import current

_SIDE, _LINES = 16, 2


class FoundDelegate(RowDelegate):
    """A row of what was found. Its hit comes as the avatar of the one column: no other view asks for it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.ground(painter, option, index)
        hit: MinuteHit | None = index.data(Role.AVATAR)
        if hit is None:
            return
        theme, box = current(), QRect(option.rect).adjusted(_SIDE, 0, -_SIDE, 0)
        top = box.top() + theme.px(8)
        if _width(hit.text, theme.font()) <= box.width():  # one line: in the middle of the room for two
            top += QFontMetrics(theme.font()).lineSpacing() // 2
        first = QFontMetrics(theme.font(bold=True)).height()
        where = about(hit)
        room = QFontMetrics(theme.font("second")).horizontalAdvance(where)
        _pieces(painter, QRect(box.left(), top, box.width(), first), hit.title, theme.font(bold=True), 1, "text")
        title = _width(hit.title, theme.font(bold=True))
        if title + theme.px(16) + room <= box.width():
            at = QRect(box.right() - room, top, room + 1, first)
            _pieces(painter, at, (Piece(where),), theme.font("second"), 1, "soft")
        top += first + theme.px(3)
        _pieces(
            painter, QRect(box.left(), top, box.width(), box.bottom() - top), hit.text, theme.font(), _LINES, "text"
        )

    def cut_off(self, box: QRect, index: AnyIndex) -> str:  # noqa: ARG002
        hit: MinuteHit | None = index.data(Role.AVATAR)
        return f"{about(hit)}\n{''.join(piece.text for piece in hit.text)}" if hit else ""


class FoundList(CardList):
    """What was found, the latest first."""

    def fit(self) -> None:
        theme = current()
        title, line = QFontMetrics(theme.font(bold=True)).height(), QFontMetrics(theme.font()).lineSpacing()
        self.table.set_row_height(title + _LINES * line + theme.px(22))


def _pieces(painter: QPainter, box: QRect, pieces: Pieces, font: QFont, lines: int, colour: str) -> None:
    """Lay pieces out in so many lines, what was found on a tint, and draw them; the last line is cut at the edge."""
    theme = current()
    layout = QTextLayout("".join(piece.text for piece in pieces), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_marks(pieces, font))
    layout.beginLayout()
    height, made = 0.0, 0
    while made < lines and (line := layout.createLine()).isValid():
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, height))
        height, made = height + line.height(), made + 1
    layout.endLayout()
    painter.save()
    painter.setPen(theme.colour(colour))
    layout.draw(painter, QPointF(box.topLeft()), [], QRectF(box))
    painter.restore()


def _marks(pieces: Pieces, font: QFont) -> list[QTextLayout.FormatRange]:
    theme = current()
    ink, ground = theme.colours.tone("soon")
    made, at = [], 0
    for piece in pieces:
        if piece.is_found:
            mark, strong = QTextLayout.FormatRange(), QTextCharFormat()
            bold = QFont(font)
            bold.setBold(True)
            strong.setFont(bold)
            strong.setForeground(QColor(ink))
            strong.setBackground(QColor(ground))
            mark.start, mark.length, mark.format = at, _units(piece.text), strong
            made.append(mark)
        at += _units(piece.text)
    return made


def _units(text: str) -> int:
    """How long Qt takes a text to be: in UTF-16."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _width(pieces: Pieces, font: QFont) -> int:
    bold = QFont(font)
    bold.setBold(True)
    return QFontMetrics(bold).horizontalAdvance("".join(piece.text for piece in pieces))
