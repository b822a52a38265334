"""What the columns of a table mean: a row for each, with a few of its cells and a choice of field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import shorten
from villagedesk.records.imports import Table
from villagedesk.services import mappings
from villagedesk.ui.buttons import primary, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.editors import Choice, Line
from villagedesk.ui.headrow import Head
from villagedesk.ui.labels import Label, heading, soft
from villagedesk.ui.scroll import Scroller

_SAMPLES, _LOOKED_AT = 3, 200  # cells that are shown, rows among which they are searched
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
        head = Head([self._title, self._second], [cancel, self.go_on])
        self._body = Line()
        self._body.line.setObjectName("columnsBody")
        self._body_label = Label(_("&Organisation of those for whom the table names none"), "soft", wrap=True)
        self._body_label.setBuddy(self._body.line)
        head.add(self._body_label)
        head.add(self._body)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        for column, stretch in enumerate((3, 2)):
            self._grid.setColumnStretch(column, stretch)
        rows = Card()
        rows.body.addLayout(self._grid)
        inside = QVBoxLayout()
        inside.setSpacing(12)
        inside.addWidget(head)
        inside.addWidget(rows)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroller(inside))

    def show_table(self, source: str, table: Table, chosen: Mapping[int, str], body: str) -> None:
        """Show the columns of a table with what they are taken to mean."""
        self._title.setText(_("What the columns of {name} mean").format(name=source))
        filled = sum(any(row) for row in table.rows)
        said = ngettext("{n} row.", "{n} rows.", filled).format(n=f"{filled:,}")
        self._second.setText(" ".join((said, *table.notes)))
        self._body.set_value(body)
        self._clear()
        fields = [("", _("Leave out")), *mappings.fields().items()]
        for place, header in enumerate(table.headers):
            choice = Choice(fields)
            choice.set_value(chosen.get(place, ""))
            choice.box.setObjectName(f"column_{place}")
            choice.box.setAccessibleName(_("What {header} means").format(header=header))
            cells = list(dict.fromkeys(row[place] for row in table.rows[:_LOOKED_AT] if row[place]))[:_SAMPLES]
            choice.box.setAccessibleDescription("; ".join(cells))
            self._grid.addWidget(_about(header, cells, choice), place, 0)
            self._grid.addWidget(choice, place, 1, Qt.AlignmentFlag.AlignVCenter)
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


def _about(header: str, cells: Sequence[str], choice: Choice) -> QWidget:
    """A column's header, and below it a few of its cells."""
    label: QLabel = Label(header, "strong", wrap=True)
    label.setBuddy(choice.box)
    said = "; ".join(shorten(cell, _LONGEST) for cell in cells) or _("nothing in it")
    about = QWidget()
    column = QVBoxLayout(about)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label)
    column.addWidget(soft(said))
    return about
