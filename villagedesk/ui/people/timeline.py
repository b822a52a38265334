"""The timeline face: everything that happened with somebody, newest first, by year."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.text import shorten
from villagedesk.core.words import InteractionKind
from villagedesk.records.people import OrganizationCard, PersonCard
from villagedesk.records.timeline import Happened, TimelineEntry
from villagedesk.services import timeline
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.labels import soft
from villagedesk.ui.people.face import Face
from villagedesk.ui.people.facts import rows_section
from villagedesk.ui.people.log import words as logwords
from villagedesk.ui.rows import Row

_PAGE = 40
_LONGEST = 160  # letters of what was said
_TELL = (
    "interaction", "participant", "meeting", "attendance", "decision", "action", "question", "note", "membership",
    "post", "organization", "person",
)  # fmt: skip
_PLACES = {
    Happened.LOG: "people",
    Happened.MEETING: "meetings",
    Happened.DECISION: "meetings",
    Happened.AGREED: "actions",
    Happened.DONE: "actions",
    Happened.QUESTION: "partnership",
    Happened.ANSWER: "partnership",
}
_ICONS = {
    Happened.MEETING: "meetings",
    Happened.DECISION: "check",
    Happened.AGREED: "actions",
    Happened.DONE: "check",
    Happened.QUESTION: "partnership",
    Happened.ANSWER: "check",
    Happened.NOTE: "document",
    Happened.BEGAN: "person",
    Happened.ENDED: "person",
}
_ALL = "everything"
_FILTERS = {
    "log": (Happened.LOG, Happened.NOTE),
    "meetings": (Happened.MEETING, Happened.DECISION),
    "actions": (Happened.AGREED, Happened.DONE),
    "questions": (Happened.QUESTION, Happened.ANSWER),
    "positions": (Happened.BEGAN, Happened.ENDED),
}


class Timeline(Face):
    """Years under one another, and a button for what was earlier."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus, self._id, self._only, self._limit = bus, "", _ALL, _PAGE
        self._entries: list[TimelineEntry] | None = None
        self._cancel: Callable[[], None] | None = None
        self._chips = ChipRow()
        for name, words in _filter_words().items():
            self._chips.add(name, words)
        self._chips.turn_on([self._only])
        self._chips.changed.connect(self._filter)
        self._nothing = soft()
        self._nothing.setObjectName("timelineEmpty")
        self._nothing.hide()
        self._earlier = quiet(_("Show what was earlier"), "down")
        self._earlier.setObjectName("earlier")
        self._earlier.clicked.connect(self._show_earlier)
        self._earlier.hide()
        self._years = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._chips)
        column.addWidget(self._nothing)
        column.addLayout(self._years)
        column.addWidget(self._earlier)
        column.addStretch(1)

    def show_card(self, card: PersonCard | OrganizationCard) -> None:
        if card.id != self._id:
            self._id, self._limit = card.id, _PAGE
            self._read()

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_TELL):
            self._read()

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        key, only, limit = self._id, _FILTERS.get(self._only, ()), self._limit + 1
        self._cancel = self._bus.read(
            self, lambda session: timeline.entries(session, key, only=only, limit=limit), self._show
        )

    def _show(self, entries: list[TimelineEntry]) -> None:
        if entries == self._entries:
            return
        self._entries = entries
        while item := self._years.takeAt(0):
            if year := item.widget():
                year.hide()
                year.deleteLater()
        for year, happened in groupby(entries[: self._limit], lambda entry: entry.on_date.year):
            self._years.addWidget(self._year(str(year), list(happened)))
        self._nothing.setText(_("Nothing has been written down yet."))
        self._nothing.setVisible(not entries)
        self._earlier.setVisible(len(entries) > self._limit)

    def _year(self, year: str, entries: list[TimelineEntry]) -> QWidget:
        places = {
            entry.id: (_PLACES[entry.kind], f"log:{entry.goes_to}" if entry.kind is Happened.LOG else entry.goes_to)
            for entry in entries
            if entry.kind in _PLACES and entry.goes_to
        }

        def open_row(row_id: str) -> None:
            if row_id in places:
                self.went.emit(*places[row_id])

        return rows_section(year, [_row(entry) for entry in entries], open_row)

    def _filter(self, name: str) -> None:
        self._only, self._limit = name or _ALL, _PAGE
        self._chips.turn_on([self._only])
        self._read()

    def _show_earlier(self) -> None:
        self._limit += _PAGE
        self._read()


def _row(entry: TimelineEntry) -> Row:
    about = "" if entry.kind is Happened.LOG else entry.second
    second = ". ".join(filter(None, (timeline.words(entry), about)))
    icon = logwords.ICONS[InteractionKind(entry.second)] if entry.kind is Happened.LOG else _ICONS[entry.kind]
    return Row(entry.id, shorten(entry.title, _LONGEST), second, aside=show_date(entry.on_date), icon=icon)


def _filter_words() -> dict[str, str]:
    return {
        _ALL: _("Everything"),
        "log": _("Log and notes"),
        "meetings": _("Meetings"),
        "actions": _("Actions"),
        "questions": _("Questions"),
        "positions": _("Positions"),
    }
