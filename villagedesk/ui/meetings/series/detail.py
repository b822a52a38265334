"""One series: how it comes again, the meetings planned and those to plan, who comes, its agenda, what is parked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core import recurrence
from villagedesk.core.dates import show_day, show_time
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.agendas import ParkedRow
from villagedesk.records.meetings import MeetingRow
from villagedesk.records.people import Choice
from villagedesk.records.series import SeriesCard, SeriesDraft
from villagedesk.services import agendas, people, series
from villagedesk.services.desk import Session, Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import icon_button, quiet, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.form import Form
from villagedesk.ui.icons import set_icon
from villagedesk.ui.keeper import Keeper
from villagedesk.ui.labels import heading, soft, strong
from villagedesk.ui.meetings.agenda import Agenda
from villagedesk.ui.meetings.invited import Invited
from villagedesk.ui.meetings.series.fields import fields
from villagedesk.ui.meetings.words import state
from villagedesk.ui.meetings.writes import OF_SERIES
from villagedesk.ui.pick import Pick
from villagedesk.ui.rows import Act, Row, Rows
from villagedesk.ui.tickbox import TickBox

_FIRST = 6


@dataclass(frozen=True, slots=True)
class _Loaded:
    card: SeriesCard
    people: list[Choice]
    bodies: list[Choice]


class SeriesDetail(Card):
    """`went` asks for a meeting."""

    went = Signal(str, str)

    def __init__(self, bus: Bus) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("seriesDetail")
        self._bus, self._id, self._shown_id = bus, "", ""
        self._cancel: Callable[[], None] | None = None
        self._title, self._rule = heading(), soft()
        self._title.setObjectName("seriesTitle")
        self._edit, away = quiet(_("Change the series"), "right"), icon_button("bin", _("Move the series to the bin"))
        self._edit.setObjectName("editSeries")
        self._edit.setCheckable(True)
        self._edit.toggled.connect(self._fold)
        away.setObjectName("binSeries")
        away.clicked.connect(self._bin)
        self.form: Form[SeriesDraft] = Form(fields(), SeriesDraft())
        self.form.left.connect(self._keep)
        self._keeper = Keeper(bus, "series", self.form)
        self._keeper.brought_back.connect(lambda: self._edit.setChecked(True))
        self.coming = Coming(bus)
        self.coming.went.connect(lambda key: self.went.emit("meetings", key))
        self.agenda = Agenda(bus, OF_SERIES, _("Standing agenda"))
        self.invited = Invited(_("Who usually comes"), "usual")
        self.invited.changed.connect(self._invite)
        self._parked_head, self.parked = strong(_("Parked for later")), Rows(opens=False)
        self.parked.acted.connect(lambda key, _name: self._drop(key))
        self._lay_out(away)

    def _lay_out(self, away: QWidget) -> None:
        self.body.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title, 1)
        head.addWidget(away)
        self.body.addLayout(head)
        self.add(self._rule)
        self.body.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.form, self.coming, self.agenda, self.invited, self._parked_head, self.parked):
            self.add(widget)
        self.form.hide()
        self.body.addStretch(1)

    def show_series(self, series_id: str) -> None:
        """Read a series and show it; again after something changed."""
        if series_id != self._id:
            self._edit.setChecked(False)
        self._id = series_id
        if self._cancel:
            self._cancel()
        today = self._bus.today()

        def read(session: Session) -> _Loaded | None:
            try:
                card = series.card(session, series_id, today)
            except Refused:  # gone into the bin meanwhile: the list marks another
                return None
            return _Loaded(card, people.choices(session), people.organization_choices(session))

        self._cancel = self._bus.look(self, read, self._loaded)

    def _loaded(self, loaded: _Loaded | None) -> None:
        if loaded is None:
            return
        card = loaded.card
        self._title.setText(card.draft.name)
        self._rule.setText(_said(card))
        pick = self.form.editor("with_id")
        assert isinstance(pick, Pick)
        pick.offer(loaded.bodies)
        if card.id == self._shown_id:
            self.form.set_value(card.draft)
        else:
            self._shown_id = card.id
            self.scroll_to_top()
            self.form.reset(card.draft)
            self._keeper.start(card.id)
        self.coming.show_series(card)
        self.agenda.offer(loaded.people)
        self.agenda.show_items(card.id, card.items, card.draft.audience)
        self.invited.offer(loaded.people)
        self.invited.show_people(card.people)
        self.parked.show_rows([_parked(row) for row in card.parked])
        for widget in (self._parked_head, self.parked):
            widget.setVisible(bool(card.parked))

    def _fold(self, on: bool) -> None:
        self.form.setVisible(on)
        set_icon(self._edit, "down" if on else "right", "accent")
        if on:
            self.form.editor("name").setFocus()

    def _keep(self, name: str) -> None:
        series_id, today = self._shown_id, self._bus.today()

        def edit(work: Work, changes: dict[str, Any]) -> None:
            series.edit(work, series_id, replace(series.card(work.session, series_id, today).draft, **changes))

        def refused(error: Refused) -> None:
            self.form.show_error(error.field or name, error.message, focus=False)

        self._keeper.send(_("Change a series"), edit, refused)

    def _invite(self, keys: list[str]) -> None:
        series_id = self._shown_id
        is_fewer = len(keys) < len(self.invited.keys())
        self._bus.do(
            self, _("Change who usually comes"), lambda work: series.set_people(work, keys, series_id=series_id),
            say=_("No longer among those who usually come") if is_fewer else "",
            refused=lambda error: self._bus.said.emit(error.message, None),
        )  # fmt: skip

    def _drop(self, key: str) -> None:
        self._bus.do(
            self, _("Drop a parked item"), lambda work: agendas.drop(work, key), say=_("No longer parked")
        )  # fmt: skip

    def _bin(self) -> None:
        series_id = self._shown_id
        self._bus.do(
            self, _("Move a series to the bin"), lambda work: series.bin_series(work, series_id),
            say=_("Series moved to the bin; its meetings stay"),
        )  # fmt: skip


class Coming(QWidget):
    """The meetings planned, and the days of the rule that have none yet, ticked to be planned in one go."""

    went = Signal(str)

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus, self._id = bus, ""
        self._proposed: tuple[date, ...] = ()
        self._all = False
        self.rows = Rows()
        self.rows.activated.connect(self.went)
        self._none = soft(_("No meeting is planned."))
        self._hint, self._ticks = soft(), QVBoxLayout()
        self._ticks.setSpacing(2)
        self._plan, self._more = secondary(_("Plan these")), quiet(_("Show a whole year"), "down")
        self._plan.setObjectName("planAhead")
        self._more.setObjectName("wholeYear")
        self._plan.clicked.connect(self._do)
        self._more.clicked.connect(self._show_all)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._plan, self._more):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (strong(_("Coming meetings")), self._none, self.rows, self._hint):
            column.addWidget(widget)
        column.addLayout(self._ticks)
        column.addLayout(buttons)

    def show_series(self, card: SeriesCard) -> None:
        """Show what is planned and what could be."""
        today = self._bus.today()
        self.rows.show_rows([_coming(row, today) for row in card.coming])
        self._none.setVisible(not card.coming)
        if (card.id, card.proposed) != (self._id, self._proposed):
            self._all = self._all and card.id == self._id
            self._id, self._proposed = card.id, card.proposed
            self._show()

    def days(self) -> list[date]:
        """The days that are ticked."""
        return [day for day, tick in zip(self._proposed, self._boxes(), strict=False) if tick.isChecked()]

    def _boxes(self) -> list[TickBox]:
        items = (self._ticks.itemAt(number) for number in range(self._ticks.count()))
        return [box for item in items if item and isinstance(box := item.widget(), TickBox)]

    def _show(self) -> None:
        while item := self._ticks.takeAt(0):
            if box := item.widget():
                box.hide()
                box.deleteLater()
        shown = self._proposed if self._all else self._proposed[:_FIRST]
        for number, day in enumerate(shown, 1):
            box = TickBox(show_day(day))
            box.setObjectName(f"day_{number}")
            box.setChecked(number <= 3)
            box.toggled.connect(self._count)
            self._ticks.addWidget(box)
        self._hint.setText(_("No meeting yet on these days. Tick those to plan: each gets the standing agenda."))
        self._hint.setVisible(bool(shown))
        self._plan.setVisible(bool(shown))
        self._more.setVisible(len(shown) < len(self._proposed))
        self._count()

    def _count(self) -> None:
        count = len(self.days())
        self._plan.setText(ngettext("Plan {n} meeting", "Plan {n} meetings", count).format(n=count))
        self._plan.setEnabled(count > 0)

    def _show_all(self) -> None:
        self._all = True
        self._show()

    def _do(self) -> None:
        series_id, days = self._id, self.days()
        self._bus.do(
            self, _("Plan meetings ahead"), lambda work: series.plan_ahead(work, series_id, days),
            refused=lambda error: self._bus.said.emit(error.message, None),
            say=ngettext("{n} meeting planned", "{n} meetings planned", len(days)).format(n=len(days)),
        )  # fmt: skip


def _said(card: SeriesCard) -> str:
    draft = card.draft
    at = _("at {time}").format(time=show_time(draft.start_at)) if draft.start_at else ""
    met = _("with {body}").format(body=card.met_with) if card.met_with else ""
    return ", ".join(filter(None, (recurrence.words(draft.rule) or _("On no fixed days"), at, draft.place, met)))


def _coming(row: MeetingRow, today: date) -> Row:
    at = show_time(row.start_at) if row.start_at else ""
    words, tone = state(row, today)
    return Row(row.id, show_day(row.on_date), ", ".join(filter(None, (at, row.place))), (words, tone))


def _parked(row: ParkedRow) -> Row:
    drop = Act("drop", _("Take it off the parking list"), "bin", Qt.Key.Key_X)
    since = _("Parked on {date}").format(date=show_day(row.parked_on))
    return Row(row.id, row.title, ", ".join(filter(None, (since, row.meeting, row.presenter))), acts=(drop,))
