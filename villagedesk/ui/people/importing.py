"""Taking in a list from outside: what it would change is shown row by row before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from villagedesk import exchange
from villagedesk.core import paths
from villagedesk.core.changes import ChangeKind
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.imports import CouncillorList, ImportOptions, ImportPreview, ImportRow, Reading, Verdict
from villagedesk.services import imports
from villagedesk.services.desk import Session
from villagedesk.ui.announce import announce
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.colours import Tone
from villagedesk.ui.editors import Line, Tick
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import Label, heading, soft
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import Column, RowModel, Sort
from villagedesk.ui.working import Working

_TONES: dict[Verdict, Tone] = {
    Verdict.ADDED: "kept",
    Verdict.CHANGED: "neutral",
    Verdict.UNCHANGED: "",
    Verdict.REFUSED: "late",
}


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    row: ImportRow
    about: str  # the ward and the party, where the list has them

    def second(self) -> str:
        reason = "" if self.row.verdict is Verdict.ADDED and self.about else self.row.reason
        return ". ".join(part.rstrip(".") for part in (self.about, reason, *self.row.details) if part)


class Importing(QWidget):
    """`chosen` carries the file that was chosen; `finished` whether anything was taken in."""

    chosen = Signal(object)
    finished = Signal(bool)

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus = bus
        self._reading: Reading | None = None
        self._lines: tuple[_Line, ...] = ()
        self._writes = 0  # how many rows the import would write
        self._chips = ChipRow()
        for name, words in (("all", _("All")), *_verdict_words().items()):
            self._chips.add(name, words)
        self._chips.turn_on(["all"])
        self._chips.changed.connect(self._filter)
        self._list = self._make_list()
        self._working = Working(bus.tasks)
        self._lay_out()
        self._clear()

    def choose_file(self) -> None:
        """Ask which file to take in."""
        dialog = QFileDialog(self.window(), _("Import a list"), str(paths.documents_dir()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Lists (*.xml)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.chosen.emit(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path) -> None:
        """Read a file and show what it would change."""
        self._clear()
        self._title.setText(_("Reading {name}").format(name=path.name))
        self._cancel.setFocus()
        self._working.run(
            _("Reading {name}").format(name=path.name),
            lambda report: exchange.read(path, report=report),
            self._was_read,
            partial(self._could_not, path.name),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _make_list(self) -> CardList:
        def load(keys: Sequence[str]) -> Sequence[_Line]:
            return [self._lines[int(key)] for key in keys]

        column: Column[_Line] = Column(
            "",
            lambda line: line.row.name,
            second=_Line.second,
            badge=lambda line: (_verdict_words()[line.row.verdict], _TONES[line.row.verdict]),
        )
        model = RowModel([column], load, self._bus.tasks, sort=Sort("row"), parent=self)
        return CardList(
            model, EmptyState("import", _("Nothing of this kind is in the list.")), _("What the list holds")
        )

    def _lay_out(self) -> None:
        self._title, self._second = heading(), soft()
        self._title.setObjectName("importTitle")
        self._problem = Label(role="error", wrap=True)
        self._problem.setObjectName("importProblem")
        fields = [
            Field("council", _("C&ouncil"), Line, _("Whose councillors these are"), half=True),
            Field("home_addresses", _("Take &home addresses too"), Tick, half=True),
        ]
        self._form = Form(fields, ImportOptions())
        self._form.left.connect(lambda _name: self._preview())
        self._ok, self._cancel = primary(_("Import")), secondary(_("Cancel"))
        self._other = secondary(_("Choose another file"))
        self._other.setObjectName("importOther")
        self._other.clicked.connect(self.choose_file)
        self._ok.setObjectName("importNow")
        self._cancel.setObjectName("importCancel")
        self._ok.clicked.connect(self._import)
        self._cancel.clicked.connect(self._give_up)
        self._found = QWidget()
        rows = QVBoxLayout(self._found)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self._chips)
        rows.addWidget(self._list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._head())
        column.addWidget(self._working)
        column.addWidget(self._found, 1)
        column.addStretch()

    def _head(self) -> Card:
        words = QVBoxLayout()
        words.setSpacing(4)
        for label in (self._title, self._second, self._problem):
            words.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addLayout(words, 1)
        for button in (self._cancel, self._other, self._ok):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        head = Card()
        head.body.addLayout(top)
        head.add(self._form)
        return head

    # reading and telling

    def _was_read(self, reading: Reading) -> None:
        self._reading = reading
        self._title.setText(_("What {name} would change").format(name=reading.source))
        self._form.reset(ImportOptions())
        self._preview()

    def _could_not(self, name: str, error: Refused | Unavailable) -> None:
        self._title.setText(_("{name} was not imported").format(name=name))
        self._other.show()
        self._say_problem(error.sentence() if isinstance(error, Unavailable) else error.message)

    def _preview(self) -> None:
        """Compare the list, with the options on screen, with what is here."""
        reading, options = self._reading, self._form.value()
        if reading is None:
            return

        def look(session: Session) -> tuple[ImportOptions, ImportPreview]:
            asked = (
                options if options.council else replace(options, council=imports.council_for(session, reading.content))
            )
            return asked, imports.preview(session, reading, asked, self._bus.today())

        self._ok.setEnabled(False)
        self._bus.read(self, look, self._show_preview)

    def _show_preview(self, looked: tuple[ImportOptions, ImportPreview]) -> None:
        options, preview = looked
        self._form.set_value(options)
        for widget in (self._form, self._found, self._ok):
            widget.show()
        content = self._reading.content if self._reading else None
        entries = content.entries if isinstance(content, CouncillorList) else ()
        about = {entry.row: ", ".join(filter(None, (entry.ward, entry.party))) for entry in entries if entry.name}
        self._lines = tuple(_Line(str(number), row, about.get(row.row, "")) for number, row in enumerate(preview.rows))
        self._second.setText(" ".join(preview.notes))
        self._second.setVisible(bool(preview.notes))
        self._chips.chip("all").show_count(len(preview.rows))
        for verdict, count in _counts(preview).items():
            self._chips.chip(verdict).show_count(count)
        self._writes = preview.added + preview.changed
        self._ok.setText(_("Import {n}").format(n=self._writes) if self._writes else _("Nothing to import"))
        self._ok.setEnabled(bool(self._writes))
        self._filter(next(iter(self._chips.on()), "all"))
        if self._writes and self._cancel.hasFocus():
            self._ok.setFocus()

    def _filter(self, name: str) -> None:
        name = name or "all"
        self._chips.turn_on([name])
        lines = self._lines
        self._list.model.show(lambda _sort: [line.id for line in lines if name in ("all", line.row.verdict)])

    # taking in

    def _import(self) -> None:
        self._ok.setEnabled(False)
        self._working.run(
            _("Making a backup first"),
            lambda _report: self._bus.desk.back_up(),
            lambda _copy: self._write(),
            partial(self._could_not, self._reading.source if self._reading else ""),
        )

    def _write(self) -> None:
        reading, options = self._reading, self._form.value()
        self._bus.backed_up.emit()
        if reading is None:
            return
        self._bus.do(
            self,
            _("Import a list"),
            lambda work: imports.apply(work, reading, options),
            lambda _preview: self._end(True),
            lambda error: self._could_not(reading.source, error),
            say=ngettext("Imported {n} entry", "Imported {n} entries", self._writes).format(n=self._writes),
            kind=ChangeKind.IMPORT,
        )

    def _give_up(self) -> None:
        self._working.cancel()
        self._end(False)

    def _end(self, anything: bool) -> None:
        self._clear()
        self.finished.emit(anything)

    def _clear(self) -> None:
        self._reading, self._lines, self._writes = None, (), 0
        self._say_problem("")
        for widget in (self._second, self._form, self._found, self._ok, self._other):
            widget.hide()
        for name in ("all", *Verdict):
            self._chips.chip(name).show_count(None)
        self._filter("all")

    def _say_problem(self, message: str) -> None:
        self._problem.setText(message)
        self._problem.setVisible(bool(message))
        if message:
            announce(self, message)


def _verdict_words() -> dict[Verdict, str]:
    return {
        Verdict.ADDED: _("To add"),
        Verdict.CHANGED: _("To change"),
        Verdict.UNCHANGED: _("As it is"),
        Verdict.REFUSED: _("Not taken"),
    }


def _counts(preview: ImportPreview) -> dict[Verdict, int]:
    return {
        Verdict.ADDED: preview.added,
        Verdict.CHANGED: preview.changed,
        Verdict.UNCHANGED: preview.unchanged,
        Verdict.REFUSED: preview.refused,
    }
