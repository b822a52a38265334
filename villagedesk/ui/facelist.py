"""The list half of a face, and how one of what it lists is read, changed and put in the bin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from villagedesk.services.desk import Session, Work
from villagedesk.ui import listing
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.filterbar import FilterBar


@dataclass(frozen=True)
class Kind(listing.Listed):
    """What a face lists; `edit` gets the fields that changed."""

    read: Callable[[Session, str], Any]
    edit: Callable[[Work, str, Mapping[str, Any]], None]
    bin: Callable[[Work, Sequence[str]], None]


class Listing(listing.Listing):
    """`bar` has what filters, `table` the rows."""

    def __init__(self, bus: Bus, kind: Kind, add: QAction, parent: QObject, *beside: QWidget) -> None:
        """`beside` stands before the line that filters."""
        super().__init__(bus, kind, parent, CommandButton(add))
        self.bar = FilterBar(self.chips, self._tools(beside), (1, 1) if beside else (5, 2))

    def _tools(self, beside: Sequence[QWidget]) -> QWidget:
        """What filters by words, after what stands beside it."""
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget in (*beside, self.finder):
            row.addWidget(widget, 1)
        return tools
