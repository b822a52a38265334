"""Label and value, side by side in two columns where there is room: how a card tells what is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.ui.badge import Badge
from villagedesk.ui.card import divider
from villagedesk.ui.colours import Tone
from villagedesk.ui.labels import Lead, soft, strong
from villagedesk.ui.rows import Row, Rows
from villagedesk.ui.theme import current

_TWO = 400  # pixels at 100%


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known; a `wide` one takes the whole width."""

    label: str
    value: str
    badge: tuple[str, Tone] | None = None
    wide: bool = False


class Facts(QWidget):
    """Facts in a grid. The values can be marked with the mouse and copied."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        super().__init__()
        self._facts = [(fact, _told(fact)) for fact in facts]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(10)
        self._columns = 0
        self._lay_out(min(2, max(1, len(self._facts))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(2 if len(self._facts) > 1 and event.size().width() >= current().px(_TWO) else 1)

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        row = column = 0
        for fact, told in self._facts:
            span = columns if fact.wide else 1
            if column + span > columns:
                row, column = row + 1, 0
            self._grid.addWidget(told, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)


def _told(fact: Fact) -> QWidget:
    told = QWidget()
    column = QVBoxLayout(told)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(soft(fact.label))
    value = Lead(fact.value)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    value.setAccessibleName(f"{fact.label}: {fact.value}")
    if fact.badge:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(value)
        row.addWidget(Badge(*fact.badge), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        column.addLayout(row)
    else:
        column.addWidget(value)
    return told


def section(title: str, content: QWidget) -> QWidget:
    """A bold head with a thin line under it, and what belongs there."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 12, 0, 0)
    column.setSpacing(6)
    column.addWidget(strong(title))
    column.addWidget(divider())
    column.addWidget(content)
    return made


def rows_section(title: str, rows: Sequence[Row], opens: Callable[[str], None]) -> QWidget:
    """A section of rows; `opens` is called with the id of the row that is pressed."""
    lines = Rows(rows)
    lines.activated.connect(opens)
    return section(title, lines)
