"""The welcome: what is shown while no group is open, from the first run to a file that does not open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from villagedesk import settings
from villagedesk.core import paths
from villagedesk.core.clock import Clock
from villagedesk.core.errors import NeedsCode, Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report
from villagedesk.services import backups, founding, group
from villagedesk.services.backups import BackupRow
from villagedesk.services.desk import Desk, Keyring, can_remember
from villagedesk.services.founding import FoundingDraft
from villagedesk.ui.dialogs import tell_error
from villagedesk.ui.labels import Label, Lead
from villagedesk.ui.opening import opening
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.tasks import Tasks
from villagedesk.ui.theme import Theme
from villagedesk.ui.welcome.founding import BeginScreen, NameScreen, RecoveryScreen
from villagedesk.ui.welcome.opening import OpeningScreen
from villagedesk.ui.welcome.screen import Screen
from villagedesk.ui.welcome.start import StartScreen
from villagedesk.ui.welcome.trouble import CodeScreen, TroubleScreen
from villagedesk.ui.working import Working

_WIDEST_BAND = 300  # pixels, whatever the size of the text
Failed = Callable[[Refused | Unavailable], None]


class WelcomeWindow(QWidget):
    """`opened` carries an open Desk, and the name of the command to begin with ("" for none)."""

    opened = Signal(object, str)

    def __init__(
        self,
        theme: Theme,
        keyring: Keyring,
        clock: Clock,
        path: Path | None = None,
        error: Refused | Unavailable | None = None,
        unfinished: Desk | None = None,
    ) -> None:
        """With `error` begins at what is wrong with `path`, without one at its being opened.

        With `unfinished` goes on with that group's first run.
        """
        super().__init__()
        self._theme, self._keyring, self._clock = theme, keyring, clock
        self._desk: Desk | None = None
        self._screen: Screen | None = None
        self.tasks = Tasks(self)
        self._working = Working(self.tasks)
        self.setWindowTitle("VillageDesk")
        self.setMinimumSize(900, 600)
        self.resize(1000, 700)
        self._lay_out()
        if unfinished:
            self._resume(unfinished)
        elif path and error:
            self.could_not_open(path, error)
        elif path:
            self.show_opening(path)
        else:
            self.show_start()

    def show_start(self) -> None:
        """Make, open, or look at the example."""
        files = [path for name in settings.load().recent if (path := Path(name)).is_file()]
        screen = StartScreen(files)
        screen.chosen.connect(self._choose)
        screen.recent.connect(self.open)
        self._show(screen)

    def new(self) -> None:
        """The first step of a new group."""
        screen = NameScreen()
        screen.back.connect(self.show_start)
        screen.ready.connect(lambda draft: self._found(draft, screen))
        self._show(screen)

    def open(self, path: Path, code: str | None = None, failed: Failed | None = None) -> None:
        """Open a group; `failed` is told instead of another screen being shown."""
        self._run(
            _("Opening {name}").format(name=path.stem),
            opening(path, self._keyring, self._clock, code),
            lambda answer: self._opened(*answer),
            failed or (lambda error: self.could_not_open(path, error)),
        )

    def show_opening(self, path: Path) -> None:
        """Say that a group is being opened, by whoever made this window."""
        self._show(OpeningScreen(path))

    def could_not_open(self, path: Path, error: Refused | Unavailable) -> None:
        """Ask for the code, or say why a group does not open and what to do."""
        if isinstance(error, NeedsCode):
            self._ask_for_code(path)
        else:
            self._tell_trouble(path, error)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._working.cancel()
        self.tasks.finish()
        self._let_go()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        band = QFrame()
        band.setProperty("role", "rail")
        band.setFixedWidth(min(self._theme.px(240), _WIDEST_BAND))
        words = QVBoxLayout(band)
        words.setContentsMargins(24, 36, 24, 24)
        words.setSpacing(8)
        name = Label("VillageDesk", "heading")
        name.setObjectName("groupName")
        words.addWidget(name)
        words.addWidget(Label(_("For groups that work with their council"), wrap=True))
        words.addStretch(1)
        words.addWidget(Lead(_("Everything stays on this computer, in one locked file."), "soft"))
        page = QWidget()
        page.setObjectName("page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._place = QVBoxLayout()
        middle = QHBoxLayout()
        middle.addLayout(self._place, 1)
        right = QVBoxLayout(page)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(Scroller(middle), 1)
        below = QVBoxLayout()
        below.setContentsMargins(40, 0, 40, 24)
        below.addWidget(self._working)
        right.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(band)
        row.addWidget(page, 1)

    def _show(self, screen: Screen) -> None:
        before, self._screen = self._screen, screen
        self._place.addWidget(screen)
        if before is not None:
            self._place.removeWidget(before)
            before.hide()
            before.deleteLater()
        screen.show()
        screen.start()

    def _run(
        self, text: str, job: Callable[[Report], object], done: Callable[..., None], failed: Failed | None = None
    ) -> None:
        if self._screen:
            self._screen.setEnabled(False)
        screen = self._screen

        def free() -> None:
            if screen is self._screen and screen:
                screen.setEnabled(True)

        def finished(answer: object) -> None:
            free()
            done(answer)

        def refused(error: Refused | Unavailable) -> None:
            free()
            (failed or (lambda error: tell_error(self, error)))(error)

        self._working.run(text, job, finished, refused)

    def _choose(self, what: str) -> None:
        if what == "new":
            self.new()
        elif what == "open":
            self.choose_file()
        else:
            self._open_example()

    def choose_file(self) -> None:
        """Ask which group to open."""
        dialog = QFileDialog(self, _("Open a group"), str(paths.documents_dir()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("VillageDesk groups (*.vdesk)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_example(self) -> None:
        path = paths.data_dir() / _("Elm Park (example).vdesk")
        own, self._desk = self._desk, None

        def job(report: Report) -> None:
            if own:
                own.close()
            if not path.exists():
                _make_example(path, self._keyring, self._clock, report)

        self._run(_("Making the example group"), job, lambda _done: self.open(path))

    # the first run

    def _found(self, draft: FoundingDraft, screen: NameScreen) -> None:
        def job(_report: Report) -> tuple[Desk, str, bool]:
            desk, code = founding.begin(draft, self._keyring, self._clock)
            return desk, code, can_remember(desk.path, self._keyring)

        self._run(_("Making the group"), job, lambda answer: self._ask_to_keep(*answer), screen.say)

    def _resume(self, desk: Desk) -> None:
        code = desk.read(founding.unfinished)
        self._desk = desk
        self._run(
            _("Opening {name}").format(name=desk.path.stem),
            lambda _report: can_remember(desk.path, self._keyring),
            lambda remembers: self._ask_to_keep(desk, code, remembers),
        )

    def _ask_to_keep(self, desk: Desk, code: str, is_remembered: bool) -> None:
        self._desk = desk
        try:
            settings.save(settings.load().with_recent(desk.path))
        except Unavailable:  # then an unfinished first run is found by opening the file
            pass
        screen = RecoveryScreen(code, is_remembered=is_remembered)
        screen.save.connect(lambda path: self._save_sheet(path, desk, code, screen))
        screen.kept.connect(lambda holders: self._finish(desk, holders))
        self._show(screen)

    def _save_sheet(self, path: Path, desk: Desk, code: str, screen: RecoveryScreen) -> None:
        self._run(
            _("Saving the sheet"),
            lambda _report: founding.write_sheet(path, desk, code),
            lambda _done: screen.say(_("Saved. Print it, then delete the file {name}.").format(name=path.name)),
            lambda error: screen.say(error.sentence() if isinstance(error, Unavailable) else error.message),
        )

    def _finish(self, desk: Desk, holders: list[str]) -> None:
        def job(_report: Report) -> str:
            if holders:
                desk.do(
                    _("Say who keeps the recovery code"), lambda work: group.set_key_holders(work, holders)
                ).result()
            desk.note(founding.finish).result()
            return desk.read(group.card).name

        def show(name: str) -> None:
            screen = BeginScreen(name)
            screen.chosen.connect(self._begin)
            self._show(screen)

        self._run(_("Making the group"), job, show)

    def _begin(self, what: str) -> None:
        desk = self._desk
        if what == "example" or desk is None:
            self._open_example()
        else:
            self._desk = None
            self.opened.emit(desk, "import" if what == "import" else "")

    # opening

    def _opened(self, desk: Desk, unfinished: str) -> None:
        if unfinished:
            self._resume(desk)
        else:
            self.opened.emit(desk, "")

    def _ask_for_code(self, path: Path) -> None:
        screen = CodeScreen(path)
        screen.back.connect(self.show_start)
        screen.copies.connect(lambda: self._show_copies(path))
        screen.typed.connect(lambda code: self.open(path, code, screen.say))
        self._show(screen)
        self.tasks.run(
            screen,
            lambda _report: can_remember(path, self._keyring),
            lambda remembers: None if remembers else screen.say_forgets(),
        )

    def _show_copies(self, path: Path) -> None:
        error = Unavailable(
            _("The code does not open it, or the file is damaged."), _("Nothing was changed. Try a backup.")
        )
        self._tell_trouble(path, error)

    def _tell_trouble(self, path: Path, error: Refused | Unavailable) -> None:
        def show(copies: list[BackupRow]) -> None:
            screen = TroubleScreen(path, error, copies)
            screen.another.connect(self.choose_file)
            screen.again.connect(lambda: self.open(path))
            screen.copy.connect(lambda copy: self._open_copy(copy, path))
            screen.back.connect(self.show_start)
            self._show(screen)

        self._run(_("Looking for backups"), lambda _report: backups.listed(path), show)

    def _open_copy(self, copy: BackupRow, path: Path) -> None:
        def failed(error: Refused | Unavailable) -> None:
            if isinstance(error, NeedsCode):
                self._ask_for_code_of(copy, path)
            else:
                tell_error(self, error)

        self._take_out(copy, path, None, failed)

    def _ask_for_code_of(self, copy: BackupRow, path: Path) -> None:
        screen = CodeScreen(copy.path)
        screen.back.connect(self.show_start)
        screen.typed.connect(lambda code: self._take_out(copy, path, code, screen.say))
        self._show(screen)

    def _take_out(self, copy: BackupRow, path: Path, code: str | None, failed: Failed) -> None:
        self._run(
            _("Taking out the backup"),
            lambda _report: backups.take_out(copy, path, self._keyring, self._clock, code),
            lambda taken: self.open(taken, code),
            failed,
        )

    def _let_go(self) -> None:
        desk, self._desk = self._desk, None
        try:
            if desk:
                desk.close()
        except Unavailable as error:
            tell_error(None, error)


def _make_example(path: Path, keyring: Keyring, clock: Clock, report: Report) -> None:
    from villagedesk.services import sample

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        made, _code = sample.create(path, keyring, today=clock.today(), report=report)
        made.close()
    except BaseException:
        path.unlink(missing_ok=True)
        raise
