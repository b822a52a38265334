"""The calm rail on the left: whose desk it is, the places, and whether all is saved."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout

from villagedesk.core.i18n import _
from villagedesk.core.text import initials
from villagedesk.ui import icons
from villagedesk.ui.labels import IconLabel, Label, breakable, strong
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.theme import current


class Rail(QFrame):
    """`chosen` carries the name of the place that was pressed."""

    chosen = Signal(str)

    def __init__(self, group_name: str) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setObjectName("rail")
        self.setAccessibleName(_("Places"))
        self._group_name, self._compact = group_name, False
        self._name = strong(group_name)
        self._name.setObjectName("groupName")
        self._buttons: dict[str, RailButton] = {}
        self._only_one = QButtonGroup(self)
        self._places = QVBoxLayout()
        self._places.setSpacing(2)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._saved, self._backup = Label(role="soft", wrap=True), Label(role="soft", wrap=True)
        self._saved.setObjectName("saved")
        self._backup.setObjectName("backup")
        self._safe = IconLabel("backup", "rail_soft", 20)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        self._column.addWidget(self._name)
        self._column.addSpacing(12)
        places = QVBoxLayout()
        places.addLayout(self._places)
        places.addStretch(1)
        self._column.addWidget(Scroller(places), 1)
        self._column.addWidget(self._saved)
        self._column.addWidget(self._backup)
        self._column.addWidget(self._safe, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()

    def add_place(self, name: str, title: str, icon: str) -> None:
        """Add a button at the end."""
        button = self._buttons[name] = RailButton(title, icon)
        button.setObjectName(f"place_{name}")
        button.clicked.connect(lambda: self.chosen.emit(name))
        button.walked.connect(self._walk)
        button.set_compact(self._compact)
        self._only_one.addButton(button)
        self._places.addWidget(button)

    def mark(self, name: str) -> None:
        """Show which place the window is at."""
        self._buttons[name].setChecked(True)

    def set_count(self, name: str, count: int) -> None:
        """How many things there need somebody; 0 shows nothing."""
        self._buttons[name].set_count(count)

    def set_saved(self, text: str) -> None:
        """ "Saved 14:32"."""
        self._saved.setText(text)
        self._name_safety()

    def set_backup(self, text: str, warning: bool = False) -> None:
        """ "Last backup: today, checked"; with `warning` an icon stands for it in the narrow rail."""
        self._backup.setText(text)
        self._safe.set_icon("warning" if warning else "backup")
        self._name_safety()

    def set_group_name(self, name: str) -> None:
        """The group was renamed."""
        self._group_name = name
        self._fit()

    def set_compact(self, compact: bool) -> None:
        """Icons alone, or icons with words."""
        self._compact = compact
        self._fit()

    def _fit(self) -> None:
        theme, compact = current(), self._compact
        side = 8 if compact else 12
        self._column.setContentsMargins(side, 18, side, 16)
        self._name.setContentsMargins(0 if compact else 10, 0, 0, 0)
        for label in (self._saved, self._backup):
            label.setContentsMargins(10, 0, 0, 0)
            label.setHidden(compact)
        self._safe.setHidden(not compact)
        self._name.setText(initials(self._group_name) if compact else breakable(self._group_name))
        self._name.setToolTip(self._group_name)
        self._name.setAccessibleName(self._group_name)
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter if compact else Qt.AlignmentFlag.AlignLeft)
        for button in self._buttons.values():
            button.set_compact(compact)
        self.setFixedWidth(theme.px(44) + 2 * side if compact else theme.px(212))

    def _name_safety(self) -> None:
        said = "\n".join(text for text in (self._saved.text(), self._backup.text()) if text)
        self._safe.setToolTip(said)
        self._safe.setAccessibleName(said)

    def _walk(self, steps: int) -> None:
        buttons = list(self._buttons.values())
        at = next((n for n, button in enumerate(buttons) if button.hasFocus()), 0) + steps
        buttons[at % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)


class RailButton(QAbstractButton):
    """One place: icon, words, and how many things need somebody there."""

    walked = Signal(int)

    def __init__(self, title: str, icon: str) -> None:
        super().__init__()
        self._icon, self._count, self._compact = icon, 0, False
        self.setText(title)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """0 shows nothing."""
        self._count = count
        title = self.text()
        self.setAccessibleName(_("{place}, {n} waiting").format(place=title, n=count) if count else title)
        self.set_compact(self._compact)

    def set_compact(self, compact: bool) -> None:
        """Icon alone, its words in a tooltip."""
        self._compact = compact
        self.setToolTip(self.accessibleName() if compact else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = current()
        height = QFontMetrics(theme.font()).height() + theme.px(19)
        return QSize(theme.px(44 if self._compact else 150), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if steps:
            self.walked.emit(steps)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, over = self.isChecked(), self.underMouse()
        if on or over:
            painter.setOpacity(1.0 if on else 0.45)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("rail_on"))
            painter.drawRoundedRect(self.rect(), 6, 6)
            painter.setOpacity(1.0)
        side = theme.px(18)
        left = (self.width() - side) // 2 if self._compact else 10
        drawn = icons.pixmap(self._icon, theme.colours.rail_text, side, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - side) // 2, drawn)
        if not self._compact:
            self._draw_words(painter, left + side + 11)
        if self._count:
            self._draw_count(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("rail_text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _draw_words(self, painter: QPainter, left: int) -> None:
        theme = current()
        painter.setFont(theme.font(bold=self.isChecked()))
        painter.setPen(theme.colour("rail_text"))
        box = QRect(left, 0, self.width() - left - (theme.px(34) if self._count else 6), self.height())
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _draw_count(self, painter: QPainter) -> None:
        theme = current()
        font = theme.font("second", bold=True)
        font.setPointSizeF(font.pointSizeF() * 0.87)
        painter.setFont(font)
        text = str(self._count)
        height = painter.fontMetrics().height() + 3
        width = max(height, painter.fontMetrics().horizontalAdvance(text) + 12)
        top = 2 if self._compact else (self.height() - height) // 2
        box = QRect(self.width() - width - (0 if self._compact else 10), top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("count"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(theme.colour("count_text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
