"""The window of one open group: its places, the palette, the toast, and what the status line says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

from villagedesk import settings
from villagedesk.core.changes import Changed, ChangeKind
from villagedesk.core.dates import show_ago, show_date
from villagedesk.core.errors import Unavailable
from villagedesk.core.i18n import _
from villagedesk.records.search import Found as Hit
from villagedesk.services import actions, group, questions, search
from villagedesk.services.desk import Desk
from villagedesk.ui import begin
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command
from villagedesk.ui.dialogs import tell, tell_error
from villagedesk.ui.dialogue import add_dialogue, dropped_mails, file_mails
from villagedesk.ui.localtime import local
from villagedesk.ui.newday import NewDay
from villagedesk.ui.palette import Found, Palette
from villagedesk.ui.places import places, take_minutes
from villagedesk.ui.raising import raise_duties
from villagedesk.ui.tasks import Tasks
from villagedesk.ui.theme import Theme
from villagedesk.ui.toast import Toast
from villagedesk.ui.window import MainWindow

if TYPE_CHECKING:
    from villagedesk.ui.people.page import PeoplePage

PLACE_OF = {
    "person": ("people", "person"),
    "organization": ("people", "organisation"),
    "meeting": ("meetings", "meetings"),
    "action": ("actions", "actions"),
    "question": ("partnership", "partnership"),
    "response": ("partnership", "partnership"),
    "goal": ("partnership", "partnership"),
    "deal": ("partnership", "partnership"),
    "evidence": ("partnership", "partnership"),
    "group_paper": ("partnership", "document"),
    "duty": ("actions", "clock"),
    "interaction": ("people", "mail"),
    "minutes": ("meetings", "search"),
    "help": ("people", "people"),
}
_WITHIN = {
    "interaction": "log:",
    "minutes": "find:",
    "help": "help:",
}  # what a place is told a key is of, where it has several sorts
_BY_DAY = ("meeting", "action", "person", "question", "response", "goal", "duty", "group_paper")
"""Tables in which what is late, due or coming is another each day."""
_OLD_BACKUP_DAYS = 7
_SENTENCE = 3  # words, from which what is typed in the palette may ask who can help


class DeskWindow(MainWindow):
    """The main window with an open desk behind it; closing it closes the desk.

    `leaves` when another group is wanted instead: "open" one, or make a "new" one.
    """

    leaves = Signal(str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        card = desk.read(group.card)
        super().__init__(theme, card.name, lambda geometry: self._keep(geometry=geometry))
        self.desk = desk
        self.tasks = Tasks(self)
        self.bus = Bus(desk, self.tasks, self)
        self.toast = Toast(self, self.rail)
        self.toast.wants.connect(self.make_room)
        self._offered: Changed | None = None  # what the toast's Undo takes back
        self.palette_ = Palette(self, self.commands, self.tasks, self._find)
        for name, title, icon, build in places():
            self.add_place(name, title, icon, partial(build, self.bus, self.commands))
        self._wire()
        self._say_backup()
        self._count_late()
        raise_duties(self.bus)
        self.restore(settings.load().geometry)

    def _people_page(self) -> PeoplePage:
        return cast("PeoplePage", self.go("people"))

    def _wire(self) -> None:
        bus, commands = self.bus, self.commands
        bus.changed.connect(self._on_changed)
        bus.said.connect(self._on_said)
        bus.failed.connect(lambda error: tell_error(self, error))
        bus.goto.connect(self.go)
        commands.connect("palette", self.palette_.popup)
        commands.connect("undo", bus.undo)
        commands.connect("redo", bus.redo)
        commands.connect("settings", lambda: self.go("settings"))
        commands.connect("take_minutes", lambda: take_minutes(self))
        commands.connect("add_action", self._add_action)
        commands.connect("ask_question", lambda: self.go("partnership", begin.question()))
        commands.connect("add_response", lambda: self.go("partnership", begin.response()))
        commands.connect("build_pack", self._build_pack)
        commands.connect("about", self._about)
        commands.add(
            Command(
                "open_group", _("&Open another group"), "document", "Ctrl+O", "group", _("file recent"), apart=True
            ),
            Command("new_group", _("Make a new &group"), "", "", "group", _("file create")),
        )
        commands.connect("open_group", lambda: self.leaves.emit("open"))
        commands.connect("new_group", lambda: self.leaves.emit("new"))
        commands.connect("import", lambda: self._people_page().start_import())
        add_dialogue(self)
        self.setAcceptDrops(True)
        bus.backed_up.connect(self._say_backup)
        self.palette_.chosen.connect(self._open)
        self.theme.changed.connect(self._remember_look)
        NewDay(bus.today, self).came.connect(self._begin_day)
        self._enable_undo()

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        self.rail.set_saved(_("Saved {time}").format(time=local(changed.at).strftime("%H:%M")))
        if changed.touches("community_group"):
            self.bus.read(self, group.card, lambda card: self.set_group_name(card.name))
        if changed.touches("action", "question"):
            self._count_late()
        if self._offered and changed.undoes == self._offered.number:
            self._offered = None
            self.toast.hide()
        self._enable_undo()
        self.refresh(changed)

    @Slot(str, object)
    def _on_said(self, text: str, changed: Changed | None) -> None:
        self._offered = changed
        if changed is None:
            self.toast.show_text(text)
        else:
            self.toast.show_undo(text, lambda: self.bus.undo_change(changed))

    def _count_late(self) -> None:
        today, rail = self.bus.today(), self.rail
        self.bus.read(self, lambda session: actions.late(session, today), partial(rail.set_count, "actions"))
        self.bus.read(self, lambda session: questions.overdue(session, today), partial(rail.set_count, "partnership"))

    def _add_action(self) -> None:
        if answer := self.go("actions").answer_to("new"):
            answer()

    def _build_pack(self) -> None:
        here = self.page()
        self.go("packs", here.meeting_id() if here else None)

    def _enable_undo(self) -> None:
        self.commands.enable("undo", self.bus.undo_list.to_undo() is not None)
        self.commands.enable("redo", self.bus.undo_list.to_redo() is not None)

    def _find(self, typed: str) -> list[Found]:
        found = [as_found(hit) for hit in self.desk.read(lambda session: search.find(session, typed))]
        if found:
            found.append(Found("minutes", typed, _("Find “{words}” in all minutes").format(words=typed), "", "search"))
        if len(typed.split()) >= _SENTENCE:
            found.append(Found("help", typed, _("Who can help?"), typed, "people"))
        return found

    def _open(self, kind: str, row_id: str) -> None:
        self.go(PLACE_OF[kind][0], _WITHIN.get(kind, "") + row_id)

    def _say_backup(self) -> None:
        today = self.bus.today()
        self.bus.run(
            self,
            lambda _report: backup_words(self.desk.last_backup(), today),
            lambda said: self.rail.set_backup(*said),
        )

    def _begin_day(self) -> None:
        """What is late, due or coming is another today: read everything that shows it again."""
        begun = dict.fromkeys(_BY_DAY, frozenset[str]())
        self.refresh(Changed(0, ChangeKind.DO, "", self.desk.clock.now(), begun))
        self._count_late()
        raise_duties(self.bus)
        self._say_backup()

    def _remember_look(self) -> None:
        self._keep(text_size=self.theme.text_size, scheme=self.theme.scheme)

    def _keep(self, **changes: object) -> None:
        try:
            settings.save(replace(settings.load(), **changes))  # type: ignore[arg-type]
        except Unavailable:  # a look that is not remembered is no reason to interrupt anybody
            pass

    def _about(self) -> None:
        from villagedesk import __version__

        tell(
            self, _("VillageDesk {version}").format(version=__version__), _("For groups that work with their council.")
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) or dropped_mails(event):
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if mails := dropped_mails(event):
            accept_copy(event)
            file_mails(self, mails, self.mapToGlobal(event.position().toPoint()))
        elif path := dropped_file(event):
            accept_copy(event)
            self._take_in(path)

    def _take_in(self, path: Path) -> None:
        """A calendar is of meetings; what else holds meetings is told when it has been read."""
        if path.suffix.lower() in (".ics", ".ical"):
            self.go("meetings", begin.file(path))
        else:
            self._people_page().take_in(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if focused := self.focusWidget():
            focused.clearFocus()  # a field that is left is kept
        super().closeEvent(event)
        if event.isAccepted():
            self.hide()  # before the backup, which takes its time
            self.bus.close()
            self.tasks.finish()
            self.commands.enable("quit", False)
            try:
                self.desk.close()
            except Unavailable as error:
                tell_error(None, error)


def as_found(hit: Hit) -> Found:
    """What was found in the records, as the palette shows it."""
    kind, key = hit.goes_to
    snippet = " ".join(hit.snippet.split())  # in one line
    detail = ", ".join(filter(None, (show_date(hit.on_date) if hit.on_date else "", snippet)))
    return Found(kind, key, hit.title or snippet, detail, PLACE_OF[kind][1])


def backup_words(last: datetime | None, today: date) -> tuple[str, bool]:
    """When the newest copy was made, and whether that is too long ago."""
    if last is None:
        return _("No backup yet: one is made when you close"), False
    day = local(last).date()
    is_old = (today - day).days > _OLD_BACKUP_DAYS
    return _("Last backup: {when}, checked").format(when=show_ago(day, today)), is_old


def accept_copy(event: QDropEvent) -> None:
    """Take what is dragged as a copy, whatever its source proposes: what was "moved" here might be deleted there."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def dropped_file(event: QDropEvent) -> Path | None:
    """The one file that is dragged over a window, if that is what it is."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
