"""The agenda beside the minutes: what is done, what is open and for how long, what is to come."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout

from villagedesk.core.dates import show_duration
from villagedesk.core.i18n import _
from villagedesk.records.meetings import ItemCard, MeetingCard
from villagedesk.ui.card import Card
from villagedesk.ui.labels import soft
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.theme import current


class AgendaSide(Card):
    """`chosen` carries the item that was pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("agendaSide")
        self.setAccessibleName(_("Agenda"))
        outer = self.layout()
        assert outer is not None
        outer.setContentsMargins(1, 16, 1, 12)
        self._total = soft(wrap=False)
        self._total.setContentsMargins(16, 0, 16, 4)
        self.add(self._total)
        self._lines: dict[str, ItemLine] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        holder = QVBoxLayout()
        holder.addLayout(self._column)
        holder.addStretch(1)
        self._scroller = Scroller(holder)
        self.body.addWidget(self._scroller, 1)

    def show_meeting(self, meeting: MeetingCard, minuted: frozenset[str]) -> None:
        """Show the agenda; `minuted` are the items that something has been written for."""
        planned = meeting.planned_minutes
        self._total.setText(_("Agenda, {time}").format(time=show_duration(planned)) if planned else _("Agenda"))
        if [item.id for item in meeting.items] != list(self._lines):
            self._make(meeting)
        for item in meeting.items:
            self._lines[item.id].show_item(item, item.id in minuted)

    def mark(self, item_id: str | None) -> None:
        """Which item is open."""
        for line_id, line in self._lines.items():
            line.set_open(line_id == item_id)
        if item_id in self._lines:
            self._scroller.ensureWidgetVisible(self._lines[item_id], 0, current().px(60))

    def _make(self, meeting: MeetingCard) -> None:
        for line in self._lines.values():
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = {item.id: ItemLine(item) for item in meeting.items}
        for item_id, line in self._lines.items():
            line.clicked.connect(lambda _on=False, item_id=item_id: self.chosen.emit(item_id))
            self._column.addWidget(line)


class ItemLine(QAbstractButton):
    """Number, title and minutes of one item."""

    def __init__(self, item: ItemCard) -> None:
        super().__init__()
        self._item, self._minuted, self._open = item, False, False
        self.setObjectName(f"item_{item.number}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_item(self, item: ItemCard, minuted: bool) -> None:
        """Say what the item is, and softly when it has been minuted."""
        self._item, self._minuted = item, minuted
        self.setText(item.title)
        self.setToolTip(item.title)
        self._name()

    def set_open(self, on: bool) -> None:
        """Whether this is the item that is being minuted."""
        self._open = on
        self._name()

    def _name(self) -> None:
        state = _("open now") if self._open else _("minuted") if self._minuted else ""
        said = _("Item {n}. {title}").format(n=self._item.number, title=self._item.title)
        self.setAccessibleName(f"{said}, {state}" if state else said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(200), self.fontMetrics().height() + current().px(17))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme, painter, item = current(), QPainter(self), self._item
        if self._open or self.underMouse():
            painter.fillRect(self.rect(), theme.colour("selected" if self._open else "hover"))
        if self._open:
            painter.fillRect(0, 0, 3, self.height(), theme.colour("accent"))
        soft = self._minuted and not self._open
        number, minutes = theme.px(30), theme.px(34)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("second"))
        painter.setPen(theme.colour("soft"))
        painter.drawText(QRect(16, 0, number, self.height()), middle | Qt.AlignmentFlag.AlignLeft, str(item.number))
        if item.minutes:
            right = QRect(self.width() - 16 - minutes, 0, minutes, self.height())
            painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, str(item.minutes))
        painter.setFont(theme.font(bold=self._open))
        painter.setPen(theme.colour("soft" if soft else "text"))
        box = QRect(16 + number, 0, self.width() - 32 - number - minutes - 6, self.height())
        words = painter.fontMetrics().elidedText(item.title, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, words)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
