"""Writes docs/cli.md from the commands and the records themselves: `python docs/cli.py`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import typer

from villagedesk.cli.commands import app
from villagedesk.records.actions import ActionRow
from villagedesk.records.assets import AssetCard
from villagedesk.records.consent import RequestCard
from villagedesk.records.constitution import Rules
from villagedesk.records.deals import DealCard, DealRow, SignatoryRow
from villagedesk.records.duties import DutyRow
from villagedesk.records.evidence import EvidenceCard, EvidenceRow, SurveyAnswerRow, SurveyQuestionRow
from villagedesk.records.goals import GoalCard, GoalRow, MeasureRow, ServesRow, SharerRow
from villagedesk.records.group import GroupCard
from villagedesk.records.grouppapers import GroupPaperCard, GroupPaperRow, VersionRow
from villagedesk.records.health import CheckCard, CheckRow, ComponentResult, RoundMeans, ScorerRow, StatementResult
from villagedesk.records.interactions import InteractionRow
from villagedesk.records.meetings import (
    AttendanceCard,
    Block,
    CandidateRow,
    DecisionRow,
    DeclarationRow,
    ElectionRow,
    ItemCard,
    LinkCard,
    MeetingCard,
    MinutesPage,
)
from villagedesk.records.people import OrganizationCard, PersonCard
from villagedesk.records.promises import CommentRow, PromiseRow
from villagedesk.records.questions import QuestionRow
from villagedesk.records.responses import ResponseRow
from villagedesk.records.reviews import ProposalCard, ReplyCard, ReviewCard, ReviewerCard, ReviewRow

SHOWN = {
    "group": GroupCard, "people": PersonCard, "organizations": OrganizationCard, "meetings": MeetingCard,
    "minutes": MinutesPage, "decisions": DecisionRow, "actions": ActionRow, "questions": QuestionRow, "responses": ResponseRow,
    "interactions": InteractionRow,
    "constitution": Rules, "requests": RequestCard, "assets": AssetCard,
    "goals": GoalCard, "evidence": EvidenceCard, "duties": DutyRow, "group_papers": GroupPaperCard,
    "deals": DealCard, "reviews": ReviewCard, "health": CheckCard,
}  # fmt: skip
PARTS = {
    "meetings: agenda": ItemCard, "agenda: links": LinkCard, "meetings: attendance": AttendanceCard,
    "meetings: declarations": DeclarationRow, "meetings: decisions, written": DecisionRow,
    "meetings: elections": ElectionRow, "elections: candidates": CandidateRow, "meetings: actions": ActionRow,
    "minutes: blocks": Block,
    "goals: row": GoalRow, "goals: measures": MeasureRow, "goals: sharers": SharerRow, "goals: serving": ServesRow,
    "evidence: row": EvidenceRow, "evidence: survey": SurveyQuestionRow, "survey: answers": SurveyAnswerRow,
    "group_papers: row": GroupPaperRow, "group_papers: versions": VersionRow,
    "deals: row": DealRow, "deals: promises": PromiseRow, "deals: signatories": SignatoryRow,
    "deals: comments": CommentRow,
    "reviews: row": ReviewRow, "reviews: reviewers": ReviewerCard, "reviews: replies": ReplyCard,
    "reviews: proposals": ProposalCard, "health: row": CheckRow, "health: components": ComponentResult,
    "components: statements": StatementResult, "health: scorers": ScorerRow, "health: rounds": RoundMeans,
}  # fmt: skip
MEETINGS = """
A meeting has its `agenda` in order, who was there (`attendance`: voters first, then by name), the interests declared, its `decisions` by
number with the `outcome` and the votes of each, its `elections` in the order of the agenda (who was elected first, then by votes), the
`written` decisions between meetings that it ratified, and the `actions` that came of it by number with the `status` of each. Meetings come
in the order of their dates. With `--audience` what that audience may not see is left out, or empty where it is a part of something it may.
"""

INTRODUCTION = """# The command line

This page is written by `python docs/cli.py` and checked by a test. `villagedesk [FILE]` opens the window; with one of these names first it
runs the command without one. The first argument is a command only if it is one of the names: `./new` opens a file.

A refusal is one plain line on stderr and exit 1; wrong use is exit 2. Nothing is overwritten unless `--replace` is said. Commands that
write are refused while the window has the file open; reading is allowed.

| variable | what it does |
|---|---|
| `VILLAGEDESK_RECOVERY_CODE` | opens the file where no keyring can be asked; `new` and `sample` take it as their code |
| `VILLAGEDESK_TODAY` | `YYYY-MM-DD`: the date that every command takes for today |
| `VILLAGEDESK_HOME` | a folder for settings and backups in place of the usual ones |

With `--json`, `new` and `sample` print `{"path", "recovery_code"}`, `import` prints `{"added", "changed", "unchanged", "refused": [{"row",
"reason"}]}` (`row` counts from 1), `check` the rows of each table, and `show` a list of records: ISO dates, money as `{"pence",
"currency"}`.
"""


def _row(name: str, record: Any) -> str:
    told = (field.metadata.get("json", field.name) for field in fields(record))
    return f"| {name} | {', '.join(f'`{field}`' for field in told)} |"


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its whole name, those of a group after one another."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield before + name, command


def page() -> str:
    """The whole page."""
    group: Any = typer.main.get_command(app)
    parts = [INTRODUCTION, "## Commands\n"]
    for name, command in _commands(group):
        words = [f"villagedesk {name}"]
        rows = []
        for parameter in command.params:
            if parameter.param_type_name == "argument":
                words.append(parameter.metavar or parameter.name.upper())
            elif parameter.name != "help":
                rows.append(f"| `{', '.join(parameter.opts)}` | {parameter.help or ''} |")
        parts.append(f"### `{' '.join(words)}`\n\n{command.help}\n")
        if rows:
            parts.append("| option | meaning |\n|---|---|\n" + "\n".join(rows) + "\n")
    parts.append("## What `show --json` gives\n")
    parts.append("| kind | fields |\n|---|---|")
    parts += [_row(kind, record) for kind, record in SHOWN.items()]
    parts += [MEETINGS, "| part | fields |\n|---|---|", *(_row(part, record) for part, record in PARTS.items())]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("cli.md").write_text(page(), "utf-8")
