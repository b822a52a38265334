"""Who uses this copy of the group: their name stands beside what they change."""

from __future__ import annotations

from collections.abc import Sequence

from villagedesk.core.i18n import _
from villagedesk.records.people import Choice
from villagedesk.ui.bus import Bus
from villagedesk.ui.card import Card
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.pick import Pick


class YouCard(Card):
    """A name to type; the person must be among the people of the group."""

    def __init__(self, bus: Bus) -> None:
        super().__init__(_("You"))
        self._bus = bus
        label = soft(_("Who uses this computer?"))
        self._pick = Pick(_("Type a part of your name"))
        self._pick.box.setObjectName("me")
        self._pick.box.setAccessibleName(label.text())
        self._pick.left.connect(self._left)
        self._error = Label(role="error", wrap=True)
        self._error.setObjectName("me_error")
        self._error.hide()
        for widget in (label, self._pick, self._error):
            self.add(widget)
        self.add(soft(_("Your name is kept beside each change that you make here.")))

    def show_people(self, people: Sequence[Choice]) -> None:
        """Everybody there is to choose from; the one who sits here is shown."""
        self._pick.offer(people)
        if not self._pick.box.hasFocus():
            self._pick.set_value(self._bus.desk.me)

    def _left(self) -> None:
        problem = self._pick.problem()
        if problem:
            problem = _("Nobody here is called that. Add them in People first.")
        self._error.setText(problem)
        self._error.setVisible(bool(problem))
        person_id = self._pick.value()
        if not problem and person_id and person_id != self._bus.desk.me:
            self._bus.run(self, lambda _report: self._bus.desk.sit(person_id), lambda _done: None)
        elif not problem and not person_id:
            self._pick.set_value(self._bus.desk.me)
