"""Meetings from other programs and to them: a file taken in, a calendar given out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary
from villagedesk.ui.card import Card
from villagedesk.ui.commands import Commands
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import soft, strong, text
from villagedesk.ui.meetings.calendar.giving import GiveCalendar
from villagedesk.ui.meetings.calendar.taking import Taking
from villagedesk.ui.meetings.calendar.words import where_from
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.steps import Steps
from villagedesk.ui.view import View

CALENDAR = "calendar"


class CalendarView(View):
    """What can be taken in and given out; while a file is looked at, what it would change."""

    def __init__(self, bus: Bus, commands: Commands) -> None:  # noqa: ARG002 - every view is built with them
        super().__init__()
        self._taking, self._giving, self._steps = Taking(bus), GiveCalendar(bus), Steps()
        self._choose = primary(_("Choose a &file"), "import")
        self._choose.setObjectName("takeChoose")
        self._choose.clicked.connect(self._taking.choose_file)
        self._steps.addWidget(self._start())
        self._steps.addWidget(self._taking)
        self._taking.chosen.connect(self.read)
        self._taking.ended.connect(self._ended)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._steps)
        self.setFocusProxy(self._choose)

    def _start(self) -> QWidget:
        take = Card(_("Take in meetings"))
        take.add(
            text(
                _(
                    "From a calendar (.ics), or a council's published meeting with its agenda, papers, minutes and who "
                    "attended. You see what would change before anything is written, and one undo takes it back."
                )
            )
        )
        row = FlowLayout(spacing=8)
        row.addWidget(self._choose)
        take.body.addLayout(row)
        take.add(soft(_("Or drop a file on the window.")))
        for what, how in where_from():
            take.add(strong(what))
            words = soft(how)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            take.add(words)
        inside = QVBoxLayout()
        inside.setSpacing(12)
        inside.addWidget(take)
        inside.addWidget(self._giving)
        inside.addStretch(1)
        holder = QWidget()
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroller(inside, QMargins(0, 0, 12, 0)))
        return holder

    def follow(self) -> None:
        self._giving.follow()

    def read(self, path: Path) -> None:
        """Show what taking in a file would change."""
        self._steps.setCurrentWidget(self._taking)
        self._taking.read(path)

    def _ended(self, done: bool, meeting_id: str) -> None:
        self._steps.setCurrentIndex(0)
        if done:
            self.went.emit("meetings", meeting_id)
        self._choose.setFocus()
