"""Taking in a list from outside: chosen or pasted, its columns told, its changes looked at, then written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from villagedesk import exchange
from villagedesk.core import paths
from villagedesk.core.changes import ChangeKind
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.progress import Report
from villagedesk.records.calendar import Calendar, CouncilMeeting
from villagedesk.records.imports import CouncillorList, ImportOptions, ImportPreview, PeopleList, Reading, Table
from villagedesk.records.people import PeopleFilter
from villagedesk.records.turnover import Ending
from villagedesk.services import imports, mappings, turnover
from villagedesk.services.desk import Session, Work
from villagedesk.ui import begin
from villagedesk.ui.bus import Bus
from villagedesk.ui.importing import back_up_first
from villagedesk.ui.people.importing.columns import Columns
from villagedesk.ui.people.importing.preview import Preview
from villagedesk.ui.people.importing.start import Start
from villagedesk.ui.steps import Steps
from villagedesk.ui.working import Working


class Importing(QWidget):
    """`chosen` carries the file that was chosen; `finished` the filter that shows what was taken in, "" for nothing;
    `ended` before that the keys of those whose place ended with it."""

    chosen = Signal(object)
    finished = Signal(str)
    ended = Signal(tuple)

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus = bus
        self._reading: Reading | None = None  # as it was read
        self._mapped: Reading | None = None  # as it is imported
        self._path: Path | None = None  # of the file that is read
        self._is_done = self._is_copying = self._is_writing = False
        self._start, self._columns, self._shown = Start(), Columns(), Preview(bus.tasks)
        self._working = Working(bus.tasks)
        self._working.stopped.connect(self._was_stopped)
        self._steps = Steps()
        for step in (self._start, self._columns, self._shown):
            self._steps.addWidget(step)
            step.given_up.connect(self._give_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._working)
        column.addWidget(self._steps, 1)
        self._start.file_wanted.connect(self.choose_file)
        self._start.paste_wanted.connect(self.paste)
        self._columns.ready.connect(self._preview)
        self._shown.back.connect(lambda: self._steps.setCurrentWidget(self._columns))
        self._shown.another.connect(self.start)
        self._shown.changed.connect(self._preview)
        self._shown.wanted.connect(self._import)

    def start(self) -> None:
        """Show what can be taken in, and where lists are found."""
        self._clear()
        self._start.say("")
        self._steps.setCurrentWidget(self._start)
        self._start.choose.setFocus()

    def choose_file(self) -> None:
        """Ask which file to take in."""
        dialog = QFileDialog(self.window(), _("Import a list"), str(paths.documents_dir()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [_("Lists (*.xml *.csv *.tsv *.txt *.xlsx *.ods *.vcf *.json *.ics)"), _("All files (*)")]
        )
        dialog.fileSelected.connect(lambda path: self.chosen.emit(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path) -> None:
        """Read a file and show what it would change."""
        self._path = path
        self._read(path.name, lambda report: exchange.read(path, report=report))

    def paste(self) -> None:
        """Read the table on the clipboard and show what it would change."""
        copied = QGuiApplication.clipboard().mimeData() or QMimeData()  # there is none where nothing was ever copied
        html, words = copied.html(), copied.text()
        copied_text = html if "<table" in html.lower() else words
        if not copied_text.strip():
            self._start.say(_("There is no text on the clipboard: copy the table first, then paste it here."))
            return
        name, self._path = _("the pasted table"), None
        self._read(name, lambda report: exchange.read_pasted(copied_text, name, report=report))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    # reading and telling

    def _read(self, name: str, job: Callable[[Report], Reading]) -> None:
        self._clear()
        self._steps.setCurrentWidget(self._shown)
        title = _("Reading {name}").format(name=name)
        self._shown.say(title)
        self._shown.cancel.setFocus()
        self._working.run(title, job, self._was_read, partial(self._could_not, name))

    def _was_read(self, reading: Reading) -> None:
        if isinstance(reading.content, Calendar | CouncilMeeting) and self._path:
            self._clear()
            self.finished.emit("")
            self._bus.goto.emit("meetings", begin.file(self._path))
            return
        self._reading = reading
        self._shown.form.reset(ImportOptions())
        if isinstance(reading.content, Table):
            self._show_columns(reading, reading.content)
        else:
            self._preview()

    def _show_columns(self, reading: Reading, table: Table) -> None:
        def look(session: Session) -> tuple[dict[int, str], str]:
            chosen = mappings.columns(session, table)
            return chosen, mappings.body_for(session, chosen)

        def show(found: tuple[dict[int, str], str]) -> None:
            self._columns.show_table(reading.source, table, *found)
            self._steps.setCurrentWidget(self._columns)
            self._columns.go_on.setFocus()

        self._bus.read(self, look, show)

    def _could_not(self, name: str, error: Refused | Unavailable) -> None:
        self._is_copying = False
        self._set_writing(False)
        self._shown.say(_("{name} was not imported").format(name=name))
        self._shown.say_problem(error.sentence() if isinstance(error, Unavailable) else error.message, other=True)

    def _preview(self) -> None:
        """Compare the list, with the columns and options on screen, with what is here."""
        if self._reading is None:
            return
        reading = mappings.mapped(self._reading, self._columns.chosen(), self._columns.body())
        options, today = self._shown.form.value(), self._bus.today()
        self._mapped = reading
        self._shown.say(_("What {name} would change").format(name=reading.source))
        self._steps.setCurrentWidget(self._shown)

        def look(session: Session) -> tuple[ImportOptions, ImportPreview, Ending]:
            asked = options
            if isinstance(reading.content, CouncillorList) and not options.council:
                asked = replace(options, council=imports.council_for(session, reading.content))
            found = imports.preview(session, reading, asked, today)
            return asked, found, turnover.ending_of(session, found, today)

        self._shown.ok.setEnabled(False)
        self._working.run(
            _("Comparing with what is here"),
            lambda _report: self._bus.desk.read(look),
            self._show_preview,
            partial(self._could_not, reading.source),
        )

    def _show_preview(self, looked: tuple[ImportOptions, ImportPreview, Ending]) -> None:
        options, preview, ending = looked
        self._shown.departed.show_departed(preview, ending, self._bus.today())
        if self._mapped and isinstance(self._mapped.content, CouncillorList | PeopleList):
            of_table = bool(self._reading and isinstance(self._reading.content, Table))
            self._shown.show_preview(preview, options, self._mapped.content, of_table=of_table)
            if not self._shown.isAncestorOf(self.focusWidget() or self):
                (self._shown.ok if preview.writes else self._shown.cancel).setFocus()

    # taking in

    def _import(self) -> None:
        if self._shown.departed.show_problem():
            return
        self._shown.ok.setEnabled(False)
        self._is_copying = True
        could_not = partial(self._could_not, self._mapped.source if self._mapped else "")
        back_up_first(self._bus, self._working, self._write, could_not)

    def _write(self) -> None:
        reading, read, options = self._mapped, self._reading, self._shown.form.value()
        if reading is None or read is None:
            return
        chosen, ending = self._columns.chosen(), self._shown.departed.value()

        def afterwards(work: Work, preview: ImportPreview) -> None:
            turnover.end_departed(work, preview, ending)
            if isinstance(read.content, Table):
                mappings.remember(work, read.content, chosen)

        self._is_copying = False
        self._set_writing(True)
        n = self._shown.writes()
        self._shown.say(ngettext("Writing {n} entry", "Writing {n} entries", n).format(n=n))
        said = ngettext("Imported {n} entry", "Imported {n} entries", n).format(n=n)
        self._bus.do(
            self,
            _("Import a list"),
            lambda work: imports.apply(work, reading, options, afterwards),
            partial(self._was_written, frozenset(ending.membership_ids)),
            lambda error: self._could_not(reading.source, error),
            failed=lambda error: self._could_not(reading.source, error),
            say=said,
            kind=ChangeKind.IMPORT,
        )

    def _set_writing(self, on: bool) -> None:
        """While it is written there is nothing to cancel: afterwards it is undone."""
        self._is_writing = on
        self._shown.cancel.setEnabled(not on)

    def _was_written(self, ended: frozenset[str], preview: ImportPreview) -> None:
        self._set_writing(False)
        self.ended.emit(tuple(gone.person_id for gone in preview.departed if ended.intersection(gone.membership_ids)))
        if not preview.refused:
            self._end(True)
            return
        self._is_done = True
        n = preview.refused
        title = ngettext("Imported; {n} row was not taken", "Imported; {n} rows were not taken", n).format(n=n)
        self._shown.show_done(title)

    def _was_stopped(self) -> None:
        """Before it is written the changes can be looked at again; a list that was not compared yet is left."""
        if self._is_copying:
            self._is_copying = False
            self._shown.make_ready()
        else:
            self._give_up()

    def _give_up(self) -> None:
        if self._is_writing:
            return
        self._working.cancel()
        self._end(self._is_done)

    def _end(self, anything: bool) -> None:
        is_council = bool(self._reading and isinstance(self._reading.content, CouncillorList))
        self._clear()
        only = PeopleFilter.COUNCILLORS if is_council else PeopleFilter.ALL
        self.finished.emit(only if anything else "")

    def _clear(self) -> None:
        self._reading, self._mapped, self._is_done, self._is_copying = None, None, False, False
        self._shown.clear()
