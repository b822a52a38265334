"""10,000 contacts in the window: a key in the filter to the painted list, the list, a card, each column's order."""

from __future__ import annotations

import os
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
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402
from sqlalchemy import insert  # noqa: E402

from villagedesk.app import _TURN, collect_again  # noqa: E402
from villagedesk.core.clock import FixedClock  # noqa: E402
from villagedesk.core.text import sort_name  # noqa: E402
from villagedesk.core.words import ContactKind, OrganizationKind, Role  # noqa: E402
from villagedesk.models import (  # noqa: E402
    Area,
    ContactDetail,
    Membership,
    Organization,
    OtherName,
    Person,
    Post,
    Tag,
    Tagging,
)
from villagedesk.records.people import PeopleQuery  # noqa: E402
from villagedesk.services import people, posts  # noqa: E402
from villagedesk.services.desk import Desk, Keyring, Work, create, open_desk  # noqa: E402
from villagedesk.services.sample import words  # noqa: E402
from villagedesk.ui.desk import DeskWindow  # noqa: E402
from villagedesk.ui.people.listing.list import Listing  # noqa: E402
from villagedesk.ui.theme import Theme  # noqa: E402

CONTACTS, BODIES, POSTS = 10_000, 500, 3_000
WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents  # a loop that spins would keep Python from the reading thread
TODAY = date(2026, 11, 21)
TYPED = ("rees", "o'b", "parks", "ward 12", "07700 9", "volunteer", "jenkins", "zz")
COLUMNS = ["name", "what", "body", "ward", "party", "email", "phone", "member_class", "joined", "last", "tags"]


