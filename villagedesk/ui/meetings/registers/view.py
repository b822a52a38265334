"""A register that fills itself, as a table: narrowed by series, time and words, saved as PDF or XLSX."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.records.meetingregisters import Entry, MeetingRegister, RegisterQuery, RegisterSheet
from villagedesk.services import meetingregisters, people, registersheets
from villagedesk.services.desk import Session
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import secondary
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.commands import Commands
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.filterbar import FilterBar
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.labels import soft
from villagedesk.ui.meetings.audience import AudienceChoice, say_left_out
from villagedesk.ui.meetings.narrower import Narrower
from villagedesk.ui.meetings.registers.columns import kind
from villagedesk.ui.pick import Pick
from villagedesk.ui.rowlist import RowTable
from villagedesk.ui.rowmodel import RowModel, Sort
from villagedesk.ui.saving import save_as
from villagedesk.ui.view import View

_TELL = (
    "meeting", "series", "decision", "declaration", "attendance", "minutes", "agenda_item", "person", "membership",
    "election", "candidate", "organization",
)  # fmt: skip


class RegisterView(View):
    """One of the registers; a row that is opened leads to its meeting, of attendance to the person."""

    def __init__(self, register: MeetingRegister, bus: Bus, _commands: Commands) -> None:
        super().__init__()
        self._bus, self._register, self._kind = bus, register, kind(register, bus.today)
        self._nothing = self._kind.nothing
        self._cancel: Callable[[], None] | None = None
        self._asked = RegisterQuery(register)
        self._chips = ChipRow()
        for name, words in self._kind.chips:
            self._chips.add(name or "all", words)
        self._chips.turn_on(["all"])
        self._model: RowModel[Entry] = RowModel(
            self._kind.columns, self._load, bus.tasks, sort=self._kind.sort, parent=self
        )
        self._empty = EmptyState("meetings", self._nothing)
        self.table = RowTable(self._model, self._empty, registersheets.title_words()[register])
        self.table.setObjectName(f"register_{register}")
        self._line = FindBox(self._kind.finds, self.table, rest=60)
        self._person = Pick(self._kind.person) if self._kind.person else None
        self._narrower = Narrower(bus, *([(self._kind.person, self._person)] if self._person else []))
        self._for, self._sum = AudienceChoice(bus), soft()
        self._sum.setObjectName("registerSum")
        self._fits = soft()
        self._fits.setObjectName("registerFits")
        self._fits.hide()
        self._lay_out()
        self._chips.changed.connect(self._press)
        self._line.searched.connect(lambda _words: self._ask())
        self._narrower.changed.connect(self._ask)
        self._for.left.connect(self._sum_up)
        self.table.opened.connect(self._open)
        self._model.failed.connect(bus.failed)
        self.setFocusProxy(self.table)
        self._ask()

    def follow(self) -> None:
        self._narrower.read()
        self._for.read()
        if self._person:
            self._bus.read(self, people.choices, self._person.offer)

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_TELL):
            self._narrower.read()
            self._model.refresh()
            self._sum_up()

    def find_in_list(self) -> None:
        self._line.start()

    def query(self) -> RegisterQuery:
        """What is asked for now."""
        order, only = self._model.sorted_by or self._kind.sort, self._chips.on()
        start, end = self._narrower.span()
        wanted = "" if not only or only[0] == "all" else only[0]
        return RegisterQuery(
            self._register, self._narrower.series_id(), start, end, self._line.text().strip(), wanted, order.key,
            order.descending, self._person.value() if self._person else None,
        )  # fmt: skip

    def _lay_out(self) -> None:
        self._narrower.add(self._savers())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(FilterBar(self._chips, self._line))
        column.addWidget(self._narrower)
        column.addWidget(self._sum)
        column.addWidget(self._fits)
        column.addWidget(self.table, 1)

    def _savers(self) -> QWidget:
        """For whom, and as what it is saved: side by side, wherever there is room for them."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._for)
        row.addWidget(self._saver("pdf", _("Save as PDF"), registersheets.pdf))
        row.addWidget(self._saver("xlsx", _("Save as XLSX"), registersheets.xlsx))
        return made

    def _saver(self, suffix: str, words: str, make: Callable[[RegisterSheet], bytes]) -> QPushButton:
        button = secondary(words)
        button.setObjectName(f"save_{suffix}_{self._register}")
        button.clicked.connect(lambda: self._save(suffix, make))
        return button

    def _save(self, suffix: str, make: Callable[[RegisterSheet], bytes]) -> None:
        query, today = replace(self.query(), audience=self._for.audience()), self._bus.today()

        def offer(sheet: RegisterSheet) -> None:
            save_as(
                self, self._bus, sheet.title, registersheets.file_name(sheet, suffix), partial(make, sheet),
                lambda _data: say_left_out(self._bus, sheet.left_out, sheet.for_whom),
            )  # fmt: skip

        self._bus.read(self, lambda session: registersheets.sheet(session, query, today), offer)

    def _load(self, keys: Sequence[str]) -> Sequence[Entry]:
        query, today = self._asked, self._bus.today()
        return self._bus.desk.read(lambda session: meetingregisters.rows(session, query, keys, today))

    def _press(self, name: str) -> None:
        self._chips.turn_on([name or "all"])
        self._ask()

    def _ask(self) -> None:
        desk, today = self._bus.desk, self._bus.today
        asked = self._asked = self.query()
        is_narrowed = bool(asked.words or asked.only or asked.series_id or asked.start or asked.end or asked.person_id)
        self._empty.set_line(_("Nothing here fits.") if is_narrowed else self._nothing)

        def find(sort: Sort | None) -> Sequence[str]:
            order = sort or self._kind.sort
            query = replace(asked, sort=order.key, descending=order.descending)
            return desk.read(lambda session: meetingregisters.ids(session, query, today()))

        self._model.show(find)
        self._sum_up()

    def _sum_up(self) -> None:
        if self._cancel:
            self._cancel()
        query, today, reader = self.query(), self._bus.today(), self._for.audience()

        def job(session: Session) -> tuple[dict[str, int], str, str]:
            return (
                meetingregisters.counts(session, query, today), meetingregisters.sum_up(session, query, today),
                registersheets.fitting(session, replace(query, audience=reader), today),
            )  # fmt: skip

        self._cancel = self._bus.read(self, job, self._show_sum)

    def _show_sum(self, found: tuple[dict[str, int], str, str]) -> None:
        counts, words, fits = found
        self._cancel = None
        for name, _words in self._kind.chips:
            self._chips.chip(name or "all").show_count(counts.get(name, 0))
        self._sum.setText(words)
        self._sum.setVisible(bool(words))
        self._fits.setText(fits)
        self._fits.setVisible(bool(fits))

    def _open(self, row_id: str) -> None:
        row = self._model.row(self._model.row_of(row_id))
        if row is None:
            return
        if goes_to := self._kind.goes_to(row):
            self.went.emit(*goes_to)
        else:
            self._bus.said.emit(_("There is no meeting to open: it is in the bin, or there was none."), None)


def register_view(register: MeetingRegister) -> Callable[[Bus, Commands], RegisterView]:
    """What builds the view of a register."""
    return partial(RegisterView, register)
