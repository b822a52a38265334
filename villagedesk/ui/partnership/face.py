"""One face of the place: a list, the detail of the current one, and the form that adds one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.services.desk import Session, Work
from villagedesk.ui.asking import Asking, AskingRoom, Step
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.card import Card
from villagedesk.ui.commands import Commands
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Form
from villagedesk.ui.keeper import Keeper
from villagedesk.ui.partnership.adding import Adding
from villagedesk.ui.partnership.fields import Options, offer
from villagedesk.ui.partnership.listing import Kind, Listing
from villagedesk.ui.split import Split


class Detail(Card):
    """What every detail has: buttons of its steps, a room to ask in, a form that keeps itself.

    Subclasses lay out `body` and say in `show_record` what is shown.
    """

    came = Signal(str)
    left = Signal()
    first = ""
    """The field beside which a refusal of the whole is said."""

    def __init__(self, bus: Bus, commands: Commands, name: str, steps: tuple[str, ...], form: Form[Any]) -> None:
        super().__init__(scrolls=True)
        self.setObjectName(name)
        self.record: Any = None
        self.form = form
        self.steps = {
            step: CommandButton(commands.action(step), "primary" if step == steps[0] else "secondary") for step in steps
        }
        self.asking = AskingRoom(bus, self.take_focus)
        self.buttons = QWidget()
        flow = FlowLayout(self.buttons)
        for button in self.steps.values():
            flow.addWidget(button)
        form.left.connect(lambda _name: self.left.emit())

    def key(self) -> str:
        """The id of what is shown; "" when nothing is."""
        raise NotImplementedError

    def load(self, record: Any, draft: Any) -> None:
        """Show a record in the form; what is being typed into the one that is shown stays."""
        before = self.key()
        self.record = record
        if self.key() == before:
            self.form.set_value(draft)
        else:
            self.form.reset(draft)
            self.came.emit(self.key())

    def show_record(self, record: Any) -> None:
        """Show one."""
        raise NotImplementedError

    def can_do(self) -> tuple[str, ...]:
        """Which steps can be taken with the one that is shown, the likeliest first."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Go to the first thing that can be done."""
        next((button for button in self.steps.values() if not button.isHidden()), self.form).setFocus()


