"""The example group's goals with what serves them, its evidence, its duties and its papers."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from villagedesk.core import duties as rules
from villagedesk.core import paths
from villagedesk.core.audience import Audience
from villagedesk.core.text import fold
from villagedesk.core.words import GroupPaperKind
from villagedesk.models import (
    Action,
    Duty,
    Evidence,
    Goal,
    GoalLink,
    GoalSharer,
    GroupPaper,
    Measure,
    PaperVersion,
    Series,
    SurveyAnswer,
    SurveyQuestion,
)
from villagedesk.services.sample.sheet import Row

if TYPE_CHECKING:
    from villagedesk.services.sample.meetings import Neighbourhood

Table = dict[str, Any]


def write(here: Neighbourhood) -> None:
    """All of them, for the neighbourhood that is told about."""
    told = tomllib.loads(paths.resource("sample/goals.toml").read_text(encoding="utf-8"))
    goals = [_goal(here, table) for table in told["goal"]]
    for table in told["evidence"]:
        row = _evidence(here, table)
        here.sheet.add(GoalLink, goal_id=goals[table["goal"]]["id"], evidence_id=row["id"])
    for table in told["duty"]:
        _duty(here, table)
    for table in told["paper"]:
        _paper(here, table)


def _goal(here: Neighbourhood, table: Table) -> Row:
    goal = here.sheet.add(
        Goal, title=_told(here, table["title"]), title_cy=table.get("title_cy", ""), why=table["why"],
        unit=table.get("unit", ""), baseline=table.get("baseline"), target=table.get("target"),
        set_on=_ago(here, table["set"]), audience=Audience.COUNCIL,
    )  # fmt: skip
    goal["baseline_on"] = _ago(here, table["counted"]) if "counted" in table else None
    goal["target_on"] = _ago(here, -table["by"]) if "by" in table else None
    goal["reached_on"] = _ago(here, table["reached"]) if "reached" in table else None
    for key in table["shared"]:
        here.sheet.add(GoalSharer, goal_id=goal["id"], organization_id=here.cast.bodies[key]["id"])
    for ago, value, note in table.get("measures", ()):
        here.sheet.add(Measure, goal_id=goal["id"], on_date=_ago(here, ago), value=value, note=note)
    words = [fold(each) for each in table["of"]]
    serving = [row for row in here.sheet.of(Action) if any(word in fold(row["text"]) for word in words)]
    liaison = next((row for row in here.sheet.of(Series) if row["with_id"]), None)
    if liaison:
        here.sheet.add(GoalLink, goal_id=goal["id"], series_id=liaison["id"])
    for action in serving[-4:]:
        here.sheet.add(GoalLink, goal_id=goal["id"], action_id=action["id"])
    return goal


def _evidence(here: Neighbourhood, table: Table) -> Row:
    row = here.sheet.add(
        Evidence, claim=_told(here, table["claim"]), figure=table["figure"], method=table["method"],
        asked=table.get("asked"), answered=table.get("answered"), from_on=_ago(here, table["from"]),
        to_on=_ago(here, table["to"]), gathered_by=table["by"], missed=table.get("missed", ""),
        caution=table.get("caution", ""), source=table.get("source", ""), audience=Audience.COUNCIL,
    )  # fmt: skip
    for place, (text, answered, many, answers) in enumerate(table.get("questions", ())):
        question = here.sheet.add(
            SurveyQuestion, evidence_id=row["id"], position=place, text=text, answered=answered, many=many
        )
        for number, (label, count) in enumerate(answers):
            here.sheet.add(SurveyAnswer, question_id=question["id"], position=number, label=label, count=count)
    return row


def _duty(here: Neighbourhood, table: Table) -> None:
    first = _ago(here, -table["in"])
    owner = here.cast.find(table["who"], here.calendar.today).id if "who" in table else None
    here.sheet.add(
        Duty, title=table["title"], rule=rules.rule_for(table["every"], first), first_on=first,
        days_before=table["before"], owner_id=owner, source=table["source"], audience=Audience.COMMITTEE,
    )  # fmt: skip


def _paper(here: Neighbourhood, table: Table) -> None:
    paper = here.sheet.add(
        GroupPaper, kind=GroupPaperKind(table["kind"]), title=table["title"], held_by=table.get("held", ""),
        reference=table.get("reference", ""), audience=Audience.MEMBERS,
    )  # fmt: skip
    for label, adopted, review, expires in reversed(table["versions"]):
        here.sheet.add(
            PaperVersion, group_paper_id=paper["id"], label=label, adopted_on=_ago(here, adopted),
            review_on=_ago(here, -review) if review else None, expires_on=_ago(here, -expires) if expires else None,
        )  # fmt: skip


def _ago(here: Neighbourhood, days: int) -> date:
    return here.calendar.today - timedelta(days=days)


def _told(here: Neighbourhood, words: str) -> str:
    return words.format_map(here.cast.places)
