"""Types a line and a form and goes no further, or tells what is offered back: run by test_killed.py, which kills it.

python tests/e2e/cut_off.py FILE CODE type|look
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit

from tests.e2e.evening import Ctrl, Key, Waiting, Walk, found, is_idle, press, shown, tab_to, type_
from villagedesk.app import Application
from villagedesk.services import drafts
from villagedesk.services.desk import Keyring
from villagedesk.ui.desk import DeskWindow

LINE, NAME = "Siân to chase the treasurer by fri", "Grace Adeyemi-Ŵyn"


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def to_the_line(application: Application) -> Iterator[Waiting]:
    yield lambda: is_idle(application) and QApplication.focusWidget() is not None
    press(Key.Key_4, Ctrl)
    yield lambda: found("quickAdd") and is_idle(application)
    press(Key.Key_N, Ctrl)


def to_the_form(application: Application) -> Iterator[Waiting]:
    press(Key.Key_2, Ctrl)
    yield lambda: is_idle(application)
    press(Key.Key_N, Ctrl)
    yield lambda: found("adding") and is_idle(application)
    tab_to("name")


def begin(application: Application) -> Iterator[Waiting]:
    def are_kept() -> bool:
        window = application.window
        assert isinstance(window, DeskWindow)
        return {LINE, NAME} <= {words for kept in window.bus.desk.read(drafts.listed) for words in kept.value.values()}

    yield from to_the_line(application)
    type_(LINE)
    yield from to_the_form(application)
    type_(NAME)
    yield are_kept
    tell("kept")
    yield lambda: False  # the end comes from outside


def look(application: Application) -> Iterator[Waiting]:
    yield from to_the_line(application)
    tell(_text("quickAdd"))
    yield from to_the_form(application)
    tell(_text("name"))
    press(Key.Key_Q, Ctrl)


def _text(name: str) -> str:
    box = shown(name)
    assert isinstance(box, QLineEdit)
    return box.text()


def main(path: Path, code: str, does: str) -> int:
    app = QApplication(sys.argv[:1])
    application = Application(app, Keyring())
    assert application.open(path, code)
    walk = Walk(app, begin(application) if does == "type" else look(application))
    ended = app.exec()
    del walk
    if application.window is not None:
        application.window.close()
    return ended


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
