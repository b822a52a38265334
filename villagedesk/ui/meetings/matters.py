"""Matters arising and what is parked, proposed by themselves: each says why, can be left out, or made an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import shorten
from villagedesk.records.agendas import Matter, MatterKind, Matters
from villagedesk.services import agendas, matters
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet
from villagedesk.ui.labels import soft, strong
from villagedesk.ui.rows import Act, Row, Rows

_FIRST = 8
_LONGEST = 160  # characters of a text
_PLACES = {
    MatterKind.ACTION: "actions", MatterKind.COMMITMENT: "actions", MatterKind.QUESTION: "partnership",
}  # fmt: skip
_ICONS = {
    MatterKind.ACTION: "actions", MatterKind.COMMITMENT: "actions", MatterKind.QUESTION: "search",
    MatterKind.DECISION: "check", MatterKind.PARKED: "clock",
}  # fmt: skip


class MattersPart(QWidget):
    """Of one meeting. A row that is opened leads to the action or question that it is about.

    Of those that `are_parked` a row that is opened is taken up: it becomes an item of the agenda.
    """

    def __init__(self, bus: Bus, *, are_parked: bool = False) -> None:
        super().__init__()
        self._are_parked = are_parked
        self.setObjectName("parked" if are_parked else "matters")
        self._bus, self._meeting_id = bus, ""
        self._found, self._all, self._left = Matters(()), False, False
        self._count = soft(wrap=False)
        self._why = soft()
        self._rows, self._out = Rows(), Rows()
        self._rows.setObjectName(f"{self.objectName()}Rows")
        for rows in (self._rows, self._out):
            rows.activated.connect(self._open)
            rows.acted.connect(self._act)
        self._begin = quiet(_("Add “Matters arising” to the agenda"), "add")
        self._begin.setObjectName("addArising")
        self._begin.clicked.connect(self._add_item)
        self._begin.hide()
        self._more, self._fold = quiet("", "down"), quiet("")
        self._more.setObjectName("allParked" if are_parked else "allMatters")
        self._fold.setObjectName("leftOutParked" if are_parked else "leftOutMatters")
        self._more.clicked.connect(self._show_all)
        self._fold.clicked.connect(self._turn)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(strong(_("Parked") if are_parked else _("Matters arising")))
        head.addStretch(1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._why)
        column.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._rows)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._out)

    def show_matters(self, meeting_id: str, found: Matters) -> None:
        """Show what arises for a meeting."""
        if meeting_id != self._meeting_id:
            self._all = self._left = False
        mine = tuple(each for each in found.listed if (each.kind is MatterKind.PARKED) is self._are_parked)
        self._meeting_id, self._found = (
            meeting_id,
            replace(found, listed=mine, more=0 if self._are_parked else found.more),
        )
        self._show()

    @property
    def has_any(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._found.listed)

    def _show(self) -> None:
        listed = [matter for matter in self._found.listed if not matter.left_out]
        out = [matter for matter in self._found.listed if matter.left_out]
        self._rows.show_rows([_row(matter) for matter in (listed if self._all else listed[:_FIRST])])
        self._out.show_rows([_row(matter) for matter in out] if self._left else [])
        number = len(listed) + self._found.more
        if self._are_parked:
            words, nothing = ngettext("{n} item", "{n} items", number), _("Nothing that is parked comes up this time.")
            said = _("Put off until a later meeting. Choose one to put it on this agenda.")
        else:
            words, nothing = ngettext("{n} matter", "{n} matters", number), _("Nothing is open from before.")
            said = _("They stand under “Matters arising”. Leave out what need not come up this time.")
        if not self._are_parked and listed and not self._found.item_id:
            said = _("The agenda has no item for them. Leave out what need not come up this time.")
        self._begin.setVisible(not self._are_parked and bool(listed) and not self._found.item_id)
        self._count.setText(words.format(n=number) if number else "")
        self._why.setText(said if listed else nothing)
        self._more.setText(_("Show all {n}").format(n=len(listed)))
        self._more.setVisible(not self._all and len(listed) > _FIRST)
        left = ngettext("{n} left out", "{n} left out", len(out)).format(n=len(out))
        self._fold.setText(_("Hide what is left out") if self._left else left)
        self._fold.setVisible(bool(out))
        self._out.setVisible(self._left and bool(out))

    def _add_item(self) -> None:
        meeting_id = self._meeting_id
        self._bus.do(
            self, _("Add an item"), lambda work: matters.add_item(work, meeting_id), say=_("Put on the agenda")
        )  # fmt: skip

    def _show_all(self) -> None:
        self._all = True
        self._show()
        if first := self._rows.first():
            first.setFocus()

    def _turn(self) -> None:
        self._left = not self._left
        self._show()

    def _matter(self, key: str) -> Matter | None:
        return next((matter for matter in self._found.listed if matter.id == key), None)

    def _open(self, key: str) -> None:
        matter = self._matter(key)
        if matter and self._are_parked:
            self._act(key, "back" if matter.left_out else "add")
        elif matter and matter.kind in _PLACES:
            self._bus.goto.emit(_PLACES[matter.kind], key)

    def _act(self, key: str, name: str) -> None:
        matter, meeting_id = self._matter(key), self._meeting_id
        if matter is None:
            return
        kind = matter.kind

        def add(work: Work) -> None:
            matters.make_item(work, meeting_id, kind, key)

        def leave_out(work: Work) -> None:
            matters.leave_out(work, meeting_id, kind, key)

        def put_back(work: Work) -> None:
            matters.put_back(work, meeting_id, kind, key)

        def drop(work: Work) -> None:
            agendas.drop(work, key)

        match name:
            case "add":
                self._bus.do(self, _("Make a matter an item"), add, say=_("Put on the agenda"))
            case "leave":
                self._bus.do(self, _("Leave a matter out"), leave_out, say=_("Left out of this agenda"))
            case "back":
                self._bus.do(self, _("Put a matter back"), put_back)
            case "drop":
                self._bus.do(self, _("Drop a parked item"), drop, say=_("No longer parked"))


def _row(matter: Matter) -> Row:
    number = matter.number if matter.kind is not MatterKind.PARKED else ""
    second = ", ".join(filter(None, (number, matter.why)))
    return Row(matter.id, shorten(matter.text, _LONGEST), second, icon=_ICONS[matter.kind], acts=tuple(_acts(matter)))


def _acts(matter: Matter) -> Sequence[Act]:
    if matter.left_out:
        return [Act("back", _("Put it back"), "undo", Qt.Key.Key_Plus)]
    is_parked = matter.kind is MatterKind.PARKED
    acts = [
        Act("add", _("Put it on the agenda"), "add", Qt.Key.Key_Plus),
        Act("leave", _("Leave it out this time"), "clock" if is_parked else "close", Qt.Key.Key_Minus),
    ]
    if is_parked:
        acts.append(Act("drop", _("Take it off the parking list"), "bin", Qt.Key.Key_X))
    return acts
