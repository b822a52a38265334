"""The tags of one card: chips that can be taken off, and a line for one more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.people import Choice
from villagedesk.services import tags
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import secondary
from villagedesk.ui.chip import RemovableChip
from villagedesk.ui.editors import Line
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.keeper import Drafting, TypedBox


class TagsEditor(QWidget):
    """Keeps each tag as it is added or taken off; the line offers those that there are."""

    def __init__(self, bus: Bus, key: str, carried: Sequence[Choice], known: Sequence[str]) -> None:
        super().__init__()
        self._bus, self._key = bus, key
        self._shown: tuple[Choice, ...] | None = None
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._line = Line(_("volunteer, key holder, Welsh speaker"))
        self._line.box.setObjectName("newTag")
        self._line.box.setAccessibleName(_("New tag"))
        completer = QCompleter(list(known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._line.line.setCompleter(completer)
        self._typed = TypedBox(self._line.line)
        self._drafting = Drafting(bus, "tag", self._typed, self._line)
        self._drafting.start(key)
        add = secondary(_("Add tag"))
        add.setObjectName("addTag")
        add.clicked.connect(self._add)
        self._line.line.returnPressed.connect(self._add)
        row = QHBoxLayout()
        row.addWidget(self._line, 1)
        row.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._chips)
        column.addLayout(row)
        column.addWidget(self._typed.note)
        self.show_tags(carried)

    def show_tags(self, carried: Sequence[Choice]) -> None:
        """Show the tags that are there now."""
        if tuple(carried) == self._shown:
            return
        self._shown = tuple(carried)
        while item := self._flow.takeAt(0):
            if chip := item.widget():
                chip.hide()
                chip.deleteLater()
        for tag in carried:
            chip = RemovableChip(tag.name)
            chip.setObjectName(f"tag_{tag.name}")
            chip.removed.connect(partial(self._remove, tag.id))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(carried))

    def _add(self) -> None:
        key, typed = self._key, self._typed.words().strip()
        if not typed:
            return

        def job(work: Work) -> None:
            tags.add(work, [key], typed)

        def refused(error: Refused) -> None:
            self._bus.said.emit(error.message, None)

        self._drafting.do(_("Add tag"), job, refused=refused)
        self._typed.load("")

    def _remove(self, tag_id: str) -> None:
        key = self._key
        self._bus.do(self, _("Remove tag"), lambda work: tags.remove(work, [key], tag_id), say=_("Tag removed"))
