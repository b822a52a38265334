"""One face of a place: a list, the detail of the current one, and the form that adds one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.services.desk import Work
from villagedesk.ui.adding import Adding
from villagedesk.ui.asking import Asking, Step
from villagedesk.ui.beside import Beside
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.facelist import Kind, Listing
from villagedesk.ui.split import Split
from villagedesk.ui.view import View

_CHOSEN_FROM = ("person", "organization", "decision", "deal", "audience_name", "community_group")


class Face(View):
    """What the faces have in common; what differs is in its Kind, its Detail and the steps of the subclass.

    The detail and the form that adds one are built when they are first wanted.
    """

    listed_from: tuple[str, ...] = ()
    """The tables whose changes show in the list."""
    steps: tuple[str, ...] = ()
    """The commands that do something with the one that is shown."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__()
        self.bus, self.commands = bus, commands
        self._current = ""
        self._stop_reading: Callable[[], None] | None = None

    def put_together(self, kind: Kind, *beside: QWidget) -> None:
        """Lay the parts out and tie them together; `beside` stands before the line that filters."""
        self._kind = kind
        self.beside = Beside(self.bus, kind.name, kind.icon, self.make_detail, self.make_adding)
        self.listing = Listing(self.bus, kind, self.commands.action(self.main), self, *beside)
        self._split = Split(self.listing.table, self.beside, (55, 45), above=self.listing.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split, 1)
        self.beside.left.connect(self._save)
        self.beside.added.connect(self._was_added)
        self.beside.given_up.connect(self._stop_adding)
        table = self.listing.table
        self.listing.found.connect(self._split.show_detail)
        table.opened.connect(lambda _id: self._split.show_detail())
        table.chosen.connect(lambda _id: self._chose())
        table.view.selectionModel().selectionChanged.connect(lambda *_ranges: self.follow())
        self.listing.model.loaded.connect(self.follow)
        self.setFocusProxy(table)
        self.beside.read_options()

    def make_detail(self) -> Detail:
        """Build the detail, as the subclass has it."""
        raise NotImplementedError

    def make_adding(self) -> Adding:
        """Build the form that adds one."""
        raise NotImplementedError

    @property
    def detail(self) -> Detail:
        """The one that is shown, whole."""
        return self.beside.detail

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*self.listed_from):
            self.listing.refresh()
            self._read_chosen()
        if changed.touches(*_CHOSEN_FROM):
            self.beside.read_options()

    def build_more(self) -> bool:
        return self.beside.build_more()

    def look_for(self, row_id: str) -> None:
        self._stop_adding()
        self.listing.look_for(row_id)

    def begin(self, draft: Any) -> None:
        """Show the form that adds one."""
        self.beside.setCurrentWidget(self.beside.adding)
        self._split.show_detail()
        self.beside.adding.begin(draft)
        self.follow()

    def find_in_list(self) -> None:
        self._split.show_list()
        self.listing.finder.start()

    def bin(self) -> None:
        keys = self.listing.table.selected_ids()
        if keys and not self.beside.is_adding():
            say = ngettext("Moved to the bin", "Moved {n} to the bin", len(keys)).format(n=len(keys))
            self.bus.do(self, _("Move to the bin"), lambda work: self._kind.bin(work, keys), say=say)

    def follow(self) -> None:
        detail = self.beside.show_detail(bool(self.listing.table.current_id()))
        self.beside.offer_choice(self.listing.model.rowCount() > 0)
        can = detail.can_do() if detail else ()
        for step in self.steps:
            self.commands.enable(step, step in can)
        if detail:
            for step, button in detail.steps.items():
                button.setVisible(step in can)
        if self.isVisible():  # "bin" is the whole window's
            self.commands.enable("bin", bool(self.listing.table.selected_ids()))

    # for subclasses

    def ask(self, strip: Asking, name: str, label: str, job: Callable[[Work, str, Any], Any], say: str) -> None:
        """Ask in the detail, then do it with what was answered; drafts are kept under `name`."""
        key = self.detail.key()
        self._split.show_detail()
        self.detail.asking.ask(strip, Step(name, key, label, say), lambda draft: lambda work: job(work, key, draft))

    def do(self, label: str, job: Callable[[Work, str], Any], say: str) -> None:
        """Do something with the one that is shown."""
        key = self.detail.key()
        self.bus.do(self, label, lambda work: job(work, key), say=say)

    def _chose(self) -> None:
        before, self._current = self._current, self.listing.table.current_id()
        if self.beside.is_adding() and self.isVisible() and before:  # else the list came late, and has chosen by itself
            self.beside.show_nothing()  # what was typed waits there
        self._read_chosen()

    def _read_chosen(self) -> None:
        if self._stop_reading:
            self._stop_reading()
            self._stop_reading = None
        key = self.listing.table.current_id()
        if not key:
            if detail := self.beside.has():
                detail.asking.put_away()
            self.follow()
            return

        self._stop_reading = self.bus.look(self, lambda session: self._kind.read(session, key), self._show)

    def _show(self, record: Any) -> None:
        before = self.detail.key()
        self.detail.show_record(record)
        if self.detail.key() != before:
            self.detail.asking.put_away()
        self.follow()

    def _save(self) -> None:
        key = self.detail.key()

        def refused(error: Refused) -> None:
            if self.detail.key() == key:
                self.detail.form.show_error(error.field or self.detail.first, error.message, focus=False)
            else:
                self.bus.said.emit(error.message, None)

        self.beside.keeper.send(_("Change"), lambda work, changes: self._kind.edit(work, key, changes), refused)

    def _was_added(self, key: str) -> None:
        self._stop_adding()
        self.listing.show_new(key)
        self.listing.table.setFocus()

    def _stop_adding(self) -> None:
        if self.beside.is_adding():
            self.beside.show_nothing()
            self._split.show_list()
        self.follow()
