"""Draws every screen into a folder, in each look: `python3 dev.py shots`, or `dev.py shots dark-200 empty-light`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from datetime import date, time, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = tempfile.TemporaryDirectory()
os.environ["VILLAGEDESK_HOME"] = _HOME.name
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402
from scenes import DIALOGS, EMPTY, EVERY, MANY, Scene, settle, wait_for, welcome  # noqa: E402

from villagedesk.core.clock import FixedClock  # noqa: E402
from villagedesk.core.errors import NeedsCode, Refused, Unavailable  # noqa: E402
from villagedesk.core.words import OrganizationKind, Role  # noqa: E402
from villagedesk.records.actions import ActionDraft  # noqa: E402
from villagedesk.records.group import GroupDraft  # noqa: E402
from villagedesk.records.meetings import ItemDraft, MeetingDraft  # noqa: E402
from villagedesk.records.people import ContactDraft, MembershipDraft, OrganizationDraft, PersonDraft  # noqa: E402
from villagedesk.services import actions, group, meetings, people, posts, sample  # noqa: E402
from villagedesk.services.desk import Keyring, Work, create, open_desk  # noqa: E402
from villagedesk.ui.desk import DeskWindow  # noqa: E402
from villagedesk.ui.theme import Scheme, Theme  # noqa: E402
from villagedesk.ui.welcome.window import WelcomeWindow  # noqa: E402

TODAY = date(2026, 11, 21)
WIDE, SMALL = (1360, 850), (900, 600)
Look = tuple[Scheme, int, tuple[int, int]]
LOOKS: dict[str, Look] = {
    f"{scheme}{'' if size == 100 else f'-{size}'}{'' if room == WIDE else '-small'}": (scheme, size, room)
    for scheme in ("light", "dark", "contrast")
    for size in (100, 200)
    for room in (WIDE, SMALL)
}
"""Scheme, text size in per cent, window."""
USUAL = ("light", "dark", "light-200", "contrast-small")
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwll-llantysiliogogogoch"
SENTENCE = (
    "ask the council to write down who repairs the lamps, the benches and the wall on the Station Road underpass, "
)


def lengthen(work: Work) -> None:
    """Add what is longest: Welsh names, a title that fills three lines, an action of a paragraph."""
    known = group.card(work.session)
    work.session.flush()
    group.edit(
        work, GroupDraft(f"Cymdeithas Trigolion {LONG}", f"Cymdeithas {LONG}", known.legal_line, email=known.email)
    )
    body = people.add_organization(work, OrganizationDraft(f"Cyngor {LONG}", kind=OrganizationKind.COUNCIL))
    person = people.add_person(work, PersonDraft(f"Angharad Gwenllian Rhiannon {LONG}", title="Cynghorydd"))
    posts.add_membership(work, person, MembershipDraft(body, Role.COUNCILLOR, f"Aelod dros {LONG}"))
    reached = ContactDraft(value="angharad.gwenllian.rhiannon@llanfairpwllgwyngyllgogerychwyrndrobwll.example")
    people.set_contacts(work, "person", person, [reached])
    soon = TODAY + timedelta(days=1)
    held = MeetingDraft(f"Cyfarfod {LONG}", on_date=soon, start_at=time(18), place=f"Neuadd {LONG}", with_id=body)
    items = (ItemDraft(f"To {SENTENCE * 2}", minutes=95, presenter_id=person), ItemDraft(LONG, minutes=5))
    meetings.plan(work, held, items)
    for due in (TODAY - timedelta(days=400), TODAY):
        draft = ActionDraft(f"To {SENTENCE * 3}".strip(), owner_id=person, organization_id=body, due_on=due)
        actions.add(work, draft)


class Studio:
    """Draws the groups that scenes are played in, each in a look, into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._keyring, self._theme = folder, Keyring(), Theme(QApplication(sys.argv[:1]))
        self._codes: dict[Path, str] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def dress(self, name: str) -> tuple[str, tuple[int, int]]:
        """Put on a look: what its pictures end with, and how large the window is."""
        scheme, size, room = LOOKS[name]
        self._theme.set_scheme(scheme)
        self._theme.set_text_size(size)
        return name, room

    def shoot(self, window: QWidget, name: str) -> None:
        """Draw a window, or the dialog before it, into a file."""
        settle(window)
        dialogs = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
        (dialogs[-1] if dialogs else window).grab().save(str(self._folder / f"{name}.png"))
        for dialog in dialogs:
            dialog.close()

    def play(self, file: Path, scenes: Iterable[Scene], look: str, before: str = "") -> None:
        """Draw scenes in a group's window; `before` is what the names of the pictures begin with."""
        name, room = self.dress(look)
        window = DeskWindow(open_desk(file, self._keyring, FixedClock(TODAY), self._codes[file]), self._theme)
        window.resize(*room)
        window.show()
        QTest.qWaitForWindowActive(window)  # else nothing has the focus
        for scene in scenes:
            for picture in scene(window):
                self.shoot(window, f"{before}{picture}-{name}")
        window.close()

    def greet(self, file: Path, look: str) -> None:
        """Draw the first run, and what is said when a file does not open."""
        name, room = self.dress(look)
        window = self._welcome(room)
        for step in welcome(window, Path(tempfile.mkdtemp(dir=_HOME.name))):
            self.shoot(window, f"{step}-{name}")
        window.close()
        damage = Unavailable("The file is damaged.", "Open the newest backup below.")
        for picture, error, ready in (("unlock", NeedsCode(file.name), "code"), ("trouble", damage, "troubleMessage")):
            window = self._welcome(room, file, error)
            wait_for(window, ready)
            self.shoot(window, f"welcome-{picture}-{name}")
            window.close()

    def _welcome(
        self, room: tuple[int, int], file: Path | None = None, error: Refused | Unavailable | None = None
    ) -> WelcomeWindow:
        window = WelcomeWindow(self._theme, self._keyring, FixedClock(TODAY), file, error)
        window.resize(*room)
        window.show()
        QTest.qWaitForWindowActive(window)
        return window

    def make(self, name: str, scale: int = 1) -> Path:
        """The file of a group to be drawn: "empty", "example", "long" or "many"."""
        file = Path(_HOME.name) / f"{name}.vdesk"
        if not file.exists():
            if name == "empty":
                desk, code = create(file, "Elm Park Neighbourhood Group", self._keyring, FixedClock(TODAY))
            else:
                desk, code = sample.create(file, self._keyring, seed=1, scale=scale, today=TODAY)
            if name == "long":
                desk.do("Lengthen", lengthen).result()
            desk.close()
            self._codes[file] = code
        return file


def main(folder: Path, looks: Iterable[str]) -> int:
    """Draw everything in the looks named, "light-200" or "many-dark"; 0 when done."""
    studio = Studio(folder)
    for look in looks:
        wanted, _dash, rest = look.partition("-")
        if wanted in ("empty", "long", "many"):
            scenes = {"empty": EMPTY, "long": EVERY, "many": MANY}[wanted]
            studio.play(studio.make(wanted, 100 if wanted == "many" else 1), scenes, rest, f"{wanted}-")
        else:
            file = studio.make("example")
            studio.play(file, (*EVERY, DIALOGS), look)
            studio.greet(file, look)
        print(look, flush=True)
    return 0


if __name__ == "__main__":
    every = [*USUAL, *(f"{name}-{look}" for name in ("empty", "long") for look in ("light", "light-200"))]
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/shots"), sys.argv[2:] or every))
