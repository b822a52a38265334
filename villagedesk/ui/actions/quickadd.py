"""The line above the log: an action typed as it is said, and what was understood of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core import quickline
from villagedesk.core.dates import show_day
from villagedesk.core.i18n import _
from villagedesk.core.quickline import PartKind, QuickLine
from villagedesk.services import actionline, actions
from villagedesk.services.actionline import Understood
from villagedesk.services.drafts import NEW
from villagedesk.ui.announce import announce
from villagedesk.ui.bus import Bus
from villagedesk.ui.chip import RemovableChip
from villagedesk.ui.doubts import doubts, enter_again
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.keeper import Drafting, TypedBox
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.textboxes import LineBox

_REST = 120  # milliseconds without a key before the line is read


class QuickAdd(QWidget):
    """Enter adds what stands in the line; `added` carries the new action's id."""

    added = Signal(str)

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus = bus
        self._refused_parts: list[tuple[PartKind, str]] = []
        self._chosen: dict[str, str] = {}  # by the words, which of several people
        self._warned = ""  # the words that look like a date, once Enter was pressed and it was said that they are none
        self._cancel: Callable[[], None] | None = None
        self.line = LineBox()
        self.line.setObjectName("quickAdd")
        self.line.setAccessibleName(_("Add an action"))
        self.line.setPlaceholderText(_("Add an action: Chase treasurer re hall roof fri"))
        self._chips = QWidget()
        self._chips.setObjectName("understood")
        self._flow = FlowLayout(self._chips)
        self._error = Label(role="error", wrap=True)
        self._error.setObjectName("quickAdd_error")
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._box = TypedBox(self.line)
        self._drafting = Drafting(bus, "new_action", self._box, self)
        column.addWidget(self.line)
        column.addWidget(self._box.note)
        column.addWidget(self._chips)
        column.addWidget(self._error)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self._read)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._add)
        self._chips.hide()
        self.setFocusProxy(self.line)
        self._drafting.start(NEW)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def _typed(self, text: str) -> None:
        self._say("")
        if not text.strip():
            self._refused_parts.clear()
            self._chosen.clear()
            self._forget()
        else:
            self._timer.start()

    def _line(self) -> QuickLine:
        """What stands there, without what was taken back."""
        line = quickline.read(self.line.text(), self._bus.today())
        for part in line.parts:
            if (part.kind, part.words) in self._refused_parts:
                line = line.without(part)
        return line

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        line, today, chosen = self._line(), self._bus.today(), dict(self._chosen)
        self._cancel = self._bus.read(
            self, lambda session: actionline.understand(session, line, today, chosen), self._show
        )  # fmt: skip

    def _show(self, understood: Understood) -> None:
        """Chips for the owner and the date; the words that are left say what is to be done."""
        self._empty()
        line = understood.line
        owner, due, by = (line.part(kind) for kind in (PartKind.OWNER, PartKind.DUE, PartKind.MEETING))
        unclear = doubts(understood, self._choose)
        if not (owner or due or by or unclear or any(letter.isdigit() for letter in line.text)):
            self._chips.hide()
            return
        if owner:
            self._add_chip("understood_owner", _("Who: {name}").format(name=understood.owner), owner)
        if due and due.due:
            words = _("By: {day}, already past") if due.due < self._bus.today() else _("By: {day}")
            self._add_chip("understood_due", words.format(day=show_day(due.due)), due)
        if by:
            self._add_chip("understood_meeting", _("By: {meeting}").format(meeting=understood.meeting), by)
        before: QWidget = self.line
        for widget in unclear:
            self._flow.addWidget(widget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                self.setTabOrder(before, widget)
                before = widget
        self._flow.addWidget(soft(_("What: {text}").format(text=understood.draft.text), wrap=False))
        self._chips.show()
        self._chips.updateGeometry()

    def _add_chip(self, name: str, text: str, part: quickline.Part) -> None:
        chip = RemovableChip(text)
        chip.setObjectName(name)
        chip.removed.connect(lambda: self._take_back(part))
        self._flow.addWidget(chip)

    def _take_back(self, part: quickline.Part) -> None:
        self._refused_parts.append((part.kind, part.words))
        self.line.setFocus()
        self._read()

    def _choose(self, words: str, person_id: str) -> None:
        self._chosen[words] = person_id
        self.line.setFocus()
        self._read()

    def _add(self) -> None:
        """The line is read anew, here and in the change itself: what was shown may be a moment old."""
        typed, line, chosen = self.line.text(), self._line(), dict(self._chosen)
        if not typed.strip():
            return
        if line.unread and line.unread != self._warned:
            self._read()  # which says what is no date
            self._say(enter_again())
            self._warned = line.unread
            return
        self._drafting.do(
            _("Add action"),
            lambda work: actions.add(work, actionline.understand(work.session, line, work.today, chosen).draft),
            self.added.emit,
            lambda error: self._say(error.message),
            say=_("Action added"),
        )
        self._warned = ""
        self._box.load("")  # unlike clear(), so that Ctrl+Z takes back the action and not the emptying

    def _say(self, message: str) -> None:
        self._error.setText(message)
        self._error.setVisible(bool(message))
        if message:
            announce(self.line, message)

    def _forget(self) -> None:
        self._timer.stop()
        if self._cancel:
            self._cancel()
        self._empty()
        self._chips.hide()

    def _empty(self) -> None:
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
