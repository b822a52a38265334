"""What the list of people is asked for: quick filters, words, and what narrows it further, to be kept under a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.people import Choice as Body
from villagedesk.records.people import FilterCard, PeopleFilter, PeopleQuery, TagCount
from villagedesk.services import filters, people, tags
from villagedesk.services.desk import Session
from villagedesk.ui.asking import Asking, AskingRoom
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.chip import Chip, ChipRow, RemovableChip
from villagedesk.ui.commands import Commands
from villagedesk.ui.editors import Choice, DateLine
from villagedesk.ui.filterbar import FilterBar
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Field
from villagedesk.ui.pick import Pick

_REST = 30  # milliseconds: a keystroke shows its result within a tenth of a second
_NAMED = ("tag", "organization", "saved_filter")
_Known = tuple[list[FilterCard], list[TagCount], list[Body]]


@dataclass(frozen=True, slots=True)
class Narrower:
    """What is typed to narrow the list: a tag, a body, a day."""

    tag: str = ""
    body_id: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What a filter is called."""

    name: str = ""


class Asked(QWidget):
    """`changed` when something else is asked for."""

    changed = Signal()

    def __init__(self, bus: Bus, commands: Commands, rows: QWidget) -> None:
        super().__init__()
        self._bus = bus
        self._query = PeopleQuery()
        self._saved: list[FilterCard] = []
        self._tags: list[TagCount] = []
        self._bodies: list[Body] = []
        self._chips = ChipRow()
        for only, words in _filter_words().items():
            self._chips.add(only, words)
        self._chips.changed.connect(self._press)
        self._line = FindBox(_("Filter by name, post, organisation or tag"), rows, rest=_REST)
        self._line.searched.connect(self._type)
        self._narrowed = _Wrapping()
        self._buttons: dict[str, QPushButton] = {
            name: CommandButton(commands.action(name), "quiet")
            for name in ("people_narrow", "people_keep", "people_rename", "people_drop", "people_table")
        }
        self._commands = commands
        self._room = AskingRoom(self._line.setFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(FilterBar(self._chips, self._line))
        column.addWidget(self._narrowed)
        column.addLayout(self._room)
        self._show()
        self._read()

    def query(self) -> PeopleQuery:
        """What is asked for, in no particular order."""
        return self._query

    def ask(self, query: PeopleQuery) -> None:
        """Ask for something else."""
        self._query = query
        if self._line.text().strip() != query.words:
            self._line.blockSignals(True)
            self._line.setText(query.words)
            self._line.blockSignals(False)
        self._show()
        self.changed.emit()

    def start(self) -> None:
        """Type here what to filter by."""
        self._line.start()

    def show_counts(self, counts: dict[PeopleFilter, int]) -> None:
        """How many each quick filter shows."""
        for only, count in counts.items():
            self._chips.chip(only).show_count(count)

    def refresh(self, changed: Changed) -> None:
        """The names of what narrows the list may have changed."""
        if changed.touches(*_NAMED):
            self._read()

    def follow(self) -> None:
        """Show what can be done with what is asked for now."""
        self._show()

    def narrow(self) -> None:
        """Ask by what to narrow the list."""
        offered = [("", _("Any"))] + [(tag.id, f"{tag.name} ({tag.count})") for tag in self._tags]
        fields = [
            Field("tag", _("&Tag"), partial(Choice, offered), half=True),
            Field("body_id", _("&Organisation"), partial(Pick, _("Type a part of its name"), self._bodies), half=True),
            Field("on", _("As it was &on"), partial(DateLine, self._bus.today), half=True),
        ]
        asked = self._query
        strip = Asking(_("Narrow the list"), _("Narrow"), fields, Narrower("", asked.body_id, asked.on))

        def answered(typed: Narrower) -> None:
            self._room.put_away()
            carried = tuple(dict.fromkeys((*asked.tags, typed.tag))) if typed.tag else asked.tags
            self.ask(replace(asked, tags=carried, body_id=typed.body_id, on=typed.on))

        self._room.ask(strip, answered)

    def keep(self) -> None:
        """Ask what the filter is to be called, and keep it."""
        asked = self._query
        strip = self._name_strip(_("Keep this filter"), _("Keep"), "")

        def answered(typed: Named) -> None:
            self._bus.do(
                strip, _("Keep filter"), lambda work: filters.save(work, typed.name, asked),
                lambda _key: self._room.put_away(), strip.refuse,
            )  # fmt: skip

        self._room.ask(strip, answered)

    def rename(self) -> None:
        """Ask what the filter that is on is to be called instead."""
        saved = self._on()
        if saved is None:
            return
        key = saved.id
        strip = self._name_strip(_("Rename this filter"), _("Rename"), saved.name)

        def answered(typed: Named) -> None:
            self._bus.do(
                strip, _("Rename filter"), lambda work: filters.rename(work, key, typed.name),
                lambda _none: self._room.put_away(), strip.refuse,
            )  # fmt: skip

        self._room.ask(strip, answered)

    def drop(self) -> None:
        """Throw the filter that is on away; the list stays as it is."""
        if saved := self._on():
            key = saved.id
            self._bus.do(self, _("Remove filter"), lambda work: filters.remove(work, key), say=_("Filter removed"))

    def _name_strip(self, title: str, verb: str, name: str) -> Asking:
        return Asking(title, verb, [Field("name", _("&Name"), half=True)], Named(name))

    def _read(self) -> None:
        def job(session: Session) -> _Known:
            return filters.listed(session), tags.listed(session), people.organization_choices(session)

        self._bus.read(self, job, self._know)

    def _know(self, known: _Known) -> None:
        self._saved, self._tags, self._bodies = known
        self._show()

    def _on(self) -> FilterCard | None:
        """The saved filter that is the one in use."""
        return next((saved for saved in self._saved if saved.query == self._query), None)

    def _press(self, name: str) -> None:
        self.ask(replace(self._query, only=PeopleFilter(name) if name else PeopleFilter.ALL))

    def _type(self, words: str) -> None:
        self._query = replace(self._query, words=words)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        asked, on = self._query, self._on()
        self._chips.turn_on([asked.only])
        for name, is_wanted in (
            ("people_keep", on is None and asked != PeopleQuery(asked.only)),
            ("people_rename", on is not None),
            ("people_drop", on is not None),
        ):
            self._commands.enable(name, is_wanted)
            self._buttons[name].setVisible(is_wanted)
        chips = [*(self._saved_chip(saved, saved == on) for saved in self._saved), *self._narrowers()]
        self._narrowed.show_widgets(chips, list(self._buttons.values()))

    def _saved_chip(self, saved: FilterCard, on: bool) -> Chip:
        chip = Chip(saved.name)
        chip.setObjectName(f"saved_{saved.name}")
        chip.setChecked(on)
        chip.clicked.connect(lambda: self.ask(PeopleQuery() if on else saved.query))
        return chip

    def _narrowers(self) -> list[RemovableChip]:
        asked = self._query
        named = {tag.id: tag.name for tag in self._tags}
        chips = [
            self._narrower(
                named.get(tag, ""), replace(asked, tags=tuple(other for other in asked.tags if other != tag))
            )
            for tag in asked.tags
        ]
        if asked.body_id:
            body = next((body.name for body in self._bodies if body.id == asked.body_id), "")
            chips.append(self._narrower(body, replace(asked, body_id=None)))
        if asked.on:
            words = _("as it was on {date}").format(date=show_date(asked.on))
            chips.append(self._narrower(words, replace(asked, on=None)))
        return chips

    def _narrower(self, words: str, without: PeopleQuery) -> RemovableChip:
        chip = RemovableChip(words or _("no longer there"))
        chip.setObjectName(f"narrow_{words}")
        chip.removed.connect(lambda: self.ask(without), Qt.ConnectionType.QueuedConnection)
        return chip


class _Wrapping(QWidget):
    """Widgets side by side that wrap."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        self._chips: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
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
