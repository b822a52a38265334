"""Things that go from one to another, each with a chooser for who takes it on, under heads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.turnover import Promise, PromiseKind
from villagedesk.ui.editors import Editor
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.people.facts import section
from villagedesk.ui.theme import current

_BESIDE = 560  # pixels at 100% from which on a chooser stands beside what it is for
_WIDE = 230  # of a chooser that stands beside
_MOST = 40  # choosers under one head


def kind_words() -> dict[PromiseKind, str]:
    """The heads, in the order in which they stand."""
    return {
        PromiseKind.ACTION: _("Promises and actions"),
        PromiseKind.QUESTION: _("Questions not answered"),
        PromiseKind.FOLLOW_UP: _("To follow up"),
        PromiseKind.RESPONSE: _("Our responses"),
        PromiseKind.SERIES: _("Meetings that come again"),
        PromiseKind.MEETING: _("Meetings planned"),
        PromiseKind.RHYTHM: _("Keeping in touch"),
        PromiseKind.PART: _("Parts"),
        PromiseKind.MEMBERSHIP: _("People"),
    }


@dataclass(frozen=True, slots=True)
class Directed:
    """One thing, and who takes it on as it stands: a key, "" or None for nobody."""

    promise: Promise
    to: str | None


class Directions(QWidget):
    """`edited` when a chooser was changed by the person. `make` gives the chooser of one thing."""

    edited = Signal()

    def __init__(self, rows: Sequence[Directed], make: Callable[[Promise], Editor]) -> None:
        super().__init__()
        self._rows: dict[str, _Row] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for kind, title in kind_words().items():
            if of_kind := [row for row in rows if row.promise.kind is kind]:
                column.addWidget(section(f"{title} ({len(of_kind)})", self._group(of_kind, make)))

    def values(self) -> dict[str, str]:
        """Who takes on what, by the keys of the things; "" for nobody."""
        return {key: row.editor.value() or "" for key, row in self._rows.items()}

    def change(self, old: str | None, new: str | None) -> None:
        """Whatever goes to `old` goes to `new`."""
        for row in self._rows.values():
            if (row.editor.value() or "") == (old or ""):
                row.editor.set_value(new)

    def problem(self) -> str:
        """What is wrong with the first chooser that names nobody who is there, which gets the focus."""
        for row in self._rows.values():
            if problem := row.say():
                row.editor.setFocus()
                return problem
        return ""

    def typed(self) -> tuple[dict[str, str], dict[str, str]]:
        """Of each chooser that was changed: its words before, and now."""
        changed = {key: row for key, row in self._rows.items() if row.editor.typed() != row.before}
        return (
            {key: row.before for key, row in changed.items()},
            {key: row.editor.typed() for key, row in changed.items()},
        )

    def bring_back(self, typed: Mapping[str, Any]) -> bool:
        """Put words back; whether any came."""
        came = [(self._rows[key], str(words)) for key, words in typed.items() if key in self._rows]
        for row, words in came:
            row.editor.type_in(words)
        return bool(came)

    def _group(self, rows: Sequence[Directed], make: Callable[[Promise], Editor]) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(12)
        for directed in rows[:_MOST]:
            row = self._rows[directed.promise.key] = _Row(directed, make(directed.promise))
            row.editor.edited.connect(self.edited)
            column.addWidget(row)
        if (more := len(rows) - _MOST) > 0:
            column.addWidget(soft(_("and {n} more, as they are proposed").format(n=more)))
        return group


class _Row(QWidget):
    def __init__(self, directed: Directed, editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        editor.set_value(directed.to)
        self.before = editor.typed()
        editor.box.setObjectName(f"to_{directed.promise.key}")
        editor.box.setAccessibleName(_("Who takes on: {what}").format(what=directed.promise.text))
        self._error = Label(role="error", wrap=True)
        self._error.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(directed.promise.text, wrap=True))
        if about := ", ".join(_about(directed.promise)):
            words.addWidget(soft(about))
        words.addWidget(self._error)
        words.addStretch(1)
        self._across = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(6)
        self._across.addLayout(words, 1)
        self._across.addWidget(editor)

    def say(self) -> str:
        """What is wrong with what was typed, which is said below the words too."""
        problem = self.editor.problem()
        self._error.setText(problem)
        self._error.setVisible(bool(problem))
        return problem

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= current().px(_BESIDE)
        self.editor.setMinimumWidth(current().px(_WIDE) if beside else 0)
        self.editor.setMaximumWidth(current().px(_WIDE) if beside else 16777215)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._across.setDirection(way)


def _about(promise: Promise) -> Iterator[str]:
    if promise.number:
        yield promise.number
    if promise.holder:
        yield promise.holder
    if promise.on:
        asked = promise.kind is PromiseKind.QUESTION
        yield (_("asked {date}") if asked else _("by {date}")).format(date=show_date(promise.on))
