"""A few rows inside a card, with thin lines between: title, second line, badge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.ui.badge import Badge
from villagedesk.ui.buttons import icon_button
from villagedesk.ui.colours import Tone
from villagedesk.ui.labels import IconLabel, Label, soft
from villagedesk.ui.theme import current


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with a row: a button of an icon, and a key while the row has the focus."""

    name: str
    text: str
    icon: str
    key: Qt.Key


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says. `badge` is (text, tone); `aside` stands at the right in the softer tone."""

    id: str
    title: str
    second: str = ""
    badge: tuple[str, Tone] | None = None
    aside: str = ""
    icon: str = ""
    acts: tuple[Act, ...] = ()

    def spoken(self) -> str:
        """The whole row as a screen reader says it."""
        badge = self.badge[0] if self.badge else ""
        return ". ".join(part for part in (self.title, self.second, badge, self.aside) if part)


class Rows(QWidget):
    """Rows for a handful; a list of any length is a `RowTable` or `CardList`."""

    activated = Signal(str)
    acted = Signal(str, str)

    def __init__(self, rows: Sequence[Row] = (), *, opens: bool = True, parent: QWidget | None = None) -> None:
        """With `opens` a row is pressed by mouse, Enter or Space, and Up and Down walk through them.

        `acted` carries the id of a row and the name of one of its acts.
        """
        super().__init__(parent)
        self._opens = opens
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: tuple[Row, ...] | None = None
        self.show_rows(rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these instead; the focus stays on the row with the same id, or goes to the one in its place."""
        if self._shown == tuple(rows):
            return
        self._shown = tuple(rows)
        focused, at = next(((line.row.id, n) for n, line in enumerate(self._lines()) if line.has_focus()), (None, 0))
        for line in self._lines():
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        for number, row in enumerate(rows):
            made = _Line(row, first=number == 0, opens=self._opens, parent=self)
            made.pressed.connect(self.activated)
            made.acted.connect(self.acted)
            made.walked.connect(self._walk)
            self._column.addWidget(made)
            if row.id == focused and self._opens:
                made.setFocus()
        if focused and rows and self._opens and focused not in {row.id for row in rows}:
            self._lines()[min(at, len(rows) - 1)].setFocus()

    def first(self) -> QWidget | None:
        """The first row, to be given the focus; None while there is none."""
        return next(iter(self._lines()), None)

    def lines(self) -> Sequence[QWidget]:
        """The rows in order, to be given the focus."""
        return self._lines()

    def ids(self) -> list[str]:
        """The ids of the rows in order."""
        return [line.row.id for line in self._lines()]

    def _lines(self) -> list[_Line]:
        items = (self._column.itemAt(number) for number in range(self._column.count()))
        return [line for item in items if item and isinstance(line := item.widget(), _Line)]

    def _walk(self, steps: int) -> None:
        lines = self._lines()
        at = next((n for n, line in enumerate(lines) if line.hasFocus()), 0) + steps
        if 0 <= at < len(lines):
            lines[at].setFocus(Qt.FocusReason.TabFocusReason)


class _Line(QWidget):
    pressed = Signal(str)
    walked = Signal(int)
    acted = Signal(str, str)

    def __init__(self, row: Row, *, first: bool, opens: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.row, self._first, self._opens, self._hover = row, first, opens, False
        self.setObjectName(f"row_{row.id}")
        self.setAccessibleName(row.spoken())
        self._lay_out()
        if opens:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def has_focus(self) -> bool:
        """Whether it, or one of its buttons, has the focus."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def _lay_out(self) -> None:
        row = self.row
        across = QHBoxLayout(self)
        clear = 8 if self._opens else 0  # of the ring of the focus
        across.setContentsMargins(8 if row.icon else clear, 9, clear, 10)
        across.setSpacing(10)
        if row.icon:
            level = Qt.AlignmentFlag.AlignTop if row.second else Qt.AlignmentFlag.AlignVCenter
            across.addWidget(IconLabel(row.icon), 0, level)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(Label(row.title, wrap=True))
        if row.second:
            words.addWidget(soft(row.second))
        across.addLayout(words, 1)
        if row.badge:
            across.addWidget(Badge(*row.badge), 0, Qt.AlignmentFlag.AlignTop)
        if row.aside:
            across.addWidget(soft(row.aside, wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        for act in row.acts:
            keys = QKeySequence(act.key).toString(QKeySequence.SequenceFormat.NativeText)
            button = icon_button(act.icon, f"{act.text} ({keys})")
            button.setObjectName(f"{act.name}_{row.id}")
            button.setAccessibleName(f"{act.text}: {row.title}")
            button.clicked.connect(lambda _on=False, name=act.name: self.acted.emit(row.id, name))
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = next((act for act in self.row.acts if act.key == event.key() and not event.modifiers()), None)
        if act:
            self.acted.emit(self.row.id, act.name)
        elif not self._opens:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self.row.id)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (
            self._opens
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.pressed.emit(self.row.id)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover = self._opens
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        colours, painter = current().colours, QPainter(self)
        if self._hover:
            painter.fillRect(self.rect(), QColor(colours.hover))
        if not self._first:
            painter.fillRect(0, 0, self.width(), 1, QColor(colours.line))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 2, -1, -1), 5, 5)
