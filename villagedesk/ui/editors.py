"""The kinds of editor that a form is made of, each with one value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from villagedesk.core.dates import parse_date, parse_time, show_date, show_day, show_time
from villagedesk.core.i18n import _
from villagedesk.ui import icons
from villagedesk.ui.buttons import icon_button
from villagedesk.ui.datepopup import DatePopup
from villagedesk.ui.labels import soft
from villagedesk.ui.textboxes import LineBox, TextBox
from villagedesk.ui.theme import current
from villagedesk.ui.tickbox import TickBox


class Editor(QWidget):
    """`edited` at every change by the person; `left` when they go elsewhere or have chosen."""

    edited = Signal()
    left = Signal()

    def __init__(self, box: QWidget, *beside: QWidget) -> None:
        super().__init__()
        self.box = box
        self.setFocusProxy(box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(box, 1)
        for widget in beside:
            row.addWidget(widget)

    def value(self) -> Any:
        """What the record gets."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value; forgets what could be undone in the box."""
        raise NotImplementedError

    def text_of(self, _value: Any) -> str | None:
        """The words that the box shows for a value; None where it has none."""
        return None

    def typed(self) -> str:
        """The words in the box, whether or not they can be understood."""
        box = self.box
        return box.text() if isinstance(box, LineBox) else box.toPlainText() if isinstance(box, TextBox) else ""

    def type_in(self, words: str) -> None:
        """Put words into the box as if they had been typed."""
        if isinstance(self.box, LineBox):
            self.box.selectAll()
            self.box.insert(words)
        elif isinstance(self.box, TextBox):
            self.box.selectAll()
            self.box.insertPlainText(words)

    def problem(self) -> str:
        """What is wrong with what was typed and how to put it right; "" when nothing is."""
        return ""

    def mark(self, wrong: bool) -> None:
        """Show the box as wrong or right."""
        self.box.setProperty("invalid", wrong)
        self.box.style().polish(self.box)


class Line(Editor):
    """One line of text."""

    def __init__(self, placeholder: str = "") -> None:
        self.line = LineBox()
        super().__init__(self.line)
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self.left)
        self.line.returnPressed.connect(self.left)

    def value(self) -> str:
        return self.line.text().strip()

    def text_of(self, value: str) -> str:
        return value

    def set_value(self, value: str) -> None:
        self.line.setText(value)
        self.line.setCursorPosition(0)


class Text(Editor):
    """Several lines of text; grows with what is typed."""

    def __init__(self, placeholder: str = "", lines: int = 3) -> None:
        self.text = TextBox(lines)
        super().__init__(self.text)
        self.text.setPlaceholderText(placeholder)
        self.text.textChanged.connect(self._changed)
        self.text.left.connect(self.left)
        self._quiet = False

    def value(self) -> str:
        return self.text.toPlainText().strip()

    def text_of(self, value: str) -> str:
        return value

    def set_value(self, value: str) -> None:
        self._quiet = True
        self.text.setPlainText(value)
        self._quiet = False

    def _changed(self) -> None:
        if not self._quiet:
            self.edited.emit()


