"""Something new: a form in the detail's place, kept in one step; what is half typed outlives a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.services.desk import Work
from villagedesk.services.drafts import NEW
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, primary, quiet
from villagedesk.ui.card import Card
from villagedesk.ui.form import Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import heading


class Adding(Card):
    """`added` carries the new key; `given_up` when it is to go away."""

    added = Signal(str)
    given_up = Signal()

    def __init__(
        self, bus: Bus, name: str, title: str, form: Form[Any], first: str, add: Callable[[Work, Any], str]
    ) -> None:
        """`first` is the field that is typed first; drafts are kept under `name`."""
        super().__init__(scrolls=True)
        self.setObjectName(f"new_{name}")
        self.setAccessibleName(title)
        self.form, self._label, self._starts, self._add = form, title, first, add
        self._empty = form.value()
        self._drafting = Drafting(bus, f"new_{name}", form, form)
        keep, cancel = primary(title), quiet(_("Cancel"))
        keep.setObjectName("keepNew")
        cancel.setObjectName("cancelNew")
        keep.clicked.connect(self._keep)
        cancel.clicked.connect(self._give_up)
        self.body.setSpacing(14)
        self.add(heading(title))
        self.add(form)
        self.body.addLayout(button_row(keep, cancel))
        self.body.addStretch(1)

    def begin(self, draft: Any) -> None:
        """Start from what is known, unless something else is being typed; the first field is typed next."""
        if self.form.value() == self._empty:
            self.form.reset(draft)
            self._drafting.start(NEW)
        self.form.editor(self._starts).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        if self.form.show_problems():
            return
        typed, add = self.form.value(), self._add
        self._drafting.do(self._label, lambda work: add(work, typed), self._was_added, self._refused)

    def _was_added(self, key: str) -> None:
        self.form.reset(self._empty)
        self.added.emit(key)

    def _give_up(self) -> None:
        self.form.reset(self._empty)
        self._drafting.give_up()
        self.given_up.emit()

    def _refused(self, error: Refused) -> None:
        self.form.show_error(error.field or self._starts, error.message)
