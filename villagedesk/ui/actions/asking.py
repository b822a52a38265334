"""What a change of date or state asks before it is made: a strip inside the detail, never a dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.ui.buttons import primary, quiet
from villagedesk.ui.editors import DateLine, Line
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import strong
from villagedesk.ui.scroll import bring_into_view


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed: a date where one is asked for, and why."""

    due_on: date | None = None
    reason: str = ""


class Asking(QFrame):
    """A heading, one or two fields, a button that is the verb. `answered` carries the Answer, Escape puts it away."""

    answered = Signal(object)
    put_away = Signal()

    def __init__(
        self,
        title: str,
        verb: str,
        *,
        today: Callable[[], date] | None = None,
        why: str = "",
        shown: date | None = None,
    ) -> None:
        """Asks for a date when `today` is given, for a reason when `why` says how to ask for it."""
        super().__init__()
        self.setObjectName("asking")
        self.setProperty("role", "asking")
        self.setAccessibleName(title)
        fields = [Field("due_on", _("New &date"), partial(DateLine, today))] if today else []
        if why:
            fields.append(Field("reason", why, Line))
        self._names = [field.name for field in fields]
        self.form: Form[Any] = Form(fields, Answer(shown))
        self._verb, cancel = primary(verb), quiet(_("Cancel"))
        self._verb.setObjectName("askingDo")
        cancel.setObjectName("askingCancel")
        self._verb.clicked.connect(self._answer)
        cancel.clicked.connect(self.put_away)
        last = self.form.editor(fields[-1].name).box
        last.returnPressed.connect(self._answer)  # type: ignore[attr-defined]
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._verb)
        row.addWidget(cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addWidget(strong(title))
        column.addWidget(self.form)
        column.addLayout(row)
        self._first: QWidget = self.form.editor(fields[0].name)

    def start(self) -> None:
        """Put the cursor into the first field."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self)
        box = self._first.focusProxy()
        if box is not None and hasattr(box, "selectAll"):
            box.selectAll()

    def refuse(self, error: Refused) -> None:
        """Say beside its field what a rule says."""
        self.form.show_error(error.field if error.field in self._names else self._names[-1], error.message)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        else:
            super().keyPressEvent(event)

    def _answer(self) -> None:
        if not self.form.show_problems():
            self.answered.emit(self.form.value())
