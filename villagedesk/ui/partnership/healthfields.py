"""The fields of a health check, of the scores that are typed in for somebody, and the columns of its list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import make_dataclass
from datetime import date
from functools import partial
from typing import Any

from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _
from villagedesk.core.words import ReplyWay, Side
from villagedesk.records.health import CheckCard, CheckDraft, CheckRow, ScoreDraft, ScorerDraft
from villagedesk.services import group, healthpaper, replyways
from villagedesk.ui.colours import Tone
from villagedesk.ui.editors import Choice, DateLine, Line
from villagedesk.ui.form import Field, Form
from villagedesk.ui.pick import Pick
from villagedesk.ui.rowmodel import Column

Today = Callable[[], date]
_TYPED = (ReplyWay.EMAIL, ReplyWay.PHONE, ReplyWay.PAPER, ReplyWay.MEETING)
_HALVES_FROM = 340
_SCORES = "12345"


def check_form(today: Today, draft: CheckDraft, *, begins: bool) -> Form[CheckDraft]:
    """The form of a round; the set of statements is chosen when it begins, and not after."""
    audiences = list(group.audience_words().items())
    chosen = [Field("set_id", _("&Which statements"), partial(Choice, []))] if begins else []
    return Form(
        [
            Field("title", _("&Title")),
            *chosen,
            Field("organization_id", _("&With which body"), partial(Pick, _("A council or a department"))),
            Field("opened_on", _("Begun &on"), partial(DateLine, today), half=True),
            Field("reply_by", _("Replies wanted &by"), partial(DateLine, today), half=True),
            Field("audience", _("Who may &see it"), partial(Choice, audiences)),
        ],
        draft,
        halves_from=_HALVES_FROM,
    )


class ScoreLine(Line):
    """A score and what was said beside it, in one line: "4 They came to every meeting"."""

    def __init__(self) -> None:
        super().__init__(_("1 to 5, then a comment"))

    def problem(self) -> str:
        typed = self.value()
        if typed[:1].isdigit() and not (typed[0] in _SCORES and (len(typed) == 1 or not typed[1].isdigit())):
            return _("A score is 1, 2, 3, 4 or 5.")
        return ""


def scores_fields(card: CheckCard, today: Today) -> list[Field]:
    """Who scored, how and when; then a line for each statement."""
    ways = [(way, words) for way, words in replyways.way_words().items() if way in _TYPED]
    sides = list(healthpaper.side_words(card.group, card.their_name).items())
    return [
        Field("name", _("&Who scores"), half=True),
        Field("side", _("&For"), partial(Choice, sides), half=True),
        Field("way", _("&How"), partial(Choice, ways), half=True),
        Field("said_on", _("&On"), partial(DateLine, today), half=True),
        *(
            Field(_name(number), f"{number}. {one.text.replace('&', '&&')}", ScoreLine)
            for number, one in enumerate(card.statements, 1)
        ),
    ]


def _name(number: int) -> str:
    return f"score_{number}"


def as_typed(card: CheckCard, draft: ScorerDraft) -> Any:
    """Scores as their form shows them: a record with a field for each statement."""
    numbered = list(enumerate(card.statements, 1))
    fields: list[tuple[str, Any]] = [("name", str), ("side", Side), ("way", ReplyWay), ("said_on", Any)]
    kind = make_dataclass("TypedScores", [*fields, *((_name(number), str) for number, _one in numbered)])
    lines = {_name(number): _line(draft.scores.get(one.id)) for number, one in numbered}
    return kind(draft.name, draft.side, draft.way, draft.said_on, **lines)


def _line(given: ScoreDraft | None) -> str:
    if given is None:
        return ""
    return " ".join(filter(None, (str(given.value or ""), given.comment.replace("\n", " "))))


def as_draft(card: CheckCard, typed: Any, before: ScorerDraft) -> ScorerDraft:
    """What was typed, as it is kept; the evidence that came with a form stays."""
    scores = {}
    for number, one in enumerate(card.statements, 1):
        line = getattr(typed, _name(number))
        value, comment = (int(line[0]), line[1:]) if line[:1] in tuple(_SCORES) else (None, line)
        known = before.scores.get(one.id, ScoreDraft())
        scores[one.id] = ScoreDraft(value, comment.lstrip(" :,.-–"), known.evidence)
    return ScorerDraft(typed.name, typed.side, typed.way, typed.said_on, scores)


def check_columns() -> tuple[Column[CheckRow], ...]:
    """The round and with whom; when it began, and how far apart the sides are."""
    return (
        Column(_("Health check"), lambda row: row.title, second=_second),
        Column(
            _("Begun"),
            lambda row: show_date_short(row.opened_on),
            sort="opened",
            width=24,
            second=lambda row: state_badge(row)[0],
            badge=state_badge,
        ),
    )


def _second(row: CheckRow) -> str:
    ours = _("{n} of us").format(n=row.ours)
    theirs = _("{n} of them").format(n=row.theirs)
    return ". ".join(filter(None, (row.body, _("{ours} and {theirs} have scored").format(ours=ours, theirs=theirs))))


def state_badge(row: CheckRow) -> tuple[str, Tone]:
    """What is missing, or how far apart the two sides are."""
    if not row.ours and not row.theirs:
        return _("Not scored yet"), "neutral"
    if not row.theirs:
        return _("Their scores to come"), "soon"
    if not row.ours:
        return _("Our scores to come"), "soon"
    gap = row.means.gap
    if gap is None:
        return _("Not scored yet"), "neutral"
    return _("Gap {gap}").format(gap=f"{gap:.1f}"), "soon" if row.means.is_wide else "kept"
