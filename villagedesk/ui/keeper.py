"""Keeps what is typed into a form safe: as a draft within seconds, for good after a rest, and back after a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.services import drafts
from villagedesk.services.desk import Work
from villagedesk.services.drafts import KeptDraft
from villagedesk.ui.bus import Bus
from villagedesk.ui.form import Form

_EVERY = 2_000  # milliseconds between two drafts
_REST = 30_000  # milliseconds without a key after which a field is kept as if it had been left
_Texts = tuple[dict[str, str], dict[str, str]]


class Keeper(QObject):
    """One for each form. `brought_back` when something typed earlier is in the form again."""

    brought_back = Signal()

    def __init__(self, bus: Bus, name: str, form: Form[Any]) -> None:
        """`name` is what the form's drafts are kept under."""
        super().__init__(form)
        self._bus, self._name, self._form, self._row = bus, name, form, ""
        self._noted: _Texts | None = None
        self._has_draft = False
        self._cancel: Callable[[], None] | None = None
        self._soon, self._rest = QTimer(self), QTimer(self)
        for timer, wait, slot in ((self._soon, _EVERY, self._write), (self._rest, _REST, form.keep)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(slot)
        form.edited.connect(self._edited)
        bus.closing.connect(self._close)

    def start(self, row: str) -> None:
        """The form shows `row` from now on; what was typed about it and never kept is brought back."""
        self._write()
        self._rest.stop()
        if self._cancel:
            self._cancel()
        self._row, self._has_draft = row, False
        self._cancel = self._bus.read(self, lambda session: drafts.get(session, self._name, row), self._offer)

    def send(
        self,
        label: str,
        job: Callable[[Work, dict[str, Any]], Any],
        refused: Callable[[Refused], None],
        done: Callable[[Any], None] | None = None,
    ) -> None:
        """Keep what differs from what the form was loaded with: `job` gets those fields. The draft goes with it.

        `done` gets what `job` returned.
        """
        form, name, row, changes = self._form, self._name, self._row, self._form.changes()
        if not changes:
            return

        def whole(work: Work) -> Any:
            drafts.drop(work, name, row)
            return job(work, changes)

        def kept(result: Any) -> None:
            if self._row == row:
                form.was_kept(changes)
            if done:
                done(result)

        def not_kept(error: Refused) -> None:
            self._note()
            refused(error)

        def failed(error: Unavailable) -> None:
            self._note()
            self._bus.failed.emit(error)

        self._soon.stop()
        self._rest.stop()
        self._noted, self._has_draft = None, False
        form.sends(changes)
        self._bus.do(self, label, whole, kept, not_kept, failed=failed)

    def forget(self) -> None:
        """What is typed was given up: its draft is dropped."""
        self._soon.stop()
        self._rest.stop()
        name, row, self._noted, self._has_draft = self._name, self._row, None, False
        self._bus.note(self, lambda work: drafts.drop(work, name, row))

    def _offer(self, draft: KeptDraft | None) -> None:
        if draft is None:
            return
        self._has_draft = True
        if self._form.bring_back(draft.loaded, draft.value):
            self.brought_back.emit()
        self._note()

    def _edited(self) -> None:
        self._note()
        if self._noted:
            self._rest.start()

    def _note(self) -> None:
        """Remember what is typed, to be written soon; nothing where there is nothing to write or to drop."""
        texts = self._form.typed()
        if not self._row or self._bus.is_closing or self._bus.desk.read_only:
            return
        self._noted = texts if texts[1] or self._has_draft else None
        if self._noted is None:
            self._soon.stop()
        elif not self._soon.isActive():
            self._soon.start()

    def _write(self) -> None:
        self._soon.stop()
        noted, self._noted = self._noted, None
        if noted is None:
            return
        (loaded, value), name, row = noted, self._name, self._row
        self._has_draft = bool(value)
        if value:
            self._bus.note(self, lambda work: drafts.keep(work, name, row, loaded, value))
        else:
            self._bus.note(self, lambda work: drafts.drop(work, name, row))

    def _close(self) -> None:
        self._write()
        self._rest.stop()
