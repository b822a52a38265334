"""What taking in meetings would change, one line each, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _, ngettext
from villagedesk.records.imports import ImportOptions, ImportPreview, ImportRow, Verdict
from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import primary, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.editors import Line
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.form import Field, Form
from villagedesk.ui.headrow import HeadRow
from villagedesk.ui.labels import Label, heading, soft
from villagedesk.ui.meetings.calendar.words import TONES, verdict_words
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import Column, RowModel, Sort
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.tasks import Tasks
from villagedesk.ui.theme import current

_LEAST = 200  # pixels at 100% that the rows get, however narrow the window


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    row: ImportRow

    def second(self) -> str:
        return ". ".join(part.rstrip(".") for part in (self.row.reason, *self.row.details) if part)


class Preview(QWidget):
    """The rows with chips to filter them by what becomes of them, whose meetings they are, and Import."""

    wanted = Signal()
    changed = Signal()
    another = Signal()
    given_up = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._lines: tuple[_Line, ...] = ()
        self._chips = ChipRow()
        for name, words in (("all", _("All")), *verdict_words().items()):
            self._chips.add(name, words)
        self._chips.changed.connect(self._filter)
        self.list = self._make_list(tasks)
        self._title, self._second = heading(), soft()
        self._title.setObjectName("takeTitle")
        self._problem = Label(role="error", wrap=True)
        self._problem.setObjectName("takeProblem")
        whose = Field("council", _("&Whose meetings"), Line, _("Empty: our own. Else the body's name"), half=True)
        self.form: Form[ImportOptions] = Form([whose], ImportOptions())
        self.form.left.connect(lambda _name: self.changed.emit())
        self.ok, self.cancel = primary(_("Import")), secondary(_("Cancel"))
        self._other = secondary(_("Choose another file"))
        for button, name, signal in (
            (self.ok, "takeNow", self.wanted),
            (self.cancel, "takeCancel", self.given_up),
            (self._other, "takeOther", self.another),
        ):
            button.setObjectName(name)
            button.clicked.connect(signal)
        self._lay_out()
        self.clear()

    def _make_list(self, tasks: Tasks) -> CardList:
        def load(keys: Sequence[str]) -> Sequence[_Line]:
            return [self._lines[int(key)] for key in keys]

        column: Column[_Line] = Column(
            "",
            lambda line: line.row.name,
            second=_Line.second,
            badge=lambda line: (verdict_words()[line.row.verdict], TONES[line.row.verdict]),
        )
        model = RowModel([column], load, tasks, sort=Sort("row"), parent=self)
        return CardList(
            model, EmptyState("meetings", _("Nothing of this kind is in the file.")), _("What the file holds")
        )

    def _lay_out(self) -> None:
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        for label in (self._title, self._second, self._problem):
            words.addWidget(label)
        head = Card()
        head.add(HeadRow(said, self.cancel, self._other, self.ok))
        head.add(self.form)
        self.list.setMinimumHeight(current().px(_LEAST))
        self._found = QWidget()
        rows = QVBoxLayout(self._found)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self._chips)
        rows.addWidget(self.list, 1)
        inside = QVBoxLayout()
        inside.setSpacing(12)
        inside.addWidget(head)
        inside.addWidget(self._found, 1)
        inside.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroller(inside, QMargins(0, 0, 12, 0)))

    def clear(self) -> None:
        """Show nothing but the title."""
        self._lines = ()
        self.say_problem("")
        for widget in (self._second, self.form, self._found, self.ok, self._other):
            widget.hide()
        self._filter("all")

    def say(self, title: str) -> None:
        """Say what is going on."""
        self._title.setText(title)

    def say_problem(self, message: str, *, other: bool = False) -> None:
        """Say why it was not read or taken in; `other`: another file may be chosen instead."""
        self._problem.setText(message)
        self._problem.setVisible(bool(message))
        self._other.setVisible(other)
        if message:
            announce(self, message)

    def ask_whose(self, options: ImportOptions, problem: str = "") -> None:
        """Offer to say whose meetings they are; `problem` when that has to be said first."""
        self.form.set_value(options)
        self.form.show()
        if problem:
            self.form.show_error("council", problem)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what would be written."""
        self._lines = tuple(_Line(str(n), row) for n, row in enumerate(preview.rows))
        self._second.setText(" ".join(preview.notes))
        self._second.setVisible(bool(preview.notes))
        self._found.show()
        counts = {verdict: sum(row.verdict is verdict for row in preview.rows) for verdict in verdict_words()}
        self._chips.chip("all").show_count(len(preview.rows))
        for verdict, count in counts.items():
            self._chips.chip(verdict).show_count(count)
        n = preview.added + preview.changed + preview.cancelled
        self.ok.setText(ngettext("Import {n} change", "Import {n} changes", n).format(n=n) if n else _("Nothing new"))
        self.ok.setEnabled(preview.writes)
        self.ok.show()
        self._filter(next(iter(self._chips.on()), "all"))

    def _filter(self, name: str) -> None:
        name = name or "all"
        self._chips.turn_on([name])
        lines = self._lines
        self.list.model.show(lambda _sort: [line.id for line in lines if name in ("all", Verdict(line.row.verdict))])
