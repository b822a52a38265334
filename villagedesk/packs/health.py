"""A health check on paper: the form to score it, and what came of it with both sides side by side."""

from __future__ import annotations

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.scores import Both, Mean
from villagedesk.core.words import Side
from villagedesk.packs.blocks import (
    Asks,
    Badge,
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Para,
    Picture,
    RowGroup,
    Span,
    Table,
    text,
)
from villagedesk.packs.build import print_blocks
from villagedesk.records.forms import ReplyForm
from villagedesk.records.health import HealthPaper, SaidRow, StatementResult, show_mean
from villagedesk.records.packs import Imprint


def build_form(form: ReplyForm, *, on_paper: bool = False) -> bytes:
    """The form to fill in, or with boxes to tick; equal rounds give equal bytes."""
    blocks: list[Block] = [
        Heading(1, form.title, "front"),
        *(Para(text(line, "soft")) for line in form.intro),
        Asks(form, on_paper),
    ]
    return print_blocks(blocks, _imprint(form.title, form))


def _imprint(title: str, about: ReplyForm) -> Imprint:
    return Imprint(
        title=title,
        group=about.group,
        as_at=about.as_at,
        foot=f"{about.group}, {title}",
        language=about.language,
    )


def build_result(paper: HealthPaper) -> bytes:
    """Both sides over the components as a chart, then statement by statement."""
    card, row = paper.card, paper.card.row
    imprint = Imprint(
        title=row.title,
        group=card.group,
        as_at=row.closed_on or row.opened_on,
        foot=f"{card.group}, {row.title}",
    )
    return print_blocks(result_blocks(paper), imprint)


def result_blocks(paper: HealthPaper) -> list[Block]:
    """The result, in blocks."""
    card = paper.card
    whose = _("{group} and {body}, {date}").format(
        group=paper.ours, body=paper.theirs, date=show_date(card.row.opened_on)
    )
    blocks: list[Block] = [
        Heading(1, card.row.title, "front"),
        Para(text(whose, "strong")),
        Para(text(paper.sum_up)),
    ]
    if paper.chart:
        blocks.append(Picture(paper.chart, paper.chart_said))
    if len(card.rounds) > 1:
        blocks += [Heading(2, _("Round by round"), "rounds"), _rounds(paper)]
    return [*blocks, Heading(2, _("Statement by statement"), "statements"), _statements(paper), *_said(paper)]


def _rounds(paper: HealthPaper) -> Table:
    rows = tuple(
        (Cell(text(show_date(one.opened_on)), second=(text(one.title, "soft"),)), *_cells(one.means))
        for one in paper.card.rounds
    )
    return Table((Column(_("Round")), *_columns(paper)), (RowGroup(rows),))


def _statements(paper: HealthPaper) -> Table:
    groups = tuple(
        RowGroup(tuple((_statement(one), *_cells(one.now)) for one in component.statements), component.name)
        for component in paper.card.components
    )
    return Table((Column(_("Statement")), *_columns(paper)), groups)


def _columns(paper: HealthPaper) -> tuple[Column, ...]:
    return (Column(paper.ours, 8.5), Column(paper.theirs, 8.5), Column(_("Gap"), 5.5))


def _statement(one: StatementResult) -> Cell:
    if one.before is None or (one.before.ours is None and one.before.theirs is None):
        return Cell(text(one.text))
    before = _("Last time: {ours} and {theirs}").format(
        ours=show_mean(one.before.ours) or _("not scored"), theirs=show_mean(one.before.theirs) or _("not scored")
    )
    return Cell(text(one.text), second=(text(before, "soft"),))


def _cells(both: Both) -> tuple[Cell, Cell, Cell]:
    """Both means, each with how many scored, and the gap, said to be wide where it is."""
    badges = (Badge(_("Wide"), "amber"),) if both.is_wide else ()
    gap = Cell(text("" if both.gap is None else f"{both.gap:.1f}"), badges)
    return _mean(both.ours), _mean(both.theirs), gap


def _mean(one: Mean | None) -> Cell:
    if one is None:
        return Cell(text(_("Not scored"), "soft"))
    who = ngettext("{n} person", "{n} people", one.people).format(n=one.people)
    return Cell(text(show_mean(one)), second=(text(who, "soft"),))


def _said(paper: HealthPaper) -> list[Block]:
    """What was said beside the scores, for who may know it."""
    made: list[Block] = []
    for one in paper.card.statements:
        if not one.said:
            continue
        made.append(Para((Span(one.text, "strong"),)))
        made.append(Bullets(tuple(text(said_line(said, paper)) for said in one.said)))
    return [Heading(2, _("What was said"), "said"), *made] if made else []


def said_line(said: SaidRow, paper: HealthPaper) -> str:
    """One remark with who made it and the score it stands beside."""
    side = paper.ours if said.side is Side.OURS else paper.theirs
    who = f"{said.name}, {side}" if said.name else side
    about = f"{who} ({said.score})" if said.score else who
    shows = _("What shows it: {evidence}").format(evidence=said.evidence) if said.evidence else ""
    return f"{about}: {' '.join(filter(None, (said.comment, shows)))}"
