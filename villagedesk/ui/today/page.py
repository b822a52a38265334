"""The first page: what is next, what needs somebody, and how the promises stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date, show_day
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.today import Tally, TodayContent
from villagedesk.services import today as today_
from villagedesk.ui.bar import Bar
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, quiet
from villagedesk.ui.card import Card
from villagedesk.ui.columns import Columns
from villagedesk.ui.commands import Commands
from villagedesk.ui.labels import soft, text
from villagedesk.ui.page import Page
from villagedesk.ui.rows import Rows
from villagedesk.ui.today.getback import GetBackCard
from villagedesk.ui.today.task import Task
from villagedesk.ui.today.words import (
    decision_tasks,
    first_steps,
    meeting_tasks,
    needs,
    question_tasks,
    tally_parts,
    when_and_where,
)


class TaskRows(Rows):
    """Rows that lead somewhere; `bus.goto` is asked for the place of the one that is pressed."""

    def __init__(self, bus: Bus, commands: Commands, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._bus, self._commands = bus, commands
        self._tasks: dict[str, Task] = {}
        self.activated.connect(self._open)

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show these instead."""
        self._tasks = {task.row.id: task for task in tasks}
        self.show_rows([task.row for task in tasks])

    def _open(self, row_id: str) -> None:
        task = self._tasks[row_id]
        self._bus.goto.emit(task.place, task.about)
        if task.command:
            self._commands.action(task.command).trigger()


