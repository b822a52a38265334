"""500 meetings with 100,000 paragraphs of minutes: a key in Find to the painted snippets, and the story of a topic."""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = tempfile.TemporaryDirectory()
os.environ["VILLAGEDESK_HOME"] = _HOME.name
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402
from sqlalchemy import insert  # noqa: E402

from villagedesk.app import _TURN, collect_again  # noqa: E402
from villagedesk.core.clock import FixedClock  # noqa: E402
from villagedesk.core.words import MeetingKind, MeetingStatus, Presence  # noqa: E402
from villagedesk.models import (  # noqa: E402
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    MinuteBlock,
    Minutes,
    Person,
    Series,
)
from villagedesk.records.meetingregisters import MeetingRegister, RegisterQuery  # noqa: E402
from villagedesk.records.topics import FindQuery  # noqa: E402
from villagedesk.services import meetingregisters, topics  # noqa: E402
from villagedesk.services.desk import Desk, Keyring, Work, create, open_desk  # noqa: E402
from villagedesk.ui.desk import DeskWindow  # noqa: E402
from villagedesk.ui.meetings.find.view import FindView  # noqa: E402
from villagedesk.ui.theme import Theme  # noqa: E402

MEETINGS, PARAGRAPHS, ITEMS, PEOPLE = 500, 100_000, 10, 60
WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents  # a loop that spins would keep Python from the reading thread
TODAY = date(2026, 11, 21)
TYPED = ("crossing", "the council", "s", "t", "a", "park bench", "school", "zzz")


