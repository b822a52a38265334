"""What a new meeting starts from: its items, each with a box to untick, and who is asked to come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.core.words import MeetingKind
from villagedesk.records.meetings import ItemDraft
from villagedesk.records.people import Choice as Named
from villagedesk.records.series import SeriesStart
from villagedesk.services import usualitems
from villagedesk.ui.labels import soft, strong
from villagedesk.ui.meetings.invited import Invited
from villagedesk.ui.tickbox import TickBox

_LEFT_OUT, _ASKED = "left_out", "asked"  # in a draft, beside the fields of the form


@dataclass(frozen=True, slots=True)
class Start:
    """What the chosen series and the chosen agenda give; None and no items where none is chosen."""

    series: SeriesStart | None = None
    items: tuple[ItemDraft, ...] = ()


class Ticks(QWidget):
    """`changed` when the person ticks or unticks one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._rows: list[tuple[ItemDraft, TickBox]] = []

    def show_items(self, items: Sequence[ItemDraft], left_out: Collection[str] = ()) -> None:
        """Show these in place of those before, ticked but for the titles `left_out`."""
        for _item, old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [(item, TickBox(item.title)) for item in items]
        for number, (item, box) in enumerate(self._rows, 1):
            box.setObjectName(f"usual_{number}")
            box.setChecked(item.title not in left_out)
            box.toggled.connect(self.changed)
            self._column.addWidget(box)

    def wanted(self) -> list[ItemDraft]:
        """The items that are ticked, in order."""
        return [item for item, box in self._rows if box.isChecked()]

    def left_out(self) -> list[str]:
        """The titles of those that are not."""
        return [item.title for item, box in self._rows if not box.isChecked()]


class Starting(QWidget):
    """`changed` when the person ticks an item or says who is asked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._start, self._asked = Start(), tuple[Named, ...]()
        self._people: Sequence[Named] = ()
        self._coming: Mapping[str, str] | None = None  # of a draft, until what it starts from has been read
        self._ticks = Ticks()
        self._ticks.changed.connect(self.changed)
        self.invited = Invited(_("Who is asked to come"), "planInvited")
        self.invited.changed.connect(self._invite)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(strong(_("Agenda")))
        column.addWidget(soft(_("Untick what this meeting doesn't need; the rest can be added afterwards.")))
        column.addWidget(self._ticks)
        column.addWidget(self.invited)

    def offer(self, people: Sequence[Named]) -> None:
        """Begin anew: whom there is to ask, and nobody asked."""
        self._people = people
        self.invited.offer(people)
        self._coming = None
        self._show_people(())

    def show_start(self, start: Start, kind: MeetingKind) -> None:
        """Show the items of an agenda, else of a series, else of that kind of meeting; those of a draft as left."""
        is_other_series, self._start = start.series != self._start.series, start
        beside, self._coming = self._coming or {}, None
        of_series = start.series.items if start.series else usualitems.usual_items(kind)
        self._ticks.show_items(start.items or of_series, beside.get(_LEFT_OUT, "").split("\n"))
        if _ASKED in beside:
            self._show(beside[_ASKED].split("\n"))
        elif is_other_series:
            self._show_people(self._usual())

    def forget(self) -> None:
        """Something else was chosen: ticks and people of a draft are not waited for."""
        self._coming = None

    def wanted(self) -> list[ItemDraft]:
        """The items that are ticked, in order."""
        return self._ticks.wanted()

    def asked(self) -> list[str]:
        """The keys of who is asked to come."""
        return [person.id for person in self._asked]

    def typed(self) -> dict[str, str]:
        """For a draft: the titles left out and the keys of who is asked, a line each; what is as usual is not in it."""
        if self._coming is not None:
            return dict(self._coming)
        said = {_LEFT_OUT: "\n".join(self._ticks.left_out())} if self._ticks.left_out() else {}
        if self._asked != self._usual():
            said[_ASKED] = "\n".join(self.asked())
        return said

    def bring_back(self, typed: Mapping[str, str]) -> bool:
        """Take these over at the next `show_start`; whether there is anything to."""
        beside = {name: typed[name] for name in (_LEFT_OUT, _ASKED) if name in typed}
        if beside == self.typed():
            return False
        self._coming = beside
        return True

    def _usual(self) -> tuple[Named, ...]:
        return self._start.series.people if self._start.series else ()

    def _invite(self, keys: Sequence[str]) -> None:
        self._show(keys)
        self.changed.emit()

    def _show(self, keys: Sequence[str]) -> None:
        known = {person.id: person for person in (*self._people, *self._usual(), *self._asked)}
        self._show_people(tuple(known[key] for key in keys if key in known))

    def _show_people(self, people: tuple[Named, ...]) -> None:
        self._asked = people
        self.invited.show_people(people)
