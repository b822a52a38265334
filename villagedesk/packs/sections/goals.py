"""Our shared goals: those that the meeting serves, how far each is, and who shares it."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.packs.blocks import Block, Fact, Facts, Heading, Para, Picture, text
from villagedesk.records.packs import PackContent, PackGoal


def blocks(content: PackContent) -> list[Block]:
    """Each goal with its chart and its words; nothing where the meeting serves none."""
    if not content.goals:
        return []
    made: list[Block] = [Heading(1, _("Our shared goals"), "goals")]
    for n, goal in enumerate(content.goals, 1):
        made += [Heading(2, goal.title, f"goal-{n}"), *_goal(goal)]
    return made


def _goal(goal: PackGoal) -> list[Block]:
    made: list[Block] = [Para(text(goal.why))] if goal.why else []
    told = ((_("So far"), goal.stands), (_("Shared with"), ", ".join(goal.shared_with)))
    made.append(Facts(tuple(Fact(label, text(words)) for label, words in told if words)))
    if goal.chart:
        made.append(Picture(goal.chart, goal.said))
    return made
