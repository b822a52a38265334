"""What an import would change, shown before it is written: rows with a verdict each; and the backup before writing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.records.imports import ImportPreview, ImportRow, Verdict
from villagedesk.ui.announce import announce
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, secondary
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.colours import Tone
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.headrow import Head
from villagedesk.ui.labels import Label, heading, soft
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import Column, RowModel, Sort
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.tasks import Tasks
from villagedesk.ui.theme import current
from villagedesk.ui.working import Working

_LEAST = 200  # pixels at 100% that the rows get, however narrow the window

Told = Mapping[Verdict, tuple[str, Tone]]
"""What each verdict that there may be is called, and the tone of its badge."""


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    row: ImportRow
    about: str  # what tells it from others: the ward and the party, say

    def second(self) -> str:
        reason = "" if self.row.verdict is Verdict.ADDED and self.about else self.row.reason
        return ". ".join(part.rstrip(".") for part in (self.about, reason, *self.row.details) if part)


class Previewing(QWidget):
    """The rows with chips to filter them by verdict, and above them what it is about and the buttons.

    `wanted` asks to import, `changed` to compare again, `another` for another file. Whoever derives from it lays it out
    with its own form and buttons. `prefix` begins the names of its parts.
    """

    wanted = Signal()
    changed = Signal()
    another = Signal()
    given_up = Signal()

    def __init__(self, tasks: Tasks, prefix: str, told: Told, nothing: EmptyState, holds: str) -> None:
        super().__init__()
        self._lines: tuple[_Line, ...] = ()
        self._told = told
        self._chips = ChipRow()
        for name, words in (("all", _("All")), *((verdict, said) for verdict, (said, _tone) in told.items())):
            self._chips.add(name, words)
        self._chips.changed.connect(self._filter)
        self.list = self._make_list(tasks, nothing, holds)
        self._title, self._second = heading(), soft()
        self._problem = Label(role="error", wrap=True)
        self.ok, self.cancel = primary(_("Import")), secondary(_("Cancel"))
        self._other = secondary(_("Choose another file"))
        for label, name in ((self._title, "Title"), (self._problem, "Problem")):
            label.setObjectName(prefix + name)
        for button, name, signal in (
            (self.ok, "Now", self.wanted),
            (self.cancel, "Cancel", self.given_up),
            (self._other, "Other", self.another),
        ):
            button.setObjectName(prefix + name)
            button.clicked.connect(signal)

    def _make_list(self, tasks: Tasks, nothing: EmptyState, holds: str) -> CardList:
        def load(keys: Sequence[str]) -> Sequence[_Line]:
            return [self._lines[int(key)] for key in keys]

        column: Column[_Line] = Column(
            "", lambda line: line.row.name, second=_Line.second, badge=lambda line: self._told[line.row.verdict]
        )
        made = CardList(RowModel([column], load, tasks, sort=Sort("row"), parent=self), nothing, holds)
        made.setMinimumHeight(current().px(_LEAST))
        return made

    def _lay_out(self, form: QWidget, buttons: Sequence[QPushButton], *between: QWidget) -> None:
        head = Head([self._title, self._second, self._problem], buttons)
        head.add(form)
        self._found = QWidget()
        rows = QVBoxLayout(self._found)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self._chips)
        rows.addWidget(self.list, 1)
        inside = QVBoxLayout()
        inside.setSpacing(12)
        for part in (head, *between):
            inside.addWidget(part)
        inside.addWidget(self._found, 100)
        inside.addStretch(1)  # while there are no rows, so that the head stays as high as its words
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroller(inside, QMargins(0, 0, 12, 0)))

    def clear(self) -> None:
        """Show nothing but the title."""
        self._lines = ()
        self.say_problem("")
        for widget in (self._second, self._found, self.ok, self._other):
            widget.hide()
        for name in ("all", *self._told):
            self._chips.chip(name).show_count(None)
        self._filter("all")

    def say(self, title: str) -> None:
        """Say what is going on."""
        self._title.setText(title)

    def say_problem(self, message: str, *, other: bool = False) -> None:
        """Say why it was not read or imported; `other`: another file may be chosen instead."""
        self._problem.setText(message)
        self._problem.setVisible(bool(message))
        self._other.setVisible(other)
        if message:
            announce(self, message)

    def _show_rows(self, preview: ImportPreview, abouts: Mapping[tuple[int, str], str] | None = None) -> None:
        """Show the rows, how many there are of each verdict, and what is to be known about all of them.

        `abouts` are what tells a row from others, by its number and name.
        """
        about = abouts or {}
        self._lines = tuple(
            _Line(str(n), row, about.get((row.row, row.name), "")) for n, row in enumerate(preview.rows)
        )
        self._second.setText(" ".join(preview.notes))
        self._second.setVisible(bool(preview.notes))
        self._found.show()
        self.ok.show()
        self._chips.chip("all").show_count(len(preview.rows))
        for verdict in self._told:
            self._chips.chip(verdict).show_count(sum(row.verdict is verdict for row in preview.rows))
        self._filter(next(iter(self._chips.on()), "all"))

    def _filter(self, name: str) -> None:
        name = name or "all"
        self._chips.turn_on([name])
        lines = self._lines
        self.list.model.show(lambda _sort: [line.id for line in lines if name in ("all", line.row.verdict)])


def back_up_first(
    bus: Bus, working: Working, then: Callable[[], None], failed: Callable[[Refused | Unavailable], None]
) -> None:
    """Make a backup, then go on; every import begins so. `working` tells, and can be stopped until it is made."""

    def copied(_copy: object) -> None:
        bus.backed_up.emit()
        then()

    working.run(_("Making a backup first"), lambda _report: bus.desk.back_up(), copied, failed)
