"""Taking in meetings from a file: read, looked at, then written as one change."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from villagedesk import exchange
from villagedesk.core import paths
from villagedesk.core.changes import ChangeKind
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.calendar import Calendar, CouncilMeeting
from villagedesk.records.imports import ImportOptions, ImportPreview, Reading
from villagedesk.services import councilmeetings, imports
from villagedesk.services.desk import Session
from villagedesk.ui.bus import Bus
from villagedesk.ui.importing import back_up_first
from villagedesk.ui.meetings.calendar.preview import Preview
from villagedesk.ui.working import Working


class Taking(QWidget):
    """`chosen` carries the file that was chosen; `ended` whether anything was taken in, and the one meeting, if any."""

    chosen = Signal(object)
    ended = Signal(bool, str)

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus = bus
        self._reading: Reading | None = None
        self._preview: ImportPreview | None = None
        self._is_copying = self._is_writing = False
        self._shown, self._working = Preview(bus.tasks), Working(bus.tasks)
        self._working.stopped.connect(self._was_stopped)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._working)
        column.addWidget(self._shown, 1)
        self._shown.given_up.connect(self._give_up)
        self._shown.another.connect(self.choose_file)
        self._shown.changed.connect(self._look)
        self._shown.wanted.connect(self._import)

    def choose_file(self) -> None:
        """Ask which file to take in."""
        dialog = QFileDialog(self.window(), _("Import meetings"), str(paths.documents_dir()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Calendars and council meetings (*.ics *.ical *.xml)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.chosen.emit(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path) -> None:
        """Read a file and show what it would change."""
        self._reading = self._preview = None
        self._shown.clear()
        self._shown.form.reset(ImportOptions())
        title = _("Reading {name}").format(name=path.name)
        self._shown.say(title)
        self._shown.cancel.setFocus()
        self._working.run(
            title,
            lambda report: exchange.read(path, report=report),
            self._was_read,
            partial(self._could_not, path.name),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _was_read(self, reading: Reading) -> None:
        if not isinstance(reading.content, Calendar | CouncilMeeting):
            message = _("This holds people, not meetings: import it under People. Nothing has been changed.")
            self._could_not(reading.source, Refused(message))
            return
        self._reading = reading
        self._look()

    def _could_not(self, name: str, error: Refused | Unavailable) -> None:
        self._is_copying = False
        self._set_writing(False)
        if isinstance(error, Refused) and error.field == "council":
            self._shown.say(_("What {name} would change").format(name=name))
            self._shown.ask_whose(self._shown.form.value(), error.message)
            return
        self._shown.say(_("{name} was not imported").format(name=name))
        self._shown.say_problem(error.sentence() if isinstance(error, Unavailable) else error.message, other=True)

    def _look(self) -> None:
        """Compare the file, as whoever's it is said to be, with what is here."""
        reading, today = self._reading, self._bus.today()
        if reading is None:
            return
        options = self._shown.form.value()
        self._shown.say(_("What {name} would change").format(name=reading.source))

        def look(session: Session) -> tuple[ImportOptions, ImportPreview]:
            asked = options
            if isinstance(reading.content, CouncilMeeting) and not options.council:
                asked = replace(options, council=councilmeetings.body_guess(session, reading.content))
            return asked, imports.preview(session, reading, asked, today)

        self._shown.ok.setEnabled(False)
        self._working.run(
            _("Comparing with what is here"),
            lambda _report: self._bus.desk.read(look),
            self._show,
            partial(self._could_not, reading.source),
        )

    def _show(self, looked: tuple[ImportOptions, ImportPreview]) -> None:
        options, self._preview = looked
        self._shown.say_problem("")
        self._shown.ask_whose(options)
        self._shown.show_preview(self._preview)
        if not self._shown.isAncestorOf(self.focusWidget() or self):
            (self._shown.ok if self._preview.writes else self._shown.cancel).setFocus()

    def _import(self) -> None:
        reading, seen, options = self._reading, self._preview, self._shown.form.value()
        if reading is None or seen is None:
            return
        self._shown.ok.setEnabled(False)
        self._is_copying = True
        could_not = partial(self._could_not, reading.source)
        back_up_first(self._bus, self._working, partial(self._write, reading, seen, options), could_not)

    def _write(self, reading: Reading, seen: ImportPreview, options: ImportOptions) -> None:
        self._is_copying = False
        self._set_writing(True)
        n = seen.added + seen.changed + seen.cancelled
        could_not = partial(self._could_not, reading.source)
        self._bus.do(
            self,
            _("Import meetings"),
            lambda work: imports.apply(work, reading, options),
            lambda taken: self._end(done=True, meeting_id=taken.meeting_id),
            could_not,
            failed=could_not,
            say=ngettext("Imported {n} change", "Imported {n} changes", n).format(n=n),
            kind=ChangeKind.IMPORT,
        )

    def _set_writing(self, on: bool) -> None:
        """While it is written there is nothing to cancel: afterwards it is undone."""
        self._is_writing = on
        self._shown.cancel.setEnabled(not on)

    def _was_stopped(self) -> None:
        """Before it is written the changes can be looked at again; a file that was not compared yet is left."""
        if self._is_copying and self._preview:
            self._is_copying = False
            self._shown.make_ready(self._preview)
        else:
            self._give_up()

    def _give_up(self) -> None:
        if not self._is_writing:
            self._working.cancel()
            self._end(done=False)

    def _end(self, *, done: bool, meeting_id: str = "") -> None:
        self._is_copying = False
        self._set_writing(False)
        self._reading = self._preview = None
        self._shown.clear()
        self.ended.emit(done, meeting_id)
