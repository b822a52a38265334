"""People: everybody and every organisation in one list with filters, and the card of one beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import OrganizationKind
from villagedesk.records.people import PeopleFilter, PeopleQuery
from villagedesk.records.registers import RegisterKind
from villagedesk.records.turnover import TurnoverDue
from villagedesk.services import briefing, people, turnover
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.page import Page
from villagedesk.ui.people.listing.asked import Asked
from villagedesk.ui.people.listing.bulk import BulkBar
from villagedesk.ui.people.listing.list import Listing
from villagedesk.ui.people.log.dialogue import PREFIX, Dialogue
from villagedesk.ui.people.pane import Pane
from villagedesk.ui.people.screens import Screens
from villagedesk.ui.people.turnover.handing import HAND_ON, HandLine
from villagedesk.ui.people.turnover.succeeding import SUCCEED
from villagedesk.ui.saving import save_as
from villagedesk.ui.split import Split
from villagedesk.ui.steps import Steps

if TYPE_CHECKING:
    from villagedesk.ui.people.importing.panel import Importing
    from villagedesk.ui.people.listing.registers import Registering

_LISTED = (
    "person", "organization", "membership", "post", "area", "tag", "tagging", "contact_detail", "other_name",
    "interaction", "participant", "attendance",
)  # fmt: skip
_ORGANIZATION_KINDS = {
    PeopleFilter.FUNDERS: OrganizationKind.FUNDER,
    PeopleFilter.ORGANIZATIONS: OrganizationKind.PARTNER,
}


class PeoplePage(Page):
    """The list with its filters, the pane beside it, and in their place the preview of an import."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(commands, _("People"), scrolls=True)
        self._bus = bus
        self._importing: Importing | None = None
        self._registering: Registering | None = None
        self._add_commands()
        self._list = Listing(bus, commands.action("add_person"))
        self._asked = Asked(bus, commands, self._list)
        self._bulk = BulkBar(bus, commands, self, self._list.selected_ids)
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
            self._turn(to_table=False)
            if not self._list.has(row_id):
                self._asked.ask(PeopleQuery())
            self._list.select(row_id)
            self._split.show_detail()

    def refresh(self, changed: Changed) -> None:
        if self._hand_line.isVisible() and changed.touches("handover"):
            self._bus.read(self, lambda session: turnover.due(session, self._bus.today()), self._say_left)
        if changed.touches(*_LISTED):
            self._list.refresh()
            self._count()
            if self._registering and self._registering.isVisible():
                self._registering.refresh()
        self._asked.refresh(changed)
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
            Command("people_table", _("As a &table"), "", "Ctrl+Shift+T", "view", words=_("columns sort cards list")),
            Command(
                "people_narrow", _("Na&rrow"), "search", "Ctrl+Shift+F", words=_("filter tag organisation as it was")
            ),
            Command("people_keep", _("&Keep this filter"), "star", words=_("save filter")),
            Command("people_rename", _("Rename this filter"), "", words=_("saved")),
            Command("people_drop", _("Remove this filter"), "", words=_("saved delete")),
            Command("people_vote", _("Who may &vote"), "people", words=_("electors voting members agm day")),
            Command("people_registers", _("Re&gisters"), "document", words=_("members trustees pdf xlsx print")),
            Command("save_briefing", _("Save a &briefing"), "document", "Ctrl+Shift+B", words=_("print one page PDF")),
            Command("export_people", _("E&xport people"), "export", words=_("save list csv excel vcard contacts")),
            scope=self,
        )
        commands.add(
            Command("find_help", _("Find who can &help"), "people", "", "go", _("offer skill van room language lend")),
            Command("find_duplicates", _("Find &duplicates"), "search", "", "edit", _("merge twice same double")),
        )
        for name, screen in (("find_help", "help"), ("find_duplicates", "duplicates")):
            commands.connect(name, partial(self._bus.goto.emit, "people", screen))
        commands.connect("add_person", self._add_person)
        commands.connect("add_organization", self._add_organization)
        commands.connect("edit_card", self._edit)
        commands.connect("hand_on", lambda: self._open_pane(HAND_ON, "person"))
        commands.connect("succeed", lambda: self._open_pane(SUCCEED, "organization"))
        commands.connect("review_people", lambda: self.shown("review"))
        commands.connect("save_briefing", lambda: self._brief(self._list.selected_ids()))
        commands.connect("people_vote", partial(self._register, RegisterKind.VOTERS))
        commands.connect("people_registers", partial(self._register, RegisterKind.MEMBERS))
        commands.connect("export_people", self._export)
        self.set_main("add_person")
        self.answers("new", self._add)
        self.answers("find", self._find)
        self.answers("bin", self._bin_selected)

    def _lay_out(self) -> None:
        rows, several = QWidget(), QWidget()
        self._under, self._beside = QVBoxLayout(rows), QVBoxLayout(several)
        for column in (self._under, self._beside):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(12)
        self._under.addWidget(self._list, 1)
        self._beside.addWidget(self._bulk)
        self._beside.addStretch(1)
        rows.setFocusProxy(self._list)
        self._detail = QStackedWidget()
        self._detail.addWidget(self._pane)
        self._detail.addWidget(several)
        self._split = Split(rows, self._detail, above=self._asked)
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
        self._list.opened.connect(self._open)
        self._list.loaded.connect(self._say_empty)
        self._list.marked.connect(self._follow)
        self._bulk.asks.connect(lambda: self._detail.setCurrentIndex(1 if self._split.shows_both() else 0))
        self._bulk.rested.connect(self._rest)
        self._asked.changed.connect(self._ask)
        for name, slot in (
            ("people_table", lambda: self._turn(not self._list.is_table())),
            ("people_narrow", self._asked.narrowing.narrow),
            ("people_keep", self._asked.narrowing.keep),
            ("people_rename", self._asked.narrowing.rename),
            ("people_drop", self._asked.narrowing.drop),
        ):
            self.commands.connect(name, partial(self._at_list, slot))
        self._asked.follow()
        self._pane.went.connect(self._go)
        self.dialogue.home.connect(lambda key: self.shown(key) if key else self._browse())
        self._pane.added.connect(self._added)
        self._pane.bin.connect(lambda: self._bin([self._pane.row_id()]))
        self._pane.brief.connect(lambda: self._brief([self._pane.row_id()]))
        self._pane.rested.connect(self._list.setFocus)
        self._screens.went.connect(self._go)
        self._screens.offers.connect(self._show_offers)
        self._screens.finished.connect(self._left_screen)

    # the list

    def _ask(self) -> None:
        query = self._asked.query()
        self.set_main("add_organization" if query.only in _ORGANIZATION_KINDS else "add_person")
        self._list.show_query(query)

    def _at_list(self, do: Callable[[], object]) -> None:
        """Do what needs the list and what stands above it."""
        self._browse()
        self._split.show_list()
        do()

    def _open(self, _row_id: str) -> None:
        self._turn(to_table=False)
        self._split.show_detail()

    def _follow(self, count: int) -> None:
        """What several who are marked have in common stands in place of the card of one, or under the list."""
        beside = self._split.shows_both()
        if beside:
            self._beside.insertWidget(0, self._bulk)
        else:
            self._under.addWidget(self._bulk)
        self._bulk.show_count(count)
        self._detail.setCurrentIndex(1 if count > 1 and beside else 0)

    def _turn(self, to_table: bool) -> None:
        self._list.turn(to_table)
        self._split.show_alone(to_table)
        self.commands.action("people_table").setText(_("As &cards") if to_table else _("As a &table"))
        if to_table:
            self._list.setFocus()

    def _count(self) -> None:
        today = self._bus.today()
        self._bus.read(self, lambda session: people.counts(session, today), self._asked.show_counts)

    def _say_empty(self) -> None:
        self._pane.offer_choice(self._list.model.rowCount() > 0)
        query = self._asked.query()
        if query.words:
            self._list.say_empty(_("Nobody here is called “{words}”.").format(words=query.words))
        elif query != PeopleQuery(query.only):
            self._list.say_empty(_("Nobody fits this filter."))
        else:
            self._list.say_empty(_empty_words()[query.only])

    # what can be done

    def _add(self) -> None:
        if self._asked.query().only in _ORGANIZATION_KINDS:
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
        self._pane.add_organization(_ORGANIZATION_KINDS.get(self._asked.query().only, OrganizationKind.PARTNER))

    def _edit(self) -> None:
        self._browse()
        self._split.show_detail()
        self._pane.edit()

    def _open_pane(self, prefix: str, kind: str) -> None:
        """Hand on for the person, or end the body, that is shown."""
        if self._pane.kind() == kind:
            self.shown(prefix + self._pane.row_id())

    def _find(self) -> None:
        if self._screens.find():
            return
        self._browse()
        self._split.show_list()
        self._asked.start()

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

    def _go(self, place: str, row_id: str) -> None:
        self._bus.goto.emit(place, row_id)

    def _left_screen(self, row_id: str) -> None:
        self._browse()
        self.shown(row_id)
        self._list.setFocus()

    def _browse(self) -> None:
        self._stack.setCurrentIndex(0)

    def _register(self, kind: RegisterKind) -> None:
        if self._registering is None:
            from villagedesk.ui.people.listing.registers import Registering

            self._registering = Registering(self._bus)
            self._registering.finished.connect(self._rested)
            self._stack.addWidget(self._registering)
        self._stack.setCurrentWidget(self._registering)
        self._registering.start(kind)

    def _rested(self) -> None:
        self._browse()
        self._rest()

    def _rest(self) -> None:
        self._follow(len(self._list.selected_ids()))
        self._list.setFocus()

    def _show_offers(self, owner_id: str) -> None:
        self.shown(owner_id)
        self._pane.turn(owner_id, "offers", lambda _face: None)

    def _import_panel(self) -> Importing:
        if self._importing is None:
            from villagedesk.ui.people.importing.panel import Importing  # readers are not needed to show people

            self._importing = Importing(self._bus)
            self._importing.chosen.connect(self.take_in)
            self._importing.finished.connect(self._imported)
            self._stack.addWidget(self._importing)
        return self._importing

    def _imported(self, only: str) -> None:
        self._browse()
        if only:
            self._asked.ask(PeopleQuery(PeopleFilter(only)))
            today = self._bus.today()
            self._bus.read(self, lambda session: turnover.due(session, today), self._say_left)
        self._list.setFocus()

    def _say_left(self, due: TurnoverDue) -> None:
        self._hand_line.show_left(due.left[0] if due.left else None)


def _empty_words() -> dict[PeopleFilter, str]:
    return {
        PeopleFilter.ALL: _("The people and organisations you work with belong here."),
        PeopleFilter.COUNCILLORS: _("Your councillors belong here: import the council's list, or add them."),
        PeopleFilter.OFFICERS: _("The council's officers that you deal with belong here."),
        PeopleFilter.MEMBERS: _("The members of your group belong here."),
        PeopleFilter.FUNDERS: _("Those who fund you, or might, belong here."),
        PeopleFilter.ORGANIZATIONS: _("Councils, departments, partners and funders belong here."),
    }
