"""Who is no longer on a council's list: chosen one by one, their places end with the import."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.records.imports import Departed, ImportPreview
from villagedesk.records.turnover import Ending
from villagedesk.ui.card import Card
from villagedesk.ui.editors import DateLine
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.theme import current
from villagedesk.ui.tickbox import TickBox


class DepartedCard(Card):
    """`edited` when somebody was ticked or the day was changed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(_("No longer on the list"))
        self.setObjectName("departed")
        self._ticks: list[tuple[TickBox, Departed]] = []
        self._words: list[Label] = []
        self._today = date.min
        self.add(soft(_("Tick whose place ends with this import. What they had promised can be handed on afterwards.")))
        self._people = QWidget()
        self._column = QVBoxLayout(self._people)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.add(self._people)
        self._label = Label(_("Their last &day"), "soft")
        self._day = DateLine(lambda: self._today)
        self._day.box.setObjectName("departedDay")
        self._day.box.setAccessibleName(_("Their last day"))
        self._day.setMaximumWidth(420)
        self._label.setBuddy(self._day.box)
        self._problem = Label(role="error", wrap=True)
        self._problem.setObjectName("departedProblem")
        for widget in (self._label, self._day, self._problem):
            self.add(widget)
        self._problem.hide()
        self._day.edited.connect(self._say)
        self.hide()

    def show_departed(self, preview: ImportPreview, ending: Ending, today: date) -> None:
        """Show who is gone or moved, each ticked when `ending` ends their place; nothing where nobody is."""
        self._today = today
        if tuple(somebody for _tick, somebody in self._ticks) != preview.departed:
            self._show_people(preview, ending)
            self._day.set_value(ending.on)
        self.setVisible(bool(preview.departed))

    def value(self) -> Ending:
        """What is ticked, and the last day."""
        keys = [key for tick, somebody in self._ticks if tick.isChecked() for key in somebody.membership_ids]
        return Ending(self._day.value(), tuple(keys))

    def count(self) -> int:
        """How many people's places end."""
        return sum(tick.isChecked() for tick, _somebody in self._ticks)

    def problem(self) -> str:
        """What is wrong with the day; "" when nobody is ticked."""
        if not self.count():
            return ""
        if problem := self._day.problem():
            return problem
        day = self._day.value()
        if day is None:
            return _("Say which day was their last.")
        return _("That day is still ahead.") if day > self._today else ""

    def show_problem(self) -> bool:
        """Say what is wrong with the day, if anything is, and go there."""
        self._say()
        if self.problem():
            self._day.setFocus()
        return bool(self.problem())

    def clear(self) -> None:
        """Nobody."""
        self._show_people(None, Ending(None))
        self.hide()

    def _show_people(self, preview: ImportPreview | None, ending: Ending) -> None:
        for widget in (*(tick for tick, _somebody in self._ticks), *self._words):
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._ticks, self._words = [], []
        for number, somebody in enumerate(preview.departed if preview else ()):
            tick = TickBox(somebody.name.replace("&", "&&"), self._people)
            tick.setObjectName(f"departed_{number}")
            tick.setAccessibleDescription(_words(somebody))
            tick.setChecked(bool(set(somebody.membership_ids) & set(ending.membership_ids)))
            tick.toggled.connect(self._say)
            words = soft(_words(somebody))
            words.setContentsMargins(current().px(28), 0, 0, current().px(4))
            for widget in (tick, words):
                self._column.addWidget(widget)
                widget.show()
            self._ticks.append((tick, somebody))
            self._words.append(words)

    def _say(self) -> None:
        self._problem.setText(self.problem())
        self._problem.setVisible(bool(self.problem()))
        self.edited.emit()


def _words(somebody: Departed) -> str:
    held = ", ".join(somebody.held)
    if somebody.has_moved:
        return _("Moved: on the list for another ward than {post}").format(post=held)
    return held
