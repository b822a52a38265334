"""What a step of a card asks before it is taken: a few fields, and a button that says what is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, quiet, secondary
from villagedesk.ui.form import Form


class Asking(QWidget):
    """`ended` when the step was taken or given up."""

    ended = Signal()

    def __init__(self, bus: Bus, verb: str, form: Form[Any], do: Callable[[Work, Any], object]) -> None:
        super().__init__()
        self.setObjectName("asking")
        self._bus, self._verb, self._form, self._do = bus, verb, form, do
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(10)
        column.addWidget(form)
        take, cancel = secondary(verb), quiet(_("Cancel"))
        take.setObjectName("takeStep")
        cancel.setObjectName("cancelStep")
        take.clicked.connect(self._take)
        cancel.clicked.connect(self.ended)
        column.addLayout(button_row(take, cancel))

    def start(self) -> None:
        """The first field is typed first."""
        self.show()
        self._form.editor(self._first()).setFocus()
        QTimer.singleShot(0, self, self._come_into_view)  # when it has been given its place

    def _come_into_view(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self, 0, 40)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        else:
            super().keyPressEvent(event)

    def _first(self) -> str:
        return str(next(iter(self._form.value().__dataclass_fields__)))

    def _take(self) -> None:
        if self._form.show_problems():
            return
        typed, do = self._form.value(), self._do
        self._bus.do(self, self._verb, lambda work: do(work, typed), lambda _result: self.ended.emit(), self._refused)

    def _refused(self, error: Refused) -> None:
        known = self._form.value().__dataclass_fields__
        field = error.field if error.field and error.field in known else self._first()
        self._form.show_error(field, error.message)
