"""Takes minutes in the real program until it is killed: run by test_kills.py and benchmarks/kills.py.

python tests/ui/meetings/typist.py FILE CODE FIRST

Says what the screen shows of what was typed before ("seen" and the words), then types numbered words into the line,
in paragraphs and actions, and says when each was typed ("typed", its number, seconds of the computer's own clock).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from tests.e2e.evening import Ctrl, Key, Waiting, Walk, found, is_idle, press, shown, type_
from villagedesk.app import Application
from villagedesk.services import meetings, minutes
from villagedesk.services.desk import Keyring, Session
from villagedesk.ui.desk import DeskWindow

_PAUSE = 0.04  # seconds between two words: a fast typist


def tell(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def take_minutes(application: Application, first: int) -> Iterator[Waiting]:
    yield lambda: is_idle(application) and QApplication.focusWidget() is not None
    press(Key.Key_3, Ctrl)
    yield lambda: is_idle(application)
    press(Key.Key_M, Ctrl)
    yield lambda: found("minutesBox") is not None and is_idle(application)
    box = shown("minutesBox")
    assert isinstance(box, QPlainTextEdit)
    window = application.window
    assert isinstance(window, DeskWindow)
    today = window.bus.today()

    def kept(session: Session) -> list[str]:
        key = meetings.next_id(session, today)
        page = minutes.page(session, key) if key else None
        return [block.text for block in page.blocks] if page else []

    notice = found("entryNotice")
    assert not box.toPlainText() or isinstance(notice, QLabel)  # it says where the words come from
    tell("seen", " ".join([*window.bus.desk.read(kept), box.toPlainText()]).replace("\n", " "))
    yield from type_on(Random(first), first)


def type_on(random: Random, first: int) -> Iterator[Waiting]:
    for number in count(first):
        type_(f"w{number} ")
        tell("typed", number, time.monotonic())
        if random.random() < 0.06:
            press(Key.Key_Return)
            if random.random() < 0.3:
                type_("a: ")
        until = time.monotonic() + _PAUSE
        yield lambda until=until: time.monotonic() >= until


def main(path: Path, code: str, first: int) -> int:
    app = QApplication(sys.argv[:1])
    application = Application(app, Keyring())
    assert application.open(path, code)
    walk = Walk(app, take_minutes(application, first))
    ended = app.exec()
    del walk
    return ended


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
