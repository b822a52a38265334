"""The blocks of the item that is being minuted, one widget each: walked through, edited in place, taken out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.words import BlockKind
from villagedesk.records.meetings import Block
from villagedesk.ui.badge import Badge
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.theme import current

_TONES = {BlockKind.ACTION: "soon", BlockKind.DECISION: "kept", BlockKind.DECLARATION: "neutral"}


def lead(block: Block) -> str:
    """What stands over a record in the minutes: "Agreed, 2026/11/2"."""
    if block.kind is BlockKind.ACTION:
        return _("Action {number}").format(number=block.number) if block.number else _("Action")
    if block.kind is BlockKind.DECISION:
        return ", ".join(filter(None, (block.detail or _("Decision"), block.number)))
    return _("Declaration of interest") if block.kind is BlockKind.DECLARATION else ""


class BlockView(QWidget):
    """One block. `opened` asks to edit it, `removed` to take it out; `walked` goes to the one above or below."""

    opened = Signal(str)
    removed = Signal(str)
    walked = Signal(str, int)

    def __init__(self, block: Block, *, reads_only: bool = False) -> None:
        super().__init__()
        self.block = block
        self._editor: QWidget | None = None
        self._reads_only = reads_only
        self.setObjectName(f"block_{block.id}")
        self._words = Label(block.text, "minutes", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._inside = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._inside)
        self._lay_out()
        self.setAccessibleName(". ".join(filter(None, (lead(block), block.text, *self._asides()))))
        if not reads_only:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _asides(self) -> tuple[str, ...]:
        block = self.block
        if block.kind is BlockKind.ACTION:
            return tuple(filter(None, (block.detail, self._due())))
        return (block.detail,) if block.kind is BlockKind.DECLARATION else ()

    def _due(self) -> str:
        return _("by {date}").format(date=show_date(self.block.due)) if self.block.due else ""

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._inside)
        is_record = self.block.kind in _TONES
        indent = 20 if is_record else current().px(20) if self.block.kind is BlockKind.BULLET else 2
        column.setContentsMargins(indent, 6 if is_record else 2, 4, 6 if is_record else 2)
        column.setSpacing(4)
        if is_record:
            over = QHBoxLayout()
            over.setSpacing(8)
            over.addWidget(soft(lead(self.block), wrap=False))
            for text in self._asides():
                over.addWidget(Badge(text, "soon" if text == self._due() else "neutral"))
            over.addStretch(1)
            column.addLayout(over)
        column.addWidget(self._words)

    def edit_with(self, editor: QWidget) -> None:
        """Show an editor in place of the words."""
        self._inside.hide()
        self._editor = editor
        self._column.addWidget(editor)

    def is_edited(self) -> bool:
        """Whether an editor stands in place of the words."""
        return self._editor is not None

    def end_edit(self) -> None:
        """Show the words again."""
        editor, self._editor = self._editor, None
        if editor is not None:
            self._column.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        self._inside.show()

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
        if not self._reads_only and self._editor is None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.block.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._editor is None and (tone := _TONES.get(self.block.kind)):
            painter.fillRect(2, 2, 3, self.height() - 4, theme.colour(tone))
        if self._editor is None and self.block.kind is BlockKind.BULLET:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("text"))
            side, middle = theme.px(5), self._words.y() + self._words.fontMetrics().height() // 2
            painter.drawEllipse(theme.px(7), middle - side // 2 + 1, side, side)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)


class BlockList(QWidget):
    """Blocks under each other. `past_end` is Down from the last, or Esc."""

    opened = Signal(str)
    removed = Signal(str)
    past_end = Signal()

    def __init__(self, *, reads_only: bool = False) -> None:
        super().__init__()
        self._reads_only = reads_only
        self._views: dict[str, BlockView] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these; what stands unchanged stays, and so does an open editor."""
        gone_at = -1
        known = {block.id: block for block in blocks}
        for number, (block_id, view) in enumerate(list(self._views.items())):
            wanted = known.get(block_id)
            if wanted is None or (wanted != view.block and not view.is_edited()):
                if view.hasFocus() or view.isAncestorOf(self.focusWidget() or self):
                    gone_at = number
                self._column.removeWidget(view)
                view.hide()
                view.deleteLater()
                del self._views[block_id]
        for number, block in enumerate(blocks):
            if block.id not in self._views:
                self._views[block.id] = self._make(block)
            view = self._views[block.id]
            if self._column.indexOf(view) != number:
                self._column.insertWidget(number, view)
        self._views = {block.id: self._views[block.id] for block in blocks}
        if gone_at >= 0:
            self._focus(min(gone_at, len(self._views) - 1))

    def view(self, block_id: str) -> BlockView | None:
        """The widget of a block."""
        return self._views.get(block_id)

    def views(self) -> Sequence[BlockView]:
        """Every block's widget, in order."""
        return tuple(self._views.values())

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
            self.views()[number].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.past_end.emit()
