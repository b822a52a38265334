"""People: everybody and every organisation in one list with filters, and the card of one beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import initials
from villagedesk.core.words import OrganizationKind
from villagedesk.records.people import PeopleFilter, PersonRow
from villagedesk.records.turnover import TurnoverDue
from villagedesk.services import briefing, people, turnover
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.filterbar import FilterBar
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.page import Page
from villagedesk.ui.people.dialogue import PREFIX, Dialogue
from villagedesk.ui.people.handing import HAND_ON, HandLine
from villagedesk.ui.people.pane import Pane
from villagedesk.ui.people.screens import Screens
from villagedesk.ui.people.succeeding import SUCCEED
from villagedesk.ui.people.words import row_tone
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import Column, RowModel, Sort
from villagedesk.ui.saving import save_as
from villagedesk.ui.split import Split
from villagedesk.ui.steps import Steps

if TYPE_CHECKING:
    from villagedesk.ui.people.importing import Importing

_LISTED = ("person", "organization", "membership", "post", "area")
_ORGANIZATION_KINDS = {
    PeopleFilter.FUNDERS: OrganizationKind.FUNDER,
    PeopleFilter.ORGANIZATIONS: OrganizationKind.PARTNER,
}


class PeoplePage(Page):
    """The list with its filters, the pane beside it, and in their place the preview of an import."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(commands, _("People"), scrolls=True)
        self._bus = bus
        self._only = PeopleFilter.ALL
        self._importing: Importing | None = None
        self._add_commands()
        self._chips = ChipRow()
        for only, words in _filter_words().items():
            self._chips.add(only, words)
        self._chips.turn_on([self._only])
        self._chips.changed.connect(self._filter)
        self._list = self._make_list()
        self._line = FindBox(_("Filter by name, post or organisation"), self._list)
        self._line.searched.connect(lambda _words: self._ask())
        self._pane = Pane(bus)
        self._lay_out()
        self.dialogue = Dialogue(bus, self._stack, self._pane)
        self._connect()
        self._ask()
        self._count()

    def shown(self, row_id: str | None) -> None:
        for prefix, turn in ((HAND_ON, self._pane.hand_on), (SUCCEED, self._pane.succeed)):
            if row_id and row_id.startswith(prefix):
                self.shown(key := row_id.removeprefix(prefix))
                turn(key)
                return
        if row_id and row_id.startswith(PREFIX):
            self.dialogue.open(row_id.removeprefix(PREFIX))
        elif row_id and not self._screens.show(row_id):
            self._browse()
            if self._list.model.was_loaded and self._list.model.row_of(row_id) < 0:
                self._show_all()
            self._list.select(row_id)
            self._split.show_detail()

    def refresh(self, changed: Changed) -> None:
        if self._hand_line.isVisible() and changed.touches("handover"):
            self._bus.read(self, lambda session: turnover.due(session, self._bus.today()), self._say_left)
        if changed.touches(*_LISTED):
            self._list.model.refresh()
            self._count()
        self._pane.refresh(changed)
        self.dialogue.refresh(changed)
        self._screens.refresh(changed)

    def is_over_card(self, at: QPoint) -> bool:
        """Whether a place on the screen is over the card that is shown."""
        return self._pane.isVisible() and self._pane.rect().contains(self._pane.mapFromGlobal(at))

    def start_import(self) -> None:
        """Show what can be taken in, and where lists are found."""
        panel = self._import_panel()
        self._stack.setCurrentWidget(panel)
        panel.start()

    def take_in(self, path: Path) -> None:
        """Show what taking in a file would change."""
        panel = self._import_panel()
        self._stack.setCurrentWidget(panel)
        panel.read(path)

    def _add_commands(self) -> None:
        commands = self.commands
        commands.add(
            Command("add_person", _("Add &person"), "person", words=_("new contact councillor officer member")),
            Command("add_organization", _("Add &organisation"), "organisation", words=_("new body council funder")),
            Command("edit_card", _("&Edit this card"), "edit", "Ctrl+Return", words=_("change details")),
            Command("hand_on", _("&Hand on promises"), "right", words=_("departed left successor turnover")),
            Command("succeed", _("This body is &followed by..."), "right", words=_("succession ends merged unitary")),
            Command("review_people", _("&Review who to keep"), "clock", words=_("retention data protection erase")),
            Command("save_briefing", _("Save a &briefing"), "document", "Ctrl+Shift+B", words=_("print one page PDF")),
            Command("export_people", _("E&xport people"), "export", words=_("save list csv excel vcard contacts")),
            scope=self,
        )
        commands.connect("add_person", self._add_person)
        commands.connect("add_organization", self._add_organization)
        commands.connect("edit_card", self._edit)
        commands.connect("hand_on", lambda: self._turn(HAND_ON, "person"))
        commands.connect("succeed", lambda: self._turn(SUCCEED, "organization"))
        commands.connect("review_people", lambda: self.shown("review"))
        commands.connect("save_briefing", lambda: self._brief(self._list.selected_ids()))
        commands.connect("export_people", self._export)
        self.set_main("add_person")
        self.answers("new", self._add)
        self.answers("find", self._find)
        self.answers("bin", self._bin_selected)

    def _make_list(self) -> CardList:
        bus = self._bus

        def load(keys: Sequence[str]) -> Sequence[PersonRow]:
            today = bus.today()
            return bus.desk.read(lambda session: people.rows(session, keys, today))

        name: Column[PersonRow] = Column(
            "",
            lambda row: row.name,
            second=lambda row: row.second,
            avatar=lambda row: (initials(row.name), row_tone(row)),
        )
        model = RowModel([name], load, bus.tasks, sort=Sort("name"), parent=self)
        model.failed.connect(bus.failed)
        self._empty = EmptyState("people", "", CommandButton(self.commands.action("add_person")))
        return CardList(model, self._empty, _("People and organisations"), chooses_first=True)

    def _lay_out(self) -> None:
        self._split = Split(self._list, self._pane, above=FilterBar(self._chips, self._line))
        self._hand_line = HandLine()
        self._hand_line.wanted.connect(lambda key: self.shown(HAND_ON + key))
        self.body.addWidget(self._hand_line)
        self._stack = Steps()
        self._stack.addWidget(self._split)
        self._screens = Screens(self._bus, self._stack)
        self.body.addWidget(self._stack, 1)
        self.start_at(self._list)

    def _connect(self) -> None:
        self._list.chosen.connect(self._pane.show_id)
        self._list.opened.connect(lambda _id: self._split.show_detail())
        self._list.model.loaded.connect(self._say_empty)
        self._pane.went.connect(self._go)
        self.dialogue.home.connect(lambda key: self.shown(key) if key else self._browse())
        self._pane.added.connect(self._added)
        self._pane.bin.connect(lambda: self._bin([self._pane.row_id()]))
        self._pane.brief.connect(lambda: self._brief([self._pane.row_id()]))
        self._pane.rested.connect(self._list.setFocus)
        self._screens.went.connect(self._go)
        self._screens.finished.connect(self._left_screen)

    # the list

    def _ask(self) -> None:
        only, words, bus = self._only, self._line.text(), self._bus

        def query(sort: Sort | None) -> Sequence[str]:
            asked = people.PeopleQuery(only, words, sort.key if sort else "name", bool(sort and sort.descending))
            return bus.desk.read(lambda session: people.ids(session, asked, bus.today()))

        self._list.model.show(query)

    def _count(self) -> None:
        today = self._bus.today()
        self._bus.read(self, lambda session: people.counts(session, today), self._show_counts)

    def _show_counts(self, counts: dict[PeopleFilter, int]) -> None:
        for only, count in counts.items():
            self._chips.chip(only).show_count(count)

    def _filter(self, name: str) -> None:
        self._only = PeopleFilter(name) if name else PeopleFilter.ALL
        self._chips.turn_on([self._only])
        self.set_main("add_organization" if self._only in _ORGANIZATION_KINDS else "add_person")
        self._ask()

    def _show_all(self) -> None:
        self._line.blockSignals(True)
        self._line.clear()
        self._line.blockSignals(False)
        self._filter("")

    def _say_empty(self) -> None:
        self._pane.offer_choice(self._list.model.rowCount() > 0)
        if self._line.text().strip():
            self._empty.set_line(_("Nobody here is called “{words}”.").format(words=self._line.text().strip()))
        else:
            self._empty.set_line(_empty_words()[self._only])

    # what can be done

    def _add(self) -> None:
        if self._only in _ORGANIZATION_KINDS:
            self._add_organization()
        else:
            self._add_person()

    def _add_person(self) -> None:
        self._browse()
        self._split.show_detail()
        self._pane.add_person()

    def _add_organization(self) -> None:
        self._browse()
        self._split.show_detail()
        self._pane.add_organization(_ORGANIZATION_KINDS.get(self._only, OrganizationKind.PARTNER))

    def _edit(self) -> None:
        self._browse()
        self._split.show_detail()
        self._pane.edit()

    def _turn(self, prefix: str, kind: str) -> None:
        """Hand on for the person, or end the body, that is shown."""
        key = self._pane.row_id()
        row = self._list.model.row(self._list.model.row_of(key)) if key else None
        if row and row.kind == kind:
            self.shown(prefix + key)

    def _find(self) -> None:
        self._browse()
        self._split.show_list()
        self._line.start()

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
        from villagedesk.ui.people import exporting  # writers are not needed to show people

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

    def _go(self, place: str, row_id: str) -> None:
        self._bus.goto.emit(place, row_id)

    def _left_screen(self, row_id: str) -> None:
        self._browse()
        self.shown(row_id)
        self._list.setFocus()

    def _browse(self) -> None:
        self._stack.setCurrentIndex(0)

    def _import_panel(self) -> Importing:
        if self._importing is None:
            from villagedesk.ui.people.importing import Importing  # readers are not needed to show people

            self._importing = Importing(self._bus)
            self._importing.chosen.connect(self.take_in)
            self._importing.finished.connect(self._imported)
            self._stack.addWidget(self._importing)
        return self._importing

    def _imported(self, only: str) -> None:
        self._browse()
        if only:
            self._filter(only)
            today = self._bus.today()
            self._bus.read(self, lambda session: turnover.due(session, today), self._say_left)
        self._list.setFocus()

    def _say_left(self, due: TurnoverDue) -> None:
        self._hand_line.show_left(due.left[0] if due.left else None)


def _filter_words() -> dict[PeopleFilter, str]:
    return {
        PeopleFilter.ALL: _("All"),
        PeopleFilter.COUNCILLORS: _("Councillors"),
        PeopleFilter.OFFICERS: _("Officers"),
        PeopleFilter.MEMBERS: _("Members"),
        PeopleFilter.FUNDERS: _("Funders"),
        PeopleFilter.ORGANIZATIONS: _("Organisations"),
    }


def _empty_words() -> dict[PeopleFilter, str]:
    return {
        PeopleFilter.ALL: _("The people and organisations you work with belong here."),
        PeopleFilter.COUNCILLORS: _("Your councillors belong here: import the council's list, or add them."),
        PeopleFilter.OFFICERS: _("The council's officers that you deal with belong here."),
        PeopleFilter.MEMBERS: _("The members of your group belong here."),
        PeopleFilter.FUNDERS: _("Those who fund you, or might, belong here."),
        PeopleFilter.ORGANIZATIONS: _("Councils, departments, partners and funders belong here."),
    }
