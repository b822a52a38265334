"""A secretary's first evening, by keyboard alone: run as a program of its own by test_main_job.py.

    python tests/e2e/evening.py FOLDER COUNCILLORS.xml

Starts the real application, and types what a person would: makes a group, brings in the councillors, plans a meeting,
minutes it with an action and a decision, and saves the pack.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from villagedesk.app import Application
from villagedesk.services.desk import Keyring
from villagedesk.ui.desk import DeskWindow

PATIENCE = 20_000  # milliseconds for one step
Waiting = Callable[[], object]
Key, Ctrl, Alt = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def type_(text: str) -> None:
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(focused(), letter)
        else:  # QTest knows the letters of an American keyboard only
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focused(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def found(name: str) -> QWidget | None:
    """The widget of that name that can be seen."""
    for window in QApplication.topLevelWidgets():
        for widget in window.findChildren(QWidget, name):
            if widget.isVisible():
                return widget
    return None


def tab_to(name: str) -> None:
    """Press Tab until the focus is on the widget of that name, or in it."""
    for _step in range(60):
        here: QWidget | None = focused()
        while here is not None:
            if here.objectName() == name:
                return
            here = here.parentWidget()
        press(Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {name}")


def shown(name: str) -> QWidget:
    widget = found(name)
    assert widget is not None, name
    return widget


def is_idle(application: Application) -> bool:
    window = application.window
    return isinstance(window, DeskWindow) and window.bus.is_idle()


def the_window(application: Application) -> QWidget:
    assert application.window is not None
    return application.window


def choose_in_dialog(window: QWidget, path: Path) -> Iterator[Waiting]:
    """Type a path into the file dialog that is open."""
    yield lambda: isinstance(QApplication.activeModalWidget() or QApplication.activeWindow(), QFileDialog)
    dialog = QApplication.activeModalWidget() or QApplication.activeWindow()
    assert isinstance(dialog, QFileDialog)
    yield lambda: (here := QApplication.focusWidget()) and here.objectName() == "fileNameEdit"
    press(Key.Key_A, Ctrl)
    type_(str(path))
    press(Key.Key_Return)
    yield lambda: not any(isinstance(window, QFileDialog) for window in QApplication.topLevelWidgets())
    window.activateWindow()  # as a window manager does; the offscreen platform has none
    yield lambda: QApplication.focusWidget() is not None


def make_the_group(application: Application, folder: Path) -> Iterator[Waiting]:
    yield lambda: application.window is not None and QApplication.focusWidget() is not None
    press(Key.Key_Return)  # "Make a new group" is where the focus is
    yield lambda: found("makeGroup")
    tab_to("name")
    type_("Mill Lane Residents")
    tab_to("person")
    type_("Ffion Pritchard")
    tab_to("folder")
    press(Key.Key_A, Ctrl)
    type_(str(folder))
    tab_to("makeGroup")
    press(Key.Key_Space)
    yield lambda: found("recoveryCode")
    groups = shown("recoveryCode").accessibleName().split("-")
    (folder / "code.txt").write_text("-".join(groups), "utf-8")
    press(Key.Key_Space)  # "I have written it down"
    yield lambda: any(found(f"codeGroup{n + 1}") for n in range(7))
    for number, group in enumerate(groups, 1):
        if found(f"codeGroup{number}"):
            tab_to(f"codeGroup{number}")
            type_(group.lower())
    tab_to("keyHolders")
    type_("The bank")
    tab_to("goOn")
    press(Key.Key_Space)
    yield lambda: found("goOn") is None


def bring_in_the_councillors(application: Application, source: Path) -> Iterator[Waiting]:
    press(Key.Key_Return)  # the first thing to begin with is the councillors' list
    yield lambda: isinstance(application.window, DeskWindow)
    yield lambda: found("importChoose") is not None and is_idle(application)
    tab_to("importChoose")
    press(Key.Key_Return)
    yield from choose_in_dialog(the_window(application), source)
    yield lambda: (button := found("importNow")) and button.isEnabled()
    tab_to("importNow")
    press(Key.Key_Space)
    yield lambda: found("importNow") is None and is_idle(application)


def plan_the_meeting(application: Application) -> Iterator[Waiting]:
    press(Key.Key_3, Ctrl)
    yield lambda: is_idle(application)
    press(Key.Key_N, Ctrl)
    yield lambda: found("planMeeting")
    tab_to("kind")
    type_("Council")
    tab_to("with_id")
    type_("Brynafon")
    tab_to("on_date")
    type_("26 nov 2026")
    tab_to("start_at")
    type_("6:30pm")
    tab_to("place")
    type_("Town Hall")
    tab_to("planMeeting")
    press(Key.Key_Space)
    yield lambda: found("newItem") and is_idle(application)
    tab_to("newItem")
    type_("Mill Lane crossing")
    press(Key.Key_Return)
    yield lambda: is_idle(application)


def take_the_minutes(application: Application) -> Iterator[Waiting]:
    press(Key.Key_M, Ctrl)
    yield lambda: found("minutesBox") is not None and is_idle(application)
    for _item in range(5):
        press(Key.Key_Down, Ctrl)
        yield lambda: is_idle(application)
    for line in (
        "Two residents spoke of near misses.",
        "a: Ffion to ask the council for the survey date by 4 dec 2026",
        "d: To ask for a zebra crossing",
    ):
        type_(line)
        QTest.qWait(300)  # what was typed is read once the typing rests
        yield lambda: is_idle(application)
        press(Key.Key_Return)
        yield lambda: is_idle(application)
    press(Key.Key_Return, Ctrl)
    yield lambda: found("stillOpen") is not None and is_idle(application)
    press(Key.Key_Return, Ctrl)
    yield lambda: found("minutesBox") is None and is_idle(application)


def save_the_pack(application: Application, target: Path) -> Iterator[Waiting]:
    press(Key.Key_P, Ctrl)
    yield lambda: (button := found("savePack")) and button.isEnabled() and is_idle(application)
    tab_to("savePack")
    press(Key.Key_Space)
    yield from choose_in_dialog(the_window(application), target)
    yield lambda: target.exists() and is_idle(application)


def evening(application: Application, folder: Path, councillors: Path) -> Iterator[Waiting]:
    yield from make_the_group(application, folder)
    yield from bring_in_the_councillors(application, councillors)
    yield from plan_the_meeting(application)
    yield from take_the_minutes(application)
    yield from save_the_pack(application, folder / "pack.pdf")
    press(Key.Key_Q, Ctrl)


class Walk:
    """Goes on with the steps whenever what they wait for has come; ends the program when they end."""

    def __init__(self, app: QApplication, steps: Iterator[Waiting]) -> None:
        self._app, self._steps = app, steps
        self._waiting: Waiting = lambda: True
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        self._timer.stop()
        try:
            if self._waiting():
                self._waiting = next(self._steps)
                self._since.restart()
            elif self._since.hasExpired(PATIENCE):
                raise AssertionError(f"waited too long for {self._waiting.__qualname__}")
        except StopIteration:
            QTimer.singleShot(0, self._app.quit)
            return
        except BaseException:
            traceback.print_exc()
            (window := QApplication.activeWindow()) and window.grab().save(str(Path(sys.argv[1]) / "stuck.png"))
            self._app.exit(3)
            return
        self._timer.start()


def main(folder: Path, councillors: Path) -> int:
    app = QApplication(sys.argv[:1])
    application = Application(app, Keyring())
    assert application.start([])
    walk = Walk(app, evening(application, folder, councillors))
    code = app.exec()
    del walk
    if application.window is not None:
        application.window.close()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
