"""The composition root of the window: one application, one theme, one open group at a time."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from villagedesk import settings
from villagedesk.core.clock import clock_from_environment
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.services import founding
from villagedesk.services.desk import Desk, Keyring, open_desk
from villagedesk.ui.crash import CrashWatch
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.instance import Instance, bring_to_front
from villagedesk.ui.places import load_pages
from villagedesk.ui.theme import Scheme, Theme

_TURN = 0.0005  # seconds that a thread may hold Python: a layout asks for it dozens of times while a pack is built
_REST = 200  # milliseconds after the first paint, before what comes next is made ready
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


class Application(QObject):
    """Shows either the welcome or the window of an open group."""

    def __init__(self, app: QApplication, keyring: Keyring | None = None) -> None:
        super().__init__(app)
        sys.setswitchinterval(_TURN)
        kept = settings.load()
        self.theme = Theme(app, cast("Scheme", kept.scheme), kept.text_size)
        self.clock = clock_from_environment()
        self.keyring = keyring or Keyring()
        self.window: QWidget | None = None
        self._instance: Instance | None = None

    def start(self, arguments: Sequence[str]) -> bool:
        """Open the file named, else the last one, else the welcome. False when another window has the file."""
        kept = settings.load()
        path = Path(arguments[0]) if arguments else next((Path(p) for p in kept.recent if Path(p).is_file()), None)
        if path is None:
            self.show_welcome()
            return True
        return self.open(path)

    def open(self, path: Path, code: str | None = None) -> bool:
        """Open a group in a window of its own; what goes wrong is said on the welcome. False as in `start`."""
        instance = Instance(path.resolve(), self)
        if not instance.claim():
            return False
        try:
            desk = open_desk(path, self.keyring, self.clock, code)
        except (Refused, Unavailable) as error:
            instance.release()
            self.show_welcome(path, error)
            return True
        if not desk.read_only and desk.read(founding.unfinished):
            instance.release()
            self.show_welcome(unfinished=desk)
        else:
            self.show_desk(desk, instance)
        return True

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
        from villagedesk.ui.welcome.window import WelcomeWindow

        welcome = WelcomeWindow(self.theme, self.keyring, self.clock, path, error, unfinished)
        welcome.opened.connect(self._open_desk)
        self._show(welcome)
        if self._instance:
            self._instance.release()
            self._instance = None
        if start == "new":
            welcome.new()
        elif start == "open":
            welcome.choose_file()

    def show_desk(self, desk: Desk, instance: Instance | None = None) -> None:
        """The window of an open group, in place of what was shown."""
        try:
            settings.save(settings.load().with_recent(desk.path))
        except Unavailable:  # a list of recent files that is not kept is no reason to interrupt anybody
            pass
        self._instance = instance
        window = DeskWindow(desk, self.theme)
        if instance:
            instance.called.connect(lambda _path: bring_to_front(window))
        window.leaves.connect(lambda start: self.show_welcome(start=start))
        window.go("today")
        self._show(window)
        QTimer.singleShot(_REST, window, lambda: self._make_ready(window))

    def _make_ready(self, window: DeskWindow) -> None:
        """While somebody reads Today: load what the other places need in a thread, then build them one by one."""

        def build(_none: None = None) -> None:
            if window.build_next():
                QTimer.singleShot(_REST // 4, window, build)

        window.tasks.run(window, lambda _report: load_pages(), build)

    def _open_desk(self, desk: Desk, begin_with: str) -> None:
        instance = Instance(desk.path.resolve(), self)
        if not instance.claim():  # another window has it, and was called to the front
            desk.close()
            return
        self.show_desk(desk, instance)
        if begin_with and isinstance(self.window, DeskWindow):
            self.window.commands.action(begin_with).trigger()

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()


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
    if not application.start(arguments):
        return 0
    QTimer.singleShot(0, _collect_again)
    try:
        return app.exec()
    finally:
        watch.remove()


def _collect_again() -> None:
    """Garbage is collected again, now that the window stands (`__main__` held it back for the start)."""
    gc.freeze()
    gc.enable()
