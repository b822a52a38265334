"""Who can help: everything that is offered in one list, found by a plain question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core import availability
from villagedesk.core.availability import Question, When
from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.core.words import AssetKind
from villagedesk.records.assets import AssetCard
from villagedesk.services import assets
from villagedesk.services.assets import AssetQuery
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet
from villagedesk.ui.chip import ChipRow, RemovableChip
from villagedesk.ui.colours import Tone
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import heading
from villagedesk.ui.people.offers.face import shown_to
from villagedesk.ui.rowlist import RowTable
from villagedesk.ui.rowmodel import Column, RowModel, Sort

_ALL = "all"
_TELL = ("asset", "person", "organization")


class Helping(QWidget):
    """`went` carries whose offer was opened; `finished` when people are wanted again."""

    went = Signal(str)
    finished = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus, self._only = bus, _ALL
        self._refused: set[str] = set()  # words that were understood and are to be looked for
        self._question = Question("")
        self._cancel: Callable[[], None] | None = None
        self._list = self._make_list()
        self._list.setObjectName("offerList")
        self.line = FindBox(_("Who has a van and is free on Saturdays"), self._list, widest=640)
        self.line.setAccessibleName(_("What is needed, and when"))
        self.line.setObjectName("askForHelp")
        self.line.searched.connect(lambda _words: self._ask())
        self._understood = QWidget()
        self._understood.setObjectName("askUnderstood")
        self._flow = FlowLayout(self._understood)
        self._chips = ChipRow()
        for name, words in _kind_chips().items():
            self._chips.add(name, words)
        self._chips.turn_on([_ALL])
        self._chips.changed.connect(self._filter)
        back = quiet(_("Back to people"), "left")
        back.setObjectName("leaveHelp")
        back.clicked.connect(self.finished)
        top = QHBoxLayout()
        top.addWidget(heading(_("Who can help")), 1)
        top.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.line)
        column.addWidget(self._understood)
        column.addWidget(self._chips)
        column.addWidget(self._list, 1)
        self._understood.hide()

    def start(self, words: str = "") -> None:
        """Show what there is now, ready to be asked; or what these words ask for."""
        if words:
            self.line.show_words(words)
        self._ask()
        self.line.start()

    def refresh(self, changed: Changed) -> None:
        """Something of what is shown may have changed."""
        if changed.touches(*_TELL):
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _make_list(self) -> RowTable:
        bus = self._bus

        def load(keys: Sequence[str]) -> Sequence[AssetCard]:
            return bus.desk.read(lambda session: assets.rows(session, keys))

        columns: tuple[Column[AssetCard], ...] = (
            Column(_("Offer"), lambda row: row.name, sort="name", second=_about),
            Column(_("Who"), AssetCard.owner, sort="owner", width=18, badge=_warning),
            Column(_("When"), _days, width=20, second=_times, badge=self._when_badge, spare=True),
            Column(_("May be shown to"), lambda _row: "", width=15, badge=shown_to, spare=True),
        )
        model = RowModel(columns, load, bus.tasks, parent=self)
        model.failed.connect(bus.failed)
        self._empty = EmptyState("people", "")
        made = RowTable(model, self._empty, _("What is offered"))
        made.opened.connect(self._open)
        model.loaded.connect(self._say_empty)
        return made

    def _open(self, asset_id: str) -> None:
        if offer := self._list.model.row(self._list.model.row_of(asset_id)):
            self.went.emit(offer.owner_id())

    def _when_badge(self, row: AssetCard) -> tuple[str, Tone] | None:
        fit = availability.fits(row.days, row.times, self._question)
        return (_("Ask when"), "soon") if fit is None else None

    def _ask(self) -> None:
        asked = availability.read(self.line.text())
        self._refused &= {asked.said(when) for when in asked.whens}
        self._question = question = asked.without(self._refused)
        self._show_understood(question)
        kind, bus = AssetKind(self._only) if self._only != _ALL else None, self._bus

        def query(sort: Sort | None) -> Sequence[str]:
            wanted = AssetQuery(question, kind, *((sort.key, sort.descending) if sort else ()))
            return bus.desk.read(lambda session: assets.ids(session, wanted))

        self._list.model.show(query)
        if self._cancel:
            self._cancel()
        self._cancel = bus.read(self, lambda session: assets.counts(session, question), self._show_counts)

    def _show_counts(self, counts: dict[AssetKind | None, int]) -> None:
        for kind, count in counts.items():
            self._chips.chip(kind or _ALL).show_count(count)

    def _show_understood(self, question: Question) -> None:
        while item := self._flow.takeAt(0):
            if chip := item.widget():
                chip.hide()
                chip.deleteLater()
        for when in question.whens:
            said = question.said(when)
            chip = RemovableChip(_("When: {when}").format(when=_when_words(when)))
            chip.setObjectName(f"asked_{said}")
            chip.removed.connect(lambda said=said: self._take_back(said))
            self._flow.addWidget(chip)
        self._understood.setVisible(bool(question.whens))
        self._understood.updateGeometry()

    def _take_back(self, said: str) -> None:
        self._refused.add(said)
        self.line.setFocus()
        self._ask()

    def _filter(self, name: str) -> None:
        self._only = name or _ALL
        self._chips.turn_on([self._only])
        self._ask()

    def _say_empty(self) -> None:
        asked = bool(self.line.text().strip()) or self._only != _ALL
        none_yet = _("What people offer is kept on their cards, under Offers. All of it is found here.")
        self._empty.set_line(_("Nobody offers that yet.") if asked else none_yet)


def _about(row: AssetCard) -> str:
    return ". ".join(filter(None, (assets.kind_words()[row.kind], row.about)))


def _days(row: AssetCard) -> str:
    return availability.show_days(row.days) or row.times


def _times(row: AssetCard) -> str:
    return row.times if row.days else ""


def _warning(row: AssetCard) -> tuple[str, Tone] | None:
    return (_("Do not contact"), "late") if row.do_not_contact else None


def _when_words(when: When) -> str:
    return availability.show_part(when.part) if when.part else availability.show_days(" ".join(when.days))


def _kind_chips() -> dict[str, str]:
    return {
        _ALL: _("All"),
        AssetKind.SKILL: _("Skills"),
        AssetKind.SPACE: _("Spaces"),
        AssetKind.EQUIPMENT: _("Equipment"),
        AssetKind.LANGUAGE: _("Languages"),
        AssetKind.KNOWLEDGE: _("Knowledge"),
    }
