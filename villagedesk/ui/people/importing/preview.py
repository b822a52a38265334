"""What an import would change, row by row, before anything is written; afterwards the report on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _, ngettext
from villagedesk.records.imports import CouncillorList, ImportOptions, ImportPreview, ImportRow, PeopleList, Verdict
from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import primary, quiet, secondary
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.editors import Line, Tick
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import Label, heading, soft
from villagedesk.ui.people.importing.head import Head
from villagedesk.ui.people.importing.words import TONES, counts, report, verdict_words
from villagedesk.ui.people.turnover.departed import DepartedCard
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
    about: str  # the ward and the party, or the places, where the list has them

    def second(self) -> str:
        reason = "" if self.row.verdict is Verdict.ADDED and self.about else self.row.reason
        return ". ".join(part.rstrip(".") for part in (self.about, reason, *self.row.details) if part)


class Preview(QWidget):
    """The rows with chips to filter them by verdict, what can be chosen about the list, and Import."""

    wanted = Signal()
    changed = Signal()
    back = Signal()
    another = Signal()
    given_up = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._lines: tuple[_Line, ...] = ()
        self._preview: ImportPreview | None = None
        self._chips = ChipRow()
        for name, words in (("all", _("All")), *verdict_words().items()):
            self._chips.add(name, words)
        self._chips.changed.connect(self._filter)
        self.list = self._make_list(tasks)
        self._title, self._second = heading(), soft()
        self._title.setObjectName("importTitle")
        self._problem = Label(role="error", wrap=True)
        self._problem.setObjectName("importProblem")
        self.form = Form(
            [
                Field("council", _("C&ouncil"), Line, _("Whose councillors these are"), half=True),
                Field("home_addresses", _("Take &home addresses too"), Tick, half=True),
            ],
            ImportOptions(),
        )
        self._whose = self.form.editor("council").parentWidget()  # with its label
        self.form.left.connect(lambda _name: self.changed.emit())
        self._make_buttons()
        self._lay_out()
        self.clear()

    def _make_buttons(self) -> None:
        self.ok, self.cancel = primary(_("Import")), secondary(_("Cancel"))
        self._other, self._back = secondary(_("Choose another file")), secondary(_("&Columns"))
        self._copy = quiet(_("Copy &report"))
        for button, name, signal in (
            (self.ok, "importNow", self.wanted),
            (self.cancel, "importCancel", self.given_up),
            (self._other, "importOther", self.another),
            (self._back, "importColumns", self.back),
        ):
            button.setObjectName(name)
            button.clicked.connect(signal)
        self._copy.setObjectName("importReport")
        self._copy.clicked.connect(self._copy_report)

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
            model, EmptyState("import", _("Nothing of this kind is in the list.")), _("What the list holds")
        )

    def _lay_out(self) -> None:
        head = Head(
            [self._title, self._second, self._problem], [self.cancel, self._copy, self._other, self._back, self.ok]
        )
        head.add(self.form)
        self.list.setMinimumHeight(current().px(_LEAST))
        self.departed = DepartedCard()
        self.departed.edited.connect(self.make_ready)
        self._found = QWidget()
        rows = QVBoxLayout(self._found)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self._chips)
        rows.addWidget(self.list, 1)
        inside = QVBoxLayout()
        inside.setSpacing(12)
        inside.addWidget(head)
        inside.addWidget(self.departed)
        inside.addWidget(self._found, 1)
        inside.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroller(inside))

    # what is shown

    def clear(self) -> None:
        """Show nothing but the title."""
        self._lines, self._preview = (), None
        self.cancel.setText(_("Cancel"))
        self._copy.setText(_("Copy &report"))
        self.say_problem("")
        self.departed.clear()
        for widget in (self._second, self.form, self._found, self.ok, self._other, self._back, self._copy):
            widget.hide()
        for name in ("all", *verdict_words()):
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

    def show_preview(
        self, preview: ImportPreview, options: ImportOptions, content: CouncillorList | PeopleList, *, of_table: bool
    ) -> None:
        """Show what would be written, and what can be chosen about it."""
        self.form.set_value(options)
        self.form.setVisible(isinstance(content, CouncillorList) or has_homes(content))
        if self._whose:
            self._whose.setVisible(isinstance(content, CouncillorList))
        for widget in (self._found, self.ok, self._copy):
            widget.show()
        self._back.setVisible(of_table)
        self._preview = preview
        about = abouts(content)
        self._lines = tuple(
            _Line(str(n), row, about.get((row.row, row.name), "")) for n, row in enumerate(preview.rows)
        )
        notes = " ".join(preview.notes)
        self._second.setText(notes)
        self._second.setVisible(bool(notes))
        self._chips.chip("all").show_count(len(preview.rows))
        for verdict, count in counts(preview).items():
            self._chips.chip(verdict).show_count(count)
        self.make_ready()
        self._filter(next(iter(self._chips.on()), "all"))
        if self.ok.isEnabled() and self.cancel.hasFocus():
            self.ok.setFocus()

    def make_ready(self) -> None:
        """Say on the button what it does, and let it be pressed."""
        preview, writes, ends = self._preview, self.writes(), self.departed.count()
        if preview is None:
            return
        words = _("Import {n}").format(n=writes) if writes else _("Import")
        if not preview.writes:
            words = ngettext("End {n} place", "End {n} places", ends).format(n=ends) if ends else _("Nothing to import")
        self.ok.setText(words)
        self.ok.setEnabled(preview.writes or ends > 0)

    def writes(self) -> int:
        """How many rows would be written."""
        return self._preview.added + self._preview.changed if self._preview else 0

    def show_done(self, title: str) -> None:
        """It has been imported: what was not taken stays to be read and copied."""
        self._title.setText(title)
        for widget in (self.form, self.ok, self._back, self.departed):
            widget.hide()
        self.cancel.setText(_("Done"))
        self.cancel.setFocus()
        self._filter(Verdict.REFUSED)

    def _filter(self, name: str) -> None:
        name = name or "all"
        self._chips.turn_on([name])
        lines = self._lines
        self.list.model.show(lambda _sort: [line.id for line in lines if name in ("all", line.row.verdict)])

    def _copy_report(self) -> None:
        if self._preview:
            QGuiApplication.clipboard().setText(report(self._preview))
            announce(self, _("The report was copied."))
            self._copy.setText(_("Copied"))


def has_homes(content: CouncillorList | PeopleList) -> bool:
    """Whether a list of people has home details of anybody in public office, which are taken only when asked for."""
    if isinstance(content, CouncillorList):
        return True
    public = {row.person for row in content.memberships if row.role in ("councillor", "portfolio")}
    return any(one.label == "home" for entry in content.people if entry.key in public for one in entry.contacts)


def abouts(content: CouncillorList | PeopleList) -> Mapping[tuple[int, str], str]:
    """What tells a row from others, by its number and name: ward and party, or position and body."""
    if isinstance(content, CouncillorList):
        return {
            (entry.row, entry.name): ", ".join(filter(None, (entry.ward, entry.party)))
            for entry in content.entries
            if entry.name
        }
    bodies = {entry.key: entry.name for entry in content.organizations}
    posts = {entry.key: entry.label for entry in content.posts}
    held: dict[str, str] = {}
    for row in content.memberships:
        words = (row.label or posts.get(row.post, ""), bodies.get(row.organization, ""))
        held.setdefault(row.person, ", ".join(filter(None, words)))
    return {(entry.row, entry.name): held.get(entry.key, "") for entry in content.people}
