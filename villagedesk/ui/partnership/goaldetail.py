"""One goal whole: how far it is as a chart, its measures, who shares it, what serves it, its fields."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.numbers import show_number
from villagedesk.records.goals import GoalCard, GoalDraft, GoalRow, LinkKind
from villagedesk.services import goalcharts, goals, serving
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.chart import ChartView
from villagedesk.ui.commands import Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.goalwords import goal_badge
from villagedesk.ui.labels import heading, soft, strong
from villagedesk.ui.partnership.goalfields import goal_draft, goal_form
from villagedesk.ui.rows import Act, Row, Rows

STEPS = ("goal_measure", "goal_serves", "goal_share", "goal_reach", "goal_end", "goal_reopen")
_PLACES = {
    LinkKind.MEETING: "meetings", LinkKind.SERIES: "meetings", LinkKind.DECISION: "meetings",
    LinkKind.ACTION: "actions",
    LinkKind.DEAL: "partnership", LinkKind.QUESTION: "partnership", LinkKind.EVIDENCE: "partnership",
}  # fmt: skip
_ICONS = {
    LinkKind.MEETING: "meetings", LinkKind.SERIES: "calendar", LinkKind.DECISION: "check", LinkKind.ACTION: "actions",
    LinkKind.DEAL: "partnership", LinkKind.QUESTION: "partnership", LinkKind.EVIDENCE: "document",
}  # fmt: skip


def steps_for(row: GoalRow) -> tuple[str, ...]:
    """What can be done with a goal in its state, the likeliest first."""
    if row.reached_on or row.ended_on:
        return ("goal_reopen", "goal_serves", "goal_share")
    return ("goal_measure", "goal_serves", "goal_share", "goal_reach", "goal_end")


class GoalDetail(Detail):
    """`went` carries a place and the id of something there."""

    went = Signal(str, str)
    first = "title"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands, "goalDetail", STEPS, goal_form(bus.today, GoalDraft()))
        self.setAccessibleName(_("Goal"))
        self._bus = bus
        self._title, self._badge = heading(), Badge()
        self._badge.setObjectName("goalState")
        self._stands = soft()
        self._stands.setObjectName("goalStands")
        self._chart = ChartView(bus)
        self._chart.setObjectName("goalChart")
        self._measures = Rows(opens=False)
        self._measures.setObjectName("measures")
        self._sharers_head, self._sharers = strong(_("Who shares it")), Rows()
        self._sharers.setObjectName("sharers")
        self._serving_head, self._serving = strong(_("What serves it")), Rows()
        self._serving.setObjectName("serving")
        self._measures.acted.connect(self._take_measure_out)
        self._sharers.acted.connect(self._unshare)
        self._sharers.activated.connect(self._open_sharer)
        self._serving.acted.connect(self._unlink)
        self._serving.activated.connect(self._open)
        self._lay_out()

    def _lay_out(self) -> None:
        self.put_head(self._title, self._badge, self._stands)
        for widget in (
            self._chart, self._measures, self._serving_head, self._serving, self._sharers_head, self._sharers,
            self.form,
        ):  # fmt: skip
            self.add(widget)
        self.body.addStretch(1)

    def key(self) -> str:
        return self.record.row.id if isinstance(self.record, GoalCard) else ""

    def can_do(self) -> tuple[str, ...]:
        return steps_for(self.record.row)

    def show_record(self, record: Any) -> None:
        card: GoalCard = record
        self.load(card, goal_draft(card.row))
        today = self._bus.today()
        self._title.setText(card.row.title)
        self._badge.say(*goal_badge(card.row, today))
        self._stands.setText(_stands(card.row, today))
        self._chart.show_chart(goalcharts.chart(card.row, card.measures), goalcharts.said(card.row, card.measures))
        self._show_measures(card)
        self._show_sharers(card)
        self._show_serving(card)

    def _show_measures(self, card: GoalCard) -> None:
        rows = [
            Row(
                one.id,
                show_number(one.value, card.row.unit),
                ". ".join(filter(None, (one.note, one.evidence))),
                aside=show_date(one.on_date),
                acts=(_away(_("Take the measure out")),),
            )
            for one in reversed(card.measures)
        ]
        self._measures.show_rows(rows)
        self._measures.setVisible(bool(rows))

    def _show_sharers(self, card: GoalCard) -> None:
        rows = [
            Row(
                one.id,
                one.name,
                icon="person" if one.person_id else "organisation",
                acts=(_away(_("Take them off the goal")),),
            )
            for one in card.sharers
        ]
        self._sharers.show_rows(rows)
        for widget in (self._sharers_head, self._sharers):
            widget.setVisible(bool(rows))

    def _show_serving(self, card: GoalCard) -> None:
        words = serving.kind_words()
        rows = [
            Row(
                one.id,
                one.thing,
                ". ".join(filter(None, (words[one.serves], one.stands))),
                icon=_ICONS[one.serves],
                acts=(_away(_("Take it off the goal")),),
            )
            for one in card.serving
        ]
        self._serving.show_rows(rows)
        for widget in (self._serving_head, self._serving):
            widget.setVisible(bool(rows))

    def _take_measure_out(self, key: str, _act: str) -> None:
        label = _("Take a measure out")
        self._bus.do(self, label, lambda work: goals.take_measure_out(work, key), say=_("Measure taken out"))

    def _unshare(self, key: str, _act: str) -> None:
        label = _("Take somebody off a goal")
        self._bus.do(self, label, lambda work: goals.unshare(work, key), say=_("Taken off the goal"))

    def _unlink(self, key: str, _act: str) -> None:
        label = _("Take something off a goal")
        self._bus.do(self, label, lambda work: serving.unlink(work, key), say=_("Taken off the goal"))

    def _open_sharer(self, key: str) -> None:
        one = next((one for one in self.record.sharers if one.id == key), None)
        if one:
            self.went.emit("people", one.person_id or one.organization_id)

    def _open(self, key: str) -> None:
        one = next((one for one in self.record.serving if one.id == key), None)
        if one and one.opens_id and (place := _PLACES.get(one.serves)):
            self.went.emit(place, one.opens_id)


def _away(words: str) -> Act:
    return Act("away", words, "close", Qt.Key.Key_Delete)


def _stands(row: GoalRow, today: date) -> str:
    return ". ".join(filter(None, (goalcharts.stands(row, today), goalcharts.target_words(row), row.end_reason)))
