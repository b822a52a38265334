"""What a step asks before it is made: a strip inside the detail, never a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, quiet
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import strong, text
from villagedesk.ui.scroll import bring_into_view


class Asking(QFrame):
    """A heading, perhaps a note, fields, a button that is the verb: `answered` has the draft, Escape puts it away."""

    answered = Signal(object)
    put_away = Signal()

    def __init__(self, title: str, verb: str, fields: Sequence[Field], draft: Any, note: str = "") -> None:
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
        self._row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addWidget(strong(title))
        if note:
            told = text(note)
            told.setObjectName("askingNote")
            column.addWidget(told)
        column.addWidget(self.form)
        column.addLayout(row)
        self._first: QWidget = self.form.editor(fields[0].name)

    def offer(self, words: str, slot: Callable[[], object]) -> None:
        """Offer another way beside the button that is the verb."""
        other = quiet(words)
        other.setObjectName("askingOther")
        other.clicked.connect(slot)
        self._row.insertWidget(1, other)

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


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked about the row `key`: its drafts are kept under `name`; the change's label and its toast."""

    name: str
    key: str
    label: str
    say: str


class AskingRoom(QVBoxLayout):
    """Where a detail asks: one strip at a time. `rest` is told when a strip that had the focus has gone."""

    def __init__(self, bus: Bus, rest: Callable[[], None]) -> None:
        super().__init__()
        self._bus, self._rest = bus, rest
        self._asking: Asking | None = None

    def ask(
        self, strip: Asking, step: Step, job: Callable[[Any], Callable[[Work], Any]],
        then: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """Ask this now, instead of anything that is still asked; `job` makes the change of what was answered.

        `then` is called when it was made.
        """
        drafting = Drafting(self._bus, step.name, strip.form, strip.form)

        def done(_made: Any) -> None:
            self.put_away()
            if then:
                then()

        def answered(draft: Any) -> None:
            drafting.do(step.label, job(draft), done, strip.refuse, say=step.say)

        strip.answered.connect(answered)
        strip.put_away.connect(drafting.give_up)
        self.put(strip)
        drafting.start(step.key)

    def put(self, strip: Asking) -> None:
        """Show a strip whose answer is no change, instead of anything that is still asked."""
        self.put_away()
        self._asking = strip
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
