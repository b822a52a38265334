"""The composition root of the window: one application, one theme, one open group at a time."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from villagedesk import settings
from villagedesk.core.clock import clock_from_environment
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.services.desk import Desk, Keyring
from villagedesk.ui.crash import CrashWatch
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.instance import Instance, bring_to_front
from villagedesk.ui.opening import opening
from villagedesk.ui.places import load_below, load_pages
from villagedesk.ui.tasks import Tasks
from villagedesk.ui.theme import Scheme, Theme

if TYPE_CHECKING:
    from villagedesk.ui.welcome.window import WelcomeWindow

_TURN = 0.0005  # seconds that a thread may hold Python: a layout asks for it dozens of times while a pack is built
_LATE = 300  # milliseconds after which it is said that a group is being opened
_REST = 200  # milliseconds after the first paint, before what comes next is made ready
_STEP = 10  # milliseconds between the steps of making it ready
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


class Application(QObject):
    """Shows either the welcome or the window of an open group.

    `stands` when a window has been built, and again when all its places have.
    """

    stands = Signal()

    def __init__(self, app: QApplication, keyring: Keyring | None = None) -> None:
        super().__init__(app)
        sys.setswitchinterval(_TURN)
        kept = settings.load()
        self.theme = Theme(app, cast("Scheme", kept.scheme), kept.text_size)
        self.clock = clock_from_environment()
        self.keyring = keyring or Keyring()
        self.tasks = Tasks(self)
        self.window: QWidget | None = None
        self._instance: Instance | None = None
        self._opening = Path()
        self._late = QTimer(self, singleShot=True, interval=_LATE)
        self._late.timeout.connect(lambda: self._show(self._welcome(self._opening)))

    def start(self, arguments: Sequence[str]) -> bool:
        """Open the file named, else the last one, else the welcome. False when another window has the file."""
        kept = settings.load()
        path = Path(arguments[0]) if arguments else next((Path(p) for p in kept.recent if Path(p).is_file()), None)
        if path is None:
            self.show_welcome()
            return True
        return self.open(path)

    def open(self, path: Path, code: str | None = None) -> bool:
        """Open a group in a window of its own, in a thread: the keyring or an upgrade may take its time.

        What takes long or goes wrong is said on the welcome. False as in `start`.
        """
        if not self._claim(path):
            return False
        self._opening = path
        self._late.start()
        self.tasks.run(
            self,
            opening(path, self.keyring, self.clock, code),
            lambda answer: self._opened(*answer),
            lambda error: self._could_not_open(path, error),
            ended=self._late.stop,
        )
        return True

    def close(self) -> None:
        """Let go of a group that is still being opened."""
        self.tasks.finish()

    def show_welcome(
        self,
        path: Path | None = None,
        error: Refused | Unavailable | None = None,
        unfinished: Desk | None = None,
        start: str = "",
    ) -> None:
        """The first screen: open, make, or look at the example; with what went wrong, when something did.

        `unfinished` is a group whose first run goes on; `start` "new" or "open" begins with that.
        """
        welcome = self._welcome(path, error, unfinished)
        self._show(welcome)
        self._release()
        if start == "new":
            welcome.new()
        elif start == "open":
            welcome.choose_file()

    def show_desk(self, desk: Desk) -> None:
        """The window of an open group, in place of what was shown."""
        try:
            settings.save(settings.load().with_recent(desk.path))
        except Unavailable:  # a list of recent files that is not kept is no reason to interrupt anybody
            pass
        window = DeskWindow(desk, self.theme)
        window.leaves.connect(lambda start: self.show_welcome(start=start))
        window.go("today")
        self._show(window)
        soon = QTimer(window, singleShot=True, interval=_REST)
        soon.timeout.connect(lambda: self._make_ready(window))
        soon.start()

    def _make_ready(self, window: DeskWindow) -> None:
        """While somebody reads Today: load what the other places need, then build them, step by step."""
        between = QTimer(window, interval=_STEP)
        steps = chain(load_pages(), window.build_rest())
        is_whole: bool | None = True

        def step() -> None:
            nonlocal is_whole
            if is_whole and not window.bus.is_idle():  # a page begins to read when it is whole
                return
            window.tasks.hold()
            is_whole = None if window.bus.is_closing else next(steps, None)
            if is_whole is not False:
                window.tasks.release()
            if is_whole is None:
                between.stop()
                self.stands.emit()

        between.timeout.connect(step)
        window.tasks.run(window, lambda _report: load_below(), lambda _none: between.start())

    def _welcome(
        self,
        path: Path | None = None,
        error: Refused | Unavailable | None = None,
        unfinished: Desk | None = None,
    ) -> WelcomeWindow:
        from villagedesk.ui.welcome.window import WelcomeWindow

        welcome = WelcomeWindow(self.theme, self.keyring, self.clock, path, error, unfinished)
        welcome.opened.connect(self._open_desk)
        return welcome

    def _opened(self, desk: Desk, unfinished: str) -> None:
        if unfinished:
            self.show_welcome(unfinished=desk)
        else:
            self.show_desk(desk)

    def _could_not_open(self, path: Path, error: Refused | Unavailable) -> None:
        from villagedesk.ui.welcome.window import WelcomeWindow

        if isinstance(self.window, WelcomeWindow):  # it says that the group is being opened
            self._release()
            self.window.could_not_open(path, error)
        else:
            self.show_welcome(path, error)

    def _open_desk(self, desk: Desk, begin_with: str) -> None:
        if not self._claim(desk.path):  # another window has it, and was called to the front
            desk.close()
            return
        self.show_desk(desk)
        if begin_with and isinstance(self.window, DeskWindow):
            self.window.commands.action(begin_with).trigger()

    def _claim(self, path: Path) -> bool:
        """Whether this is the only window of the file; a later one calls what is shown here to the front."""
        instance = Instance(path.resolve(), self)
        if not instance.claim():
            return False
        instance.called.connect(self._come_forward)
        self._instance = instance
        return True

    def _come_forward(self) -> None:
        if self.window:
            bring_to_front(self.window)

    def _release(self) -> None:
        if self._instance:
            self._instance.release()
            self._instance = None

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()
        self.stands.emit()


def run(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed; the exit code."""
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _SCREENS):
        print(_("There is no screen here. `villagedesk --help` says what can be done without one."), file=sys.stderr)  # noqa: T201
        return 1
    app = QApplication(sys.argv[:1])
    app.setApplicationName("VillageDesk")
    app.setOrganizationName("VillageDesk")
    application = Application(app)
    watch = CrashWatch(lambda: application.window)
    watch.install()
    application.stands.connect(collect_again, Qt.ConnectionType.QueuedConnection)
    if not application.start(arguments):
        return 0
    try:
        return app.exec()
    finally:
        application.close()
        watch.remove()


def collect_again() -> None:
    """Garbage is collected again (`__main__` held it back for the start), but what stands now is not looked through."""
    gc.freeze()
    gc.enable()
