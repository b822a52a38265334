"""The partnership on paper: its parts one after the other, with their charts."""

from __future__ import annotations

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.packs.blocks import Block, Bullets, Fact, Facts, Heading, Para, Picture, Span, text
from villagedesk.packs.build import print_blocks
from villagedesk.records.packs import Imprint
from villagedesk.records.partnership import OverviewLine, OverviewPaper, OverviewPart

_SHORT = 40  # characters of a name that has room beside what is said of it


def build_pdf(paper: OverviewPaper) -> bytes:
    """The page as a PDF; equal pages give equal bytes."""
    imprint = Imprint(
        title=f"{paper.title}, {paper.group}",
        group=paper.group,
        as_at=paper.as_at,
        foot=f"{paper.group}, {paper.title[:1].lower()}{paper.title[1:]}",
        foot_end=", " + _("as at {date}").format(date=show_date(paper.as_at)),
        language=paper.language,
    )
    return print_blocks(blocks(paper), imprint)


def blocks(paper: OverviewPaper) -> list[Block]:
    """The page, in blocks."""
    about = _("{group}, as at {date}").format(group=paper.group, date=show_date(paper.as_at))
    made: list[Block] = [Heading(1, paper.title, "partnership"), Para(text(about, "strong"))]
    if paper.audience:
        made.append(Para(text(_("For: {audience}").format(audience=paper.audience), "soft")))
    for part in paper.parts:
        made += _part(part)
    return made


def _lines(lines: tuple[OverviewLine, ...]) -> Block:
    """Names beside what is said of them, or before it where they are long."""
    if all(len(line.name) <= _SHORT for line in lines):
        return Facts(tuple(Fact(line.name, text(line.words)) for line in lines))
    return Bullets(tuple((Span(f"{line.name}. ", "strong"), Span(line.words)) for line in lines))


def _part(part: OverviewPart) -> list[Block]:
    made: list[Block] = [Heading(2, part.title, part.key)]
    if part.is_empty:
        return [*made, Para(text(part.nothing, "soft"))]
    if part.sum_up:
        made.append(Para(text(part.sum_up)))
    for title, chart, said in part.charts:
        made += [Para(text(title, "strong")), Picture(chart, said)]
    if part.lines:
        made.append(_lines(part.lines))
    if part.note:
        made.append(Para(text(part.note, "small")))
    return made
