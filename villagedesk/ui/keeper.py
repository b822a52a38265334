"""Keeps what is typed safe: as a draft within seconds, for good with a change, and back after a crash."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.services import drafts
from villagedesk.services.desk import Work
from villagedesk.services.drafts import NEW, KeptDraft
from villagedesk.ui.bus import Bus
from villagedesk.ui.form import Form, brought_back
from villagedesk.ui.labels import Label
from villagedesk.ui.textboxes import LineBox, TextBox

_EVERY = 2_000  # milliseconds between two drafts
_REST = 30_000  # milliseconds without a key after which what is typed is kept as if it had been left
_Values = Mapping[str, Any]


class Typing(Protocol):
    """Where something is typed: a form, a line of its own, rows of lines."""

    @property
    def edited(self) -> SignalInstance:
        """At every change by the person."""

    def typed(self) -> tuple[_Values, _Values]:
        """What was loaded and what stands there now, of all that differs; two empty ones when nothing does."""

    def bring_back(self, loaded: _Values, typed: _Values) -> bool:
        """Put back what was typed when there was `loaded`, and say so; whether anything came."""


class TypedBox(QObject):
    """A box outside a form. `note` says below it that words came back; whoever has the box gives it its place."""

    edited = Signal()

    def __init__(self, box: LineBox | TextBox) -> None:
        super().__init__(box)
        self._box, self._loaded = box, ""
        self.note = Label(role="hint", wrap=True)
        self.note.setObjectName(f"{box.objectName()}_note")
        self.note.hide()
        box.textChanged.connect(self._changed)

    def load(self, words: str) -> None:
        """Show words that are no draft."""
        self._loaded = words
        if isinstance(self._box, LineBox):
            self._box.setText(words)
        else:
            self._box.setPlainText(words)
        self.note.hide()

    def was_kept(self, words: str) -> None:
        """These words are stored now; what has been typed since stays."""
        self._loaded = words
        self._changed()

    def words(self) -> str:
        """What stands in the box."""
        return self._box.text() if isinstance(self._box, LineBox) else self._box.toPlainText()

    def typed(self) -> tuple[_Values, _Values]:
        """What was loaded and what stands there, when they differ."""
        words = self.words()
        return ({"text": self._loaded}, {"text": words}) if words != self._loaded else ({}, {})

    def bring_back(self, loaded: _Values, typed: _Values) -> bool:  # noqa: ARG002 - nobody else writes here
        """Put words back, unless others are being typed."""
        words = str(typed.get("text", ""))
        if self.words() != self._loaded or words == self._loaded:
            return False
        self._box.selectAll()
        if isinstance(self._box, LineBox):
            self._box.insert(words)  # as if it were typed, unlike setText
        else:
            self._box.insertPlainText(words)
        self.note.setText(brought_back())
        self.note.show()
        return True

    def _changed(self) -> None:
        if self.words() == self._loaded:
            self.note.hide()
        self.edited.emit()


class Drafting(QObject):
    """One for each place where something is typed. `brought_back` when something typed earlier is there again."""

    brought_back = Signal()

    def __init__(self, bus: Bus, name: str, typing: Typing, place: QObject, rest: Callable[[], None] | None = None):
        """`name` is what the drafts are kept under; `rest` is called when nothing was typed for a while.

        When `place` is hidden, the draft is written at once.
        """
        super().__init__(place)
        self._bus, self._name, self._typing, self._row = bus, name, typing, ""
        self._noted: tuple[_Values, _Values] | None = None
        self._has_draft = False
        self._cancel: Callable[[], None] | None = None
        self._soon, self._rest = QTimer(self), QTimer(self)
        for timer, wait, slot in ((self._soon, _EVERY, self._write), (self._rest, _REST, rest)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            if slot:
                timer.timeout.connect(slot)
        self._rests = rest is not None
        typing.edited.connect(self._edited)
        bus.closing.connect(self._close)
        if isinstance(place, QWidget):
            place.installEventFilter(self)

    def start(self, row: str) -> None:
        """It is about `row` from now on (`NEW`: nothing yet); what was typed and never kept is brought back."""
        self._write()
        self._stop()
        self._row, self._has_draft = row, False
        name = self._name
        self._cancel = self._bus.read(self, lambda session: drafts.get(session, name, row), self._offer)

    def do(
        self,
        label: str,
        job: Callable[[Work], Any],
        done: Callable[[Any], None] | None = None,
        refused: Callable[[Refused], None] | None = None,
        *,
        say: str = "",
    ) -> None:
        """Make what was typed a change, as `Bus.do`; the draft goes with it.

        When nothing comes of it, what was typed is a draft as before, and back in a line that was emptied at once.
        """
        bus, name, row, texts = self._bus, self._name, self._row, self._typing.typed()

        def whole(work: Work) -> Any:
            drafts.drop(work, name, row)
            return job(work)

        def back() -> None:
            if self._row == row:
                self._has_draft = True
                self._typing.bring_back(*texts)
                self._note()

        def not_kept(error: Refused) -> None:
            back()
            if refused:
                refused(error)
            else:
                bus.said.emit(error.message, None)

        def failed(error: Unavailable) -> None:
            back()
            bus.failed.emit(error)

        self._write()
        self._stop()
        self._has_draft = False
        bus.do(self, label, whole, done, not_kept, failed=failed, say=say)

    def give_up(self) -> None:
        """What was typed is thrown away."""
        name, row = self._name, self._row
        self._stop()
        self._noted, self._has_draft = None, False
        if row and not self._bus.desk.read_only:
            self._bus.note(self, lambda work: drafts.drop(work, name, row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self._write()
        return super().eventFilter(watched, event)

    def _offer(self, draft: KeptDraft | None) -> None:
        if draft is None:
            return
        self._has_draft = True
        if self._typing.bring_back(draft.loaded, draft.value):
            self.brought_back.emit()
        self._note()

    def _edited(self) -> None:
        self._note()
        if self._noted and self._rests:
            self._rest.start()

    def _note(self) -> None:
        """Remember what is typed, to be written soon; nothing where there is nothing to write or to drop."""
        loaded, value = self._typing.typed()
        if not self._row or self._bus.is_closing or self._bus.desk.read_only:
            return
        self._noted = (loaded if self._row != NEW else {}, value) if value or self._has_draft else None
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
            self._bus.note(self, lambda work: drafts.keep(work, name, row, dict(loaded), dict(value)))
        else:
            self._bus.note(self, lambda work: drafts.drop(work, name, row))

    def _stop(self) -> None:
        self._soon.stop()
        self._rest.stop()
        if self._cancel:
            self._cancel()

    def _close(self) -> None:
        self._write()
        self._rest.stop()


class Keeper(Drafting):
    """For a form whose fields are kept one by one, as they are left or after a rest."""

    def __init__(self, bus: Bus, name: str, form: Form[Any]) -> None:
        super().__init__(bus, name, form, form, form.keep)
        self._form = form

    def send(self, label: str, job: Callable[[Work, dict[str, Any]], Any], refused: Callable[[Refused], None]) -> None:
        """Keep what differs from what the form was loaded with: `job` gets those fields."""
        form, row, changes = self._form, self._row, self._form.changes()
        if not changes:
            return

        def kept(_result: Any) -> None:
            if self._row == row:
                form.was_kept(changes)

        form.sends(changes)
        self.do(label, lambda work: job(work, changes), kept, refused)
