"""The cards of the overview: each shows one part of how the partnership stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from villagedesk.core.dates import show_ago, show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.promises import Kept
from villagedesk.records.charts import Chart
from villagedesk.records.goals import GoalRow
from villagedesk.records.partnership import Overview
from villagedesk.services import goalcharts, healthpaper, heardwords, partnershipwords
from villagedesk.ui.bus import Bus
from villagedesk.ui.card import Card
from villagedesk.ui.chart import ChartView
from villagedesk.ui.colours import Tone
from villagedesk.ui.labels import Label, soft, text
from villagedesk.ui.rows import Row, Rows

_LONG_AGO = 60  # days after which a question has waited long
_MOST_GOALS = 6


class OverviewCard(Card):
    """`opened` carries the id of a row that is pressed. Words stand where there is nothing."""

    opened = Signal(str)

    def __init__(self, name: str, title: str) -> None:
        super().__init__(title)
        self.setObjectName(f"overview_{name}")
        self.words, self.rows = text(), Rows()
        self.rows.setObjectName(f"overview_{name}_rows")
        self.words.setObjectName(f"overview_{name}_words")
        self.rows.activated.connect(self.opened)

    def show_overview(self, found: Overview) -> None:
        """Show what this card is about."""
        raise NotImplementedError

    def say(self, words: str, rows: Sequence[Row]) -> None:
        """Show words, or none, and rows, or none."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))


class PromisesCard(OverviewCard):
    """How each side kept what it promised: rates with the numbers behind them, and every body in a line."""

    def __init__(self, bus: Bus) -> None:
        super().__init__("promises", _("Promises"))
        self._sides = [(soft(), text(), ChartView(bus)) for _side in range(3)]
        self.add(self.words)
        for name, words, chart in self._sides:
            for widget in (name, words, chart):
                self.add(widget)
                widget.hide()
        self.add(self.rows)

    def show_overview(self, found: Overview) -> None:
        is_empty = not found.promised.total
        rows = [
            Row(body.body_id or "none", partnershipwords.body_name(body), partnershipwords.body_words(body))
            for body in found.promised.bodies
        ]
        self.say(_("Nothing has been promised yet, by either side.") if is_empty else "", rows)
        sides = [] if is_empty else partnershipwords.sides(found)
        for number, (name, words, chart) in enumerate(self._sides):
            side: tuple[str, Kept | None] = sides[number] if number < len(sides) else ("", None)
            self._show_side(name, words, chart, *side)

    def _show_side(self, name: Label, words: Label, chart: ChartView, title: str, kept: Kept | None) -> None:
        name.setText(title)
        name.setVisible(kept is not None)
        words.setVisible(kept is not None)
        words.setText(partnershipwords.kept_words(kept).capitalize() if kept else "")
        drawn = partnershipwords.kept_chart(kept) if kept else None
        _draw(chart, title, drawn)


class GoalsCard(OverviewCard):
    """The goals that are open, and how far each is."""

    def __init__(self) -> None:
        super().__init__("goals", _("Goals"))
        self.add(self.words)
        self.add(self.rows)

    def show_overview(self, found: Overview) -> None:
        more = len(found.goals) - _MOST_GOALS
        words = "" if found.goals else _("No shared goal is open.")
        if more > 0:
            words = ngettext("{n} more goal is open.", "{n} more goals are open.", more).format(n=more)
        self.say(words, [_goal(goal, found) for goal in found.goals[:_MOST_GOALS]])


def _goal(goal: GoalRow, found: Overview) -> Row:
    late = goal.target_on is not None and goal.target_on < found.as_at
    badge: tuple[str, Tone] | None = (_("Past its date"), "late") if late else None
    second = ". ".join(
        filter(None, (goalcharts.stands(goal, found.as_at), goalcharts.target_words(goal), ", ".join(goal.shared_with)))
    )
    return Row(goal.id, goal.title, second, badge)


class QuestionsCard(OverviewCard):
    """Questions without an answer, by department, with the age of the oldest."""

    def __init__(self) -> None:
        super().__init__("questions", _("Not answered yet"))
        self.add(self.words)
        self.add(self.rows)

    def show_overview(self, found: Overview) -> None:
        self.set_aside(str(sum(row.count for row in found.unanswered)) if found.unanswered else "")
        rows = []
        for row in found.unanswered:
            tone: Tone = "late" if (found.as_at - row.oldest).days > _LONG_AGO else "neutral"
            age = _("Oldest {ago}").format(ago=show_ago(row.oldest, found.as_at))
            rows.append(
                Row(row.organization_id, row.name or _("Body not known"), partnershipwords.waiting(row), (age, tone))
            )
        self.say("" if rows else _("Every question has been answered."), rows)


class MeetingsCard(OverviewCard):
    """How often we met, and when next."""

    def __init__(self) -> None:
        super().__init__("meetings", _("Meetings together"))
        self.add(self.words)
        self.add(self.rows)

    def show_overview(self, found: Overview) -> None:
        rows = [
            Row(one.next_id or one.series_id, one.name, partnershipwords.rhythm_words(one)) for one in found.rhythms
        ]
        self.say("" if rows else _("No series of meetings with another body is kept."), rows)


class HeardCard(OverviewCard):
    """Who is heard, in a few sentences and two charts."""

    def __init__(self, bus: Bus) -> None:
        super().__init__("heard", _("Who is heard"))
        self._share_head, self._share = soft(_("Share of the three who came most")), ChartView(bus)
        self._stage_head, self._stage = soft(_("When residents were involved in what was decided")), ChartView(bus)
        self._counted = soft(heardwords.counted_words())
        for widget in (
            self.words, self._share_head, self._share, self._stage_head, self._stage, self.rows, self._counted,
        ):  # fmt: skip
            self.add(widget)

    def show_overview(self, found: Overview) -> None:
        rows = [Row(title, title, words) for title, words in partnershipwords.unheard(found)]
        self.say(heardwords.sum_up(found.heard.now), rows)
        share, stage = heardwords.shares_chart(found.heard), heardwords.stages_chart(found.heard.stages[0])
        for head, view, chart in ((self._share_head, self._share, share), (self._stage_head, self._stage, stage)):
            head.setVisible(chart is not None)
            _draw(view, head.text(), chart)


class HealthCard(OverviewCard):
    """The last round that was scored, both sides side by side."""

    def __init__(self, bus: Bus) -> None:
        super().__init__("health", _("The last health check"))
        self._chart = ChartView(bus)
        for widget in (self.rows, self.words, self._chart):
            self.add(widget)

    def show_overview(self, found: Overview) -> None:
        card = found.check
        if card is None:
            self.say(_("No health check has been scored yet."), [])
            _draw(self._chart, "", None)
            return
        row = Row(card.row.id, card.row.title, _("Begun on {date}").format(date=show_date(card.row.opened_on)))
        self.say(healthpaper.sum_up(card), [row])
        chart = healthpaper.components_chart(card)
        _draw(self._chart, card.row.title, chart)


def _draw(view: ChartView, title: str, chart: Chart | None) -> None:
    """Show a chart, told in words to whoever does not see it."""
    said = "" if chart is None else f"{title}: {partnershipwords.said_chart(chart)}"
    view.show_chart(chart, said)
