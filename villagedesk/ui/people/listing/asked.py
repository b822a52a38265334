"""What the list of people is asked for: quick filters, words, and what narrows it further, to be kept under a name."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.people import FilterCard, PeopleFilter, PeopleQuery
from villagedesk.services import filters, people, tags
from villagedesk.services.desk import Session
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.chip import Chip, ChipRow, RemovableChip
from villagedesk.ui.commands import Commands
from villagedesk.ui.filterbar import FilterBar
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.people.listing.narrowing import Known, Narrowing

_REST = 5  # milliseconds: a question is short enough to be asked with almost every key
_NAMED = ("tag", "organization", "saved_filter")


class Asked(QWidget):
    """`changed` when something else is asked for."""

    changed = Signal()

    def __init__(self, bus: Bus, commands: Commands, rows: QWidget) -> None:
        super().__init__()
        self._bus = bus
        self._query = PeopleQuery()
        self._known = Known()
        self._counts: dict[PeopleFilter, int] = {}
        self._chips = ChipRow()
        for only, words in _filter_words().items():
            self._chips.add(only, words)
        self._chips.changed.connect(self._press)
        self._line = FindBox(_("Filter by name, post or tag"), rows, rest=_REST)
        self._line.searched.connect(self._type)
        self._narrowed = _Wrapping()
        self._buttons: dict[str, QPushButton] = {
            name: CommandButton(commands.action(name), "quiet")
            for name in ("people_narrow", "people_keep", "people_rename", "people_drop", "people_table")
        }
        self._commands = commands
        self.narrowing = Narrowing(bus, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(FilterBar(self._chips, self._line))
        column.addWidget(self._narrowed)
        column.addLayout(self.narrowing.room)
        self._show()
        self._read()

    def query(self) -> PeopleQuery:
        """What is asked for, in no particular order."""
        return self._query

    def known(self) -> Known:
        """What there is to narrow the list by."""
        return self._known

    def on(self) -> FilterCard | None:
        """The saved filter that is the one in use."""
        return next((saved for saved in self._known.saved if saved.query == self._query), None)

    def ask(self, query: PeopleQuery) -> None:
        """Ask for something else."""
        self._query = query
        self._line.show_words(query.words)
        self._show()
        self.changed.emit()

    def clear(self) -> None:
        """All: nothing narrows the list any more; words that were typed stay, those of a saved filter go with it."""
        self.ask(PeopleQuery(words="" if self.on() else self._query.words))

    def narrowed_by(self) -> str:
        """What narrows the list beside a quick filter and words, in words; "" for nothing."""
        if on := self.on():
            return on.name
        return ", ".join(words for words, _without in self._narrowers())

    def start(self) -> None:
        """Type here what to filter by."""
        self._line.start()

    def show_counts(self, counts: dict[PeopleFilter, int]) -> None:
        """How many each quick filter shows by itself; said while nothing else narrows the list."""
        self._counts = counts
        is_whole = self._query == PeopleQuery(self._query.only)
        for only in PeopleFilter:
            self._chips.chip(only).show_count(counts.get(only) if is_whole else None)

    def refresh(self, changed: Changed) -> None:
        """The names of what narrows the list may have changed."""
        if changed.touches(*_NAMED):
            self._read()

    def follow(self) -> None:
        """Show what can be done with what is asked for now."""
        self._show()

    def _read(self) -> None:
        def job(session: Session) -> Known:
            return Known(filters.listed(session), tags.listed(session), people.organization_choices(session))

        self._bus.read(self, job, self._know)

    def _know(self, known: Known) -> None:
        self._known = known
        self._show()

    def _press(self, name: str) -> None:
        only = PeopleFilter(name or PeopleFilter.ALL)
        if only is PeopleFilter.ALL and (name or self._query.only is only):
            self.clear()  # All itself, not a filter that was turned off
        else:
            self.ask(replace(self._query, only=only))

    def _type(self, words: str) -> None:
        self._query = replace(self._query, words=words)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        asked, on = self._query, self.on()
        self._chips.turn_on([asked.only])
        self.show_counts(self._counts)
        for name, is_wanted in (
            ("people_keep", on is None and asked != PeopleQuery(asked.only)),
            ("people_rename", on is not None),
            ("people_drop", on is not None),
        ):
            self._commands.enable(name, is_wanted)
            self._buttons[name].setVisible(is_wanted)
        chips: list[QWidget] = [self._saved_chip(saved, saved == on) for saved in self._known.saved]
        if on is None:  # a saved filter that is on says what narrows the list already
            chips += [self._narrower(words, without) for words, without in self._narrowers()]
        self._narrowed.show_widgets(chips, list(self._buttons.values()))

    def _saved_chip(self, saved: FilterCard, on: bool) -> Chip:
        chip = Chip(saved.name)
        chip.setObjectName(f"saved_{saved.name}")
        chip.setChecked(on)
        chip.clicked.connect(lambda: self.ask(PeopleQuery() if on else saved.query))
        return chip

    def _narrowers(self) -> list[tuple[str, PeopleQuery]]:
        """What narrows the list, in words, each with what is asked for without it."""
        asked, gone = self._query, _("no longer there")
        named = {tag.id: tag.name for tag in self._known.tags}
        found = [
            (named.get(tag, gone), replace(asked, tags=tuple(other for other in asked.tags if other != tag)))
            for tag in asked.tags
        ]
        if asked.body_id:
            body = next((body.name for body in self._known.bodies if body.id == asked.body_id), gone)
            found.append((body, replace(asked, body_id=None)))
        if asked.on:
            words = _("as it was on {date}").format(date=show_date(asked.on))
            found.append((words, replace(asked, on=None)))
        return found

    def _narrower(self, words: str, without: PeopleQuery) -> RemovableChip:
        chip = RemovableChip(words)
        chip.setObjectName(f"narrow_{words}")
        chip.removed.connect(lambda: self.ask(without), Qt.ConnectionType.QueuedConnection)
        return chip


class _Wrapping(QWidget):
    """Widgets side by side that wrap."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        self._chips: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_widgets(self, chips: list[QWidget], lasting: list[QPushButton]) -> None:
        """These chips in place of those before, and after them the buttons that stay."""
        focused = self.window().focusWidget()
        name = focused.objectName() if focused in self._chips else ""
        while self._flow.takeAt(0):
            pass
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = chips
        for widget in (*chips, *lasting):
            self._flow.addWidget(widget)
        for chip in chips:
            chip.show()
            if name and chip.objectName() == name:
                chip.setFocus()
        self.updateGeometry()


def _filter_words() -> dict[PeopleFilter, str]:
    return {
        PeopleFilter.ALL: _("All"),
        PeopleFilter.COUNCILLORS: _("Councillors"),
        PeopleFilter.OFFICERS: _("Officers"),
        PeopleFilter.MEMBERS: _("Members"),
        PeopleFilter.FUNDERS: _("Funders"),
        PeopleFilter.ORGANIZATIONS: _("Organisations"),
    }