def fill(work: Work) -> None:
    """People with a post or a membership, an e-mail address, a number, and for some a tag or another name."""
    random, names = Random(1), words.load().names
    ids: dict[type, list[str]] = {
        model: [work.new_id() for _n in range(count)]
        for model, count in ((Person, CONTACTS), (Organization, BODIES), (Area, 200), (Post, POSTS), (Tag, 30))
    }
    own = posts.own_body(work.session)

    def rows(model: type, make: Callable[[int], dict[str, object]], count: int) -> None:
        keys = ids.get(model) or [work.new_id() for _n in range(count)]
        work.session.execute(insert(model), [{"id": keys[n]} | make(n) for n in range(count)])

    def body(n: int) -> dict[str, object]:
        name = f"{random.choice(names['place'])} {random.choice(names['way'])} body {n}"
        return {"name": name, "sort_name": name.casefold(), "kind": list(OrganizationKind)[n % 8]}

    def person(_n: int) -> dict[str, object]:
        name = words.person_name(names, random)
        return {"name": name, "sort_name": sort_name(name)}

    def held(n: int) -> dict[str, object]:
        has_post = n < POSTS
        return {
            "person_id": ids[Person][n % CONTACTS], "post_id": ids[Post][n] if has_post else None,
            "organization_id": ids[Organization][n % BODIES] if has_post or n % 3 else own,
            "role": list(Role)[n % 11], "member_class": "Full" if n % 2 else "",
            "on_behalf_of_id": ids[Organization][n % 5] if has_post else None,
            "start_on": TODAY - timedelta(days=n % 4000),
            "end_on": None if n % 9 else TODAY - timedelta(days=n % 300 + 1),
        }  # fmt: skip

    def reached(n: int) -> dict[str, object]:
        kind = (ContactKind.EMAIL, ContactKind.MOBILE)[n % 2]
        value = f"{n}@village.example" if kind is ContactKind.EMAIL else f"07700 {900000 + n % 1000}"
        return {"person_id": ids[Person][n // 2], "kind": kind, "value": value}

    rows(Area, lambda n: {"name": f"Ward {n}"}, 200)
    rows(Organization, body, BODIES)
    rows(Person, person, CONTACTS)
    rows(
        Post,
        lambda n: {
            "organization_id": ids[Organization][n % BODIES],
            "label": f"Parks officer {n}",
            "area_id": ids[Area][n % 200],
        },
        POSTS,
    )  # fmt: skip
    rows(Membership, held, CONTACTS * 3 // 2)
    rows(ContactDetail, reached, CONTACTS * 2)
    rows(Tag, lambda n: {"name": f"Volunteer {n}" if n % 2 else f"Tag {n}"}, 30)
    rows(Tagging, lambda n: {"tag_id": ids[Tag][n % 30], "person_id": ids[Person][n * 3 % CONTACTS]}, 3_000)
    rows(OtherName, lambda n: {"person_id": ids[Person][n * 7 % CONTACTS], "name": f"Other {n}"}, 1_000)


class Painted(QObject):
    """Whether a view has been painted since it was last asked."""

    done = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.done = self.done or event.type() == QEvent.Type.Paint
        return False


def show(name: str, figures: list[float]) -> None:
    """Print a line in milliseconds."""
    figures = sorted(figures)
    print(f"{name:<44}{statistics.median(figures):8.0f}{figures[0]:8.0f}{figures[-1]:8.0f}   ms")


def timed(job: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    job()
    return (time.perf_counter() - started) * 1000


def in_the_window(desk: Desk, app: QApplication) -> None:
    """Types into the filter as a person does, key by key, and goes down the list."""
    window = DeskWindow(desk, Theme(app))
    window.resize(1360, 850)
    window.show()

    def settle() -> None:
        QTest.qWait(30)
        while not window.bus.is_idle():
            app.processEvents(WAIT)

    show("the list, first shown", [timed(lambda: (window.go("people"), settle()))])
    listing = window.page().findChild(Listing)
    painted, loaded = Painted(), [0]
    listing.view.viewport().installEventFilter(painted)
    listing.loaded.connect(lambda: loaded.__setitem__(0, loaded[0] + 1))
    window.commands.action("find").trigger()
    line = app.focusWidget()
    keys: list[float] = []
    for typed in TYPED:
        for letter in typed:
            before, painted.done = loaded[0], False
            started = time.perf_counter()
            QTest.keyClicks(line, letter)
            if letter == " ":
                continue  # asks for the same
            while loaded[0] == before or not (painted.done or listing.model.rowCount() == 0):
                app.processEvents(WAIT)
                painted.done = painted.done and loaded[0] > before
            keys.append((time.perf_counter() - started) * 1000)
        QTest.keyClick(line, Qt.Key.Key_Escape)
        settle()
    show("a key in the filter, to the painted list", keys)
    cards = []
    for _n in range(20):
        started = time.perf_counter()
        QTest.keyClick(listing.view, Qt.Key.Key_Down)
        while not window.bus.is_idle():
            app.processEvents(WAIT)
        cards.append((time.perf_counter() - started) * 1000)
    show("a card", cards)
    window.close()


def main() -> None:
    """One figure a line: median, smallest, largest."""
    path, keyring = Path(_HOME.name) / "many.vdesk", Keyring()
    desk, code = create(path, "Ten thousand", keyring, FixedClock(TODAY))
    desk.do("Fill", fill).result()
    print(f"{'10,000 contacts':<44}{'median':>8}{'min':>8}{'max':>8}")
    for words_ in TYPED:
        query = PeopleQuery(words=words_)
        run = [timed(lambda: desk.read(lambda s: people.ids(s, query, TODAY))) for _n in range(5)]  # noqa: B023
        show(f"filter “{words_}”, the query alone", run)
    for column in COLUMNS:
        query = PeopleQuery(sort=column)
        run = [timed(lambda: desk.read(lambda s: people.ids(s, query, TODAY))) for _n in range(5)]  # noqa: B023
        show(f"by {column}, the query alone", run)
    desk.close()
    sys.setswitchinterval(_TURN)
    collect_again()  # as the program does when its window stands
    in_the_window(open_desk(path, keyring, FixedClock(TODAY), code), QApplication(sys.argv[:1]))


if __name__ == "__main__":
    main()
