"""What narrows the log and the board to one owner, body, meeting or goal, or to what was done since a day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from villagedesk.core.i18n import _
from villagedesk.records.actions import ActionChoices, Narrow
from villagedesk.records.people import Choice as Known
from villagedesk.ui.actions.asked import named
from villagedesk.ui.bus import Bus
from villagedesk.ui.chooser import Chooser
from villagedesk.ui.editors import Choice, DateLine, Editor
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.theme import current

_KIND, _KEY = 250, 280  # pixels at 100%
_MONTH = 30  # days: what was done in them is what a meeting asks for first


class Narrowing(QWidget):
    """`changed` when it narrows to something else; `now` is to what, and may be read in any thread."""

    changed = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._today, self._choices = bus.today, ActionChoices()
        self.now: tuple[Narrow | None, str] = (None, "")
        self.kind = Choice([(None, _("Any owner, meeting or goal")), *_kind_words().items()])
        self.kind.box.setObjectName("narrowBy")
        self.kind.box.setAccessibleName(_("Narrow the list"))
        self.kind.set_value(None)
        self._which, self._since = Chooser(_("Type a name")), DateLine(bus.today)
        self._which.line.setObjectName("narrowTo")
        self._since.line.setObjectName("narrowSince")
        self._which.line.setAccessibleName(_("Which one"))
        self._since.line.setAccessibleName(_("Done since"))
        self._since.echo.hide()
        self._flow = FlowLayout(self, spacing=8)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for editor in (self.kind, self._which, self._since):
            self._flow.addWidget(editor)
        self._which.hide()
        self._since.hide()
        self.kind.left.connect(self._turn)
        self._which.picked.connect(self._tell)
        self._which.left.connect(self._tell)
        self._since.left.connect(self._tell)
        current().changed.connect(self._fit)
        self._fit()

    def add(self, widget: QWidget) -> None:
        """Put something behind what is chosen."""
        self._flow.addWidget(widget)

    def offer(self, choices: ActionChoices) -> None:
        """What there is to narrow to."""
        self._choices = choices
        self._which.set_options(named(self._known()))

    def narrow(self) -> tuple[Narrow | None, str]:
        """To what it narrows, and to which one; (None, "") while nothing is chosen."""
        kind = self.kind.value()
        if kind is Narrow.DONE_SINCE:
            day: date | None = None if self._since.problem() else self._since.value()
            return (kind, day.isoformat()) if day else (None, "")
        found = None if self._which.problem() else self._which.value()
        return (kind, found.id) if kind and isinstance(found, Known) else (None, "")

    def clear(self) -> None:
        """Narrow to nothing, without a signal."""
        self.kind.set_value(None)
        self._show_editors()
        self.now = (None, "")

    def _known(self) -> tuple[Known, ...]:
        kind, found = self.kind.value(), self._choices
        of = {
            Narrow.OWNER: (*found.people, *found.bodies), Narrow.BODY: found.bodies,
            Narrow.MEETING: found.meetings, Narrow.GOAL: found.goals,
        }  # fmt: skip
        return of.get(kind, ())

    def _turn(self) -> None:
        self._show_editors()
        editor: Editor | None = {None: None, Narrow.DONE_SINCE: self._since}.get(self.kind.value(), self._which)
        if editor is self._since and not self._since.value():
            self._since.set_value(self._today() - timedelta(days=_MONTH))
        if editor:
            editor.setFocus()
        self._tell()

    def _show_editors(self) -> None:
        kind = self.kind.value()
        self._which.clear()
        self._which.set_options(named(self._known()))
        self._which.setVisible(kind is not None and kind is not Narrow.DONE_SINCE)
        self._since.setVisible(kind is Narrow.DONE_SINCE)
        self.updateGeometry()

    def _tell(self) -> None:
        if self.narrow() != self.now:
            self.now = self.narrow()
            self.changed.emit()

    def _fit(self) -> None:
        self.kind.setFixedWidth(current().px(_KIND))
        for editor in (self._which, self._since):
            editor.setFixedWidth(current().px(_KEY))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(_KIND), super().minimumSizeHint().height())


def _kind_words() -> dict[Narrow, str]:
    return {
        Narrow.OWNER: _("One owner's"),
        Narrow.BODY: _("One department's"),
        Narrow.MEETING: _("Of one meeting"),
        Narrow.GOAL: _("For one goal"),
        Narrow.DONE_SINCE: _("Done since a day"),
    }
