"""The yearly look at who is past their time: kept for another year with a reason, or erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.consent import ReviewRow
from villagedesk.services import retention
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, danger, quiet, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.editors import Line
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.form import Field, Form
from villagedesk.ui.headrow import HeadRow
from villagedesk.ui.labels import heading, soft, strong, text
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import Column, RowModel, Sort
from villagedesk.ui.split import Split

_TABLES = ("retention_rule", "retention_review", "person", "membership", "interaction", "attendance")


@dataclass(frozen=True, slots=True)
class _Why:
    reason: str = ""


class Reviewing(QWidget):
    """`went` asks for a place and a thing in it; `finished` when the list is left."""

    went = Signal(str, str)
    finished = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus = bus
        self._rows: dict[str, ReviewRow] = {}
        column: Column[ReviewRow] = Column("", lambda row: row.name, second=_second, badge=self._badge)
        model = RowModel([column], self._load, bus.tasks, sort=Sort("row"), parent=self)
        model.failed.connect(bus.failed)
        self._list = CardList(
            model,
            EmptyState("check", _("Nobody is past their time. Rules are set in Settings.")),
            _("People who are past their time"),
            chooses_first=True,
        )
        self._list.chosen.connect(self._show)
        self._detail = self._make_detail()
        split = Split(self._list, self._detail)
        self._list.opened.connect(lambda _id: split.show_detail())
        self._list.opened.connect(lambda _id: self._form.editor("reason").setFocus())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self._head())
        outer.addWidget(split, 1)

    def start(self) -> None:
        """Read who is to be looked at."""
        self._read()
        self._list.setFocus()

    def refresh(self, changed: Changed) -> None:
        """Something has changed."""
        if changed.touches(*_TABLES):
            self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _head(self) -> Card:
        back = secondary(_("Back to people"))
        back.setObjectName("leaveReview")
        back.clicked.connect(self.finished)
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        words.addWidget(heading(_("Who to keep for another year")))
        words.addWidget(soft(_("They are past the group's own rules. Keep them with a reason, or erase them.")))
        head = Card()
        head.add(HeadRow(said, back))
        return head

    def _make_detail(self) -> Card:
        detail = Card(scrolls=True)
        self._name, self._why = strong(), text()
        self._name.setObjectName("reviewName")
        self._form = Form(
            [Field("reason", _("Keep for another year &because"), partial(Line, _("Lends the marquee")))], _Why()
        )
        self._keep, self._erase, self._card = (
            secondary(_("Keep for another year")),
            danger(""),
            quiet(_("Open the card")),
        )
        for name, button, do in (
            ("keepYear", self._keep, self._keep_year),
            ("reviewErase", self._erase, lambda: self.went.emit("people", f"erase:{self._list.current_id()}")),
            ("reviewCard", self._card, lambda: self.went.emit("people", self._list.current_id())),
        ):
            button.setObjectName(name)
            button.clicked.connect(do)
        self._form.editor("reason").box.returnPressed.connect(self._keep_year)  # type: ignore[attr-defined]
        self._about = QWidget()
        column = QVBoxLayout(self._about)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._name, self._why, self._form):
            column.addWidget(widget)
        column.addLayout(button_row(self._keep, self._erase, self._card))
        column.addStretch(1)
        detail.add(self._about, 1)
        self._about.hide()
        return detail

    def _read(self) -> None:
        today = self._bus.today()
        self._bus.read(self, lambda session: retention.to_review(session, today), self._show_rows)

    def _show_rows(self, rows: list[ReviewRow]) -> None:
        self._rows = {row.id: row for row in rows}
        keys = list(self._rows)
        self._list.model.show(lambda _sort: keys)
        self._detail.setVisible(bool(keys))
        if not keys:
            self._show("")

    def _load(self, keys: Sequence[str]) -> Sequence[ReviewRow]:
        rows = self._rows
        return [rows[key] for key in keys if key in rows]

    def _badge(self, row: ReviewRow) -> tuple[str, str]:
        years = (self._bus.today() - row.past_since).days // 365
        return _("Since {date}").format(date=show_date(row.past_since)), "late" if years >= 1 else "soon"

    def _show(self, key: str) -> None:
        row = self._rows.get(key)
        self._about.setVisible(row is not None)
        if row is None:
            return
        self._name.setText(row.name)
        self._why.setText(
            _("{what}: {date}. Past the rule for {sort} since {since}.").format(
                what=row.last_what,
                date=show_date(row.last_on),
                sort=retention.sort_words()[row.sort].casefold(),
                since=show_date(row.past_since),
            )
        )
        self._erase.setText(_("Erase {name}").format(name=row.name))
        self._form.reset(_Why())

    def _keep_year(self) -> None:
        key, typed = self._list.current_id(), self._form.value()
        if key:
            self._bus.do(
                self,
                _("Keep somebody for another year"),
                lambda work: retention.keep(work, key, typed.reason),
                lambda _until: self._form.reset(_Why()),
                lambda error: self._form.show_error("reason", error.message),
                say=_("Kept for another year"),
            )


def _second(row: ReviewRow) -> str:
    return ". ".join((retention.sort_words()[row.sort], f"{row.last_what} {show_date(row.last_on)}"))
