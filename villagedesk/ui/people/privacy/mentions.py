"""The mentions of somebody who is to be erased: a list with filters, and beside it the one to choose for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.records.consent import Choice, Fate, MentionRow
from villagedesk.ui.bus import Bus
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.colours import Tone
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.people.privacy.mention import MentionPane
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import Column, RowModel, Sort
from villagedesk.ui.split import Split

_TONES: dict[Fate, Tone] = {Fate.REPLACE: "neutral", Fate.KEEP: "soon", Fate.DELETE: "late"}
_ALL = "all"


class Mentions(QWidget):
    """What is chosen for one is chosen for every mention that is marked."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._rows: dict[str, MentionRow] = {}
        self._choices: dict[str, Choice] = {}
        self._chips = ChipRow()
        for name, words in ((_ALL, _("All mentions")), *_fate_words().items()):
            self._chips.add(name, words)
        self._chips.changed.connect(self._filter)
        column: Column[MentionRow] = Column(
            "",
            lambda row: row.where,
            second=lambda row: row.reason if row.fate is Fate.KEEP else row.snippet,
            badge=lambda row: (_fate_words()[row.fate], _TONES[row.fate]),
        )
        model = RowModel([column], self._load, bus.tasks, sort=Sort("row"), parent=self)
        empty = EmptyState("check", _("Nothing else mentions them."))
        self._list = CardList(model, empty, _("Mentions"), chooses_first=True)
        self._pane = MentionPane()
        self._pane.chosen.connect(self._choose)
        self._list.chosen.connect(self._show)
        split = Split(self._list, self._pane, (58, 42), above=self._chips)
        self._list.opened.connect(lambda _id: split.show_detail())
        self._list.opened.connect(lambda _id: self._pane.start())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def show_mentions(self, rows: Sequence[MentionRow]) -> None:
        """Show these, with what is proposed for each."""
        self._rows = {row.id: row for row in rows}
        self._choices = {row.id: Choice(row.fate, row.reason) for row in rows}
        self._pane.show_mention(None, 0)
        self._count()
        self._filter(_ALL)

    def start(self) -> None:
        """The keys go to the list."""
        self._list.setFocus()

    def choices(self) -> dict[str, Choice]:
        """What was chosen, or proposed and left, for each mention."""
        return dict(self._choices)

    def lacks_reason(self) -> bool:
        """Whether something is kept without a reason; if so it is shown, to be typed."""
        for key, choice in self._choices.items():
            if choice.fate is Fate.KEEP and not choice.reason.strip():
                self._filter(_ALL)
                self._list.select(key)
                self._pane.start()
                return True
        return False

    def _load(self, keys: Sequence[str]) -> Sequence[MentionRow]:
        known, choices = self._rows, self._choices
        return [replace(known[key], fate=choices[key].fate, reason=choices[key].reason) for key in keys if key in known]

    def _filter(self, name: str) -> None:
        name = name or _ALL
        self._chips.turn_on([name])
        keys = [key for key in self._rows if name in (_ALL, self._choices[key].fate)]
        self._list.model.show(lambda _sort: keys)

    def _count(self) -> None:
        counts = Counter(choice.fate for choice in self._choices.values())
        self._chips.chip(_ALL).show_count(len(self._choices))
        for fate in Fate:
            self._chips.chip(fate).show_count(counts[fate])

    def _show(self, key: str) -> None:
        row = next(iter(self._load([key])), None) if key else None
        self._pane.show_mention(row, len(self._list.selected_ids()))

    def _choose(self, fate: Fate, reason: str) -> None:
        """What was chosen in the pane is chosen for every mention that is marked in the list."""
        rows = self._rows
        marked = self._list.selected_ids() or (self._list.current_id(),)
        for key in marked:
            if key in rows and not (fate is Fate.REPLACE and rows[key].is_document):
                self._choices[key] = Choice(fate, reason)
        self._count()
        self._list.model.refresh()
        self._show(self._list.current_id())


def _fate_words() -> dict[Fate, str]:
    return {Fate.REPLACE: _("Replace"), Fate.KEEP: _("Keep"), Fate.DELETE: _("Delete")}
