"""An editor of who took part: found as one types, or a new name, each a chip that can be taken away."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.records.interactions import ParticipantDraft
from villagedesk.records.people import Choice
from villagedesk.ui.announce import announce
from villagedesk.ui.chip import RemovableChip
from villagedesk.ui.chooser import Chooser
from villagedesk.ui.editors import Editor
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.pick import options


class Participants(Editor):
    """The value is a tuple of ParticipantDraft. Enter or leaving the line adds what is in it; Backspace takes back."""

    def __init__(self, people: Sequence[Choice], bodies: Sequence[Choice], silent: Collection[str]) -> None:
        """`silent` are the ids of those who asked not to be contacted, which their chips say."""
        self._chooser = Chooser(_("Type a name, and Enter for the next"))
        super().__init__(self._chooser.line)
        self._chooser.setParent(self)
        self._chooser.hide()
        self._silent = silent
        self._bodies = {choice.id for choice in bodies}
        self._names = {choice.id: choice.name for choice in (*people, *bodies)}
        self._chooser.set_options(options([*people, *bodies]))
        self._value: tuple[ParticipantDraft, ...] = ()
        self._chips = FlowLayout(spacing=6)
        holder = QWidget()
        holder.setLayout(self._chips)
        self._holder = holder
        beside = self.layout()
        assert beside is not None
        line = QWidget()
        line.setLayout(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(holder)
        column.addWidget(line)
        self._chooser.edited.connect(self.edited)
        self._chooser.picked.connect(self._take)
        self._chooser.left.connect(self._take)
        self._chooser.line.returnPressed.connect(self._entered)
        self._chooser.line.installEventFilter(self)

    def value(self) -> tuple[ParticipantDraft, ...]:
        """Who is there as chips, and what is in the line."""
        typed = self._typed()
        return (*self._value, typed) if typed else self._value

    def set_value(self, value: tuple[ParticipantDraft, ...]) -> None:
        self._value = tuple(value)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_empty = bool(self._value) and not self._chooser.line.text()
        if is_empty and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_back = event.key() == Qt.Key.Key_Backspace
            if is_back:
                self._remove(self._value[-1])
            return is_back
        return super().eventFilter(watched, event)

    def _typed(self) -> ParticipantDraft | None:
        words = one_line(self._chooser.line.text())
        if not words:
            return None
        found = None if self._chooser.problem() else self._chooser.value()
        if not isinstance(found, Choice):
            return ParticipantDraft(words)
        is_body = found.id in self._bodies
        return ParticipantDraft(
            found.name, person_id=None if is_body else found.id, organization_id=found.id if is_body else None
        )

    def _entered(self) -> None:
        """Enter takes what is typed also while names are offered, unless one of them is marked."""
        if self._chooser.is_offering():
            self._take()

    def _take(self) -> None:
        """What is in the line becomes a chip."""
        if (typed := self._typed()) is not None:
            if _key(typed) not in map(_key, self._value):
                self._value = (*self._value, typed)
            self._chooser.clear()
            self._show()
            announce(self, _("{name} added").format(name=typed.name))
            self.edited.emit()
        self.left.emit()

    def _remove(self, gone: ParticipantDraft) -> None:
        self._value = tuple(one for one in self._value if one != gone)
        self._show()
        self.box.setFocus()
        self.edited.emit()
        self.left.emit()

    def _show(self) -> None:
        while item := self._chips.takeAt(0):
            if chip := item.widget():
                chip.hide()
                chip.deleteLater()
        for one in self._value:
            known = one.person_id or one.organization_id
            words = one.name or self._names.get(known or "", "") or one.address
            if known in self._silent:
                made = RemovableChip(_("{name}: Do not contact").format(name=words), "late")
            else:
                made = RemovableChip(words, "neutral" if known else "")
            made.setToolTip("" if known else _("Not among your people yet"))
            made.removed.connect(lambda one=one: self._remove(one))
            self._chips.addWidget(made)
        self._holder.setVisible(bool(self._value))


def _key(one: ParticipantDraft) -> str:
    return one.person_id or one.organization_id or one.name.casefold()
