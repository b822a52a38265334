"""Two cards side by side, field by field: which value stays is chosen, and what comes along is said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.records.duplicates import Belonging, Comparison, SideBySide
from villagedesk.ui.buttons import button_row, primary, secondary
from villagedesk.ui.labels import Label, heading, soft
from villagedesk.ui.option import Option
from villagedesk.ui.people.facts import section


class Beside(QWidget):
    """`merge` carries the names of the fields that are taken from the one that goes; `apart` says that they are two."""

    merge = Signal(object)
    apart = Signal()

    def __init__(self, seen: Comparison, reason: str) -> None:
        super().__init__()
        self.seen = seen
        self._others: dict[str, Option] = {}
        self._groups: list[QButtonGroup] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 4)
        column.setSpacing(12)
        title = heading(_both(seen))
        title.setObjectName("pairName")
        column.addWidget(title)
        column.addWidget(soft(reason))
        column.addLayout(self._buttons())
        column.addWidget(section(_("Which is right?"), self._choices([f for f in seen.fields if f.differs])))
        if same := [field for field in seen.fields if not field.differs]:
            words = "\n".join(f"{field.label}: {field.keep}" for field in same)
            column.addWidget(section(_("The same on both"), Label(words, wrap=True)))
        if seen.belongings:
            column.addWidget(section(_("Both together"), _together(seen.belongings)))
        if seen.follows:
            words = _("{what} of the other card come along.").format(what=", ".join(seen.follows))
            column.addWidget(soft(words))
        column.addStretch(1)

    def start(self) -> None:
        """The first choice has the focus; where there is none, the button that keeps both."""
        chosen = self._groups[0].checkedButton() if self._groups else None
        (chosen or self._apart).setFocus()

    def taken(self) -> frozenset[str]:
        """The fields of which the value of the one that goes was chosen."""
        return frozenset(name for name, option in self._others.items() if option.isChecked())

    def _buttons(self) -> QVBoxLayout:
        merge = primary(_("&Merge into one"))
        two = _("&Two different people") if self.seen.kind == "person" else _("&Two different organisations")
        apart = self._apart = secondary(two)
        merge.setObjectName("mergePair")
        apart.setObjectName("keepApart")
        merge.clicked.connect(lambda: self.merge.emit(self.taken()))
        apart.clicked.connect(self.apart)
        column = QVBoxLayout()
        column.addLayout(button_row(merge, apart))
        return column

    def _choices(self, fields: Sequence[SideBySide]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        if not fields:
            grid.addWidget(soft(_("Every field is the same.")), 0, 0, 1, 2)
        for number, field in enumerate(fields):
            label = soft(field.label)
            label.setContentsMargins(0, 6 if number else 0, 0, 0)
            grid.addWidget(label, 2 * number, 0, 1, 2)
            group = QButtonGroup(self)
            for place, (side, value) in enumerate((("keep", field.keep), ("other", field.other))):
                option = Option(value or _("Nothing"))
                option.setObjectName(f"{side}_{field.name}")
                option.setAccessibleName(f"{field.label}: {option.text()}")
                option.setChecked(field.takes_other == (side == "other"))
                group.addButton(option)
                grid.addWidget(option, 2 * number + 1, place)
                if side == "other":
                    self._others[field.name] = option
            self._groups.append(group)
        return made


def _both(seen: Comparison) -> str:
    if seen.keep_name == seen.other_name:
        return _("{name}, twice").format(name=seen.keep_name)
    return _("{one} and {other}").format(one=seen.keep_name, other=seen.other_name)


def _together(belongings: Sequence[Belonging]) -> QWidget:
    """What the merged card will have, under its heads; what only one card has is marked nowhere: nothing is lost."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for label in dict.fromkeys(each.label for each in belongings):
        column.addWidget(soft(label))
        values = [each.value for each in belongings if each.label == label]
        column.addWidget(Label("\n".join(values), wrap=True))
    return made
