"""What the columns of a table mean: a row for each, with a few of its cells and a choice of field."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import shorten
from villagedesk.records.imports import Table
from villagedesk.services import mappings
from villagedesk.ui.buttons import primary, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.editors import Choice, Line
from villagedesk.ui.labels import Label, heading, soft, strong
from villagedesk.ui.scroll import Scroller

_SAMPLES = 3
_LONGEST = 40  # letters of a sample


class Columns(QWidget):
    """Shows a table's columns; `ready` when they are as they should be."""

    ready = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices: dict[int, Choice] = {}
        self._title, self._second = heading(), soft()
        self._title.setObjectName("columnsTitle")
        self.go_on, cancel = primary(_("&Look at the rows")), secondary(_("Cancel"))
        self.go_on.setObjectName("columnsGoOn")
        cancel.setObjectName("columnsCancel")
        self.go_on.clicked.connect(self.ready)
        cancel.clicked.connect(self.given_up)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._second)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addLayout(words, 1)
        top.addWidget(cancel)
        top.addWidget(self.go_on)
        head = Card()
        head.body.addLayout(top)
        self._body = Line()
        self._body.line.setObjectName("columnsBody")
        self._body_label = Label(_("&Organisation of those for whom the table names none"), "soft", wrap=True)
        self._body_label.setBuddy(self._body.line)
        head.add(self._body_label)
        head.add(self._body)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        for column, stretch in enumerate((2, 3, 2)):
            self._grid.setColumnStretch(column, stretch)
        inside = QVBoxLayout()
        inside.addLayout(self._grid)
        inside.addStretch(1)
        rows = Card()
        rows.body.addWidget(Scroller(inside, gap=12), 1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(12)
        column_.addWidget(head)
        column_.addWidget(rows, 1)

    def show_table(self, source: str, table: Table, chosen: Mapping[int, str], body: str) -> None:
        """Show the columns of a table with what they are taken to mean."""
        self._title.setText(_("What the columns of {name} mean").format(name=source))
        filled = sum(any(row) for row in table.rows)
        said = ngettext("{n} row.", "{n} rows.", filled).format(n=f"{filled:,}")
        self._second.setText(" ".join((said, *table.notes)))
        self._body.set_value(body)
        self._clear()
        fields = [("", _("Leave out")), *mappings.fields().items()]
        for place, words in enumerate((_("Column"), _("In it"), _("Means"))):
            self._grid.addWidget(soft(words), 0, place)
        for place, header in enumerate(table.headers):
            choice = Choice(fields)
            choice.set_value(chosen.get(place, ""))
            choice.box.setObjectName(f"column_{place}")
            choice.box.setAccessibleName(_("What {header} means").format(header=header))
            cells = list(dict.fromkeys(row[place] for row in table.rows[:200] if row[place]))[:_SAMPLES]
            label: QLabel = strong(header)
            label.setBuddy(choice.box)
            choice.box.setAccessibleDescription("; ".join(cells))
            self._grid.addWidget(label, place + 1, 0)
            self._grid.addWidget(soft("; ".join(shorten(cell, _LONGEST) for cell in cells)), place + 1, 1)
            self._grid.addWidget(choice, place + 1, 2)
            self._choices[place] = choice

    def chosen(self) -> dict[int, str]:
        """The field of each column that is not left out."""
        return {place: name for place, choice in self._choices.items() if (name := choice.value())}

    def body(self) -> str:
        """The organisation of people without one, "" for none."""
        return str(self._body.value())

    def _clear(self) -> None:
        self._choices.clear()
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
