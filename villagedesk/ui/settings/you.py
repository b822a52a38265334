"""Who uses this copy of the group: their name stands beside what they change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from villagedesk.core.i18n import _
from villagedesk.core.text import fold
from villagedesk.records.people import Choice
from villagedesk.ui.bus import Bus
from villagedesk.ui.card import Card
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.textboxes import LineBox


class YouCard(Card):
    """A name to type; the person must be among the people of the group."""

    def __init__(self, bus: Bus) -> None:
        super().__init__(_("You"))
        self._bus = bus
        self._names: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        label = soft(_("Who uses this computer?"))
        self._line = LineBox()
        self._line.setObjectName("me")
        self._line.setAccessibleName(label.text())
        self._line.setPlaceholderText(_("Type a part of your name"))
        self._line.left.connect(self._left)
        self._line.returnPressed.connect(self._left)
        self._error = Label(role="error", wrap=True)
        self._error.setObjectName("me_error")
        self._error.hide()
        for widget in (label, self._line, self._error):
            self.add(widget)
        self.add(soft(_("Your name is kept beside each change that you make here.")))

    def show_people(self, people: Sequence[Choice]) -> None:
        """Everybody there is to choose from; the one who sits here is shown."""
        names = {person.id: person.name for person in people}
        if names != self._names:
            self._names = names
            self._ids = {fold(name): key for key, name in names.items()}
            completer = QCompleter(list(names.values()), self._line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(lambda _name: self._left())
            self._line.setCompleter(completer)
        if not self._line.hasFocus():
            self._show_me()

    def _show_me(self) -> None:
        self._line.setText(self._names.get(self._bus.desk.me or "", ""))

    def _left(self) -> None:
        typed = self._line.text().strip()
        person_id = self._ids.get(fold(typed), "")
        problem = ""
        if typed and not person_id:
            problem = _("Nobody here is called “{typed}”. Add them in People first.").format(typed=typed)
        self._error.setText(problem)
        self._error.setVisible(bool(problem))
        if person_id and person_id != self._bus.desk.me:
            self._bus.run(self, lambda _report: self._bus.desk.sit(person_id), lambda _done: None)
        elif not typed:
            self._show_me()
