"""A month to choose a day from, with the keys of any calendar."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.dates import clamped, day_names, month_names, show_day
from villagedesk.core.i18n import _
from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import icon_button
from villagedesk.ui.labels import strong
from villagedesk.ui.theme import current


class DatePopup(QFrame):
    """Opens below a field; Enter or a click chooses, Escape closes."""

    chosen = Signal(object)

    def __init__(self, day: date, today: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setObjectName("datePopup")
        self._month = strong()
        self._days = _Days(day, today)
        self._days.moved.connect(self._name_month)
        self._days.chosen.connect(self._choose)
        head = QHBoxLayout()
        for icon, name, months in (("left", _("Month before"), -1), ("right", _("Month after"), 1)):
            button = icon_button(icon, name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on, by=months: self._days.move_months(by))
            head.addWidget(button)
        head.insertWidget(1, self._month, 1)
        self._month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addLayout(head)
        column.addWidget(self._days)
        self._name_month(day)

    def open_below(self, field: QWidget) -> None:
        """Show under `field`, inside its screen."""
        self.adjustSize()
        at = field.mapToGlobal(QPoint(0, field.height() + 4))
        room = field.screen().availableGeometry()
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        if at.y() + self.height() > room.bottom():
            at.setY(field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(at)
        self.show()
        self._days.setFocus()

    def _name_month(self, day: date) -> None:
        self._month.setText(f"{month_names()[day.month - 1]} {day.year}")

    def _choose(self, day: date) -> None:
        self.chosen.emit(day)
        self.close()


class _Days(QWidget):
    """Six weeks from a Monday, drawn; arrows move by day and week, Page Up and Page Down by month."""

    moved = Signal(object)
    chosen = Signal(object)

    def __init__(self, day: date, today: date) -> None:
        super().__init__()
        self._day, self._today = day, today
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(show_day(day))

    def sizeHint(self) -> QSize:
        side = current().px(36)
        return QSize(7 * side, 7 * side)

    def move_months(self, months: int) -> None:
        """Go some months on or back, to the same day or the last of the month."""
        count = self._day.year * 12 + self._day.month - 1 + months
        self._go(clamped(count // 12, count % 12 + 1, self._day.day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}.get(key)
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(key)
        if days:
            self._go(self._day + timedelta(days=days))
        elif months:
            self.move_months(months)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for day, box in self._boxes():
            if box.contains(event.position().toPoint()):
                self.chosen.emit(day)
                return

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, centre = self.width() // 7, Qt.AlignmentFlag.AlignCenter
        painter.setFont(theme.font("second"))
        painter.setPen(theme.colour("soft"))
        for number, name in enumerate(day_names()):
            painter.drawText(QRect(number * side, 0, side, side), centre, name[:2])
        for day, box in self._boxes():
            inner = box.adjusted(2, 2, -2, -2)
            painter.setFont(theme.font(bold=day == self._today))
            painter.setPen(theme.colour("text" if day.month == self._day.month else "soft"))
            if day == self._day:
                painter.setBrush(theme.colour("accent"))
                painter.setPen(theme.colour("accent"))
                painter.drawRoundedRect(inner, 6, 6)
                painter.setPen(theme.colour("accent_text"))
            elif day == self._today:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("accent"), 1.5))
                painter.drawRoundedRect(inner, 6, 6)
            painter.drawText(box, centre, str(day.day))

    def _boxes(self) -> list[tuple[date, QRect]]:
        side = self.width() // 7
        first = self._day.replace(day=1)
        start = first - timedelta(days=first.weekday())
        return [(start + timedelta(days=n), QRect(n % 7 * side, (n // 7 + 1) * side, side, side)) for n in range(42)]

    def _go(self, day: date) -> None:
        self._day = day
        self.setAccessibleName(show_day(day))
        announce(self, show_day(day))
        self.moved.emit(day)
        self.update()