class Choice(Editor):
    """One of several values, each with a label."""

    def __init__(self, options: Sequence[tuple[Any, str]]) -> None:
        self.combo = _Combo()
        super().__init__(self.combo)
        self._values: list[Any] = []
        self.set_options(options)
        self.combo.activated.connect(self._chosen)

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Other values to choose from; the one that is shown stays, where it is still among them."""
        shown = self.value()
        self._values = [value for value, label in options]
        self.combo.clear()
        self.combo.addItems([label for value, label in options])
        self.set_value(shown)

    def value(self) -> Any:
        number = self.combo.currentIndex()
        return self._values[number] if number >= 0 else None

    def set_value(self, value: Any) -> None:
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def text_of(self, value: Any) -> str:
        return self.combo.itemText(self._values.index(value)) if value in self._values else ""

    def typed(self) -> str:
        return self.combo.currentText()

    def type_in(self, words: str) -> None:
        if (number := self.combo.findText(words)) >= 0:
            self.combo.setCurrentIndex(number)
            self.edited.emit()

    def _chosen(self) -> None:
        self.edited.emit()
        self.left.emit()


class Tick(Editor):
    """Yes or no; the words beside the box are its label."""

    def __init__(self, text: str = "") -> None:
        self.tick = TickBox(text)
        super().__init__(self.tick)
        self.tick.clicked.connect(self._clicked)

    def value(self) -> bool:
        return self.tick.isChecked()

    def set_value(self, value: bool) -> None:
        self.tick.setChecked(value)

    def text_of(self, value: bool) -> str:
        return _("yes") if value else ""

    def typed(self) -> str:
        return self.text_of(self.value())

    def type_in(self, words: str) -> None:
        self.set_value(bool(words))
        self.edited.emit()

    def _clicked(self) -> None:
        self.edited.emit()
        self.left.emit()


class DayBox(LineBox):
    """One line for a day; `lowered` when the arrow down asks for the calendar."""

    lowered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.lowered.emit()
        else:
            super().keyPressEvent(event)


class DateLine(Editor):
    """A date typed as people type it, said back in full; the calendar is there but not needed."""

    def __init__(self, today: Callable[[], date]) -> None:
        self.line = DayBox()
        self._button = icon_button("calendar", _("Choose from a calendar (arrow down)"))
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes on to the next field
        super().__init__(self.line, self._button)
        self._today = today
        self._shown: date | None = None
        self.line.setPlaceholderText(_("12 March, fri or +2w"))
        self.echo = soft()
        self.echo.setObjectName("echo")
        _below(self, self.echo)
        self.line.textEdited.connect(self._typed)
        self.line.left.connect(self._left)
        self.line.returnPressed.connect(self._left)
        self.line.lowered.connect(self._open_calendar)
        self._button.clicked.connect(self._open_calendar)

    def value(self) -> date | None:
        """The date typed; the one shown before while what is typed is no date."""
        typed = self.line.text().strip()
        if not typed:
            return None
        return parse_date(typed, self._today()) or self._shown

    def text_of(self, value: date | None) -> str:
        return show_date(value) if value else ""

    def set_value(self, value: date | None) -> None:
        self._shown = value
        self.line.setText(self.text_of(value))
        self._say()

    def problem(self) -> str:
        typed = self.line.text().strip()
        if not typed or parse_date(typed, self._today()):
            return ""
        return _("“{typed}” is not a date. Try 12 March 2026, fri or +2w.").format(typed=typed)

    def _typed(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        day = parse_date(self.line.text(), self._today()) if self.line.text().strip() else None
        self.echo.setText(self.said(day) if day else "")

    def said(self, day: date) -> str:
        """How a day is said back."""
        return show_day(day)

    def _left(self) -> None:
        if not self.problem():
            value = self.value()
            if self.line.text() != self.text_of(value):
                self.set_value(value)
        self.left.emit()

    def _open_calendar(self) -> None:
        popup = DatePopup(self.value() or self._today(), self._today(), self)
        popup.chosen.connect(self._picked)
        popup.open_below(self.line)

    def _picked(self, day: date) -> None:
        self.set_value(day)
        self.edited.emit()
        self.line.setFocus()
        self.left.emit()


class TimeLine(Editor):
    """A time of day: "5:30pm", "17.30", "7pm"."""

    def __init__(self) -> None:
        self.line = LineBox()
        super().__init__(self.line)
        self._shown: time | None = None
        self.line.setPlaceholderText(_("7pm or 19:00"))
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self._left)
        self.line.returnPressed.connect(self._left)

    def value(self) -> time | None:
        """The time typed; the one shown before while what is typed is no time."""
        typed = self.line.text().strip()
        return (parse_time(typed) or self._shown) if typed else None

    def text_of(self, value: time | None) -> str:
        return show_time(value) if value else ""

    def set_value(self, value: time | None) -> None:
        self._shown = value
        self.line.setText(self.text_of(value))

    def problem(self) -> str:
        typed = self.line.text().strip()
        if not typed or parse_time(typed) is not None:
            return ""
        return _("“{typed}” is not a time. Try 7pm or 19:00.").format(typed=typed)

    def _left(self) -> None:
        if not self.problem():
            value = self.value()
            if self.line.text() != self.text_of(value):
                self.set_value(value)
        self.left.emit()


class _Combo(QComboBox):
    """A combo box with our own arrow, that a passing mouse wheel does not change."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def showPopup(self) -> None:
        """The list is as wide as its longest line, where the box is narrower."""
        rows = self.view()
        rows.setMinimumWidth(rows.sizeHintForColumn(0) + current().px(24))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme, painter, option = current(), QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        side = theme.px(16)
        words = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, words, self).width() - 4
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        arrow = icons.pixmap("down", theme.colours.soft, side, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side - 9, (self.height() - side) // 2, arrow)


def _below(editor: Editor, widget: QWidget) -> None:
    """Set a line of text under what an editor has side by side."""
    beside = editor.layout()
    assert beside is not None
    holder = QWidget()
    holder.setLayout(beside)
    column = QVBoxLayout(editor)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(holder)
    column.addWidget(widget)
