"""The blocks of the item that is being minuted, one widget each: walked through, edited in place, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from villagedesk.core.bold import parts
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.words import BlockKind
from villagedesk.records.meetings import Block
from villagedesk.ui.badge import badge_size, draw_badge
from villagedesk.ui.colours import Tone
from villagedesk.ui.theme import current

_PAD, _INDENT = 4, 20  # pixels
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TONES: dict[BlockKind, Tone] = {
    BlockKind.ACTION: "soon", BlockKind.COMMITMENT: "soon", BlockKind.DECISION: "kept", BlockKind.ELECTION: "kept",
    BlockKind.DECLARATION: "neutral", BlockKind.QUESTION: "neutral", BlockKind.QUORUM: "late",
    BlockKind.APPROVAL: "kept",
}  # fmt: skip
_LISTS = (BlockKind.BULLET, BlockKind.NUMBERED)
_MOVES = (BlockKind.ARRIVAL, BlockKind.DEPARTURE)


def lead(block: Block) -> str:
    """What stands over a record in the minutes: "Agreed, 2026/11/2"."""
    words = {
        BlockKind.ACTION: _("Action"),
        BlockKind.COMMITMENT: _("Promise"),
        BlockKind.QUESTION: _("Question"),
    }.get(block.kind, "")
    if words:
        return f"{words} {block.number}" if block.number else words
    if block.kind is BlockKind.DECISION:
        return ", ".join(filter(None, (block.detail or _("Decision"), block.number)))
    if block.kind is BlockKind.ELECTION:
        return _("Election: {post}").format(post=block.detail)
    return {
        BlockKind.DECLARATION: _("Declaration of interest"),
        BlockKind.QUORUM: _("Quorum"),
        BlockKind.APPROVAL: _("Earlier minutes"),
    }.get(block.kind, "")


class BlockView(QWidget):
    """One block, painted: sixty of them must not cost a keystroke.

    `opened` asks to edit it, `removed` to take it out; `walked` goes to the one above or below.
    """

    opened = Signal(str)
    removed = Signal(str)
    walked = Signal(str, int)

    def __init__(self, block: Block, *, reads_only: bool = False) -> None:
        super().__init__()
        self.block, self._reads_only = block, reads_only
        self._heights: dict[int, int] = {}  # by width: a layout asks for several, again and again
        self.setObjectName(f"block_{block.id}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(". ".join(filter(None, (lead(block), self._words(), *self._asides()))))
        current().changed.connect(self._fit)
        if not reads_only:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _asides(self) -> tuple[str, ...]:
        block = self.block
        if block.kind in (BlockKind.ACTION, BlockKind.COMMITMENT):
            return tuple(filter(None, (block.detail, self._due())))
        return (block.detail,) if block.detail and block.kind in (BlockKind.DECLARATION, BlockKind.QUESTION) else ()

    def _words(self) -> str:
        """The text, and below it what a record says besides."""
        return "\n".join(filter(None, (self.block.text, self.block.more)))

    def _laid_out(self, width: int) -> QTextLayout:
        return laid_out(
            self._words(), self.block.bold, width, soft_from=len(self.block.text) if self.block.more else None
        )

    def _due(self) -> str:
        return _("by {date}").format(date=show_date(self.block.due)) if self.block.due else ""

    def sizeHint(self) -> QSize:
        width = current().px(400)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            left, top, between = self._places(width)
            words = self._laid_out(width - left - _PAD)
            self._heights[width] = top + between + ceil(words.boundingRect().height()) + top
        return self._heights[width]

    def _places(self, width: int) -> tuple[int, int, int]:
        """Where the words begin from the left, the room above, and the room that the lead with its badges takes."""
        theme = current()
        if self.block.kind not in _TONES:
            return (theme.px(26) if self.block.kind in _LISTS else 2), 2, 0
        left = _INDENT
        bottom = max((box.bottom() for box, _text in self._badges(width, left)), default=0)
        return left, 5, max(QFontMetrics(theme.font("second")).height() + 4, bottom + 1) + 4

    def _badges(self, width: int, left: int) -> list[tuple[QRect, str]]:
        """The badges beside the lead, which wrap where there is no room."""
        metrics = QFontMetrics(current().font("second"))
        x, y, boxes = left + metrics.horizontalAdvance(lead(self.block)) + 10, 0, []
        for text in self._asides():
            size = badge_size(text)
            if x > left and x + size.width() > width - _PAD:
                x, y = left, y + size.height() + 4
            boxes.append((QRect(x, y, min(size.width(), width - left - _PAD), size.height()), text))
            x += size.width() + 6
        return boxes

    def _fit(self) -> None:
        self._heights.clear()
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.walked.emit(self.block.id, 1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.block.id)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.block.id)
        elif key == Qt.Key.Key_Escape:
            self.walked.emit(self.block.id, 0)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._reads_only and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.block.id)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme, painter, block = current(), QPainter(self), self.block
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top, between = self._places(self.width())
        if tone := _TONES.get(block.kind):
            painter.fillRect(2, 2, 3, self.height() - 4, theme.colour(tone))
            painter.setFont(theme.font("second"))
            painter.setPen(theme.colour("soft"))
            painter.drawText(QRect(left, top, self.width() - left, badge_size("X").height()), _MIDDLE, lead(block))
            for box, text in self._badges(self.width(), left):
                draw_badge(painter, box.translated(0, top), text, "soon" if text == self._due() else "neutral")
        painter.setPen(theme.colour("soft" if block.kind in _MOVES else "text"))
        words = self._laid_out(self.width() - left - _PAD)
        words.draw(painter, QPointF(left, top + between))
        painter.setFont(theme.font("minutes"))
        if block.kind is BlockKind.NUMBERED:
            number = QRect(2, top, left - 8, painter.fontMetrics().height())
            painter.drawText(number, Qt.AlignmentFlag.AlignRight, f"{block.number}.")
        elif block.kind is BlockKind.BULLET:
            side = theme.px(5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("text"))
            painter.drawEllipse(theme.px(11), top + (painter.fontMetrics().height() - side) // 2 + 1, side, side)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)


def laid_out(text: str, bold: str, width: int, soft_from: int | None = None) -> QTextLayout:
    """Text in the letters of minutes, its bold parts bold, wrapped to a width in pixels; soft behind `soft_from`."""
    layout = QTextLayout(text.replace("\n", "\u2028"), current().font("minutes"))
    formats = [_range(start, end) for start, end in parts(bold)]
    if soft_from is not None:
        formats.append(_range(soft_from, len(text), is_soft=True))
    layout.setFormats(formats)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


def _range(start: int, end: int, *, is_soft: bool = False) -> QTextLayout.FormatRange:
    made, look = QTextLayout.FormatRange(), QTextCharFormat()
    if is_soft:
        look.setForeground(current().colour("soft"))
    else:
        look.setFontWeight(QFont.Weight.Bold)
    made.start, made.length, made.format = start, end - start, look
    return made


class BlockList(QWidget):
    """Blocks under each other. `past_end` is Down from the last, or Esc."""

    opened = Signal(str)
    removed = Signal(str)
    past_end = Signal()

    def __init__(self, *, reads_only: bool = False) -> None:
        super().__init__()
        self._reads_only = reads_only
        self._views: dict[str, BlockView] = {}
        self._edited = ""
        self._editor: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these; what stands unchanged stays, and so does an open editor."""
        known = {block.id: block for block in blocks}
        if self._editor is not None:
            self._column.removeWidget(self._editor)
        focused_at = -1
        for number, (block_id, view) in enumerate(list(self._views.items())):
            if known.get(block_id) != view.block:
                focused_at = number if view.hasFocus() else focused_at
                self._column.removeWidget(view)
                view.hide()
                view.deleteLater()
                del self._views[block_id]
        for number, block in enumerate(blocks):
            view = self._views.get(block.id) or self._make(block)
            self._views[block.id] = view
            if self._column.indexOf(view) != number:
                self._column.insertWidget(number, view)
        self._views = {block.id: self._views[block.id] for block in blocks}
        if self._editor is not None and self._edited in self._views:
            self._put_editor()
        if focused_at >= 0:
            self._focus(min(focused_at, len(self._views) - 1))

    def view(self, block_id: str) -> BlockView | None:
        """The widget of a block."""
        return self._views.get(block_id)

    def open_editor(self, block_id: str, editor: QWidget) -> None:
        """Show an editor in place of a block."""
        self._edited, self._editor = block_id, editor
        self._put_editor()
        editor.show()

    def close_editor(self) -> None:
        """Show the block again, with the focus if the editor had it."""
        editor, self._editor = self._editor, None
        if editor is None:
            return
        view, focused = self._views.get(self._edited), self.window().focusWidget()
        if view is not None:
            view.show()
            if focused and editor.isAncestorOf(focused):
                view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.removeWidget(editor)
        editor.hide()
        editor.deleteLater()

    def _put_editor(self) -> None:
        view = self._views[self._edited]
        assert self._editor is not None
        self._column.insertWidget(self._column.indexOf(view) + 1, self._editor)
        view.hide()

    def focus_last(self) -> None:
        """Go to the last block, if there is one."""
        if self._views:
            self._focus(len(self._views) - 1)

    def _make(self, block: Block) -> BlockView:
        view = BlockView(block, reads_only=self._reads_only)
        view.opened.connect(self.opened)
        view.removed.connect(self.removed)
        view.walked.connect(self._walk)
        return view

    def _walk(self, block_id: str, steps: int) -> None:
        at = list(self._views).index(block_id) + steps
        if steps and at < len(self._views):
            self._focus(max(0, at))
        else:
            self.past_end.emit()

    def _focus(self, number: int) -> None:
        if 0 <= number < len(self._views):
            list(self._views.values())[number].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.past_end.emit()
