"""What a step asks before it is made: a strip inside the detail, never a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.ui.buttons import primary, quiet
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import strong


class Asking(QFrame):
    """A heading, a few fields, a button that is the verb. `answered` carries the draft, Escape puts it away."""

    answered = Signal(object)
    put_away = Signal()

    def __init__(self, title: str, verb: str, fields: Sequence[Field], draft: Any) -> None:
        super().__init__()
        self.setObjectName("asking")
        self.setProperty("role", "asking")
        self.setAccessibleName(title)
        self._names = [field.name for field in fields]
        self.form: Form[Any] = Form(fields, draft)
        self._verb, cancel = primary(verb), quiet(_("Cancel"))
        self._verb.setObjectName("askingDo")
        cancel.setObjectName("askingCancel")
        self._verb.clicked.connect(self._answer)
        cancel.clicked.connect(self.put_away)
        last = self.form.editor(fields[-1].name).box
        if isinstance(last, QLineEdit):
            last.returnPressed.connect(self._answer)
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


class AskingRoom(QVBoxLayout):
    """Where a detail asks: one strip at a time. `rest` is told when a strip that had the focus has gone."""

    def __init__(self, rest: Callable[[], None]) -> None:
        super().__init__()
        self._rest = rest
        self._asking: Asking | None = None

    def ask(self, strip: Asking, answered: Callable[[Any], None]) -> None:
        """Ask this now, instead of anything that is still asked."""
        self.put_away()
        self._asking = strip
        strip.answered.connect(answered)
        strip.put_away.connect(self.put_away)
        self.addWidget(strip)
        strip.show()
        strip.start()

    def put_away(self) -> None:
        """Take the open question away."""
        strip, self._asking = self._asking, None
        if strip is None:
            return
        focused = strip.window().focusWidget()
        had_focus = focused is not None and strip.isAncestorOf(focused)
        strip.hide()
        strip.deleteLater()
        if had_focus:
            self._rest()
