"""One health check whole: both sides side by side, statement by statement, who has scored, its fields."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.health import CheckCard, CheckDraft, ComponentResult, ScorerRow, show_mean
from villagedesk.services import health, healthpaper, replyways
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.chart import ChartView
from villagedesk.ui.colours import Tone
from villagedesk.ui.commands import Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import heading, soft, strong, text
from villagedesk.ui.partnership.healthfields import check_form, state_badge
from villagedesk.ui.rows import Act, Row, Rows

SEND = ("health_pdf", "health_html", "health_paper")
STEPS = ("health_import", "health_score", *SEND, "health_result", "health_close", "health_reopen")


class HealthDetail(Detail):
    """`changing` and `dropping` carry the key of somebody's scores."""

    changing = Signal(str)
    dropping = Signal(str)
    first = "title"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands, "healthDetail", STEPS, check_form(bus.today, CheckDraft(), begins=False))
        self.setAccessibleName(_("Health check"))
        self._bus = bus
        self._title, self._badge, self._sum = heading(), Badge(), text()
        self._sum.setObjectName("healthSum")
        self._chart = ChartView(bus)
        self._rounds_head, self._rounds = strong(_("Round by round")), Rows(opens=False)
        self._statements = QVBoxLayout()
        self._statements.setSpacing(10)
        self._scorers_head, self._scorers = strong(_("Who has scored")), Rows(opens=False)
        self._scorers.setObjectName("scorers")
        self._scorers.acted.connect(lambda key, act: (self.changing if act == "change" else self.dropping).emit(key))
        self._send_head, self._send = strong(_("Send it out")), QWidget()
        sending = FlowLayout(self._send)
        for step in SEND:
            sending.addWidget(self.steps[step])
        self.put_head(self._title, self._badge, self._sum)
        self.add(self._chart)
        self.add(self._rounds_head)
        self.add(self._rounds)
        self.body.addLayout(self._statements)
        for widget in (self._scorers_head, self._scorers, self._send_head, self._send, self.form):
            self.add(widget)
        self.body.addStretch(1)

    def key(self) -> str:
        return self.record.row.id if isinstance(self.record, CheckCard) else ""

    def can_do(self) -> tuple[str, ...]:
        card: CheckCard = self.record
        result = ("health_result",) if card.row.ours or card.row.theirs else ()
        out = ("health_import", "health_score", *SEND)
        return (*result, "health_reopen") if card.row.closed_on else (*out, *result, "health_close")

    def show_record(self, record: Any) -> None:
        card: CheckCard = record
        before = self.record
        self.load(card, health.draft_of(card.row))
        self._title.setText(card.row.title)
        self._badge.say(*state_badge(card.row))
        self._sum.setText(healthpaper.sum_up(card))
        chart = healthpaper.components_chart(card)
        self._chart.show_chart(chart, healthpaper.said_chart(chart) if chart else "")
        earlier = card.rounds[:-1]
        self._rounds.show_rows([
            Row(one.id, one.title, show_date(one.opened_on),
                aside=_("{ours} and {theirs}").format(ours=show_mean(one.means.ours) or "-",
                                                      theirs=show_mean(one.means.theirs) or "-"))
            for one in reversed(card.rounds)
        ] if earlier else [])  # fmt: skip
        self._rounds_head.setVisible(bool(earlier))
        self._rounds.setVisible(bool(earlier))
        if before is None or before != card:
            self._show_statements(card)
        self._scorers.show_rows([_scorer(one, card) for one in card.scorers])
        for widget in (self._send_head, self._send):
            widget.setVisible(card.row.closed_on is None)
        self._scorers_head.setVisible(bool(card.scorers))
        self._scorers.setVisible(bool(card.scorers))

    def _show_statements(self, card: CheckCard) -> None:
        while item := self._statements.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for component in card.components:
            self._statements.addWidget(_Component(self._bus, card, component))


class _Component(QWidget):
    """The statements of a component: its chart, or the bare statements while nobody has scored; what was said."""

    def __init__(self, bus: Bus, card: CheckCard, component: ComponentResult) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        if component.name:
            column.addWidget(strong(component.name))
        chart = healthpaper.statements_chart(card, component)
        if chart:
            view = ChartView(bus)
            column.addWidget(view)
            view.show_chart(chart, healthpaper.said_chart(chart))
        else:
            for one in component.statements:
                column.addWidget(text(one.text))
        sides = healthpaper.side_words(card.group, card.their_name)
        for number, one in enumerate(component.statements):
            for said in one.said:
                who = ", ".join(filter(None, (said.name, sides[said.side])))
                score = _(" ({score})").format(score=said.score) if said.score else ""
                words = ". ".join(filter(None, (said.comment, said.evidence)))
                told = soft(_("“{statement}” {who}{score}: {words}").format(
                    statement=one.text, who=who, score=score, words=words
                ))  # fmt: skip
                told.setObjectName(f"said_{number}")
                column.addWidget(told)


def _scorer(one: ScorerRow, card: CheckCard) -> Row:
    side = healthpaper.side_words(card.group, card.their_name)[one.side]
    way = replyways.way_words()[one.way]
    second = ". ".join(filter(None, (side, f"{way}, {show_date(one.said_on)}", one.note)))
    of = _("{n} of {of}").format(n=one.scored, of=len(card.statements))
    acts = (
        Act("change", _("Change these scores"), "edit", Qt.Key.Key_E),
        Act("drop", _("Take these scores out"), "close", Qt.Key.Key_Delete),
    )
    badge: tuple[str, Tone] | None = (_("Look at this"), "soon") if one.note else None
    return Row(one.id, one.name, second, badge, of, acts=acts)