def fill(work: Work) -> None:
    """Meetings of two series, twenty paragraphs to an item, in the words of the example group, common and rare."""
    random = Random(1)
    told = " ".join(path.read_text("utf-8") for path in sorted((ROOT / "resources").rglob("*.toml")))
    words = sorted(set(re.findall(r"[A-Za-z']{2,}", told)))
    random.shuffle(words)
    weights = [1 / (place + 1) ** 0.9 for place in range(len(words))]

    def rows(model: type, count: int, make: Callable[[int], dict[str, object]]) -> list[str]:
        keys = [work.new_id() for _n in range(count)]
        work.session.execute(insert(model), [{"id": keys[n]} | make(n) for n in range(count)])
        return keys

    def sentence(length: int) -> str:
        return " ".join(random.choices(words, weights, k=length))

    series = rows(Series, 2, lambda n: {"name": ("Monthly committee", "Council liaison")[n]})
    people = rows(Person, PEOPLE, lambda n: {"name": f"Person {n}", "sort_name": f"person {n}"})
    meetings = rows(Meeting, MEETINGS, lambda n: {
        "title": ("Committee meeting", "Council liaison meeting")[n % 2], "series_id": series[n % 2],
        "kind": MeetingKind.COMMITTEE, "status": MeetingStatus.HELD,
        "on_date": TODAY - timedelta(days=14 * (MEETINGS - n)),
    })  # fmt: skip
    minutes = rows(Minutes, MEETINGS, lambda n: {"meeting_id": meetings[n]})
    items = rows(AgendaItem, MEETINGS * ITEMS, lambda n: {
        "meeting_id": meetings[n // ITEMS], "position": n % ITEMS, "title": sentence(3),
    })  # fmt: skip
    each = PARAGRAPHS // len(items)
    rows(MinuteBlock, PARAGRAPHS, lambda n: {
        "minutes_id": minutes[n // each // ITEMS], "item_id": items[n // each], "position": n % each,
        "text": sentence(25),
    })  # fmt: skip
    rows(Attendance, MEETINGS * 12, lambda n: {
        "meeting_id": meetings[n // 12], "person_id": people[(n * 7 + n // 12) % PEOPLE],
        "name": f"Person {(n * 7 + n // 12) % PEOPLE}",
        "presence": (Presence.PRESENT, Presence.PRESENT, Presence.APOLOGIES)[n % 3],
    })  # fmt: skip
    rows(Decision, MEETINGS * 4, lambda n: {
        "meeting_id": meetings[n // 4], "item_id": items[n // 4 * ITEMS + n % 4], "text": sentence(12),
        "number": f"2026/01/{n}", "decided_on": TODAY - timedelta(days=14 * (MEETINGS - n // 4)),
    })  # fmt: skip


class Painted(QObject):
    """Whether a view has been painted since it was last asked."""

    done = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.done = self.done or event.type() == QEvent.Type.Paint
        return False


def show(name: str, figures: list[float]) -> None:
    """Print a line in milliseconds."""
    figures = sorted(figures)
    print(f"{name:<52}{statistics.median(figures):8.0f}{figures[0]:8.0f}{figures[-1]:8.0f}   ms")


def timed(job: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    job()
    return (time.perf_counter() - started) * 1000


def alone(desk: Desk) -> None:
    """The queries without a window."""
    for words in TYPED:
        query = FindQuery(words)
        keys = desk.read(lambda s: topics.ids(s, query))[:100]  # noqa: B023
        show(
            f"find “{words}” ({desk.read(lambda s: topics.count(s, query)):,})",  # noqa: B023
            [timed(lambda: desk.read(lambda s: topics.ids(s, query))) for _n in range(5)],  # noqa: B023
        )
        show(
            "   its first 100 snippets",
            [timed(lambda: desk.read(lambda s: topics.hits(s, words, keys))) for _n in range(5)],  # noqa: B023
        )
    narrow = FindQuery("a", start=TODAY - timedelta(7000), end=TODAY - timedelta(6900))
    show(
        "find “a” in the first 8 meetings",
        [timed(lambda: desk.read(lambda s: topics.ids(s, narrow))) for _n in range(5)],
    )
    for words in ("crossing", "a"):
        run = [timed(lambda: desk.read(lambda s: topics.story(s, words, TODAY))) for _n in range(3)]  # noqa: B023
        show(f"the story of “{words}”", run)
    for register in MeetingRegister:
        asked = RegisterQuery(register)
        run = [timed(lambda: desk.read(lambda s: meetingregisters.ids(s, asked, TODAY))) for _n in range(3)]  # noqa: B023
        show(f"register of {register}", run)


def in_the_window(desk: Desk, app: QApplication) -> None:
    """Types into Find as a person does, key by key, until what was found is painted with its snippets."""
    window = DeskWindow(desk, Theme(app))
    window.resize(1360, 850)
    window.show()

    def settle() -> None:
        QTest.qWait(30)
        while not window.bus.is_idle():
            app.processEvents(WAIT)

    window.go("meetings", "find:")
    settle()
    view = window.page().findChild(FindView)
    painted, loaded = Painted(), [0]
    view.found.view.viewport().installEventFilter(painted)
    view.model.loaded.connect(lambda: loaded.__setitem__(0, loaded[0] + 1))
    view.line.setFocus()
    keys: list[float] = []
    for typed in TYPED:
        for letter in typed:
            before, painted.done = loaded[0], False
            started = time.perf_counter()
            QTest.keyClicks(view.line, letter)
            if letter == " ":
                continue  # asks for the same
            while loaded[0] == before or not is_told(view, painted):
                app.processEvents(WAIT)
                painted.done = painted.done and loaded[0] > before and bool(view.model.row(0) or not view.model.ids())
            keys.append((time.perf_counter() - started) * 1000)
        QTest.keyClick(view.line, Qt.Key.Key_Escape)
        settle()
    show(f"a key in Find, to the painted snippets ({len(keys)} keys)", keys)
    window.close()


def is_told(view: FindView, painted: Painted) -> bool:
    """Whether the first snippet is there and painted, or there is none."""
    return view.model.rowCount() == 0 or (view.model.row(0) is not None and painted.done)


def main() -> None:
    """One figure a line: median, smallest, largest."""
    path, keyring = Path(_HOME.name) / "many.vdesk", Keyring()
    desk, code = create(path, "Many minutes", keyring, FixedClock(TODAY))
    desk.do("Fill", fill).result()
    print(f"{MEETINGS} meetings, {PARAGRAPHS:,} paragraphs, {path.stat().st_size / 1e6:.0f} MB".ljust(52), end="")
    print(f"{'median':>8}{'min':>8}{'max':>8}")
    alone(desk)
    desk.close()
    sys.setswitchinterval(_TURN)
    collect_again()  # as the program does when its window stands
    in_the_window(open_desk(path, keyring, FixedClock(TODAY), code), QApplication(sys.argv[:1]))


if __name__ == "__main__":
    main()
