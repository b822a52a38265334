"""The list of people and organisations with what narrows it, and the card of one, or what several share, beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.core.words import OrganizationKind
from villagedesk.records.people import PeopleFilter, PeopleQuery
from villagedesk.services import people
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.page import Page
from villagedesk.ui.people.listing.asked import Asked
from villagedesk.ui.people.listing.bulk import BulkBar
from villagedesk.ui.people.listing.list import Listing
from villagedesk.ui.people.pane import Pane
from villagedesk.ui.split import Split

_LISTED = (
    "person", "organization", "membership", "post", "area", "tag", "tagging", "contact_detail", "other_name",
    "interaction", "participant", "attendance",
)  # fmt: skip
_ORGANIZATION_KINDS = {
    PeopleFilter.FUNDERS: OrganizationKind.FUNDER,
    PeopleFilter.ORGANIZATIONS: OrganizationKind.PARTNER,
}


class Browse(Split):
    """`list` and `pane` are its two sides."""

    def __init__(self, bus: Bus, commands: Commands, page: Page) -> None:
        """`page` is whose commands these are."""
        self._bus, self._page, self._commands = bus, page, commands
        self.list = Listing(bus, commands.action("add_person"))
        self.pane = Pane(bus)
        self._asked = Asked(bus, commands, self.list)
        self._bulk = BulkBar(bus, commands, page, self.list.selected_ids)
        rows, several = QWidget(), QWidget()
        self._under, self._beside = QVBoxLayout(rows), QVBoxLayout(several)
        for column in (self._under, self._beside):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(12)
        self._under.addWidget(self.list, 1)
        self._beside.addWidget(self._bulk)
        self._beside.addStretch(1)
        rows.setFocusProxy(self.list)
        self._detail = QStackedWidget()
        self._detail.addWidget(self.pane)
        self._detail.addWidget(several)
        super().__init__(rows, self._detail, above=self._asked)
        self._connect()
        self._ask()
        self._count()

    def show_row(self, row_id: str) -> None:
        """Show the card of a person or organisation, whatever the list was narrowed to."""
        self.turn(to_table=False)
        if not self.list.has(row_id):
            self.ask_for(PeopleQuery())
        self.list.select(row_id)
        self.show_detail()

    def put_above(self, line: QWidget) -> None:
        """Put a line above the list, for what is to be said there."""
        self._under.insertWidget(0, line)

    def refresh(self, changed: Changed) -> None:
        """Something has changed."""
        if changed.touches(*_LISTED):
            self.list.refresh()
            self._count()
        self._asked.refresh(changed)
        self.pane.refresh(changed)

    def ask_for(self, query: PeopleQuery) -> None:
        """Narrow the list to this."""
        self._asked.ask(query)

    def add(self) -> None:
        """The form for somebody new of the sort that the list shows."""
        if self._asked.query().only in _ORGANIZATION_KINDS:
            self.add_organization()
        else:
            self.add_person()

    def add_person(self) -> None:
        """The form for a new person."""
        self.show_detail()
        self.pane.add_person()

    def add_organization(self) -> None:
        """The form for a new organisation."""
        self.show_detail()
        self.pane.add_organization(_ORGANIZATION_KINDS.get(self._asked.query().only, OrganizationKind.PARTNER))

    def edit(self) -> None:
        """Let the card that is shown be typed into."""
        self.show_detail()
        self.pane.edit()

    def start_finding(self) -> None:
        """The line that narrows the list has the focus."""
        self.show_list()
        self._asked.start()

    def turn(self, to_table: bool) -> None:
        """Show the list as a table alone, or as cards with the card of one beside them."""
        self.list.turn(to_table)
        self.show_alone(to_table)
        self._commands.action("people_table").setText(_("As &cards") if to_table else _("As a &table"))
        if to_table:
            self.list.setFocus()

    def rest(self) -> None:
        """There is nothing more to be asked: back to the list."""
        self._follow(len(self.list.selected_ids()))
        self.list.setFocus()

    def narrowing(self) -> dict[str, Callable[[], object]]:
        """What the commands that narrow the list do."""
        narrowing = self._asked.narrowing
        steps: dict[str, Callable[[], object]] = {
            "people_table": lambda: self.turn(not self.list.is_table()),
            "people_narrow": narrowing.narrow,
            "people_keep": narrowing.keep,
            "people_rename": narrowing.rename,
            "people_drop": narrowing.drop,
        }
        return {name: partial(self._at_list, step) for name, step in steps.items()}

    def follow_narrowing(self) -> None:
        """What can be done to the filter depends on which is on."""
        self._asked.follow()

    def _connect(self) -> None:
        self.list.chosen.connect(self.pane.show_id)
        self.list.opened.connect(self._open)
        self.list.loaded.connect(self._say_empty)
        self.list.marked.connect(self._follow)
        self.list.whole.connect(self._asked.clear)
        self._bulk.asks.connect(lambda: self._detail.setCurrentIndex(1 if self.shows_both() else 0))
        self._bulk.rested.connect(self.rest)
        self._asked.changed.connect(self._ask)
        self.pane.rested.connect(self.list.setFocus)

    def _ask(self) -> None:
        query = self._asked.query()
        self._page.set_main("add_organization" if query.only in _ORGANIZATION_KINDS else "add_person")
        self.list.show_query(query)

    def _at_list(self, do: Callable[[], object]) -> None:
        self.show_list()
        do()

    def _open(self, _row_id: str) -> None:
        self.turn(to_table=False)
        self.show_detail()

    def _follow(self, count: int) -> None:
        """What several who are marked have in common stands in place of the card of one, or under the list."""
        beside = self.shows_both()
        if beside:
            self._beside.insertWidget(0, self._bulk)
        else:
            self._under.addWidget(self._bulk)
        self._bulk.show_count(count)
        self._detail.setCurrentIndex(1 if count > 1 and beside else 0)

    def _count(self) -> None:
        today = self._bus.today()
        self._bus.read(self, lambda session: people.counts(session, today), self._asked.show_counts)

    def _say_empty(self) -> None:
        self.pane.offer_choice(self.list.model.rowCount() > 0)
        query = self._asked.query()
        if by := self._asked.narrowed_by():
            line = _("Nobody called “{words}” fits “{filter}”.") if query.words else _("Nobody fits “{filter}”.")
            self.list.say_empty(line.format(words=query.words, filter=by), narrowed=True)
        elif query.words:
            self.list.say_empty(_("Nobody here is called “{words}”.").format(words=query.words))
        else:
            self.list.say_empty(_empty_words()[query.only])


def _empty_words() -> dict[PeopleFilter, str]:
    return {
        PeopleFilter.ALL: _("The people and organisations you work with belong here."),
        PeopleFilter.COUNCILLORS: _("Your councillors belong here: import the council's list, or add them."),
        PeopleFilter.OFFICERS: _("The council's officers that you deal with belong here."),
        PeopleFilter.MEMBERS: _("The members of your group belong here."),
        PeopleFilter.FUNDERS: _("Those who fund you, or might, belong here."),
        PeopleFilter.ORGANIZATIONS: _("Councils, departments, partners and funders belong here."),
    }
