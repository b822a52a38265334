"""Draws every screen of the example group, light and dark, into a folder: `python3 dev.py shots`."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = tempfile.TemporaryDirectory()
os.environ["VILLAGEDESK_HOME"] = _HOME.name
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from villagedesk.core.clock import FixedClock  # noqa: E402
from villagedesk.core.errors import NeedsCode  # noqa: E402
from villagedesk.services import meetings, people, questions, responses, sample  # noqa: E402
from villagedesk.services.desk import Keyring, open_desk  # noqa: E402
from villagedesk.ui.desk import DeskWindow  # noqa: E402
from villagedesk.ui.theme import Scheme, Theme  # noqa: E402
from villagedesk.ui.welcome.window import WelcomeWindow  # noqa: E402

TODAY = date(2026, 11, 21)
SIZES: tuple[tuple[Scheme, int, tuple[int, int]], ...] = (
    ("light", 100, (1360, 850)),
    ("dark", 100, (1360, 850)),
    ("light", 200, (1360, 850)),
    ("contrast", 100, (900, 600)),
)
"""Scheme, text size in per cent, window."""


def settle(window: QWidget, milliseconds: int = 250) -> None:
    """Let what was asked for arrive and be drawn."""
    deadline = QDeadlineTimer(10_000)
    while not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        if not isinstance(window, DeskWindow) or window.bus.is_idle():
            break
    QTest.qWait(milliseconds)


def shoot(window: QWidget, folder: Path, name: str) -> None:
    """Draw the window into a file."""
    settle(window)
    window.grab().save(str(folder / f"{name}.png"))


def shoot_desk(window: DeskWindow, folder: Path, suffix: str) -> None:
    """Every place, and what lies over them."""
    desk = window.desk
    councillor = desk.read(lambda session: people.ids(session, people.PeopleQuery(words="councillor"), TODAY))[0]
    coming = desk.read(lambda session: meetings.next_id(session, TODAY))
    assert coming is not None
    for place, row in (
        ("today", None),
        ("people", councillor),
        ("meetings", coming),
        ("actions", None),
        ("partnership", None),
        ("packs", coming),
        ("settings", None),
    ):
        window.go(place, row)
        settle(window, 600 if place == "packs" else 250)
        shoot(window, folder, f"{place}{suffix}")
    shoot_partnership(window, folder, suffix)
    window.go("meetings", desk.read(lambda session: meetings.before(session, meetings.card(session, coming))))
    settle(window)
    window.commands.action("take_minutes").trigger()
    settle(window, 400)
    for _item in range(5):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "a: Treasurer to ask Highways for the survey date by fri")
    settle(window, 500)
    shoot(window, folder, f"minutes{suffix}")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    window.uncover()
    settle(window)
    window.go("today")
    window.palette_.popup()
    QTest.keyClicks(window.palette_.line, "crossing")
    settle(window, 600)
    shoot(window, folder, f"palette{suffix}")


def shoot_partnership(window: DeskWindow, folder: Path, suffix: str) -> None:
    """A freedom of information request that is late, a new question, the responses."""
    asked = questions.QuestionQuery(questions.QuestionFilter.FOI)
    late = window.desk.read(lambda session: questions.ids(session, asked, TODAY))[1]
    notice = window.desk.read(lambda session: responses.ids(session, responses.ResponseQuery()))[0]
    window.go("partnership", late)
    settle(window)
    shoot(window, folder, f"partnership-foi{suffix}")
    window.commands.action("ask_question").trigger()
    settle(window)
    shoot(window, folder, f"partnership-ask{suffix}")
    window.go("partnership", notice)
    settle(window)
    shoot(window, folder, f"partnership-responses{suffix}")


def main(folder: Path) -> int:
    """Draw everything; 0 when done."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    keyring = Keyring()
    file = Path(_HOME.name) / "elm-park.vdesk"
    made, _code = sample.create(file, keyring, seed=1, scale=1, today=TODAY)
    made.close()
    theme = Theme(app)
    for scheme, text_size, (width, height) in SIZES:
        theme.set_scheme(scheme)
        theme.set_text_size(text_size)
        suffix = f"-{scheme}" + (f"-{text_size}" if text_size != 100 else "")
        desk = open_desk(file, keyring, FixedClock(TODAY))
        window = DeskWindow(desk, theme)
        window.resize(width, height)
        window.show()
        shoot_desk(window, folder, suffix)
        window.close()
        for name, path, error in (("welcome", None, None), ("code", file, NeedsCode("elm-park.vdesk"))):
            welcome = WelcomeWindow(theme, keyring, FixedClock(TODAY), path, error)
            welcome.resize(width, height)
            welcome.show()
            shoot(welcome, folder, f"{name}{suffix}")
            welcome.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/shots")))
