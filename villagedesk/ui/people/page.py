"""People: the list and the cards, and what takes their place for a while."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.people import PeopleFilter, PeopleQuery
from villagedesk.records.registers import RegisterKind
from villagedesk.services import briefing, people, turnover
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.page import Page
from villagedesk.ui.people.browse import Browse
from villagedesk.ui.people.commands import anywhere, here
from villagedesk.ui.people.log.dialogue import PREFIX, Dialogue
from villagedesk.ui.people.screens import Screens
from villagedesk.ui.people.turnover.handing import HAND_ON, HandLine
from villagedesk.ui.people.turnover.succeeding import SUCCEED
from villagedesk.ui.saving import save_as
from villagedesk.ui.steps import Steps


class PeoplePage(Page):
    """`dialogue` is what the place does with the log."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(commands, _("People"), scrolls=True)
        self._bus = bus
        commands.add(*here(), scope=self)
        commands.add(*anywhere())
        self._browse = Browse(bus, commands, self)
        self._list, self._pane = self._browse.list, self._browse.pane
        self._hand_line, self._stack = HandLine(), Steps()
        self._ended: tuple[str, ...] = ()  # whose places the import just made has ended
        self._browse.put_above(self._hand_line)
        self.body.addWidget(self._stack, 1)
        self._stack.addWidget(self._browse)
        self._screens = Screens(bus, self._stack)
        self.dialogue = Dialogue(bus, self._stack, self._pane, lambda: not self._list.rows.by_itself)
        self._connect_commands()
        self._connect()
        self.start_at(self._list)

    def shown(self, row_id: str | None) -> None:
        for prefix, turn in ((HAND_ON, self._pane.hand_on), (SUCCEED, self._pane.succeed)):
            if row_id and row_id.startswith(prefix):
                self.shown(key := row_id.removeprefix(prefix))
                turn(key)
                return
        if row_id and row_id.startswith(PREFIX):
            self.dialogue.open(row_id.removeprefix(PREFIX))
        elif row_id and not self._screens.show(row_id):
            self._back()
            self._browse.show_row(row_id)

    def take_focus(self) -> None:
        if self._stack.currentIndex() == 0:  # a screen in its place has given the focus to what is typed first
            super().take_focus()

    def refresh(self, changed: Changed) -> None:
        if not self._hand_line.isHidden() and changed.touches("handover", "membership", "action", "question"):
            self._ask_who_left()
        for part in (self._browse, self.dialogue, self._screens):
            part.refresh(changed)

    def is_over_card(self, at: QPoint) -> bool:
        """Whether a place on the screen is over the card that is shown."""
        return self._pane.isVisible() and self._pane.rect().contains(self._pane.mapFromGlobal(at))

    def start_import(self) -> None:
        """Show what can be taken in, and where lists are found."""
        self._screens.start_import()

    def take_in(self, path: Path) -> None:
        """Show what taking in a file would change."""
        self._screens.take_in(path)

    def _connect_commands(self) -> None:
        browse, commands = self._browse, self.commands
        at_list: dict[str, Callable[[], object]] = {
            "add_person": browse.add_person,
            "add_organization": browse.add_organization,
            "edit_card": browse.edit,
            **browse.narrowing(),
        }
        for name, step in at_list.items():
            commands.connect(name, partial(self._at_list, step))
        for name, screen in (("find_help", "help"), ("find_duplicates", "duplicates")):
            commands.connect(name, partial(self._bus.goto.emit, "people", screen))
        commands.connect("hand_on", lambda: self._open_pane(HAND_ON, "person"))
        commands.connect("succeed", lambda: self._open_pane(SUCCEED, "organization"))
        commands.connect("review_people", lambda: self.shown("review"))
        commands.connect("save_briefing", lambda: self._brief(self._list.selected_ids()))
        commands.connect("people_vote", partial(self._screens.register, RegisterKind.VOTERS))
        commands.connect("people_registers", partial(self._screens.register, RegisterKind.MEMBERS))
        commands.connect("export_people", self._export)
        browse.follow_narrowing()
        self.answers("new", partial(self._at_list, browse.add))
        self.answers("find", self._find)
        self.answers("bin", self._bin_selected)

    def _connect(self) -> None:
        self._hand_line.wanted.connect(lambda key: self.shown(HAND_ON + key))
        for part in (self._pane, self._screens):
            part.went.connect(self._bus.goto.emit)
        self._pane.added.connect(self._added)
        self._pane.bin.connect(lambda: self._bin([self._pane.row_id()]))
        self._pane.brief.connect(lambda: self._brief([self._pane.row_id()]))
        self.dialogue.home.connect(lambda key: self.shown(key) if key else self._back())
        self._screens.offers.connect(self._show_offers)
        self._screens.finished.connect(self._left_screen)
        self._screens.imported.connect(self._imported)
        self._screens.ended.connect(self._places_ended)
        self._screens.registered.connect(partial(self._at_list, self._browse.rest))

    def _back(self) -> None:
        """The list and the card are shown again."""
        self._stack.setCurrentIndex(0)

    def _at_list(self, do: Callable[[], object]) -> None:
        self._back()
        do()

    def _open_pane(self, prefix: str, kind: str) -> None:
        """Hand on for the person, or end the body, that is shown."""
        if self._pane.kind() == kind:
            self.shown(prefix + self._pane.row_id())

    def _find(self) -> None:
        if not self._screens.find():
            self._at_list(self._browse.start_finding)

    def _bin_selected(self) -> None:
        if self._stack.currentIndex() == 0:
            self._bin(self._list.selected_ids())

    def _bin(self, keys: Sequence[str]) -> None:
        if not keys:
            return

        def job(work: Work) -> None:
            people.bin_all(work, keys)

        say = ngettext("Moved to the bin", "Moved {n} to the bin", len(keys)).format(n=len(keys))
        self._bus.do(self, _("Move to the bin"), job, say=say)

    def _export(self) -> None:
        from villagedesk.ui.people.importing import exporting  # writers are not needed to show people

        selected = self._list.selected_ids()
        exporting.ask(self, self._bus, selected if len(selected) > 1 else self._list.model.ids())

    def _brief(self, keys: Sequence[str]) -> None:
        if not keys:
            return
        desk, today = self._bus.desk, self._bus.today()

        def ask(name: str) -> None:
            title = ngettext("Save a briefing", "Save {n} briefings", len(keys)).format(n=len(keys))
            make = partial(desk.read, lambda session: briefing.build(session, keys, today))
            save_as(self, self._bus, title, name, make)

        self._bus.read(self, lambda session: briefing.file_name(session, keys, today), ask)

    def _added(self, key: str) -> None:
        self.shown(key)
        self._list.setFocus()

    def _left_screen(self, row_id: str) -> None:
        self._back()
        self.shown(row_id)
        self._list.setFocus()

    def _show_offers(self, owner_id: str) -> None:
        self.shown(owner_id)
        self._pane.turn(owner_id, "offers", lambda _face: None)

    def _imported(self, only: str) -> None:
        self._back()
        if only:
            self._browse.ask_for(PeopleQuery(PeopleFilter(only)))
        self._list.setFocus()

    def _places_ended(self, keys: tuple[str, ...]) -> None:
        self._ended = keys
        self._ask_who_left()

    def _ask_who_left(self) -> None:
        keys, today = self._ended, self._bus.today()
        self._bus.read(self, lambda session: turnover.left_by(session, keys, today), self._hand_line.show_left)