class Face(QWidget):
    """What the faces have in common; what differs is in its Kind, its Detail and the steps of the subclass.

    The detail and the form that adds one are built when they are first wanted.
    """

    listed_from: tuple[str, ...] = ()
    """The tables whose changes show in the list."""
    add = ""
    """The command that adds one."""
    steps: tuple[str, ...] = ()
    """The commands that do something with the one that is shown."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__()
        self.bus, self.commands = bus, commands
        self._detail: Detail | None = None
        self._adding: Adding | None = None
        self._options: Options | None = None
        self._current = ""
        self._stop_reading: Callable[[], None] | None = None

    def put_together(self, kind: Kind, *beside: QWidget) -> None:
        """Lay the parts out and tie them together; `beside` stands before the line that filters."""
        self._kind = kind
        self._right = QStackedWidget()
        self.listing = Listing(self.bus, kind, self.commands.action(self.add), self, *beside)
        self._split = Split(self.listing.table, self._right, (55, 45), above=self.listing.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split)
        self._nothing = Card()
        self._right.addWidget(self._nothing)
        self._choose = EmptyState("partnership", _("Choose one to see it whole."))
        self._nothing.add(self._choose, 1)
        table = self.listing.table
        self.listing.found.connect(self._split.show_detail)
        table.opened.connect(lambda _id: self._split.show_detail())
        table.chosen.connect(lambda _id: self._chose())
        table.view.selectionModel().selectionChanged.connect(lambda *_ranges: self.follow())
        self.listing.model.loaded.connect(self.follow)

    def make_detail(self) -> Detail:
        """Build the detail, as the subclass has it."""
        raise NotImplementedError

    def make_adding(self) -> Adding:
        """Build the form that adds one."""
        raise NotImplementedError

    def build_more(self) -> bool:
        """Build one of what is built late; False when all of it is there."""
        if self._detail is None:
            return bool(self.detail)
        if self._adding is None:
            return bool(self.adding)
        return False

    @property
    def detail(self) -> Detail:
        """The one that is shown, whole."""
        if self._detail is None:
            self._detail = detail = self.make_detail()
            self._take_in(detail)
            self._keeper = Keeper(self.bus, self._kind.name, detail.form)
            detail.came.connect(self._keeper.start)
            detail.left.connect(self._save)
        return self._detail

    @property
    def adding(self) -> Adding:
        """The form that adds one."""
        if self._adding is None:
            self._adding = self.make_adding()
            self._take_in(self._adding)
            self._adding.added.connect(self._was_added)
            self._adding.given_up.connect(self._stop_adding)
        return self._adding

    def _take_in(self, card: Detail | Adding) -> None:
        self._right.addWidget(card)
        if self._options:
            offer(card.form, self._options)

    def refresh(self) -> None:
        """Something that shows here was changed."""
        self.listing.refresh()
        self._read_chosen()

    def offer(self, found: Options) -> None:
        """Let the forms choose from these."""
        self._options = found
        for built in (self._detail, self._adding):
            if built:
                offer(built.form, found)

    def look_for(self, key: str) -> None:
        """Show one."""
        self._stop_adding()
        self.listing.look_for(key)

    def begin_of(self, key: str) -> None:
        """Show the form that adds one; of a person or body when its id is given."""
        raise NotImplementedError

    def begin(self, draft: Any) -> None:
        """Show the form that adds one."""
        self._right.setCurrentWidget(self.adding)
        self._split.show_detail()
        self.adding.begin(draft)
        self.follow()

    def find_in_list(self) -> None:
        """Filter the list by words."""
        self._split.show_list()
        self.listing.finder.start()

    def bin(self) -> None:
        """Put what is marked into the bin."""
        keys = self.listing.table.selected_ids()
        if keys and not self._is_adding():
            say = ngettext("Moved to the bin", "Moved {n} to the bin", len(keys)).format(n=len(keys))
            self.bus.do(self, _("Move to the bin"), lambda work: self._kind.bin(work, keys), say=say)

    def follow(self) -> None:
        """Show what belongs beside the list, and offer what can be done with it."""
        current = self.listing.table.current_id()
        detail = self._detail if current and self._detail and self._detail.record is not None else None
        if not self._is_adding():
            self._right.setCurrentWidget(detail or self._nothing)
        self._choose.setVisible(self.listing.model.rowCount() > 0)
        can = detail.can_do() if detail and self._right.currentWidget() is detail else ()
        for step in self.steps:
            self.commands.enable(step, step in can)
            if self._detail:
                self._detail.steps[step].setVisible(step in can)
        if self.isVisible():  # "bin" is the whole window's
            self.commands.enable("bin", bool(self.listing.table.selected_ids()))

    # for subclasses

    def ask(self, strip: Asking, name: str, label: str, job: Callable[[Work, str, Any], Any], say: str) -> None:
        """Ask in the detail, then do it with what was answered; drafts are kept under `name`."""
        key = self.detail.key()
        self.detail.asking.ask(strip, Step(name, key, label, say), lambda draft: lambda work: job(work, key, draft))

    def do(self, label: str, job: Callable[[Work, str], Any], say: str) -> None:
        """Do something with the one that is shown."""
        key = self.detail.key()
        self.bus.do(self, label, lambda work: job(work, key), say=say)

    def _is_adding(self) -> bool:
        return self._adding is not None and self._right.currentWidget() is self._adding

    def _chose(self) -> None:
        before, self._current = self._current, self.listing.table.current_id()
        if self._is_adding() and self.isVisible() and before:  # else the list came late, and has chosen by itself
            self._right.setCurrentWidget(self._nothing)  # what was typed waits there
        self._read_chosen()

    def _read_chosen(self) -> None:
        if self._stop_reading:
            self._stop_reading()
            self._stop_reading = None
        key = self.listing.table.current_id()
        if not key:
            if self._detail:
                self._detail.asking.put_away()
            self.follow()
            return

        def job(session: Session) -> Any:
            try:
                return self._kind.read(session, key)
            except Refused:  # it went while it was asked for: the list will know in a moment
                return None

        self._stop_reading = self.bus.read(self, job, self._show)

    def _show(self, record: Any) -> None:
        if record is None:
            return
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

        self._keeper.send(_("Change"), lambda work, changes: self._kind.edit(work, key, changes), refused)

    def _was_added(self, key: str) -> None:
        self._stop_adding()
        self.listing.show_new(key)
        self.listing.table.setFocus()

    def _stop_adding(self) -> None:
        if self._is_adding():
            self._right.setCurrentWidget(self._nothing)
            self._split.show_list()
        self.follow()
