"""A topic's whole story on paper, year by year."""

from __future__ import annotations

from villagedesk.core.dates import show_date, show_date_short
from villagedesk.core.i18n import _, ngettext
from villagedesk.packs.blocks import Block, Cell, Column, Heading, Para, RowGroup, Table, text
from villagedesk.packs.build import print_blocks
from villagedesk.records.packs import Imprint
from villagedesk.records.topics import Story, StoryEntry, by_year, kind_words


def build_pdf(story: Story) -> bytes:
    """The story as a PDF; equal stories give equal bytes."""
    imprint = Imprint(
        title=_("{topic}: the whole story").format(topic=story.words),
        group=story.group,
        as_at=story.as_at,
        foot=_("{group}, the story of “{topic}”").format(group=story.group, topic=story.words),
        foot_end=", " + _("as at {date}").format(date=show_date(story.as_at)),
    )
    return print_blocks(blocks(story), imprint)


def blocks(story: Story) -> list[Block]:
    """The story, in blocks."""
    made: list[Block] = [
        Heading(1, _("{topic}: the whole story").format(topic=story.words), "story"),
        Para(text(about(story), "soft")),
        Para(text(_("For: {audience}").format(audience=story.for_whom), "soft")),
    ]
    columns = (Column(_("Date"), 7.5), Column(_("What was said, asked and decided")), Column(_("What came of it"), 10))
    for year, entries in by_year(story.entries):
        rows = tuple(_row(entry) for entry in entries)
        made += [Heading(2, str(year), f"year-{year}"), Table(columns, (RowGroup(rows),))]
    return made


def about(story: Story) -> str:
    """What the story is made of, in a sentence."""
    said = ngettext(
        "{n} decision, election, action, question or paragraph of minutes, from the group's own file.",
        "{n} decisions, elections, actions, questions and paragraphs of minutes, from the group's own file.",
        story.total,
    ).format(n=story.total)
    if story.total > len(story.entries):
        said += " " + _("The latest {n} are here.").format(n=len(story.entries))
    return said


def _row(entry: StoryEntry) -> tuple[Cell, Cell, Cell]:
    kind = f"{kind_words()[entry.kind]} {entry.number}".strip()
    told = text(f"{kind}: {entry.text}") if entry.number else text(entry.text)
    source = _("{source} (in the bin)").format(source=entry.source) if entry.is_gone else entry.source
    second = tuple(text(line, "soft") for line in (source, entry.who) if line)
    return Cell(text(show_date_short(entry.on_date))), Cell(told, second=second), Cell(text(entry.became))
