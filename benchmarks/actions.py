"""50,000 actions: how long the log and the board take to list, filter and narrow, key by key, in the real window."""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = tempfile.TemporaryDirectory()
os.environ["VILLAGEDESK_HOME"] = _HOME.name
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QEventLoop, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402
from sqlalchemy import insert  # noqa: E402

from villagedesk.core.clock import FixedClock  # noqa: E402
from villagedesk.core.words import ActionStatus, MeetingKind, MeetingStatus, OrganizationKind, Side  # noqa: E402
from villagedesk.models import (  # noqa: E402
    Action,
    CarriedForward,
    CoOwner,
    DueDate,
    Goal,
    GoalLink,
    Meeting,
    Organization,
    Person,
    StateChange,
)
from villagedesk.records.actions import ActionFilter, Lane, Narrow  # noqa: E402
from villagedesk.services import actions  # noqa: E402
from villagedesk.services.actions import ActionQuery  # noqa: E402
from villagedesk.services.desk import Desk, Keyring, Work, create, open_desk  # noqa: E402
from villagedesk.ui.actions.board import BoardView  # noqa: E402
from villagedesk.ui.desk import DeskWindow  # noqa: E402
from villagedesk.ui.rowlist import RowTable  # noqa: E402
from villagedesk.ui.rowmodel import RowModel  # noqa: E402
from villagedesk.ui.theme import Theme  # noqa: E402

