"""Start-up of the window, each switch of place, and what stops the event loop, on the example group at scale 100."""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("people", "meetings", "actions", "packs", "settings", "today")
LISTS = PLACES[:3]
RUNS = 5


def drive(started: float) -> None:
    """In a process of its own: start the real program, go to each place, and print what it took, in milliseconds."""
    from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

    from villagedesk import app as program
    from villagedesk.ui.desk import DeskWindow
    from villagedesk.ui.rowmodel import RowModel

    class Beat(QObject):
        """Notes the longest time that the event loop did not come round, from one place to the next."""

        def __init__(self) -> None:
            super().__init__()
            self.last, self.longest = time.perf_counter(), 0.0
            timer = QTimer(self, interval=1)
            timer.timeout.connect(self.beat)
            timer.start()

        def beat(self) -> None:
            now = time.perf_counter()
            self.longest, self.last = max(self.longest, now - self.last), now

        def take(self) -> float:
            longest, self.longest = self.longest, 0.0
            return longest * 1000

    class FirstPaint(QObject):
        """Notes when the window of the group is painted for the first time."""

        at: float | None = None

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint and self.at is None and isinstance(application.window, DeskWindow):
                self.at = time.time()
            return False

    def turn() -> None:
        qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def settle() -> None:
        while not window.bus.is_idle():
            turn()
        qt.processEvents()

    def list_shown() -> QAbstractItemView | None:
        views = window.page().findChildren(QAbstractItemView)
        return next((view for view in views if isinstance(view.model(), RowModel) and view.isVisible()), None)

    def until_rows() -> None:
        settle()
        while (view := list_shown()) and not view.model().rowCount():
            turn()

    def measure(name: str, act: Callable[[], object], wait: Callable[[], None]) -> None:
        beat.take()
        before = time.perf_counter()
        act()
        wait()
        result[name] = (time.perf_counter() - before) * 1000
        beat.beat()
        result[f"{name}, longest block"] = beat.take()

    gc.disable()  # as `__main__` does
    qt = QApplication(sys.argv[:1])
    application = program.Application(qt)
    paint = FirstPaint()
    qt.installEventFilter(paint)
    application.stands.connect(program.collect_again, Qt.ConnectionType.QueuedConnection)
    application.start(sys.argv[2:3])
    while not isinstance(window := application.window, DeskWindow):
        turn()
    while not (needs := window.findChild(QWidget, "needsYou")) or not needs.isVisible():
        turn()
    rows_at = time.time()
    qt.removeEventFilter(paint)  # it is Python for each event: not the program's
    settle()
    result: dict[str, float] = {
        "first paint": ((paint.at or 0) - started) * 1000,
        "Today's first rows": (rows_at - started) * 1000,
        "Today whole": (time.time() - started) * 1000,
    }
    beat = Beat()
    until = time.time() + 2.5  # a person reads Today first; meanwhile the other places are made ready
    while time.time() < until:
        turn()
    settle()
    result["the 2.5 s after Today, longest block"] = beat.take()
    for again in ("", " again"):
        for place in PLACES:
            measure(f"{place}{again}", partial(window.go, place), until_rows if place in LISTS else settle)
    window.go("actions")
    window.page().findChild(QAbstractButton, "chip_all").click()
    settle()
    view = list_shown()
    assert view
    view.setFocus()
    result["actions in the list"] = view.model().rowCount()
    control = Qt.KeyboardModifier.ControlModifier
    measure("choose all actions (Ctrl+A)", partial(QTest.keyClick, view, Qt.Key.Key_A, control), settle)
    measure("one step down", partial(QTest.keyClick, view, Qt.Key.Key_Down), settle)
    window.close()
    print(json.dumps(result))


def main() -> None:
    """Five runs after one to warm up; the median of each figure."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
            "VILLAGEDESK_HOME": folder,
            "PYTHONPATH": str(ROOT),
            "VILLAGEDESK_TODAY": "2026-11-21",
        }
        file = sys.argv[1] if len(sys.argv) > 1 else str(Path(folder) / "elm-park.vdesk")
        if not Path(file).exists():
            command = [sys.executable, "-m", "villagedesk", "sample", file, "--scale", "100"]
            subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        runs = []
        for _n in range(RUNS + 1):
            call = [sys.executable, __file__, "--drive", file]
            output = subprocess.run(
                call, check=True, env=environment | {"STARTED": str(time.time())}, capture_output=True
            )
            runs.append(json.loads(output.stdout.splitlines()[-1]))
    print(f"{'':34}{'median':>8}{'min':>8}{'max':>8}   ms, {RUNS} runs")
    for name in runs[0]:
        figures = sorted(run[name] for run in runs[1:])
        print(f"{name:34}{statistics.median(figures):8.0f}{figures[0]:8.0f}{figures[-1]:8.0f}")


if __name__ == "__main__":
    if "--drive" in sys.argv:
        drive(float(os.environ["STARTED"]))
    else:
        main()
