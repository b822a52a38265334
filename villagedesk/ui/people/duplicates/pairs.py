"""Finding duplicates: the pairs that may be one, and beside them both cards; nothing is merged by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed, ChangeKind
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.progress import Report
from villagedesk.records.duplicates import Comparison, Pair
from villagedesk.services import duplicates, merging
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet
from villagedesk.ui.card import Card
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.labels import Label, heading, soft
from villagedesk.ui.people.duplicates.sidebyside import Beside
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import Column, RowModel, Sort
from villagedesk.ui.split import Split
from villagedesk.ui.working import Working

_TELL = ("person", "organization", "contact_detail", "membership", "tagging", "distinct_pair")
_STEPS = (ChangeKind.UNDO, ChangeKind.REDO)


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    pair: Pair

    def title(self) -> str:
        one, other = self.pair.one.name, self.pair.other.name
        if one == other:
            return _("{name}, twice").format(name=one)
        return _("{one} and {other}").format(one=one, other=other)


class Duplicates(QWidget):
    """`finished` when people are wanted again."""

    finished = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus = bus
        self._lines: dict[str, _Line] = {}
        self._cancel: Callable[[], None] | None = None
        self._list = self._make_list()
        self._list.setObjectName("pairList")
        self._pane = Card(scrolls=True)
        self._content: QWidget | None = None
        self._split = Split(self._list, self._pane)
        self._list.chosen.connect(self._compare)
        self._list.opened.connect(lambda _id: self._open())
        self._working = Working(bus.tasks)
        self._said, self._problem = soft(), Label(role="error", wrap=True)
        self._said.setObjectName("pairsFound")
        self._problem.setObjectName("pairProblem")
        back = quiet(_("Back to people"), "left")
        back.setObjectName("leavePairs")
        back.clicked.connect(self._leave)
        top = QHBoxLayout()
        top.addWidget(heading(_("Find duplicates")), 1)
        top.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._said)
        column.addWidget(self._working)
        column.addWidget(self._problem)
        column.addWidget(self._split, 1)
        self._problem.hide()

    def start(self) -> None:
        """Look for them, and show what there is."""
        self._search()
        self._split.show_list()

    def refresh(self, changed: Changed) -> None:
        """Something has changed: an undo brings back what was merged, anything else may have changed a card."""
        if not changed.touches(*_TELL):
            return
        if changed.kind in _STEPS:
            self._search()
        elif self._list.current_id() in self._lines:
            self._compare(self._list.current_id())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _make_list(self) -> CardList:
        def load(keys: Sequence[str]) -> Sequence[_Line]:
            lines = self._lines
            return [lines[key] for key in keys if key in lines]

        column: Column[_Line] = Column("", _Line.title, second=lambda line: duplicates.reasons(line.pair))
        model = RowModel([column], load, self._bus.tasks, sort=Sort("sure"), parent=self)
        self._empty = EmptyState("people", "")
        return CardList(model, self._empty, _("Pairs that may be one"), chooses_first=True)

    # looking

    def _search(self) -> None:
        desk = self._bus.desk

        def job(report: Report) -> list[Pair]:
            return duplicates.find(desk.read(duplicates.gather), report)

        self._said.setText(_("Names, e-mail addresses and telephone numbers are compared."))
        self._empty.set_line("")
        self._working.run(_("Looking for duplicates"), job, self._found, self._failed)

    def _found(self, pairs: list[Pair]) -> None:
        self._lines = {pair.id: _Line(pair.id, pair) for pair in pairs}
        self._list_anew()

    def _failed(self, error: Refused | Unavailable) -> None:
        self._bus.failed.emit(error)

    def _list_anew(self) -> None:
        n, keys = len(self._lines), list(self._lines)
        some = ngettext(
            "{n} pair may be one. Nothing is merged until you say so.",
            "{n} pairs may be one. Nothing is merged until you say so.",
            n,
        ).format(n=n)
        self._said.setText(some if n else _("Nobody is here twice, as far as names, addresses and numbers tell."))
        self._empty.set_line(_("No duplicates."))
        self._list.model.show(lambda _sort: keys)
        if not n:
            self._show(None)
            self._split.show_list()

    def _compare(self, pair_id: str) -> None:
        if self._cancel:
            self._cancel()
        line = self._lines.get(pair_id)
        if line is None:
            self._show(None)
            return
        pair = line.pair

        def show(seen: Comparison | None) -> None:
            if seen is None:
                self._forget(pair.one.id, pair.other.id)
            elif not (isinstance(self._content, Beside) and self._content.seen == seen):
                self._show_pair(pair, seen)

        self._cancel = self._bus.read(
            self, lambda session: merging.compare_if_there(session, pair.kind, pair.one.id, pair.other.id), show
        )

    def _show_pair(self, pair: Pair, seen: Comparison) -> None:
        beside = Beside(seen, duplicates.reasons(pair))
        beside.merge.connect(lambda taken: self._merge(seen, taken))
        beside.apart.connect(lambda: self._keep_apart(seen))
        self._show(beside)

    def _open(self) -> None:
        self._split.show_detail()
        if isinstance(self._content, Beside):
            self._content.start()

    def _show(self, content: QWidget | None) -> None:
        self._problem.hide()
        had_focus = self._content is not None and self._content.isAncestorOf(self.focusWidget() or self)
        if self._content:
            if had_focus:
                self._list.setFocus()
            self._pane.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        if content:
            self._pane.add(content, 1)
            self._pane.scroll_to_top()
        self._pane.setVisible(content is not None)

    # deciding

    def _merge(self, seen: Comparison, taken: frozenset[str]) -> None:
        kind, keep, other = seen.kind, seen.keep_id, seen.other_id

        def done(_result: None) -> None:
            self._forget(other)

        def job(work: Work) -> None:
            merging.merge(work, kind, keep, other, taken)

        self._bus.do(self, _("Merge two into one"), job, done, self._refused, say=_("Merged into one"))

    def _keep_apart(self, seen: Comparison) -> None:
        kind, one, other = seen.kind, seen.keep_id, seen.other_id

        def job(work: Work) -> None:
            duplicates.keep_apart(work, kind, one, other)

        say = _("Kept as two")
        self._bus.do(self, _("Keep two apart"), job, lambda _done: self._forget(one, other), self._refused, say=say)

    def _forget(self, *keys: str) -> None:
        """Pairs in which all of these are have been decided."""
        kept = {
            key: line for key, line in self._lines.items() if not set(keys) <= {line.pair.one.id, line.pair.other.id}
        }
        if len(kept) != len(self._lines):
            self._lines = kept
            self._list_anew()

    def _refused(self, error: Refused) -> None:
        self._problem.setText(error.message)
        self._problem.show()

    def _leave(self) -> None:
        self._working.cancel()
        self.finished.emit()