TODAY = date(2026, 11, 21)
ACTIONS, PEOPLE, BODIES, MEETINGS, GOALS = 50_000, 2_000, 40, 800, 20
TYPED = ("crossing", "roof", "person 17")
VERBS = ("Ask", "Mend", "Write to", "Count", "Find", "Paint", "Chase", "Visit")
THINGS = ("the crossing", "the hall roof", "Highways", "the benches", "the lamps", "a grant", "the minutes", "the pond")
WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def fill(work: Work) -> dict[str, str]:
    """Actions over eight years, a fifth of them open; the keys of somebody, a body, a meeting and a goal."""
    dice, keys = random.Random(1), {}

    def rows(model: type[Any], count: int, make: Callable[[int], dict[str, Any]]) -> list[str]:
        made = [{"id": work.new_id(), **make(n)} for n in range(count)]
        for start in range(0, count, 5_000):
            work.session.execute(insert(model), made[start : start + 5_000])
        return [row["id"] for row in made]

    people = rows(Person, PEOPLE, lambda n: {"name": f"Person {n}", "sort_name": f"{n} person"})
    bodies = rows(
        Organization, BODIES,
        lambda n: {"name": f"Department {n}", "sort_name": f"department {n}",
                   "kind": OrganizationKind.COUNCIL if n == 0 else OrganizationKind.DEPARTMENT},
    )  # fmt: skip
    meetings = rows(
        Meeting, MEETINGS,
        lambda n: {"title": "Committee meeting", "kind": MeetingKind.COMMITTEE, "status": MeetingStatus.HELD,
                   "on_date": TODAY - timedelta(days=3 * n + 1)},
    )  # fmt: skip
    states: list[ActionStatus] = []

    def action(n: int) -> dict[str, Any]:
        raised = TODAY - timedelta(days=dice.randrange(1, 2900))
        recent = raised > TODAY - timedelta(days=580)
        state = dice.choice(list(ActionStatus)) if recent else ActionStatus.DONE
        states.append(state)
        due = raised + timedelta(days=dice.randrange(10, 300))
        return {
            "number": f"{raised.year % 100}/{n}", "raised_on": raised, "due_on": due, "status": state,
            "text": f"{dice.choice(VERBS)} {dice.choice(THINGS)} once more, number {n}",
            "owner_id": dice.choice(people) if n % 3 else None,
            "organization_id": None if n % 3 else dice.choice(bodies),
            "side": dice.choice(list(Side)), "meeting_id": dice.choice(meetings),
            "done_on": min(due, TODAY) if state is ActionStatus.DONE else None,
        }  # fmt: skip

    made = rows(Action, ACTIONS, action)
    of = {"of_kind": "action", "set_on": TODAY - timedelta(days=400)}
    rows(DueDate, 2 * ACTIONS, lambda n: {**of, "of_id": made[n // 2], "due": TODAY})
    rows(StateChange, ACTIONS, lambda n: {**of, "of_id": made[n], "state": states[n]})
    rows(CoOwner, ACTIONS // 5, lambda n: {"action_id": made[5 * n], "person_id": dice.choice(people)})
    rows(
        CarriedForward, ACTIONS // 5,
        lambda n: {"action_id": made[5 * n], "meeting_id": meetings[n % MEETINGS], "on_date": TODAY},
    )  # fmt: skip
    goals = rows(Goal, GOALS, lambda n: {"title": f"Goal {n}", "set_on": TODAY})
    rows(GoalLink, ACTIONS // 10, lambda n: {"goal_id": goals[n % GOALS], "action_id": made[10 * n]})
    keys |= {"owner": people[17], "body": bodies[1], "meeting": meetings[5], "goal": goals[3]}
    return keys


def show(name: str, figures: list[float]) -> None:
    """Print a line in milliseconds."""
    figures = sorted(figures)
    print(f"{name:<48}{statistics.median(figures):8.0f}{figures[0]:8.0f}{figures[-1]:8.0f}   ms", flush=True)


def timed(job: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    job()
    return (time.perf_counter() - started) * 1000


def queries(desk: Desk, keys: dict[str, str]) -> None:
    """What SQL alone takes, with the rows of the first page."""

    def look(name: str, query: ActionQuery) -> None:
        def job() -> None:
            def read(session: Any) -> None:
                actions.rows(session, actions.ids(session, query, TODAY)[:100])

            desk.read(read)

        show(name, [timed(job) for _n in range(5)])

    for only in ActionFilter:
        look(f"list “{only.value}”", ActionQuery(only, me=keys["owner"]))
    for sort in ("number", "owner", "text"):
        look(f"list all by {sort}", ActionQuery(ActionFilter.ALL, sort=sort))
    for words in TYPED:
        look(f"filter “{words}”", ActionQuery(ActionFilter.ALL, words))
    for narrow in Narrow:
        key = "2026-09-01" if narrow is Narrow.DONE_SINCE else keys[narrow.value]
        look(f"narrow to {narrow.value}", ActionQuery(ActionFilter.ALL, narrow=narrow, key=key))
    for only in (ActionFilter.ALL, ActionFilter.MINE, ActionFilter.THEIRS):
        query = ActionQuery(only, me=keys["owner"])
        show(f"board, “{only.value}”", [timed(lambda: desk.read(lambda s: actions.board(s, query, TODAY)))  # noqa: B023
                                        for _n in range(5)])  # fmt: skip
    me = keys["owner"]
    show("counts on the chips", [timed(lambda: desk.read(lambda s: actions.counts(s, TODAY, me))) for _n in range(5)])


def typing(app: QApplication, line: Any, models: list[RowModel[Any]]) -> list[float]:
    """Milliseconds from each key to the answer in every list, without the rest that the line waits for."""
    answered = [0]
    for model in models:
        model.loaded.connect(lambda: answered.__setitem__(0, answered[0] + 1))
    line._timer.setInterval(0)
    figures = []
    for words in TYPED:
        for letter in words:
            if letter == " ":
                QTest.keyClicks(line, letter)
                continue
            answered[0] = 0
            started = time.perf_counter()
            QTest.keyClicks(line, letter)
            while answered[0] < len(models):
                app.processEvents(WAIT)
            app.processEvents()  # what came is painted
            figures.append((time.perf_counter() - started) * 1000)
        QTest.keyClick(line, Qt.Key.Key_Escape)
        QTest.qWait(300)
    return figures


def in_the_window(desk: Desk, app: QApplication) -> None:
    """Types into both filters as a person does."""
    window = DeskWindow(desk, Theme(app))
    window.resize(1360, 850)
    window.show()

    def settle() -> None:
        QTest.qWait(50)
        while not window.bus.is_idle():
            app.processEvents(WAIT)

    show("the log, first shown", [timed(lambda: (window.go("actions"), settle()))])
    page = window.page()
    table = page.findChild(RowTable, "actionList")
    page.answer_to("find")()
    show("a key in the filter of the log", typing(app, app.focusWidget(), [table.model]))
    show("the board, first shown", [timed(lambda: (page.views.turn("board"), settle()))])
    board = page.findChild(BoardView)
    page.answer_to("find")()
    show("a key in the filter of the board", typing(app, app.focusWidget(), [ln.model for ln in board.lanes.values()]))
    cards = board.lanes[Lane.OPEN].cards.view
    cards.setFocus()

    def down() -> None:
        QTest.keyClick(cards, Qt.Key.Key_PageDown)
        app.processEvents()

    show("a page of cards down", [timed(down) for _n in range(30)])
    settle()
    window.close()


def main() -> None:
    """One figure a line: median, smallest, largest."""
    path, keyring = Path(_HOME.name) / "many.vdesk", Keyring()
    desk, code = create(path, "Fifty thousand", keyring, FixedClock(TODAY))
    keys = desk.do("Fill", fill).result()
    print(f"{'50,000 actions':<48}{'median':>8}{'min':>8}{'max':>8}")
    queries(desk, keys)
    desk.close()
    in_the_window(open_desk(path, keyring, FixedClock(TODAY), code), QApplication(sys.argv[:1]))


if __name__ == "__main__":
    main()