class TodayPage(Page):
    """Cards in two columns; nothing is read or counted before the window has been painted."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(commands, show_day(bus.today()), scrolls=True)
        self._bus = bus
        self._content: TodayContent | None = None
        self._cancel: Callable[[], None] | None = None
        self._minute = primary(_("Take minutes"))
        self._minute.setObjectName("takeMinutes")
        self._minute.clicked.connect(self._take_minutes)
        self._minute.hide()
        self.set_main_button(self._minute)
        self._make_cards()
        self._lay_out()

    def shown(self, row_id: str | None) -> None:  # noqa: ARG002 - nothing on this page has an id
        self._read()

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - nearly everything shows here
        self._read()

    def meeting_id(self) -> str | None:
        return self._content.next.id if self._content and self._content.next else None

    def _make_cards(self) -> None:
        bus = self._bus
        self._next, self._next_rows = Card(), TaskRows(bus, self.commands, "nextMeeting")
        self._next_words = text()
        self._next_words.setObjectName("noMeeting")
        self._plan = quiet(_("Plan a meeting"), "add")
        self._plan.setObjectName("planMeeting")
        self._plan.clicked.connect(lambda: bus.goto.emit("meetings", None))
        self._needs, self._needs_rows = Card(_("Needs you")), TaskRows(bus, self.commands, "needsYou")
        self._needs_words = soft()
        self._needs_words.setObjectName("needsWords")
        self._more = quiet(_("All that is late or due"), "right")
        self._more.setObjectName("moreDue")
        self._more.clicked.connect(lambda: bus.goto.emit("actions", None))
        self._steps, self._step_rows = Card(_("First steps")), TaskRows(bus, self.commands, "firstSteps")
        self._promises, self._bars = Card(_("What was agreed")), _Bars()
        self._asked, self._asked_rows = Card(_("Not answered yet")), TaskRows(bus, self.commands, "notAnswered")
        self._more_asked = quiet("", "right")
        self._more_asked.setObjectName("moreAsked")
        self._more_asked.clicked.connect(lambda: bus.goto.emit("partnership", None))
        self._decided, self._decided_rows = Card(_("Last decisions")), TaskRows(bus, self.commands, "lastDecisions")
        self._get_back = GetBackCard(bus)
        shown = (self._next, self._needs, self._get_back, self._steps, self._asked, self._promises, self._decided)
        for card in shown:
            card.hide()

    def _lay_out(self) -> None:
        self._next.add(self._next_words)
        self._next.add(self._next_rows)
        self._next.add(self._plan)
        self._needs.add(self._needs_rows)
        self._needs.add(self._needs_words)
        self._needs.add(self._more)
        self._steps.add(soft(_("Everything you type is kept at once, and encrypted, in one file on this computer.")))
        self._steps.add(self._step_rows)
        self._promises.add(self._bars)
        self._decided.add(self._decided_rows)
        self._asked.add(self._asked_rows)
        self._asked.add(self._more_asked)
        columns = Columns()
        for card in (self._steps, self._next, self._needs, self._get_back):
            columns.left.addWidget(card)
        for card in (self._asked, self._promises, self._decided):
            columns.right.addWidget(card)
        for column in (columns.left, columns.right):
            column.addStretch(1)
        self.body.addWidget(columns, 1)

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        day, me = self._bus.today(), self._bus.desk.me
        self.set_title(show_day(day))
        self._cancel = self._bus.read(self, lambda session: today_.content(session, day, me), self._show_first)

    def _show_first(self, content: TodayContent) -> None:
        """Show what was found at once, beside what was known of the rest, and find the rest."""
        day, before = self._bus.today(), self._content
        self._cancel = self._bus.read(self, lambda session: today_.whole(session, content, day), self._show)
        if before:
            content = replace(
                content, get_back=before.get_back, get_back_count=before.get_back_count, privacy=before.privacy
            )
        self._show(content)

    def _show(self, content: TodayContent) -> None:
        self._content = content
        self._steps.setVisible(content.is_new)
        if content.is_new:
            self._step_rows.show_tasks(first_steps())
        self._show_next(content)
        self._show_needs(content)
        self._get_back.show_due(content.get_back, content.get_back_count)
        self._show_asked(content)
        self._show_sides(content)

    def _show_next(self, content: TodayContent) -> None:
        meeting = content.next
        self._next.setVisible(not content.is_new)
        self._next_rows.setVisible(meeting is not None)
        self._next_words.setVisible(meeting is None)
        self._plan.setVisible(meeting is None)
        self._minute.setVisible(meeting is not None and self.commands.action("take_minutes").isVisible())
        if meeting:
            self._next.set_title(meeting.title)
            self._next.set_aside(when_and_where(meeting))
            self._next_rows.show_tasks(meeting_tasks(meeting))
        else:
            self._next.set_title(_("Next meeting"))
            self._next.set_aside("")
            self._next_words.setText(_("No meeting is planned."))

    def _show_needs(self, content: TodayContent) -> None:
        tasks = needs(content, self._bus.today())
        more = content.due_count - len(content.due)
        self._needs.setVisible(not content.is_new)
        self._needs.set_aside(str(len(tasks) + more) if tasks else "")
        self._needs_rows.show_tasks(tasks)
        self._needs_words.setText("" if tasks else _("Nothing is late and nothing waits. Enjoy the evening."))
        self._needs_words.setVisible(not tasks)
        self._more.setText(
            ngettext("{n} more that is late or due", "{n} more that are late or due", more).format(n=more)
        )
        self._more.setVisible(more > 0)

    def _show_asked(self, content: TodayContent) -> None:
        more = content.question_count - len(content.questions)
        self._asked.setVisible(bool(content.questions))
        self._asked.set_aside(str(content.question_count))
        self._asked_rows.show_tasks(question_tasks(content.questions, self._bus.today()))
        self._more_asked.setText(ngettext("{n} more question", "{n} more questions", more).format(n=more))
        self._more_asked.setVisible(more > 0)

    def _show_sides(self, content: TodayContent) -> None:
        sides = [
            (_("The council"), content.theirs),
            (_("Us"), content.ours),
            (_("Both together"), content.joint),
        ]
        shown = [(name, tally) for name, tally in sides if tally.total]
        self._promises.setVisible(bool(shown))
        self._promises.set_aside(_("done since {date}").format(date=show_date(content.since)))
        self._bars.show_sides(shown)
        self._decided.setVisible(bool(content.decisions))
        self._decided_rows.show_tasks(decision_tasks(content.decisions))

    def _take_minutes(self) -> None:
        """Go to the meeting, whose place knows how to begin."""
        if self._content and self._content.next:
            self._bus.goto.emit("meetings", self._content.next.id)
            self.commands.action("take_minutes").trigger()


class _Bars(QWidget):
    """One bar for each side, with its name above it."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._made: list[tuple[str, Tally]] | None = None

    def show_sides(self, sides: list[tuple[str, Tally]]) -> None:
        """Show these instead."""
        if sides == self._made:
            return
        self._made = sides
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for name, tally in sides:
            self._column.addWidget(soft(name))
            bar = Bar(tally_parts(tally))
            bar.setAccessibleName(f"{name}: {bar.accessibleName()}")
            self._column.addWidget(bar)
            self._column.addSpacing(8)
